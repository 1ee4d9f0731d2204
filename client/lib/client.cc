#include "client/lib/client.h"

#include <array>
#include <chrono>
#include <utility>

#include "client/lib/rpc_status.h"
#include "common/base/error.h"
#include "common/base/time.h"
#include "common/base/uuid.h"

namespace motcua::client {
namespace {

constexpr std::array<std::string_view, 5> kNeverRepeated = {
    "motcua.v1.SignInRequest",         "motcua.v1.SignOutRequest",
    "motcua.v1.ChangePasswordRequest", "motcua.v1.EnrolStationRequest",
    "motcua.v1.GetReceiptRequest",
};

// True when the command may or may not have been recorded.
bool OutcomeUnknown(const absl::Status& status) {
  return status.code() == absl::StatusCode::kUnavailable ||
         status.code() == absl::StatusCode::kDeadlineExceeded ||
         status.code() == absl::StatusCode::kUnknown ||
         status.code() == absl::StatusCode::kCancelled || ErrorReason(status) == "COMMIT_UNKNOWN";
}

absl::Status WithSent(const absl::Status& status, const Client::Sent& sent) {
  ErrorValues values = GetErrorValues(status);
  values["request_id"] = sent.request_id;
  if (!sent.etag.empty()) values["etag"] = sent.etag;
  const absl::string_view message = status.message();
  return MakeError(status.code(), ErrorReason(status), {message.data(), message.size()}, values);
}

}  // namespace

Repeatable RepeatableOf(std::string_view full_name, bool has_request_id) {
  if (has_request_id) return Repeatable::kRequestId;
  for (std::string_view name : kNeverRepeated) {
    if (name == full_name) return Repeatable::kNever;
  }
  return Repeatable::kRead;
}

Client::Client(std::shared_ptr<grpc::Channel> channel, RetryPolicy policy,
               RetryEnvironment environment)
    : channel_(std::move(channel)), policy_(policy), environment_(std::move(environment)) {}

std::string Client::NewRequestId() { return NewUuidV7(SystemTimeSource().Now()); }

absl::Status Client::Run(Repeatable repeatable, const CallOptions& options, const Sent& sent,
                         const Attempt& attempt) const {
  const SteadyTime deadline = environment_.now() + options.timeout.value_or(timeout_);
  const absl::Status status =
      RunAttempts(repeatable, policy_, environment_, deadline, [&](Milliseconds time_left) {
        grpc::ClientContext context;
        context.set_deadline(std::chrono::system_clock::now() + time_left);
        if (!token_.empty()) context.AddMetadata("authorization", "Bearer " + token_);
        return ResultFromGrpc(attempt(&context));
      });
  return !sent.request_id.empty() && OutcomeUnknown(status) ? WithSent(status, sent) : status;
}

}  // namespace motcua::client
