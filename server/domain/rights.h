// Who may see what: role × relation of the person's office to the dossier.
//
// Rights follow custody. Without any relation a dossier is as if it did not exist; supervisors see
// outlines and figures of their subtree, auditors outlines and events; administrators no dossier.
#ifndef MOTCUA_SERVER_DOMAIN_RIGHTS_H_
#define MOTCUA_SERVER_DOMAIN_RIGHTS_H_

#include <string_view>

#include "absl/status/status.h"
#include "server/domain/dossier.h"
#include "server/domain/event.h"
#include "server/domain/roles.h"
#include "server/domain/world.h"

namespace motcua::domain {

enum class View : int {
  kNothing,   // NOT_FOUND
  kOutline,   // no contents, name masked
  kContents,  // everything
};

// Clerks, officers and heads of the holder, receiving, returning, competent and offered unit see
// the contents; those of a past holder the outline. A dispatcher sees outlines of the subtree, and
// contents where the own office is a party.
View ViewOf(const Dossier& dossier, const Actor& actor, const units::UnitTree& units);

// Figures, queues and transfer lists of `unit`: OK if it lies under the actor's office (its own for
// clerks, officers and heads; the subtree for heads, dispatchers, supervisors and auditors), else
// PERMISSION_DENIED UNIT_OUT_OF_SIGHT; ROLE_MISSING for administrators.
absl::Status MaySeeFigures(const Actor& actor, std::string_view unit, const units::UnitTree& units);
absl::Status MaySeeQueue(const Actor& actor, std::string_view unit, const units::UnitTree& units);
// `subtree`: a province's transfer desk, for dispatchers, heads, supervisors and auditors.
absl::Status MaySeeTransfers(const Actor& actor, std::string_view unit, bool subtree,
                             const units::UnitTree& units);
// Accounts and stations of `unit`, which must lie under the administrator's office.
absl::Status MayAdminister(const Actor& actor, std::string_view unit, const units::UnitTree& units);

// "Nguyễn Văn An" → "N***** V** A*": initials stay, each other letter is a star. Stable.
std::string MaskName(std::string_view full_name);

}  // namespace motcua::domain

#endif  // MOTCUA_SERVER_DOMAIN_RIGHTS_H_
