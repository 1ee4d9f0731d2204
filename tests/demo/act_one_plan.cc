#include "tests/demo/act_one_plan.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <utility>

#include "tests/demo/procedure_mix.h"

namespace motcua::demo {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr int kFullCentres = 12;
constexpr int kPoliceOffices = 4;
constexpr int kOnlyRegistered = 34;
constexpr char kHueBirths[] = "046";

Time Morning(int minutes_after_seven, int second = 0) {
  return At(kActOneDay, std::chrono::hours{7} + minutes{minutes_after_seven} + seconds{second});
}

bool IsBest(const std::string& unit) { return unit == kBestUnits[0] || unit == kBestUnits[1]; }

// What becomes of a dossier this morning. The first five are resolved.
enum class Fate {
  kServedNow,
  kApproved,
  kRejected,
  kPoliceApproved,
  kElsewhereApproved,
  kReceived,
  kAssigned,
  kToCheck,
  kToSign,
  kSupplement,
  kPayment,
  kOffered,
  kTakenOver,
  kDeclined,
  kPoliceOffered,
  kPoliceTakenOver,
  kWithdrawn,
};

class Planner {
 public:
  Planner(const std::map<std::string, std::string>& names, uint64_t seed)
      : names_(names), dice_(seed) {}

  ActOnePlan Run() {
    std::vector<std::string> units;
    for (const auto& [unit, name] : names_) units.push_back(unit);
    plan_.volumes = MakeVolumes(units, dice_);
    ChooseFullCentres();
    for (const Volume& v : plan_.volumes) {
      if (IsBest(v.unit)) {
        PlanBest(v.unit);
      } else {
        for (int i = 0; i < v.resolved; ++i) slots_.push_back({v.unit, true, FateOf(v.unit, true)});
        for (int i = v.resolved; i < v.received; ++i) {
          slots_.push_back({v.unit, false, FateOf(v.unit, false)});
        }
      }
    }
    dice_.Shuffle(slots_);
    PlanCrossings();
    for (const Slot& slot : slots_) Plan(slot.unit, slot.fate);
    PlanUncounted();
    std::stable_sort(plan_.actions.begin(), plan_.actions.end(),
                     [](const Action& a, const Action& b) { return a.at < b.at; });
    return std::move(plan_);
  }

 private:
  struct Slot {
    std::string unit;
    bool resolved;
    Fate fate;
  };

  void ChooseFullCentres() {
    std::vector<Volume> by_volume = plan_.volumes;
    std::stable_sort(by_volume.begin(), by_volume.end(),
                     [](const Volume& a, const Volume& b) { return a.received > b.received; });
    plan_.full_centres = {kBestUnits[0], kBestUnits[1]};
    for (const Volume& v : by_volume) {
      if (plan_.full_centres.size() == kFullCentres) break;
      if (IsBest(v.unit)) continue;
      plan_.full_centres.push_back(v.unit);
      if (plan_.police_of.size() < kPoliceOffices) plan_.police_of.push_back(v.unit);
    }
  }

  bool IsFull(const std::string& unit) const {
    return std::find(plan_.full_centres.begin(), plan_.full_centres.end(), unit) !=
           plan_.full_centres.end();
  }

  Fate FateOf(const std::string& unit, bool resolved) {
    if (resolved) {
      if (!IsFull(unit) || dice_.Chance(55)) return Fate::kServedNow;
      return dice_.Chance(10) ? Fate::kRejected : Fate::kApproved;
    }
    if (!IsFull(unit)) return Fate::kReceived;
    constexpr Fate kFates[] = {Fate::kReceived, Fate::kAssigned,   Fate::kToCheck,
                               Fate::kToSign,   Fate::kSupplement, Fate::kPayment};
    constexpr int kWeights[] = {40, 25, 12, 11, 8, 4};
    return kFates[dice_.Weighted(kWeights)];
  }

