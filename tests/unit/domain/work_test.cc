// Working on a dossier and pausing it.
#include <gtest/gtest.h>

#include <string>
#include <vector>

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

TEST(WorkTest, StepsAreWalkedFromAssigningToHandingOut) {
  Play p = Received();
  EXPECT_EQ(p.d().step, 2);
  p.At("2025-07-01 09:00").Do(Head(kHuongAn), AssignInput{"officer/19804"});
  EXPECT_EQ(p.d().step, 3);
  EXPECT_EQ(p.d().officer, "officer/19804");
  EXPECT_EQ(Show(p.d().step_since), "2025-07-01 09:00");
  p.At("2025-07-01 10:00").Do(Officer(kHuongAn), Forward());
  EXPECT_EQ(p.d().step, 4);
  EXPECT_EQ(p.last().event.facts.at("from_step"), "3");
  EXPECT_EQ(p.last().event.facts.at("to_step"), "4");
  p.Do(Head(kHuongAn), StepInput{true, 0, "thiếu căn cứ"});
  EXPECT_EQ(p.d().step, 3);
  EXPECT_EQ(p.last().event.reason, "thiếu căn cứ");
  p.Do(Officer(kHuongAn), Forward()).Do(Head(kHuongAn), Forward());
  EXPECT_EQ(p.d().step, 5);
  EXPECT_EQ(Said(p.Try(Head(kHuongAn), Forward())), "FAILED_PRECONDITION STEP_NEEDS_DECISION");
  p.Do(Head(kHuongAn), Approve());
  EXPECT_EQ(p.d().step, 6);
  p.Do(Clerk(kHuongAn), Forward());
  EXPECT_EQ(p.d().step, 7);
  EXPECT_EQ(Said(p.Try(Clerk(kHuongAn), Forward())), "FAILED_PRECONDITION STEP_NEEDS_DELIVERY");
  p.At("2025-07-02 10:00").Do(Clerk(kHuongAn), HandOut());
  EXPECT_EQ(p.d().step, 0);
  EXPECT_EQ(Show(p.d().delivered_at), "2025-07-02 10:00");
}

TEST(WorkTest, SendingBackGoesOnlyBackAndNeverIntoTheReception) {
  Play p = Assigned();
  p.Do(All(), Forward());  // step 4
  const std::string bad = "INVALID_ARGUMENT FIELD_INVALID to_step";
  EXPECT_EQ(Said(p.Try(All(), StepInput{true, 1, "x"})), bad);
  EXPECT_EQ(Said(p.Try(All(), StepInput{true, 4, "x"})), bad);
  EXPECT_EQ(Said(p.Try(All(), StepInput{true, 5, "x"})), bad);
  EXPECT_EQ(Said(p.Try(All(), StepInput{true, -1, "x"})), bad);
  EXPECT_EQ(Said(p.Try(All(), StepInput{true, 3, ""})), "INVALID_ARGUMENT FIELD_INVALID reason");
  p.Do(All(), StepInput{true, 2, "x"});
  EXPECT_EQ(p.d().step, 2);
  EXPECT_EQ(Said(p.Try(All(), StepInput{true, 0, "x"})), "FAILED_PRECONDITION STEP_NOT_REACHED");
}

TEST(WorkTest, AnOfficerIsAnAccountInUseOfTheHolder) {
  Play p = Received();
  EXPECT_EQ(Said(p.Try(All(), AssignInput{""})), "INVALID_ARGUMENT FIELD_INVALID officer");
  EXPECT_EQ(Said(p.Try(All(), AssignInput{"nobody"})), "NOT_FOUND ACCOUNT_NOT_FOUND officer");
  EXPECT_EQ(Said(p.Try(All(), AssignInput{"officer/19858"})),
            "NOT_FOUND ACCOUNT_NOT_FOUND officer");
  EXPECT_EQ(Said(p.Try(All(), AssignInput{"clerk/19804"})),
            "INVALID_ARGUMENT FIELD_INVALID officer");
  EXPECT_EQ(Said(p.Try(All(), AssignInput{"disabled/19804"})),
            "INVALID_ARGUMENT FIELD_INVALID officer");
}

