#include "tests/demo/company.h"

#include <set>
#include <utility>

#include "absl/status/status.h"
#include "common/base/file.h"
#include "common/base/status_macros.h"
#include "common/base/tsv.h"
#include "common/units/units_tsv.h"
#include "tests/demo/play.h"

namespace motcua::demo {
namespace {

constexpr size_t kProvinces = 34;
constexpr size_t kHueCentres = 40;
constexpr char kStationName[] = "Quầy 1";

struct Department {
  const char* unit;
  const char* name;
};
constexpr Department kDepartments[] = {{kJusticeDepartment, "Sở Tư pháp"},
                                       {kEducationDepartment, "Sở Giáo dục và Đào tạo"},
                                       {"46.SXD", "Sở Xây dựng"}};

std::string RoleWord(v1::Role role) {
  switch (role) {
    case v1::ROLE_RECEIVING_CLERK:
      return "receiving_clerk";
    case v1::ROLE_OFFICER:
      return "officer";
    case v1::ROLE_HEAD:
      return "head";
    default:
      return "supervisor";
  }
}

absl::StatusOr<std::vector<ActTwoStation>> ReadStations(const std::filesystem::path& file,
                                                        const units::UnitTree& units) {
  MOTCUA_ASSIGN_OR_RETURN(const std::string text, ReadFile(file));
  MOTCUA_ASSIGN_OR_RETURN(const TsvTable table, ParseTsv(text, {"province", "unit"}));
  std::vector<ActTwoStation> stations;
  std::set<std::string> seen;
  for (const TsvRow& row : table.rows) {
    ActTwoStation s{row["province"], row["unit"], units.FullName(row["unit"], kActTwoDay)};
    if (s.name.empty()) return row.Invalid("unit", "a unit of the list");
    if (units.ProvinceOf(s.unit) != s.province || !seen.insert(s.province).second) {
      return row.Invalid("province", "the province of the unit, each once");
    }
    stations.push_back(std::move(s));
  }
  if (stations.size() == kProvinces) return stations;
  return absl::InternalError("stations_34.tsv: one station for each of 34 provinces is needed");
}

}  // namespace

absl::StatusOr<Company> ReadCompany(const std::filesystem::path& lists) {
  Company company;
  MOTCUA_ASSIGN_OR_RETURN(const std::string text, ReadFile(lists / "units.tsv"));
  MOTCUA_ASSIGN_OR_RETURN(std::vector<units::Unit> all, units::ReadUnitsTsv(text));
  MOTCUA_ASSIGN_OR_RETURN(company.units, units::UnitTree::Build(std::move(all)));
  for (const std::string& unit : company.units->Children(kHue)) {
    company.hue_centres[unit] = company.units->FullName(unit, kActOneDay);
  }
  if (company.hue_centres.size() != kHueCentres) {
    return absl::InternalError("units.tsv: Huế should have 40 centres");
  }
  MOTCUA_ASSIGN_OR_RETURN(company.stations,
                          ReadStations(lists / "demo" / "stations_34.tsv", *company.units));
  return company;
}

void Engage(const Company& company, const ActOnePlan& act_one, uint64_t seed, Cast& cast) {
  Dice dice(seed ^ 0x5747'0FF1'CE);
  const auto add = [&](std::string account, const std::string& unit, const std::string& station,
                       std::vector<v1::Role> roles) {
    cast.Add({std::move(account), MakeStaffName(dice), unit, station, std::move(roles)});
  };
  for (const auto& [unit, name] : company.hue_centres) {
    add("tiepnhan." + unit, unit, unit, {v1::ROLE_RECEIVING_CLERK});
    add("chuyenmon." + unit, unit, unit, {v1::ROLE_OFFICER});
    add("lanhdao." + unit, unit, unit, {v1::ROLE_HEAD});
  }
  for (const std::string& unit : act_one.police_of) {
    add("congan." + unit, unit + ".CA", unit, {v1::ROLE_OFFICER, v1::ROLE_HEAD});
  }
  add("chuyenmon.stp", kJusticeDepartment, kJusticeDepartment, {v1::ROLE_OFFICER});
  add("lanhdao.stp", kJusticeDepartment, kJusticeDepartment, {v1::ROLE_HEAD});
  add("chuyenmon.sgddt", kEducationDepartment, kEducationDepartment, {v1::ROLE_OFFICER});
  add("lanhdao.sgddt", kEducationDepartment, kEducationDepartment, {v1::ROLE_HEAD});
  add(kSupervisor, kHue, kHue, {v1::ROLE_SUPERVISOR});
  for (const ActTwoStation& s : company.stations) {
    if (s.province == kHue) continue;
    add("tiepnhan." + s.unit, s.unit, s.unit, {v1::ROLE_RECEIVING_CLERK});
    add("lanhdao." + s.unit, s.unit, s.unit, {v1::ROLE_OFFICER, v1::ROLE_HEAD});
  }
}

std::string ProvisionText(const ActOnePlan& act_one, const Cast& cast) {
  std::string text = "motcua-provision 1\n";
  const std::string from = FormatDay(kActOneDay);
  for (const Department& d : kDepartments) {
    text += std::string("unit\t") + d.unit + "\tdepartment\t46\t" + from + "\t" + d.name + "\n";
  }
  for (const std::string& unit : act_one.police_of) {
    text += "unit\t" + unit + ".CA\tcommune_police\t" + unit + "\t" + from + "\tCông an cấp xã\n";
  }
  for (const std::string& unit : cast.station_units()) {
    text += "station\t" + unit + "\t" + kStationName + "\n";
  }
  for (const Member& m : cast.members()) {
    std::string roles;
    for (const v1::Role role : m.roles) roles += (roles.empty() ? "" : ",") + RoleWord(role);
    text += "account\t" + m.account + "\t" + m.full_name + "\t" + m.unit + "\t" + roles + "\n";
  }
  return text;
}

}  // namespace motcua::demo
