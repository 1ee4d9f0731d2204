#include "client/cli/format.h"

#include <fmt/format.h>
#include <google/protobuf/timestamp.pb.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>
#include <sstream>

#include "absl/numeric/int128.h"

namespace motcua::cli {
namespace {

// Also for the smallest int64_t, which has no positive counterpart.
uint64_t Magnitude(int64_t value) {
  return value < 0 ? uint64_t{0} - static_cast<uint64_t>(value) : static_cast<uint64_t>(value);
}

// Decimal digits in groups of three.
std::string Grouped(const std::string& digits, Language language) {
  constexpr char kNoBreakSpace[] = "\u00a0";
  const char* const separator = language == Language::kVietnamese ? "."
                                : language == Language::kEnglish  ? ","
                                                                  : kNoBreakSpace;
  std::string out;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += separator;
    out += digits[i];
  }
  return out;
}

}  // namespace

std::string DateTime(Time t) {
  const auto minutes = std::chrono::floor<std::chrono::minutes>(TimeOfDay(t)).count();
  return fmt::format("{} {:02}:{:02}", FormatDayVi(LocalDay(t)), minutes / 60, minutes % 60);
}

Time ToTime(const google::protobuf::Timestamp& timestamp) {
  return Time{std::chrono::seconds{timestamp.seconds()} +
              std::chrono::microseconds{timestamp.nanos() / 1000}};
}

void SetTime(Time t, google::protobuf::Timestamp& timestamp) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(t);
  timestamp.set_seconds(seconds.time_since_epoch().count());
  timestamp.set_nanos(static_cast<int32_t>((t - seconds).count() * 1000));
}

std::string DateTimeOr(bool present, const google::protobuf::Timestamp& timestamp) {
  return present ? DateTime(ToTime(timestamp)) : kNothing;
}

std::string DayText(std::string_view iso) {
  if (iso.empty()) return kNothing;
  const auto day = ParseDay(iso);
  return day.ok() ? FormatDayVi(*day) : std::string(iso);
}

std::optional<Time> ReadDateTime(std::string_view text) {
  if (const auto time = ParseTime(text); time.ok()) return *time;
  const size_t space = text.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  std::string_view day_text = text.substr(0, space);
  std::string_view clock = text.substr(space + 1);
  if (day_text.find(':') != std::string_view::npos) std::swap(day_text, clock);
  const auto day = ParseDay(day_text);
  const auto digit = [&](size_t i) { return clock[i] >= '0' && clock[i] <= '9'; };
  if (!day.ok() || clock.size() != 5 || clock[2] != ':' || !digit(0) || !digit(1) || !digit(3) ||
      !digit(4)) {
    return std::nullopt;
  }
  const int hours = (clock[0] - '0') * 10 + (clock[1] - '0');
  const int minutes = (clock[3] - '0') * 10 + (clock[4] - '0');
  if (hours > 23 || minutes > 59) return std::nullopt;
  return At(*day, std::chrono::hours{hours} + std::chrono::minutes{minutes});
}

std::string Number(int64_t value, Language language) {
  return (value < 0 ? "-" : "") + Grouped(fmt::format("{}", Magnitude(value)), language);
}

std::string Dong(int64_t vnd, Language language) { return Number(vnd, language) + " đ"; }

std::string Percent(int64_t numerator, int64_t denominator, Language language) {
  if (denominator <= 0) return kNothing;
  if (numerator < 0) {
    return "-" + Percent(numerator == std::numeric_limits<int64_t>::min()
                             ? std::numeric_limits<int64_t>::max()
                             : -numerator,
                         denominator, language);
  }
  const absl::int128 hundredths =
      (absl::int128(numerator) * 20000 + denominator) / (absl::int128(denominator) * 2);
  std::ostringstream whole;  // may not fit into 64 bits
  whole << hundredths / 100;
  const auto rest = static_cast<int64_t>(hundredths % 100);
  const bool english = language == Language::kEnglish;
  return fmt::format("{}{}{:02}{}", Grouped(whole.str(), language), english ? "." : ",", rest,
                     english ? "%" : " %");
}

std::string Rate(int64_t numerator, int64_t denominator, Language language) {
  return fmt::format("{} ({}/{})", Percent(numerator, denominator, language),
                     Number(numerator, language), Number(denominator, language));
}

std::string TimeLeft(int64_t minutes, Language language) {
  if (minutes == 0) return Text(language, "say.due_now");
  const uint64_t total = Magnitude(minutes);
  struct Part {
    uint64_t count;
    std::string_view one;
    std::string_view many;
  };
  const std::array<Part, 3> parts = {{{total / 1440, "say.day", "say.days"},
                                      {total / 60 % 24, "say.hour", "say.hours"},
                                      {total % 60, "say.minute", "say.minutes"}}};
  const size_t first = parts[0].count > 0 ? 0 : parts[1].count > 0 ? 1 : 2;
  std::string span;
  for (size_t i = first; i < parts.size() && i < first + 2; ++i) {
    if (parts[i].count == 0) continue;
    span += fmt::format("{}{} {}", span.empty() ? "" : " ", parts[i].count,
                        Text(language, parts[i].count == 1 ? parts[i].one : parts[i].many));
  }
  return Text(language, minutes < 0 ? "say.overdue_by" : "say.left", {{"span", span}});
}

std::string Printable(std::string_view text, bool keep_lines) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    // C1 controls are U+0080 to U+009F: 0xC2 and a byte below 0xA0.
    const bool c1 =
        byte == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0;
    if (c1) ++i;
    const bool control = (byte < 0x20 && !(keep_lines && byte == '\n')) || byte == 0x7f || c1;
    out += control ? ' ' : text[i];
  }
  return out;
}

}  // namespace motcua::cli
