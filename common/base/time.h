// Points in time and civil days, as Motcua keeps them.
//
// A `Time` is a point on the UTC line with microseconds, stored as BIGINT. A `Day` is a civil day
// in Vietnam (Asia/Ho_Chi_Minh: UTC+7 since 1975, no daylight saving), stored as the number of days
// since 1970-01-01. Rules of law speak of days and hours of the clock on the wall; everything that
// is compared or stored across units is a `Time`.
#ifndef MOTCUA_COMMON_BASE_TIME_H_
#define MOTCUA_COMMON_BASE_TIME_H_

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace motcua {

using Time = std::chrono::sys_time<std::chrono::microseconds>;
using Day = std::chrono::local_days;

inline constexpr std::chrono::hours kVietnamOffset{7};

constexpr int64_t ToMicros(Time t) { return t.time_since_epoch().count(); }
constexpr Time FromMicros(int64_t micros) { return Time{std::chrono::microseconds{micros}}; }
constexpr int32_t ToDayNumber(Day d) { return static_cast<int32_t>(d.time_since_epoch().count()); }
constexpr Day FromDayNumber(int32_t days) { return Day{std::chrono::days{days}}; }

// The civil day in Vietnam that contains `t`.
Day LocalDay(Time t);
// Time since the local midnight of LocalDay(t): [0 h, 24 h).
std::chrono::microseconds TimeOfDay(Time t);
// The point at `since_midnight` on day `d` in Vietnam; `since_midnight` may exceed 24 h.
Time At(Day d, std::chrono::microseconds since_midnight = {});
constexpr Day MakeDay(int year, unsigned month, unsigned day) {
  return Day{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}

// "2026-08-05". INVALID_ARGUMENT (FIELD_INVALID) if `text` is not a real day; the form people use,
// "05/08/2026", is read as well.
absl::StatusOr<Day> ParseDay(std::string_view text);
std::string FormatDay(Day d);         // 2026-08-05, for files and scripts
std::string FormatDayVi(Day d);       // 05/08/2026, for people
std::string FormatTime(Time t);       // 2026-08-05T08:30:00+07:00 (fraction only when not zero)
std::string FormatTimeVi(Time t);     // 08:30 05/08/2026
std::string FormatCompactDay(Day d);  // 260805, as in a dossier code
// Reads what FormatTime writes, any offset, "Z" included. INVALID_ARGUMENT (FIELD_INVALID) else.
absl::StatusOr<Time> ParseTime(std::string_view text);

// Where the server reads the time from. Thread safe. Certificates live by system time; records
// live by this.
class TimeSource {
 public:
  virtual ~TimeSource() = default;
  virtual Time Now() const = 0;
};

class SystemTimeSource final : public TimeSource {
 public:
  Time Now() const override;
};

}  // namespace motcua

#endif  // MOTCUA_COMMON_BASE_TIME_H_
