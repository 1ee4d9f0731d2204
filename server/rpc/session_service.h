// motcua.v1.SessionService over the callback API. Holds no logic.
#ifndef MOTCUA_SERVER_RPC_SESSION_SERVICE_H_
#define MOTCUA_SERVER_RPC_SESSION_SERVICE_H_

#include "motcua/v1/session_service.grpc.pb.h"
#include "server/rpc/rpc_context.h"

namespace motcua::rpc {

class SessionService final : public v1::SessionService::CallbackService {
 public:
  explicit SessionService(const RpcContext& rpc) : rpc_(rpc) {}

  grpc::ServerUnaryReactor* SignIn(grpc::CallbackServerContext* context,
                                   const v1::SignInRequest* request,
                                   v1::Session* response) override;
  grpc::ServerUnaryReactor* SignOut(grpc::CallbackServerContext* context,
                                    const v1::SignOutRequest* request,
                                    v1::SignOutResponse* response) override;
  grpc::ServerUnaryReactor* GetSession(grpc::CallbackServerContext* context,
                                       const v1::GetSessionRequest* request,
                                       v1::Session* response) override;
  grpc::ServerUnaryReactor* ChangePassword(grpc::CallbackServerContext* context,
                                           const v1::ChangePasswordRequest* request,
                                           v1::Session* response) override;

 private:
  const RpcContext& rpc_;
};

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_SESSION_SERVICE_H_
