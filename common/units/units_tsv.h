// Units as a text file: the list that ships, provision files, import and export.
//
// Columns: id kind parent from until name place_type org_code org_code_status successor. One row a
// version; the rows of a unit agree in kind and parent and come by `from`. Days as 2025-07-01,
// `until` is the first day the version no longer holds. org_code_status is "final" or "provisional"
// where there is an organisation code, else empty.
#ifndef MOTCUA_COMMON_UNITS_UNITS_TSV_H_
#define MOTCUA_COMMON_UNITS_UNITS_TSV_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/units/unit.h"

namespace motcua::units {

// The units of `text` in the order of their first rows; nothing if one row is bad: INVALID_ARGUMENT
// LINE_INVALID with line and column. What concerns several units is checked by UnitTree::Build.
absl::StatusOr<std::vector<Unit>> ReadUnitsTsv(std::string_view text);

// What ReadUnitsTsv reads back to equal units. INVALID_ARGUMENT LINE_INVALID for a name with a tab
// or a line end.
absl::StatusOr<std::string> WriteUnitsTsv(const std::vector<Unit>& units);

}  // namespace motcua::units

#endif  // MOTCUA_COMMON_UNITS_UNITS_TSV_H_
