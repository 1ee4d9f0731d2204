// The deadline clock: when a dossier is due, what is left, and the account of it day by day.
//
// Pure functions of a start, a time limit, pauses and a calendar.
//
// Working hours and working days are counted in working time (1 working day = 8 h). The due time is
// the earliest moment at which the counted time equals the limit.
// A same-day limit grants the rest of the day: started on a working day not later than the cut-off
// (15:00:00 itself is in time), it is due at the end of that day's work; started later or on a day
// off, at the end of the next working day (portal texts of the civil-status and certification
// procedures). Pauses move it by the working time that passes in them.
// Calendar days are counted in elapsed time, 24 h each; the term then lasts to the end of working
// hours of the day on which they run out, and of the next working day when that is a day off (Civil
// Code 2015 Art. 147(2), 148(4), 148(5)). Pauses move it by the time that passes in them.
//
// Two pauses that overlap count once. A pause outside the running clock changes nothing. A longer
// pause never gives an earlier due time.
#ifndef MOTCUA_COMMON_LAW_CLOCK_H_
#define MOTCUA_COMMON_LAW_CLOCK_H_

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/time.h"
#include "common/law/calendar.h"
#include "common/law/time_limit.h"

namespace motcua::law {

enum class PauseReason { kSupplement, kPayment, kStopped, kVerification };
// "chờ bổ sung hồ sơ", "chờ thực hiện nghĩa vụ tài chính", ...
std::string PauseReasonVi(PauseReason reason);

struct Pause {
  Time from{};
  std::optional<Time> until;  // exclusive; none: still paused
  PauseReason reason = PauseReason::kSupplement;
  friend bool operator==(const Pause&, const Pause&) = default;
};

// From `from` on, the time is charged to `unit` (the holder).
struct Holding {
  Time from{};
  std::string unit;
};

struct ClockInput {
  std::optional<Time> start;  // none: not started, for example before the take-over
  TimeLimit limit;
  // Since midnight; only used by same-day limits.
  std::chrono::microseconds cut_off = std::chrono::hours{15};
  std::vector<Pause> pauses;      // in any order
  std::vector<Holding> holdings;  // in any order; only used by Explain
};

struct Due {
  // A pause is open: the due time moves on with it.
  bool paused = false;
  // None before the start and while paused. Set in spite of an open pause when the limit had run
  // out before that pause began: a late dossier stays late.
  std::optional<Time> due;
  friend bool operator==(const Due&, const Due&) = default;
};

// All functions: CALENDAR_UNKNOWN when the calendar does not reach; INVALID_ARGUMENT
// (FIELD_INVALID) for a limit below 1 and for a pause that ends before it begins.
absl::StatusOr<Due> ComputeDue(const ClockInput& input, const WorkCalendar& calendar);

struct Progress {
  // What the limit grants: working time, or elapsed time for calendar days. `used` + `left` ==
  // `granted`; the used share is used / granted.
  std::chrono::microseconds granted{};
  std::chrono::microseconds used{};
  std::chrono::microseconds left{};
  // Time since the due time, in the same measure; 0 while not late.
  std::chrono::microseconds overdue{};
};
// As of `now`: pauses that begin later are not looked at, one that ends later is open. Before the
// start `used` and `overdue` are 0; without a start `granted` is the nominal amount. For calendar
// days the time from the last counted moment to the end of that day is neither left nor overdue.
absl::StatusOr<Progress> ProgressAt(const ClockInput& input, const WorkCalendar& calendar,
                                    Time now);

enum class AccountKind {
  kCounted,
  kWeekend,  // day off by the week
  kHoliday,  // holiday, swapped or compensatory day, closure
  kPaused,
  kBeforeStart,  // working time of the first day before the start
  kAfterCutOff,  // same-day limits: received after 15:00
  kEndOfTerm,    // calendar days: from the last counted moment to the end of the term
};

// One line of the account. A day has one line for each different thing that happened in it.
struct DayAccount {
  Day day{};
  AccountKind kind = AccountKind::kCounted;
  std::chrono::microseconds counted{};      // charged to the limit; 0 unless kCounted
  std::chrono::microseconds not_counted{};  // time of the same measure that passed uncharged
  std::string why_vi;  // "" when counted; else the weekday, the name of the holiday, the pause...
  std::string unit;    // whom the counted time is charged to; "" when not counted or unknown
};

// From the start to the due time, or to `now` when a pause keeps it unknown. The sum of `counted`
// is exactly what the limit grants when the due time is known, and the used time otherwise.
// Ascending by day. Empty without a start. This one walks over the days it describes.
absl::StatusOr<std::vector<DayAccount>> Explain(const ClockInput& input,
                                                const WorkCalendar& calendar, Time now);

}  // namespace motcua::law

#endif  // MOTCUA_COMMON_LAW_CLOCK_H_
