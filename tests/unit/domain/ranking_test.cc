// Rates as fractions, and rankings with shared ranks.
#include "server/domain/ranking.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace motcua::domain {
namespace {

std::vector<std::string> Shown(const std::vector<RankInput>& input) {
  std::vector<std::string> texts;
  for (const Ranked& r : Rank(input)) {
    texts.push_back(std::to_string(r.rank) + (r.tied ? "=" : " ") + input[r.index].sort_key);
  }
  return texts;
}

using Texts = std::vector<std::string>;

TEST(RankingTest, EqualRatesShareTheRankAndTheNextIsLeftOut) {
  EXPECT_EQ(
      Shown({{{11, 12}, 12, "phong thai"}, {{9, 12}, 12, "an cuu"}, {{11, 12}, 12, "huong an"}}),
      (Texts{"1=huong an", "1=phong thai", "3 an cuu"}));
  EXPECT_EQ(Shown({{{1, 2}, 2, "a"}, {{1, 3}, 3, "b"}, {{2, 6}, 6, "c"}, {{1, 4}, 4, "d"}}),
            (Texts{"1 a", "2=c", "2=b", "4 d"}));
}

TEST(RankingTest, RatesAreComparedByValueThenByReceivedThenByName) {
  EXPECT_EQ(Shown({{{11, 12}, 12, "a"}, {{22, 24}, 24, "b"}, {{22, 24}, 24, "a2"}}),
            (Texts{"1=a2", "1=b", "1=a"}));
}

TEST(RankingTest, ComparesWithoutRounding) {
  const int64_t big = (int64_t{1} << 61) - 1;
  EXPECT_TRUE(Compare({big - 1, big}, {big - 2, big - 1}) > 0);
  EXPECT_TRUE(Compare({big, big - 1}, {big, big - 1}) == 0);
  EXPECT_TRUE(Compare({big, big}, {1, 1}) == 0);
  EXPECT_TRUE(Compare({big - 1, big}, {1, 1}) < 0);
  EXPECT_TRUE(Compare({11, 12}, {22, 24}) == 0);
  EXPECT_TRUE(Compare({0, 5}, {0, 9}) == 0);
  EXPECT_TRUE(Compare({333333333, 1000000000}, {1, 3}) < 0);
}

TEST(RankingTest, WithoutADenominatorThereIsNoRateAndTheLastRank) {
  EXPECT_TRUE(Compare({0, 0}, {0, 1}) < 0);
  EXPECT_TRUE(Compare({5, 0}, {0, 0}) == 0);
  EXPECT_TRUE(Compare({0, 1}, {7, 0}) > 0);
  EXPECT_EQ(Shown({{{0, 0}, 0, "a"}, {{0, 3}, 3, "b"}, {{0, 0}, 0, "c"}}),
            (Texts{"1 b", "2=a", "2=c"}));
  EXPECT_TRUE(Rank({}).empty());
  EXPECT_EQ(Shown({{{0, 0}, 0, "alone"}}), (Texts{"1 alone"}));
}

TEST(RankingTest, TheOrderOfTheInputDoesNotMatter) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  std::vector<RankInput> input;
  for (int i = 0; i < 60; ++i) {
    const int64_t received = random() % 6;
    const int64_t resolved = received == 0 ? 0 : static_cast<int64_t>(random()) % (received + 1);
    input.push_back({{resolved, received}, received, "unit" + std::to_string(i)});
  }
  const Texts expected = Shown(input);
  for (int i = 0; i < 20; ++i) {
    std::shuffle(input.begin(), input.end(), random);
    EXPECT_EQ(Shown(input), expected);
  }
}

}  // namespace
}  // namespace motcua::domain
