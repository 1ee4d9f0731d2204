#include "common/base/tsv.h"

#include <gtest/gtest.h>

#include "common/base/error.h"

namespace motcua {
namespace {

const std::vector<std::string> kColumns = {"code", "name"};

TEST(TsvTest, RowsAreReadByColumnNameWithTheirLines) {
  const auto table =
      ParseTsv("name\tcode\tnote\nHuế\t46\t\nHà Nội\t01\tx", kColumns, {"note", "by"});
  ASSERT_TRUE(table.ok()) << table.status();
  ASSERT_EQ(table->rows.size(), 2u);
  EXPECT_EQ(table->rows[0]["code"], "46");
  EXPECT_EQ(table->rows[0]["name"], "Huế");
  EXPECT_EQ(table->rows[0]["note"], "");
  EXPECT_EQ(table->rows[0].line(), 2);
  EXPECT_EQ(table->rows[1]["note"], "x");
  EXPECT_EQ(table->rows[1]["by"], "");
  EXPECT_EQ(table->rows[1].line(), 3);
}

TEST(TsvTest, LineEndsAndMarkOfSpreadsheetsAreRead) {
  const auto table = ParseTsv(
      "\xEF\xBB\xBF"
      "code\tname\r\n46\tHuế\r\n",
      kColumns);
  ASSERT_TRUE(table.ok()) << table.status();
  ASSERT_EQ(table->rows.size(), 1u);
  EXPECT_EQ(table->rows[0]["name"], "Huế");
}

TEST(TsvTest, ABadFileIsRefusedWithItsLine) {
  struct Case {
    const char* text;
    const char* line;
    const char* column;
  };
  for (const Case& c : {
           Case{"", "1", ""},
           Case{"code\n46\n", "1", "name"},
           Case{"code\tname\tcolour\n", "1", "colour"},
           Case{"code\tname\tcode\n", "1", "code"},
           Case{"code\tname\n46\tHuế\n01\n", "3", ""},
           Case{"code\tname\n46\tHuế\tx\n", "2", ""},
           Case{"code\tname\n46\tHuế\n\n", "3", ""},
           Case{"code\tname\n46\tHu\xFF\n", "2", ""},
       }) {
    const auto table = ParseTsv(c.text, kColumns);
    ASSERT_FALSE(table.ok()) << c.text;
    EXPECT_EQ(table.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(ErrorReason(table.status()), "LINE_INVALID");
    EXPECT_EQ(GetErrorValues(table.status())["line"], c.line) << c.text;
    EXPECT_EQ(GetErrorValues(table.status())["column"], c.column) << c.text;
    EXPECT_NE(GetErrorValues(table.status())["expected"], "") << c.text;
  }
}

TEST(TsvTest, WhatIsWrittenIsReadBack) {
  const auto text = WriteTsv(kColumns, {{"46", "Huế"}, {"", ""}});
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(*text, "code\tname\n46\tHuế\n\t\n");
  EXPECT_EQ(ParseTsv(*text, kColumns)->rows.size(), 2u);
}

TEST(TsvTest, ACellThatCannotBeWrittenIsRefused) {
  for (const char* cell : {"a\tb", "a\nb", "a\r"}) {
    const auto text = WriteTsv(kColumns, {{"46", "Huế"}, {"01", cell}});
    EXPECT_EQ(ErrorReason(text.status()), "LINE_INVALID");
    EXPECT_EQ(GetErrorValues(text.status())["line"], "3");
    EXPECT_EQ(GetErrorValues(text.status())["column"], "name");
  }
  EXPECT_FALSE(WriteTsv(kColumns, {{"46"}}).ok());
}

}  // namespace
}  // namespace motcua
