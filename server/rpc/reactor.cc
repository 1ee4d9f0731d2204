#include "server/rpc/reactor.h"

#include <spdlog/spdlog.h>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "server/rpc/deadline.h"
#include "server/rpc/status.h"

namespace motcua::rpc {
namespace {

void Log(std::string_view method, const grpc::Status& answer, const absl::Status& status,
         std::chrono::steady_clock::duration took, std::string_view station,
         std::string_view account) {
  const bool ours = answer.error_code() == grpc::StatusCode::INTERNAL ||
                    answer.error_code() == grpc::StatusCode::DATA_LOSS;
  const std::string reason = ErrorReason(status);
  spdlog::log(ours ? spdlog::level::err : spdlog::level::info,
              "event=call method={} code={} reason={} us={} station={} account={}", method,
              static_cast<int>(answer.error_code()), reason.empty() ? "-" : reason,
              std::chrono::duration_cast<std::chrono::microseconds>(took).count(),
              station.empty() ? "-" : station, account.empty() ? "-" : account);
}

}  // namespace

PendingCall::PendingCall(grpc::CallbackServerContext* context, std::string_view method)
    : context_(context),
      reactor_(context->DefaultReactor()),
      method_(method),
      began_(std::chrono::steady_clock::now()) {}

PendingCall::~PendingCall() {
  if (!finished_) Finish(absl::InternalError("unanswered"));
}

absl::StatusOr<app::Caller> PendingCall::Authenticate(const Authenticator& authenticator,
                                                      Access access) {
  if (context_->IsCancelled()) return absl::CancelledError();
  if (std::chrono::steady_clock::now() >= DeadlineOf(*context_)) {
    return absl::DeadlineExceededError("");
  }
  station_ = Authenticator::PeerOf(*context_);
  MOTCUA_ASSIGN_OR_RETURN(app::Caller caller, authenticator.Authenticate(*context_, access));
  account_ = caller.actor.account;
  return caller;
}

void PendingCall::Finish(const absl::Status& status) {
  if (finished_.exchange(true)) return;
  const grpc::Status answer = ToGrpcStatus(status);
  Log(method_, answer, status, std::chrono::steady_clock::now() - began_, station_, account_);
  reactor_->Finish(answer);
}

absl::Status WorkersBusy() {
  return MakeError(absl::StatusCode::kResourceExhausted, "QUEUE_FULL",
                   "The server has more calls than it can answer; try again shortly.",
                   {{"retry_after_ms", "200"}, {"scope", "all"}});
}

}  // namespace motcua::rpc
