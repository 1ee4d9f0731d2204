// motcua.v1.StatisticsService over the callback API. Holds no logic.
#ifndef MOTCUA_SERVER_RPC_STATISTICS_SERVICE_H_
#define MOTCUA_SERVER_RPC_STATISTICS_SERVICE_H_

#include "motcua/v1/statistics_service.grpc.pb.h"
#include "server/rpc/rpc_context.h"

namespace motcua::rpc {

class StatisticsService final : public v1::StatisticsService::CallbackService {
 public:
  explicit StatisticsService(const RpcContext& rpc) : rpc_(rpc) {}

  using Context = grpc::CallbackServerContext*;
  using Reactor = grpc::ServerUnaryReactor*;

  Reactor QueryRates(Context context, const v1::QueryRatesRequest* request,
                     v1::QueryRatesResponse* response) override;
  Reactor RankUnits(Context context, const v1::RankUnitsRequest* request,
                    v1::RankUnitsResponse* response) override;
  Reactor ReportPeriod(Context context, const v1::ReportPeriodRequest* request,
                       v1::ReportPeriodResponse* response) override;
  Reactor ListFigureDossiers(Context context, const v1::ListFigureDossiersRequest* request,
                             v1::ListFigureDossiersResponse* response) override;

 private:
  const RpcContext& rpc_;
};

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_STATISTICS_SERVICE_H_
