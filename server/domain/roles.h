// What a person may be, and how a person's unit can stand to a dossier.
#ifndef MOTCUA_SERVER_DOMAIN_ROLES_H_
#define MOTCUA_SERVER_DOMAIN_ROLES_H_

#include <cstdint>
#include <string_view>

#include "server/domain/dossier.h"

namespace motcua::domain {

enum class Role : int {
  kNone = 0,
  kReceivingClerk = 1,  // công chức tiếp nhận
  kOfficer = 2,         // công chức chuyên môn
  kHead = 3,            // lãnh đạo: the signing role
  kDispatcher = 4,      // điều phối: a province's transfer desk
  kSupervisor = 5,      // giám sát: figures and outlines
  kAdministrator = 6,   // quản trị: accounts and stations, no dossiers
  kAuditor = 7,         // kiểm tra: outlines and events
};
inline constexpr int kRoleCount = 8;

using RoleSet = uint32_t;
constexpr RoleSet Bit(Role r) { return 1u << static_cast<int>(r); }
constexpr bool Has(RoleSet set, Role r) { return (set & Bit(r)) != 0; }

// receiving_clerk, officer, head, dispatcher, supervisor, administrator, auditor.
std::string_view RoleName(Role role);
// Role::kNone for anything else.
Role RoleFromName(std::string_view name);

// Relations of an office to a dossier, as bits.
using RelationSet = uint32_t;
inline constexpr RelationSet kHolderUnit = 1;
inline constexpr RelationSet kReceivingUnit = 2;
inline constexpr RelationSet kReturningUnit = 4;
inline constexpr RelationSet kCompetentUnit = 8;
inline constexpr RelationSet kOfferedUnit = 16;  // a pending transfer goes to it
inline constexpr RelationSet kPastHolderUnit = 32;

RelationSet RelationsOf(std::string_view office, const Dossier& d);

}  // namespace motcua::domain

#endif  // MOTCUA_SERVER_DOMAIN_ROLES_H_
