#include "common/law/clock.h"

#include <algorithm>
#include <utility>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/law/clock_track.h"

namespace motcua::law {
namespace {

using std::chrono::microseconds;

absl::Status CheckInput(const ClockInput& input) {
  if (input.limit.amount < 1) return FieldInvalid("time_limit", "1 or more");
  for (const Pause& pause : input.pauses) {
    if (pause.until && *pause.until < pause.from) {
      return FieldInvalid("pauses", "each pause ends after it begins");
    }
  }
  return absl::OkStatus();
}

std::vector<Pause> Disjoint(std::vector<Pause> pauses, Time origin) {
  std::stable_sort(pauses.begin(), pauses.end(),
                   [](const Pause& a, const Pause& b) { return a.from < b.from; });
  std::vector<Pause> result;
  Time covered = origin;
  for (Pause pause : pauses) {
    pause.from = std::max(pause.from, covered);
    if (pause.until && *pause.until <= pause.from) continue;
    result.push_back(pause);
    if (!pause.until) break;
    covered = *pause.until;
  }
  return result;
}

// Where a same-day limit starts counting and what it grants.
absl::Status PlaceSameDay(const ClockInput& input, const WorkCalendar& calendar,
                          ClockTrack& track) {
  const Day day = LocalDay(track.start);
  MOTCUA_ASSIGN_OR_RETURN(bool in_time, calendar.IsWorkingDay(day));
  if (in_time) {
    MOTCUA_ASSIGN_OR_RETURN(const Time end, calendar.EndOfWork(day));
    in_time = TimeOfDay(track.start) <= input.cut_off && track.start < end;
  }
  Day due_day = day;
  if (!in_time) {
    MOTCUA_ASSIGN_OR_RETURN(due_day, calendar.NextWorkingDay(day));
    MOTCUA_ASSIGN_OR_RETURN(track.origin, calendar.StartOfWork(due_day));
  }
  MOTCUA_ASSIGN_OR_RETURN(const Time due, calendar.EndOfWork(due_day));
  MOTCUA_ASSIGN_OR_RETURN(track.granted, calendar.WorkingTimeBetween(track.origin, due));
  return absl::OkStatus();
}

absl::StatusOr<Time> Add(const ClockTrack& track, const WorkCalendar& calendar, Time from,
                         microseconds amount) {
  if (track.elapsed) return from + amount;
  return calendar.AddWorkingTime(from, amount);
}

// The term lasts to the end of the last day's work; a last day off moves it to the next working
// day.
absl::StatusOr<Time> EndOfTerm(Time exhausted, const WorkCalendar& calendar) {
  const Day last = LocalDay(exhausted);
  MOTCUA_ASSIGN_OR_RETURN(const Day day, calendar.WorkingDayOnOrAfter(last));
  MOTCUA_ASSIGN_OR_RETURN(const Time end, calendar.EndOfWork(day));
  return std::max(exhausted, end);
}

absl::Status FindExhausted(const WorkCalendar& calendar, ClockTrack& track) {
  Time cursor = track.origin;
  microseconds remaining = track.granted;
  for (const Pause& pause : track.pauses) {
    // Asked first, because a pause may lie beyond the known calendar and change nothing.
    if (auto end = Add(track, calendar, cursor, remaining); end.ok() && *end <= pause.from) {
      track.exhausted = *end;
      return absl::OkStatus();
    }
    MOTCUA_ASSIGN_OR_RETURN(const microseconds counted,
                            Measure(track, calendar, cursor, pause.from));
    remaining -= counted;
    if (!pause.until) return absl::OkStatus();
    cursor = *pause.until;
  }
  MOTCUA_ASSIGN_OR_RETURN(track.exhausted, Add(track, calendar, cursor, remaining));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<microseconds> Measure(const ClockTrack& track, const WorkCalendar& calendar,
                                     Time from, Time until) {
  if (track.elapsed) return until - from;
  return calendar.WorkingTimeBetween(from, until);
}

absl::StatusOr<ClockTrack> MakeTrack(const ClockInput& input, const WorkCalendar& calendar) {
  MOTCUA_RETURN_IF_ERROR(CheckInput(input));
  ClockTrack track;
  track.elapsed = input.limit.unit == TimeLimit::kCalendarDays;
  track.start = *input.start;
  track.origin = track.start;
  track.granted = NominalAmount(input.limit);
  if (input.limit.same_day) MOTCUA_RETURN_IF_ERROR(PlaceSameDay(input, calendar, track));
  track.pauses = Disjoint(input.pauses, track.origin);
  MOTCUA_RETURN_IF_ERROR(FindExhausted(calendar, track));
  if (!track.exhausted) return track;
  track.due = track.exhausted;
  if (track.elapsed) {
    MOTCUA_ASSIGN_OR_RETURN(track.due, EndOfTerm(*track.exhausted, calendar));
  }
  return track;
}

absl::StatusOr<microseconds> UsedUntil(const ClockTrack& track, const WorkCalendar& calendar,
                                       Time until) {
  if (track.exhausted && until >= *track.exhausted) return track.granted;
  microseconds used{0};
  Time cursor = track.origin;
  for (const Pause& pause : track.pauses) {
    if (pause.from >= until) break;
    MOTCUA_ASSIGN_OR_RETURN(const microseconds part, Measure(track, calendar, cursor, pause.from));
    used += part;
    if (!pause.until) return used;
    cursor = *pause.until;
  }
  if (until > cursor) {
    MOTCUA_ASSIGN_OR_RETURN(const microseconds part, Measure(track, calendar, cursor, until));
    used += part;
  }
  return used;
}

absl::StatusOr<Due> ComputeDue(const ClockInput& input, const WorkCalendar& calendar) {
  MOTCUA_RETURN_IF_ERROR(CheckInput(input));
  Due due;
  if (!input.start) return due;
  MOTCUA_ASSIGN_OR_RETURN(const ClockTrack track, MakeTrack(input, calendar));
  due.paused = !track.pauses.empty() && !track.pauses.back().until;
  due.due = track.due;
  return due;
}

absl::StatusOr<Progress> ProgressAt(const ClockInput& input, const WorkCalendar& calendar,
                                    Time now) {
  MOTCUA_RETURN_IF_ERROR(CheckInput(input));
  Progress progress;
  if (!input.start) {
    progress.granted = progress.left = NominalAmount(input.limit);
    return progress;
  }
  ClockInput known = input;
  // A pause that begins later is open as well: what follows it is not looked at.
  for (Pause& pause : known.pauses) {
    if (pause.until && *pause.until > now) pause.until.reset();
  }
  MOTCUA_ASSIGN_OR_RETURN(const ClockTrack track, MakeTrack(known, calendar));
  progress.granted = track.granted;
  MOTCUA_ASSIGN_OR_RETURN(progress.used, UsedUntil(track, calendar, now));
  progress.left = progress.granted - progress.used;
  if (track.due && now > *track.due) {
    MOTCUA_ASSIGN_OR_RETURN(progress.overdue, Measure(track, calendar, *track.due, now));
  }
  return progress;
}

std::string PauseReasonVi(PauseReason reason) {
  switch (reason) {
    case PauseReason::kSupplement:
      return "chờ bổ sung hồ sơ";
    case PauseReason::kPayment:
      return "chờ thực hiện nghĩa vụ tài chính";
    case PauseReason::kStopped:
      return "dừng xử lý";
    case PauseReason::kVerification:
      return "chờ xác minh";
  }
  return "";
}

}  // namespace motcua::law
