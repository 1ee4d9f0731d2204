// Who and what is needed: units, stations and people of both acts, and the provision file that
// sets them up.
#ifndef MOTCUA_TESTS_DEMO_COMPANY_H_
#define MOTCUA_TESTS_DEMO_COMPANY_H_

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/units/unit_tree.h"
#include "tests/demo/act_one_plan.h"
#include "tests/demo/act_two_plan.h"
#include "tests/demo/cast.h"

namespace motcua::demo {

inline constexpr char kHue[] = "46";

struct Company {
  std::shared_ptr<const units::UnitTree> units;
  std::map<std::string, std::string> hue_centres;  // full name by unit
  std::vector<ActTwoStation> stations;             // of act 2, one a province
};

// Reads units.tsv and demo/stations_34.tsv in the folder of lists that ships. INTERNAL unless Huế
// has 40 centres and each of the 34 provinces one station; errors of the files' readers.
absl::StatusOr<Company> ReadCompany(const std::filesystem::path& lists);

// Adds everybody: clerk, officer and head of each centre of Huế, two departments, the commune
// police of `act_one`, a supervisor; in the other provinces a clerk and a head who works as
// officer as well.
void Engage(const Company& company, const ActOnePlan& act_one, uint64_t seed, Cast& cast);

// The file for app::Provision.
std::string ProvisionText(const ActOnePlan& act_one, const Cast& cast);

}  // namespace motcua::demo

#endif  // MOTCUA_TESTS_DEMO_COMPANY_H_
