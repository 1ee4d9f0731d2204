// The two acts, played on a running service.
#ifndef MOTCUA_TESTS_DEMO_PLAY_H_
#define MOTCUA_TESTS_DEMO_PLAY_H_

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "tests/demo/act_one_plan.h"
#include "tests/demo/act_two_plan.h"
#include "tests/demo/cast.h"
#include "tests/demo/demo_time.h"
#include "tests/demo/progress.h"

namespace motcua::demo {

inline constexpr char kSupervisor[] = "giamsat.hue";

// What everybody on the stage shares.
struct Play {
  DemoTime& time;
  Cast& cast;
  Progress& progress;
};

// Signs these in at the time it is, on two threads; `stage` is what the progress says. With
// `initial_passwords` by account for those who come for the first time.
absl::Status SignInAll(Play& play, const std::set<size_t>& people,
                       const std::map<std::string, std::string>& initial_passwords,
                       std::string stage);

// Everybody who acts in the plan, by index in the cast.
std::set<size_t> PeopleOf(const Cast& cast, const std::vector<Action>& actions);

// Moves the time to `until` in steps short enough that nobody's session locks meanwhile.
absl::Status PassTime(Play& play, Time until);

// Every action at its time, and the time to the end of the morning. All people are signed in.
absl::Status PlayActOne(Play& play, const ActOnePlan& plan);

struct ActTwoOutcome {
  size_t dossiers = 0;
  size_t delivered = 0;
  size_t holder_checks = 0;  // each found exactly one
  size_t retold = 0;         // offers that were declined, recalled or expired, and made again
};
// Signs people in as the days need it. Checks after every action that exactly one unit answers for
// the dossier, on both sides' word and in the queues.
absl::Status PlayActTwo(Play& play, const ActTwoPlan& plan,
                        const std::map<std::string, std::string>& initial_passwords,
                        ActTwoOutcome& outcome);

}  // namespace motcua::demo

#endif  // MOTCUA_TESTS_DEMO_PLAY_H_
