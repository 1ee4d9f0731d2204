// Figures for supervisors: flows between two days, stocks at their ends, grouped and ranked.
//
// Every figure is a difference of sums up to a day, so a past figure asked again is the same, and
// communes sum to provinces and provinces to the nation.
#ifndef MOTCUA_SERVER_APP_STATISTICS_H_
#define MOTCUA_SERVER_APP_STATISTICS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "server/app/queries.h"
#include "server/app/service_context.h"
#include "server/domain/flows.h"
#include "server/domain/ranking.h"

namespace motcua::app {

enum class GroupBy : int {
  kNone = 0,
  kProvince = 1,
  kCommune = 2,
  kUnit = 3,
  kField = 4,
  kProcedure = 5,
  kChannel = 6,
  kBoundary = 7,
};

struct FiguresQuery {
  std::string unit;          // subtree; "": the caller's office
  std::optional<Day> from;   // nullopt: today
  std::optional<Day> until;  // inclusive; nullopt: from
  domain::CountedBy by = domain::CountedBy::kReceiver;
  GroupBy group_by = GroupBy::kNone;
  std::string procedure;
  std::string field;
  domain::Channel channel = domain::Channel::kNone;
  domain::Boundary boundary = domain::Boundary::kNone;
};

struct Figures {
  int64_t carried_over = 0;
  domain::Tally flows;
  int64_t open = 0;
  int64_t overdue = 0;
  // Only where whole units are counted: not by procedure, field, channel or boundary.
  bool overdue_known = true;
};

struct FigureRow {
  std::string key;  // unit id, procedure code, field, channel or boundary name; "" for all
  std::string name;
  Figures figures;
  domain::Fraction resolved_of_received;
  domain::Fraction resolved_of_due;
  domain::Fraction on_time_of_resolved;
};

struct RatesAnswer {
  std::vector<FigureRow> rows;  // by name in Vietnamese order; all-zero rows left out
  FigureRow total;
  Time as_of;
};
// UNIT_NOT_FOUND, UNIT_OUT_OF_SIGHT, FIELD_INVALID (days the wrong way round).
absl::StatusOr<RatesAnswer> QueryRates(const ServiceContext& context, const Caller& caller,
                                       const FiguresQuery& query);

enum class RankBy : int { kReceived = 1, kResolvedOfReceived = 2, kResolvedOfDue = 3, kOnTime = 4 };
struct RankedRow {
  int rank = 0;
  bool tied = false;
  FigureRow row;
};
struct RankAnswer {
  std::vector<RankedRow> rows;
  std::vector<FigureRow> below_minimum;
  int64_t minimum_volume = 1;
  Time as_of;
};
// Groups by commune unless the query says province or unit.
absl::StatusOr<RankAnswer> RankUnits(const ServiceContext& context, const Caller& caller,
                                     FiguresQuery query, RankBy by, int64_t minimum_volume);

struct PeriodReport {
  std::vector<FigureRow> procedures;  // by field, then code
  FigureRow total;
  std::vector<FigureRow> channels;
  std::vector<FigureRow> boundaries;
  Time as_of;
};
absl::StatusOr<PeriodReport> ReportPeriod(const ServiceContext& context, const Caller& caller,
                                          const FiguresQuery& query);

enum class FigureKind : int {
  kReceived = 1,
  kResolved = 2,
  kResolvedLate = 3,
  kWithdrawn = 4,
  kStopped = 5,
  kOpen = 6,
};
struct FigureDossiers {
  std::vector<DossierView> items;  // unit by unit, newest first
  std::vector<int> counted;        // parallel: 1 for most, -1 for one taken back in the period
  std::string next_page_token;
};
// The dossiers whose flows make up the figure, outlines for those who may not see more.
absl::StatusOr<FigureDossiers> ListFigureDossiers(const ServiceContext& context,
                                                  const Caller& caller, const FiguresQuery& query,
                                                  FigureKind kind, int page_size,
                                                  const std::string& page_token);

}  // namespace motcua::app

#endif  // MOTCUA_SERVER_APP_STATISTICS_H_
