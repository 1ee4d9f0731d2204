#include "common/law/calendar_set.h"

#include <gtest/gtest.h>

#include "tests/unit/law/law_testing.h"

namespace motcua::law {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const std::string kHead = "unit\tday\tkind\thours\tname_vi\tname_en\tsource\tstatus\n";
const std::string kSpan =
    "VN\t2025-01-01\tknown_from\t\t\t\t\t\nVN\t2026-12-31\tknown_until\t\t\t\t\t\n";
const std::string kHours = "unit\tdays\thours\tnote\nVN\tMon-Fri\t07:00-11:30,13:30-17:00\t\n";

std::string Row(std::string_view unit, std::string_view day, std::string_view kind,
                std::string_view hours_text, std::string_view name) {
  return std::string(unit) + "\t" + std::string(day) + "\t" + std::string(kind) + "\t" +
         std::string(hours_text) + "\t" + std::string(name) + "\t\t\t\n";
}

TEST(CalendarSetTest, GivesEachPlaceItsOwnDaysAndHours) {
  const ParentOf parents = [](std::string_view id) -> std::string {
    if (id.size() == 5) return "46";
    return ParentByIdAlone(id);
  };
  auto set = CalendarSet::FromTsv(
      kHead + kSpan + Row("VN", "2026-09-02", "holiday", "", "Quốc khánh") +
          Row("46", "2026-10-14", "closure", "", "Bão") +
          Row("19804", "2026-10-14", "own_hours", "13:30-17:00", "Mở lại buổi chiều") +
          Row("19804.CA", "2026-10-17", "swap_workday", "", "Làm bù"),
      kHours + "19804.CA\tSat\t07:00-11:30\t\n", parents);
  ASSERT_TRUE(set.ok()) << set.status();
  const auto on = [&](const char* unit, const char* day) {
    return *set->ForUnit(unit)->WorkingTimeOn(D(day));
  };
  EXPECT_EQ(on("VN", "2026-10-14"), hours{8});
  EXPECT_EQ(on("46", "2026-10-14"), hours{0});
  EXPECT_EQ(on("46.SXD", "2026-10-14"), hours{0});
  EXPECT_EQ(on("19858", "2026-10-14"), hours{0});
  EXPECT_EQ(set->ForUnit("19858")->WhyNotWorking(D("2026-10-14")), "Bão");
  EXPECT_EQ(on("19804", "2026-10-14"), minutes{210});
  EXPECT_EQ(on("19804.CA", "2026-10-14"), minutes{210});
  EXPECT_EQ(on("19804", "2026-10-10"), hours{0});
  EXPECT_EQ(on("19804.CA", "2026-10-10"), minutes{270});  // every Saturday morning
  EXPECT_EQ(on("19804.CA", "2026-10-17"), hours{8});      // this one worked in full
  EXPECT_EQ(on("01", "2026-09-02"), hours{0});
  EXPECT_EQ(set->ForUnit("01"), set->National());
  EXPECT_NE(set->ForUnit("19804")->version(), set->National()->version());
}

TEST(CalendarSetTest, RefusesABadLineByItsNumber) {
  struct Bad {
    std::string holidays, hours;
    const char* line;
    const char* column;
  };
  const Bad rows[] = {
      {kHead + kSpan + Row("", "2026-09-02", "holiday", "", "x"), kHours, "4", "unit"},
      {kHead + kSpan + Row("VN", "2026-09-31", "holiday", "", "x"), kHours, "4", "day"},
      {kHead + kSpan + Row("VN", "2026-09-02", "feast", "", "x"), kHours, "4", "kind"},
      {kHead + kSpan + Row("VN", "2026-09-02", "holiday", "07:00-08:00", "x"), kHours, "4",
       "hours"},
      {kHead + kSpan + Row("VN", "2026-09-02", "own_hours", "", "x"), kHours, "4", "hours"},
      {kHead + kSpan + Row("VN", "2026-09-02", "own_hours", "7-8", "x"), kHours, "4", "hours"},
      {kHead + kSpan + Row("VN", "2026-09-02", "holiday", "", ""), kHours, "4", "name_vi"},
      {kHead + kSpan + Row("VN", "2026-09-02", "holiday", "", "x") +
           Row("VN", "2026-09-02", "closure", "", "y"),
       kHours, "5", "day"},
      {kHead + kSpan + Row("VN", "2027-09-02", "holiday", "", "x"), kHours, "4", "day"},
      {kHead + kSpan + Row("46", "2026-01-01", "known_until", "", ""), kHours, "4", "kind"},
      {kHead + kSpan + Row("VN", "2028-01-01", "known_until", "", ""), kHours, "4", "kind"},
      {kHead, kHours, "1", "kind"},
      {kHead + kSpan, "unit\tdays\thours\tnote\n\tMon\t07:00-08:00\t\n", "2", "unit"},
      {kHead + kSpan, "unit\tdays\thours\tnote\nVN\tMonday\t07:00-08:00\t\n", "2", "days"},
      {kHead + kSpan, "unit\tdays\thours\tnote\nVN\tFri-Mon\t07:00-08:00\t\n", "2", "days"},
      {kHead + kSpan, "unit\tdays\thours\tnote\nVN\tMon,\t07:00-08:00\t\n", "2", "days"},
      {kHead + kSpan, "unit\tdays\thours\tnote\nVN\tMon,Mon-Fri\t07:00-08:00\t\n", "2", "days"},
      {kHead + kSpan, "unit\tdays\thours\tnote\nVN\tMon\t8-9\t\n", "2", "hours"},
      {kHead + kSpan, "unit\tdays\thours\tnote\n", "1", ""},
  };
  for (const Bad& bad : rows) {
    const auto set = CalendarSet::FromTsv(bad.holidays, bad.hours);
    ASSERT_FALSE(set.ok()) << bad.holidays << bad.hours;
    EXPECT_EQ(ErrorReason(set.status()), "LINE_INVALID") << set.status();
    EXPECT_EQ(GetErrorValues(set.status())["line"], bad.line) << set.status();
    EXPECT_EQ(GetErrorValues(set.status())["column"], bad.column) << set.status();
  }
}

TEST(CalendarSetTest, ReportsAMissingFile) {
  EXPECT_EQ(ErrorReason(CalendarSet::Load("/nowhere").status()), "FILE_NOT_FOUND");
}

}  // namespace
}  // namespace motcua::law