  // Turns `count` slots of those that are (not) resolved into another fate.
  void Turn(bool resolved, Fate fate, int count, bool police = false) {
    for (Slot& slot : slots_) {
      if (count == 0) return;
      const bool has_police = std::find(plan_.police_of.begin(), plan_.police_of.end(),
                                        slot.unit) != plan_.police_of.end();
      const bool plain = slot.fate == Fate::kServedNow || slot.fate == Fate::kApproved ||
                         slot.fate == Fate::kReceived || slot.fate == Fate::kAssigned;
      if (slot.resolved != resolved || !plain || (police && !has_police)) continue;
      slot.fate = fate;
      --count;
    }
  }

  void PlanCrossings() {
    Turn(true, Fate::kElsewhereApproved, 5);
    Turn(true, Fate::kPoliceApproved, 3, true);
    Turn(false, Fate::kOffered, 10);
    Turn(false, Fate::kTakenOver, 11);
    Turn(false, Fate::kDeclined, 1);
    Turn(false, Fate::kPoliceOffered, 3, true);
    Turn(false, Fate::kPoliceTakenOver, 4, true);
    Turn(false, Fate::kWithdrawn, 2);
  }

  // Eleven of twelve: one waits for the citizen at Hương An, for another commune at Phong Thái.
  void PlanBest(const std::string& unit) {
    for (int i = 0; i < kBestResolved; ++i) {
      Plan(unit, i < 7 ? Fate::kServedNow : i == 7 ? Fate::kRejected : Fate::kApproved);
    }
    if (unit == kBestUnits[0]) {
      const size_t d = New(unit, {"1.004884", "Đăng ký lại khai sinh", 1});
      const Time assigned = Receive(d, Morning(dice_.Between(40, 90)));
      Do(Later(assigned, 10, 25), d, Verb::kRequestSupplement, unit, Post::kOfficer,
         "Đề nghị nộp bản sao học bạ hoặc giấy tờ có thông tin về nơi sinh");
    } else {
      const size_t d = New(unit, {"1.004873", "Xác nhận tình trạng hôn nhân", 1});
      plan_.dossiers[d].place = "19996";
      Receive(d, Morning(dice_.Between(150, 230)), false);
    }
  }

  size_t New(const std::string& unit, Request request) {
    PlannedDossier d;
    d.receiving = unit;
    d.procedure = std::move(request.procedure);
    d.subject = std::move(request.subject);
    d.quantity = request.quantity;
    d.applicant = MakePerson(dice_, dice_.Chance(88) ? kHueBirths : "045", names_.at(unit));
    plan_.dossiers.push_back(std::move(d));
    return plan_.dossiers.size() - 1;
  }

  void Do(Time at, size_t dossier, Verb verb, const std::string& unit, Post post,
          std::string reason = "", std::string suggested = "") {
    plan_.actions.push_back(
        {at, dossier, verb, unit, post, std::move(reason), std::move(suggested)});
  }

  Time Later(Time t, int from, int to) {
    return t + minutes{dice_.Between(from, to)} + seconds{dice_.Below(60)};
  }

  // At the counter, online or by post, at `at`; assigned, too, if asked for. The last time.
  Time Receive(size_t d, Time at, bool assign = true) {
    const std::string unit = plan_.dossiers[d].receiving;
    const int channel = dice_.Below(100);
    if (channel < 38) {
      const Time registered =
          std::max(Later(kActOneStart, 1, 20), at - minutes{dice_.Between(15, 90)});
      Do(registered, d, Verb::kRegister, unit, Post::kClerk);
      Do(at, d, Verb::kAccept, unit, Post::kClerk);
    } else {
      plan_.dossiers[d].by_post = channel < 42;
      Do(at, d, Verb::kReceive, unit, Post::kClerk);
    }
    if (!assign) return at;
    at = Later(at, 3, 9);
    Do(at, d, Verb::kAssign, unit, Post::kHead);
    return at;
  }

  // Most come early.
  Time Arrival() {
    const double u = dice_.Unit();
    return Morning(static_cast<int>(258 * u * std::sqrt(u)), dice_.Below(60));
  }
  Time EarlyArrival() { return Morning(dice_.Between(2, 110), dice_.Below(60)); }

