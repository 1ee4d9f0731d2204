// Every cell of state × command: as printed, and as Decide does it.
#include "server/domain/transitions.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "common/base/file.h"
#include "tests/unit/domain/domain_testing.h"

namespace motcua::domain {
namespace {

using C = Command;
using S = State;

// Own: received and decided by Hương An. Other: received by Hương An, decided and handed out by
// Phong Thái. Back: as Other, but handed out by Hương An. Online: registered, not yet received.
enum class Shape { kOwn, kOther, kBack, kOnline };

// Drives a dossier into `state` by commands alone.
Play Driven(State state, Shape shape) {
  Play p("2025-07-01 08:00");
  if (state == S::kNone) return p;
  const bool own = shape == Shape::kOwn || shape == Shape::kOnline;
  const Actor here = Person(kHuongAn);
  const Actor there = Person(own ? kHuongAn : kPhongThai);
  Draft draft = DraftOf(kCopy);
  if (!own) draft.competent = kPhongThai;
  if (shape == Shape::kOther) draft.returning = kPhongThai;
  if (state == S::kRegistered || state == S::kRefused || shape == Shape::kOnline) {
    p.Do(here, RegisterInput{draft});
    if (state == S::kRefused) p.Do(here, Because(C::kRefuse));
    if (state == S::kSupplementRequested) p.Do(here, Because(C::kRequestSupplement));
    if (state == S::kWithdrawn) p.Do(here, Because(C::kWithdraw));
    return p;
  }
  p.Do(here, Receive(draft));
  if (state == S::kReceived) return p;
  if (state == S::kVoided) {
    if (!own) p.Do(here, Because(C::kRecall));
    p.Do(here, Because(C::kVoid));
    return p;
  }
  if (!own) p.Do(there, Because(C::kTakeOver));
  p.Do(there, AssignInput{"officer/" + there.office});
  switch (state) {
    case S::kProcessing:
      break;
    case S::kSupplementRequested:
      p.Do(there, Because(C::kRequestSupplement));
      break;
    case S::kPaymentRequested:
      p.Do(there, Ask(5000));
      break;
    case S::kWithdrawn:
      p.Do(here, Because(C::kWithdraw));
      break;
    case S::kStopped:
      p.Do(there, Because(C::kStop));
      break;
    default:
      p.Do(there, Forward()).Do(there, Forward()).Do(there, Approve());
      if (state == S::kResultDelivered) p.Do(there, HandOut());
  }
  return p;
}

// What is allowed, cell by cell, said again and apart from the table.
struct Allowed {
  State state;
  Command command;
  State to;
  EventKind event;
  Shape shape = Shape::kOwn;
  const char* office = kHuongAn;
  std::vector<Command> first = {};  // given before, by whoever may
};

const std::vector<Allowed>& AllowedCells() {
  using E = EventKind;
  static const auto& cells = *new std::vector<Allowed>{
      {S::kNone, C::kRegister, S::kRegistered, E::kRegistered},
      {S::kNone, C::kReceive, S::kReceived, E::kReceived},
      {S::kNone, C::kServeNow, S::kResultDelivered, E::kServedNow},
      {S::kRegistered, C::kReceive, S::kReceived, E::kReceived},
      {S::kRegistered, C::kRefuse, S::kRefused, E::kRefused},
      {S::kRegistered, C::kRequestSupplement, S::kSupplementRequested, E::kSupplementRequested},
      {S::kRegistered, C::kWithdraw, S::kWithdrawn, E::kWithdrawn},
      {S::kRegistered, C::kCorrect, S::kRegistered, E::kCorrected},
      {S::kReceived, C::kAssign, S::kProcessing, E::kAssigned},
      {S::kReceived, C::kAdvance, S::kProcessing, E::kAdvanced},
      {S::kReceived, C::kRequestSupplement, S::kSupplementRequested, E::kSupplementRequested},
      {S::kReceived, C::kRequestPayment, S::kPaymentRequested, E::kPaymentRequested},
      {S::kReceived, C::kRecordPayment, S::kReceived, E::kPaymentRecorded},
      {S::kReceived, C::kWithdraw, S::kWithdrawn, E::kWithdrawn},
      {S::kReceived, C::kStop, S::kStopped, E::kStopped},
      {S::kReceived, C::kCorrect, S::kReceived, E::kCorrected},
      {S::kReceived, C::kVoid, S::kVoided, E::kVoided},
      {S::kReceived, C::kReappoint, S::kReceived, E::kReappointed},
      {S::kReceived, C::kOffer, S::kReceived, E::kOffered, Shape::kOther, kHuongAn, {C::kRecall}},
      {S::kReceived, C::kTakeOver, S::kReceived, E::kTakenOver, Shape::kOther, kPhongThai},
      {S::kReceived, C::kDecline, S::kReceived, E::kDeclined, Shape::kOther, kPhongThai},
      {S::kReceived, C::kRecall, S::kReceived, E::kRecalled, Shape::kOther},
      {S::kProcessing, C::kAssign, S::kProcessing, E::kAssigned},
      {S::kProcessing, C::kAdvance, S::kProcessing, E::kAdvanced},
      {S::kProcessing, C::kSendBack, S::kProcessing, E::kSentBack},
      {S::kProcessing, C::kRequestSupplement, S::kSupplementRequested, E::kSupplementRequested},
      {S::kProcessing, C::kRequestPayment, S::kPaymentRequested, E::kPaymentRequested},
      {S::kProcessing, C::kRecordPayment, S::kProcessing, E::kPaymentRecorded},
      {S::kProcessing,
       C::kResolve,
       S::kResolved,
       E::kResolved,
       Shape::kOwn,
       kHuongAn,
       {C::kAdvance, C::kAdvance}},
      {S::kProcessing, C::kWithdraw, S::kWithdrawn, E::kWithdrawn},
      {S::kProcessing, C::kStop, S::kStopped, E::kStopped},
      {S::kProcessing, C::kCorrect, S::kProcessing, E::kCorrected},
      {S::kProcessing, C::kReappoint, S::kProcessing, E::kReappointed},
      {S::kProcessing, C::kOffer, S::kProcessing, E::kOffered},
      {S::kProcessing,
       C::kTakeOver,
       S::kProcessing,
       E::kTakenOver,
       Shape::kOwn,
       kQuangDien,
       {C::kOffer}},
      {S::kProcessing,
       C::kDecline,
       S::kProcessing,
       E::kDeclined,
       Shape::kOwn,
       kQuangDien,
       {C::kOffer}},
      {S::kProcessing,
       C::kRecall,
       S::kProcessing,
       E::kRecalled,
       Shape::kOwn,
       kHuongAn,
       {C::kOffer}},
      {S::kSupplementRequested, C::kRefuse, S::kRefused, E::kRefused, Shape::kOnline},
      {S::kSupplementRequested, C::kResume, S::kProcessing, E::kResumed},
      {S::kSupplementRequested, C::kWithdraw, S::kWithdrawn, E::kWithdrawn},
      {S::kSupplementRequested, C::kStop, S::kStopped, E::kStopped},
      {S::kPaymentRequested, C::kRecordPayment, S::kProcessing, E::kPaymentRecorded},
      {S::kPaymentRequested, C::kWithdraw, S::kWithdrawn, E::kWithdrawn},
      {S::kPaymentRequested, C::kStop, S::kStopped, E::kStopped},
      {S::kWithdrawn, C::kReopen, S::kProcessing, E::kReopened},
      {S::kStopped, C::kReopen, S::kProcessing, E::kReopened},
      {S::kResolved, C::kAdvance, S::kResolved, E::kAdvanced},
      {S::kResolved, C::kDeliver, S::kResultDelivered, E::kDelivered},
      {S::kResolved, C::kReopen, S::kProcessing, E::kReopened},
      {S::kResolved, C::kOffer, S::kResolved, E::kOffered, Shape::kBack, kPhongThai, {C::kRecall}},
      {S::kResolved, C::kTakeOver, S::kResolved, E::kTakenOver, Shape::kBack},
      {S::kResolved, C::kDecline, S::kResolved, E::kDeclined, Shape::kBack},
      {S::kResolved, C::kRecall, S::kResolved, E::kRecalled, Shape::kBack, kPhongThai},
      {S::kResultDelivered, C::kReopen, S::kProcessing, E::kReopened},
  };
  return cells;
}

const Allowed* Find(State state, Command command) {
  for (const Allowed& cell : AllowedCells()) {
    if (cell.state == state && cell.command == command) return &cell;
  }
  return nullptr;
}

bool SameClock(const Dossier& a, const Dossier& b) {
  return a.clock_start == b.clock_start && a.legal_due == b.legal_due && a.pauses == b.pauses &&
         a.promised_due == b.promised_due;
}

// The effect on the clock that the rule of the command names.
void ExpectClock(Command command, const Dossier& before, const Dossier& after) {
  if (!after.received_at) {
    EXPECT_FALSE(after.clock_start || after.legal_due || after.promised_due);
    return;
  }
  const bool result_leg = after.transfer && after.transfer->purpose == TransferPurpose::kResult;
  switch (RuleFor(command).clock) {
    case ClockEffect::kNone:
      EXPECT_TRUE(SameClock(before, after));
      break;
    case ClockEffect::kStart:
      EXPECT_TRUE(after.clock_start && after.promised_due);
      EXPECT_TRUE(after.legal_due || result_leg);
      break;
    case ClockEffect::kPause:
      EXPECT_TRUE(after.IsPaused());
      EXPECT_FALSE(after.legal_due);
      EXPECT_EQ(after.state_before_pause, before.state);
      break;
    case ClockEffect::kContinue:
      EXPECT_FALSE(after.IsPaused());
      EXPECT_TRUE(after.legal_due);
      EXPECT_EQ(after.state_before_pause, State::kNone);
      break;
    case ClockEffect::kStop:
      EXPECT_FALSE(IsOpen(after));
      EXPECT_FALSE(after.IsPaused());
      break;
    case ClockEffect::kNewDate:
      EXPECT_EQ(after.receipts.size(), before.receipts.size() + 1);
      EXPECT_EQ(after.receipts.back().promised_due, after.promised_due);
      break;
  }
}

void ExpectAllowed(const Allowed& cell) {
  Play p = Driven(cell.state, cell.shape);
  for (const Command c : cell.first) {
    p.Do(Person(p.d().holder), SensibleInput(c, p.d(), p.now()));
  }
  ASSERT_EQ(p.d().state, cell.state);
  p.At(p.now() + std::chrono::minutes{10});
  const Dossier before = p.d();
  p.Do(Person(cell.office), SensibleInput(cell.command, before, p.now()));
  ASSERT_EQ(p.d().version, before.version + 1);
  EXPECT_EQ(StateName(p.d().state), StateName(cell.to));
  const Event& e = p.last().event;
  EXPECT_EQ(EventKindName(e.kind), EventKindName(cell.event));
  EXPECT_EQ(e.state_before, cell.state);
  EXPECT_EQ(e.state_after, cell.to);
  EXPECT_EQ(e.holder_after, p.d().holder);
  EXPECT_EQ(e.version, p.d().version);
  EXPECT_EQ(e.key, p.d().key);
  EXPECT_EQ(e.acted_at, p.now());
  EXPECT_EQ(e.actor, Person(cell.office).account);
  EXPECT_EQ(e.unit, cell.office);
  EXPECT_EQ(p.d().updated_at, p.now());
  EXPECT_EQ(p.d().updated_by, e.actor);
  EXPECT_EQ(p.d().updated_kind, static_cast<int>(cell.event));
  ExpectClock(cell.command, before, p.d());
}

void ExpectRefused(State state, Command command) {
  const bool answers = command == C::kTakeOver || command == C::kDecline;
  Play p = Driven(state, answers ? Shape::kOther : Shape::kOwn);
  ASSERT_EQ(p.d().state, state);
  const int serials = p.serials_given();
  const Actor who = Person(answers ? kPhongThai : kHuongAn);
  const auto decision = p.Try(who, SensibleInput(command, p.d(), p.now()));
  const std::string reason(TransitionFor(state, command).reason);
  std::string expected = "FAILED_PRECONDITION " + reason;
  if (state == S::kNone) expected = "NOT_FOUND " + reason;
  // Nothing was ever offered to anybody: that is said first.
  if (answers && (state == S::kRegistered || state == S::kRefused)) {
    expected = "PERMISSION_DENIED UNIT_NOT_OFFERED";
  }
  EXPECT_EQ(Said(decision), expected);
  EXPECT_EQ(p.serials_given(), serials);
}

class StateTest : public testing::TestWithParam<int> {};

TEST_P(StateTest, DecidesEachCommandAsTheTableSays) {
  const auto state = static_cast<State>(GetParam());
  for (int i = 0; i < kCommandCount; ++i) {
    const auto command = static_cast<Command>(i);
    SCOPED_TRACE(std::string(StateName(state)) + " " + std::string(CommandName(command)));
    const Allowed* cell = Find(state, command);
    EXPECT_EQ(TransitionFor(state, command).allowed(), cell != nullptr);
    if (cell != nullptr) {
      ExpectAllowed(*cell);
    } else {
      ExpectRefused(state, command);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, StateTest, testing::Range(0, kStateCount), [](const auto& state) {
  return std::string(StateName(static_cast<State>(state.param)));
});

TEST(TransitionsTest, PrintAsTheGoldenFile) {
  const std::string path = std::string(MOTCUA_SOURCE_DIR) + "/tests/golden/transitions.tsv";
  if (std::getenv("MOTCUA_UPDATE_GOLDEN") != nullptr) {
    ASSERT_TRUE(WritePublicFile(path, PrintTransitions()).ok());
  }
  const auto golden = ReadFile(path);
  ASSERT_TRUE(golden.ok()) << golden.status();
  EXPECT_EQ(PrintTransitions(), *golden)
      << "MOTCUA_UPDATE_GOLDEN=1 writes the file anew; read its difference before keeping it";
}

TEST(TransitionsTest, EachCommandHasItsOwnNameAndEvent) {
  std::map<std::string_view, int> names;
  std::map<EventKind, int> events;
  for (int i = 0; i < kCommandCount; ++i) {
    const CommandRule& rule = RuleFor(static_cast<Command>(i));
    EXPECT_EQ(static_cast<int>(rule.command), i);
    EXPECT_EQ(++names[rule.name], 1) << rule.name;
    EXPECT_EQ(++events[rule.event], 1) << rule.name;
  }
}

TEST(TransitionsTest, StatesKeepTheirNationalNumbersAndNames) {
  const std::pair<int, const char*> national[] = {
      {1, "Mới đăng ký"},
      {2, "Được tiếp nhận"},
      {3, "Không được tiếp nhận"},
      {4, "Đang xử lý"},
      {5, "Yêu cầu bổ sung giấy tờ"},
      {6, "Yêu cầu thực hiện nghĩa vụ tài chính"},
      {7, "Công dân yêu cầu rút hồ sơ"},
      {8, "Dừng xử lý"},
      {9, "Đã xử lý xong"},
      {10, "Đã trả kết quả"},
  };
  for (const auto& [number, name] : national) {
    EXPECT_EQ(StateNameVi(static_cast<State>(number)), name);
  }
}

TEST(TransitionsTest, ASupplementRequestedBeforeTheReceiptLeadsBackToRegistered) {
  Play p = Driven(S::kSupplementRequested, Shape::kOnline);
  p.Do(Person(kHuongAn), ResumeInput{});
  EXPECT_EQ(p.d().state, S::kRegistered);
  EXPECT_EQ(p.d().state_before_pause, S::kNone);
}

TEST(TransitionsTest, WhatWasNeverReceivedIsNeitherStoppedNorReopened) {
  Play asked = Driven(S::kSupplementRequested, Shape::kOnline);
  EXPECT_EQ(Said(asked.Try(Person(kHuongAn), Because(C::kStop))),
            "FAILED_PRECONDITION DOSSIER_NOT_RECEIVED");
  Play withdrawn = Driven(S::kWithdrawn, Shape::kOnline);
  EXPECT_EQ(Said(withdrawn.Try(Person(kHuongAn), Because(C::kReopen))),
            "FAILED_PRECONDITION DOSSIER_NOT_RECEIVED");
}

TEST(TransitionsTest, WhatWasReceivedIsNotRefusedWhileItIsPaused) {
  Play p = Driven(S::kSupplementRequested, Shape::kOwn);
  EXPECT_EQ(Said(p.Try(Person(kHuongAn), Because(C::kRefuse))),
            "FAILED_PRECONDITION DOSSIER_ALREADY_RECEIVED");
}

}  // namespace
}  // namespace motcua::domain
