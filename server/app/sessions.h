// Signing in, and who calls on every call after it.
//
// A session is an opaque token of 256 bits, kept as SHA-256 only, good for one station and one
// shift. It is written at sign-in and when it ends; that it is in use is kept in memory, so idle
// time costs no write. Rights are read from the tables on each call: a change counts on the next.
#ifndef MOTCUA_SERVER_APP_SESSIONS_H_
#define MOTCUA_SERVER_APP_SESSIONS_H_

#include <chrono>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/time.h"
#include "common/crypto/hash_gate.h"
#include "server/app/access_table.h"
#include "server/app/service_context.h"
#include "server/app/sign_in_throttle.h"
#include "server/storage/records.h"

namespace motcua::app {

struct SessionOptions {
  std::chrono::minutes shift{12 * 60};
  std::chrono::minutes idle{15};
};

inline constexpr size_t kShortestPasswordCharacters = 12;

struct SessionView {
  std::string token;  // only after signing in
  storage::AccountRecord account;
  storage::SessionRecord session;
  int idle_minutes = 0;
  Time now;
};

// Thread safe. All methods may wait for storage; those with a password compute its hash as well
// (40 ms and more), so run them apart from the rest.
class Sessions {
 public:
  // Everything given outlives it.
  Sessions(const ServiceContext& context, AccessTable& access, crypto::HashGate& gate,
           SessionOptions options = {});

  // The station's part of an actor. UNAUTHENTICATED STATION_IDENTITY_INVALID for an id that is not
  // of an enrolled station of a known unit, STATION_REVOKED.
  absl::StatusOr<domain::Actor> CheckStation(std::string_view spiffe);

  // Who calls. Besides the errors of CheckStation: UNAUTHENTICATED SESSION_MISSING (no token, an
  // unknown one or one of another station), SESSION_EXPIRED (the shift is over, or the account was
  // disabled), SESSION_IDLE; PERMISSION_DENIED STATION_UNIT_MISMATCH (the person's unit is no
  // longer under the station's); unless `initial_password_will_do`, FAILED_PRECONDITION
  // PASSWORD_CHANGE_REQUIRED.
  absl::StatusOr<domain::Actor> Authenticate(std::string_view token, std::string_view spiffe,
                                             bool initial_password_will_do);

  // `station`: as CheckStation gave it. UNAUTHENTICATED SIGN_IN_FAILED for a wrong password, an
  // unknown and a disabled account alike, after the same work; RESOURCE_EXHAUSTED SIGN_IN_SLOWED,
  // SIGN_IN_BUSY; PERMISSION_DENIED ACCOUNT_OUTSIDE_STATION.
  absl::StatusOr<SessionView> SignIn(const Caller& station, const std::string& account,
                                     const std::string& password);
  absl::Status SignOut(const Caller& caller, std::string_view token);
  absl::StatusOr<SessionView> Get(const Caller& caller, std::string_view token);

  // Ends every other session of the account. SIGN_IN_FAILED if `password` is wrong, SIGN_IN_SLOWED,
  // SIGN_IN_BUSY; FIELD_INVALID (new_password) unless it has 12 characters to 256 bytes and is
  // another one.
  absl::StatusOr<SessionView> ChangePassword(const Caller& caller, std::string_view token,
                                             const std::string& password,
                                             const std::string& new_password);

 private:
  absl::StatusOr<bool> PasswordFits(const std::string& account, const std::string& station,
                                    const std::string& encoded, const std::string& password);
  absl::Status Touch(const std::string& token_hash, Time now);
  void EndLater(const std::string& token_hash);
  SessionView ViewOf(AccessTable::Access access) const;

  const ServiceContext& context_;
  AccessTable& access_;
  crypto::HashGate& gate_;
  const SessionOptions options_;
  SignInThrottle throttle_;

  struct Use {
    Time last;
    bool locked = false;
  };
  std::mutex mutex_;
  std::unordered_map<std::string, Use> uses_;  // by token hash
};

}  // namespace motcua::app

#endif  // MOTCUA_SERVER_APP_SESSIONS_H_
