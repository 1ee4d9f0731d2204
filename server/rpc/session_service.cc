#include "server/rpc/session_service.h"

#include "common/base/status_macros.h"
#include "server/app/sessions.h"
#include "server/rpc/converters/account.h"
#include "server/rpc/reactor.h"

namespace motcua::rpc {

grpc::ServerUnaryReactor* SessionService::SignIn(grpc::CallbackServerContext* context,
                                                 const v1::SignInRequest* request,
                                                 v1::Session* response) {
  return RunBlocking(rpc_, rpc_.passwords, Access::kStation, context, "SessionService/SignIn",
                     response, [=, this](const app::Caller& caller) -> absl::StatusOr<v1::Session> {
                       MOTCUA_ASSIGN_OR_RETURN(
                           const app::SessionView view,
                           rpc_.sessions.SignIn(caller, request->account(), request->password()));
                       return SessionToProto(view);
                     });
}

grpc::ServerUnaryReactor* SessionService::SignOut(grpc::CallbackServerContext* context,
                                                  const v1::SignOutRequest*,
                                                  v1::SignOutResponse* response) {
  return RunBlocking(
      rpc_, rpc_.workers, Access::kSessionOrInitial, context, "SessionService/SignOut", response,
      [=, this](const app::Caller& caller) -> absl::StatusOr<v1::SignOutResponse> {
        MOTCUA_RETURN_IF_ERROR(rpc_.sessions.SignOut(caller, Authenticator::TokenOf(*context)));
        return v1::SignOutResponse();
      });
}

grpc::ServerUnaryReactor* SessionService::GetSession(grpc::CallbackServerContext* context,
                                                     const v1::GetSessionRequest*,
                                                     v1::Session* response) {
  return RunBlocking(
      rpc_, rpc_.workers, Access::kSessionOrInitial, context, "SessionService/GetSession", response,
      [=, this](const app::Caller& caller) -> absl::StatusOr<v1::Session> {
        MOTCUA_ASSIGN_OR_RETURN(const app::SessionView view,
                                rpc_.sessions.Get(caller, Authenticator::TokenOf(*context)));
        return SessionToProto(view);
      });
}

grpc::ServerUnaryReactor* SessionService::ChangePassword(grpc::CallbackServerContext* context,
                                                         const v1::ChangePasswordRequest* request,
                                                         v1::Session* response) {
  return RunBlocking(
      rpc_, rpc_.passwords, Access::kSessionOrInitial, context, "SessionService/ChangePassword",
      response, [=, this](const app::Caller& caller) -> absl::StatusOr<v1::Session> {
        MOTCUA_ASSIGN_OR_RETURN(
            const app::SessionView view,
            rpc_.sessions.ChangePassword(caller, Authenticator::TokenOf(*context),
                                         request->password(), request->new_password()));
        return SessionToProto(view);
      });
}

}  // namespace motcua::rpc
