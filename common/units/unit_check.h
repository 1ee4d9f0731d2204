// What a unit must be like by itself, before it takes its place in a tree.
#ifndef MOTCUA_COMMON_UNITS_UNIT_CHECK_H_
#define MOTCUA_COMMON_UNITS_UNIT_CHECK_H_

#include <string_view>

#include "absl/status/status.h"
#include "common/units/unit.h"

namespace motcua::units {

// INVALID_ARGUMENT UNIT_LIST_INVALID for the unit `id`. Values: unit, expected.
absl::Status UnitInvalid(std::string_view id, std::string_view right);

// UnitInvalid unless id, kind, place code, versions and place types agree, as UnitTree::Build says.
absl::Status CheckUnit(const Unit& unit);

// Whether a day exists on which both are in force.
bool Overlap(const UnitVersion& a, const UnitVersion& b);

}  // namespace motcua::units

#endif  // MOTCUA_COMMON_UNITS_UNIT_CHECK_H_
