#include "tests/demo/act_two_plan.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "tests/demo/procedure_mix.h"

namespace motcua::demo {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class Planner {
 public:
  Planner(const std::vector<ActTwoStation>& stations, uint64_t seed)
      : stations_(stations), dice_(seed ^ 0x2026'08'12) {}

  ActTwoPlan Run() {
    // The day before, 15:00 less a little: eight working hours later it is Wednesday 14:00.
    plan_.expires = New(0, 9);
    const Time tuesday = At(kActTwoDay - std::chrono::days{1}, hours{14});
    Do(tuesday, plan_.expires, Verb::kReceive, 0, Post::kClerk);
    const Time again = At(kActTwoDay, hours{14} + minutes{20});
    Do(again, plan_.expires, Verb::kOffer, 0, Post::kClerk);
    Finish(again, plan_.expires, 0, 9);

    for (size_t i = 0; i < stations_.size(); ++i) {
      // Half in the morning, half in the afternoon; each is done within two hours and a half.
      const Time opening =
          At(kActTwoDay, i % 2 == 0 ? hours{7} + minutes{30} : hours{13} + minutes{30});
      const Time at = opening + minutes{dice_.Between(0, 75)} + seconds{dice_.Below(60)};
      if (i == 3) {
        PlanDeclined(at, i);
      } else if (i == 5) {
        PlanRecalled(at, i);
      } else {
        const size_t to = (i + 7) % stations_.size();
        const size_t d = New(i, to);
        Do(at, d, Verb::kReceive, i, Post::kClerk);
        Finish(at, d, i, to);
      }
    }
    std::stable_sort(plan_.actions.begin(), plan_.actions.end(),
                     [](const Action& a, const Action& b) { return a.at < b.at; });
    return std::move(plan_);
  }

 private:
  void PlanDeclined(Time at, size_t i) {
    const size_t wrong = (i + 7) % stations_.size();
    const size_t right = (i + 8) % stations_.size();
    const size_t d = plan_.declined = New(i, wrong);
    Do(at, d, Verb::kReceive, i, Post::kClerk);
    at = Later(at, 8, 15);
    Do(at, d, Verb::kDecline, wrong, Post::kClerk,
       "Sổ hộ tịch của người này do phường khác lưu giữ", stations_[right].unit);
    at = Later(at, 5, 10);
    // Corrected to the place that was suggested, and so offered there.
    Do(at, d, Verb::kCorrectPlace, i, Post::kClerk, "Ghi nhầm nơi phát sinh việc",
       stations_[right].unit);
    Finish(at, d, i, right);
  }

  void PlanRecalled(Time at, size_t i) {
    const size_t to = (i + 7) % stations_.size();
    const size_t d = plan_.recalled = New(i, to);
    Do(at, d, Verb::kReceive, i, Post::kClerk);
    at = Later(at, 4, 8);
    Do(at, d, Verb::kRecall, i, Post::kClerk, "Kiểm tra lại bản quét trước khi chuyển");
    at = Later(at, 6, 12);
    Do(at, d, Verb::kOffer, i, Post::kClerk);
    Finish(at, d, i, to);
  }

  // Taken over, worked, decided; the result comes back and is handed out.
  void Finish(Time at, size_t d, size_t from, size_t to) {
    at = Later(at, 5, 15);
    Do(at, d, Verb::kTakeOver, to, Post::kOfficer);
    at = Later(at, 3, 8);
    Do(at, d, Verb::kAssign, to, Post::kHead);
    at = Later(at, 5, 15);
    Do(at, d, Verb::kAdvance, to, Post::kOfficer);
    at = Later(at, 3, 8);
    Do(at, d, Verb::kAdvance, to, Post::kHead);
    at = Later(at, 2, 8);
    Do(at, d, Verb::kApprove, to, Post::kHead);
    at = Later(at, 4, 12);
    Do(at, d, Verb::kTakeOver, from, Post::kClerk);
    Do(Later(at, 2, 15), d, Verb::kDeliver, from, Post::kClerk);
  }

  size_t New(size_t from, size_t to) {
    const Request request = NationwideRequest(dice_);
    PlannedDossier d;
    d.receiving = stations_[from].unit;
    d.procedure = request.procedure;
    d.subject = request.subject;
    d.place = stations_[to].unit;
    // The two digits of a province of today are those of one of 2015.
    d.applicant = MakePerson(dice_, "0" + stations_[to].province, stations_[from].name);
    plan_.dossiers.push_back(std::move(d));
    return plan_.dossiers.size() - 1;
  }

  void Do(Time at, size_t dossier, Verb verb, size_t station, Post post, std::string reason = "",
          std::string suggested = "") {
    plan_.actions.push_back({at, dossier, verb, stations_[station].unit, post, std::move(reason),
                             std::move(suggested)});
  }

  Time Later(Time t, int from, int to) {
    return t + minutes{dice_.Between(from, to)} + seconds{dice_.Below(60)};
  }

  const std::vector<ActTwoStation>& stations_;
  Dice dice_;
  ActTwoPlan plan_;
};

}  // namespace

ActTwoPlan MakeActTwoPlan(const std::vector<ActTwoStation>& stations, uint64_t seed) {
  return Planner(stations, seed).Run();
}

}  // namespace motcua::demo
