// Slows down whoever guesses passwords: after a few failures each further attempt must wait, twice
// as long each time, up to a minute. Counted for the account name given, existing or not, and for
// the station. Never a lock-out: strangers could then shut anybody out.
//
// In memory only; a restart forgets. An attempt counts as failed when it begins, so that many at
// once do not slip through, and is taken back when it succeeds.
#ifndef MOTCUA_SERVER_APP_SIGN_IN_THROTTLE_H_
#define MOTCUA_SERVER_APP_SIGN_IN_THROTTLE_H_

#include <chrono>
#include <mutex>
#include <string>
#include <unordered_map>

#include "absl/status/status.h"
#include "common/base/time.h"

namespace motcua::app {

// Thread safe.
class SignInThrottle {
 public:
  // Failures that cost nothing yet.
  static constexpr int kFreeForAccount = 4;
  static constexpr int kFreeForStation = 20;
  static constexpr std::chrono::seconds kLongestDelay{60};
  // Failures are forgotten this long after the last one.
  static constexpr std::chrono::minutes kMemory{60};

  explicit SignInThrottle(const TimeSource& time) : time_(time) {}

  // RESOURCE_EXHAUSTED SIGN_IN_SLOWED with retry_after_ms while the account or the station must
  // wait; such an attempt is not counted.
  absl::Status Begin(const std::string& account, const std::string& station);
  // The attempt was right: the account starts anew; the station only gets its attempt back, or
  // anyone with a password could clear it.
  void Succeeded(const std::string& account, const std::string& station);
  // The attempt was not judged (the server failed): taken back.
  void Undecided(const std::string& account, const std::string& station);

 private:
  struct Failures {
    int count = 0;
    Time last;
    Time wait_until;
  };
  using Table = std::unordered_map<std::string, Failures>;

  void Prune(Table& table, Time now);
  static void Count(Table& table, const std::string& key, int free, Time now);
  static void TakeBack(Table& table, const std::string& key);

  const TimeSource& time_;
  std::mutex mutex_;
  Table accounts_;
  Table stations_;
};

}  // namespace motcua::app

#endif  // MOTCUA_SERVER_APP_SIGN_IN_THROTTLE_H_
