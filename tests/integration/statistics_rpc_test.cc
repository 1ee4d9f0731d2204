// StatisticsService over real mutual TLS: figures as numerators and denominators, for those who may
// see them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/integration/offices.h"

namespace motcua {
namespace {

using std::chrono::hours;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

int64_t ResolvedOf(const v1::Figures& f) {
  return f.resolved_early() + f.resolved_on_time() + f.resolved_late();
}

void ExpectBalanced(const v1::FigureRow& row) {
  const v1::Figures& f = row.figures();
  EXPECT_EQ(f.carried_over() + f.received() + f.handed_in(),
            ResolvedOf(f) + f.withdrawn() + f.stopped() + f.handed_out() + f.open())
      << row.DebugString();
}

class StatisticsRpcTest : public OfficesTest {
 protected:
  // Hương An: 4 received of which 2 resolved, 1 withdrawn, 1 open with Kim Long.
  // Kim Long: 2 received, 1 resolved. Huế: 6 received.
  void Work() {
    Serve("clerk", "accounts/head");
    Serve("clerk", "accounts/head");
    Must("clerk", &Dossiers::WithdrawDossier,
         On<v1::ReasonRequest>(Receive("clerk", kRemarriage), "Xin rút"));
    crossing_ = Receive("clerk", kRemarriage, "units/19774");
    Serve("kimlong", "");
    Receive("kimlong", kRemarriage);
    v1::RegisterDossierRequest online;  // not received, so it counts nowhere
    *online.mutable_draft() = Draft(kRemarriage);
    Must("clerk", &Dossiers::RegisterDossier, online);
  }
  void Serve(const std::string& account, const std::string& signer) {
    v1::ServeNowRequest request;
    *request.mutable_draft() = Draft(kCertifiedCopy);
    request.set_signer(signer);
    Must(account, &Dossiers::ServeNow, request);
  }
  v1::QueryRatesResponse Rates(const std::string& account, v1::GroupBy group,
                               v1::CountedBy by = v1::COUNTED_BY_RECEIVER) {
    v1::QueryRatesRequest request;
    request.set_group_by(group);
    request.set_counted_by(by);
    return Must(account, &Statistics::QueryRates, request);
  }

