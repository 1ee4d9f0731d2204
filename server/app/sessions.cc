#include "server/app/sessions.h"

#include <optional>
#include <utility>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "common/base/uuid.h"
#include "common/crypto/hash.h"
#include "common/crypto/password.h"
#include "common/crypto/secret_text.h"
#include "common/crypto/spiffe.h"
#include "server/app/admin_request.h"

namespace motcua::app {
namespace {

using domain::EventKind;

// Uses of sessions that ended are dropped when so many have gathered.
constexpr size_t kManyUses = 50'000;

// Longer than any account's name; the name given is kept to count failures.
constexpr size_t kLongestAccountBytes = 64;

absl::Status SessionMissing() {
  return MakeError(absl::StatusCode::kUnauthenticated, "SESSION_MISSING",
                   "Nobody is signed in on this station with this token; sign in.");
}

absl::Status SessionExpired() {
  return MakeError(absl::StatusCode::kUnauthenticated, "SESSION_EXPIRED",
                   "The session has ended; sign in again.");
}

absl::Status SessionIdle() {
  return MakeError(absl::StatusCode::kUnauthenticated, "SESSION_IDLE",
                   "The session stood idle too long and is locked; sign in again.");
}

absl::Status SignInFailed() {
  return MakeError(absl::StatusCode::kUnauthenticated, "SIGN_IN_FAILED",
                   "Account name and password do not fit.");
}

absl::Status CheckNewPassword(const std::string& password, const std::string& present) {
  size_t characters = 0;
  const std::string nfc = Nfc(password);
  for (const char c : nfc) characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  if (!IsValidUtf8(password) || characters < kShortestPasswordCharacters ||
      nfc.size() > crypto::kLongestPasswordBytes) {
    return FieldInvalid("new_password", "at least 12 characters, at most 256 bytes");
  }
  if (nfc == Nfc(present)) return FieldInvalid("new_password", "another one than the present one");
  return absl::OkStatus();
}

}  // namespace

Sessions::Sessions(const ServiceContext& context, AccessTable& access, crypto::HashGate& gate,
                   SessionOptions options)
    : context_(context), access_(access), gate_(gate), options_(options), throttle_(context.time) {}

absl::StatusOr<domain::Actor> Sessions::CheckStation(std::string_view spiffe) {
  MOTCUA_ASSIGN_OR_RETURN(const crypto::SpiffeId id, crypto::ParseSpiffe(spiffe));
  std::optional<storage::StationRecord> station;
  if (id.kind == crypto::SpiffeKind::kStation) {
    MOTCUA_ASSIGN_OR_RETURN(station, access_.FindStation(id.unit, static_cast<int>(id.number)));
  }
  if (station.has_value() && station->state == storage::StationState::kRevoked) {
    return MakeError(absl::StatusCode::kUnauthenticated, "STATION_REVOKED",
                     "This station has been revoked.");
  }
  if (!station.has_value() || station->state != storage::StationState::kEnrolled ||
      context_.world.Get()->units->Find(station->unit) == nullptr) {
    return MakeError(absl::StatusCode::kUnauthenticated, "STATION_IDENTITY_INVALID",
                     "This certificate is not that of an enrolled station.");
  }
  domain::Actor actor;
  actor.station = std::string(spiffe);
  actor.station_unit = station->unit;
  return actor;
}

absl::StatusOr<domain::Actor> Sessions::Authenticate(std::string_view token,
                                                     std::string_view spiffe,
                                                     bool initial_password_will_do) {
  MOTCUA_ASSIGN_OR_RETURN(domain::Actor actor, CheckStation(spiffe));
  if (token.empty()) return SessionMissing();
  const std::string hash = crypto::Sha256(token);
  const Time now = context_.time.Now();
  MOTCUA_ASSIGN_OR_RETURN(const auto access, access_.FindSession(hash));
  if (!access.has_value()) {
    // A session that stood idle is gone from the tables; its owner should still learn why.
    std::lock_guard lock(mutex_);
    const auto use = uses_.find(hash);
    return use != uses_.end() && use->second.locked ? SessionIdle() : SessionMissing();
  }
  if (access->session.station != spiffe) return SessionMissing();
  if (now >= access->session.expires_at) {
    EndLater(hash);
    return SessionExpired();
  }
  const storage::AccountRecord& account = access->account;
  if (account.disabled) return SessionExpired();
  MOTCUA_RETURN_IF_ERROR(Touch(hash, now));
  const auto world = context_.world.Get();
  if (!world->units->IsUnder(account.unit, actor.station_unit)) {
    return MakeError(absl::StatusCode::kPermissionDenied, "STATION_UNIT_MISMATCH",
                     "The person's unit is not under that of the station.",
                     {{"station_unit", actor.station_unit}, {"unit", account.unit}});
  }
  if (account.password_change_required && !initial_password_will_do) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "PASSWORD_CHANGE_REQUIRED",
                     "The initial password must be changed first.");
  }
  actor.account = account.name;
  actor.unit = account.unit;
  actor.office = world->units->OfficeOf(account.unit);
  actor.roles = account.roles;
  return actor;
}

