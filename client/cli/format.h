// How values look to people. JSON output does not pass through here.
#ifndef MOTCUA_CLIENT_CLI_FORMAT_H_
#define MOTCUA_CLIENT_CLI_FORMAT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "client/cli/messages.h"
#include "common/base/time.h"

namespace google::protobuf {
class Timestamp;
}

namespace motcua::cli {

// What stands for a value that is absent.
inline constexpr char kNothing[] = "–";

std::string DateTime(Time t);  // 05/08/2026 08:30, in Vietnam, in every language
Time ToTime(const google::protobuf::Timestamp& timestamp);
void SetTime(Time t, google::protobuf::Timestamp& timestamp);
// "–" when `present` is false.
std::string DateTimeOr(bool present, const google::protobuf::Timestamp& timestamp);
// A wire day (2026-08-05) as 05/08/2026; "–" when empty; other text as it is.
std::string DayText(std::string_view iso);

// "05/08/2026 15:30", "15:30 05/08/2026" or 2026-08-05T15:30:00+07:00.
std::optional<Time> ReadDateTime(std::string_view text);

// 1234567 as 1.234.567 (vi), 1,234,567 (en) or 1 234 567 with no-break spaces (fr).
std::string Number(int64_t value, Language language);
std::string Dong(int64_t vnd, Language language);  // 20.000 đ

// 91,67 % (vi, fr) or 91.67% (en): two decimals, half up, by integer arithmetic, so that 1/8 is
// 12,50 and 2/3 is 66,67 on every machine. A day on which more was taken back than done has a
// numerator below 0 (-8,33 %). "–" when the denominator is not above 0.
std::string Percent(int64_t numerator, int64_t denominator, Language language);
// 91,67 % (11/12).
std::string Rate(int64_t numerator, int64_t denominator, Language language);

// "còn 2 giờ 15 phút", "quá hạn 1 ngày", "đến hạn" at 0: the two largest units of days (24 hours of
// the clock on the wall), hours and minutes.
std::string TimeLeft(int64_t minutes, Language language);

// `text` without control characters, which could rewrite what a terminal shows: each becomes a
// space. Line feeds stay when `keep_lines`.
std::string Printable(std::string_view text, bool keep_lines = false);

}  // namespace motcua::cli

#endif  // MOTCUA_CLIENT_CLI_FORMAT_H_
