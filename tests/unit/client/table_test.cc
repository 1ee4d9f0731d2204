#include "client/cli/table.h"

#include <gtest/gtest.h>

#include "common/base/text.h"

namespace motcua::cli {
namespace {

TEST(TableTest, ColumnsStandUnderEachOtherByDisplayWidth) {
  Table table({{"Đơn vị"}, {"Số", Cut::kCode, Align::kRight}});
  table.AddRow({"Phường Hương An", "12"});
  table.AddRow({"Ho\u0300a", "7"});  // a letter and its mark: one column
  EXPECT_EQ(table.Render(0),
            "Đơn vị           Số\n"
            "───────────────  ──\n"
            "Phường Hương An  12\n"
            "Ho\u0300a               7\n");
}

TEST(TableTest, TextGivesWayAndCodesNeverDo) {
  Table table({{"Mã"}, {"Tên", Cut::kText}});
  table.AddRow({"H57.103-250701-0001", "Đăng ký khai sinh có yếu tố nước ngoài"});
  const std::string text = table.Render(40);
  EXPECT_NE(text.find("H57.103-250701-0001"), std::string::npos);
  EXPECT_NE(text.find("…"), std::string::npos);
  size_t start = 0;
  while (start < text.size()) {
    const size_t end = text.find('\n', start);
    EXPECT_LE(DisplayWidth(text.substr(start, end - start)), 40);
    start = end + 1;
  }
}

TEST(TableTest, ATerminalTooNarrowForTheCodesStillShowsThem) {
  Table table({{"Mã"}, {"Tên", Cut::kText}});
  table.AddRow({"H57.103-250701-0001", "Đăng ký khai sinh"});
  EXPECT_NE(table.Render(10).find("H57.103-250701-0001  Đăng ký…"), std::string::npos)
      << table.Render(10);
}

TEST(TableTest, LongTextIsCutBetweenCharactersOnly) {
  EXPECT_EQ(Shorten("Hương An", 8), "Hương An");
  EXPECT_EQ(Shorten("Hương An", 7), "Hương…");
  EXPECT_EQ(Shorten("Hương An", 3), "Hư…");
  EXPECT_EQ(Shorten("Ho\u0300a An", 3), "Ho\u0300…");
  EXPECT_EQ(Shorten("Hương", 0), "");
}

TEST(TableTest, ControlCharactersInACellBecomeSpaces) {
  Table table({{"Tên", Cut::kText}});
  table.AddRow({"a\nb\x1b[31m"});
  EXPECT_EQ(table.Render(0), "Tên\n────────\na b [31m\n");
}

TEST(TableTest, LabelListLeavesOutEmptyValues) {
  EXPECT_EQ(LabelList({{"Mã hồ sơ", "H57"}, {"Công chức", ""}, {"Bước", "2"}}),
            "Mã hồ sơ:  H57\n"
            "Bước:      2\n");
}

}  // namespace
}  // namespace motcua::cli
