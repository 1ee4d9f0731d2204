#include "server/app/provision_file.h"

#include <set>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "common/base/time.h"
#include "common/base/tsv.h"
#include "server/app/stations.h"

namespace motcua::app {
namespace {

constexpr std::string_view kHeader = "motcua-provision 1";

std::vector<std::string> Split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  size_t begin = 0;
  while (true) {
    const size_t end = text.find(separator, begin);
    parts.emplace_back(text.substr(begin, end - begin));
    if (end == std::string_view::npos) return parts;
    begin = end + 1;
  }
}

absl::StatusOr<units::Unit> ReadUnit(int line, const std::vector<std::string>& cells) {
  if (cells.size() != 6 && cells.size() != 8) {
    return LineInvalid(line, "",
                       "unit, id, kind, parent, from, name and, if any, org_code, status");
  }
  units::Unit unit;
  const auto id = units::ParseUnitId(cells[1]);
  if (!id.ok() || id->local.empty()) {
    return LineInvalid(line, "id", "a place code, a dot and a local part, such as 46.SXD");
  }
  unit.id = cells[1];
  unit.place_code = id->place_code;
  const auto kind = units::ParseKind(cells[2]);
  if (!kind.ok() || *kind == units::UnitKind::kNation ||
      *kind == units::UnitKind::kProvinceCentre || *kind == units::UnitKind::kCommuneCentre) {
    return LineInvalid(line, "kind",
                       "department, division, branch, reception_point or commune_police");
  }
  unit.kind = *kind;
  unit.parent_id = cells[3];
  units::UnitVersion version;
  const auto from = ParseDay(cells[4]);
  if (!from.ok()) return LineInvalid(line, "from", "a day such as 2025-07-01");
  version.from = *from;
  version.name = Nfc(cells[5]);
  if (version.name.empty()) return LineInvalid(line, "name", "a name");
  if (cells.size() == 8) {
    version.org_code = cells[6];
    if (version.org_code.empty()) return LineInvalid(line, "org_code", "an organisation code");
    if (cells[7] != "final" && cells[7] != "provisional") {
      return LineInvalid(line, "status", "final or provisional");
    }
    version.org_code_provisional = cells[7] == "provisional";
  }
  unit.versions.push_back(std::move(version));
  return unit;
}

absl::StatusOr<AccountDraft> ReadAccount(int line, const std::vector<std::string>& cells) {
  if (cells.size() != 5) {
    return LineInvalid(line, "", "account, name, full name, unit and roles");
  }
  AccountDraft draft{cells[1], cells[2], cells[3], 0, false};
  for (const std::string& name : Split(cells[4], ',')) {
    const domain::Role role = domain::RoleFromName(name);
    if (role == domain::Role::kNone) {
      return LineInvalid(line, "roles",
                         "receiving_clerk, officer, head, dispatcher, supervisor, administrator, "
                         "auditor, separated by commas");
    }
    draft.roles |= domain::Bit(role);
  }
  return draft;
}

}  // namespace

absl::StatusOr<ProvisionFile> ParseProvisionFile(std::string_view text) {
  ProvisionFile file;
  std::set<std::string> seen;
  const std::vector<std::string> lines = Split(text, '\n');
  for (size_t i = 0; i < lines.size(); ++i) {
    const int number = static_cast<int>(i) + 1;
    std::string line = lines[i];
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (!IsValidUtf8(line)) return LineInvalid(number, "", "UTF-8 text");
    if (i == 0) {
      if (line != kHeader) return LineInvalid(1, "", std::string(kHeader));
      continue;
    }
    if (line.empty() || line.front() == '#') continue;
    const std::vector<std::string> cells = Split(line, '\t');
    std::string key;
    if (cells[0] == "unit") {
      MOTCUA_ASSIGN_OR_RETURN(units::Unit unit, ReadUnit(number, cells));
      key = "unit " + unit.id;
      const std::string& org_code = unit.versions.front().org_code;
      if (!org_code.empty() && !seen.insert("org_code " + org_code).second) {
        return LineInvalid(number, "org_code", "a code that no other unit of the file has");
      }
      file.units.push_back({number, std::move(unit)});
    } else if (cells[0] == "station") {
      if (cells.size() != 3) return LineInvalid(number, "", "station, unit and name");
      std::string name = cells[2];
      if (!CheckStationDisplayName(name).ok()) {
        return LineInvalid(number, "name", "1 to 80 characters");
      }
      key = "station " + cells[1] + '\t' + name;
      file.stations.push_back({number, cells[1], std::move(name)});
    } else if (cells[0] == "account") {
      MOTCUA_ASSIGN_OR_RETURN(AccountDraft draft, ReadAccount(number, cells));
      key = "account " + draft.name;
      file.accounts.push_back({number, std::move(draft)});
    } else {
      return LineInvalid(number, "", "unit, station or account, then a tab");
    }
    if (!seen.insert(key).second) return LineInvalid(number, "", "an entry given only once");
  }
  return file;
}

}  // namespace motcua::app
