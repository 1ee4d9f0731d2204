// Bad input at reception: each has its code, its reason and its field, and nothing is used up.
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "tests/unit/domain/domain_testing.h"

namespace motcua::domain {
namespace {

struct BadCase {
  const char* what;
  std::function<void(Draft&)> spoil;
  const char* said;
};

const std::vector<BadCase>& BadCases() {
  static const auto& cases = *new std::vector<BadCase>{
      {"unknown procedure", [](Draft& d) { d.procedure = "1.999999"; },
       "NOT_FOUND PROCEDURE_NOT_FOUND"},
      {"no procedure", [](Draft& d) { d.procedure = ""; }, "NOT_FOUND PROCEDURE_NOT_FOUND"},
      {"not in force yet", [](Draft& d) { d.procedure = kLater; },
       "FAILED_PRECONDITION PROCEDURE_NOT_IN_FORCE"},
      {"unknown place", [](Draft& d) { d.place = "99999"; }, "NOT_FOUND PLACE_UNKNOWN"},
      {"no place at all", [](Draft& d) { d.place = "nowhere"; }, "NOT_FOUND PLACE_UNKNOWN"},
      {"a province where a commune is needed", [](Draft& d) { d.place = kHue; },
       "INVALID_ARGUMENT FIELD_INVALID draft.place"},
      {"unknown receiving unit", [](Draft& d) { d.receiving = "99999"; },
       "NOT_FOUND UNIT_NOT_FOUND draft.receiving_unit"},
      {"another unit's counter", [](Draft& d) { d.receiving = kPhongThai; },
       "PERMISSION_DENIED UNIT_NOT_RECEIVING"},
      {"unknown returning unit", [](Draft& d) { d.returning = "99999"; },
       "NOT_FOUND UNIT_NOT_FOUND draft.returning_unit"},
      {"a division hands out nothing", [](Draft& d) { d.returning = kDivision; },
       "INVALID_ARGUMENT FIELD_INVALID draft.returning_unit"},
      {"nor does the nation", [](Draft& d) { d.returning = "VN"; },
       "INVALID_ARGUMENT FIELD_INVALID draft.returning_unit"},
      {"a competent unit that law does not name", [](Draft& d) { d.competent = kQuangDien; },
       "FAILED_PRECONDITION COMPETENT_UNIT_NOT_ALLOWED"},
      {"an unknown competent unit", [](Draft& d) { d.competent = "99999"; },
       "FAILED_PRECONDITION COMPETENT_UNIT_NOT_ALLOWED"},
      {"no name", [](Draft& d) { d.applicant.full_name = " "; },
       "INVALID_ARGUMENT FIELD_INVALID draft.applicant.full_name"},
      {"a name that is no text", [](Draft& d) { d.applicant.full_name = "An\xff"; },
       "INVALID_ARGUMENT FIELD_INVALID draft.applicant.full_name"},
      {"a name too long", [](Draft& d) { d.applicant.full_name = std::string(201, 'a'); },
       "INVALID_ARGUMENT FIELD_INVALID draft.applicant.full_name"},
      {"eleven digits", [](Draft& d) { d.applicant.identity_number = "04609001234"; },
       "INVALID_ARGUMENT FIELD_INVALID draft.applicant.identity_number"},
      {"no identity number", [](Draft& d) { d.applicant.identity_number = ""; },
       "INVALID_ARGUMENT FIELD_INVALID draft.applicant.identity_number"},
      {"letters in it", [](Draft& d) { d.applicant.identity_number = "04609001234X"; },
       "INVALID_ARGUMENT FIELD_INVALID draft.applicant.identity_number"},
      {"born in the future", [](Draft& d) { d.applicant.identity_number = "046299012345"; },
       "INVALID_ARGUMENT FIELD_INVALID draft.applicant.identity_number"},
      {"a phone that is none", [](Draft& d) { d.applicant.phone = "12345"; },
       "INVALID_ARGUMENT FIELD_INVALID draft.applicant.phone"},
      {"an address too long", [](Draft& d) { d.applicant.address = std::string(301, 'a'); },
       "INVALID_ARGUMENT FIELD_INVALID draft.applicant.address"},
      {"an e-mail without @", [](Draft& d) { d.applicant.email = "an.example.vn"; },
       "INVALID_ARGUMENT FIELD_INVALID draft.applicant.email"},
      {"an e-mail with nothing before it", [](Draft& d) { d.applicant.email = "@example.vn"; },
       "INVALID_ARGUMENT FIELD_INVALID draft.applicant.email"},
      {"a subject too long", [](Draft& d) { d.subject = std::string(1001, 'a'); },
       "INVALID_ARGUMENT FIELD_INVALID draft.subject"},
      {"a paper the procedure does not have",
       [](Draft& d) {
         d.components = {{9, "", 1, ""}};
       },
       "INVALID_ARGUMENT FIELD_INVALID draft.components[0].ordinal"},
      {"a negative ordinal",
       [](Draft& d) {
         d.components = {{-1, "", 1, ""}};
       },
       "INVALID_ARGUMENT FIELD_INVALID draft.components[0].ordinal"},
      {"the required paper is missing",
       [](Draft& d) {
         d.components = {{2, "", 1, ""}};
       },
       "INVALID_ARGUMENT FIELD_INVALID draft.components"},
      {"an extra paper without a name",
       [](Draft& d) {
         d.components = {{1, "", 1, ""}, {0, "", 1, ""}};
       },
       "INVALID_ARGUMENT FIELD_INVALID draft.components[1].display_name"},
      {"too many copies",
       [](Draft& d) {
         d.components = {{1, "", 1001, ""}};
       },
       "INVALID_ARGUMENT FIELD_INVALID draft.components[0].copies"},
      {"a hash that is none",
       [](Draft& d) {
         d.components = {{1, "", 1, std::string(64, 'g')}};
       },
       "INVALID_ARGUMENT FIELD_INVALID draft.components[0].document_sha256"},
      {"a negative quantity", [](Draft& d) { d.quantity = -1; },
       "INVALID_ARGUMENT FIELD_INVALID draft.quantity"},
      {"too large a quantity", [](Draft& d) { d.quantity = 1001; },
       "INVALID_ARGUMENT FIELD_INVALID draft.quantity"},
  };
  return cases;
}

TEST(BadIntakeTest, IsRefusedByNameAndUsesNothingUp) {
  for (const BadCase& c : BadCases()) {
    SCOPED_TRACE(c.what);
    Draft draft = DraftOf(kMarital);
    c.spoil(draft);
    Play p("2025-07-01 08:00");
    const auto received = p.Try(Clerk(kHuongAn), Receive(draft));
    EXPECT_EQ(Said(received), c.said);
    EXPECT_EQ(Said(p.Try(Clerk(kHuongAn), RegisterInput{draft})), c.said);
    EXPECT_EQ(p.serials_given(), 0);
    const std::string message(received.status().message());
    for (const std::string& secret : {draft.applicant.full_name, draft.applicant.identity_number}) {
      EXPECT_TRUE(secret.size() <= 4 || message.find(secret) == std::string::npos) << message;
    }
  }
}

TEST(BadIntakeTest, EdgesOfTheAllowedAreTaken) {
  Draft draft = DraftOf(kMarital);
  draft.applicant.full_name = std::string(200, 'a');
  draft.applicant.address = std::string(300, 'a');
  draft.applicant.phone = "";
  draft.applicant.email = "";
  draft.subject = std::string(1000, 'a');
  draft.quantity = 1000;
  draft.components = {{1, "", 1000, std::string(64, 'F')}};
  EXPECT_EQ(Said(Play("2025-07-01 08:00").Try(Clerk(kHuongAn), Receive(draft))), "OK");
  draft.applicant.kind = ApplicantKind::kEnterprise;
  draft.applicant.identity_number = "3300100200";
  EXPECT_EQ(Said(Play("2025-07-01 08:00").Try(Clerk(kHuongAn), Receive(draft))), "OK");
}

TEST(BadIntakeTest, AProvinceHasNoCommuneOfItsOwn) {
  EXPECT_EQ(Said(Play("2025-07-01 08:00").Try(Clerk(kHue), Receive(DraftOf(kMarital)))),
            "INVALID_ARGUMENT FIELD_INVALID draft.place");
}

TEST(BadIntakeTest, BeforeTheFirstDayThereIsNothingToReceive) {
  EXPECT_FALSE(Play("2025-06-30 08:00").Try(Clerk(kHuongAn), Receive(DraftOf(kMarital))).ok());
}

TEST(BadIntakeTest, BeyondTheAnnouncedCalendarNothingIsPromised) {
  Play p("2026-12-31 08:00");
  EXPECT_EQ(Said(p.Try(Clerk(kHuongAn), Receive(DraftOf(kMarital)))),
            "OUT_OF_RANGE CALENDAR_UNKNOWN");
  EXPECT_EQ(p.serials_given(), 0);
}

TEST(BadIntakeTest, ChannelAndDraftMustFit) {
  Play p("2025-07-01 08:00");
  EXPECT_EQ(Said(p.Try(Clerk(kHuongAn), ReceiveInput{})), "INVALID_ARGUMENT FIELD_INVALID draft");
  for (const Channel channel : {Channel::kNone, Channel::kOnline}) {
    EXPECT_EQ(Said(p.Try(Clerk(kHuongAn), Receive(DraftOf(kMarital), channel))),
              "INVALID_ARGUMENT FIELD_INVALID channel");
  }
  EXPECT_EQ(Said(p.Try(Clerk(kHuongAn), Receive(DraftOf(kMarital), Channel::kPost))), "OK");
  p.Do(Clerk(kHuongAn), RegisterInput{DraftOf(kMarital)});
  EXPECT_EQ(Said(p.Try(Clerk(kHuongAn), Receive(DraftOf(kMarital)))),
            "INVALID_ARGUMENT FIELD_INVALID draft");
}

TEST(BadIntakeTest, AUnitGoneBeforeTheReceiptIsSeenAtTheReceipt) {
  Play p("2025-12-31 16:00");
  Draft draft = DraftOf(kMarital);
  draft.returning = kClosedBranch;
  p.Do(Clerk(kHuongAn), RegisterInput{draft});
  p.At("2026-01-05 08:00");
  EXPECT_EQ(Said(p.Try(Clerk(kHuongAn), ReceiveInput{})),
            "INVALID_ARGUMENT FIELD_INVALID returning_unit");

  Play gone("2025-12-31 16:00");
  gone.Do(Clerk(kClosedBranch), RegisterInput{DraftOf(kMarital, kHuongAn)});
  gone.At("2026-01-05 08:00");
  EXPECT_EQ(Said(gone.Try(Clerk(kClosedBranch), ReceiveInput{})),
            "INVALID_ARGUMENT FIELD_INVALID receiving_unit");
}

TEST(BadIntakeTest, ServeNowIsForItsProceduresItsUnitAndASigner) {
  Play p("2025-07-01 08:00");
  const Actor clerk = Clerk(kHuongAn);
  const auto serve = [&](Draft draft, const std::string& signer, int64_t paid = 0) {
    return Said(p.Try(clerk, ServeNowInput{std::move(draft), signer, paid}));
  };
  EXPECT_EQ(serve(DraftOf(kMarital), "head/19804"), "FAILED_PRECONDITION SERVE_NOW_NOT_ALLOWED");
  Draft elsewhere = DraftOf(kCopy);
  elsewhere.competent = kPhongThai;
  EXPECT_EQ(serve(elsewhere, "head/19804"), "FAILED_PRECONDITION UNIT_NOT_COMPETENT");
  Draft fetched = DraftOf(kCopy);
  fetched.returning = kPhongThai;
  EXPECT_EQ(serve(fetched, "head/19804"), "FAILED_PRECONDITION UNIT_NOT_COMPETENT");
  const std::string bad_signer = "INVALID_ARGUMENT FIELD_INVALID signer";
  EXPECT_EQ(serve(DraftOf(kCopy), ""), bad_signer);
  EXPECT_EQ(serve(DraftOf(kCopy), "officer/19804"), bad_signer);
  EXPECT_EQ(serve(DraftOf(kCopy), "head/19858"), bad_signer);
  EXPECT_EQ(serve(DraftOf(kCopy), "nobody"), bad_signer);
  EXPECT_EQ(serve(DraftOf(kCopy), "head/19804", -1), "INVALID_ARGUMENT FIELD_INVALID paid_vnd");
  EXPECT_EQ(p.serials_given(), 0);
  EXPECT_EQ(serve(DraftOf(kCopy), "head/19804"), "OK");
}

}  // namespace
}  // namespace motcua::domain
