#include <algorithm>
#include <chrono>
#include <vector>

#include "common/base/status_macros.h"
#include "tests/demo/performer.h"
#include "tests/demo/play.h"

namespace motcua::demo {

absl::Status SignInAll(Play& play, const std::set<size_t>& people,
                       const std::map<std::string, std::string>& initial_passwords,
                       std::string stage) {
  const std::vector<size_t> list(people.begin(), people.end());
  play.progress.Begin(std::move(stage), list.size());
  MOTCUA_RETURN_IF_ERROR(OnTwoThreads(list.size(), [&](size_t i) -> absl::Status {
    const auto initial = initial_passwords.find(play.cast.members()[list[i]].account);
    const bool first = play.cast.PasswordOf(list[i]).empty();
    MOTCUA_RETURN_IF_ERROR(play.cast.SignIn(
        list[i], first && initial != initial_passwords.end() ? initial->second : ""));
    play.progress.Step();
    return absl::OkStatus();
  }));
  play.progress.End();
  return absl::OkStatus();
}

std::set<size_t> PeopleOf(const Cast& cast, const std::vector<Action>& actions) {
  std::set<size_t> people;
  for (const Action& action : actions) people.insert(cast.Holder(action.unit, action.post));
  return people;
}

absl::Status PassTime(Play& play, Time until) {
  constexpr std::chrono::minutes kStep{4};
  for (;;) {
    play.time.MoveTo(std::min(until, play.time.Now() + kStep));
    MOTCUA_RETURN_IF_ERROR(play.cast.KeepAwake());
    if (play.time.Now() >= until) return absl::OkStatus();
  }
}

absl::Status PlayActOne(Play& play, const ActOnePlan& plan) {
  Performer performer(play.cast, play.time, plan.dossiers);
  play.progress.Begin("Màn 1: buổi sáng ở Huế", plan.actions.size());
  for (const Action& action : plan.actions) {
    MOTCUA_RETURN_IF_ERROR(PassTime(play, action.at));
    MOTCUA_RETURN_IF_ERROR(performer.Do(action));
    play.progress.Step();
  }
  MOTCUA_RETURN_IF_ERROR(PassTime(play, kActOneEnd));
  play.progress.End();
  return absl::OkStatus();
}

}  // namespace motcua::demo
