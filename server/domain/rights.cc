#include "server/domain/rights.h"

#include "common/base/error.h"
#include "common/base/text.h"
#include "server/domain/making.h"

namespace motcua::domain {
namespace {

constexpr RoleSet kWorkers =
    Bit(Role::kReceivingClerk) | Bit(Role::kOfficer) | Bit(Role::kHead) | Bit(Role::kDispatcher);
constexpr RoleSet kOverseers =
    Bit(Role::kHead) | Bit(Role::kDispatcher) | Bit(Role::kSupervisor) | Bit(Role::kAuditor);
constexpr RelationSet kParties =
    kHolderUnit | kReceivingUnit | kReturningUnit | kCompetentUnit | kOfferedUnit;

absl::Status OutOfSight(std::string_view unit) {
  return MakeError(absl::StatusCode::kPermissionDenied, "UNIT_OUT_OF_SIGHT",
                   "the unit does not lie under the caller's own office",
                   {{"unit", std::string(unit)}});
}

absl::Status UnknownUnit(std::string_view unit) {
  return MakeError(absl::StatusCode::kNotFound, "UNIT_NOT_FOUND", "there is no such unit",
                   {{"unit", std::string(unit)}});
}

absl::Status MaySee(const Actor& actor, std::string_view unit, RoleSet own, RoleSet subtree,
                    const units::UnitTree& units) {
  if (units.Find(unit) == nullptr) return UnknownUnit(unit);
  if (unit == actor.office && (actor.roles & (own | subtree)) != 0) return absl::OkStatus();
  if ((actor.roles & (own | subtree)) == 0) return Denied("ROLE_MISSING");
  if ((actor.roles & subtree) != 0 && units.IsUnder(unit, actor.office)) return absl::OkStatus();
  return OutOfSight(unit);
}

}  // namespace

View ViewOf(const Dossier& dossier, const Actor& actor, const units::UnitTree& units) {
  const RelationSet relations = RelationsOf(actor.office, dossier);
  if ((relations & kParties) != 0 && (actor.roles & kWorkers) != 0) return View::kContents;
  if (relations != 0 && (actor.roles & (kWorkers | kOverseers)) != 0) return View::kOutline;
  if ((actor.roles & kOverseers) == 0) return View::kNothing;
  for (const std::string* unit :
       {&dossier.holder, &dossier.receiving, &dossier.returning, &dossier.competent}) {
    if (units.IsUnder(*unit, actor.office)) return View::kOutline;
  }
  const bool offered =
      HasPendingTransfer(dossier) && units.IsUnder(dossier.transfer->to, actor.office);
  return offered ? View::kOutline : View::kNothing;
}

absl::Status MaySeeFigures(const Actor& actor, std::string_view unit,
                           const units::UnitTree& units) {
  return MaySee(actor, unit, kWorkers, kOverseers, units);
}

absl::Status MaySeeQueue(const Actor& actor, std::string_view unit, const units::UnitTree& units) {
  return MaySee(actor, unit, kWorkers, kOverseers, units);
}

absl::Status MaySeeTransfers(const Actor& actor, std::string_view unit, bool subtree,
                             const units::UnitTree& units) {
  if (subtree && (actor.roles & kOverseers) == 0) return Denied("ROLE_MISSING");
  return MaySee(actor, unit, kWorkers, kOverseers, units);
}

absl::Status MayAdminister(const Actor& actor, std::string_view unit,
                           const units::UnitTree& units) {
  return MaySee(actor, unit, 0, Bit(Role::kAdministrator), units);
}

std::string MaskName(std::string_view full_name) {
  std::string masked;
  bool at_start = true;
  for (size_t i = 0; i < full_name.size();) {
    size_t n = 1;
    while (i + n < full_name.size() &&
           (static_cast<unsigned char>(full_name[i + n]) & 0xC0) == 0x80) {
      ++n;
    }
    const std::string_view character = full_name.substr(i, n);
    i += n;
    if (character == " ") {
      masked += ' ';
      at_start = true;
    } else if (at_start) {
      masked += character;
      at_start = false;
    } else {
      masked += '*';
    }
  }
  return masked;
}

}  // namespace motcua::domain
