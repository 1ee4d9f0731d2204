#include "common/law/calendar.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/unit/law/law_testing.h"

namespace motcua::law {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;

TEST(WorkCalendarTest, HasTheWorkingDaysOfBothYears) {
  EXPECT_EQ(*National().WorkingDaysBetween(D("2025-01-01"), D("2026-01-01")), 250);
  EXPECT_EQ(*National().WorkingDaysBetween(D("2026-01-01"), D("2027-01-01")), 249);
  EXPECT_EQ(*National().WorkingDaysBetween(D("2025-07-01"), D("2025-10-29")), 84);
  EXPECT_EQ(*National().WorkingDaysBetween(D("2025-07-02"), D("2025-07-01")), 0);
}

TEST(WorkCalendarTest, SaysWhyADayIsNotWorked) {
  struct Row {
    const char* day;
    bool working;
    const char* why;
    bool special;
  };
  const Row rows[] = {
      {"2025-01-27", false, "Tết Nguyên đán Ất Tỵ", true},
      {"2025-04-26", true, "", false},  // a Saturday worked for 2 May
      {"2025-05-02", false, "Nghỉ hoán đổi với 26/4", true},
      {"2025-07-01", true, "", false},
      {"2025-07-05", false, "Thứ Bảy", false},
      {"2025-07-06", false, "Chủ nhật", false},
      {"2026-01-10", true, "", false},
      {"2026-04-26", false, "Giỗ Tổ Hùng Vương (10/3 âm lịch, Chủ nhật)", true},
      {"2026-04-27", false, "Nghỉ bù Giỗ Tổ", true},
      {"2026-08-22", true, "", false},
      {"2026-08-31", false, "Nghỉ hoán đổi với 22/8", true},
      {"2026-11-24", false, "Ngày Văn hóa Việt Nam", true},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.day);
    EXPECT_EQ(*National().IsWorkingDay(D(row.day)), row.working);
    EXPECT_EQ(National().WhyNotWorking(D(row.day)), row.why);
    EXPECT_EQ(National().IsSpecialDayOff(D(row.day)), row.special);
    EXPECT_EQ(*National().WorkingTimeOn(D(row.day)), row.working ? hours{8} : hours{0});
  }
}

TEST(WorkCalendarTest, AnswersNothingBeyondTheAnnouncedSpan) {
  const auto unknown = [](const absl::Status& status) {
    EXPECT_EQ(status.code(), absl::StatusCode::kOutOfRange);
    EXPECT_EQ(ErrorReason(status), "CALENDAR_UNKNOWN");
    EXPECT_EQ(GetErrorValues(status)["known_until"], "2026-12-31");
  };
  unknown(National().IsWorkingDay(D("2027-01-04")).status());
  unknown(National().IsWorkingDay(D("2024-12-31")).status());
  unknown(National().WorkingTimeOn(D("2027-01-04")).status());
  unknown(National().WorkingTimeBetween(T("2026-12-31 08:00"), T("2027-01-04 08:00")).status());
  unknown(National().AddWorkingDays(T("2026-12-31 08:00"), 1).status());
  unknown(National().EndOfNthWorkingDay(T("2026-12-30 08:00"), 2).status());
  unknown(National().EndOfNthWorkingDay(T("2026-12-31 08:00"), 1).status());
  unknown(National().NextWorkingMoment(T("2026-12-31 17:00")).status());
  unknown(National().NextWorkingDay(D("2026-12-31")).status());
  unknown(National().StartOfWork(D("2027-01-04")).status());
  unknown(National().EndOfWork(D("2027-01-04")).status());
  unknown(National().WorkingDaysBetween(D("2026-12-01"), D("2027-01-02")).status());
  EXPECT_EQ(National().WhyNotWorking(D("2027-01-04")), "chưa có lịch làm việc");
  EXPECT_EQ(Show(National().AddWorkingTime(T("2026-12-31 16:00"), hours{1})), "2026-12-31 17:00");
  // The midnight that ends the last known day is still known.
  EXPECT_EQ(*National().WorkingTimeBetween(T("2026-12-31 16:00"), T("2027-01-01 00:00")), hours{1});
}

