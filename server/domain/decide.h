// Decisions: a dossier and a command in; the changed dossier and its event, or an error, out. Pure:
// no I/O, no clock of its own, no randomness but what the context hands in.
//
// Order of the checks, so that every refusal says the same thing to the same caller: relation
// (DOSSIER_NOT_FOUND without any), unit, role (PERMISSION_DENIED), etag (ABORTED ETAG_MISMATCH: who
// changed it, what and when), state (FAILED_PRECONDITION with the reason of the table), then the
// input's own fields and rules.
#ifndef MOTCUA_SERVER_DOMAIN_DECIDE_H_
#define MOTCUA_SERVER_DOMAIN_DECIDE_H_

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/law/appointment.h"
#include "common/law/clock.h"
#include "server/domain/dossier.h"
#include "server/domain/event.h"
#include "server/domain/inputs.h"
#include "server/domain/roles.h"
#include "server/domain/world.h"

namespace motcua::domain {

// An account as far as decisions need it: to assign an officer, to name a signer.
struct AccountFacts {
  std::string name;
  std::string office;
  RoleSet roles = 0;
  bool disabled = false;
};

struct Context {
  const Actor& actor;
  const World& world;
  Time now;
  // Ids for a new dossier or transfer.
  std::function<Ulid()> new_ulid;
  // The next serial of the unit's dossier codes on the day.
  std::function<absl::StatusOr<int64_t>(std::string_view unit, Day day)> next_serial;
  // nullopt if there is no such account.
  std::function<absl::StatusOr<std::optional<AccountFacts>>(std::string_view name)> find_account;
  // SHA-256, hex.
  std::function<std::string(std::string_view bytes)> sha256_hex;
};

struct Decision {
  Dossier after;
  Event event;  // without request id and hash
};

// `etag`: the dossier's version as the caller last saw it, as text; "" is INVALID_ARGUMENT
// ETAG_MISSING for an existing dossier. `before.version` is 0 for a new one. next_serial is called
// last, when everything else is known to be right.
absl::StatusOr<Decision> Decide(const Dossier& before, std::string_view etag, const Input& input,
                                const Context& context);

// The commands that `actor` may give at `now`: relation, role, state, step and transfer allow them.
// Input rules are not looked at.
std::vector<Command> PermittedCommands(const Dossier& dossier, const Actor& actor,
                                       const World& world, Time now);

// What the account of both due dates is made of; see clock.h and appointment.h of common/law.
struct DueExplanation {
  std::vector<law::Leg> legs;
  std::vector<law::DayAccount> days;
  law::TimeLimit limit;
  std::string regulation;
  std::string starts_because;  // Vietnamese
};
// FAILED_PRECONDITION DOSSIER_NOT_RECEIVED before the receipt; OUT_OF_RANGE CALENDAR_UNKNOWN.
absl::StatusOr<DueExplanation> ExplainDue(const Dossier& dossier, const World& world, Time now);

}  // namespace motcua::domain

#endif  // MOTCUA_SERVER_DOMAIN_DECIDE_H_
