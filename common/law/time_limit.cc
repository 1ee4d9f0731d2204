#include "common/law/time_limit.h"

#include "common/base/error.h"
#include "common/law/calendar.h"

namespace motcua::law {
namespace {

absl::Status Malformed() {
  return FieldInvalid("time_limit",
                      "a number from 1 to 999 and wh, wd or d, for example 3wd, 8wh, 20d, 1wd!");
}

}  // namespace

absl::StatusOr<TimeLimit> ParseTimeLimit(std::string_view text) {
  TimeLimit limit;
  size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  if (digits == 0 || digits > 3 || text[0] == '0') return Malformed();
  for (char c : text.substr(0, digits)) limit.amount = limit.amount * 10 + (c - '0');
  std::string_view unit = text.substr(digits);
  if (unit == "wd!") {
    if (limit.amount != 1) return Malformed();
    limit.same_day = true;
    return limit;
  }
  if (unit == "wh") {
    limit.unit = TimeLimit::kWorkingHours;
  } else if (unit == "wd") {
    limit.unit = TimeLimit::kWorkingDays;
  } else if (unit == "d") {
    limit.unit = TimeLimit::kCalendarDays;
  } else {
    return Malformed();
  }
  return limit;
}

std::string FormatTimeLimit(const TimeLimit& limit) {
  std::string text = std::to_string(limit.amount);
  switch (limit.unit) {
    case TimeLimit::kWorkingHours:
      text += "wh";
      break;
    case TimeLimit::kWorkingDays:
      text += "wd";
      break;
    case TimeLimit::kCalendarDays:
      text += "d";
      break;
  }
  return limit.same_day ? text + "!" : text;
}

std::string TimeLimitVi(const TimeLimit& limit) {
  if (limit.same_day) {
    return "Trong ngày làm việc; nhận sau 15:00 thì trả kết quả trong ngày làm việc tiếp theo";
  }
  std::string text = (limit.amount < 10 ? "0" : "") + std::to_string(limit.amount);
  switch (limit.unit) {
    case TimeLimit::kWorkingHours:
      return text + " giờ làm việc";
    case TimeLimit::kWorkingDays:
      return text + " ngày làm việc";
    case TimeLimit::kCalendarDays:
      break;
  }
  return text + " ngày";
}

std::chrono::microseconds NominalAmount(const TimeLimit& limit) {
  switch (limit.unit) {
    case TimeLimit::kWorkingHours:
      return std::chrono::hours{limit.amount};
    case TimeLimit::kWorkingDays:
      return limit.amount * kWorkingDay;
    case TimeLimit::kCalendarDays:
      break;
  }
  return std::chrono::days{limit.amount};
}

}  // namespace motcua::law
