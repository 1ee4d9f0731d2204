#include "common/law/clock.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/unit/law/law_testing.h"

namespace motcua::law {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;

ClockInput Input(const char* start, const char* limit) {
  ClockInput input;
  input.start = T(start);
  input.limit = *ParseTimeLimit(limit);
  return input;
}

std::string DueOf(const ClockInput& input) {
  const auto due = ComputeDue(input, National());
  if (!due.ok()) return ErrorReason(due.status());
  if (!due->due) return due->paused ? "paused" : "not started";
  return Show(*due->due) + (due->paused ? " paused" : "");
}

TEST(ClockTest, KeepsTheLimitsWithoutPauses) {
  struct Row {
    const char* start;
    const char* limit;
    const char* due;
  };
  const Row rows[] = {
      {"2025-07-01 09:00", "3wd", "2025-07-04 09:00"},
      {"2025-07-01 16:00", "3wd", "2025-07-04 16:00"},  // 15:00 is not a rule of every clock
      {"2025-07-01 20:00", "1wd", "2025-07-02 17:00"},
      {"2025-07-05 09:00", "1wd", "2025-07-07 17:00"},
      {"2025-07-01 09:00", "8wh", "2025-07-02 09:00"},
      {"2025-07-01 09:00", "2wh", "2025-07-01 11:00"},
      {"2026-08-20 08:00", "3wd", "2026-08-24 08:00"},  // over the Saturday worked
      {"2026-08-28 08:00", "3wd", "2026-09-07 08:00"},
      {"2025-07-01 09:00", "1wd!", "2025-07-01 17:00"},
      {"2025-07-01 15:00", "1wd!", "2025-07-01 17:00"},
      {"2025-07-01 15:00:01", "1wd!", "2025-07-02 17:00"},
      {"2025-07-04 15:01", "1wd!", "2025-07-07 17:00"},
      {"2025-07-05 09:00", "1wd!", "2025-07-07 17:00"},
      {"2025-07-01 05:00", "1wd!", "2025-07-01 17:00"},
      {"2025-07-01 09:00", "20d", "2025-07-21 17:00"},
      {"2025-07-01 09:00", "30d", "2025-07-31 17:00"},
      {"2025-07-05 09:00", "15d", "2025-07-21 17:00"},  // 20 July is a Sunday
      {"2025-08-13 09:00", "20d", "2025-09-03 17:00"},  // 2 September is National Day
      {"2025-07-01 22:00", "15d", "2025-07-16 22:00"},
      {"2026-12-30 09:00", "3wd", "CALENDAR_UNKNOWN"},
      {"2026-12-30 09:00", "3d", "CALENDAR_UNKNOWN"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(DueOf(Input(row.start, row.limit)), row.due) << row.start << " " << row.limit;
  }
}

TEST(ClockTest, DoesNotRunBeforeItStarts) {
  ClockInput input;
  input.limit = *ParseTimeLimit("3wd");
  input.pauses = {{T("2025-07-01 09:00"), {}, PauseReason::kPayment}};
  EXPECT_EQ(DueOf(input), "not started");
  EXPECT_TRUE(Explain(input, National(), T("2025-07-02 09:00"))->empty());
  EXPECT_EQ(ProgressAt(input, National(), T("2025-07-02 09:00"))->left, hours{24});
}

TEST(ClockTest, PausesMoveTheDueTime) {
  struct Row {
    const char* limit;
    std::vector<Pause> pauses;
    const char* due;
  };
  const auto pause = [](const char* from, const char* until) {
    return Pause{T(from), until ? std::optional(T(until)) : std::nullopt, PauseReason::kSupplement};
  };
  const Row rows[] = {
      // start Tuesday 1 July 2025, 09:00
      {"3wd", {pause("2025-07-02 09:00", "2025-07-03 09:00")}, "2025-07-07 09:00"},
      {"3wd", {pause("2025-07-02 09:00", "2025-07-02 10:00")}, "2025-07-04 10:00"},
      {"3wd", {pause("2025-07-01 18:00", "2025-07-02 06:00")}, "2025-07-04 09:00"},
      {"3wd", {pause("2025-07-02 09:00", nullptr)}, "paused"},
      {"3wd", {pause("2025-07-04 09:00", nullptr)}, "2025-07-04 09:00 paused"},
      {"3wd", {pause("2025-07-10 09:00", "2025-07-11 09:00")}, "2025-07-04 09:00"},
      {"3wd", {pause("2028-07-10 09:00", "2028-07-11 09:00")}, "2025-07-04 09:00"},
      {"3wd", {pause("2025-06-20 09:00", "2025-06-25 09:00")}, "2025-07-04 09:00"},
      {"3wd", {pause("2025-06-20 09:00", "2025-07-01 10:00")}, "2025-07-04 10:00"},
      {"3wd",
       {pause("2025-07-02 09:00", "2025-07-03 09:00"),
        pause("2025-07-02 10:00", "2025-07-02 11:00")},
       "2025-07-07 09:00"},
      {"3wd",
       {pause("2025-07-02 15:00", "2025-07-03 09:00"),
        pause("2025-07-02 09:00", "2025-07-02 16:00")},
       "2025-07-07 09:00"},
      {"3wd",
       {pause("2025-07-02 09:00", "2025-07-02 10:00"), pause("2025-07-02 11:00", nullptr)},
       "paused"},
      {"1wd!", {pause("2025-07-01 10:00", "2025-07-01 11:00")}, "2025-07-02 08:00"},
      {"1wd!", {pause("2025-07-01 10:00", "2025-07-02 10:00")}, "2025-07-02 17:00"},
      {"20d", {pause("2025-07-02 09:00", "2025-07-04 09:00")}, "2025-07-23 17:00"},
      {"20d", {pause("2025-07-02 09:00", "2025-07-02 10:00")}, "2025-07-21 17:00"},
      {"20d", {pause("2025-07-02 09:00", nullptr)}, "paused"},
  };
  for (const Row& row : rows) {
    ClockInput input = Input("2025-07-01 09:00", row.limit);
    input.pauses = row.pauses;
    EXPECT_EQ(DueOf(input), row.due) << row.limit << " " << FormatTime(row.pauses[0].from);
  }
}

TEST(ClockTest, RefusesImpossibleInput) {
  ClockInput input = Input("2025-07-01 09:00", "3wd");
  input.pauses = {{T("2025-07-03 09:00"), T("2025-07-02 09:00"), PauseReason::kPayment}};
  EXPECT_EQ(DueOf(input), "FIELD_INVALID");
  input.pauses.clear();
  input.limit.amount = 0;
  EXPECT_EQ(DueOf(input), "FIELD_INVALID");
  EXPECT_EQ(ErrorReason(ProgressAt(input, National(), *input.start).status()), "FIELD_INVALID");
}

TEST(ClockTest, TellsWhatIsUsedLeftAndOverdue) {
  ClockInput input = Input("2025-07-01 09:00", "3wd");
  input.pauses = {{T("2025-07-02 09:00"), T("2025-07-03 09:00"), PauseReason::kVerification}};
  struct Row {
    const char* now;
    int used, left, overdue;  // minutes
  };
  const Row rows[] = {
      {"2025-06-30 09:00", 0, 1440, 0},   {"2025-07-01 09:00", 0, 1440, 0},
      {"2025-07-01 10:00", 60, 1380, 0},  {"2025-07-02 09:00", 480, 960, 0},
      {"2025-07-02 16:00", 480, 960, 0},  {"2025-07-03 10:00", 540, 900, 0},
      {"2025-07-07 09:00", 1440, 0, 0},   {"2025-07-07 09:30", 1440, 0, 30},
      {"2025-07-08 09:00", 1440, 0, 480},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.now);
    const auto progress = ProgressAt(input, National(), T(row.now));
    ASSERT_TRUE(progress.ok()) << progress.status();
    EXPECT_EQ(progress->granted, hours{24});
    EXPECT_EQ(progress->used, minutes{row.used});
    EXPECT_EQ(progress->left, minutes{row.left});
    EXPECT_EQ(progress->overdue, minutes{row.overdue});
  }
}

TEST(ClockTest, DoesNotLookAtPausesLaterThanNow) {
  ClockInput input = Input("2025-07-01 09:00", "1wd");
  input.pauses = {{T("2025-07-02 08:30"), T("2025-07-04 08:30"), PauseReason::kPayment}};
  EXPECT_EQ(ProgressAt(input, National(), T("2025-07-02 08:00"))->left, hours{1});
  EXPECT_EQ(ProgressAt(input, National(), T("2025-07-03 08:00"))->left, minutes{30});
  EXPECT_EQ(ProgressAt(input, National(), T("2025-07-04 09:30"))->overdue, minutes{30});
}

struct Case {
  ClockInput input;
  std::string text;
};

Case RandomCase(std::mt19937& random) {
  static constexpr const char* kLimits[] = {"3wd", "8wh", "1wd", "1wd!", "15d", "20d", "7wd"};
  Case c;
  c.input.start = T("2025-07-01 00:00") + minutes{random() % (60 * 24 * 300)};
  const char* limit = kLimits[random() % std::size(kLimits)];
  c.input.limit = *ParseTimeLimit(limit);
  c.text = FormatTime(*c.input.start) + " " + limit;
  for (auto n = random() % 4; n > 0; --n) {
    const Time from = *c.input.start + minutes{random() % (60 * 24 * 20)} - hours{24};
    const Time until = from + minutes{random() % (60 * 24 * 5)};
    c.input.pauses.push_back({from, until, static_cast<PauseReason>(random() % 4)});
    c.text += " [" + FormatTime(from) + " " + FormatTime(until) + "]";
  }
  c.input.holdings = {{*c.input.start, "19804"}, {*c.input.start + hours{30}, "19858"}};
  return c;
}

// The definition once more, minute by minute.
Time NaiveDue(const ClockInput& input, const WorkCalendar& calendar) {
  const bool elapsed = input.limit.unit == TimeLimit::kCalendarDays;
  const auto works = [&](Time t) {
    for (const HoursSpan& span : calendar.HoursOf(LocalDay(t))) {
      if (span.from <= TimeOfDay(t) && TimeOfDay(t) < span.until) return true;
    }
    return false;
  };
  const auto paused = [&](Time t) {
    for (const Pause& pause : input.pauses) {
      if (pause.from <= t && (!pause.until || t < *pause.until)) return true;
    }
    return false;
  };
  Time t = *input.start;
  microseconds left = NominalAmount(input.limit);
  if (input.limit.same_day) {
    const Day day = LocalDay(t);
    if (calendar.HoursOf(day).empty() || TimeOfDay(t) > hours{15}) {
      for (t = At(day, hours{24}); calendar.HoursOf(LocalDay(t)).empty();) t += hours{24};
    }
    left = microseconds{0};
    for (Time m = t; LocalDay(m) == LocalDay(t); m += minutes{1}) {
      if (works(m)) left += minutes{1};
    }
  }
  for (; left > microseconds{0}; t += minutes{1}) {
    if (!paused(t) && (elapsed || works(t))) left -= minutes{1};
  }
  if (!elapsed) return t;
  Day day = LocalDay(t);
  while (calendar.HoursOf(day).empty()) day += std::chrono::days{1};
  return std::max(t, At(day, calendar.HoursOf(day).back().until));
}

TEST(ClockPropertyTest, RandomClocksKeepTheirPromises) {
  std::random_device seed_source;
  const unsigned seed = seed_source();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int i = 0; i < 600; ++i) {
    Case c = RandomCase(random);
    SCOPED_TRACE(c.text);
    const auto due = ComputeDue(c.input, National());
    ASSERT_TRUE(due.ok()) << due.status();
    ASSERT_EQ(Show(*due->due), Show(NaiveDue(c.input, National())));

    // The account sums to what is granted.
    const auto account = Explain(c.input, National(), *c.input.start);
    ASSERT_TRUE(account.ok()) << account.status();
    microseconds counted{0};
    for (const DayAccount& line : *account) {
      counted += line.counted;
      ASSERT_EQ(line.kind == AccountKind::kCounted, line.why_vi.empty());
    }
    ASSERT_EQ(counted, ProgressAt(c.input, National(), *due->due)->granted);
    ASSERT_EQ(ProgressAt(c.input, National(), *due->due)->left, microseconds{0});

    // One pause more never gives an earlier due time; a longer one neither.
    ClockInput more = c.input;
    const Time from = *c.input.start + minutes{random() % (60 * 24 * 10)};
    more.pauses.push_back({from, from + minutes{random() % 3000}, PauseReason::kStopped});
    const Time later = *ComputeDue(more, National())->due;
    ASSERT_GE(later, *due->due);
    more.pauses.back().until = *more.pauses.back().until + minutes{random() % 3000};
    ASSERT_GE(*ComputeDue(more, National())->due, later);

    // A pause told in two parts is the same pause.
    if (!c.input.pauses.empty()) {
      ClockInput split = c.input;
      Pause second = split.pauses[0];
      const Time middle = second.from + (*second.until - second.from) / 2;
      split.pauses[0].until = middle;
      second.from = middle;
      split.pauses.push_back(second);
      ASSERT_EQ(*ComputeDue(split, National()), *due);
    }
  }
}

