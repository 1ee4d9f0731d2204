#include "client/cli/format.h"

#include <google/protobuf/timestamp.pb.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <limits>

namespace motcua::cli {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Language kVi = Language::kVietnamese;
constexpr Language kEn = Language::kEnglish;
constexpr Language kFr = Language::kFrench;

TEST(FormatTest, RatesHaveTwoDecimalsAndTheFraction) {
  EXPECT_EQ(Rate(11, 12, kVi), "91,67 % (11/12)");
  EXPECT_EQ(Rate(11, 12, kEn), "91.67% (11/12)");
  EXPECT_EQ(Rate(11, 12, kFr), "91,67 % (11/12)");
}

TEST(FormatTest, PercentRoundsHalfUp) {
  EXPECT_EQ(Percent(1, 20000, kEn), "0.01%");  // exactly 0.005
  EXPECT_EQ(Percent(1, 20001, kEn), "0.00%");  // just below
  EXPECT_EQ(Percent(2, 3, kEn), "66.67%");
  EXPECT_EQ(Percent(1, 3, kEn), "33.33%");
  EXPECT_EQ(Percent(126, 526, kVi), "23,95 %");
  EXPECT_EQ(Percent(12, 12, kVi), "100,00 %");
}

TEST(FormatTest, PercentIsDefinedForEveryCount) {
  EXPECT_EQ(Percent(5, 0, kVi), "–");
  EXPECT_EQ(Percent(-1, 12, kVi), "-8,33 %");
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  EXPECT_EQ(Percent(kMost, kMost, kEn), "100.00%");
  EXPECT_EQ(Percent(kMost, 1, kEn), "922,337,203,685,477,580,700.00%");
}

TEST(FormatTest, NumbersAreGroupedByLanguage) {
  EXPECT_EQ(Number(1234567, kVi), "1.234.567");
  EXPECT_EQ(Number(1234567, kEn), "1,234,567");
  EXPECT_EQ(Number(1234567, kFr), "1\u00a0234\u00a0567");
  EXPECT_EQ(Number(999, kVi), "999");
  EXPECT_EQ(Number(-1000, kVi), "-1.000");
  EXPECT_EQ(Number(std::numeric_limits<int64_t>::min(), kEn), "-9,223,372,036,854,775,808");
  EXPECT_EQ(Dong(20000, kVi), "20.000 đ");
}

TEST(FormatTest, TimesAreShownInVietnam) {
  EXPECT_EQ(DateTime(At(MakeDay(2026, 8, 5), hours(8) + minutes(30))), "05/08/2026 08:30");
  EXPECT_EQ(DateTime(FromMicros(-1)), "01/01/1970 06:59");
}

TEST(FormatTest, TimestampsKeepMicroseconds) {
  const Time t = At(MakeDay(2025, 7, 1), hours(11)) + std::chrono::microseconds(123456);
  google::protobuf::Timestamp timestamp;
  SetTime(t, timestamp);
  EXPECT_EQ(ToTime(timestamp), t);
  SetTime(FromMicros(-1), timestamp);
  EXPECT_GE(timestamp.nanos(), 0);
  EXPECT_EQ(ToTime(timestamp), FromMicros(-1));
}

TEST(FormatTest, ReadsTimesAsPeopleWriteThem) {
  const Time t = At(MakeDay(2026, 8, 5), hours(16) + minutes(30));
  EXPECT_EQ(ReadDateTime("05/08/2026 16:30"), t);
  EXPECT_EQ(ReadDateTime("16:30 05/08/2026"), t);
  EXPECT_EQ(ReadDateTime("2026-08-05T16:30:00+07:00"), t);
  for (const char* wrong : {"", "05/08/2026", "05/08/2026 24:00", "05/08/2026 16:60",
                            "31/02/2026 10:00", "05/08/2026 1630", "a5/08/2026 16:30"}) {
    EXPECT_EQ(ReadDateTime(wrong), std::nullopt) << wrong;
  }
}

TEST(FormatTest, TimeLeftHasTheTwoLargestUnits) {
  EXPECT_EQ(TimeLeft(135, kVi), "còn 2 giờ 15 phút");
  EXPECT_EQ(TimeLeft(-1440, kVi), "quá hạn 1 ngày");
  EXPECT_EQ(TimeLeft(0, kVi), "đến hạn");
  EXPECT_EQ(TimeLeft(59, kVi), "còn 59 phút");
  EXPECT_EQ(TimeLeft(3 * 1440 + 4 * 60 + 5, kVi), "còn 3 ngày 4 giờ");
  EXPECT_EQ(TimeLeft(1440 + 5, kVi), "còn 1 ngày");
  EXPECT_EQ(TimeLeft(61, kEn), "1 hour 1 minute left");
  EXPECT_EQ(TimeLeft(-122, kFr), "en retard de 2 heures 2 minutes");
}

TEST(FormatTest, ControlCharactersNeverReachATerminal) {
  EXPECT_EQ(Printable("a\x1b[2Jb\nc\x7f"), "a [2Jb c ");
  EXPECT_EQ(Printable("a\nb\r", /*keep_lines=*/true), "a\nb ");
  EXPECT_EQ(Printable("x\xc2\x9by"), "x y");  // U+009B, the one-character CSI
  EXPECT_EQ(Printable("Nguyễn Thị Lan à"), "Nguyễn Thị Lan à");
}

}  // namespace
}  // namespace motcua::cli
