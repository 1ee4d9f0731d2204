// motcua.v1.AccountService over the callback API. Holds no logic.
#ifndef MOTCUA_SERVER_RPC_ACCOUNT_SERVICE_H_
#define MOTCUA_SERVER_RPC_ACCOUNT_SERVICE_H_

#include "motcua/v1/account_service.grpc.pb.h"
#include "server/rpc/rpc_context.h"

namespace motcua::rpc {

class AccountService final : public v1::AccountService::CallbackService {
 public:
  explicit AccountService(const RpcContext& rpc) : rpc_(rpc) {}

  grpc::ServerUnaryReactor* CreateAccount(grpc::CallbackServerContext* context,
                                          const v1::CreateAccountRequest* request,
                                          v1::CreateAccountResponse* response) override;
  grpc::ServerUnaryReactor* GetAccount(grpc::CallbackServerContext* context,
                                       const v1::GetAccountRequest* request,
                                       v1::Account* response) override;
  grpc::ServerUnaryReactor* ListAccounts(grpc::CallbackServerContext* context,
                                         const v1::ListAccountsRequest* request,
                                         v1::ListAccountsResponse* response) override;
  grpc::ServerUnaryReactor* UpdateAccount(grpc::CallbackServerContext* context,
                                          const v1::UpdateAccountRequest* request,
                                          v1::Account* response) override;
  grpc::ServerUnaryReactor* ResetPassword(grpc::CallbackServerContext* context,
                                          const v1::ResetPasswordRequest* request,
                                          v1::CreateAccountResponse* response) override;

 private:
  const RpcContext& rpc_;
};

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_ACCOUNT_SERVICE_H_
