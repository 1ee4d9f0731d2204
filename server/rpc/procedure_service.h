// motcua.v1.ProcedureService over the callback API. Holds no logic.
#ifndef MOTCUA_SERVER_RPC_PROCEDURE_SERVICE_H_
#define MOTCUA_SERVER_RPC_PROCEDURE_SERVICE_H_

#include "motcua/v1/procedure_service.grpc.pb.h"
#include "server/rpc/rpc_context.h"

namespace motcua::rpc {

class ProcedureService final : public v1::ProcedureService::CallbackService {
 public:
  explicit ProcedureService(const RpcContext& rpc) : rpc_(rpc) {}

  grpc::ServerUnaryReactor* GetProcedure(grpc::CallbackServerContext* context,
                                         const v1::GetProcedureRequest* request,
                                         v1::Procedure* response) override;
  grpc::ServerUnaryReactor* ListProcedures(grpc::CallbackServerContext* context,
                                           const v1::ListProceduresRequest* request,
                                           v1::ListProceduresResponse* response) override;
  grpc::ServerUnaryReactor* FindCompetentUnit(grpc::CallbackServerContext* context,
                                              const v1::FindCompetentUnitRequest* request,
                                              v1::FindCompetentUnitResponse* response) override;

 private:
  const RpcContext& rpc_;
};

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_PROCEDURE_SERVICE_H_
