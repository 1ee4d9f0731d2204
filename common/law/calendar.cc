#include "common/law/calendar.h"

#include <algorithm>
#include <utility>

#include "common/base/error.h"
#include "common/base/status_macros.h"

namespace motcua::law {
namespace {

using std::chrono::microseconds;

constexpr int kLongestSpanDays = 36'525;
const DayHours kNoHours;

microseconds Total(const DayHours& hours) {
  microseconds sum{0};
  for (const HoursSpan& span : hours) sum += span.until - span.from;
  return sum;
}

microseconds WorkedBy(const DayHours& hours, microseconds time_of_day) {
  microseconds sum{0};
  for (const HoursSpan& span : hours) {
    if (time_of_day <= span.from) break;
    sum += std::min(time_of_day, span.until) - span.from;
  }
  return sum;
}

// The earliest time of day by which `work` (0 < work <= total) is done.
microseconds EarliestWith(const DayHours& hours, microseconds work) {
  for (const HoursSpan& span : hours) {
    const microseconds length = span.until - span.from;
    if (work <= length) return span.from + work;
    work -= length;
  }
  return hours.back().until;
}

// The latest time of day by which no more than `work` (0 <= work < total) is done.
microseconds LatestTimeWith(const DayHours& hours, microseconds work) {
  for (const HoursSpan& span : hours) {
    const microseconds length = span.until - span.from;
    if (work < length) return span.from + work;
    work -= length;
  }
  return hours.back().until;
}

unsigned WeekdayIndex(Day day) { return std::chrono::weekday(day).iso_encoding() - 1; }

class ContentHash {
 public:
  void Add(int64_t value) {
    for (int shift = 0; shift < 64; shift += 8) {
      AddByte(static_cast<unsigned char>(static_cast<uint64_t>(value) >> shift));
    }
  }
  void Add(const std::string& text) {
    Add(static_cast<int64_t>(text.size()));
    for (char c : text) AddByte(static_cast<unsigned char>(c));
  }
  void Add(const DayHours& hours) {
    Add(static_cast<int64_t>(hours.size()));
    for (const HoursSpan& span : hours) {
      Add(span.from.count());
      Add(span.until.count());
    }
  }
  // 53 bits, so that the number survives JSON; never 0.
  int64_t Value() const { return static_cast<int64_t>((hash_ >> 11) | 1U); }

