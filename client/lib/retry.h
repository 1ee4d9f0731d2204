// When a failed call is tried again, and after how long.
//
// A call is repeated only where repeating it cannot do anything twice: a read, or a command whose
// request id makes the server answer the repetition with the first answer. Signing in, enrolling
// and the like are never repeated by the program; a person decides.
#ifndef MOTCUA_CLIENT_LIB_RETRY_H_
#define MOTCUA_CLIENT_LIB_RETRY_H_

#include <chrono>
#include <functional>
#include <optional>

#include "absl/status/status.h"

namespace motcua::client {

using Milliseconds = std::chrono::milliseconds;
using SteadyTime = std::chrono::steady_clock::time_point;

enum class Repeatable {
  kRead,       // changes nothing
  kRequestId,  // carries a request id, kept across the attempts
  kNever,      // anything else
};

struct RetryPolicy {
  int max_attempts = 6;
  // Wait before the second attempt; doubled each time up to `longest_wait`, then shortened by up to
  // a half at random, so that stations cut off together do not come back together.
  Milliseconds first_wait{100};
  Milliseconds longest_wait{3000};
};

// The world as the retry loop sees it; tests put their own in.
struct RetryEnvironment {
  std::function<SteadyTime()> now;
  std::function<void(Milliseconds)> sleep;
  std::function<double()> random;  // [0, 1)
  static RetryEnvironment Real();
};

struct AttemptResult {
  absl::Status status;
  // What the server asked to wait before trying again (google.rpc.RetryInfo).
  std::optional<Milliseconds> retry_delay;
};

// True when the error says that the same call may succeed soon: UNAVAILABLE, RESOURCE_EXHAUSTED
// with a retry delay, and COMMIT_UNKNOWN for a call with a request id. STORAGE_FULL and
// CLOCK_SUSPECT need a person and are not repeated.
bool WorthRepeating(const AttemptResult& result, Repeatable repeatable);

// The wait before attempt number `next_attempt` (2, 3 …). A delay the server asked for is never
// undercut, and lengthened by up to a fifth at random.
Milliseconds WaitBefore(int next_attempt, const RetryPolicy& policy,
                        std::optional<Milliseconds> retry_delay, double random);

// Runs `attempt` with the time left until `deadline` until it succeeds, fails for good, the
// attempts are used up, or the next wait would reach the deadline. Returns the last result's
// status.
absl::Status RunAttempts(Repeatable repeatable, const RetryPolicy& policy,
                         const RetryEnvironment& environment, SteadyTime deadline,
                         const std::function<AttemptResult(Milliseconds time_left)>& attempt);

}  // namespace motcua::client

#endif  // MOTCUA_CLIENT_LIB_RETRY_H_