TEST(ExplainTest, NamesEveryDayOfTheAccount) {
  ClockInput input = Input("2026-08-28 10:00", "3wd");
  input.pauses = {{T("2026-09-03 08:00"), T("2026-09-03 11:00"), PauseReason::kPayment}};
  input.holdings = {{T("2026-08-28 10:00"), "19804"}, {T("2026-09-03 14:30"), "46.SXD"}};
  const auto account = Explain(input, National(), T("2026-08-28 10:00"));
  ASSERT_TRUE(account.ok()) << account.status();
  struct Row {
    const char* day;
    AccountKind kind;
    int counted, not_counted;
    const char* why;
    const char* unit;
  };
  const Row rows[] = {
      {"2026-08-28", AccountKind::kBeforeStart, 0, 180, "trước khi bắt đầu tính thời hạn", ""},
      {"2026-08-28", AccountKind::kCounted, 300, 0, "", "19804"},
      {"2026-08-29", AccountKind::kWeekend, 0, 0, "Thứ Bảy", ""},
      {"2026-08-30", AccountKind::kWeekend, 0, 0, "Chủ nhật", ""},
      {"2026-08-31", AccountKind::kHoliday, 0, 0, "Nghỉ hoán đổi với 22/8", ""},
      {"2026-09-01", AccountKind::kHoliday, 0, 0, "Quốc khánh (ngày liền kề)", ""},
      {"2026-09-02", AccountKind::kHoliday, 0, 0, "Quốc khánh", ""},
      {"2026-09-03", AccountKind::kCounted, 150, 0, "", "19804"},
      {"2026-09-03", AccountKind::kPaused, 0, 180, "chờ thực hiện nghĩa vụ tài chính", ""},
      {"2026-09-03", AccountKind::kCounted, 150, 0, "", "46.SXD"},
      {"2026-09-04", AccountKind::kCounted, 480, 0, "", "46.SXD"},
      {"2026-09-05", AccountKind::kWeekend, 0, 0, "Thứ Bảy", ""},
      {"2026-09-06", AccountKind::kWeekend, 0, 0, "Chủ nhật", ""},
      {"2026-09-07", AccountKind::kCounted, 360, 0, "", "46.SXD"},
  };
  ASSERT_EQ(account->size(), std::size(rows));
  for (size_t i = 0; i < std::size(rows); ++i) {
    SCOPED_TRACE(i);
    EXPECT_EQ((*account)[i].day, D(rows[i].day));
    EXPECT_EQ((*account)[i].kind, rows[i].kind);
    EXPECT_EQ((*account)[i].counted, minutes{rows[i].counted});
    EXPECT_EQ((*account)[i].not_counted, minutes{rows[i].not_counted});
    EXPECT_EQ((*account)[i].why_vi, rows[i].why);
    EXPECT_EQ((*account)[i].unit, rows[i].unit);
  }
}

