#include "server/rpc/status.h"

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

#include "common/base/error.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace motcua::rpc {
namespace {

constexpr char kDomain[] = "motcua";
// Trailers share the metadata limit of the peer.
constexpr size_t kLongestText = 1024;

std::string_view TextFor(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kCancelled:
      return "The call was cancelled.";
    case absl::StatusCode::kDeadlineExceeded:
      return "The deadline of the call has passed.";
    default:
      return "The server failed; its log says more.";
  }
}

// Cut at a character's start.
std::string Cut(std::string text) {
  if (text.size() <= kLongestText) return text;
  size_t end = kLongestText;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  text.resize(end);
  return text;
}

void AddRetry(const std::string& millis_text, google::rpc::Status& rich) {
  int64_t millis = 0;
  const char* end = millis_text.data() + millis_text.size();
  const auto parsed = std::from_chars(millis_text.data(), end, millis);
  if (parsed.ec != std::errc() || parsed.ptr != end || millis < 0) return;
  google::rpc::RetryInfo retry;
  retry.mutable_retry_delay()->set_seconds(millis / 1000);
  retry.mutable_retry_delay()->set_nanos(static_cast<int32_t>(millis % 1000) * 1'000'000);
  rich.add_details()->PackFrom(retry);
}

}  // namespace

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const std::string reason = ErrorReason(status);
  absl::StatusCode code = status.code();
  google::rpc::Status rich;
  google::rpc::ErrorInfo info;
  info.set_domain(kDomain);
  std::string text;
  ErrorValues values;
  if (reason.empty()) {
    const bool of_the_call =
        code == absl::StatusCode::kCancelled || code == absl::StatusCode::kDeadlineExceeded;
    if (!of_the_call) code = absl::StatusCode::kInternal;
    text = std::string(TextFor(code));
    info.set_reason(code == absl::StatusCode::kCancelled          ? "CANCELLED"
                    : code == absl::StatusCode::kDeadlineExceeded ? "DEADLINE_PASSED"
                                                                  : "INTERNAL");
  } else {
    text = Cut(std::string(status.message()));
    values = GetErrorValues(status);
    info.set_reason(reason);
    for (const auto& [name, value] : values) (*info.mutable_metadata())[name] = Cut(value);
  }
  rich.set_code(static_cast<int32_t>(code));
  rich.set_message(text);
  rich.add_details()->PackFrom(info);
  if (reason == "FIELD_INVALID") {
    google::rpc::BadRequest bad;
    auto* violation = bad.add_field_violations();
    violation->set_field(values["field"]);
    violation->set_description(Cut(values["expected"]));
    rich.add_details()->PackFrom(bad);
  }
  if (const auto retry = values.find("retry_after_ms"); retry != values.end()) {
    AddRetry(retry->second, rich);
  }
  return grpc::Status(static_cast<grpc::StatusCode>(code), text, rich.SerializeAsString());
}

}  // namespace motcua::rpc
