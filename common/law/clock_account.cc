// The account of a due time, day by day.
#include <algorithm>

#include "common/base/status_macros.h"
#include "common/law/clock.h"
#include "common/law/clock_track.h"

namespace motcua::law {
namespace {

using std::chrono::microseconds;

class Accountant {
 public:
  Accountant(const ClockInput& input, const ClockTrack& track, const WorkCalendar& calendar,
             Time end)
      : input_(input), track_(track), calendar_(calendar), end_(end), holdings_(input.holdings) {
    std::stable_sort(holdings_.begin(), holdings_.end(),
                     [](const Holding& a, const Holding& b) { return a.from < b.from; });
    Mark(track.origin);
    if (track.exhausted) Mark(*track.exhausted);
    for (const Pause& pause : track.pauses) {
      Mark(pause.from);
      if (pause.until) Mark(*pause.until);
    }
    for (const Holding& holding : holdings_) Mark(holding.from);
    std::sort(marks_.begin(), marks_.end());
  }

  absl::StatusOr<std::vector<DayAccount>> Write() {
    for (Day day = LocalDay(track_.start); day <= LocalDay(end_); day += std::chrono::days{1}) {
      MOTCUA_RETURN_IF_ERROR(WriteDay(day));
    }
    return std::move(lines_);
  }

 private:
  void Mark(Time t) {
    if (t > track_.start && t < end_) marks_.push_back(t);
  }

  absl::Status WriteDay(Day day) {
    const Time midnight = At(day);
    const Time from = std::max(midnight, track_.start);
    const Time until = std::min(At(day, std::chrono::hours{24}), end_);
    MOTCUA_ASSIGN_OR_RETURN(const bool working, calendar_.IsWorkingDay(day));
    const bool only_waits = track_.elapsed && track_.exhausted && from >= *track_.exhausted;
    if (!working && (!track_.elapsed || only_waits)) {
      lines_.push_back(
          {day, calendar_.IsSpecialDayOff(day) ? AccountKind::kHoliday : AccountKind::kWeekend,
           microseconds{0}, microseconds{0}, calendar_.WhyNotWorking(day), ""});
      return absl::OkStatus();
    }
    first_line_of_day_ = lines_.size();
    if (!track_.elapsed && midnight < from) {
      MOTCUA_ASSIGN_OR_RETURN(const microseconds before, InMeasure(midnight, from));
      Enter(day, AccountKind::kBeforeStart, before, "trước khi bắt đầu tính thời hạn", "");
    }
    Time piece = from;
    for (auto mark = std::upper_bound(marks_.begin(), marks_.end(), from); piece < until; ++mark) {
      const Time stop = mark == marks_.end() ? until : std::min(*mark, until);
      MOTCUA_RETURN_IF_ERROR(WritePiece(day, piece, stop));
      piece = stop;
      if (mark == marks_.end()) break;
    }
    return absl::OkStatus();
  }

  // [from, until) is of one kind: no mark lies inside it.
  absl::Status WritePiece(Day day, Time from, Time until) {
    MOTCUA_ASSIGN_OR_RETURN(const microseconds amount, InMeasure(from, until));
    if (from < track_.origin) {
      const auto cut_off = FormatDayHours({{{}, input_.cut_off}}).substr(6);
      Enter(day, AccountKind::kAfterCutOff, amount, "nhận sau " + cut_off, "");
    } else if (track_.exhausted && from >= *track_.exhausted) {
      Enter(day, AccountKind::kEndOfTerm, amount, "đến hết giờ làm việc của ngày cuối thời hạn",
            "");
    } else if (const Pause* pause = PauseAt(from); pause != nullptr) {
      Enter(day, AccountKind::kPaused, amount, PauseReasonVi(pause->reason), "");
    } else {
      Enter(day, AccountKind::kCounted, amount, "", HolderAt(from));
    }
    return absl::OkStatus();
  }

  absl::StatusOr<microseconds> InMeasure(Time from, Time until) const {
    return Measure(track_, calendar_, from, until);
  }

  const Pause* PauseAt(Time t) const {
    auto after = std::upper_bound(track_.pauses.begin(), track_.pauses.end(), t,
                                  [](Time at, const Pause& pause) { return at < pause.from; });
    if (after == track_.pauses.begin()) return nullptr;
    const Pause& pause = *(after - 1);
    return !pause.until || t < *pause.until ? &pause : nullptr;
  }

  std::string HolderAt(Time t) const {
    auto after =
        std::upper_bound(holdings_.begin(), holdings_.end(), t,
                         [](Time at, const Holding& holding) { return at < holding.from; });
    return after == holdings_.begin() ? "" : (after - 1)->unit;
  }

  // Adds to the day's line of the same meaning, or begins one.
  void Enter(Day day, AccountKind kind, microseconds amount, const std::string& why,
             const std::string& unit) {
    if (amount == microseconds{0}) return;
    auto line = std::find_if(
        lines_.begin() + static_cast<std::ptrdiff_t>(first_line_of_day_), lines_.end(),
        [&](const DayAccount& l) { return l.kind == kind && l.why_vi == why && l.unit == unit; });
    if (line == lines_.end()) {
      line = lines_.insert(lines_.end(), {day, kind, microseconds{0}, microseconds{0}, why, unit});
    }
    (kind == AccountKind::kCounted ? line->counted : line->not_counted) += amount;
  }

  const ClockInput& input_;
  const ClockTrack& track_;
  const WorkCalendar& calendar_;
  const Time end_;
  std::vector<Holding> holdings_;
  std::vector<Time> marks_;
  std::vector<DayAccount> lines_;
  size_t first_line_of_day_ = 0;
};

}  // namespace

absl::StatusOr<std::vector<DayAccount>> Explain(const ClockInput& input,
                                                const WorkCalendar& calendar, Time now) {
  if (!input.start) return std::vector<DayAccount>();
  MOTCUA_ASSIGN_OR_RETURN(const ClockTrack track, MakeTrack(input, calendar));
  const Time end = track.due.value_or(now);
  if (end <= track.start) return std::vector<DayAccount>();
  return Accountant(input, track, calendar, end).Write();
}

}  // namespace motcua::law
