#include "common/base/time.h"

#include <cstdio>
#include <cstdlib>

#include "common/base/error.h"

namespace motcua {
namespace {

using std::chrono::days;
using std::chrono::microseconds;
using std::chrono::year_month_day;

// Reads from the front of a text; `ok` stays false after the first thing that does not fit.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  int Digits(size_t least, size_t most) {
    int value = 0;
    size_t n = 0;
    while (n < most && n < text_.size() && text_[n] >= '0' && text_[n] <= '9') {
      value = value * 10 + (text_[n++] - '0');
    }
    if (n < least) ok_ = false;
    text_.remove_prefix(n);
    read_ = n;
    return value;
  }
  bool Take(char c) {
    if (text_.empty() || text_[0] != c) return false;
    text_.remove_prefix(1);
    return true;
  }
  void Expect(char c) { ok_ = Take(c) && ok_; }
  // How many digits the last Digits() read.
  size_t digits_read() const { return read_; }
  bool ok() const { return ok_; }
  bool AtEnd() const { return ok_ && text_.empty(); }

 private:
  std::string_view text_;
  size_t read_ = 0;
  bool ok_ = true;
};

bool ToDay(int year, int month, int day, Day* out) {
  const year_month_day ymd{std::chrono::year{year},
                           std::chrono::month{static_cast<unsigned>(month)},
                           std::chrono::day{static_cast<unsigned>(day)}};
  if (!ymd.ok() || year < 1) return false;
  *out = Day{ymd};
  return true;
}

struct Civil {
  int year, month, day, hour, minute, second, micros;
};

Civil CivilOf(Time t) {
  const year_month_day ymd{LocalDay(t)};
  const std::chrono::hh_mm_ss<microseconds> clock{TimeOfDay(t)};
  return {static_cast<int>(ymd.year()),
          static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day())),
          static_cast<int>(clock.hours().count()),
          static_cast<int>(clock.minutes().count()),
          static_cast<int>(clock.seconds().count()),
          static_cast<int>(clock.subseconds().count())};
}

template <typename... Args>
std::string Print(const char* format, Args... args) {
  char buffer[80];
  const int n = std::snprintf(buffer, sizeof buffer, format, args...);
  return {buffer, static_cast<size_t>(n)};
}

}  // namespace

Day LocalDay(Time t) {
  return Day{std::chrono::floor<days>(t + kVietnamOffset).time_since_epoch()};
}

microseconds TimeOfDay(Time t) {
  return (t + kVietnamOffset).time_since_epoch() - LocalDay(t).time_since_epoch();
}

Time At(Day d, microseconds since_midnight) {
  return Time{d.time_since_epoch() - kVietnamOffset + since_midnight};
}

absl::StatusOr<Day> ParseDay(std::string_view text) {
  Day day;
  Reader iso(text);
  const int iso_year = iso.Digits(4, 4);
  iso.Expect('-');
  const int iso_month = iso.Digits(2, 2);
  iso.Expect('-');
  const int iso_day = iso.Digits(2, 2);
  if (iso.AtEnd() && ToDay(iso_year, iso_month, iso_day, &day)) return day;

  Reader vi(text);
  const int vi_day = vi.Digits(1, 2);
  vi.Expect('/');
  const int vi_month = vi.Digits(1, 2);
  vi.Expect('/');
  const int vi_year = vi.Digits(4, 4);
  if (vi.AtEnd() && ToDay(vi_year, vi_month, vi_day, &day)) return day;
  return FieldInvalid("day", "a day as 2026-08-05 or 05/08/2026");
}

std::string FormatDay(Day d) {
  const Civil c = CivilOf(At(d));
  return Print("%04d-%02d-%02d", c.year, c.month, c.day);
}

std::string FormatDayVi(Day d) {
  const Civil c = CivilOf(At(d));
  return Print("%02d/%02d/%04d", c.day, c.month, c.year);
}

std::string FormatTime(Time t) {
  const Civil c = CivilOf(t);
  std::string text =
      Print("%04d-%02d-%02dT%02d:%02d:%02d", c.year, c.month, c.day, c.hour, c.minute, c.second);
  if (c.micros != 0) text += Print(".%06d", c.micros);
  return text + "+07:00";
}

std::string FormatTimeVi(Time t) {
  const Civil c = CivilOf(t);
  return Print("%02d:%02d %02d/%02d/%04d", c.hour, c.minute, c.day, c.month, c.year);
}

std::string FormatCompactDay(Day d) {
  const Civil c = CivilOf(At(d));
  return Print("%02d%02d%02d", c.year % 100, c.month, c.day);
}

absl::StatusOr<Time> ParseTime(std::string_view text) {
  const absl::Status invalid = FieldInvalid(
      "time", "a time with its offset as 2026-08-05T08:30:00+07:00 or 2026-08-05T01:30:00Z");
  Reader in(text);
  const int year = in.Digits(4, 4);
  in.Expect('-');
  const int month = in.Digits(2, 2);
  in.Expect('-');
  const int day_of_month = in.Digits(2, 2);
  in.Expect('T');
  const int hour = in.Digits(2, 2);
  in.Expect(':');
  const int minute = in.Digits(2, 2);
  in.Expect(':');
  const int second = in.Digits(2, 2);
  int micros = 0;
  if (in.Take('.')) {
    micros = in.Digits(1, 6);
    for (size_t i = in.digits_read(); i < 6; ++i) micros *= 10;
  }
  int offset_minutes = 0;
  if (!in.Take('Z')) {
    const int sign = in.Take('-') ? -1 : 1;
    if (sign > 0) in.Expect('+');
    const int offset_hour = in.Digits(2, 2);
    in.Expect(':');
    const int offset_minute = in.Digits(2, 2);
    if (offset_hour > 23 || offset_minute > 59) return invalid;
    offset_minutes = sign * (offset_hour * 60 + offset_minute);
  }
  Day day;
  if (!in.AtEnd() || !ToDay(year, month, day_of_month, &day)) return invalid;
  if (hour > 23 || minute > 59 || second > 59) return invalid;
  return Time{day.time_since_epoch() + std::chrono::hours{hour} + std::chrono::minutes{minute} +
              std::chrono::seconds{second} + microseconds{micros} -
              std::chrono::minutes{offset_minutes}};
}

Time SystemTimeSource::Now() const {
  return std::chrono::floor<microseconds>(std::chrono::system_clock::now());
}

}  // namespace motcua