 private:
  void AddByte(unsigned char byte) { hash_ = (hash_ ^ byte) * 1'099'511'628'211ULL; }  // FNV-1a
  uint64_t hash_ = 14'695'981'039'346'656'037ULL;
};

int64_t HashOf(const CalendarSpec& spec) {
  ContentHash hash;
  hash.Add(ToDayNumber(spec.known_from));
  hash.Add(ToDayNumber(spec.known_until));
  for (const DayHours& hours : spec.weekly) hash.Add(hours);
  for (const auto& [day, special] : spec.special) {
    hash.Add(ToDayNumber(day));
    hash.Add(static_cast<int64_t>(special.kind));
    hash.Add(special.name_vi);
    hash.Add(special.hours);
  }
  return hash.Value();
}

DayHours HoursOfSpecial(const CalendarSpec& spec, const SpecialDay& special) {
  switch (special.kind) {
    case DayKind::kOwnHours:
      return special.hours;
    case DayKind::kSwapWorkday:
      return special.hours.empty() ? spec.weekly[0] : special.hours;
    case DayKind::kHoliday:
    case DayKind::kSwapDayOff:
    case DayKind::kCompensatoryOff:
    case DayKind::kClosure:
      break;
  }
  return {};
}

bool IsDayOff(DayKind kind) { return kind != DayKind::kSwapWorkday && kind != DayKind::kOwnHours; }

}  // namespace

absl::StatusOr<std::shared_ptr<const WorkCalendar>> WorkCalendar::Create(CalendarSpec spec) {
  const auto days = (spec.known_until - spec.known_from).count() + 1;
  if (days < 1 || days > kLongestSpanDays) {
    return FieldInvalid("known_until", "the last known day, at most 100 years after the first");
  }
  for (const auto& [day, special] : spec.special) {
    if (day < spec.known_from || day > spec.known_until) {
      return FieldInvalid("day", "a day from " + FormatDay(spec.known_from) + " to " +
                                     FormatDay(spec.known_until) + ", not " + FormatDay(day));
    }
    if (IsDayOff(special.kind) && !special.hours.empty()) {
      return FieldInvalid("hours", "none on a day off (" + FormatDay(day) + ")");
    }
  }
  std::shared_ptr<const WorkCalendar> calendar(new WorkCalendar(std::move(spec)));
  if (calendar->before_.back() == microseconds{0}) {
    return FieldInvalid("hours", "at least one span of working time");
  }
  return calendar;
}

WorkCalendar::WorkCalendar(CalendarSpec spec) : spec_(std::move(spec)) {
  version_ = spec_.version > 0 ? spec_.version : HashOf(spec_);
  microseconds work{0};
  int working_days = 0;
  before_.push_back(work);
  working_days_before_.push_back(0);
  for (Day day = spec_.known_from; day <= spec_.known_until; day += std::chrono::days{1}) {
    auto special = spec_.special.find(day);
    hours_.push_back(special == spec_.special.end() ? spec_.weekly[WeekdayIndex(day)]
                                                    : HoursOfSpecial(spec_, special->second));
    const microseconds today = Total(hours_.back());
    work += today;
    working_days += today > microseconds{0} ? 1 : 0;
    before_.push_back(work);
    working_days_before_.push_back(working_days);
  }
}

bool WorkCalendar::Knows(Day day) const {
  return spec_.known_from <= day && day <= spec_.known_until;
}

absl::Status WorkCalendar::Unknown() const {
  return MakeError(
      absl::StatusCode::kOutOfRange, "CALENDAR_UNKNOWN",
      "The working calendar is known from " + FormatDay(spec_.known_from) + " to " +
          FormatDay(spec_.known_until) + " only; load the notice of the following year.",
      {{"known_from", FormatDay(spec_.known_from)}, {"known_until", FormatDay(spec_.known_until)}});
}

absl::StatusOr<microseconds> WorkCalendar::WorkUpTo(Time t) const {
  const Day day = LocalDay(t);
  if (Knows(day)) {
    const auto index = static_cast<size_t>((day - spec_.known_from).count());
    return before_[index] + WorkedBy(hours_[index], TimeOfDay(t));
  }
  if (t == At(spec_.known_until, std::chrono::hours{24})) return before_.back();
  return Unknown();
}

absl::StatusOr<Time> WorkCalendar::LatestWith(microseconds work) const {
  if (work < microseconds{0} || work >= before_.back()) return Unknown();
  const auto after = std::upper_bound(before_.begin(), before_.end(), work);
  const auto index = static_cast<size_t>(after - before_.begin()) - 1;
  return At(spec_.known_from + std::chrono::days{index},
            LatestTimeWith(hours_[index], work - before_[index]));
}

absl::StatusOr<bool> WorkCalendar::IsWorkingDay(Day day) const {
  MOTCUA_ASSIGN_OR_RETURN(microseconds work, WorkingTimeOn(day));
  return work > microseconds{0};
}

absl::StatusOr<microseconds> WorkCalendar::WorkingTimeOn(Day day) const {
  if (!Knows(day)) return Unknown();
  return Total(HoursOf(day));
}

absl::StatusOr<microseconds> WorkCalendar::WorkingTimeBetween(Time a, Time b) const {
  MOTCUA_ASSIGN_OR_RETURN(microseconds from, WorkUpTo(a));
  MOTCUA_ASSIGN_OR_RETURN(microseconds until, WorkUpTo(b));
  return until - from;
}

absl::StatusOr<int> WorkCalendar::WorkingDaysBetween(Day from, Day until) const {
  if (until <= from) return 0;
  if (!Knows(from) || !Knows(until - std::chrono::days{1})) return Unknown();
  return working_days_before_[static_cast<size_t>((until - spec_.known_from).count())] -
         working_days_before_[static_cast<size_t>((from - spec_.known_from).count())];
}

absl::StatusOr<Time> WorkCalendar::AddWorkingTime(Time from, microseconds amount) const {
  MOTCUA_ASSIGN_OR_RETURN(const microseconds start, WorkUpTo(from));
  if (amount == microseconds{0}) return from;
  const microseconds target = start + amount;
  if (amount < microseconds{0}) return LatestWith(target);
  if (target > before_.back()) return Unknown();
  // The first day at whose end the target is reached.
  const auto reached = std::lower_bound(before_.begin() + 1, before_.end(), target);
  const auto index = static_cast<size_t>(reached - before_.begin()) - 1;
  return At(spec_.known_from + std::chrono::days{index},
            EarliestWith(hours_[index], target - before_[index]));
}

absl::StatusOr<Time> WorkCalendar::AddWorkingDays(Time from, int days) const {
  return AddWorkingTime(from, days * kWorkingDay);
}

absl::StatusOr<Time> WorkCalendar::EndOfNthWorkingDay(Time from, int n) const {
  if (n < 1) return FieldInvalid("n", "1 or more");
  const Day next = LocalDay(from) + std::chrono::days{1};
  if (!Knows(next)) return Unknown();
  const int target =
      working_days_before_[static_cast<size_t>((next - spec_.known_from).count())] + n;
  const auto reached =
      std::lower_bound(working_days_before_.begin(), working_days_before_.end(), target);
  if (reached == working_days_before_.end()) return Unknown();
  return EndOfWork(spec_.known_from +
                   std::chrono::days{reached - working_days_before_.begin() - 1});
}

absl::StatusOr<Time> WorkCalendar::NextWorkingMoment(Time t) const {
  MOTCUA_ASSIGN_OR_RETURN(const microseconds work, WorkUpTo(t));
  return LatestWith(work);
}

absl::StatusOr<Day> WorkCalendar::NextWorkingDay(Day after) const {
  return WorkingDayOnOrAfter(after + std::chrono::days{1});
}

absl::StatusOr<Day> WorkCalendar::WorkingDayOnOrAfter(Day day) const {
  if (!Knows(day)) return Unknown();
  const auto begin = working_days_before_.begin() + (day - spec_.known_from).count();
  const auto reached = std::upper_bound(begin, working_days_before_.end(), *begin);
  if (reached == working_days_before_.end()) return Unknown();
  return spec_.known_from + std::chrono::days{reached - working_days_before_.begin() - 1};
}

namespace {
absl::Status NotAWorkingDay(Day day, const std::string& why) {
  return MakeError(absl::StatusCode::kFailedPrecondition, "NOT_A_WORKING_DAY",
                   FormatDay(day) + " is not a working day.",
                   {{"day", FormatDay(day)}, {"why_vi", why}});
}
}  // namespace

absl::StatusOr<Time> WorkCalendar::StartOfWork(Day day) const {
  if (!Knows(day)) return Unknown();
  const DayHours& hours = HoursOf(day);
  if (hours.empty()) return NotAWorkingDay(day, WhyNotWorking(day));
  return At(day, hours.front().from);
}

absl::StatusOr<Time> WorkCalendar::EndOfWork(Day day) const {
  if (!Knows(day)) return Unknown();
  const DayHours& hours = HoursOf(day);
  if (hours.empty()) return NotAWorkingDay(day, WhyNotWorking(day));
  return At(day, hours.back().until);
}

const DayHours& WorkCalendar::HoursOf(Day day) const {
  return Knows(day) ? hours_[static_cast<size_t>((day - spec_.known_from).count())] : kNoHours;
}

std::string WorkCalendar::WhyNotWorking(Day day) const {
  if (!Knows(day)) return "chưa có lịch làm việc";
  if (!HoursOf(day).empty()) return "";
  auto special = spec_.special.find(day);
  if (special != spec_.special.end() && !special->second.name_vi.empty()) {
    return special->second.name_vi;
  }
  return WeekdayIndex(day) >= 5 ? WeekdayVi(day) : "ngày nghỉ hằng tuần";
}

bool WorkCalendar::IsSpecialDayOff(Day day) const {
  auto special = spec_.special.find(day);
  return special != spec_.special.end() && HoursOf(day).empty();
}

std::string WeekdayVi(Day day) {
  static constexpr std::array<const char*, 7> kNames = {"Thứ Hai", "Thứ Ba",  "Thứ Tư",  "Thứ Năm",
                                                        "Thứ Sáu", "Thứ Bảy", "Chủ nhật"};
  return kNames[WeekdayIndex(day)];
}

}  // namespace motcua::law
