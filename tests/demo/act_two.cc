#include <fmt/format.h>

#include <chrono>
#include <map>
#include <vector>

#include "common/base/status_macros.h"
#include "motcua/v1/dossier_service.grpc.pb.h"
#include "tests/demo/holders.h"
#include "tests/demo/performer.h"
#include "tests/demo/play.h"

namespace motcua::demo {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

// The units that may have to do with each dossier.
std::vector<std::vector<std::string>> PartiesOf(const ActTwoPlan& plan) {
  std::vector<std::set<std::string>> parties(plan.dossiers.size());
  for (const Action& action : plan.actions) parties[action.dossier].insert(action.unit);
  std::vector<std::vector<std::string>> lists;
  for (const auto& set : parties) lists.emplace_back(set.begin(), set.end());
  return lists;
}

// An offer that nobody answered in time says so itself, without anybody having done anything.
absl::Status CheckExpired(Cast& cast, const ActTwoPlan& plan, const v1::Dossier& dossier) {
  v1::GetDossierRequest request;
  request.set_name(dossier.name());
  MOTCUA_ASSIGN_OR_RETURN(const v1::Dossier now,
                          cast.At(plan.dossiers[plan.expires].receiving, Post::kClerk)
                              .Call(&v1::DossierService::Stub::GetDossier, request));
  if (now.transfer().state() == v1::TRANSFER_STATE_EXPIRED) return absl::OkStatus();
  return absl::InternalError(fmt::format("{}: the offer should have expired, but its state is {}",
                                         now.code(),
                                         v1::TransferState_Name(now.transfer().state())));
}

}  // namespace

absl::Status PlayActTwo(Play& play, const ActTwoPlan& plan,
                        const std::map<std::string, std::string>& initial_passwords,
                        ActTwoOutcome& outcome) {
  Performer performer(play.cast, play.time, plan.dossiers);
  const auto parties = PartiesOf(plan);
  const Time opening = At(kActTwoDay, hours{7} + minutes{10});
  std::set<size_t> people = PeopleOf(play.cast, plan.actions);
  for (const auto& units : parties) {
    for (const std::string& unit : units) people.insert(play.cast.Holder(unit, Post::kClerk));
  }

  // On Tuesday only the sender is needed.
  const Action& first = plan.actions.front();
  play.time.MoveTo(first.at - minutes{5});
  MOTCUA_RETURN_IF_ERROR(SignInAll(play, {play.cast.Holder(first.unit, first.post)},
                                   initial_passwords, "Màn 2: chiều hôm trước"));
  bool morning = false;
  for (const Action& action : plan.actions) {
    if (!morning && action.at > opening) {
      MOTCUA_RETURN_IF_ERROR(play.cast.SignAllOut());
      play.time.MoveTo(opening);
      MOTCUA_RETURN_IF_ERROR(
          SignInAll(play, people, initial_passwords, "Màn 2: 34 tỉnh, thành đăng nhập"));
      play.progress.Begin("Màn 2: hồ sơ qua ranh giới tỉnh", plan.actions.size());
      morning = true;
    }
    MOTCUA_RETURN_IF_ERROR(PassTime(play, action.at));
    if (action.dossier == plan.expires && action.verb == Verb::kOffer) {
      MOTCUA_RETURN_IF_ERROR(CheckExpired(play.cast, plan, performer.Dossier(plan.expires)));
    }
    MOTCUA_RETURN_IF_ERROR(performer.Do(action));
    if (action.verb == Verb::kOffer || action.verb == Verb::kCorrectPlace) ++outcome.retold;
    const bool finished = action.verb == Verb::kDeliver;
    if (finished) ++outcome.delivered;
    if (!morning) continue;
    MOTCUA_RETURN_IF_ERROR(CheckOneHolder(play.cast, performer.Dossier(action.dossier).name(),
                                          finished, parties[action.dossier]));
    ++outcome.holder_checks;
    play.progress.Step();
  }
  outcome.dossiers = plan.dossiers.size();
  MOTCUA_RETURN_IF_ERROR(PassTime(play, kActTwoEnd));
  play.progress.End();
  return absl::OkStatus();
}

}  // namespace motcua::demo