TEST(WorkCalendarTest, AddsWorkingTimeToTheEarliestMoment) {
  struct Row {
    const char* from;
    int minutes;
    const char* to;
  };
  const Row rows[] = {
      {"2025-07-01 07:00", 480, "2025-07-01 17:00"},
      {"2025-07-01 09:00", 3 * 480, "2025-07-04 09:00"},
      {"2025-07-01 11:00", 30, "2025-07-01 11:30"},
      {"2025-07-01 11:00", 31, "2025-07-01 13:31"},
      {"2025-07-01 12:00", 10, "2025-07-01 13:40"},
      {"2025-07-01 20:00", 480, "2025-07-02 17:00"},
      {"2025-07-04 16:00", 120, "2025-07-07 08:00"},
      {"2025-07-05 10:00", 60, "2025-07-07 08:00"},
      {"2025-07-01 12:00", 0, "2025-07-01 12:00"},
      {"2026-08-28 16:00", 120, "2026-09-03 08:00"},  // over a weekend, a swap and National Day
      {"2026-08-21 16:00", 120, "2026-08-22 08:00"},  // into the Saturday worked
      {"2025-07-07 08:00", -120, "2025-07-04 16:00"},
      {"2025-07-07 07:00", -480, "2025-07-04 07:00"},
      {"2025-07-04 07:00", -480, "2025-07-03 07:00"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(Show(National().AddWorkingTime(T(row.from), minutes{row.minutes})), row.to)
        << row.from << " + " << row.minutes;
  }
  EXPECT_EQ(Show(National().AddWorkingDays(T("2025-07-01 09:00"), 5)), "2025-07-08 09:00");
}

TEST(WorkCalendarTest, CountsWholeDaysFromTheNextDayInTheDayForm) {
  EXPECT_EQ(Show(National().EndOfNthWorkingDay(T("2025-07-01 09:00"), 3)), "2025-07-04 17:00");
  EXPECT_EQ(Show(National().EndOfNthWorkingDay(T("2025-07-05 09:00"), 1)), "2025-07-07 17:00");
  EXPECT_FALSE(National().EndOfNthWorkingDay(T("2025-07-05 09:00"), 0).ok());
}

TEST(WorkCalendarTest, TheHourFormIsNeverLaterThanTheDayForm) {
  std::random_device seed_source;
  const unsigned seed = seed_source();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int i = 0; i < 500; ++i) {
    const Time from = T("2025-01-02 00:00") + minutes{random() % (60 * 24 * 650)};
    const int n = 1 + static_cast<int>(random() % 25);
    EXPECT_LE(*National().AddWorkingDays(from, n), *National().EndOfNthWorkingDay(from, n))
        << FormatTime(from) << " " << n;
  }
}

TEST(WorkCalendarTest, FindsTheNextWorkingMoment) {
  EXPECT_EQ(Show(National().NextWorkingMoment(T("2025-07-01 10:15"))), "2025-07-01 10:15");
  EXPECT_EQ(Show(National().NextWorkingMoment(T("2025-07-01 06:00"))), "2025-07-01 07:00");
  EXPECT_EQ(Show(National().NextWorkingMoment(T("2025-07-01 11:30"))), "2025-07-01 13:30");
  EXPECT_EQ(Show(National().NextWorkingMoment(T("2025-07-01 17:00"))), "2025-07-02 07:00");
  EXPECT_EQ(Show(National().NextWorkingMoment(T("2026-02-13 18:00"))), "2026-02-23 07:00");
  EXPECT_EQ(*National().NextWorkingDay(D("2026-02-13")), D("2026-02-23"));
  EXPECT_EQ(*National().WorkingDayOnOrAfter(D("2026-02-23")), D("2026-02-23"));
  EXPECT_EQ(ErrorReason(National().EndOfWork(D("2025-07-05")).status()), "NOT_A_WORKING_DAY");
  EXPECT_EQ(ErrorReason(National().StartOfWork(D("2025-07-05")).status()), "NOT_A_WORKING_DAY");
}

