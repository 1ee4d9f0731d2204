// The time limit of a procedure (thời hạn giải quyết): an amount and the kind of time it counts.
//
// Text form, for data files and scripts:
//   limit  = number unit [ "!" ]
//   number = "1" .. "999" without leading zeros
//   unit   = "wh" working hours | "wd" working days | "d" calendar days
//   "!"    = result the same day; only with "1wd"
// "3wd", "8wh", "20d", "1wd!".
#ifndef MOTCUA_COMMON_LAW_TIME_LIMIT_H_
#define MOTCUA_COMMON_LAW_TIME_LIMIT_H_

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace motcua::law {

struct TimeLimit {
  enum Unit { kWorkingHours, kWorkingDays, kCalendarDays };
  int64_t amount = 0;  // 1 .. 999
  Unit unit = kWorkingDays;
  // The result is due the same day; what is received after the cut-off (15:00) the next working
  // day.
  bool same_day = false;
  friend bool operator==(const TimeLimit&, const TimeLimit&) = default;
};

// INVALID_ARGUMENT (FIELD_INVALID time_limit) if `text` is not in the grammar above.
absl::StatusOr<TimeLimit> ParseTimeLimit(std::string_view text);
std::string FormatTimeLimit(const TimeLimit& limit);
// "03 ngày làm việc", "08 giờ làm việc", "20 ngày", "Trong ngày làm việc; ..." as printed on slips.
std::string TimeLimitVi(const TimeLimit& limit);

// The nominal amount: working time (1 working day = 8 hours), or 24 h for each calendar day. What a
// same-day limit really grants depends on the hour of receipt (clock.h).
std::chrono::microseconds NominalAmount(const TimeLimit& limit);

}  // namespace motcua::law

#endif  // MOTCUA_COMMON_LAW_TIME_LIMIT_H_
