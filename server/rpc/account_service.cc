#include "server/rpc/account_service.h"

#include "common/base/status_macros.h"
#include "server/app/accounts.h"
#include "server/rpc/command_call.h"
#include "server/rpc/converters/account.h"
#include "server/rpc/converters/names.h"
#include "server/rpc/reactor.h"

namespace motcua::rpc {

grpc::ServerUnaryReactor* AccountService::CreateAccount(grpc::CallbackServerContext* context,
                                                        const v1::CreateAccountRequest* request,
                                                        v1::CreateAccountResponse* response) {
  return RunBlocking(
      rpc_, rpc_.passwords, Access::kSession, context, "AccountService/CreateAccount", response,
      [=, this](const app::Caller& caller) -> absl::StatusOr<v1::CreateAccountResponse> {
        MOTCUA_ASSIGN_OR_RETURN(app::AccountDraft draft, AccountDraftFromProto(request->account()));
        MOTCUA_ASSIGN_OR_RETURN(
            const app::AccountWithSecret answer,
            rpc_.accounts.Create(caller,
                                 {request->request_id(), ContentOf("CreateAccount", *request)},
                                 std::move(draft)));
        return AccountWithSecretToProto(answer);
      });
}

grpc::ServerUnaryReactor* AccountService::GetAccount(grpc::CallbackServerContext* context,
                                                     const v1::GetAccountRequest* request,
                                                     v1::Account* response) {
  return RunBlocking(rpc_, context, "AccountService/GetAccount", response,
                     [=, this](const app::Caller& caller) -> absl::StatusOr<v1::Account> {
                       MOTCUA_ASSIGN_OR_RETURN(const std::string name,
                                               AccountFromProto("name", request->name()));
                       MOTCUA_ASSIGN_OR_RETURN(const storage::AccountRecord account,
                                               rpc_.accounts.Get(caller, name));
                       return AccountToProto(account);
                     });
}

grpc::ServerUnaryReactor* AccountService::ListAccounts(grpc::CallbackServerContext* context,
                                                       const v1::ListAccountsRequest* request,
                                                       v1::ListAccountsResponse* response) {
  return RunBlocking(
      rpc_, context, "AccountService/ListAccounts", response,
      [=, this](const app::Caller& caller) -> absl::StatusOr<v1::ListAccountsResponse> {
        MOTCUA_ASSIGN_OR_RETURN(const std::string unit,
                                OptionalUnitIdFromProto("unit", request->unit()));
        MOTCUA_ASSIGN_OR_RETURN(
            const app::AccountPage page,
            rpc_.accounts.List(caller, unit, request->page_size(), request->page_token()));
        return AccountPageToProto(page);
      });
}

grpc::ServerUnaryReactor* AccountService::UpdateAccount(grpc::CallbackServerContext* context,
                                                        const v1::UpdateAccountRequest* request,
                                                        v1::Account* response) {
  return RunBlocking(
      rpc_, context, "AccountService/UpdateAccount", response,
      [=, this](const app::Caller& caller) -> absl::StatusOr<v1::Account> {
        MOTCUA_ASSIGN_OR_RETURN(app::AccountDraft draft, AccountDraftFromProto(request->account()));
        MOTCUA_ASSIGN_OR_RETURN(
            const storage::AccountRecord account,
            rpc_.accounts.Update(caller,
                                 {request->request_id(), ContentOf("UpdateAccount", *request)},
                                 std::move(draft), request->account().etag()));
        return AccountToProto(account);
      });
}

grpc::ServerUnaryReactor* AccountService::ResetPassword(grpc::CallbackServerContext* context,
                                                        const v1::ResetPasswordRequest* request,
                                                        v1::CreateAccountResponse* response) {
  return RunBlocking(
      rpc_, rpc_.passwords, Access::kSession, context, "AccountService/ResetPassword", response,
      [=, this](const app::Caller& caller) -> absl::StatusOr<v1::CreateAccountResponse> {
        MOTCUA_ASSIGN_OR_RETURN(const std::string name, AccountFromProto("name", request->name()));
        MOTCUA_ASSIGN_OR_RETURN(
            const app::AccountWithSecret answer,
            rpc_.accounts.ResetPassword(
                caller, {request->request_id(), ContentOf("ResetPassword", *request)}, name,
                request->etag()));
        return AccountWithSecretToProto(answer);
      });
}

}  // namespace motcua::rpc
