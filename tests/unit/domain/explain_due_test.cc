// Every due date explains itself, day by day.
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "tests/unit/domain/domain_testing.h"

namespace motcua::domain {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

std::vector<std::string> Lines(const DueExplanation& e) {
  std::vector<std::string> lines;
  for (const law::DayAccount& day : e.days) {
    const auto counted = std::chrono::duration_cast<minutes>(day.counted).count();
    const auto not_counted = std::chrono::duration_cast<minutes>(day.not_counted).count();
    lines.push_back(FormatDay(day.day).substr(5) + " " + std::to_string(counted) + "/" +
                    std::to_string(not_counted) + " " + (day.unit.empty() ? day.why_vi : day.unit));
  }
  return lines;
}

std::chrono::microseconds Counted(const DueExplanation& e) {
  std::chrono::microseconds sum{};
  for (const law::DayAccount& day : e.days) sum += day.counted;
  return sum;
}

DueExplanation Explained(const Play& p) {
  auto e = ExplainDue(p.d(), TestWorld(), p.now());
  EXPECT_TRUE(e.ok()) << e.status();
  return e.value_or(DueExplanation{});
}

TEST(ExplainDueTest, TheDaysAddUpToTheLimit) {
  Play p("2025-07-03 09:00");
  p.Do(Clerk(kHuongAn), Receive(DraftOf(kMarital)));
  const DueExplanation e = Explained(p);
  EXPECT_EQ(Counted(e), hours{24});
  EXPECT_EQ(Lines(e), (std::vector<std::string>{"07-03 0/120 trước khi bắt đầu tính thời hạn",
                                                "07-03 360/0 19804", "07-04 480/0 19804",
                                                "07-05 0/0 Thứ Bảy", "07-06 0/0 Chủ nhật",
                                                "07-07 480/0 19804", "07-08 120/0 19804"}));
  EXPECT_EQ(law::FormatTimeLimit(e.limit), "3wd");
  EXPECT_EQ(e.regulation, "Nghị định 118/2025/NĐ-CP về cơ chế một cửa, một cửa liên thông");
  EXPECT_NE(e.starts_because.find("từ khi tiếp nhận đủ hồ sơ"), std::string::npos);
  ASSERT_EQ(e.legs.size(), 1u);
  EXPECT_EQ(e.legs[0].kind, law::LegKind::kTimeLimit);
  EXPECT_EQ(e.legs[0].until, *p.d().promised_due);
}

TEST(ExplainDueTest, APauseIsToldWithItsReasonAndNotCounted) {
  Play p("2025-07-01 07:00");
  p.Do(Person(kHuongAn), Receive(DraftOf(kMarital)));
  p.At("2025-07-02 07:00").Do(Person(kHuongAn), Because(Command::kRequestSupplement));
  p.At("2025-07-02 10:00");
  EXPECT_EQ(Counted(Explained(p)), hours{8}) << "as far as it ran";
  p.At("2025-07-03 07:00").Do(Person(kHuongAn), ResumeInput{});
  const DueExplanation e = Explained(p);
  EXPECT_EQ(Counted(e), hours{24});
  EXPECT_EQ(Lines(e),
            (std::vector<std::string>{"07-01 480/0 19804", "07-02 0/480 chờ bổ sung hồ sơ",
                                      "07-03 480/0 19804", "07-04 480/0 19804"}));
}

TEST(ExplainDueTest, AHolidayIsToldByItsName) {
  Play p("2025-08-29 07:00");
  p.Do(Clerk(kHuongAn), Receive(DraftOf(kMarital)));
  const std::vector<std::string> lines = Lines(Explained(p));
  ASSERT_EQ(lines.size(), 7u);
  EXPECT_EQ(lines[4], "09-02 0/0 Quốc khánh");
}

TEST(ExplainDueTest, LegsLeadFromTheReceptionToTheAppointment) {
  Play p("2026-08-06 15:30");
  p.Do(Clerk(kHuongAn), Receive(DraftOf(kMarital, kPhongThai)));
  const DueExplanation before = Explained(p);
  EXPECT_TRUE(before.days.empty()) << "the clock has not started";
  EXPECT_NE(before.starts_because.find("cơ quan có thẩm quyền chưa nhận"), std::string::npos);
  p.At("2026-08-07 08:00").Do(Clerk(kPhongThai), Because(Command::kTakeOver));
  const DueExplanation e = Explained(p);
  using K = law::LegKind;
  std::vector<K> kinds;
  Time at = *p.d().received_at;
  for (const law::Leg& leg : e.legs) {
    kinds.push_back(leg.kind);
    EXPECT_EQ(leg.from, at);
    at = leg.until;
  }
  EXPECT_EQ(kinds, (std::vector<K>{K::kCutOffWait, K::kTransfer, K::kTimeLimit, K::kReturn}));
  EXPECT_EQ(at, *p.d().promised_due);
  EXPECT_EQ(Counted(e), hours{24});
  EXPECT_EQ(e.starts_because.find("chưa nhận"), std::string::npos);
  EXPECT_NE(e.starts_because.find("cơ quan có thẩm quyền nhận được"), std::string::npos);
  for (const law::DayAccount& day : e.days) {
    EXPECT_TRUE(day.counted.count() == 0 || day.unit == kPhongThai);
  }
}

TEST(ExplainDueTest, InJuly2025TheReceiverIsChargedUntilTheTakeOver) {
  Play p("2025-07-01 07:00");
  p.Do(Clerk(kHuongAn), Receive(DraftOf(kMarital, kPhongThai)));
  p.At("2025-07-01 10:00").Do(Clerk(kPhongThai), Because(Command::kTakeOver));
  const std::vector<std::string> lines = Lines(Explained(p));
  ASSERT_GE(lines.size(), 2u);
  EXPECT_EQ(lines[0], "07-01 180/0 19804");
  EXPECT_EQ(lines[1], "07-01 300/0 19858");
}

TEST(ExplainDueTest, BeforeTheReceiptThereIsNothingToExplain) {
  Play p("2025-07-01 07:00");
  p.Do(Clerk(kHuongAn), RegisterInput{DraftOf(kMarital)});
  EXPECT_EQ(Said(ExplainDue(p.d(), TestWorld(), p.now())),
            "FAILED_PRECONDITION DOSSIER_NOT_RECEIVED");
}

}  // namespace
}  // namespace motcua::domain
