#include "server/domain/roles.h"

#include <algorithm>
#include <array>

namespace motcua::domain {
namespace {

constexpr std::array<std::string_view, kRoleCount> kRoleNames = {
    "none",       "receiving_clerk", "officer",       "head",
    "dispatcher", "supervisor",      "administrator", "auditor"};

}  // namespace

std::string_view RoleName(Role role) { return kRoleNames[static_cast<size_t>(role)]; }

Role RoleFromName(std::string_view name) {
  for (size_t i = 1; i < kRoleNames.size(); ++i) {
    if (kRoleNames[i] == name) return static_cast<Role>(i);
  }
  return Role::kNone;
}

RelationSet RelationsOf(std::string_view office, const Dossier& d) {
  RelationSet relations = 0;
  if (office.empty()) return relations;
  if (office == d.holder) relations |= kHolderUnit;
  if (office == d.receiving) relations |= kReceivingUnit;
  if (office == d.returning) relations |= kReturningUnit;
  if (office == d.competent) relations |= kCompetentUnit;
  if (HasPendingTransfer(d) && office == d.transfer->to) relations |= kOfferedUnit;
  if (std::find(d.past_holders.begin(), d.past_holders.end(), office) != d.past_holders.end()) {
    relations |= kPastHolderUnit;
  }
  return relations;
}

}  // namespace motcua::domain