absl::Status Sessions::Touch(const std::string& token_hash, Time now) {
  bool locked_now = false;
  {
    std::lock_guard lock(mutex_);
    if (uses_.size() >= kManyUses) {
      std::erase_if(uses_, [&](const auto& use) { return now - use.second.last > options_.shift; });
    }
    Use& use = uses_.try_emplace(token_hash, Use{now, false}).first->second;
    if (use.locked) return SessionIdle();
    if (now - use.last > options_.idle) {
      use.locked = true;
      locked_now = true;
    } else if (now > use.last) {
      use.last = now;
    }
  }
  if (!locked_now) return absl::OkStatus();
  // Else a restart, which forgets uses, would open it again.
  EndLater(token_hash);
  return SessionIdle();
}

void Sessions::EndLater(const std::string& token_hash) {
  context_.storage.Submit(
      {}, [token_hash](storage::WriteTransaction& tx) { return tx.DeleteSession(token_hash); },
      [&access = access_](const absl::Status&) { access.Forget(); });
}

absl::StatusOr<bool> Sessions::PasswordFits(const std::string& account, const std::string& station,
                                            const std::string& encoded,
                                            const std::string& password) {
  absl::StatusOr<crypto::HashGate::Permit> permit = gate_.Enter();
  if (!permit.ok()) {
    throttle_.Undecided(account, station);
    return permit.status();
  }
  return crypto::VerifyPassword(encoded.empty() ? crypto::DecoyPasswordHash() : encoded, password);
}

absl::StatusOr<SessionView> Sessions::SignIn(const Caller& station, const std::string& account,
                                             const std::string& password) {
  const domain::Actor& at = station.actor;
  if (account.empty() || account.size() > kLongestAccountBytes) {
    return FieldInvalid("account", "1 to 64 bytes");
  }
  MOTCUA_RETURN_IF_ERROR(throttle_.Begin(account, at.station));
  std::optional<storage::AccountRecord> record;
  const absl::Status read =
      context_.storage.Read([&](storage::ReadTransaction& tx) -> absl::Status {
        MOTCUA_ASSIGN_OR_RETURN(record, tx.GetAccount(account));
        return absl::OkStatus();
      });
  if (!read.ok()) {
    throttle_.Undecided(account, at.station);
    return read;
  }
  const std::string encoded = record.has_value() ? record->password_hash : "";
  MOTCUA_ASSIGN_OR_RETURN(const bool fits, PasswordFits(account, at.station, encoded, password));
  if (!fits || !record.has_value() || record->disabled) return SignInFailed();
  throttle_.Succeeded(account, at.station);
  if (!context_.world.Get()->units->IsUnder(record->unit, at.station_unit)) {
    return MakeError(absl::StatusCode::kPermissionDenied, "ACCOUNT_OUTSIDE_STATION",
                     "The person's unit is not under that of the station.");
  }
  std::string rehashed;
  if (crypto::NeedsRehash(record->password_hash)) {
    MOTCUA_ASSIGN_OR_RETURN(const auto permit, gate_.Enter());
    MOTCUA_ASSIGN_OR_RETURN(rehashed, crypto::HashPassword(password));
  }

  Caller person = station;
  person.actor.account = record->name;
  person.actor.unit = record->unit;
  person.actor.office = context_.world.Get()->units->OfficeOf(record->unit);
  const Time now = context_.time.Now();
  const std::string token = crypto::NewToken();
  const storage::SessionRecord session{crypto::Sha256(token), record->name, at.station, now,
                                       now + options_.shift};
  const domain::Event event = NewAdminEvent(EventKind::kSignedIn, "accounts/" + record->name,
                                            person, NewUuidV7(now), "", now);
  const absl::Status written = context_.storage.Write(
      [&](storage::WriteTransaction& tx) -> absl::Status {
        MOTCUA_ASSIGN_OR_RETURN(auto current, tx.GetAccount(account));
        // Disabled or given another password between the check and now.
        if (!current.has_value() || current->disabled || current->password_hash != encoded) {
          return SignInFailed();
        }
        if (!rehashed.empty()) {
          current->password_hash = rehashed;
          MOTCUA_RETURN_IF_ERROR(tx.PutAccount(*current));
        }
        MOTCUA_RETURN_IF_ERROR(tx.PutSession(session));
        return tx.RecordEvent(event);
      },
      OptionsFor(person));
  if (!rehashed.empty()) access_.Forget();
  MOTCUA_RETURN_IF_ERROR(written);
  MOTCUA_RETURN_IF_ERROR(Touch(session.token_hash, now));
  SessionView view = ViewOf({session, *record});
  view.token = token;
  return view;
}

