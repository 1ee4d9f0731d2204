// Figures, rates and rankings.
#ifndef MOTCUA_SERVER_RPC_CONVERTERS_STATISTICS_H_
#define MOTCUA_SERVER_RPC_CONVERTERS_STATISTICS_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "motcua/v1/statistics_service.pb.h"
#include "server/app/statistics.h"

namespace motcua::rpc {

// `prefix`: path of the query in the request with a dot at its end, "" for the request itself.
// FIELD_INVALID for malformed names and days and numbers outside their enum. Counted by receiver
// when unspecified.
absl::StatusOr<app::FiguresQuery> FiguresQueryFromProto(std::string_view prefix,
                                                        const v1::QueryRatesRequest& request);
// Both days are needed.
absl::StatusOr<app::FiguresQuery> PeriodQueryFromProto(const v1::ReportPeriodRequest& request);
// By resolved ÷ received when unspecified.
absl::StatusOr<app::RankBy> RankByFromProto(v1::RankBy by);
// 1 for 0. FIELD_INVALID minimum_volume when negative.
absl::StatusOr<int64_t> MinimumVolumeFromProto(int64_t minimum_volume);
// Received when unspecified.
absl::StatusOr<app::FigureKind> FigureKindFromProto(v1::FigureKind kind);

// `group_by`: what the row's key is, and so what its name begins with.
v1::FigureRow FigureRowToProto(const app::FigureRow& row, app::GroupBy group_by);
v1::QueryRatesResponse RatesToProto(const app::RatesAnswer& answer, app::GroupBy group_by);
v1::RankUnitsResponse RankToProto(const app::RankAnswer& answer);
v1::ReportPeriodResponse PeriodToProto(const app::PeriodReport& report);
v1::ListFigureDossiersResponse FigureDossiersToProto(const app::FigureDossiers& dossiers);

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_CONVERTERS_STATISTICS_H_
