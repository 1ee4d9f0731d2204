#include "server/rpc/statistics_service.h"

#include "common/base/status_macros.h"
#include "server/app/statistics.h"
#include "server/rpc/converters/paging.h"
#include "server/rpc/converters/statistics.h"
#include "server/rpc/reactor.h"

namespace motcua::rpc {

grpc::ServerUnaryReactor* StatisticsService::QueryRates(Context context,
                                                        const v1::QueryRatesRequest* request,
                                                        v1::QueryRatesResponse* response) {
  return RunBlocking(
      rpc_, context, "StatisticsService/QueryRates", response,
      [this, request](const app::Caller& caller) -> absl::StatusOr<v1::QueryRatesResponse> {
        MOTCUA_ASSIGN_OR_RETURN(const app::FiguresQuery query, FiguresQueryFromProto("", *request));
        MOTCUA_ASSIGN_OR_RETURN(const app::RatesAnswer answer,
                                app::QueryRates(rpc_.app, caller, query));
        return RatesToProto(answer, query.group_by);
      });
}

grpc::ServerUnaryReactor* StatisticsService::RankUnits(Context context,
                                                       const v1::RankUnitsRequest* request,
                                                       v1::RankUnitsResponse* response) {
  return RunBlocking(
      rpc_, context, "StatisticsService/RankUnits", response,
      [this, request](const app::Caller& caller) -> absl::StatusOr<v1::RankUnitsResponse> {
        MOTCUA_ASSIGN_OR_RETURN(const app::FiguresQuery query,
                                FiguresQueryFromProto("query.", request->query()));
        MOTCUA_ASSIGN_OR_RETURN(const app::RankBy by, RankByFromProto(request->rank_by()));
        MOTCUA_ASSIGN_OR_RETURN(const int64_t minimum,
                                MinimumVolumeFromProto(request->minimum_volume()));
        MOTCUA_ASSIGN_OR_RETURN(const app::RankAnswer answer,
                                app::RankUnits(rpc_.app, caller, query, by, minimum));
        return RankToProto(answer);
      });
}

grpc::ServerUnaryReactor* StatisticsService::ReportPeriod(Context context,
                                                          const v1::ReportPeriodRequest* request,
                                                          v1::ReportPeriodResponse* response) {
  return RunBlocking(
      rpc_, context, "StatisticsService/ReportPeriod", response,
      [this, request](const app::Caller& caller) -> absl::StatusOr<v1::ReportPeriodResponse> {
        MOTCUA_ASSIGN_OR_RETURN(const app::FiguresQuery query, PeriodQueryFromProto(*request));
        MOTCUA_ASSIGN_OR_RETURN(const app::PeriodReport report,
                                app::ReportPeriod(rpc_.app, caller, query));
        return PeriodToProto(report);
      });
}

grpc::ServerUnaryReactor* StatisticsService::ListFigureDossiers(
    Context context, const v1::ListFigureDossiersRequest* request,
    v1::ListFigureDossiersResponse* response) {
  return RunBlocking(
      rpc_, context, "StatisticsService/ListFigureDossiers", response,
      [this, request](const app::Caller& caller) -> absl::StatusOr<v1::ListFigureDossiersResponse> {
        MOTCUA_ASSIGN_OR_RETURN(const app::FiguresQuery query,
                                FiguresQueryFromProto("query.", request->query()));
        MOTCUA_ASSIGN_OR_RETURN(const app::FigureKind kind, FigureKindFromProto(request->kind()));
        MOTCUA_ASSIGN_OR_RETURN(const int page_size, PageSizeFromProto(request->page_size()));
        MOTCUA_ASSIGN_OR_RETURN(const app::FigureDossiers dossiers,
                                app::ListFigureDossiers(rpc_.app, caller, query, kind, page_size,
                                                        request->page_token()));
        return FigureDossiersToProto(dossiers);
      });
}

}  // namespace motcua::rpc