  v1::Dossier crossing_;
};

TEST_F(StatisticsRpcTest, GroupsSumToTheTotalAndEveryRowBalances) {
  Work();
  for (const auto by : {v1::COUNTED_BY_RECEIVER, v1::COUNTED_BY_DECIDER, v1::COUNTED_BY_HOLDER}) {
    for (const auto group :
         {v1::GROUP_BY_PROVINCE, v1::GROUP_BY_COMMUNE, v1::GROUP_BY_UNIT, v1::GROUP_BY_FIELD,
          v1::GROUP_BY_PROCEDURE, v1::GROUP_BY_CHANNEL, v1::GROUP_BY_BOUNDARY}) {
      const auto answer = Rates("watch", group, by);
      EXPECT_EQ(answer.total().figures().received(), 6) << group;
      ExpectBalanced(answer.total());
      int64_t received = 0;
      int64_t resolved = 0;
      int64_t open = 0;
      for (const v1::FigureRow& row : answer.rows()) {
        ExpectBalanced(row);
        received += row.figures().received();
        resolved += ResolvedOf(row.figures());
        open += row.figures().open();
      }
      EXPECT_EQ(received, answer.total().figures().received()) << group;
      EXPECT_EQ(resolved, ResolvedOf(answer.total().figures())) << group;
      EXPECT_EQ(open, answer.total().figures().open()) << group;
    }
  }
}

TEST_F(StatisticsRpcTest, RatesAreFractionsOfTheNamedFigures) {
  Work();
  const auto answer = Rates("watch", v1::GROUP_BY_COMMUNE);
  ASSERT_EQ(answer.rows_size(), 2);
  const v1::FigureRow& row = answer.rows(0);
  EXPECT_EQ(row.key(), "units/19804");
  EXPECT_EQ(row.display_name(), "Phường Hương An");
  EXPECT_EQ(row.figures().received(), 4);
  EXPECT_EQ(row.figures().withdrawn(), 1);
  EXPECT_EQ(row.figures().open(), 1);
  EXPECT_EQ(row.resolved_of_received().numerator(), 2);
  EXPECT_EQ(row.resolved_of_received().denominator(), 4);
  EXPECT_EQ(row.on_time_of_resolved().numerator(), 2);
  EXPECT_EQ(row.on_time_of_resolved().denominator(), 2);
  EXPECT_EQ(answer.rows(1).key(), "units/19774");

  // The next day all that is open is carried over.
  time_.Advance(hours(24));
  const auto next = Rates("watch", v1::GROUP_BY_COMMUNE);
  ASSERT_EQ(next.rows_size(), 2);
  EXPECT_EQ(next.rows(0).figures().carried_over(), 1);
  EXPECT_EQ(next.rows(0).figures().received(), 0);
  EXPECT_EQ(next.rows(0).resolved_of_due().denominator(), 1);
}

TEST_F(StatisticsRpcTest, APastFigureAskedAgainIsTheSame) {
  Work();
  time_.Set(At(MakeDay(2025, 7, 2), hours(8)));
  v1::QueryRatesRequest request;
  request.set_from_day("2025-07-01");
  request.set_until_day("2025-07-01");
  request.set_group_by(v1::GROUP_BY_UNIT);
  const std::string before = Must("watch", &Statistics::QueryRates, request).SerializeAsString();
  Must("kimlong", &Transfers::RecallTransfer,
       On<v1::AnswerTransferRequest>(Receive("kimlong", kRemarriage, "units/19804"), "Nhầm"));
  Must("clerk", &Dossiers::WithdrawDossier, On<v1::ReasonRequest>(crossing_, "Xin rút"));
  EXPECT_EQ(Must("watch", &Statistics::QueryRates, request).SerializeAsString(), before);
  Reopen();
  EXPECT_EQ(Must("watch", &Statistics::QueryRates, request).SerializeAsString(), before);
}

TEST_F(StatisticsRpcTest, EqualUnitsShareTheRank) {
  Serve("clerk", "accounts/head");
  Serve("clerk", "accounts/head");
  Serve("kimlong", "");
  Receive("thuanhoa", kRemarriage);
  v1::RankUnitsRequest request;
  request.set_rank_by(v1::RANK_BY_RESOLVED_OF_RECEIVED);
  auto answer = Must("watch", &Statistics::RankUnits, request);
  ASSERT_EQ(answer.rows_size(), 3);
  EXPECT_EQ(answer.minimum_volume(), 1);
  EXPECT_EQ(answer.rows(0).row().key(), "units/19804") << "more received comes first";
  EXPECT_EQ(answer.rows(0).rank(), 1);
  EXPECT_TRUE(answer.rows(0).tied());
  EXPECT_EQ(answer.rows(1).row().key(), "units/19774");
  EXPECT_EQ(answer.rows(1).rank(), 1);
  EXPECT_TRUE(answer.rows(1).tied());
  EXPECT_EQ(answer.rows(2).row().key(), "units/19789");
  EXPECT_EQ(answer.rows(2).rank(), 3);
  EXPECT_FALSE(answer.rows(2).tied());

  request.set_minimum_volume(2);
  answer = Must("watch", &Statistics::RankUnits, request);
  EXPECT_EQ(answer.rows_size(), 1);
  EXPECT_EQ(answer.below_minimum_size(), 2);
  EXPECT_EQ(answer.minimum_volume(), 2);
  request.set_minimum_volume(0);
  request.set_rank_by(v1::RANK_BY_RECEIVED);
  answer = Must("watch", &Statistics::RankUnits, request);
  EXPECT_EQ(answer.rows(0).row().key(), "units/19804");
  EXPECT_FALSE(answer.rows(0).tied());
}

TEST_F(StatisticsRpcTest, ThePeriodReportHasEveryLineAndItsTotals) {
  Work();
  v1::ReportPeriodRequest request;
  request.set_from_day("2025-07-01");
  request.set_until_day("2025-07-31");
  const auto report = Must("watch", &Statistics::ReportPeriod, request);
  std::vector<std::string> keys;
  for (const v1::FigureRow& row : report.rows()) keys.push_back(row.key());
  EXPECT_THAT(keys, UnorderedElementsAre(kRemarriage, kCertifiedCopy));
  EXPECT_EQ(report.total().figures().received(), 6);
  int64_t by_channel = 0;
  for (const v1::FigureRow& row : report.channels()) by_channel += row.figures().received();
  int64_t by_boundary = 0;
  for (const v1::FigureRow& row : report.boundaries()) by_boundary += row.figures().received();
  EXPECT_EQ(by_channel, 6);
  EXPECT_EQ(by_boundary, 6);
  EXPECT_EQ(report.boundaries_size(), 2) << "own commune and other commune";
}

TEST_F(StatisticsRpcTest, AFigureListsItsDossiersNewestFirst) {
  Work();
  v1::ListFigureDossiersRequest request;
  request.mutable_query()->set_unit("units/46");
  const auto count = [&](v1::FigureKind kind) {
    request.set_kind(kind);
    const auto answer = Must("watch", &Statistics::ListFigureDossiers, request);
    EXPECT_EQ(answer.counted_size(), answer.dossiers_size());
    int64_t sum = 0;
    for (const int counted : answer.counted()) sum += counted;
    return sum;
  };
  EXPECT_EQ(count(v1::FIGURE_KIND_RECEIVED), 6);
  EXPECT_EQ(count(v1::FIGURE_KIND_RESOLVED), 3);
  EXPECT_EQ(count(v1::FIGURE_KIND_RESOLVED_LATE), 0);
  EXPECT_EQ(count(v1::FIGURE_KIND_WITHDRAWN), 1);
  EXPECT_EQ(count(v1::FIGURE_KIND_STOPPED), 0);
  EXPECT_EQ(count(v1::FIGURE_KIND_OPEN), 2);

  request.set_kind(v1::FIGURE_KIND_RECEIVED);
  request.mutable_query()->set_unit("units/19804");
  request.set_page_size(3);
  std::vector<std::string> codes;
  int pages = 0;
  do {
    const auto page = Must("watch", &Statistics::ListFigureDossiers, request);
    EXPECT_LE(page.dossiers_size(), 3);
    for (const v1::DossierSummary& d : page.dossiers()) codes.push_back(d.code());
    request.set_page_token(page.next_page_token());
    ASSERT_LT(++pages, 10);
  } while (!request.page_token().empty());
  EXPECT_THAT(codes, ElementsAre("H57.104-250701-0004", "H57.104-250701-0003",
                                 "H57.104-250701-0002", "H57.104-250701-0001"));
}

TEST_F(StatisticsRpcTest, AClerkSeesTheOwnUnitAndASupervisorTheSubtree) {
  Work();
  EXPECT_EQ(Rates("clerk", v1::GROUP_BY_UNSPECIFIED).total().figures().received(), 4);
  v1::QueryRatesRequest request;
  request.set_unit("units/19774");
  EXPECT_EQ(ResultOf(Call("clerk", &Statistics::QueryRates, request)),
            "PERMISSION_DENIED UNIT_OUT_OF_SIGHT");
  EXPECT_EQ(Must("watch", &Statistics::QueryRates, request).total().figures().received(), 2);
  for (const char* unit : {"units/48", "units/VN"}) {
    request.set_unit(unit);
    EXPECT_EQ(ResultOf(Call("watch", &Statistics::QueryRates, request)),
              "PERMISSION_DENIED UNIT_OUT_OF_SIGHT")
        << unit;
  }
}

TEST_F(StatisticsRpcTest, WrongQuestionsAreRefused) {
  v1::QueryRatesRequest request;
  request.set_from_day("2025-07-02");
  request.set_until_day("2025-07-01");
  EXPECT_EQ(ResultOf(Call("watch", &Statistics::QueryRates, request)),
            "INVALID_ARGUMENT FIELD_INVALID until_day");
  request.set_from_day("2025-13-01");
  EXPECT_EQ(ResultOf(Call("watch", &Statistics::QueryRates, request)),
            "INVALID_ARGUMENT FIELD_INVALID from_day");
  request.Clear();
  request.set_unit("units/99999");
  EXPECT_EQ(ResultOf(Call("watch", &Statistics::QueryRates, request)), "NOT_FOUND UNIT_NOT_FOUND");
  request.Clear();
  request.set_procedure("procedures/9.999999");
  EXPECT_EQ(ResultOf(Call("watch", &Statistics::QueryRates, request)),
            "NOT_FOUND PROCEDURE_NOT_FOUND");
  v1::RankUnitsRequest rank;
  rank.mutable_query()->set_group_by(static_cast<v1::GroupBy>(99));
  EXPECT_EQ(ResultOf(Call("watch", &Statistics::RankUnits, rank)),
            "INVALID_ARGUMENT FIELD_INVALID query.group_by");
  rank.Clear();
  rank.set_minimum_volume(-1);
  EXPECT_EQ(ResultOf(Call("watch", &Statistics::RankUnits, rank)),
            "INVALID_ARGUMENT FIELD_INVALID minimum_volume");
  EXPECT_EQ(ResultOf(Call("watch", &Statistics::ReportPeriod, v1::ReportPeriodRequest())),
            "INVALID_ARGUMENT FIELD_INVALID from_day");
  v1::ListFigureDossiersRequest figure;
  figure.set_page_token("no token");
  EXPECT_EQ(ResultOf(Call("watch", &Statistics::ListFigureDossiers, figure)),
            "INVALID_ARGUMENT PAGE_TOKEN_INVALID");
}

}  // namespace
}  // namespace motcua
