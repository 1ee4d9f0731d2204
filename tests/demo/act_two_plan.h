// A working day of all 34 provinces: each station submits a listed procedure for a place in another
// province and fetches the result.
#ifndef MOTCUA_TESTS_DEMO_ACT_TWO_PLAN_H_
#define MOTCUA_TESTS_DEMO_ACT_TWO_PLAN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "common/base/time.h"
#include "tests/demo/action.h"

namespace motcua::demo {

// Decree 309/2026 opens the country on 5 August 2026; this is the Wednesday after.
inline constexpr Day kActTwoDay = MakeDay(2026, 8, 12);
inline const Time kActTwoEnd = At(kActTwoDay, std::chrono::hours{17});

struct ActTwoStation {
  std::string province;  // two digits
  std::string unit;
  std::string name;
};

struct ActTwoPlan {
  std::vector<PlannedDossier> dossiers;
  std::vector<Action> actions;  // by time; the first ones on the day before
  // Which dossier shows what.
  size_t expires = 0;   // offered on Tuesday, not answered in time, offered again in one command
  size_t declined = 0;  // declined with a suggested unit; the place is corrected, offered there
  size_t recalled = 0;  // recalled by the sender and offered again
};

// `stations`: one a province, at least 8.
ActTwoPlan MakeActTwoPlan(const std::vector<ActTwoStation>& stations, uint64_t seed);

}  // namespace motcua::demo

#endif  // MOTCUA_TESTS_DEMO_ACT_TWO_PLAN_H_
