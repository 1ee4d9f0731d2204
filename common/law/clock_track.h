// The inside of the clock, shared by clock.cc and clock_account.cc: not for others.
#ifndef MOTCUA_COMMON_LAW_CLOCK_TRACK_H_
#define MOTCUA_COMMON_LAW_CLOCK_TRACK_H_

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "common/law/clock.h"

namespace motcua::law {

// A clock that has started, brought into the form that everything else reads.
struct ClockTrack {
  bool elapsed = false;  // counts elapsed time (calendar days), else working time
  Time start{};
  Time origin{};  // where counting begins: `start`, or later for a same-day limit
  std::chrono::microseconds granted{};
  // Disjoint, ascending, not before `origin`, none empty; where two overlapped the earlier one has
  // the time. Only the last can be open.
  std::vector<Pause> pauses;
  std::optional<Time> exhausted;  // the moment the counted time reaches `granted`
  std::optional<Time> due;        // `exhausted`, for calendar days the end of that day's work
};

// `input.start` must be set.
absl::StatusOr<ClockTrack> MakeTrack(const ClockInput& input, const WorkCalendar& calendar);
// Counted time in [origin, until], at most `granted`.
absl::StatusOr<std::chrono::microseconds> UsedUntil(const ClockTrack& track,
                                                    const WorkCalendar& calendar, Time until);
// Time between two points in the track's measure.
absl::StatusOr<std::chrono::microseconds> Measure(const ClockTrack& track,
                                                  const WorkCalendar& calendar, Time from,
                                                  Time until);

}  // namespace motcua::law

#endif  // MOTCUA_COMMON_LAW_CLOCK_TRACK_H_