// A loop over minutes, from the hours of each day only.
microseconds NaiveBetween(const WorkCalendar& calendar, Time a, Time b) {
  microseconds sum{0};
  for (Time t = a; t < b; t += minutes{1}) {
    for (const HoursSpan& span : calendar.HoursOf(LocalDay(t))) {
      if (span.from <= TimeOfDay(t) && TimeOfDay(t) < span.until) sum += minutes{1};
    }
  }
  return sum;
}

TEST(WorkCalendarTest, AgreesWithALoopOverMinutes) {
  std::random_device seed_source;
  const unsigned seed = seed_source();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int i = 0; i < 200; ++i) {
    const Time a = T("2025-01-01 00:00") + minutes{random() % (60 * 24 * 700)};
    const Time b = a + minutes{random() % (60 * 24 * 20)};
    const microseconds between = *National().WorkingTimeBetween(a, b);
    ASSERT_EQ(between, NaiveBetween(National(), a, b)) << FormatTime(a) << " " << FormatTime(b);
    ASSERT_EQ(*National().WorkingTimeBetween(b, a), -between);
    const Time reached = *National().AddWorkingTime(a, between);
    ASSERT_LE(reached, b);
    ASSERT_EQ(NaiveBetween(National(), a, reached), between);
    if (between > microseconds{0}) {
      ASSERT_LT(NaiveBetween(National(), a, reached - minutes{1}), between);
      const Time back = *National().AddWorkingTime(b, -between);
      ASSERT_GE(back, a);
      ASSERT_EQ(*National().WorkingTimeBetween(back, b), between);
    }
  }
}

TEST(WorkCalendarTest, VersionChangesWithTheContent) {
  CalendarSpec spec = National().spec();
  EXPECT_EQ((*WorkCalendar::Create(spec))->version(), National().version());
  spec.special[D("2026-12-01")] = {DayKind::kClosure, "Bão", {}};
  EXPECT_NE((*WorkCalendar::Create(spec))->version(), National().version());
  spec.version = 7;
  EXPECT_EQ((*WorkCalendar::Create(spec))->version(), 7);
}

TEST(WorkCalendarTest, RefusesSpecificationsThatMeanNothing) {
  const auto refused = [](CalendarSpec spec) {
    EXPECT_EQ(ErrorReason(WorkCalendar::Create(std::move(spec)).status()), "FIELD_INVALID");
  };
  CalendarSpec backwards = National().spec();
  backwards.known_until = backwards.known_from - std::chrono::days{1};
  refused(backwards);
  CalendarSpec outside = National().spec();
  outside.special[D("2028-01-01")] = {};
  refused(outside);
  CalendarSpec idle = National().spec();
  idle.weekly = {};
  idle.special.clear();
  refused(idle);
  CalendarSpec off_with_hours = National().spec();
  off_with_hours.special[D("2026-12-01")] = {DayKind::kHoliday, "x", {{hours{7}, hours{8}}}};
  refused(off_with_hours);
}

TEST(DayHoursTest, ReadsWhatItWrites) {
  for (const char* text : {"", "07:00-11:30", "07:00-11:30,13:30-17:00", "00:00-24:00"}) {
    auto day_hours = ParseDayHours(text);
    ASSERT_TRUE(day_hours.ok()) << text;
    EXPECT_EQ(FormatDayHours(*day_hours), text);
  }
  for (const char* text : {"7:00-11:30", "07:00", "07:00-07:00", "07:00-24:01", "07:60-08:00",
                           "07:00-11:30,", ",07:00-11:30", "13:00-17:00,07:00-11:00",
                           "07:00-11:00,11:00-12:00", "07.00-11.00", "ab:cd-ef:gh"}) {
    EXPECT_EQ(ErrorReason(ParseDayHours(text).status()), "FIELD_INVALID") << text;
  }
}

}  // namespace
}  // namespace motcua::law
