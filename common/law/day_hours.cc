// The text form of the working time of one day.
#include <optional>

#include "common/base/error.h"
#include "common/law/calendar.h"

namespace motcua::law {
namespace {

using std::chrono::microseconds;
using std::chrono::minutes;

std::optional<microseconds> ReadClock(std::string_view text) {
  const auto digit = [&](size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) {
    return std::nullopt;
  }
  const int hour = (text[0] - '0') * 10 + (text[1] - '0');
  const int minute = (text[3] - '0') * 10 + (text[4] - '0');
  if (minute > 59 || hour * 60 + minute > 24 * 60) return std::nullopt;
  return minutes{hour * 60 + minute};
}

std::string WriteClock(microseconds time_of_day) {
  const auto total = std::chrono::duration_cast<minutes>(time_of_day).count();
  const auto two = [](int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return two(total / 60) + ":" + two(total % 60);
}

}  // namespace

absl::StatusOr<DayHours> ParseDayHours(std::string_view text) {
  const auto malformed = [] {
    return FieldInvalid("hours", "ascending spans such as 07:00-11:30,13:30-17:00");
  };
  DayHours hours;
  while (!text.empty()) {
    const size_t comma = text.find(',');
    const std::string_view span = text.substr(0, comma);
    if (span.size() != 11 || span[5] != '-') return malformed();
    const auto from = ReadClock(span.substr(0, 5));
    const auto until = ReadClock(span.substr(6));
    if (!from || !until || *until <= *from) return malformed();
    if (!hours.empty() && *from <= hours.back().until) return malformed();
    hours.push_back({*from, *until});
    if (comma == std::string_view::npos) break;
    text.remove_prefix(comma + 1);
    if (text.empty()) return malformed();
  }
  return hours;
}

std::string FormatDayHours(const DayHours& hours) {
  std::string text;
  for (const HoursSpan& span : hours) {
    if (!text.empty()) text += ",";
    text += WriteClock(span.from) + "-" + WriteClock(span.until);
  }
  return text;
}

}  // namespace motcua::law
