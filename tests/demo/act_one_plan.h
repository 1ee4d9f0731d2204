// The morning of 1 July 2025 in Huế, made up from a seed around the figures of the press report.
#ifndef MOTCUA_TESTS_DEMO_ACT_ONE_PLAN_H_
#define MOTCUA_TESTS_DEMO_ACT_ONE_PLAN_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "common/base/time.h"
#include "tests/demo/action.h"
#include "tests/demo/figures.h"

namespace motcua::demo {

inline constexpr Day kActOneDay = MakeDay(2025, 7, 1);
inline const Time kActOneStart = At(kActOneDay, std::chrono::hours{6} + std::chrono::minutes{30});
// Figures of the report are as of then; nothing is planned at or after it.
inline const Time kActOneEnd = At(kActOneDay, std::chrono::hours{11} + std::chrono::minutes{30});

// Departments that keep registers from which copies are issued.
inline constexpr char kJusticeDepartment[] = "46.STP";
inline constexpr char kEducationDepartment[] = "46.SGDDT";

struct ActOnePlan {
  std::vector<Volume> volumes;            // by unit as given
  std::vector<std::string> full_centres;  // where officers and heads work the steps this morning
  std::vector<std::string> police_of;     // centres whose commune police answer, too
  std::vector<PlannedDossier> dossiers;
  std::vector<Action> actions;  // by time
  // Of the dossiers: what does not count as received.
  int refused = 0;
  int only_registered = 0;
  int voided = 0;
};

// `names`: the 40 centres of Huế by unit id, with their full names.
ActOnePlan MakeActOnePlan(const std::map<std::string, std::string>& names, uint64_t seed);

}  // namespace motcua::demo

#endif  // MOTCUA_TESTS_DEMO_ACT_ONE_PLAN_H_
