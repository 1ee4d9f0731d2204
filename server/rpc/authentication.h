// Who calls, from what the connection and the metadata prove.
//
// The station is the single SPIFFE URI of the client's certificate (`peer_spiffe_id`, which gRPC
// sets only when there is exactly one URI name), never the common name. The person is the session
// whose token stands in the metadata `authorization: Bearer <token>`. Both are looked up on every
// call, so a revoked station or a changed role counts on the next one.
#ifndef MOTCUA_SERVER_RPC_AUTHENTICATION_H_
#define MOTCUA_SERVER_RPC_AUTHENTICATION_H_

#include <grpcpp/server_context.h>

#include <string>

#include "absl/status/statusor.h"
#include "server/app/service_context.h"
#include "server/app/sessions.h"

namespace motcua::rpc {

// What a method asks of its caller.
enum class Access {
  kSession,           // a station and a person signed in on it; nearly every method
  kSessionOrInitial,  // the same, also before the initial password has been changed
  kStation,           // a station; nobody need be signed in
  kEnrolment,         // a certificate that may enrol and nothing else
};

// Thread safe.
class Authenticator {
 public:
  explicit Authenticator(app::Sessions& sessions) : sessions_(sessions) {}

  // May read from storage, so not for a thread that must not wait. For kStation only the station's
  // part of the actor is set, for kEnrolment only `actor.station`. UNAUTHENTICATED
  // STATION_IDENTITY_INVALID, STATION_REVOKED, SESSION_MISSING, SESSION_EXPIRED, SESSION_IDLE;
  // PERMISSION_DENIED STATION_UNIT_MISMATCH; FAILED_PRECONDITION PASSWORD_CHANGE_REQUIRED.
  absl::StatusOr<app::Caller> Authenticate(const grpc::CallbackServerContext& context,
                                           Access access) const;

  // The SPIFFE id that the connection proves, of whatever kind; "" when there is none.
  static std::string PeerOf(const grpc::CallbackServerContext& context);
  // The bearer token; "" when there is none, or more than one.
  static std::string TokenOf(const grpc::CallbackServerContext& context);

 private:
  app::Sessions& sessions_;
};

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_AUTHENTICATION_H_
