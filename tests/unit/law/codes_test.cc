#include "common/law/codes.h"

#include <gtest/gtest.h>

#include "common/law/time_limit.h"
#include "tests/unit/law/law_testing.h"

namespace motcua::law {
namespace {

TEST(DossierCodeTest, IsTheReceivingUnitsCodeTheDayAndTheSerial) {
  struct Row {
    DossierCode code;
    const char* text;
  };
  const Row rows[] = {
      {{"H57.21", D("2026-08-05"), 42}, "H57.21-260805-0042"},
      {{"H15.50.05.13", D("2026-10-08"), 975}, "H15.50.05.13-261008-0975"},
      {{"000.00.21.H57", D("2025-07-01"), 1}, "000.00.21.H57-250701-0001"},
      {{"H57.21", D("2025-07-01"), 9999}, "H57.21-250701-9999"},
      {{"H57.21", D("2025-07-01"), 10000}, "H57.21-250701-10000"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(*FormatDossierCode(CodeScheme::kReceivingUnitDaySerial, row.code), row.text);
    EXPECT_EQ(*ParseDossierCode(row.text), row.code);
  }
  EXPECT_EQ(*ParseDossierCode(" h57.21-260805-0042\n"), rows[0].code);
}

TEST(DossierCodeTest, RefusesWhatIsNotOne) {
  for (const char* text :
       {"", " ", "-", "H57.21", "H57.21-260805", "H57.21-260805-42", "H57.21-260805-0000",
        "H57.21-260231-0001", "H57.21-20260805-0001", "-260805-0001", "H57..21-260805-0001",
        ".H57-260805-0001", "H57.-260805-0001", "H57 21-260805-0001", "H57.21-260805-00042",
        "H57.21-260805-0042x", "H57.21-2608O5-0042", "H57.21-260805-1234567890",
        "Đ57-260805-0001"}) {
    EXPECT_EQ(ErrorReason(ParseDossierCode(text).status()), "FIELD_INVALID") << text;
  }
  const CodeScheme scheme = CodeScheme::kReceivingUnitDaySerial;
  for (const DossierCode& code :
       {DossierCode{"", D("2026-08-05"), 1}, DossierCode{"H57-1", D("2026-08-05"), 1},
        DossierCode{"H57", D("1999-12-31"), 1}, DossierCode{"H57", D("2026-08-05"), 0},
        DossierCode{"H57", D("2026-08-05"), 1'000'000'000}}) {
    EXPECT_EQ(ErrorReason(FormatDossierCode(scheme, code).status()), "FIELD_INVALID");
  }
}

TEST(ProcedureCodeTest, ReadsNationalAndProvinceForms) {
  EXPECT_EQ(ParseProcedureCode("1.001193")->base, "1.001193");
  EXPECT_EQ(ParseProcedureCode("1.001193")->suffix, "");
  EXPECT_EQ(ParseProcedureCode("1.014383.H13")->suffix, "H13");
  EXPECT_EQ(ParseProcedureCode("2.000815.000.00.00.H61")->base, "2.000815");
  EXPECT_EQ(ParseProcedureCode("2.000815.000.00.00.H61")->suffix, "000.00.00.H61");
  for (const char* text : {"", "1.00119", "1.0011934", "a.001193", "1,001193", "1.001193.",
                           "1.001193..H1", "1.001193.h13", " 1.001193"}) {
    EXPECT_EQ(ErrorReason(ParseProcedureCode(text).status()), "FIELD_INVALID") << text;
  }
}

TEST(IdentityNumberTest, ReadsPlaceSexAndYear) {
  struct Row {
    const char* text;
    const char* place;
    bool abroad;
    int year;
    Sex sex;
  };
  const Row rows[] = {
      {"046090001234", "046", false, 1990, Sex::kMale},
      {"046190001234", "046", false, 1990, Sex::kFemale},
      {"001 205 012 345", "001", false, 2005, Sex::kMale},
      {"096.326.012.345", "096", false, 2026, Sex::kFemale},
      {"101085000001", "101", true, 1985, Sex::kMale},
  };
  for (const Row& row : rows) {
    const auto number = ParseIdentityNumber("applicant.identity_number", row.text, D("2026-08-05"));
    ASSERT_TRUE(number.ok()) << row.text << number.status();
    EXPECT_EQ(number->digits.size(), 12U);
    EXPECT_EQ(number->place, row.place);
    EXPECT_EQ(number->born_abroad, row.abroad);
    EXPECT_EQ(number->birth_year, row.year);
    EXPECT_EQ(number->sex, row.sex);
  }
}

TEST(IdentityNumberTest, KnowsThe63ProvincesOf2015) {
  int provinces = 0;
  for (int place = 0; place <= 100; ++place) {
    const std::string text = std::string(place < 10    ? "00"
                                         : place < 100 ? "0"
                                                       : "") +
                             std::to_string(place) + "090001234";
    provinces += ParseIdentityNumber("n", text, D("2026-08-05")).ok() ? 1 : 0;
  }
  EXPECT_EQ(provinces, 63);
}

TEST(IdentityNumberTest, SaysWhatIsWrongWithoutRepeatingIt) {
  struct Row {
    const char* text;
    const char* part;
  };
  const Row rows[] = {
      {"04609000123", "12 digits"},
      {"0460900012345", "12 digits"},
      {"191234567", "not been valid"},
      {"04609000123a", "nothing else"},
      {"003090001234", "province"},
      {"097090001234", "province"},
      {"000090001234", "province"},
      {"400090001234", "province"},
      {"046290001234", "not in the future"},
      {"046990001234", "not in the future"},
      {"", "12 digits"},
  };
  for (const Row& row : rows) {
    const auto number = ParseIdentityNumber("applicant.identity_number", row.text, D("2026-08-05"));
    ASSERT_EQ(ErrorReason(number.status()), "FIELD_INVALID") << row.text;
    const std::string message(number.status().message());
    EXPECT_NE(message.find(row.part), std::string::npos) << message;
    EXPECT_EQ(GetErrorValues(number.status())["field"], "applicant.identity_number");
    if (row.text[0] != '\0') {
      EXPECT_EQ(number.status().ToString().find(row.text), std::string::npos);
    }
  }
}

TEST(PhoneTest, TakesTheFormsPeopleWrite) {
  for (const char* text : {"0912345678", "0912 345 678", "0912.345.678", "+84912345678",
                           "+84 (0) 912-345-678", "84912345678", "0084912345678"}) {
    EXPECT_EQ(*NormalizePhone("phone", text), "+84912345678") << text;
  }
  EXPECT_EQ(*NormalizePhone("phone", "0234 3822 222"), "+842343822222");
  EXPECT_EQ(*NormalizePhone("phone", "024 3825 5555"), "+842438255555");
  EXPECT_EQ(FormatPhoneVi("+84912345678"), "0912 345 678");
  for (const char* text : {"", "912345678", "091234567", "09123456789", "0412345678", "+1912345678",
                           "0912x345678", "++84912345678", "113", "Đ"}) {
    EXPECT_EQ(ErrorReason(NormalizePhone("phone", text).status()), "FIELD_INVALID") << text;
  }
}

TEST(TimeLimitTest, ReadsWritesAndSpeaks) {
  struct Row {
    const char* text;
    TimeLimit limit;
    const char* vi;
    std::chrono::hours nominal;
  };
  using std::chrono::hours;
  const Row rows[] = {
      {"3wd", {3, TimeLimit::kWorkingDays, false}, "03 ngày làm việc", hours{24}},
      {"8wh", {8, TimeLimit::kWorkingHours, false}, "08 giờ làm việc", hours{8}},
      {"20d", {20, TimeLimit::kCalendarDays, false}, "20 ngày", hours{480}},
      {"1wd!",
       {1, TimeLimit::kWorkingDays, true},
       "Trong ngày làm việc; nhận sau 15:00 thì trả kết quả trong ngày làm việc tiếp theo",
       hours{8}},
  };
  for (const Row& row : rows) {
    ASSERT_TRUE(ParseTimeLimit(row.text).ok()) << row.text;
    EXPECT_EQ(*ParseTimeLimit(row.text), row.limit);
    EXPECT_EQ(FormatTimeLimit(row.limit), row.text);
    EXPECT_EQ(TimeLimitVi(row.limit), row.vi);
    EXPECT_EQ(NominalAmount(row.limit), row.nominal);
  }
  for (const char* text : {"", "wd", "0wd", "03wd", "1000wd", "3", "3 wd", "3w", "2wd!", "1d!",
                           "1wh!", "3wd!!", "-3wd", "3WD"}) {
    EXPECT_EQ(ErrorReason(ParseTimeLimit(text).status()), "FIELD_INVALID") << text;
  }
}

}  // namespace
}  // namespace motcua::law
