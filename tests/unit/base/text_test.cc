#include "common/base/text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "common/base/file.h"
#include "common/base/tsv.h"

namespace motcua {
namespace {

TEST(TextTest, EveryNameWrittenInBothTonePlacementsIsOneName) {
  const auto text = ReadFile(MOTCUA_SOURCE_DIR "/tests/unit/base/tone_placement.tsv");
  ASSERT_TRUE(text.ok());
  const auto table = ParseTsv(*text, {"one", "other"});
  ASSERT_TRUE(table.ok());
  EXPECT_EQ(table->rows.size(), 190u);
  for (const TsvRow& row : table->rows) {
    EXPECT_NE(row["one"], row["other"]) << row.line();
    EXPECT_EQ(FoldForCompare(row["one"]), FoldForCompare(row["other"])) << row["one"];
    EXPECT_EQ(VietnameseSortKey(row["one"]), VietnameseSortKey(row["other"])) << row["one"];
  }
}

TEST(TextTest, SpellingsOfOneNameCompareEqual) {
  const std::pair<const char*, const char*> cases[] = {
      {"Hòa", "Hoà"},
      {"HÒA", "hoà"},
      {"Thủy", "Thuỷ"},
      {"Lũy", "Luỹ"},
      {"Hóa", "Hoá"},
      {"Quý", "Qúy"},
      {"Khỏe", "Khoẻ"},
      {"Khuỷu", "Khủyu"},
      {"Của", "Cuả"},
      {"Già", "Gìa"},
      {" Hương  An ", "hương an"},
      {"Ea H’Leo", "Ea H'Leo"},
      {"Huế", "Hue\xCC\x82\xCC\x81"},
      // The dot of the tone before and after the circumflex.
      {"Lệ", "Le\xCC\xA3\xCC\x82"},
      {"Lệ", "Le\xCC\x82\xCC\xA3"},
  };
  for (const auto& [a, b] : cases) EXPECT_EQ(FoldForCompare(a), FoldForCompare(b)) << a;
}

TEST(TextTest, DifferentNamesStayDifferent) {
  const std::pair<const char*, const char*> cases[] = {
      {"Phó Bảng", "Phố Bảng"}, {"Hòa", "Hoa"}, {"Hòa", "Hóa"},          {"Hoá", "Hoạ"},
      {"Đức", "Dức"},           {"Quý", "Quỳ"}, {"Tân", "Tần"},          {"Mường", "Mương"},
      {"Hòa An", "Hoa Àn"},     {"An", "Ân"},   {"Hương An", "HươngAn"}, {"résume", "resume"},
      {"Hòà", "Hoà"},
  };
  for (const auto& [a, b] : cases) EXPECT_NE(FoldForCompare(a), FoldForCompare(b)) << a;
}

TEST(TextTest, SearchIgnoresTonesMarksCaseAndTheStrokeOfD) {
  EXPECT_EQ(FoldForSearch("Đặng Thùy Trâm"), "dang thuy tram");
  EXPECT_EQ(FoldForSearch("  Nguyễn   Ước "), "nguyen uoc");
  EXPECT_EQ(FoldForSearch("ĐỨC"), "duc");
  EXPECT_EQ(FoldForSearch("\xC3\x90uc"), "duc");  // U+00D0, eth
  EXPECT_EQ(FoldForSearch("Ea\xC2\xA0H’Leo"), "ea h'leo");
}

TEST(TextTest, NormalisationComposes) {
  EXPECT_EQ(Nfc("e\xCC\x82\xCC\xA3"), "ệ");
  EXPECT_EQ(Nfc("Huế"), "Huế");
}

TEST(TextTest, MalformedTextIsSeenAndDoesNoHarm) {
  EXPECT_TRUE(IsValidUtf8("Huế"));
  EXPECT_TRUE(IsValidUtf8(""));
  for (const char* bad :
       {"\xFF", "a\xC3", "\xC0\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\x80"}) {
    EXPECT_FALSE(IsValidUtf8(bad));
    EXPECT_TRUE(IsValidUtf8(Nfc(bad)));
    EXPECT_TRUE(IsValidUtf8(FoldForCompare(bad)));
    EXPECT_TRUE(IsValidUtf8(FoldForSearch(bad)));
  }
  EXPECT_EQ(Nfc("a\xFF"), "a\xEF\xBF\xBD");
}

TEST(TextTest, TheAlphabetIsVietnamese) {
  const std::vector<std::string> order = {
      "",  "0", "1", "9", "a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "f", "g", "h", "i", "j", "k",
      "l", "m", "n", "o", "ô", "ơ", "p", "q", "r", "s", "t", "u", "ư", "v", "w", "x", "y", "z"};
  for (size_t i = 1; i < order.size(); ++i) {
    EXPECT_LT(VietnameseSortKey(order[i - 1]), VietnameseSortKey(order[i])) << order[i];
  }
}

TEST(TextTest, TonesDifferAfterLettersAndSpacesComeFirst) {
  const std::vector<std::string> order = {
      "Dương Hòa", "Đà Nẵng",      "Đại An",       "Hà Nội", "Ma",    "Mà",   "Mả",   "Mã",
      "Má",        "Mạ",           "Ma An",        "Mạ An",  "Ma Bà", "Man",  "Mân",  "Tân An",
      "Tân Hòa",   "Tân Hoa Đông", "Tấn Hòa Đông", "Tân Hồ", "Thanh", "Xã 1", "Xã 2", "Ý"};
  for (size_t i = 1; i < order.size(); ++i) {
    EXPECT_LT(VietnameseSortKey(order[i - 1]), VietnameseSortKey(order[i]))
        << order[i - 1] << " before " << order[i];
  }
  EXPECT_EQ(VietnameseSortKey("HUẾ"), VietnameseSortKey("huế"));
}

// The order as a dictionary defines it, written another way: letter by letter through a list of all
// letters with their tones.
TEST(TextTest, SortKeysAgreeWithALetterByLetterComparison) {
  const std::vector<std::vector<std::string>> letters = {
      {" "},
      {"a", "à", "ả", "ã", "á", "ạ"},
      {"ă", "ằ", "ẳ", "ẵ", "ắ", "ặ"},
      {"â", "ầ", "ẩ", "ẫ", "ấ", "ậ"},
      {"b"},
      {"d"},
      {"đ"},
      {"n"},
      {"o", "ò", "ỏ", "õ", "ó", "ọ"},
      {"ơ", "ờ", "ở", "ỡ", "ớ", "ợ"},
      {"ư", "ừ", "ử", "ữ", "ứ", "ự"},
  };
  const unsigned seed = 46;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  using Word = std::pair<std::vector<size_t>, std::vector<size_t>>;  // letters, tones
  const auto make = [&] {
    Word word;
    std::string text;
    const size_t length = 1 + random() % 4;
    for (size_t i = 0; i < length; ++i) {
      size_t letter = random() % letters.size();
      // No space at the ends or doubled; no two vowels together, where tones move.
      const bool vowel_before = !word.first.empty() && letters[word.first.back()].size() > 1;
      if (letter == 0 && (i == 0 || i + 1 == length || word.first.back() == 0)) letter = 4;
      if (vowel_before && letters[letter].size() > 1) letter = 7;
      const size_t tone = random() % letters[letter].size();
      word.first.push_back(letter);
      word.second.push_back(tone);
      text += letters[letter][tone];
    }
    return std::pair(word, text);
  };
  for (int i = 0; i < 20000; ++i) {
    const auto [a, a_text] = make();
    const auto [b, b_text] = make();
    ASSERT_EQ(a < b, VietnameseSortKey(a_text) < VietnameseSortKey(b_text))
        << a_text << " | " << b_text;
  }
}

TEST(TextTest, WidthIsInColumnsOfATerminal) {
  EXPECT_EQ(DisplayWidth("Hương An"), 8);
  EXPECT_EQ(DisplayWidth("Hue\xCC\x82\xCC\x81"), 3);
  EXPECT_EQ(DisplayWidth("漢字"), 4);
  EXPECT_EQ(DisplayWidth(""), 0);
}

}  // namespace
}  // namespace motcua