  // From the assignment to the decision at `unit`.
  Time Decide(Time at, size_t d, const std::string& unit, bool reject = false) {
    at = Later(at, 4, 14);
    Do(at, d, Verb::kAdvance, unit, Post::kOfficer);
    at = Later(at, 3, 10);
    Do(at, d, Verb::kAdvance, unit, Post::kHead);
    at = Later(at, 2, 8);
    Do(at, d, reject ? Verb::kReject : Verb::kApprove, unit, Post::kHead,
       reject ? "Không đủ điều kiện theo quy định" : "");
    return at;
  }

  void Plan(const std::string& unit, Fate fate) {
    switch (fate) {
      case Fate::kServedNow:
        Do(Arrival(), New(unit, ServeNowRequest(dice_)), Verb::kServeNow, unit, Post::kClerk);
        return;
      case Fate::kApproved:
      case Fate::kRejected:
        return PlanDecided(unit, fate == Fate::kRejected);
      case Fate::kReceived:
        Receive(New(unit, AnyRequest(dice_)), Arrival(), false);
        return;
      case Fate::kAssigned:
      case Fate::kToCheck:
      case Fate::kToSign:
      case Fate::kSupplement:
      case Fate::kPayment:
        return PlanInWork(unit, fate);
      case Fate::kWithdrawn: {
        const size_t d = New(unit, AnyRequest(dice_));
        const Time at = Receive(d, EarlyArrival(), false);
        Do(Later(at, 20, 60), d, Verb::kWithdraw, unit, Post::kClerk,
           "Người nộp đề nghị rút hồ sơ");
        return;
      }
      case Fate::kOffered:
      case Fate::kTakenOver:
      case Fate::kElsewhereApproved:
      case Fate::kDeclined:
        return PlanElsewhere(unit, fate);
      case Fate::kPoliceOffered:
      case Fate::kPoliceTakenOver:
      case Fate::kPoliceApproved:
        return PlanPolice(unit, fate);
    }
  }

  void PlanDecided(const std::string& unit, bool reject) {
    const size_t d = New(unit, SameDayRequest(dice_));
    Time at = Receive(d, EarlyArrival());
    at = Decide(at, d, unit, reject);
    at = Later(at, 2, 6);
    Do(at, d, Verb::kAdvance, unit, Post::kClerk);
    if (dice_.Chance(65)) Do(Later(at, 2, 20), d, Verb::kDeliver, unit, Post::kClerk);
  }

  void PlanInWork(const std::string& unit, Fate fate) {
    const size_t d = New(unit, AnyRequest(dice_));
    Time at = Receive(d, EarlyArrival());
    at = Later(at, 5, 25);
    if (fate == Fate::kSupplement) {
      Do(at, d, Verb::kRequestSupplement, unit, Post::kOfficer,
         "Đề nghị bổ sung giấy tờ còn thiếu theo danh mục");
    }
    if (fate == Fate::kPayment) {
      Do(at, d, Verb::kRequestPayment, unit, Post::kOfficer, "Thông báo nộp lệ phí");
    }
    if (fate == Fate::kToCheck || fate == Fate::kToSign) {
      Do(at, d, Verb::kAdvance, unit, Post::kOfficer);
      if (fate == Fate::kToSign) Do(Later(at, 4, 20), d, Verb::kAdvance, unit, Post::kHead);
    }
  }

  // A full centre other than `unit`, or a department for a third of them.
  std::string Elsewhere(const std::string& unit, Request& request) {
    if (dice_.Chance(33)) {
      request = {kRegisterCopy, "Cấp bản sao văn bằng từ sổ gốc", dice_.Between(1, 2)};
      return dice_.Chance(60) ? kEducationDepartment : kJusticeDepartment;
    }
    for (;;) {
      const std::string& place = dice_.Pick(plan_.full_centres);
      if (place != unit && !IsBest(place)) return place;
    }
  }

