#include "common/units/units_tsv.h"

#include <map>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/base/tsv.h"
#include "common/units/unit_check.h"

namespace motcua::units {
namespace {

const std::vector<std::string>& Columns() {
  static const std::vector<std::string> columns = {
      "id",         "kind",     "parent",          "from",     "until", "name",
      "place_type", "org_code", "org_code_status", "successor"};
  return columns;
}

// The error of one cell, said of its line and column.
template <typename T>
absl::Status InColumn(const TsvRow& row, std::string_view column, const absl::StatusOr<T>& parsed) {
  return row.Invalid(column, GetErrorValues(parsed.status())["expected"]);
}

absl::StatusOr<UnitVersion> ReadVersion(const TsvRow& row) {
  UnitVersion version;
  const auto from = ParseDay(row["from"]);
  if (!from.ok()) return InColumn(row, "from", from);
  version.from = *from;
  if (!row["until"].empty()) {
    const auto until = ParseDay(row["until"]);
    if (!until.ok()) return InColumn(row, "until", until);
    version.until = *until;
  }
  version.name = row["name"];
  const auto type = ParsePlaceType(row["place_type"]);
  if (!type.ok()) return InColumn(row, "place_type", type);
  version.place_type = *type;
  version.org_code = row["org_code"];
  const std::string& status = row["org_code_status"];
  if (version.org_code.empty() ? !status.empty() : status != "final" && status != "provisional") {
    return row.Invalid("org_code_status",
                       "final or provisional with an organisation code, empty without");
  }
  version.org_code_provisional = status == "provisional";
  version.successor_id = row["successor"];
  if (!version.successor_id.empty()) {
    const auto successor = ParseUnitId(version.successor_id);
    if (!successor.ok()) return InColumn(row, "successor", successor);
  }
  return version;
}

}  // namespace

absl::StatusOr<std::vector<Unit>> ReadUnitsTsv(std::string_view text) {
  MOTCUA_ASSIGN_OR_RETURN(const TsvTable table, ParseTsv(text, Columns()));
  std::vector<Unit> units;
  std::map<std::string, size_t> index;
  for (const TsvRow& row : table.rows) {
    const auto id = ParseUnitId(row["id"]);
    if (!id.ok()) return InColumn(row, "id", id);
    const auto kind = ParseKind(row["kind"]);
    if (!kind.ok()) return InColumn(row, "kind", kind);
    const auto [found, is_new] = index.emplace(row["id"], units.size());
    if (is_new) {
      Unit unit;
      unit.id = row["id"];
      unit.kind = *kind;
      unit.parent_id = row["parent"];
      unit.place_code = id->place_code;
      units.push_back(std::move(unit));
    }
    Unit& unit = units[found->second];
    if (unit.kind != *kind) return row.Invalid("kind", "the kind of the unit's first row");
    if (unit.parent_id != row["parent"]) {
      return row.Invalid("parent", "the parent of the unit's first row");
    }
    MOTCUA_ASSIGN_OR_RETURN(UnitVersion version, ReadVersion(row));
    unit.versions.push_back(std::move(version));
    if (const absl::Status status = CheckUnit(unit); !status.ok()) {
      return row.Invalid("", GetErrorValues(status)["expected"]);
    }
  }
  return units;
}

absl::StatusOr<std::string> WriteUnitsTsv(const std::vector<Unit>& units) {
  std::vector<std::vector<std::string>> rows;
  for (const Unit& unit : units) {
    for (const UnitVersion& v : unit.versions) {
      const char* status = v.org_code.empty()       ? ""
                           : v.org_code_provisional ? "provisional"
                                                    : "final";
      rows.push_back({unit.id, std::string(KindCode(unit.kind)), unit.parent_id, FormatDay(v.from),
                      v.until ? FormatDay(*v.until) : "", v.name,
                      std::string(PlaceTypeCode(v.place_type)), v.org_code, status,
                      v.successor_id});
    }
  }
  return WriteTsv(Columns(), rows);
}

}  // namespace motcua::units
