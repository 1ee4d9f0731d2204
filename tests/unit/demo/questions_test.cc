#include "tests/demo/questions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace motcua::demo {
namespace {

v1::FigureRow Row(const std::string& key, int64_t received, int64_t resolved) {
  v1::FigureRow row;
  row.set_key("units/" + key);
  row.mutable_figures()->set_received(received);
  row.mutable_figures()->set_resolved_early(resolved);
  row.mutable_resolved_of_received()->set_numerator(resolved);
  row.mutable_resolved_of_received()->set_denominator(received);
  return row;
}

void Add(v1::RankUnitsResponse& ranking, int rank, bool tied, const v1::FigureRow& row) {
  v1::RankedRow& ranked = *ranking.add_rows();
  ranked.set_rank(rank);
  ranked.set_tied(tied);
  *ranked.mutable_row() = row;
}

DayFigures TrueFigures() {
  DayFigures f;
  *f.rates.mutable_total() = Row("46", 526, 126);
  Add(f.by_received, 1, false, Row("19867", 83, 20));
  Add(f.by_rate, 1, true, Row("19804", 12, 11));
  Add(f.by_rate, 1, true, Row("19858", 12, 11));
  Add(f.by_rate, 3, false, Row("19774", 20, 10));
  return f;
}

std::vector<bool> Fits(const DayFigures& figures) {
  std::vector<bool> fits;
  for (const Comparison& c : CompareWithPress(figures)) fits.push_back(c.fits);
  return fits;
}

TEST(CompareWithPressTest, FindsEverySentenceTrueInTheRightFigures) {
  EXPECT_THAT(Fits(TrueFigures()), testing::ElementsAre(true, true, true, true, true, true));
}

TEST(CompareWithPressTest, FindsEachWrongFigure) {
  DayFigures f = TrueFigures();
  f.rates.mutable_total()->mutable_figures()->set_received(527);
  EXPECT_THAT(Fits(f), testing::ElementsAre(false, true, true, true, true, true));

  f = TrueFigures();
  f.rates.mutable_total()->mutable_figures()->set_resolved_late(1);
  EXPECT_THAT(Fits(f), testing::ElementsAre(true, false, true, true, true, true));

  f = TrueFigures();
  f.by_received.mutable_rows(0)->mutable_row()->mutable_figures()->set_received(84);
  EXPECT_THAT(Fits(f), testing::ElementsAre(true, true, false, true, true, true));

  f = TrueFigures();
  f.by_rate.mutable_rows(0)->set_tied(false);
  EXPECT_THAT(Fits(f), testing::ElementsAre(true, true, true, false, true, true));

  f = TrueFigures();
  f.by_rate.mutable_rows(1)->set_rank(2);
  EXPECT_THAT(Fits(f), testing::ElementsAre(true, true, true, true, false, true));

  f = TrueFigures();
  *f.by_rate.mutable_rows(2)->mutable_row() = Row("19774", 24, 22);
  EXPECT_THAT(Fits(f), testing::ElementsAre(true, true, true, true, true, false));
}

TEST(CompareWithPressTest, FindsNothingTrueInAnEmptyAnswer) {
  EXPECT_THAT(Fits(DayFigures()), testing::Each(false));
}

TEST(UnitsUnlikeTest, NamesTheUnitThatDiffersAndTheOneThatShouldNotBeThere) {
  v1::QueryRatesResponse rates;
  *rates.add_rows() = Row("19804", 12, 11);
  *rates.add_rows() = Row("19774", 3, 1);
  EXPECT_TRUE(UnitsUnlike(rates, {{"19804", 12, 11}, {"19774", 3, 1}}).empty());
  EXPECT_THAT(UnitsUnlike(rates, {{"19804", 12, 11}, {"19774", 3, 2}}),
              testing::ElementsAre(testing::StartsWith("19774")));
  EXPECT_THAT(UnitsUnlike(rates, {{"19804", 12, 11}}), testing::ElementsAre("units/19774"));
}

TEST(RateViTest, RoundsHalfUpWithADecimalComma) {
  const auto rate = [](int64_t numerator, int64_t denominator) {
    v1::Fraction f;
    f.set_numerator(numerator);
    f.set_denominator(denominator);
    return RateVi(f);
  };
  EXPECT_EQ(rate(11, 12), "11/12 = 91,67 %");
  EXPECT_EQ(rate(1, 8), "1/8 = 12,50 %");
  EXPECT_EQ(rate(1, 800), "1/800 = 0,13 %");
  EXPECT_EQ(rate(0, 5), "0/5 = 0,00 %");
  EXPECT_EQ(rate(0, 0), "–");
}

}  // namespace
}  // namespace motcua::demo
