#include "server/app/statistics.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "server/app/figures_scope.h"
#include "server/domain/rights.h"

namespace motcua::app {
namespace {

using domain::Cell;
using domain::Tally;

// Sums up to the day before the period and up to its end, for one group.
struct Sums {
  Tally start;
  Tally end;
  int64_t overdue = 0;
};
using Groups = std::map<std::string, Sums>;

// One row of stored sums, whichever table it came from.
struct Row {
  std::string unit;
  std::string procedure;
  Cell cell = 0;
  Tally tally;
};

absl::StatusOr<std::vector<Row>> ReadSums(storage::ReadTransaction& tx, const FiguresScope& scope,
                                          Day day) {
  std::vector<Row> rows;
  if (scope.by_procedure) {
    MOTCUA_ASSIGN_OR_RETURN(auto sums, tx.SumProcedures(scope.query.by, day, scope.query.procedure,
                                                        scope.storage_units));
    for (auto& s : sums) rows.push_back({s.unit, s.procedure, s.cell, s.tally});
  } else {
    MOTCUA_ASSIGN_OR_RETURN(auto sums,
                            tx.SumUnits(scope.query.by, day, scope.by_cell, scope.storage_units));
    for (auto& s : sums) rows.push_back({s.unit, "", s.cell, s.tally});
  }
  std::erase_if(rows,
                [&](const Row& row) { return !scope.Contains(row.unit, row.procedure, row.cell); });
  return rows;
}

absl::StatusOr<Groups> Collect(storage::ReadTransaction& tx, const FiguresScope& scope) {
  Groups groups;
  MOTCUA_ASSIGN_OR_RETURN(const auto start, ReadSums(tx, scope, scope.from - std::chrono::days{1}));
  for (const Row& r : start) groups[scope.KeyOf(r.unit, r.procedure, r.cell)].start += r.tally;
  MOTCUA_ASSIGN_OR_RETURN(const auto end, ReadSums(tx, scope, scope.until));
  for (const Row& r : end) groups[scope.KeyOf(r.unit, r.procedure, r.cell)].end += r.tally;
  if (!scope.overdue_known()) return groups;
  MOTCUA_ASSIGN_OR_RETURN(const auto overdue,
                          tx.SumOverdue(scope.query.by, scope.until, scope.storage_units));
  for (const auto& o : overdue) {
    if (o.overdue != 0) groups[scope.KeyOf(o.unit, "", 0)].overdue += o.overdue;
  }
  return groups;
}

FigureRow MakeRow(const FiguresScope& scope, const std::string& key, const Sums& sums) {
  FigureRow row;
  row.key = key;
  row.name = scope.NameOf(key);
  Figures& f = row.figures;
  f.carried_over = sums.start.Open();
  for (size_t i = 0; i < f.flows.metrics.size(); ++i) {
    f.flows.metrics[i] = sums.end.metrics[i] - sums.start.metrics[i];
  }
  f.open = sums.end.Open();
  f.overdue = sums.overdue;
  f.overdue_known = scope.overdue_known();
  const int64_t received = f.flows[domain::Metric::kReceived];
  const int64_t resolved = f.flows.Resolved();
  row.resolved_of_received = {resolved, received};
  row.resolved_of_due = {resolved, f.carried_over + received};
  row.on_time_of_resolved = {resolved - f.flows[domain::Metric::kResolvedLate], resolved};
  return row;
}

bool IsZero(const FigureRow& row) {
  return row.figures.carried_over == 0 && row.figures.open == 0 && row.figures.overdue == 0 &&
         row.figures.flows == Tally{};
}

RatesAnswer MakeAnswer(const FiguresScope& scope, const Groups& groups) {
  RatesAnswer answer;
  Sums all;
  for (const auto& [key, sums] : groups) {
    all.start += sums.start;
    all.end += sums.end;
    all.overdue += sums.overdue;
    if (scope.query.group_by == GroupBy::kNone) continue;
    FigureRow row = MakeRow(scope, key, sums);
    if (!IsZero(row)) answer.rows.push_back(std::move(row));
  }
  std::sort(answer.rows.begin(), answer.rows.end(), [](const FigureRow& a, const FigureRow& b) {
    const std::string ka = VietnameseSortKey(a.name);
    const std::string kb = VietnameseSortKey(b.name);
    return ka != kb ? ka < kb : a.key < b.key;
  });
  answer.total = MakeRow(scope, "", all);
  answer.as_of = scope.as_of;
  return answer;
}

absl::StatusOr<RatesAnswer> Rates(storage::ReadTransaction& tx, const FiguresScope& scope) {
  MOTCUA_ASSIGN_OR_RETURN(const Groups groups, Collect(tx, scope));
  return MakeAnswer(scope, groups);
}

domain::Fraction RateOf(const FigureRow& row, RankBy by) {
  switch (by) {
    case RankBy::kReceived:
      return {row.figures.flows[domain::Metric::kReceived], 1};
    case RankBy::kResolvedOfDue:
      return row.resolved_of_due;
    case RankBy::kOnTime:
      return row.on_time_of_resolved;
    case RankBy::kResolvedOfReceived:
      break;
  }
  return row.resolved_of_received;
}

}  // namespace

absl::StatusOr<RatesAnswer> QueryRates(const ServiceContext& context, const Caller& caller,
                                       const FiguresQuery& query) {
  MOTCUA_ASSIGN_OR_RETURN(const FiguresScope scope, MakeScope(context, caller, query));
  absl::StatusOr<RatesAnswer> answer;
  MOTCUA_RETURN_IF_ERROR(context.storage.Read([&](storage::ReadTransaction& tx) {
    answer = Rates(tx, scope);
    return answer.status();
  }));
  return answer;
}

absl::StatusOr<RankAnswer> RankUnits(const ServiceContext& context, const Caller& caller,
                                     FiguresQuery query, RankBy by, int64_t minimum_volume) {
  if (query.group_by != GroupBy::kProvince && query.group_by != GroupBy::kUnit) {
    query.group_by = GroupBy::kCommune;
  }
  if (minimum_volume < 0) return FieldInvalid("minimum_volume", "must not be negative");
  MOTCUA_ASSIGN_OR_RETURN(RatesAnswer rates, QueryRates(context, caller, query));
  const auto world = context.world.Get();
  RankAnswer answer;
  answer.minimum_volume = std::max<int64_t>(minimum_volume, 1);
  answer.as_of = rates.as_of;
  std::vector<FigureRow> rows;
  std::vector<domain::RankInput> input;
  for (FigureRow& row : rates.rows) {
    const units::Unit* unit = world->units->Find(row.key);
    // Offices of the province itself are no commune.
    if (query.group_by == GroupBy::kCommune &&
        (unit == nullptr || unit->kind != units::UnitKind::kCommuneCentre)) {
      continue;
    }
    const domain::Fraction rate = RateOf(row, by);
    const int64_t volume = by == RankBy::kReceived ? rate.numerator : rate.denominator;
    if (volume < answer.minimum_volume) {
      answer.below_minimum.push_back(std::move(row));
      continue;
    }
    input.push_back(
        {rate, row.figures.flows[domain::Metric::kReceived], VietnameseSortKey(row.name)});
    rows.push_back(std::move(row));
  }
  for (const domain::Ranked& r : domain::Rank(input)) {
    answer.rows.push_back({r.rank, r.tied, std::move(rows[r.index])});
  }
  return answer;
}

absl::StatusOr<PeriodReport> ReportPeriod(const ServiceContext& context, const Caller& caller,
                                          const FiguresQuery& query) {
  FiguresQuery q = query;
  q.group_by = GroupBy::kNone;
  MOTCUA_ASSIGN_OR_RETURN(const FiguresScope total, MakeScope(context, caller, q));
  q.group_by = GroupBy::kProcedure;
  MOTCUA_ASSIGN_OR_RETURN(const FiguresScope procedures, MakeScope(context, caller, q));
  q.group_by = GroupBy::kChannel;
  MOTCUA_ASSIGN_OR_RETURN(const FiguresScope channels, MakeScope(context, caller, q));
  q.group_by = GroupBy::kBoundary;
  MOTCUA_ASSIGN_OR_RETURN(const FiguresScope boundaries, MakeScope(context, caller, q));
  PeriodReport report;
  MOTCUA_RETURN_IF_ERROR(context.storage.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    MOTCUA_ASSIGN_OR_RETURN(RatesAnswer answer, Rates(tx, total));
    report.total = std::move(answer.total);
    report.as_of = answer.as_of;
    MOTCUA_ASSIGN_OR_RETURN(answer, Rates(tx, procedures));
    report.procedures = std::move(answer.rows);
    MOTCUA_ASSIGN_OR_RETURN(answer, Rates(tx, channels));
    report.channels = std::move(answer.rows);
    MOTCUA_ASSIGN_OR_RETURN(answer, Rates(tx, boundaries));
    report.boundaries = std::move(answer.rows);
    return absl::OkStatus();
  }));
  const auto field_key = [&](const FigureRow& row) {
    return std::pair(VietnameseSortKey(procedures.FieldOf(row.key)), row.key);
  };
  std::sort(report.procedures.begin(), report.procedures.end(),
            [&](const FigureRow& a, const FigureRow& b) { return field_key(a) < field_key(b); });
  return report;
}

}  // namespace motcua::app
