#include "server/rpc/authentication.h"

#include <string_view>
#include <utility>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/crypto/spiffe.h"
#include "server/rpc/deadline.h"

namespace motcua::rpc {
namespace {

constexpr char kSpiffeProperty[] = "peer_spiffe_id";
constexpr std::string_view kBearer = "Bearer ";

absl::Status IdentityInvalid() {
  return MakeError(absl::StatusCode::kUnauthenticated, "STATION_IDENTITY_INVALID",
                   "The certificate of this connection may not make this call.");
}

}  // namespace

std::string Authenticator::PeerOf(const grpc::CallbackServerContext& context) {
  const auto auth = context.auth_context();
  if (auth == nullptr || !auth->IsPeerAuthenticated()) return "";
  const auto values = auth->FindPropertyValues(kSpiffeProperty);
  if (values.size() != 1) return "";
  return std::string(values.front().data(), values.front().size());
}

std::string Authenticator::TokenOf(const grpc::CallbackServerContext& context) {
  const auto& metadata = context.client_metadata();
  const auto [first, last] = metadata.equal_range("authorization");
  if (first == last || std::next(first) != last) return "";
  const std::string_view value(first->second.data(), first->second.size());
  if (value.substr(0, kBearer.size()) != kBearer) return "";
  return std::string(value.substr(kBearer.size()));
}

absl::StatusOr<app::Caller> Authenticator::Authenticate(const grpc::CallbackServerContext& context,
                                                        Access access) const {
  app::Caller caller;
  caller.deadline = DeadlineOf(context);
  const std::string spiffe = PeerOf(context);
  MOTCUA_ASSIGN_OR_RETURN(const crypto::SpiffeId id, crypto::ParseSpiffe(spiffe));
  const crypto::SpiffeKind needed =
      access == Access::kEnrolment ? crypto::SpiffeKind::kEnrolment : crypto::SpiffeKind::kStation;
  if (id.kind != needed) return IdentityInvalid();
  switch (access) {
    case Access::kEnrolment:
      caller.actor.station = spiffe;
      break;
    case Access::kStation: {
      MOTCUA_ASSIGN_OR_RETURN(caller.actor, sessions_.CheckStation(spiffe));
      break;
    }
    case Access::kSession:
    case Access::kSessionOrInitial: {
      MOTCUA_ASSIGN_OR_RETURN(
          caller.actor,
          sessions_.Authenticate(TokenOf(context), spiffe, access == Access::kSessionOrInitial));
      break;
    }
  }
  return caller;
}

}  // namespace motcua::rpc