  void PlanElsewhere(const std::string& unit, Fate fate) {
    Request request = CrossingRequest(dice_);
    std::string place = Elsewhere(unit, request);
    // Who declines is a commune that knows whose land it is.
    while (fate == Fate::kDeclined && place.find('.') != std::string::npos) {
      request = CrossingRequest(dice_);
      place = Elsewhere(unit, request);
    }
    const size_t d = New(unit, request);
    plan_.dossiers[d].place = place;
    const bool early = fate == Fate::kElsewhereApproved;
    Time at = Receive(d, early ? Morning(dice_.Between(2, 75)) : EarlyArrival(), false);
    if (fate == Fate::kOffered) return;
    at = Later(at, 5, 40);
    if (fate == Fate::kDeclined) {
      Do(at, d, Verb::kDecline, place, Post::kClerk,
         "Người nộp đã chuyển nơi cư trú, hồ sơ gốc lưu ở nơi khác", unit);
      return;
    }
    Do(at, d, Verb::kTakeOver, place, Post::kOfficer);
    if (fate == Fate::kTakenOver && dice_.Chance(40)) return;
    at = Later(at, 3, 12);
    Do(at, d, Verb::kAssign, place, Post::kHead);
    if (fate == Fate::kTakenOver) return;
    at = Decide(at, d, place);
    if (dice_.Chance(40)) return;
    at = Later(at, 3, 12);
    Do(at, d, Verb::kTakeOver, unit, Post::kClerk);
    Do(Later(at, 2, 15), d, Verb::kDeliver, unit, Post::kClerk);
  }

  void PlanPolice(const std::string& unit, Fate fate) {
    const size_t d = New(unit, PoliceRequest(dice_));
    const std::string police = unit + ".CA";
    Time at = Receive(d, EarlyArrival(), false);
    if (fate == Fate::kPoliceOffered) return;
    at = Later(at, 5, 20);
    Do(at, d, Verb::kTakeOver, police, Post::kOfficer);
    at = Later(at, 3, 10);
    Do(at, d, Verb::kAssign, police, Post::kHead);
    if (fate == Fate::kPoliceTakenOver) return;
    at = Decide(at, d, police);
    at = Later(at, 3, 12);
    Do(at, d, Verb::kTakeOver, unit, Post::kClerk);
    Do(Later(at, 2, 15), d, Verb::kDeliver, unit, Post::kClerk);
  }

  // What must not count: online and not accepted, refused, received by mistake and voided.
  void PlanUncounted() {
    for (int i = 0; i < kOnlyRegistered; ++i) {
      const std::string& unit = plan_.volumes[static_cast<size_t>(i) % plan_.volumes.size()].unit;
      const size_t d = New(unit, AnyRequest(dice_));
      Do(Morning(dice_.Between(-25, 262), dice_.Below(60)), d, Verb::kRegister, unit, Post::kClerk);
      if (i > 1) {
        ++plan_.only_registered;
        continue;
      }
      Do(Morning(264 + i, dice_.Below(60)), d, Verb::kRefuse, unit, Post::kClerk,
         "Thành phần hồ sơ không đúng với thủ tục đã chọn");
      ++plan_.refused;
    }
    const std::string& unit = plan_.full_centres.back();
    const size_t d = New(unit, {"2.001035", "Nhập trùng hồ sơ", 1});
    const Time at = EarlyArrival();
    Do(at, d, Verb::kReceive, unit, Post::kClerk);
    Do(Later(at, 4, 15), d, Verb::kVoid, unit, Post::kHead, "Tiếp nhận nhầm, trùng hồ sơ");
    ++plan_.voided;
  }

  const std::map<std::string, std::string>& names_;
  Dice dice_;
  ActOnePlan plan_;
  std::vector<Slot> slots_;
};

}  // namespace

ActOnePlan MakeActOnePlan(const std::map<std::string, std::string>& names, uint64_t seed) {
  return Planner(names, seed).Run();
}

}  // namespace motcua::demo
