#include "server/rpc/converters/statistics.h"

#include "common/base/status_macros.h"
#include "server/rpc/converters/dossier.h"
#include "server/rpc/converters/enums.h"
#include "server/rpc/converters/names.h"
#include "server/rpc/converters/time.h"

namespace motcua::rpc {
namespace {

using By = domain::CountedBy;
static_assert(SameNumber(By::kReceiver, v1::COUNTED_BY_RECEIVER));
static_assert(SameNumber(By::kDecider, v1::COUNTED_BY_DECIDER));
static_assert(SameNumber(By::kHolder, v1::COUNTED_BY_HOLDER));
static_assert(SameNumber(By::kHolder, v1::CountedBy_MAX));

using Group = app::GroupBy;
static_assert(SameNumber(Group::kNone, v1::GROUP_BY_UNSPECIFIED));
static_assert(SameNumber(Group::kProvince, v1::GROUP_BY_PROVINCE));
static_assert(SameNumber(Group::kCommune, v1::GROUP_BY_COMMUNE));
static_assert(SameNumber(Group::kUnit, v1::GROUP_BY_UNIT));
static_assert(SameNumber(Group::kField, v1::GROUP_BY_FIELD));
static_assert(SameNumber(Group::kProcedure, v1::GROUP_BY_PROCEDURE));
static_assert(SameNumber(Group::kChannel, v1::GROUP_BY_CHANNEL));
static_assert(SameNumber(Group::kBoundary, v1::GROUP_BY_BOUNDARY));
static_assert(SameNumber(Group::kBoundary, v1::GroupBy_MAX));

static_assert(SameNumber(app::RankBy::kReceived, v1::RANK_BY_RECEIVED));
static_assert(SameNumber(app::RankBy::kResolvedOfReceived, v1::RANK_BY_RESOLVED_OF_RECEIVED));
static_assert(SameNumber(app::RankBy::kResolvedOfDue, v1::RANK_BY_RESOLVED_OF_DUE));
static_assert(SameNumber(app::RankBy::kOnTime, v1::RANK_BY_ON_TIME));
static_assert(SameNumber(app::RankBy::kOnTime, v1::RankBy_MAX));

using Kind = app::FigureKind;
static_assert(SameNumber(Kind::kReceived, v1::FIGURE_KIND_RECEIVED));
static_assert(SameNumber(Kind::kResolved, v1::FIGURE_KIND_RESOLVED));
static_assert(SameNumber(Kind::kResolvedLate, v1::FIGURE_KIND_RESOLVED_LATE));
static_assert(SameNumber(Kind::kWithdrawn, v1::FIGURE_KIND_WITHDRAWN));
static_assert(SameNumber(Kind::kStopped, v1::FIGURE_KIND_STOPPED));
static_assert(SameNumber(Kind::kOpen, v1::FIGURE_KIND_OPEN));
static_assert(SameNumber(Kind::kOpen, v1::FigureKind_MAX));

absl::StatusOr<By> CountedByFromProto(const std::string& field, v1::CountedBy by) {
  if (by == v1::COUNTED_BY_UNSPECIFIED) return By::kReceiver;
  return EnumFromProto<By>(field, by);
}

std::string KeyToProto(const std::string& key, Group group_by) {
  switch (group_by) {
    case Group::kProvince:
    case Group::kCommune:
    case Group::kUnit:
      return UnitName(key);
    case Group::kProcedure:
      return ProcedureName(key);
    case Group::kNone:
    case Group::kField:
    case Group::kChannel:
    case Group::kBoundary:
      break;
  }
  return key;
}

v1::Figures FiguresToProto(const app::Figures& from) {
  using domain::Metric;
  const domain::Tally& flows = from.flows;
  v1::Figures to;
  to.set_carried_over(from.carried_over);
  to.set_received(flows[Metric::kReceived]);
  to.set_resolved_early(flows[Metric::kResolvedEarly]);
  to.set_resolved_on_time(flows[Metric::kResolvedOnTime]);
  to.set_resolved_late(flows[Metric::kResolvedLate]);
  to.set_withdrawn(flows[Metric::kWithdrawn]);
  to.set_stopped(flows[Metric::kStopped]);
  to.set_handed_in(flows[Metric::kHandedIn]);
  to.set_handed_out(flows[Metric::kHandedOut]);
  to.set_open(from.open);
  if (from.overdue_known) to.set_overdue(from.overdue);
  return to;
}

v1::Fraction FractionToProto(const domain::Fraction& from) {
  v1::Fraction to;
  to.set_numerator(from.numerator);
  to.set_denominator(from.denominator);
  return to;
}

template <typename Rows>
void AddRows(const std::vector<app::FigureRow>& from, Group group_by, Rows* to) {
  for (const app::FigureRow& row : from) *to->Add() = FigureRowToProto(row, group_by);
}

}  // namespace

absl::StatusOr<app::FiguresQuery> FiguresQueryFromProto(std::string_view prefix,
                                                        const v1::QueryRatesRequest& request) {
  const auto path = [&](const char* field) { return std::string(prefix) + field; };
  app::FiguresQuery query;
  MOTCUA_ASSIGN_OR_RETURN(query.unit, OptionalUnitIdFromProto(path("unit"), request.unit()));
  MOTCUA_ASSIGN_OR_RETURN(query.from, OptionalDayFromProto(path("from_day"), request.from_day()));
  MOTCUA_ASSIGN_OR_RETURN(query.until,
                          OptionalDayFromProto(path("until_day"), request.until_day()));
  MOTCUA_ASSIGN_OR_RETURN(query.by, CountedByFromProto(path("counted_by"), request.counted_by()));
  MOTCUA_ASSIGN_OR_RETURN(query.group_by,
                          EnumFromProto<Group>(path("group_by"), request.group_by()));
  MOTCUA_ASSIGN_OR_RETURN(query.procedure,
                          OptionalProcedureCodeFromProto(path("procedure"), request.procedure()));
  query.field = request.field();
  MOTCUA_ASSIGN_OR_RETURN(query.channel, ChannelFromProto(path("channel"), request.channel()));
  MOTCUA_ASSIGN_OR_RETURN(query.boundary, BoundaryFromProto(path("boundary"), request.boundary()));
  return query;
}

absl::StatusOr<app::FiguresQuery> PeriodQueryFromProto(const v1::ReportPeriodRequest& request) {
  app::FiguresQuery query;
  MOTCUA_ASSIGN_OR_RETURN(query.unit, OptionalUnitIdFromProto("unit", request.unit()));
  MOTCUA_ASSIGN_OR_RETURN(query.from, DayFromProto("from_day", request.from_day()));
  MOTCUA_ASSIGN_OR_RETURN(query.until, DayFromProto("until_day", request.until_day()));
  MOTCUA_ASSIGN_OR_RETURN(query.by, CountedByFromProto("counted_by", request.counted_by()));
  return query;
}

absl::StatusOr<app::RankBy> RankByFromProto(v1::RankBy by) {
  if (by == v1::RANK_BY_UNSPECIFIED) return app::RankBy::kResolvedOfReceived;
  return EnumFromProto<app::RankBy>("rank_by", by);
}

absl::StatusOr<int64_t> MinimumVolumeFromProto(int64_t minimum_volume) {
  if (minimum_volume < 0) return FieldInvalid("minimum_volume", "0 or more");
  return minimum_volume == 0 ? 1 : minimum_volume;
}

absl::StatusOr<app::FigureKind> FigureKindFromProto(v1::FigureKind kind) {
  if (kind == v1::FIGURE_KIND_UNSPECIFIED) return Kind::kReceived;
  return EnumFromProto<Kind>("kind", kind);
}

v1::FigureRow FigureRowToProto(const app::FigureRow& row, app::GroupBy group_by) {
  v1::FigureRow to;
  to.set_key(KeyToProto(row.key, group_by));
  to.set_display_name(row.name);
  *to.mutable_figures() = FiguresToProto(row.figures);
  *to.mutable_resolved_of_received() = FractionToProto(row.resolved_of_received);
  *to.mutable_resolved_of_due() = FractionToProto(row.resolved_of_due);
  *to.mutable_on_time_of_resolved() = FractionToProto(row.on_time_of_resolved);
  return to;
}

v1::QueryRatesResponse RatesToProto(const app::RatesAnswer& answer, app::GroupBy group_by) {
  v1::QueryRatesResponse response;
  AddRows(answer.rows, group_by, response.mutable_rows());
  *response.mutable_total() = FigureRowToProto(answer.total, Group::kNone);
  *response.mutable_as_of() = TimeToProto(answer.as_of);
  return response;
}

v1::RankUnitsResponse RankToProto(const app::RankAnswer& answer) {
  v1::RankUnitsResponse response;
  for (const app::RankedRow& place : answer.rows) {
    v1::RankedRow& to = *response.add_rows();
    to.set_rank(place.rank);
    to.set_tied(place.tied);
    *to.mutable_row() = FigureRowToProto(place.row, Group::kUnit);
  }
  AddRows(answer.below_minimum, Group::kUnit, response.mutable_below_minimum());
  response.set_minimum_volume(answer.minimum_volume);
  *response.mutable_as_of() = TimeToProto(answer.as_of);
  return response;
}

v1::ReportPeriodResponse PeriodToProto(const app::PeriodReport& report) {
  v1::ReportPeriodResponse response;
  AddRows(report.procedures, Group::kProcedure, response.mutable_rows());
  *response.mutable_total() = FigureRowToProto(report.total, Group::kNone);
  AddRows(report.channels, Group::kChannel, response.mutable_channels());
  AddRows(report.boundaries, Group::kBoundary, response.mutable_boundaries());
  *response.mutable_as_of() = TimeToProto(report.as_of);
  return response;
}

v1::ListFigureDossiersResponse FigureDossiersToProto(const app::FigureDossiers& dossiers) {
  v1::ListFigureDossiersResponse response;
  for (const app::DossierView& item : dossiers.items) {
    *response.add_dossiers() = DossierSummaryToProto(item);
  }
  for (const int counted : dossiers.counted) response.add_counted(counted);
  response.set_next_page_token(dossiers.next_page_token);
  return response;
}

}  // namespace motcua::rpc
