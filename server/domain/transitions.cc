#include "server/domain/transitions.h"

#include <array>

namespace motcua::domain {
namespace {

using Row = std::array<Transition, kCommandCount>;

constexpr Transition To(State s) { return {Transition::Kind::kTo, s, {}}; }
constexpr Transition Same() { return {Transition::Kind::kSame, State::kNone, {}}; }
constexpr Transition Back() { return {Transition::Kind::kBack, State::kNone, {}}; }
constexpr Transition IfPaid() { return {Transition::Kind::kIfPaid, State::kNone, {}}; }
constexpr Transition No(std::string_view reason) {
  return {Transition::Kind::kRefused, State::kNone, reason};
}

// One row a state: the reason that holds unless a command is named.
struct Cell {
  Command command;
  Transition transition;
};

template <size_t N>
constexpr Row MakeRow(std::string_view otherwise, const Cell (&cells)[N]) {
  Row row{};
  for (Transition& t : row) t = No(otherwise);
  for (const Cell& c : cells) row[static_cast<size_t>(c.command)] = c.transition;
  return row;
}

constexpr Row MakeClosedRow(std::string_view reason) {
  Row row{};
  for (Transition& t : row) t = No(reason);
  return row;
}

using C = Command;
using S = State;

constexpr Cell kNoneCells[] = {
    {C::kRegister, To(S::kRegistered)},
    {C::kReceive, To(S::kReceived)},
    {C::kServeNow, To(S::kResultDelivered)},
};

constexpr Cell kRegisteredCells[] = {
    {C::kReceive, To(S::kReceived)},
    {C::kRefuse, To(S::kRefused)},
    {C::kRequestSupplement, To(S::kSupplementRequested)},
    {C::kWithdraw, To(S::kWithdrawn)},
    {C::kCorrect, Same()},
};

constexpr Cell kReceivedCells[] = {
    {C::kReceive, No("DOSSIER_ALREADY_RECEIVED")},
    {C::kRefuse, No("DOSSIER_ALREADY_RECEIVED")},
    {C::kAssign, To(S::kProcessing)},
    {C::kAdvance, To(S::kProcessing)},
    {C::kSendBack, No("STEP_NOT_REACHED")},
    {C::kRequestSupplement, To(S::kSupplementRequested)},
    {C::kResume, No("DOSSIER_NOT_PAUSED")},
    {C::kRequestPayment, To(S::kPaymentRequested)},
    {C::kRecordPayment, Same()},
    {C::kWithdraw, To(S::kWithdrawn)},
    {C::kStop, To(S::kStopped)},
    {C::kReopen, No("DOSSIER_NOT_CLOSED")},
    {C::kCorrect, Same()},
    {C::kVoid, To(S::kVoided)},
    {C::kReappoint, Same()},
    {C::kOffer, Same()},
    {C::kTakeOver, Same()},
    {C::kDecline, Same()},
    {C::kRecall, Same()},
};

constexpr Cell kProcessingCells[] = {
    {C::kReceive, No("DOSSIER_ALREADY_RECEIVED")},
    {C::kRefuse, No("DOSSIER_ALREADY_RECEIVED")},
    {C::kAssign, Same()},
    {C::kAdvance, Same()},
    {C::kSendBack, Same()},
    {C::kRequestSupplement, To(S::kSupplementRequested)},
    {C::kResume, No("DOSSIER_NOT_PAUSED")},
    {C::kRequestPayment, To(S::kPaymentRequested)},
    {C::kRecordPayment, Same()},
    {C::kResolve, To(S::kResolved)},
    {C::kDeliver, No("DOSSIER_NOT_RESOLVED")},
    {C::kWithdraw, To(S::kWithdrawn)},
    {C::kStop, To(S::kStopped)},
    {C::kReopen, No("DOSSIER_NOT_CLOSED")},
    {C::kCorrect, Same()},
    {C::kVoid, No("DOSSIER_WORK_STARTED")},
    {C::kReappoint, Same()},
    {C::kOffer, Same()},
    {C::kTakeOver, Same()},
    {C::kDecline, Same()},
    {C::kRecall, Same()},
};

constexpr Cell kSupplementCells[] = {
    // Only while it was never received; decide.cc tells the two apart.
    {C::kRefuse, To(S::kRefused)},
    {C::kResume, Back()},
    {C::kWithdraw, To(S::kWithdrawn)},
    {C::kStop, To(S::kStopped)},
    {C::kRequestSupplement, No("SUPPLEMENT_ALREADY_REQUESTED")},
};

constexpr Cell kPaymentCells[] = {
    {C::kRecordPayment, IfPaid()},
    {C::kWithdraw, To(S::kWithdrawn)},
    {C::kStop, To(S::kStopped)},
};

constexpr Cell kReopenCells[] = {
    {C::kReopen, To(S::kProcessing)},
};

constexpr Cell kResolvedCells[] = {
    {C::kAdvance, Same()},
    {C::kDeliver, To(S::kResultDelivered)},
    {C::kReopen, To(S::kProcessing)},
    {C::kOffer, Same()},
    {C::kTakeOver, Same()},
    {C::kDecline, Same()},
    {C::kRecall, Same()},
};

constexpr std::array<Row, kStateCount> kTable = {
    MakeRow("DOSSIER_NOT_FOUND", kNoneCells),
    MakeRow("DOSSIER_NOT_RECEIVED", kRegisteredCells),
    MakeRow("DOSSIER_NOT_IN_PROCESS", kReceivedCells),
    MakeClosedRow("DOSSIER_REFUSED"),
    MakeRow("DOSSIER_ALREADY_RECEIVED", kProcessingCells),
    MakeRow("DOSSIER_PAUSED", kSupplementCells),
    MakeRow("DOSSIER_PAUSED", kPaymentCells),
    MakeRow("DOSSIER_CLOSED", kReopenCells),
    MakeRow("DOSSIER_CLOSED", kReopenCells),
    MakeRow("DOSSIER_ALREADY_RESOLVED", kResolvedCells),
    MakeRow("DOSSIER_ALREADY_DELIVERED", kReopenCells),
    MakeClosedRow("DOSSIER_VOIDED"),
};

constexpr RoleSet kClerk = Bit(Role::kReceivingClerk);
constexpr RoleSet kOfficer = Bit(Role::kOfficer);
constexpr RoleSet kHead = Bit(Role::kHead);
constexpr RoleSet kDispatcher = Bit(Role::kDispatcher);
constexpr RoleSet kWorkers = kClerk | kOfficer | kHead;
constexpr RoleSet kMovers = kWorkers | kDispatcher;

// Who may: Decree 118/2025/NĐ-CP gives reception and return to the one-stop unit, the decision to
// the competent authority; opening again and voiding need a head (four eyes).
constexpr std::array<CommandRule, kCommandCount> kRules = {{
    {C::kRegister, "REGISTER", EventKind::kRegistered, kClerk, 0, "UNIT_NOT_RECEIVING",
     ClockEffect::kNone},
    {C::kReceive, "RECEIVE", EventKind::kReceived, kClerk, kReceivingUnit, "UNIT_NOT_RECEIVING",
     ClockEffect::kStart},
    {C::kRefuse, "REFUSE", EventKind::kRefused, kClerk, kReceivingUnit, "UNIT_NOT_RECEIVING",
     ClockEffect::kNone},
    {C::kAssign, "ASSIGN", EventKind::kAssigned, kHead, kHolderUnit, "UNIT_NOT_HOLDER",
     ClockEffect::kNone},
    {C::kAdvance, "ADVANCE", EventKind::kAdvanced, kWorkers, kHolderUnit, "UNIT_NOT_HOLDER",
     ClockEffect::kNone},
    {C::kSendBack, "SEND_BACK", EventKind::kSentBack, kWorkers, kHolderUnit, "UNIT_NOT_HOLDER",
     ClockEffect::kNone},
    {C::kRequestSupplement, "REQUEST_SUPPLEMENT", EventKind::kSupplementRequested, kWorkers,
     kHolderUnit, "UNIT_NOT_HOLDER", ClockEffect::kPause},
    {C::kResume, "RESUME", EventKind::kResumed, kWorkers, kHolderUnit | kReceivingUnit,
     "UNIT_NOT_HOLDER", ClockEffect::kContinue},
    {C::kRequestPayment, "REQUEST_PAYMENT", EventKind::kPaymentRequested, kWorkers, kHolderUnit,
     "UNIT_NOT_HOLDER", ClockEffect::kPause},
    {C::kRecordPayment, "RECORD_PAYMENT", EventKind::kPaymentRecorded, kClerk | kOfficer,
     kHolderUnit | kReceivingUnit, "UNIT_NOT_HOLDER", ClockEffect::kContinue},
    {C::kResolve, "RESOLVE", EventKind::kResolved, kHead, kHolderUnit, "UNIT_NOT_HOLDER",
     ClockEffect::kStop},
    {C::kDeliver, "DELIVER", EventKind::kDelivered, kClerk, kHolderUnit, "UNIT_NOT_HOLDER",
     ClockEffect::kNone},
    {C::kWithdraw, "WITHDRAW", EventKind::kWithdrawn, kClerk | kHead, kHolderUnit | kReceivingUnit,
     "UNIT_NOT_HOLDER", ClockEffect::kStop},
    {C::kStop, "STOP", EventKind::kStopped, kHead, kHolderUnit, "UNIT_NOT_HOLDER",
     ClockEffect::kStop},
    {C::kReopen, "REOPEN", EventKind::kReopened, kHead, kCompetentUnit | kHolderUnit,
     "UNIT_NOT_COMPETENT", ClockEffect::kContinue},
    {C::kCorrect, "CORRECT", EventKind::kCorrected, kClerk, kReceivingUnit, "UNIT_NOT_RECEIVING",
     ClockEffect::kNewDate},
    {C::kVoid, "VOID", EventKind::kVoided, kHead, kReceivingUnit, "UNIT_NOT_RECEIVING",
     ClockEffect::kStop},
    {C::kReappoint, "REAPPOINT", EventKind::kReappointed, kHead, kHolderUnit, "UNIT_NOT_HOLDER",
     ClockEffect::kNewDate},
    {C::kServeNow, "SERVE_NOW", EventKind::kServedNow, kClerk, 0, "UNIT_NOT_RECEIVING",
     ClockEffect::kStop},
    {C::kOffer, "OFFER_TRANSFER", EventKind::kOffered, kMovers, kHolderUnit, "UNIT_NOT_HOLDER",
     ClockEffect::kNone},
    {C::kTakeOver, "TAKE_OVER", EventKind::kTakenOver, kMovers, kOfferedUnit, "UNIT_NOT_OFFERED",
     ClockEffect::kStart},
    {C::kDecline, "DECLINE", EventKind::kDeclined, kMovers, kOfferedUnit, "UNIT_NOT_OFFERED",
     ClockEffect::kNone},
    {C::kRecall, "RECALL", EventKind::kRecalled, kMovers, kHolderUnit, "UNIT_NOT_HOLDER",
     ClockEffect::kNone},
}};

constexpr std::array<std::string_view, kStateCount> kStateNames = {"NONE",
                                                                   "REGISTERED",
                                                                   "RECEIVED",
                                                                   "REFUSED",
                                                                   "PROCESSING",
                                                                   "SUPPLEMENT_REQUESTED",
                                                                   "PAYMENT_REQUESTED",
                                                                   "WITHDRAWN",
                                                                   "STOPPED",
                                                                   "RESOLVED",
                                                                   "RESULT_DELIVERED",
                                                                   "VOIDED"};

constexpr std::array<std::string_view, kStateCount> kStateNamesVi = {
    "",
    "Mới đăng ký",
    "Được tiếp nhận",
    "Không được tiếp nhận",
    "Đang xử lý",
    "Yêu cầu bổ sung giấy tờ",
    "Yêu cầu thực hiện nghĩa vụ tài chính",
    "Công dân yêu cầu rút hồ sơ",
    "Dừng xử lý",
    "Đã xử lý xong",
    "Đã trả kết quả",
    "Đã hủy do tiếp nhận nhầm"};

constexpr std::string_view kClockNames[] = {"none",     "start", "pause",
                                            "continue", "stop",  "new date"};

std::string RoleNames(RoleSet roles) {
  std::string text;
  for (int i = 1; i < kRoleCount; ++i) {
    if (!Has(roles, static_cast<Role>(i))) continue;
    if (!text.empty()) text += "|";
    text += RoleName(static_cast<Role>(i));
  }
  return text;
}

std::string RelationNames(RelationSet relations) {
  constexpr std::string_view kNames[] = {"holder",    "receiving", "returning",
                                         "competent", "offered",   "past_holder"};
  std::string text;
  for (size_t i = 0; i < std::size(kNames); ++i) {
    if ((relations & (1u << i)) == 0) continue;
    if (!text.empty()) text += "|";
    text += kNames[i];
  }
  return text.empty() ? "new" : text;
}

std::string TransitionText(const Transition& t) {
  switch (t.kind) {
    case Transition::Kind::kRefused:
      return "- " + std::string(t.reason);
    case Transition::Kind::kTo:
      return std::string(StateName(t.state));
    case Transition::Kind::kSame:
      return "same";
    case Transition::Kind::kBack:
      return "before the pause";
    case Transition::Kind::kIfPaid:
      return "before the pause once paid";
  }
  return {};
}

}  // namespace

const Transition& TransitionFor(State state, Command command) {
  return kTable[static_cast<size_t>(state)][static_cast<size_t>(command)];
}

const CommandRule& RuleFor(Command command) { return kRules[static_cast<size_t>(command)]; }

std::string_view StateName(State state) { return kStateNames[static_cast<size_t>(state)]; }
std::string_view StateNameVi(State state) { return kStateNamesVi[static_cast<size_t>(state)]; }
std::string_view CommandName(Command command) { return RuleFor(command).name; }

std::string PrintTransitions() {
  std::string text = "state\tcommand\tleads to\troles\trelation\tclock\tevent\n";
  for (int s = 0; s < kStateCount; ++s) {
    for (const CommandRule& rule : kRules) {
      const Transition& t = TransitionFor(static_cast<State>(s), rule.command);
      text += std::string(StateName(static_cast<State>(s))) + "\t" + std::string(rule.name) + "\t" +
              TransitionText(t) + "\t";
      if (t.allowed()) {
        text += RoleNames(rule.roles) + "\t" + RelationNames(s == 0 ? 0 : rule.relations) + "\t" +
                std::string(kClockNames[static_cast<size_t>(rule.clock)]) + "\t" +
                std::string(EventKindName(rule.event)) + "\n";
      } else {
        text += "\t\t\t\n";
      }
    }
  }
  return text;
}

}  // namespace motcua::domain
