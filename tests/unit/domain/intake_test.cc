// Receiving: what the receipt says, the two dates, where a dossier may be taken in.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/law/codes.h"
#include "tests/unit/domain/domain_testing.h"

namespace motcua::domain {
namespace {

Draft Crossing(const std::string& procedure) { return DraftOf(procedure, kPhongThai); }

struct DateCase {
  const char* what;
  const char* received;
  Draft draft;
  const char* promised;
  const char* start;
  const char* legal;
  const char* taken_over = "";   // when it travels: taken over then,
  const char* start_after = "";  // and the clock started
  const char* legal_after = "";  // and its due time.
  Channel channel = Channel::kCounter;
};

Draft Returning(Draft draft, const std::string& unit) {
  draft.returning = unit;
  return draft;
}

TEST(IntakeTest, AppointmentAndDueTimeAreKeptApart) {
  const DateCase cases[] = {
      {"own commune, 3 days", "2025-07-01 08:00", DraftOf(kMarital), "2025-07-04 08:00",
       "2025-07-01 08:00", "2025-07-04 08:00"},
      {"own commune, after 15:00: the clock does not move", "2025-07-01 16:00", DraftOf(kMarital),
       "2025-07-04 16:00", "2025-07-01 16:00", "2025-07-04 16:00"},
      {"same day, 15:00 is in time", "2025-07-01 15:00", DraftOf(kBirth), "2025-07-01 17:00",
       "2025-07-01 15:00", "2025-07-01 17:00"},
      {"same day, a second later", "2025-07-01 15:00:01", DraftOf(kBirth), "2025-07-02 17:00",
       "2025-07-01 15:00:01", "2025-07-02 17:00"},
      {"same day on a Saturday", "2025-07-05 09:00", DraftOf(kBirth), "2025-07-07 17:00",
       "2025-07-05 09:00", "2025-07-07 17:00"},
      {"calendar days", "2025-07-01 08:00", DraftOf(kPoor), "2025-07-16 17:00", "2025-07-01 08:00",
       "2025-07-16 17:00"},
      {"National Day is not counted", "2025-08-29 08:00", DraftOf(kMarital), "2025-09-05 08:00",
       "2025-08-29 08:00", "2025-09-05 08:00"},
      {"July 2025, crossing: from the reception; the result has its way back", "2025-07-01 08:00",
       Crossing(kMarital), "2025-07-07 08:00", "2025-07-01 08:00", "2025-07-04 08:00",
       "2025-07-02 08:00", "2025-07-01 08:00", "2025-07-04 08:00"},
      {"July 2025, crossing, handed out where it is decided", "2025-07-01 08:00",
       Returning(Crossing(kMarital), kPhongThai), "2025-07-04 08:00", "2025-07-01 08:00",
       "2025-07-04 08:00", "2025-07-01 09:00", "2025-07-01 08:00", "2025-07-04 08:00"},
      {"July 2025, crossing, after 15:00: no waiting", "2025-07-01 16:00", Crossing(kMarital),
       "2025-07-07 16:00", "2025-07-01 16:00", "2025-07-04 16:00", "2025-07-02 09:00",
       "2025-07-01 16:00", "2025-07-04 16:00"},
      {"July 2025, same day, crossing", "2025-07-01 10:00", Crossing(kBirth), "2025-07-02 17:00",
       "2025-07-01 10:00", "2025-07-01 17:00", "2025-07-01 11:00", "2025-07-01 10:00",
       "2025-07-01 17:00"},
      {"the day before 5 August 2026, crossing", "2026-08-04 09:00", Crossing(kMarital),
       "2026-08-10 09:00", "2026-08-04 09:00", "2026-08-07 09:00", "2026-08-05 08:00",
       "2026-08-04 09:00", "2026-08-07 09:00"},
      {"after 5 August 2026, crossing: from the take-over", "2026-08-06 09:00", Crossing(kMarital),
       "2026-08-13 09:00", "-", "-", "2026-08-07 08:00", "2026-08-07 08:00", "2026-08-12 08:00"},
      {"after 5 August 2026, at 15:00", "2026-08-06 15:00", Crossing(kMarital), "2026-08-13 15:00",
       "-", "-", "2026-08-06 15:30", "2026-08-06 15:30", "2026-08-11 15:30"},
      {"after 5 August 2026, after 15:00: sent the next morning", "2026-08-06 15:00:01",
       Crossing(kMarital), "2026-08-13 17:00", "-", "-", "2026-08-07 07:00", "2026-08-07 07:00",
       "2026-08-11 17:00"},
      {"after 5 August 2026, online after 15:00: sent at once", "2026-08-06 15:30",
       Crossing(kMarital), "2026-08-13 15:30", "-", "-", "2026-08-07 07:00", "2026-08-07 07:00",
       "2026-08-11 17:00", Channel::kOnline},
      {"after 5 August 2026, own commune: from the reception", "2026-08-06 09:00",
       DraftOf(kMarital), "2026-08-11 09:00", "2026-08-06 09:00", "2026-08-11 09:00"},
      {"after 5 August 2026, same day, crossing", "2026-08-06 10:00", Crossing(kBirth),
       "2026-08-10 17:00", "-", "-", "2026-08-06 16:00", "2026-08-06 16:00", "2026-08-07 17:00"},
  };
  for (const DateCase& c : cases) {
    SCOPED_TRACE(c.what);
    Play p(c.received);
    const Actor clerk = Clerk(kHuongAn);
    if (c.channel == Channel::kOnline) {
      p.At(T(c.received) - std::chrono::hours{30}).Do(clerk, RegisterInput{c.draft});
      EXPECT_EQ(Show(p.d().promised_due), "-");
      p.At(c.received).Do(clerk, ReceiveInput{});
    } else {
      p.Do(clerk, Receive(c.draft, c.channel));
    }
    EXPECT_EQ(Show(p.d().received_at), c.received);
    EXPECT_EQ(Show(p.d().promised_due), c.promised);
    EXPECT_EQ(Show(p.d().clock_start), c.start);
    EXPECT_EQ(Show(p.d().legal_due), c.legal);
    EXPECT_EQ(p.d().transfer.has_value(), c.taken_over[0] != '\0');
    if (c.taken_over[0] == '\0') continue;
    p.At(c.taken_over).Do(Clerk(kPhongThai), Because(Command::kTakeOver));
    EXPECT_EQ(Show(p.d().promised_due), c.promised) << "the promise does not move";
    EXPECT_EQ(Show(p.d().clock_start), c.start_after);
    EXPECT_EQ(Show(p.d().legal_due), c.legal_after);
  }
}

TEST(IntakeTest, TheReceiptSaysWhatWasReceivedWhenAndUntilWhen) {
  Play p("2025-07-01 08:05");
  Draft draft = DraftOf(kMarital);
  draft.subject = "Xác nhận độc thân";
  draft.components = {{1, "", 2, ""}, {0, "Ảnh 4x6", 3, std::string(64, 'a')}};
  p.Do(Clerk(kHuongAn), Receive(draft));
  const Dossier& d = p.d();
  EXPECT_EQ(d.code, "H57.104-250701-0042");
  EXPECT_EQ(p.last().event.facts.at("code"), d.code);
  EXPECT_TRUE(law::ParseDossierCode(d.code).ok());
  ASSERT_EQ(d.receipts.size(), 1u);
  const ReceiptRecord& r = d.receipts[0];
  EXPECT_EQ(r.number, 1);
  EXPECT_EQ(r.issued_at, p.now());
  EXPECT_EQ(Show(r.promised_due), "2025-07-04 08:05");
  EXPECT_EQ(r.procedure, kMarital);
  EXPECT_EQ(r.procedure_version, 1);
  EXPECT_EQ(r.form, "118/2025/NĐ-CP");
  EXPECT_EQ(r.received_by, Clerk(kHuongAn).account);
  ASSERT_EQ(d.components.size(), 2u);
  EXPECT_EQ(d.components[0].name, "Tờ khai cấp Giấy xác nhận tình trạng hôn nhân");
  EXPECT_EQ(d.components[0].copies, 2);
  EXPECT_EQ(d.components[1].name, "Ảnh 4x6");
  EXPECT_EQ(d.key.unit, kHuongAn);
  EXPECT_EQ(d.version, 1);
  EXPECT_EQ(d.holder, kHuongAn);
  EXPECT_EQ(d.receiving, kHuongAn);
  EXPECT_EQ(d.returning, kHuongAn);
  EXPECT_EQ(d.competent, kHuongAn);
  EXPECT_EQ(d.place, kHuongAn);
  EXPECT_EQ(d.limit, "3wd");
  EXPECT_EQ(d.channel, Channel::kCounter);
  EXPECT_EQ(d.boundary, Boundary::kOwnCommune);
  EXPECT_EQ(d.competence_rule, "commune");
  EXPECT_EQ(d.step, 2);
  EXPECT_EQ(d.subject, draft.subject);
  EXPECT_EQ(d.applicant.phone, "+84912345678");
  EXPECT_EQ(p.serials_given(), 1);
}

TEST(IntakeTest, TheFormsAreThoseInForceOnTheDayOfReceipt) {
  const std::pair<const char*, const char*> days[] = {{"2025-09-12 08:00", "118/2025/NĐ-CP"},
                                                      {"2025-09-15 08:00", "03/2025/TT-VPCP"},
                                                      {"2026-08-04 08:00", "03/2025/TT-VPCP"},
                                                      {"2026-08-05 08:00", "309/2026/NĐ-CP"}};
  for (const auto& [day, form] : days) {
    Play p(day);
    p.Do(Clerk(kHuongAn), Receive(DraftOf(kMarital)));
    EXPECT_EQ(p.d().receipts.at(0).form, form) << day;
  }
}

TEST(IntakeTest, WithoutAListEveryRequiredPaperIsTakenOnce) {
  Play p("2025-07-01 08:00");
  p.Do(Clerk(kHuongAn), Receive(DraftOf(kMarital)));
  ASSERT_EQ(p.d().components.size(), 1u) << "not the optional ones, nor what a database replaces";
  EXPECT_EQ(p.d().components[0].ordinal, 1);
  EXPECT_EQ(p.d().components[0].copies, 1);
}

TEST(IntakeTest, TheFeeIsPerPiece) {
  Play p("2025-07-01 08:00");
  Draft draft = DraftOf(kCopy);
  draft.quantity = 7;
  p.Do(Clerk(kHuongAn), Receive(draft));
  EXPECT_EQ(p.d().fee_vnd, 14'000);
  EXPECT_EQ(p.d().quantity, 7);
}

TEST(IntakeTest, OnlineIsRegisteredFirstAndGetsItsCodeWhenReceived) {
  Play p("2025-07-01 20:00");
  p.Do(Clerk(kHuongAn), RegisterInput{DraftOf(kMarital)});
  EXPECT_EQ(p.d().state, State::kRegistered);
  EXPECT_EQ(p.d().code, "");
  EXPECT_EQ(p.serials_given(), 0);
  EXPECT_TRUE(p.d().receipts.empty());
  EXPECT_FALSE(IsCounted(p.d()));
  const Ulid id = p.d().key.ulid;
  p.At("2025-07-02 08:00").Do(Clerk(kHuongAn), ReceiveInput{});
  EXPECT_EQ(p.d().channel, Channel::kOnline);
  EXPECT_EQ(p.d().code, "H57.104-250702-0042");
  EXPECT_EQ(p.d().key.ulid, id);
  EXPECT_EQ(Show(p.d().created_at), "2025-07-01 20:00");
  EXPECT_EQ(Show(p.d().received_at), "2025-07-02 08:00");
}

TEST(IntakeTest, TheResultMayBeHandedOutElsewhere) {
  Play p("2025-07-01 08:00");
  p.Do(Clerk(kHuongAn), Receive(Returning(DraftOf(kMarital), kQuangDien)));
  EXPECT_EQ(p.d().returning, kQuangDien);
  EXPECT_FALSE(p.d().transfer) << "decided here";
  EXPECT_EQ(Show(p.d().promised_due), "2025-07-07 08:00");
  EXPECT_EQ(Show(p.d().legal_due), "2025-07-04 08:00");
}

TEST(IntakeTest, AForeignMatterIsOfferedToItsCompetentUnitAtOnce) {
  Play p("2025-07-01 08:00");
  p.Do(Clerk(kHuongAn), Receive(Crossing(kMarital)));
  const Dossier& d = p.d();
  EXPECT_EQ(d.competent, kPhongThai);
  EXPECT_EQ(d.holder, kHuongAn) << "the sender answers until the take-over";
  EXPECT_EQ(d.code, "H57.104-250701-0042") << "of the unit that received it";
  EXPECT_EQ(d.boundary, Boundary::kOtherCommune);
  EXPECT_EQ(d.step, 1);
  ASSERT_TRUE(d.transfer);
  EXPECT_EQ(d.transfer->state, TransferState::kOffered);
  EXPECT_EQ(d.transfer->purpose, TransferPurpose::kDecision);
  EXPECT_EQ(d.transfer->from, kHuongAn);
  EXPECT_EQ(d.transfer->to, kPhongThai);
  EXPECT_EQ(Show(d.transfer->due), "2025-07-02 08:00");
  EXPECT_EQ(d.transfer->content_sha256.size(), 64u);
  EXPECT_EQ(p.last().event.facts.at("transfer"), d.transfer->id.ToString());
}

TEST(IntakeTest, AChoiceThatLawLeavesIsRecorded) {
  Play usual("2025-07-01 08:00");
  usual.Do(Clerk(kHuongAn), Receive(DraftOf(kExtract, kPhongThai)));
  EXPECT_EQ(usual.d().competent, kHuongAn) << "the receiving commune is the default";
  EXPECT_FALSE(usual.d().competence_chosen);
  EXPECT_EQ(usual.last().event.facts.count("competence_chosen"), 0u);

  Draft draft = DraftOf(kExtract, kPhongThai);
  draft.competent = kHuongAn;
  Play same("2025-07-01 08:00");
  same.Do(Clerk(kHuongAn), Receive(draft));
  EXPECT_FALSE(same.d().competence_chosen) << "the default, named, is no choice";

  Play other("2025-07-01 08:00");
  draft.competent = kPhongThai;
  other.Do(Clerk(kHuongAn), Receive(draft));
  EXPECT_EQ(other.d().competent, kPhongThai);
  EXPECT_TRUE(other.d().competence_chosen);
  EXPECT_EQ(other.last().event.facts.at("competence_chosen"), "true");
  EXPECT_EQ(other.d().competence_rule, "any_civil_status");

  draft.competent = kQuangDien;
  const auto refused = Play("2025-07-01 08:00").Try(Clerk(kHuongAn), Receive(draft));
  EXPECT_EQ(Said(refused), "FAILED_PRECONDITION COMPETENT_UNIT_NOT_ALLOWED");
  EXPECT_EQ(GetErrorValues(refused.status())["competent"], kHuongAn);
}

TEST(IntakeTest, TheChoiceIsKeptWhenARegisteredOneIsReceived) {
  Play p("2025-07-01 08:00");
  Draft draft = DraftOf(kExtract, kPhongThai);
  draft.competent = kPhongThai;
  p.Do(Clerk(kHuongAn), RegisterInput{draft}).Do(Clerk(kHuongAn), ReceiveInput{});
  EXPECT_EQ(p.d().competent, kPhongThai);
  EXPECT_TRUE(p.d().competence_chosen);
}

TEST(IntakeTest, PoliceAndDepartmentsDecideForTheirPlaces) {
  Play police("2025-07-01 08:00");
  police.Do(Clerk(kHuongAn), Receive(DraftOf(kResidence)));
  EXPECT_EQ(police.d().competent, kPolice);
  EXPECT_EQ(police.d().boundary, Boundary::kOwnCommune);
  EXPECT_EQ(police.d().transfer->to, kPolice);

  Play department("2025-07-01 08:00");
  department.Do(Clerk(kHuongAn), Receive(DraftOf(kPermit)));
  EXPECT_EQ(department.d().competent, kDepartment);
  EXPECT_EQ(department.d().boundary, Boundary::kOwnCommune)
      << "a department's place is its province";
}

TEST(IntakeTest, ProvinceBordersFallOnTheirDaysAndForListedProceduresOnly) {
  const struct {
    const char* procedure;
    const char* place;
    const char* day;
    const char* said;
    const char* scope = "";
    const char* from = "";
  } table[] = {
      {kMarital, kPhongThai, "2025-07-01 08:00", "OK"},
      {kAllowance, kPhongThai, "2025-07-01 08:00", "OK"},
      {kMarital, kBaDinh, "2025-07-01 08:00", "FAILED_PRECONDITION NOT_BOUNDARY_FREE", "nation",
       "2026-08-05"},
      {kMarital, kBaDinh, "2026-08-04 23:59:59", "FAILED_PRECONDITION NOT_BOUNDARY_FREE", "nation",
       "2026-08-05"},
      {kMarital, kBaDinh, "2026-08-05 00:00", "OK"},
      {kAllowance, kBaDinh, "2026-08-05 08:00", "FAILED_PRECONDITION NOT_BOUNDARY_FREE", "nation",
       ""},
      {kAllowance, kPhongThai, "2026-08-05 08:00", "OK"},
  };
  for (const auto& row : table) {
    SCOPED_TRACE(std::string(row.procedure) + " " + row.place + " " + row.day);
    Play p(row.day);
    const auto decision = p.Try(Clerk(kHuongAn), Receive(DraftOf(row.procedure, row.place)));
    EXPECT_EQ(Said(decision), row.said);
    if (decision.ok()) {
      EXPECT_EQ(decision->after.boundary, std::string(row.place) == kBaDinh
                                              ? Boundary::kOtherProvince
                                              : Boundary::kOtherCommune);
      continue;
    }
    ErrorValues values = GetErrorValues(decision.status());
    EXPECT_EQ(values["scope"], row.scope);
    EXPECT_EQ(values["from"], row.from);
    EXPECT_EQ(values["procedure"], row.procedure);
    EXPECT_EQ(p.serials_given(), 0);
  }
}

}  // namespace
}  // namespace motcua::domain
