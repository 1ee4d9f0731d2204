// motcua.v1.StationService over the callback API. Holds no logic.
#ifndef MOTCUA_SERVER_RPC_STATION_SERVICE_H_
#define MOTCUA_SERVER_RPC_STATION_SERVICE_H_

#include "motcua/v1/station_service.grpc.pb.h"
#include "server/rpc/rpc_context.h"

namespace motcua::rpc {

class StationService final : public v1::StationService::CallbackService {
 public:
  explicit StationService(const RpcContext& rpc) : rpc_(rpc) {}

  grpc::ServerUnaryReactor* CreateStation(grpc::CallbackServerContext* context,
                                          const v1::CreateStationRequest* request,
                                          v1::CreateStationResponse* response) override;
  grpc::ServerUnaryReactor* ListStations(grpc::CallbackServerContext* context,
                                         const v1::ListStationsRequest* request,
                                         v1::ListStationsResponse* response) override;
  grpc::ServerUnaryReactor* RevokeStation(grpc::CallbackServerContext* context,
                                          const v1::RevokeStationRequest* request,
                                          v1::Station* response) override;
  grpc::ServerUnaryReactor* EnrolStation(grpc::CallbackServerContext* context,
                                         const v1::EnrolStationRequest* request,
                                         v1::EnrolStationResponse* response) override;

 private:
  const RpcContext& rpc_;
};

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_STATION_SERVICE_H_
