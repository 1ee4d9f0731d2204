// How a unary method of the callback API is written: what differs from method to method is one
// lambda.
//
//   grpc::ServerUnaryReactor* GetUnit(grpc::CallbackServerContext* context,
//                                     const v1::GetUnitRequest* request, v1::Unit* response) {
//     return RunBlocking(rpc_, context, "UnitService/GetUnit", response,
//                        [this, request](const app::Caller& caller) -> absl::StatusOr<v1::Unit>
//                        {…});
//   }
//
// Request, response and context live until the answer is given, so a body may point to them. Every
// call is answered exactly once, also when its callback is dropped unanswered (INTERNAL), and
// leaves one line in the log: method, code, reason, microseconds, station, account.
#ifndef MOTCUA_SERVER_RPC_REACTOR_H_
#define MOTCUA_SERVER_RPC_REACTOR_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/rpc/authentication.h"
#include "server/rpc/rpc_context.h"
#include "server/rpc/worker_pool.h"

namespace motcua::rpc {

// One call from its arrival to its answer. Thread safe but for Authenticate().
class PendingCall {
 public:
  // `method` is a literal: "UnitService/GetUnit".
  PendingCall(grpc::CallbackServerContext* context, std::string_view method);
  ~PendingCall();
  PendingCall(const PendingCall&) = delete;
  PendingCall& operator=(const PendingCall&) = delete;

  grpc::ServerUnaryReactor* reactor() const { return reactor_; }

  // Before Finish(). Besides the authenticator's errors: DEADLINE_EXCEEDED DEADLINE_PASSED or
  // CANCELLED if the answer is of no use to anybody any more.
  absl::StatusOr<app::Caller> Authenticate(const Authenticator& authenticator, Access access);

  // The first call answers; later ones do nothing. Nothing of the context is touched after it.
  void Finish(const absl::Status& status);

 private:
  grpc::CallbackServerContext* const context_;
  grpc::ServerUnaryReactor* const reactor_;
  const std::string_view method_;
  const std::chrono::steady_clock::time_point began_;
  std::string station_;  // for the log
  std::string account_;
  std::atomic<bool> finished_ = false;
};

// RESOURCE_EXHAUSTED QUEUE_FULL with a retry delay.
absl::Status WorkersBusy();

// Runs `body(caller)`, which gives StatusOr<Response>, on a worker.
template <typename Response, typename Body>
grpc::ServerUnaryReactor* RunBlocking(const RpcContext& rpc, WorkerPool& pool, Access access,
                                      grpc::CallbackServerContext* context, std::string_view method,
                                      Response* response, Body body) {
  auto call = std::make_shared<PendingCall>(context, method);
  grpc::ServerUnaryReactor* reactor = call->reactor();
  const bool accepted = pool.Post([&rpc, call, access, response, body = std::move(body)]() mutable {
    const absl::StatusOr<app::Caller> caller = call->Authenticate(rpc.authenticator, access);
    if (!caller.ok()) return call->Finish(caller.status());
    absl::StatusOr<Response> answer = body(*caller);
    if (answer.ok()) *response = *std::move(answer);
    call->Finish(answer.status());
  });
  if (!accepted) call->Finish(WorkersBusy());
  return reactor;
}

// The same for a person signed in, on the common pool.
template <typename Response, typename Body>
grpc::ServerUnaryReactor* RunBlocking(const RpcContext& rpc, grpc::CallbackServerContext* context,
                                      std::string_view method, Response* response, Body body) {
  return RunBlocking(rpc, rpc.workers, Access::kSession, context, method, response,
                     std::move(body));
}

// Runs `body(caller, done)` on this thread; `done` (app::Done<Response>) may be called on any
// thread, and answers. For commands, which the writer answers.
template <typename Response, typename Body>
grpc::ServerUnaryReactor* RunAsync(const RpcContext& rpc, grpc::CallbackServerContext* context,
                                   std::string_view method, Response* response, Body body) {
  auto call = std::make_shared<PendingCall>(context, method);
  grpc::ServerUnaryReactor* reactor = call->reactor();
  const absl::StatusOr<app::Caller> caller =
      call->Authenticate(rpc.authenticator, Access::kSession);
  if (!caller.ok()) {
    call->Finish(caller.status());
    return reactor;
  }
  body(*caller, app::Done<Response>([call, response](absl::StatusOr<Response> answer) {
    if (answer.ok()) *response = *std::move(answer);
    call->Finish(answer.status());
  }));
  return reactor;
}

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_REACTOR_H_
