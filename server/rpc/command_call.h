// Commands on dossiers: authenticate → convert → app::ExecuteCommand → convert, for every request
// that has a request id and is answered with a dossier.
#ifndef MOTCUA_SERVER_RPC_COMMAND_CALL_H_
#define MOTCUA_SERVER_RPC_COMMAND_CALL_H_

#include <google/protobuf/message.h>
#include <grpcpp/support/server_callback.h>

#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "common/base/status_macros.h"
#include "motcua/v1/dossier.pb.h"
#include "server/app/commands.h"
#include "server/rpc/converters/dossier.h"
#include "server/rpc/converters/names.h"
#include "server/rpc/reactor.h"

namespace motcua::rpc {

// The method and, serialised deterministically, the request without its request_id: the same bytes
// for the same content. The etag is part of it: a decision on what was seen then is not the same
// decision on what is seen now.
std::string ContentOf(std::string_view method, const google::protobuf::Message& request);

// Everything but the input. FIELD_INVALID name.
template <typename Request>
absl::StatusOr<app::CommandRequest> CommandFromProto(std::string_view method,
                                                     const Request& request) {
  constexpr bool kHasName = requires { request.name(); };
  constexpr bool kHasDraft = requires { request.draft(); };
  app::CommandRequest command;
  command.request_id = request.request_id();
  command.content = ContentOf(method, request);
  if constexpr (kHasName) {
    // What can bring a draft can be about a new dossier, which has no name.
    if (!kHasDraft || !request.name().empty()) {
      MOTCUA_ASSIGN_OR_RETURN(command.dossier, DossierIdFromProto("name", request.name()));
    }
    command.etag = request.etag();
  }
  return command;
}

// `input(request)` gives the input of the command, or StatusOr of it.
template <typename Request, typename MakeInput>
grpc::ServerUnaryReactor* RunCommand(const RpcContext& rpc, grpc::CallbackServerContext* context,
                                     std::string_view method, const Request* request,
                                     v1::Dossier* response, MakeInput input) {
  return RunAsync(
      rpc, context, method, response, [&](const app::Caller& caller, app::Done<v1::Dossier> done) {
        absl::StatusOr<app::CommandRequest> command = CommandFromProto(method, *request);
        if (!command.ok()) return done(command.status());
        auto converted = input(*request);
        if constexpr (requires { converted.status(); }) {
          if (!converted.ok()) return done(converted.status());
          command->input = *std::move(converted);
        } else {
          command->input = std::move(converted);
        }
        app::ExecuteCommand(rpc.app, caller, *std::move(command),
                            [done = std::move(done)](absl::StatusOr<app::DossierView> view) {
                              if (!view.ok()) return done(view.status());
                              done(DossierToProto(*view));
                            });
      });
}

// For RunCommand: the input of a command that takes a reason and nothing else.
inline auto Reason(domain::Command command) {
  return [command](const auto& request) { return domain::ReasonInput{command, request.reason()}; };
}

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_COMMAND_CALL_H_
