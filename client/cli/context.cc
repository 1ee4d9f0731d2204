#include "client/cli/context.h"

#include <google/protobuf/util/json_util.h>

#include "client/cli/format.h"
#include "client/cli/resource.h"
#include "client/lib/channel.h"
#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "motcua/v1/unit_service.grpc.pb.h"

namespace motcua::cli {

client::CallOptions Context::call_options() const {
  return {.timeout = client::Milliseconds(static_cast<int64_t>(options_.timeout_seconds * 1000))};
}

absl::StatusOr<client::Client*> Context::Connect(bool needs_session) {
  if (client_ == nullptr) {
    MOTCUA_ASSIGN_OR_RETURN(const client::StationIdentity station, folder().Load());
    MOTCUA_ASSIGN_OR_RETURN(const client::SessionRecord session, folder().LoadSession());
    has_session_ = !session.token.empty();
    client_ = std::make_unique<client::Client>(
        seams_.make_channel({.address = station.address,
                             .authority_pem = station.authority_pem,
                             .certificate_pem = station.certificate_pem,
                             .key_pem = station.key_pem,
                             .server_name = station.server_name}),
        client::RetryPolicy{}, seams_.retry);
    client_->set_token(session.token);
  }
  if (needs_session && !has_session_) {
    return MakeError(absl::StatusCode::kUnauthenticated, "SESSION_MISSING", "Nobody is signed in.");
  }
  return client_.get();
}

std::unique_ptr<Progress> Context::ShowProgress(std::string_view text_id) {
  if (!seams_.show_progress) return nullptr;
  return std::make_unique<Progress>(err_, T(text_id), seams_.progress_delay);
}

absl::Status Context::PrintJson(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.always_print_primitive_fields = true;
  std::string json;
  const auto status = google::protobuf::util::MessageToJsonString(message, &json, options);
  if (!status.ok()) {
    return MakeError(absl::StatusCode::kInternal, "SERVER_ERROR",
                     "The server's answer has no JSON form.");
  }
  out_ << json;
  return absl::OkStatus();
}

void Context::Print(const Table& table) {
  if (table.empty()) {
    Say(T("say.none"));
    return;
  }
  out_ << table.Render(options_.width.value_or(seams_.terminal_width));
}

void Context::Say(std::string_view line) { out_ << Printable(line) << "\n"; }

std::string Context::UnitName(const std::string& resource) {
  if (resource.empty()) return "";
  const auto known = unit_names_.find(resource);
  if (known != unit_names_.end()) return known->second;
  v1::GetUnitRequest request;
  request.set_name(resource);
  const auto unit = Call(&v1::UnitService::Stub::GetUnit, request);
  const std::string id = Id(resource);
  return unit_names_[resource] = unit.ok() ? unit->full_name() + " (" + id + ")" : id;
}

}  // namespace motcua::cli
