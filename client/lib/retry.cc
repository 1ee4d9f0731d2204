#include "client/lib/retry.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <thread>

#include "common/base/error.h"
#include "common/base/random.h"

namespace motcua::client {

RetryEnvironment RetryEnvironment::Real() {
  return {
      .now = [] { return std::chrono::steady_clock::now(); },
      .sleep = [](Milliseconds wait) { std::this_thread::sleep_for(wait); },
      .random =
          [] {
            uint32_t bits = 0;
            const std::string bytes = RandomBytes(sizeof bits);
            std::memcpy(&bits, bytes.data(), sizeof bits);
            return static_cast<double>(bits) / 4294967296.0;
          },
  };
}

bool WorthRepeating(const AttemptResult& result, Repeatable repeatable) {
  if (repeatable == Repeatable::kNever || result.status.ok()) return false;
  const std::string reason = ErrorReason(result.status);
  if (reason == "STORAGE_FULL" || reason == "CLOCK_SUSPECT") return false;
  if (reason == "COMMIT_UNKNOWN") return repeatable == Repeatable::kRequestId;
  switch (result.status.code()) {
    case absl::StatusCode::kUnavailable:
      return true;
    case absl::StatusCode::kResourceExhausted:
      return result.retry_delay.has_value();
    default:
      return false;
  }
}

Milliseconds WaitBefore(int next_attempt, const RetryPolicy& policy,
                        std::optional<Milliseconds> retry_delay, double random) {
  const auto scaled = [](Milliseconds wait, double factor) {
    return Milliseconds(static_cast<int64_t>(static_cast<double>(wait.count()) * factor));
  };
  if (retry_delay.has_value()) return *retry_delay + scaled(*retry_delay, random / 5);
  Milliseconds wait = policy.first_wait;
  for (int i = 2; i < next_attempt && wait < policy.longest_wait; ++i) wait *= 2;
  return scaled(std::min(wait, policy.longest_wait), 1 - random / 2);
}

absl::Status RunAttempts(Repeatable repeatable, const RetryPolicy& policy,
                         const RetryEnvironment& environment, SteadyTime deadline,
                         const std::function<AttemptResult(Milliseconds)>& attempt) {
  for (int number = 1;; ++number) {
    const auto left = std::chrono::duration_cast<Milliseconds>(deadline - environment.now());
    AttemptResult result = attempt(std::max(left, Milliseconds(0)));
    if (number >= policy.max_attempts || !WorthRepeating(result, repeatable)) return result.status;
    const Milliseconds wait =
        WaitBefore(number + 1, policy, result.retry_delay, environment.random());
    if (environment.now() + wait >= deadline) return result.status;
    environment.sleep(wait);
  }
}

}  // namespace motcua::client
