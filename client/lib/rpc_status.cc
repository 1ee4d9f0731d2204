#include "client/lib/rpc_status.h"

#include <string>
#include <string_view>

#include "common/base/error.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace motcua::client {
namespace {

constexpr std::string_view kDomain = "motcua";

std::string_view TransportReason(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kUnavailable:
      return "SERVER_UNREACHABLE";
    case absl::StatusCode::kDeadlineExceeded:
      return "DEADLINE_PASSED";
    case absl::StatusCode::kUnimplemented:
      return "SERVER_WITHOUT_METHOD";
    case absl::StatusCode::kResourceExhausted:
      return "MESSAGE_TOO_LARGE";
    default:
      return "SERVER_ERROR";
  }
}

absl::StatusCode CodeOf(const grpc::Status& status) {
  const int code = static_cast<int>(status.error_code());
  return code >= 1 && code <= 16 ? static_cast<absl::StatusCode>(code) : absl::StatusCode::kUnknown;
}

void AddViolations(const google::rpc::BadRequest& bad, ErrorValues& values) {
  for (int i = 0; i < bad.field_violations_size(); ++i) {
    const auto& violation = bad.field_violations(i);
    if (i == 0) {
      values["field"] = violation.field();
      values["expected"] = violation.description();
    } else {
      std::string& others = values["other_fields"];
      others += (others.empty() ? "" : ", ") + violation.field();
    }
  }
}

}  // namespace

AttemptResult ResultFromGrpc(const grpc::Status& status) {
  AttemptResult result;
  if (status.ok()) return result;
  const absl::StatusCode code = CodeOf(status);
  std::string reason;
  ErrorValues values;
  google::rpc::Status rich;
  if (!status.error_details().empty() && rich.ParseFromString(status.error_details())) {
    for (const auto& detail : rich.details()) {
      google::rpc::ErrorInfo info;
      google::rpc::BadRequest bad;
      google::rpc::RetryInfo retry;
      if (detail.UnpackTo(&info)) {
        if (info.domain() != kDomain) continue;
        reason = info.reason();
        for (const auto& [name, value] : info.metadata()) values[name] = value;
      } else if (detail.UnpackTo(&bad)) {
        AddViolations(bad, values);
      } else if (detail.UnpackTo(&retry)) {
        const auto& delay = retry.retry_delay();
        result.retry_delay =
            Milliseconds(delay.seconds() * 1000 + (delay.nanos() + 999999) / 1000000);
      }
    }
  }
  if (reason.empty()) {
    reason = TransportReason(code);
    values["detail"] = status.error_message();
  }
  result.status = MakeError(code, reason, status.error_message(), values);
  return result;
}

}  // namespace motcua::client
