#include "server/app/admin_request.h"

#include <algorithm>
#include <utility>

#include "common/base/error.h"
#include "common/base/hex.h"
#include "common/base/status_macros.h"
#include "common/base/uuid.h"
#include "common/crypto/hash.h"
#include "server/domain/roles.h"

namespace motcua::app {
namespace {

// Enough to tell a token of this list from any other; what a page shows is decided by rights.
constexpr size_t kTokenMarkBytes = 8;

std::string TokenMark(std::string_view list, std::string_view key) {
  return crypto::Sha256(std::string(list) + '\0' + std::string(key)).substr(0, kTokenMarkBytes);
}

absl::Status PageTokenInvalid() {
  return MakeError(absl::StatusCode::kInvalidArgument, "PAGE_TOKEN_INVALID",
                   "page_token must be the next_page_token of the same question.");
}

}  // namespace

Caller InstallationCaller() {
  Caller caller;
  caller.actor.unit = "VN";
  caller.actor.office = "VN";
  caller.actor.roles = domain::Bit(domain::Role::kAdministrator);
  return caller;
}

AdminRequest NewToolRequest(Time now) { return {NewUuidV7(now), ""}; }

domain::Event NewAdminEvent(domain::EventKind kind, std::string subject, const Caller& caller,
                            std::string request_id, std::string request_hash, Time now) {
  domain::Event event;
  event.kind = kind;
  event.subject = std::move(subject);
  event.actor = caller.actor.account;
  event.unit = caller.actor.office;
  event.station = caller.actor.station;
  event.request_id = std::move(request_id);
  event.request_hash = std::move(request_hash);
  event.acted_at = now;
  event.recorded_at = now;
  return event;
}

absl::StatusOr<std::string> RequestHash(const ServiceContext& context, const Caller& caller,
                                        std::string_view method, const AdminRequest& request) {
  if (!IsUuid(request.request_id)) {
    return FieldInvalid("request_id", "a UUID in lower case, 8-4-4-4-12 hexadecimal digits");
  }
  return context.request_hash(std::string(method) + '\0' + caller.actor.account + '\0' +
                              request.content);
}

absl::StatusOr<std::optional<domain::Event>> FindFirstRun(storage::ReadTransaction& tx,
                                                          const AdminRequest& request,
                                                          std::string_view hash) {
  MOTCUA_ASSIGN_OR_RETURN(auto found, tx.FindRequest("", request.request_id));
  if (!found.has_value()) return std::optional<domain::Event>();
  if (!crypto::ConstantTimeEquals(found->event.request_hash, hash)) {
    return MakeError(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED",
                     "This request_id was used for another request; make a new one.",
                     {{"request_id", request.request_id}});
  }
  return std::optional<domain::Event>(std::move(found->event));
}

storage::WriteOptions OptionsFor(const Caller& caller) {
  return {caller.actor.office, caller.deadline};
}

std::string EtagOf(int64_t version) { return std::to_string(version); }

absl::Status CheckEtag(std::string_view etag, int64_t version) {
  if (etag.empty()) return FieldInvalid("etag", "the etag last seen");
  if (etag == EtagOf(version)) return absl::OkStatus();
  return MakeError(absl::StatusCode::kAborted, "ETAG_MISMATCH",
                   "It was changed meanwhile; read it again and repeat.",
                   {{"etag", EtagOf(version)}});
}

absl::StatusOr<PageRange> PageOf(const std::vector<std::string>& sorted, std::string_view list,
                                 int page_size, int usual, int largest, std::string_view token) {
  if (page_size < 0) return FieldInvalid("page_size", "0 or more");
  const auto size = static_cast<size_t>(std::min(page_size == 0 ? usual : page_size, largest));
  PageRange range;
  if (!token.empty()) {
    const absl::StatusOr<std::string> bytes = FromHex(token);
    if (!bytes.ok() || bytes->size() < kTokenMarkBytes) return PageTokenInvalid();
    const std::string key = bytes->substr(kTokenMarkBytes);
    if (bytes->substr(0, kTokenMarkBytes) != TokenMark(list, key)) return PageTokenInvalid();
    const auto last = std::find(sorted.begin(), sorted.end(), key);
    if (last == sorted.end()) return PageTokenInvalid();
    range.begin = static_cast<size_t>(last - sorted.begin()) + 1;
  }
  range.end = std::min(range.begin + size, sorted.size());
  if (range.end < sorted.size() && range.end > range.begin) {
    const std::string& key = sorted[range.end - 1];
    range.next_token = ToHex(TokenMark(list, key) + key);
  }
  return range;
}

}  // namespace motcua::app