TEST(ExplainTest, ShowsTheCutOffOfASameDayLimit) {
  const auto account =
      Explain(Input("2025-07-01 16:00", "1wd!"), National(), T("2025-07-01 16:00"));
  ASSERT_EQ(account->size(), 3U);
  EXPECT_EQ((*account)[1].kind, AccountKind::kAfterCutOff);
  EXPECT_EQ((*account)[1].why_vi, "nhận sau 15:00");
  EXPECT_EQ((*account)[1].not_counted, hours{1});
  EXPECT_EQ((*account)[2].counted, hours{8});
}

TEST(ExplainTest, ShowsTheEndOfATermInCalendarDays) {
  // 15 days from Saturday 5 July run out on Sunday 20 July; the term ends on Monday.
  const auto account = Explain(Input("2025-07-05 09:00", "15d"), National(), T("2025-07-05 09:00"));
  ASSERT_TRUE(account.ok());
  EXPECT_EQ(account->front().counted, hours{15});
  const DayAccount& last = account->back();
  EXPECT_EQ(last.day, D("2025-07-21"));
  EXPECT_EQ(last.kind, AccountKind::kEndOfTerm);
  EXPECT_EQ(last.counted, microseconds{0});
}

TEST(ExplainTest, EndsNowWhilePaused) {
  ClockInput input = Input("2025-07-01 09:00", "3wd");
  input.pauses = {{T("2025-07-02 09:00"), {}, PauseReason::kSupplement}};
  const auto account = Explain(input, National(), T("2025-07-03 08:00"));
  ASSERT_TRUE(account.ok());
  microseconds counted{0};
  microseconds paused{0};
  for (const DayAccount& line : *account) {
    counted += line.counted;
    if (line.kind == AccountKind::kPaused) paused += line.not_counted;
  }
  EXPECT_EQ(counted, hours{8});
  EXPECT_EQ(paused, hours{7});
  EXPECT_EQ(account->back().day, D("2025-07-03"));
}

}  // namespace
}  // namespace motcua::law