TEST(WorkTest, OnTimeIsJudgedByTheAppointment) {
  const std::pair<const char*, Timeliness> table[] = {
      {"2025-07-03 17:00", Timeliness::kEarly},  {"2025-07-04 07:30", Timeliness::kOnTime},
      {"2025-07-04 08:00", Timeliness::kOnTime}, {"2025-07-04 08:00:01", Timeliness::kLate},
      {"2025-07-07 08:00", Timeliness::kLate},
  };
  for (const auto& [when, timeliness] : table) {
    Play p = Assigned();  // promised 4 July, 08:00
    p.Do(All(), Forward()).Do(All(), Forward()).At(when).Do(All(), Approve());
    EXPECT_EQ(p.d().timeliness, timeliness) << when;
    EXPECT_EQ(p.d().closed_by, kHuongAn);
    EXPECT_EQ(p.d().closed_as, State::kResolved);
  }
}

TEST(WorkTest, ADecisionHasAnOutcomeAndARejectionAReason) {
  Play p = Assigned();
  EXPECT_EQ(Said(p.Try(All(), Approve())), "FAILED_PRECONDITION STEP_NOT_REACHED");
  p.Do(All(), Forward()).Do(All(), Forward());
  EXPECT_EQ(Said(p.Try(All(), ResolveInput{})), "INVALID_ARGUMENT FIELD_INVALID outcome");
  EXPECT_EQ(Said(p.Try(All(), ResolveInput{Outcome::kRejected, "", ""})),
            "INVALID_ARGUMENT FIELD_INVALID reason");
  p.Do(All(), ResolveInput{Outcome::kRejected, "", "không đủ điều kiện"});
  EXPECT_EQ(p.d().outcome, Outcome::kRejected);
  EXPECT_EQ(p.last().event.facts.at("outcome"), "rejected");
  EXPECT_EQ(p.last().event.facts.count("reason"), 0u) << "free text stays private";
}

TEST(WorkTest, AResultGoesToTheApplicantOrToWhomIsAuthorised) {
  Play p = Resolved();
  EXPECT_EQ(Said(p.Try(All(), DeliverInput{"", "passport", ""})),
            "INVALID_ARGUMENT FIELD_INVALID shown_paper");
  EXPECT_EQ(Said(p.Try(All(), DeliverInput{"Trần Bình", "identity_paper", ""})),
            "INVALID_ARGUMENT FIELD_INVALID authorisation");
  const auto proxy = p.Try(All(), DeliverInput{"Trần Bình", "authorisation", "GUQ 12"});
  ASSERT_TRUE(proxy.ok());
  EXPECT_EQ(proxy->event.facts.at("recipient"), "proxy");
  EXPECT_EQ(proxy->event.private_facts.at("recipient_name"), "Trần Bình");
  EXPECT_EQ(proxy->event.private_facts.at("authorisation"), "GUQ 12");
  for (const auto& [name, value] : proxy->event.facts) EXPECT_NE(value, "Trần Bình") << name;
  const auto self = p.Try(All(), DeliverInput{"NGUYỄN VĂN AN", "receipt", ""});
  ASSERT_TRUE(self.ok()) << "the applicant's name in capitals is the applicant";
  EXPECT_EQ(self->event.facts.at("recipient"), "applicant");
}

