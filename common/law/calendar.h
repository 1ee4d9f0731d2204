// The working calendar of one unit: which days are worked, at which hours, and why the others are
// not.
//
// Working time is official working time: voluntary evening or Saturday opening is not in here.
// A calendar answers only inside the span that has been announced (known_from .. known_until, both
// included): the holidays of a year are fixed by a yearly notice, so a question beyond it returns
// OUT_OF_RANGE CALENDAR_UNKNOWN (values: known_from, known_until) and never weekends alone.
//
// Sources: Labour Code 2019 Art. 112 (holidays) and 111(3) (a holiday on a rest day is
// compensated); Resolution 28/2026/QH16 (24 November); yearly notices of swapped days. Hours are
// the unit's own working rules; 07:00-11:30 and 13:30-17:00 (8 h) is the usual form.
//
// Immutable and thread safe; shared by std::shared_ptr<const WorkCalendar>. Every question costs
// one or two binary searches over prefix sums; nothing walks over days.
#ifndef MOTCUA_COMMON_LAW_CALENDAR_H_
#define MOTCUA_COMMON_LAW_CALENDAR_H_

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/time.h"

namespace motcua::law {

// One working day is eight working hours: terms given in working days are kept in hours.
inline constexpr std::chrono::microseconds kWorkingDay = std::chrono::hours{8};

// Working time of one day as [from, until) since midnight, ascending and disjoint. Empty: no work.
struct HoursSpan {
  std::chrono::microseconds from{};
  std::chrono::microseconds until{};
  friend bool operator==(const HoursSpan&, const HoursSpan&) = default;
};
using DayHours = std::vector<HoursSpan>;

// "07:00-11:30,13:30-17:00"; "" is no work. INVALID_ARGUMENT (FIELD_INVALID) if malformed, empty
// spans, out of order or past 24:00.
absl::StatusOr<DayHours> ParseDayHours(std::string_view text);
std::string FormatDayHours(const DayHours& hours);

enum class DayKind {
  kHoliday,          // nghỉ lễ, tết
  kSwapDayOff,       // nghỉ hoán đổi
  kCompensatoryOff,  // nghỉ bù
  kSwapWorkday,  // làm bù: a rest day worked, with Monday's hours unless the row gives its own
  kClosure,      // a place closes (storm, flood)
  kOwnHours,     // a day with hours of its own, for example a half day
};

struct SpecialDay {
  DayKind kind = DayKind::kHoliday;
  std::string name_vi;
  DayHours hours;  // for kSwapWorkday (empty: Monday's) and kOwnHours; empty for the others
};

struct CalendarSpec {
  Day known_from{};
  Day known_until{};               // included
  std::array<DayHours, 7> weekly;  // Monday first
  std::map<Day, SpecialDay> special;
  int64_t version = 0;  // 0: computed from the content
};

class WorkCalendar {
 public:
  // INVALID_ARGUMENT (FIELD_INVALID) if the span is empty or longer than 100 years, if a special
  // day lies outside it, or if there is no working time at all.
  static absl::StatusOr<std::shared_ptr<const WorkCalendar>> Create(CalendarSpec spec);

  // Positive; equal for equal content. Stamped on every projection of a due time.
  int64_t version() const { return version_; }
  Day known_from() const { return spec_.known_from; }
  Day known_until() const { return spec_.known_until; }

  // All of these return CALENDAR_UNKNOWN when the question or the answer lies outside the span.
  absl::StatusOr<bool> IsWorkingDay(Day day) const;  // some working time, half days included
  absl::StatusOr<std::chrono::microseconds> WorkingTimeOn(Day day) const;
  // Negative when b < a.
  absl::StatusOr<std::chrono::microseconds> WorkingTimeBetween(Time a, Time b) const;
  // Working days in [from, until).
  absl::StatusOr<int> WorkingDaysBetween(Day from, Day until) const;
  // The earliest t with WorkingTimeBetween(from, t) == amount: a term that fills Monday ends on
  // Monday at 17:00, not on Tuesday at 07:00. amount 0 gives `from`. A negative amount goes back,
  // to the latest such t.
  absl::StatusOr<Time> AddWorkingTime(Time from, std::chrono::microseconds amount) const;
  // The form used everywhere in Motcua: n working days are n x 8 working hours from the moment of
  // receipt, as internal-process decisions count (1 day = 8 hours, steps of half days and hours)
  // and as the receipt states it (hour, minute, day). The Civil Code 2015 Art. 147(2), 148 counts
  // terms given in days from the next day to the end of the last; that is EndOfNthWorkingDay, never
  // earlier with 8-hour days, so what is on time here is on time there.
  absl::StatusOr<Time> AddWorkingDays(Time from, int days) const;
  // The end of working hours of the n-th working day after the day of `from` (n >= 1).
  absl::StatusOr<Time> EndOfNthWorkingDay(Time from, int n) const;
  // `t` when it is in working time, else the start of the next working time.
  absl::StatusOr<Time> NextWorkingMoment(Time t) const;
  absl::StatusOr<Day> NextWorkingDay(Day after) const;  // the first one later than `after`
  absl::StatusOr<Day> WorkingDayOnOrAfter(Day day) const;
  // Start and end of the working hours of `day`; FAILED_PRECONDITION NOT_A_WORKING_DAY otherwise.
  absl::StatusOr<Time> StartOfWork(Day day) const;
  absl::StatusOr<Time> EndOfWork(Day day) const;

  // "" for a working day; else the name of the holiday or closure, "Thứ Bảy", "Chủ nhật" or "ngày
  // nghỉ hằng tuần"; "chưa có lịch làm việc" outside the span.
  std::string WhyNotWorking(Day day) const;
  // True when the day is off for a holiday, a swap, a compensation or a closure (not a weekend).
  bool IsSpecialDayOff(Day day) const;
  // The working hours of a day of the span; empty outside it.
  const DayHours& HoursOf(Day day) const;
  const CalendarSpec& spec() const { return spec_; }

 private:
  explicit WorkCalendar(CalendarSpec spec);
  bool Knows(Day day) const;
  absl::Status Unknown() const;
  absl::StatusOr<std::chrono::microseconds> WorkUpTo(Time t) const;
  absl::StatusOr<Time> LatestWith(std::chrono::microseconds work) const;

  CalendarSpec spec_;
  int64_t version_ = 0;
  std::vector<DayHours> hours_;  // by day since known_from
  // before_[i]: working time of all days earlier than day i; one entry more than there are days.
  std::vector<std::chrono::microseconds> before_;
  std::vector<int> working_days_before_;
};

// "Thứ Hai" .. "Chủ nhật".
std::string WeekdayVi(Day day);

}  // namespace motcua::law

#endif  // MOTCUA_COMMON_LAW_CALENDAR_H_
