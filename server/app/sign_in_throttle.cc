#include "server/app/sign_in_throttle.h"

#include <algorithm>

#include "common/base/error.h"

namespace motcua::app {
namespace {

// Account names are the caller's choice, so their table must not grow without end.
constexpr size_t kMostKeys = 10'000;

std::chrono::seconds DelayAfter(int failures, int free) {
  if (failures <= free) return std::chrono::seconds{0};
  const int doublings = std::min(failures - free - 1, 10);
  return std::min(std::chrono::seconds{1 << doublings}, SignInThrottle::kLongestDelay);
}

}  // namespace

absl::Status SignInThrottle::Begin(const std::string& account, const std::string& station) {
  const Time now = time_.Now();
  std::lock_guard lock(mutex_);
  Prune(accounts_, now);
  Prune(stations_, now);
  Time wait_until = now;
  if (const auto it = accounts_.find(account); it != accounts_.end()) {
    wait_until = std::max(wait_until, it->second.wait_until);
  }
  if (const auto it = stations_.find(station); it != stations_.end()) {
    wait_until = std::max(wait_until, it->second.wait_until);
  }
  if (wait_until > now) {
    // A clock that was set back must not turn a minute into hours.
    const auto left = std::min<std::chrono::microseconds>(wait_until - now, kLongestDelay);
    const auto millis = std::chrono::ceil<std::chrono::milliseconds>(left).count();
    return MakeError(absl::StatusCode::kResourceExhausted, "SIGN_IN_SLOWED",
                     "Too many failed attempts to sign in; wait before the next one.",
                     {{"retry_after_ms", std::to_string(millis)},
                      {"seconds", std::to_string((millis + 999) / 1000)}});
  }
  Count(accounts_, account, kFreeForAccount, now);
  Count(stations_, station, kFreeForStation, now);
  return absl::OkStatus();
}

void SignInThrottle::Succeeded(const std::string& account, const std::string& station) {
  std::lock_guard lock(mutex_);
  accounts_.erase(account);
  TakeBack(stations_, station);
}

void SignInThrottle::Undecided(const std::string& account, const std::string& station) {
  std::lock_guard lock(mutex_);
  TakeBack(accounts_, account);
  TakeBack(stations_, station);
}

void SignInThrottle::Prune(Table& table, Time now) {
  // Looking at every key for each attempt would itself be a way to slow the server down.
  if (table.size() < kMostKeys) return;
  std::erase_if(table, [now](const auto& entry) { return now - entry.second.last > kMemory; });
  if (table.size() >= kMostKeys) {
    const auto oldest = std::min_element(
        table.begin(), table.end(),
        [](const auto& a, const auto& b) { return a.second.last < b.second.last; });
    table.erase(oldest);
  }
}

void SignInThrottle::Count(Table& table, const std::string& key, int free, Time now) {
  Failures& failures = table[key];
  if (now - failures.last > kMemory) failures = {};
  ++failures.count;
  failures.last = now;
  failures.wait_until = now + DelayAfter(failures.count, free);
}

void SignInThrottle::TakeBack(Table& table, const std::string& key) {
  const auto it = table.find(key);
  if (it == table.end()) return;
  it->second.wait_until = it->second.last;
  if (--it->second.count <= 0) table.erase(it);
}

}  // namespace motcua::app
