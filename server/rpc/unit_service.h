// motcua.v1.UnitService over the callback API. Holds no logic.
#ifndef MOTCUA_SERVER_RPC_UNIT_SERVICE_H_
#define MOTCUA_SERVER_RPC_UNIT_SERVICE_H_

#include "motcua/v1/unit_service.grpc.pb.h"
#include "server/rpc/rpc_context.h"

namespace motcua::rpc {

class UnitService final : public v1::UnitService::CallbackService {
 public:
  explicit UnitService(const RpcContext& rpc) : rpc_(rpc) {}

  grpc::ServerUnaryReactor* GetUnit(grpc::CallbackServerContext* context,
                                    const v1::GetUnitRequest* request, v1::Unit* response) override;
  grpc::ServerUnaryReactor* ListUnits(grpc::CallbackServerContext* context,
                                      const v1::ListUnitsRequest* request,
                                      v1::ListUnitsResponse* response) override;

 private:
  const RpcContext& rpc_;
};

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_UNIT_SERVICE_H_
