#include "server/domain/flows.h"

#include <map>
#include <tuple>

namespace motcua::domain {
namespace {

using Key = std::tuple<std::string, int, std::string, Cell, int>;
using Sums = std::map<Key, int64_t>;

Metric ClosingMetric(const Dossier& d) {
  if (d.closed_as == State::kWithdrawn) return Metric::kWithdrawn;
  if (d.closed_as == State::kStopped) return Metric::kStopped;
  switch (d.timeliness) {
    case Timeliness::kEarly:
      return Metric::kResolvedEarly;
    case Timeliness::kLate:
      return Metric::kResolvedLate;
    default:
      return Metric::kResolvedOnTime;
  }
}

void Add(Sums& sums, const std::string& unit, CountedBy by, const Dossier& d, Metric metric,
         int64_t delta) {
  sums[{unit, static_cast<int>(by), d.procedure, CellOf(d.channel, d.boundary),
        static_cast<int>(metric)}] += delta;
}

// How `d` counts for its receiver and its decider, times `sign`.
void AddStanding(Sums& sums, const Dossier& d, int64_t sign) {
  if (!IsCounted(d)) return;
  Add(sums, d.receiving, CountedBy::kReceiver, d, Metric::kReceived, sign);
  Add(sums, d.competent, CountedBy::kDecider, d, Metric::kReceived, sign);
  if (d.closed_as == State::kNone) return;
  Add(sums, d.receiving, CountedBy::kReceiver, d, ClosingMetric(d), sign);
  Add(sums, d.competent, CountedBy::kDecider, d, ClosingMetric(d), sign);
}

// The one that answers: received where it first counted, moved while open, closed where it closed.
void AddHolder(Sums& sums, const Dossier& before, const Dossier& after) {
  const bool was = IsCounted(before);
  const bool is = IsCounted(after);
  if (!was && !is) return;
  if (!was) {
    Add(sums, after.holder, CountedBy::kHolder, after, Metric::kReceived, 1);
    if (after.closed_as != State::kNone) {
      Add(sums, after.closed_by, CountedBy::kHolder, after, ClosingMetric(after), 1);
    }
    return;
  }
  if (!is) {
    if (before.closed_as != State::kNone) {
      Add(sums, before.closed_by, CountedBy::kHolder, before, ClosingMetric(before), -1);
    }
    Add(sums, before.holder, CountedBy::kHolder, before, Metric::kReceived, -1);
    return;
  }
  // A changed procedure, channel or boundary moves the whole standing to another row. The holder's
  // earlier hand-overs stay where they were counted; what moves is the dossier it answers for now.
  const bool moved_row =
      before.procedure != after.procedure ||
      CellOf(before.channel, before.boundary) != CellOf(after.channel, after.boundary);
  if (moved_row && before.closed_as == State::kNone) {
    Add(sums, before.holder, CountedBy::kHolder, before, Metric::kReceived, -1);
    Add(sums, before.holder, CountedBy::kHolder, after, Metric::kReceived, 1);
  }
  if (before.closed_as != State::kNone && after.closed_as == State::kNone) {
    Add(sums, before.closed_by, CountedBy::kHolder, before, ClosingMetric(before), -1);
    if (before.closed_by != after.holder) {
      Add(sums, before.closed_by, CountedBy::kHolder, after, Metric::kHandedOut, 1);
      Add(sums, after.holder, CountedBy::kHolder, after, Metric::kHandedIn, 1);
    }
    return;
  }
  if (before.closed_as == State::kNone && before.holder != after.holder) {
    Add(sums, before.holder, CountedBy::kHolder, after, Metric::kHandedOut, 1);
    Add(sums, after.holder, CountedBy::kHolder, after, Metric::kHandedIn, 1);
  }
  if (before.closed_as == State::kNone && after.closed_as != State::kNone) {
    Add(sums, after.closed_by, CountedBy::kHolder, after, ClosingMetric(after), 1);
  }
}

bool RunsToAppointment(const Dossier& d) {
  return IsOpen(d) && !d.IsPaused() && d.promised_due.has_value();
}

using DueKey = std::tuple<Day, std::string, int>;

struct DueSums {
  std::map<DueKey, DueFlow> rows;
  Day today;

  void Move(const Dossier& d, int64_t sign) {
    const Day due = LocalDay(*d.promised_due);
    const std::pair<const std::string*, CountedBy> units[] = {{&d.receiving, CountedBy::kReceiver},
                                                              {&d.competent, CountedBy::kDecider},
                                                              {&d.holder, CountedBy::kHolder}};
    for (const auto& [unit, by] : units) {
      const bool past = due < today;
      const Day day = past ? today : due;
      DueFlow& row = rows[{day, *unit, static_cast<int>(by)}];
      row.day = day;
      row.unit = *unit;
      row.by = by;
      // What leaves after its day has passed is counted as leaving, not as never having been due.
      if (past && sign < 0) {
        row.left_overdue += 1;
      } else {
        row.falls_due += sign;
      }
    }
  }
};

}  // namespace

std::vector<Flow> FlowsBetween(const Dossier& before, const Dossier& after) {
  Sums sums;
  AddStanding(sums, before, -1);
  AddStanding(sums, after, 1);
  AddHolder(sums, before, after);
  std::vector<Flow> flows;
  for (const auto& [key, delta] : sums) {
    if (delta == 0) continue;
    const auto& [unit, by, procedure, cell, metric] = key;
    flows.push_back(
        {unit, static_cast<CountedBy>(by), procedure, cell, static_cast<Metric>(metric), delta});
  }
  return flows;
}

std::vector<DueFlow> DueFlowsBetween(const Dossier& before, const Dossier& after, Day today) {
  const bool ran = RunsToAppointment(before);
  const bool runs = RunsToAppointment(after);
  if (ran && runs && before.promised_due == after.promised_due &&
      before.competent == after.competent && before.holder == after.holder) {
    return {};
  }
  DueSums sums{{}, today};
  if (ran) sums.Move(before, -1);
  if (runs) sums.Move(after, 1);
  std::vector<DueFlow> flows;
  for (auto& [key, row] : sums.rows) {
    // A dossier that leaves and enters the same past bucket has not moved.
    if (row.falls_due > 0 && row.left_overdue > 0) {
      const int64_t same = std::min(row.falls_due, row.left_overdue);
      row.falls_due -= same;
      row.left_overdue -= same;
    }
    if (row.falls_due != 0 || row.left_overdue != 0) flows.push_back(row);
  }
  return flows;
}

Tally& Tally::operator+=(const Tally& other) {
  for (size_t i = 0; i < metrics.size(); ++i) metrics[i] += other.metrics[i];
  return *this;
}

int64_t Tally::Resolved() const {
  return (*this)[Metric::kResolvedEarly] + (*this)[Metric::kResolvedOnTime] +
         (*this)[Metric::kResolvedLate];
}

int64_t Tally::Open() const {
  return (*this)[Metric::kReceived] + (*this)[Metric::kHandedIn] - Resolved() -
         (*this)[Metric::kWithdrawn] - (*this)[Metric::kStopped] - (*this)[Metric::kHandedOut];
}

}  // namespace motcua::domain
