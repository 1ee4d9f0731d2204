// Closing, reopening, putting right, serving at once.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "server/domain/flows.h"
#include "tests/unit/domain/domain_testing.h"

namespace motcua::domain {
namespace {

using C = Command;

const Actor& All() {
  static const auto& who = *new Actor(Person(kHuongAn));
  return who;
}

Play Received(const std::string& procedure = kMarital,
              const std::string& when = "2025-07-01 08:00") {
  Play p(when);
  p.Do(All(), Receive(DraftOf(procedure)));
  return p;
}

Play Assigned(const std::string& procedure = kMarital) {
  Play p = Received(procedure);
  p.At("2025-07-01 09:00").Do(All(), AssignInput{"officer/19804"});
  return p;
}

Play Resolved() {
  Play p = Assigned();
  p.Do(All(), Forward()).Do(All(), Forward()).At("2025-07-02 09:00").Do(All(), Approve());
  return p;
}

// "19804 receiver 1.004873/1 received +1" and so on.
std::vector<std::string> FlowsOf(const Dossier& before, const Dossier& after) {
  constexpr const char* by[] = {"", "receiver", "decider", "holder"};
  constexpr const char* metric[] = {"received",  "early",   "on time",   "late",
                                    "withdrawn", "stopped", "handed in", "handed out"};
  std::vector<std::string> texts;
  for (const Flow& f : FlowsBetween(before, after)) {
    texts.push_back(f.unit + " " + by[static_cast<int>(f.by)] + " " + f.procedure + "/" +
                    std::to_string(f.cell) + " " + metric[static_cast<int>(f.metric)] + " " +
                    (f.delta > 0 ? "+" : "") + std::to_string(f.delta));
  }
  return texts;
}

using Texts = std::vector<std::string>;

TEST(ClosingTest, ReopeningCountsMinusOneOnItsOwnDayAndLeavesTheAppointment) {
  Play p = Resolved();
  const Dossier resolved = p.d();
  p.At("2025-07-03 09:00").Do(All(), Because(C::kReopen));
  EXPECT_EQ(FlowsOf(resolved, p.d()),
            (Texts{"19804 receiver 1.004873/1 early -1", "19804 decider 1.004873/1 early -1",
                   "19804 holder 1.004873/1 early -1"}));
  EXPECT_EQ(p.d().promised_due, resolved.promised_due);
  EXPECT_EQ(p.d().receipts.size(), 1u);
  EXPECT_EQ(p.d().outcome, Outcome::kNone);
  EXPECT_EQ(p.d().timeliness, Timeliness::kNone);
  EXPECT_FALSE(p.d().resolved_at);
  EXPECT_EQ(p.d().step, 3);
  EXPECT_EQ(p.last().event.facts.at("reopened_from"), "RESOLVED");
  // One working day stood still: 4 July 08:00 becomes 7 July 08:00.
  EXPECT_EQ(Show(p.d().legal_due), "2025-07-07 08:00");
  EXPECT_EQ(Said(Resolved().Try(All(), Because(C::kReopen, ""))),
            "INVALID_ARGUMENT FIELD_INVALID reason");
}

TEST(ClosingTest, AResultThatTravelledComesBackToItsDeciderWhenReopened) {
  Play p("2025-07-01 08:00");
  p.Do(All(), Receive(DraftOf(kMarital, kPhongThai)));
  const Actor there = Person(kPhongThai);
  p.Do(there, Because(C::kTakeOver)).Do(there, AssignInput{"officer/19858"});
  p.Do(there, Forward()).Do(there, Forward()).Do(there, Approve());
  p.Do(All(), Because(C::kTakeOver));
  EXPECT_EQ(p.d().holder, kHuongAn);
  EXPECT_EQ(p.d().step, 7);
  const Dossier before = p.d();
  EXPECT_EQ(Said(p.Try(All(), Because(C::kReopen))), "PERMISSION_DENIED UNIT_NOT_COMPETENT")
      << "who only hands out the result does not reopen the decision";
  p.Do(there, Because(C::kReopen));
  EXPECT_EQ(p.d().holder, kPhongThai);
  EXPECT_EQ(p.d().past_holders, std::vector<std::string>{kHuongAn});
  EXPECT_EQ(FlowsOf(before, p.d()),
            (Texts{"19804 receiver 1.004873/2 early -1", "19858 decider 1.004873/2 early -1",
                   "19858 holder 1.004873/2 early -1"}));
}

TEST(ClosingTest, WhatIsClosedBeforeTheTakeOverIsReopenedWhereItWas) {
  Play p("2025-07-01 08:00");
  p.Do(All(), Receive(DraftOf(kMarital, kPhongThai)));
  p.Do(All(), Because(C::kWithdraw));
  EXPECT_EQ(p.d().transfer->state, TransferState::kRecalled) << "the offer ends with the dossier";
  EXPECT_EQ(Said(p.Try(Person(kPhongThai), Because(C::kTakeOver))),
            "FAILED_PRECONDITION DOSSIER_CLOSED");
  p.Do(All(), Because(C::kReopen));
  EXPECT_EQ(p.d().holder, kHuongAn);
  EXPECT_EQ(p.d().step, 1);
  EXPECT_EQ(Said(p.Try(All(), AssignInput{"officer/19804"})),
            "FAILED_PRECONDITION UNIT_NOT_COMPETENT");
  p.Do(All(), OfferInput{}).Do(Person(kPhongThai), Because(C::kTakeOver));
  EXPECT_EQ(p.d().holder, kPhongThai);
}

TEST(ClosingTest, ClosingEndsAPause) {
  Play p = Assigned();
  p.At("2025-07-02 08:00").Do(All(), Ask(5000)).At("2025-07-02 09:00");
  p.Do(All(), Because(C::kStop));
  EXPECT_FALSE(p.d().IsPaused());
  EXPECT_EQ(p.d().state_before_pause, State::kNone);
  EXPECT_EQ(p.d().closed_as, State::kStopped);
  EXPECT_FALSE(p.d().legal_due);
  p.At("2025-07-02 10:00").Do(All(), Because(C::kReopen));
  EXPECT_EQ(Show(p.d().legal_due), "2025-07-04 10:00") << "8:00 to 10:00 stood still";
}

TEST(ClosingTest, AVoidedIntakeIsTakenOutOfTheFigures) {
  Play p = Received();
  const Dossier before = p.d();
  p.At("2025-07-02 08:00").Do(All(), Because(C::kVoid));
  EXPECT_FALSE(IsCounted(p.d()));
  EXPECT_EQ(FlowsOf(before, p.d()),
            (Texts{"19804 receiver 1.004873/1 received -1", "19804 decider 1.004873/1 received -1",
                   "19804 holder 1.004873/1 received -1"}));
  EXPECT_EQ(Said(Assigned().Try(All(), Because(C::kVoid))),
            "FAILED_PRECONDITION DOSSIER_WORK_STARTED");
}

TEST(CorrectionTest, AWrongProcedureMovesTheCountersAndKeepsBothReceipts) {
  Play p = Received(kMarital);
  const Dossier before = p.d();
  CorrectInput input;
  input.reason = "nhầm thủ tục";
  input.procedure = kCopy;
  p.At("2025-07-01 09:30").Do(All(), input);
  EXPECT_EQ(FlowsOf(before, p.d()),
            (Texts{"19804 receiver 1.004873/1 received -1", "19804 receiver 2.000815/1 received +1",
                   "19804 decider 1.004873/1 received -1", "19804 decider 2.000815/1 received +1",
                   "19804 holder 1.004873/1 received -1", "19804 holder 2.000815/1 received +1"}));
  EXPECT_EQ(p.d().code, before.code);
  EXPECT_EQ(p.d().received_at, before.received_at);
  EXPECT_EQ(Show(p.d().promised_due), "2025-07-01 17:00");
  EXPECT_EQ(p.d().fee_vnd, 2000);
  EXPECT_EQ(p.last().event.facts.at("former_procedure"), kMarital);
  ASSERT_EQ(p.d().receipts.size(), 2u);
  EXPECT_EQ(p.d().receipts[0], before.receipts[0]);
  EXPECT_EQ(p.d().receipts[1].procedure, kCopy);
  EXPECT_EQ(p.d().components[0].name,
            "Bản chính giấy tờ, văn bản cần chứng thực (xuất trình) và bản sao");
}

TEST(CorrectionTest, AWrongPlaceSendsTheDossierWhereItBelongs) {
  Play p = Received();
  CorrectInput input;
  input.reason = "nhầm nơi";
  input.place = kPhongThai;
  p.Do(All(), input);
  EXPECT_EQ(p.d().competent, kPhongThai);
  EXPECT_EQ(p.d().boundary, Boundary::kOtherCommune);
  EXPECT_EQ(p.d().transfer->to, kPhongThai);
  EXPECT_EQ(p.d().step, 1);
  input.place = kHue;
  p.Do(All(), Because(C::kRecall));
  EXPECT_EQ(Said(p.Try(All(), input)), "INVALID_ARGUMENT FIELD_INVALID place");
  input.place = "99999";
  EXPECT_EQ(Said(p.Try(All(), input)), "NOT_FOUND PLACE_UNKNOWN");
}

TEST(CorrectionTest, TheLawOfTheDayOfReceiptHolds) {
  Play p = Received(kMarital, "2026-08-04 16:00");
  CorrectInput input;
  input.reason = "nhầm nơi";
  input.place = kBaDinh;
  p.At("2026-08-05 08:00");
  EXPECT_EQ(Said(p.Try(All(), input)), "FAILED_PRECONDITION NOT_BOUNDARY_FREE");
}

TEST(CorrectionTest, AfterATakeOverItIsTooLateForAnotherMatter) {
  Play p("2025-07-01 08:00");
  p.Do(All(), Receive(DraftOf(kMarital, kPhongThai)));
  p.Do(Person(kPhongThai), Because(C::kTakeOver));
  CorrectInput input;
  input.reason = "nhầm thủ tục";
  input.procedure = kCopy;
  const std::string started = "FAILED_PRECONDITION DOSSIER_WORK_STARTED";
  EXPECT_EQ(Said(p.Try(All(), input)), started);
  EXPECT_EQ(Said(p.Try(All(), Because(C::kVoid))), started);
}

TEST(CorrectionTest, AnEarlierPauseStillCounts) {
  Play p = Received(kAllowance);
  p.At("2025-07-01 09:00").Do(All(), Because(C::kRequestSupplement));
  p.At("2025-07-02 09:00").Do(All(), ResumeInput{});
  CorrectInput input;
  input.reason = "nhầm thủ tục";
  input.procedure = kMarital;
  p.Do(All(), input);
  EXPECT_EQ(Show(p.d().promised_due), "2025-07-07 08:00") << "4 July and a day of pause";
  EXPECT_EQ(Show(p.d().legal_due), "2025-07-07 08:00");
}

TEST(CorrectionTest, TypingErrorsArePutRightWithANewReceiptAnotherMatterIsNot) {
  Play p = Assigned();
  CorrectInput input;
  input.reason = "gõ nhầm";
  EXPECT_EQ(Said(p.Try(All(), input)), "INVALID_ARGUMENT FIELD_INVALID applicant");
  input.applicant = SomeApplicant();
  input.applicant->full_name = "Nguyễn Văn Ân";
  const Dossier before = p.d();
  p.Do(All(), input);
  EXPECT_EQ(p.d().applicant.full_name, "Nguyễn Văn Ân");
  EXPECT_EQ(p.d().receipts.size(), 2u);
  EXPECT_EQ(p.d().promised_due, before.promised_due);
  EXPECT_TRUE(FlowsBetween(before, p.d()).empty());
  input.applicant->identity_number = "1";
  EXPECT_EQ(Said(p.Try(All(), input)), "INVALID_ARGUMENT FIELD_INVALID applicant.identity_number");
  input.applicant.reset();
  input.procedure = kCopy;
  EXPECT_EQ(Said(p.Try(All(), input)), "FAILED_PRECONDITION DOSSIER_WORK_STARTED");
}

TEST(CorrectionTest, ANewAppointmentIsGivenOnceLaterAndOnAWorkingDay) {
  Play p = Received();
  const std::string bad = "INVALID_ARGUMENT FIELD_INVALID promised_due";
  const auto reappoint = [&](const char* to) {
    return Said(p.Try(All(), ReappointInput{"quá tải", T(to)}));
  };
  EXPECT_EQ(reappoint("2025-07-04 08:00"), bad) << "not later than before";
  EXPECT_EQ(reappoint("2025-07-05 10:00"), bad) << "a Saturday";
  EXPECT_EQ(reappoint("2027-03-01 10:00"), "OUT_OF_RANGE CALENDAR_UNKNOWN");
  p.At("2025-07-08 09:00");
  EXPECT_EQ(reappoint("2025-07-08 08:59"), bad) << "in the past";
  const Dossier before = p.d();
  p.Do(All(), ReappointInput{"quá tải", T("2025-07-09 16:00")});
  EXPECT_EQ(Show(p.d().promised_due), "2025-07-09 16:00");
  EXPECT_EQ(p.d().legal_due, before.legal_due);
  EXPECT_EQ(p.d().receipts.size(), 2u);
  EXPECT_EQ(p.last().event.facts.at("former_promised_due"), "2025-07-04T08:00:00+07:00");
  EXPECT_EQ(reappoint("2025-07-11 16:00"), "FAILED_PRECONDITION REAPPOINTED_ALREADY");
}

TEST(ServeNowTest, ReceivesResolvesAndDeliversAtOnce) {
  Play p("2025-07-01 08:00");
  Draft draft = DraftOf(kCopy);
  draft.quantity = 5;
  p.Do(Clerk(kHuongAn), ServeNowInput{draft, "head/19804", 10'000});
  const Dossier& d = p.d();
  EXPECT_EQ(d.state, State::kResultDelivered);
  EXPECT_EQ(d.code, "H57.104-250701-0042");
  EXPECT_EQ(d.outcome, Outcome::kApproved);
  EXPECT_EQ(d.timeliness, Timeliness::kOnTime);
  EXPECT_EQ(d.paid_vnd, 10'000);
  EXPECT_EQ(d.receipts.size(), 1u);
  EXPECT_EQ(p.last().event.facts.at("signer"), "head/19804");
  EXPECT_EQ(p.last().event.facts.at("quantity"), "5");
  EXPECT_EQ(FlowsOf(Dossier{}, d),
            (Texts{"19804 receiver 2.000815/1 received +1", "19804 receiver 2.000815/1 on time +1",
                   "19804 decider 2.000815/1 received +1", "19804 decider 2.000815/1 on time +1",
                   "19804 holder 2.000815/1 received +1", "19804 holder 2.000815/1 on time +1"}));
  EXPECT_TRUE(DueFlowsBetween(Dossier{}, d, LocalDay(p.now())).empty());
}

TEST(ServeNowTest, AHeadAtTheCounterSignsAlone) {
  Play p("2025-07-01 15:30");
  p.Do(All(), ServeNowInput{DraftOf(kCopy), "", 0});
  EXPECT_EQ(p.last().event.facts.at("signer"), All().account);
  EXPECT_EQ(p.d().timeliness, Timeliness::kEarly) << "after 15:00 it was promised for the next day";
}

}  // namespace
}  // namespace motcua::domain
