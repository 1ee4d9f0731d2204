// Somebody who picks an office and a command at random, sensible or not, for random histories.
#ifndef MOTCUA_TESTS_SUPPORT_RANDOM_CLERK_H_
#define MOTCUA_TESTS_SUPPORT_RANDOM_CLERK_H_

#include <optional>
#include <random>
#include <string>
#include <vector>

#include "server/app/dossier_view.h"
#include "tests/support/town.h"

namespace motcua::app {

class RandomClerk {
 public:
  RandomClerk(unsigned seed, std::vector<std::string> offices)
      : random_(seed), offices_(std::move(offices)) {}

  size_t Below(size_t n) { return std::uniform_int_distribution<size_t>(0, n - 1)(random_); }
  bool OneIn(size_t n) { return Below(n) == 0; }
  const std::string& Office() { return offices_[Below(offices_.size())]; }

  domain::Input Intake() {
    static const std::vector<std::string> procedures = {"1.001193", "1.004873", "1.000656",
                                                        "1.001612", "2.000815"};
    domain::Draft draft = Town::Draft(procedures[Below(procedures.size())], Office());
    if (OneIn(4)) draft.returning = Office();
    if (OneIn(6)) return domain::RegisterInput{draft};
    if (OneIn(6)) {
      draft.place.clear();
      draft.procedure = "2.000815";
      draft.returning.clear();
      return domain::ServeNowInput{draft, "", 2000};
    }
    return domain::ReceiveInput{draft,
                                OneIn(8) ? domain::Channel::kPost : domain::Channel::kCounter};
  }

  // An input for one of the commands the view permits; nullopt if it permits none.
  std::optional<domain::Input> Next(const DossierView& view, Time now) {
    using domain::Command;
    if (view.permitted.empty()) return std::nullopt;
    const Command command = view.permitted[Below(view.permitted.size())];
    switch (command) {
      case Command::kReceive:
        return domain::ReceiveInput{};
      case Command::kAssign: {
        std::string account = "nv." + view.dossier.holder;
        return domain::AssignInput{account};
      }
      case Command::kAdvance:
        return domain::StepInput{};
      case Command::kSendBack:
        return domain::StepInput{true, 0, "làm lại"};
      case Command::kResume:
        return domain::ResumeInput{};
      case Command::kRequestPayment:
        return domain::PaymentInput{false, 10000, "TB-1", ""};
      case Command::kRecordPayment:
        return domain::PaymentInput{true, 10000, "BL-1", ""};
      case Command::kResolve:
        return domain::ResolveInput{
            OneIn(5) ? domain::Outcome::kRejected : domain::Outcome::kApproved, "KQ-1", "lý do"};
      case Command::kDeliver:
        return domain::DeliverInput{"", "receipt", ""};
      case Command::kCorrect:
        return domain::CorrectInput{"nhầm", std::nullopt, OneIn(2) ? "1.004873" : std::string(), "",
                                    "đính chính"};
      case Command::kReappoint:
        return domain::ReappointInput{"quá tải", now + std::chrono::days{30}};
      case Command::kOffer:
        return domain::OfferInput{};
      case Command::kDecline:
        return domain::DeclineInput{"không thuộc thẩm quyền", OneIn(2) ? Office() : ""};
      default:
        return domain::ReasonInput{command, "lý do"};
    }
  }

 private:
  std::mt19937 random_;
  std::vector<std::string> offices_;
};

}  // namespace motcua::app

#endif  // MOTCUA_TESTS_SUPPORT_RANDOM_CLERK_H_