TEST(PauseTest, ASupplementMovesTheAppointmentByThePausedWorkingTimeAndIssuesAReceipt) {
  const struct {
    const char* procedure;
    const char* from;
    const char* until;
    const char* promised;  // before 4 July, 08:00; 16 July, 17:00 for calendar days
    const char* legal;
    size_t receipts;
  } table[] = {
      {kMarital, "2025-07-01 10:00", "2025-07-01 11:00", "2025-07-04 09:00", "2025-07-04 09:00", 2},
      {kMarital, "2025-07-01 10:00", "2025-07-03 10:00", "2025-07-08 08:00", "2025-07-08 08:00", 2},
      {kMarital, "2025-07-01 17:00", "2025-07-02 07:00", "2025-07-04 08:00", "2025-07-04 08:00", 1},
      {kMarital, "2025-07-01 11:30", "2025-07-01 13:30", "2025-07-04 08:00", "2025-07-04 08:00", 1},
      {kMarital, "2025-07-02 08:00", "2025-07-07 08:00", "2025-07-09 08:00", "2025-07-09 08:00", 2},
      {kMarital, "2025-07-04 09:00", "2025-07-07 09:00", "2025-07-04 08:00", "2025-07-04 08:00", 1},
      {kMarital, "2025-07-04 08:00", "2025-07-07 08:00", "2025-07-04 08:00", "2025-07-04 08:00", 1},
      {kPoor, "2025-07-01 10:00", "2025-07-03 10:00", "2025-07-21 07:00", "2025-07-18 17:00", 2},
  };
  for (const auto& row : table) {
    SCOPED_TRACE(std::string(row.procedure) + " " + row.from + " to " + row.until);
    Play p = Received(row.procedure);
    p.At(row.from).Do(All(), Because(C::kRequestSupplement, "bổ sung bản sao"));
    EXPECT_EQ(p.d().supplement_text, "bổ sung bản sao");
    EXPECT_EQ(p.d().receipts.size(), 1u);
    p.At(row.until).Do(All(), ResumeInput{{{1, "", 1, ""}}, ""});
    EXPECT_EQ(Show(p.d().promised_due), row.promised);
    EXPECT_EQ(Show(p.d().legal_due), row.legal);
    ASSERT_EQ(p.d().receipts.size(), row.receipts);
    EXPECT_EQ(p.d().receipts.back().promised_due, p.d().promised_due);
    EXPECT_EQ(p.d().receipts.front().number, 1);
    EXPECT_EQ(p.d().receipts.back().number, static_cast<int>(row.receipts));
    EXPECT_EQ(p.d().components.size(), 2u);
    EXPECT_EQ(p.d().state, State::kReceived);
  }
}

TEST(PauseTest, APauseNeverMovesAnAppointmentForward) {
  Play p = Received();
  // An appointment in the evening of a working day.
  p.At("2025-07-04 07:30").Do(All(), ReappointInput{"quá tải", T("2025-07-07 20:00")});
  p.At("2025-07-07 18:00").Do(All(), Because(C::kRequestSupplement));
  p.At("2025-07-07 19:00").Do(All(), ResumeInput{});
  EXPECT_EQ(Show(p.d().promised_due), "2025-07-07 20:00");
}

TEST(PauseTest, OneSupplementAtReceptionAndOneInAppraisal) {
  Play p = Received();
  p.Do(All(), Because(C::kRequestSupplement)).Do(All(), ResumeInput{});
  const std::string twice = "FAILED_PRECONDITION SUPPLEMENT_ALREADY_REQUESTED";
  EXPECT_EQ(Said(p.Try(All(), Because(C::kRequestSupplement))), twice);
  p.Do(All(), AssignInput{"officer/19804"});
  p.Do(All(), Because(C::kRequestSupplement));
  EXPECT_EQ(p.last().event.facts.at("stage"), "appraisal");
  p.Do(All(), ResumeInput{});
  EXPECT_EQ(p.d().state, State::kProcessing);
  EXPECT_EQ(Said(p.Try(All(), Because(C::kRequestSupplement))), twice);
  EXPECT_EQ(Said(p.Try(All(), Because(C::kRequestSupplement, " "))),
            "INVALID_ARGUMENT FIELD_INVALID reason");
}

TEST(PauseTest, PaymentPausesUntilAllThatWasAskedIsPaid) {
  Play p = Assigned();
  p.At("2025-07-02 08:00").Do(All(), Ask(1'000'000));
  EXPECT_TRUE(p.d().IsPaused());
  EXPECT_EQ(p.d().pauses.back().reason, PauseReason::kPayment);
  p.At("2025-07-02 09:00").Do(All(), Pay(400'000));
  EXPECT_EQ(p.d().state, State::kPaymentRequested);
  EXPECT_TRUE(p.d().IsPaused());
  p.At("2025-07-02 10:00").Do(All(), Pay(600'000));
  EXPECT_EQ(p.d().state, State::kProcessing);
  EXPECT_EQ(Show(p.d().promised_due), "2025-07-04 10:00");
  EXPECT_EQ(p.d().paid_vnd, 1'000'000);
  EXPECT_EQ(p.last().event.facts.at("reference"), "BL-1");
  EXPECT_EQ(Said(p.Try(All(), Pay(0))), "INVALID_ARGUMENT FIELD_INVALID amount_vnd");
  EXPECT_EQ(Said(p.Try(All(), Ask(-5))), "INVALID_ARGUMENT FIELD_INVALID amount_vnd");
}

}  // namespace
}  // namespace motcua::domain