absl::Status Sessions::SignOut(const Caller& caller, std::string_view token) {
  const std::string hash = crypto::Sha256(token);
  const Time now = context_.time.Now();
  const domain::Event event = NewAdminEvent(
      EventKind::kSignedOut, "accounts/" + caller.actor.account, caller, NewUuidV7(now), "", now);
  const absl::Status written = context_.storage.Write(
      [&](storage::WriteTransaction& tx) -> absl::Status {
        MOTCUA_RETURN_IF_ERROR(tx.DeleteSession(hash));
        return tx.RecordEvent(event);
      },
      OptionsFor(caller));
  access_.Forget();
  std::lock_guard lock(mutex_);
  uses_.erase(hash);
  return written;
}

absl::StatusOr<SessionView> Sessions::Get(const Caller&, std::string_view token) {
  MOTCUA_ASSIGN_OR_RETURN(auto access, access_.FindSession(crypto::Sha256(token)));
  if (!access.has_value()) return SessionMissing();
  return ViewOf(*std::move(access));
}

absl::StatusOr<SessionView> Sessions::ChangePassword(const Caller& caller, std::string_view token,
                                                     const std::string& password,
                                                     const std::string& new_password) {
  const std::string& name = caller.actor.account;
  MOTCUA_RETURN_IF_ERROR(CheckNewPassword(new_password, password));
  const std::string hash = crypto::Sha256(token);
  MOTCUA_RETURN_IF_ERROR(throttle_.Begin(name, caller.actor.station));
  const absl::StatusOr<std::optional<AccessTable::Access>> access = access_.FindSession(hash);
  if (!access.ok() || !access->has_value()) {
    throttle_.Undecided(name, caller.actor.station);
    if (!access.ok()) return access.status();
    return SessionMissing();
  }
  const std::string encoded = (*access)->account.password_hash;
  MOTCUA_ASSIGN_OR_RETURN(const bool fits,
                          PasswordFits(name, caller.actor.station, encoded, password));
  if (!fits) return SignInFailed();
  throttle_.Succeeded(name, caller.actor.station);
  std::string encoded_new;
  {
    MOTCUA_ASSIGN_OR_RETURN(const auto permit, gate_.Enter());
    MOTCUA_ASSIGN_OR_RETURN(encoded_new, crypto::HashPassword(new_password));
  }
  const Time now = context_.time.Now();
  const domain::Event event = NewAdminEvent(EventKind::kPasswordChanged, "accounts/" + name, caller,
                                            NewUuidV7(now), "", now);
  storage::AccountRecord changed;
  const absl::Status written = context_.storage.Write(
      [&](storage::WriteTransaction& tx) -> absl::Status {
        MOTCUA_ASSIGN_OR_RETURN(auto current, tx.GetAccount(name));
        if (!current.has_value() || current->password_hash != encoded) return SignInFailed();
        changed = *std::move(current);
        changed.password_hash = encoded_new;
        changed.password_change_required = false;
        ++changed.version;
        domain::Event recorded = event;
        recorded.version = changed.version;
        MOTCUA_RETURN_IF_ERROR(tx.PutAccount(changed));
        MOTCUA_RETURN_IF_ERROR(tx.DeleteSessionsOf(name, hash));
        return tx.RecordEvent(recorded);
      },
      OptionsFor(caller));
  access_.Forget();
  MOTCUA_RETURN_IF_ERROR(written);
  return ViewOf({(*access)->session, changed});
}

SessionView Sessions::ViewOf(AccessTable::Access access) const {
  SessionView view;
  view.account = std::move(access.account);
  view.session = std::move(access.session);
  view.idle_minutes = static_cast<int>(options_.idle.count());
  view.now = context_.time.Now();
  return view;
}

}  // namespace motcua::app
