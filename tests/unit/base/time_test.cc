#include "common/base/time.h"

#include <gtest/gtest.h>

#include <random>

#include "common/base/error.h"

namespace motcua {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;

TEST(TimeTest, TheDayInVietnamBeginsSeventeenHoursAfterMidnightUtcOfTheDayBefore) {
  const Time midnight = At(MakeDay(2025, 7, 1));
  EXPECT_EQ(ToMicros(midnight), 1751302800LL * 1000000);  // 2025-06-30T17:00:00Z
  EXPECT_EQ(LocalDay(midnight), MakeDay(2025, 7, 1));
  EXPECT_EQ(LocalDay(midnight - microseconds{1}), MakeDay(2025, 6, 30));
  EXPECT_EQ(TimeOfDay(midnight - microseconds{1}), hours{24} - microseconds{1});
  EXPECT_EQ(At(MakeDay(2025, 7, 1), hours{25}), At(MakeDay(2025, 7, 2), hours{1}));
}

TEST(TimeTest, DaysAreReadInBothForms) {
  const std::pair<const char*, Day> cases[] = {
      {"2026-08-05", MakeDay(2026, 8, 5)},   {"05/08/2026", MakeDay(2026, 8, 5)},
      {"5/8/2026", MakeDay(2026, 8, 5)},     {"2028-02-29", MakeDay(2028, 2, 29)},
      {"31/12/1999", MakeDay(1999, 12, 31)},
  };
  for (const auto& [text, day] : cases) {
    const auto read = ParseDay(text);
    ASSERT_TRUE(read.ok()) << text;
    EXPECT_EQ(*read, day) << text;
  }
}

TEST(TimeTest, WhatIsNoDayIsRefused) {
  for (const char* text : {"", "2026-02-29", "29/02/2026", "2026-13-01", "2026-00-10", "0000-01-01",
                           "2026-8-5", "2026-08-05 ", " 2026-08-05", "2026/08/05", "05-08-2026",
                           "32/01/2026", "1/1/26", "20260805", "2026-08-05T00:00:00Z"}) {
    const auto read = ParseDay(text);
    EXPECT_EQ(ErrorReason(read.status()), "FIELD_INVALID") << text;
  }
}

TEST(TimeTest, TimesAreWrittenForFilesAndForPeople) {
  const Time t = At(MakeDay(2026, 8, 5), hours{8} + minutes{30});
  EXPECT_EQ(FormatTime(t), "2026-08-05T08:30:00+07:00");
  EXPECT_EQ(FormatTime(t + microseconds{1500}), "2026-08-05T08:30:00.001500+07:00");
  EXPECT_EQ(FormatTimeVi(t), "08:30 05/08/2026");
  EXPECT_EQ(FormatDay(MakeDay(2026, 8, 5)), "2026-08-05");
  EXPECT_EQ(FormatDayVi(MakeDay(2026, 8, 5)), "05/08/2026");
  EXPECT_EQ(FormatCompactDay(MakeDay(2026, 8, 5)), "260805");
}

TEST(TimeTest, AnyOffsetIsRead) {
  const Time t = At(MakeDay(2026, 8, 5), hours{8} + minutes{30});
  for (const char* text : {"2026-08-05T08:30:00+07:00", "2026-08-05T01:30:00Z",
                           "2026-08-04T20:00:00.000-05:30", "2026-08-05T01:30:00.0+00:00"}) {
    const auto read = ParseTime(text);
    ASSERT_TRUE(read.ok()) << text;
    EXPECT_EQ(*read, t) << text;
  }
  EXPECT_EQ(*ParseTime("2026-08-05T01:30:00.25Z"), t + microseconds{250000});
}

TEST(TimeTest, WhatIsNoTimeIsRefused) {
  for (const char* text :
       {"", "2026-08-05", "2026-08-05T08:30:00", "2026-08-05 08:30:00Z", "2026-08-05T24:00:00Z",
        "2026-08-05T08:60:00Z", "2026-08-05T08:30:60Z", "2026-02-30T08:30:00Z",
        "2026-08-05T08:30:00.Z", "2026-08-05T08:30:00.1234567Z", "2026-08-05T08:30:00+7:00",
        "2026-08-05T08:30:00+24:00", "2026-08-05T08:30:00Zx", "2026-08-05T08:30Z"}) {
    EXPECT_EQ(ErrorReason(ParseTime(text).status()), "FIELD_INVALID") << text;
  }
}

TEST(TimeTest, WhatIsWrittenIsReadBack) {
  const unsigned seed = 20250701;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  std::uniform_int_distribution<int64_t> micros(ToMicros(At(MakeDay(1900, 1, 1))),
                                                ToMicros(At(MakeDay(2200, 1, 1))));
  for (int i = 0; i < 20000; ++i) {
    const Time t = FromMicros(micros(random));
    ASSERT_EQ(*ParseTime(FormatTime(t)), t) << FormatTime(t);
    const Day d = LocalDay(t);
    ASSERT_EQ(*ParseDay(FormatDay(d)), d);
    ASSERT_EQ(*ParseDay(FormatDayVi(d)), d);
    ASSERT_EQ(FromDayNumber(ToDayNumber(d)), d);
    ASSERT_EQ(At(d, TimeOfDay(t)), t);
  }
}

TEST(TimeTest, SystemTimeIsAfterThisWasWritten) {
  EXPECT_GT(SystemTimeSource().Now(), At(MakeDay(2025, 1, 1)));
}

}  // namespace
}  // namespace motcua
