// Communes sum to provinces and provinces to the nation; what was asked once is answered the same
// for ever; and every figure is what a plain count over all dossiers gives.
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "server/app/history.h"
#include "server/app/statistics.h"
#include "tests/support/random_clerk.h"
#include "tests/support/town.h"

namespace motcua::app {
namespace {

using domain::CountedBy;
using domain::Metric;

const std::vector<std::string>& Offices() {
  static const auto* offices =
      new std::vector<std::string>{"19804", "19858", "19867", "00004", "00008", "20194"};
  return *offices;
}

// A plain count: the last state of each dossier at the end of a day, by folding its events.
struct PlainCount {
  int64_t received = 0;
  int64_t open = 0;
  int64_t overdue = 0;
};

PlainCount CountPlainly(Town& town, const std::vector<domain::DossierKey>& keys, Day until) {
  PlainCount count;
  EXPECT_TRUE(town.storage()
                  .Read([&](storage::ReadTransaction& tx) -> absl::Status {
                    for (const domain::DossierKey& key : keys) {
                      domain::Dossier last;
                      absl::Status status =
                          ForEachEvent(tx, key,
                                       [&](const domain::Dossier&, const domain::Dossier& after,
                                           const domain::Event& event) {
                                         if (LocalDay(event.recorded_at) > until) return false;
                                         last = after;
                                         return true;
                                       });
                      if (!status.ok()) return status;
                      count.received += domain::IsCounted(last);
                      count.open += domain::IsOpen(last);
                      count.overdue += domain::IsOpen(last) && !last.IsPaused() &&
                                       LocalDay(*last.promised_due) <= until;
                    }
                    return absl::OkStatus();
                  })
                  .ok());
  return count;
}

RatesAnswer Ask(Town& town, Day from, Day until, CountedBy by, GroupBy group) {
  FiguresQuery query;
  query.unit = "VN";
  query.from = from;
  query.until = until;
  query.by = by;
  query.group_by = group;
  auto answer = QueryRates(town.context(), town.Supervisor("VN"), query);
  EXPECT_TRUE(answer.ok()) << answer.status();
  return answer.ok() ? *answer : RatesAnswer{};
}

// Everything but the time of asking, as text.
std::string Text(const RatesAnswer& answer) {
  std::string text;
  const auto add = [&](const FigureRow& row) {
    text += row.key + " " + std::to_string(row.figures.carried_over);
    for (const int64_t m : row.figures.flows.metrics) text += " " + std::to_string(m);
    text +=
        " " + std::to_string(row.figures.open) + " " + std::to_string(row.figures.overdue) + "\n";
  };
  for (const FigureRow& row : answer.rows) add(row);
  add(answer.total);
  return text;
}

void ExpectBalance(const FigureRow& row) {
  const Figures& f = row.figures;
  EXPECT_EQ(f.carried_over + f.flows[Metric::kReceived] + f.flows[Metric::kHandedIn],
            f.flows.Resolved() + f.flows[Metric::kWithdrawn] + f.flows[Metric::kStopped] +
                f.flows[Metric::kHandedOut] + f.open)
      << row.key;
  EXPECT_GE(f.open, 0) << row.key;
  EXPECT_GE(f.overdue, 0) << row.key;
  EXPECT_LE(f.overdue, f.open) << row.key;
}

void ExpectRowsSumToTotal(const RatesAnswer& answer) {
  domain::Tally flows;
  int64_t open = 0;
  int64_t carried = 0;
  for (const FigureRow& row : answer.rows) {
    flows += row.figures.flows;
    open += row.figures.open;
    carried += row.figures.carried_over;
  }
  EXPECT_EQ(flows, answer.total.figures.flows);
  EXPECT_EQ(open, answer.total.figures.open);
  EXPECT_EQ(carried, answer.total.figures.carried_over);
}

TEST(FiguresHistoryTest, SumsAgreeAndPastFiguresStay) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Town town;
  const Day first = MakeDay(2026, 8, 6);
  town.time().Set(At(first, std::chrono::hours{7}));
  for (const std::string& office : Offices()) ASSERT_TRUE(town.AddPerson(office).ok());
  RandomClerk clerk(seed, Offices());

  std::vector<domain::DossierKey> keys;
  std::map<Day, std::string> asked;  // closed days, as they were answered first
  for (int step = 0; step < 2500; ++step) {
    const Day before = LocalDay(town.time().Now());
    // Now and then the night falls, or several pass with nothing in them.
    if (clerk.OneIn(60)) {
      const auto days = std::chrono::days{1 + static_cast<int>(clerk.Below(6))};
      town.time().Set(At(before + days, std::chrono::hours{7}));
      asked[before] = Text(Ask(town, first, before, CountedBy::kHolder, GroupBy::kUnit));
    } else {
      town.time().Advance(std::chrono::seconds{30 + static_cast<int>(clerk.Below(90))});
    }
    const Caller person = town.Person(clerk.Office());
    absl::StatusOr<DossierView> answer;
    if (keys.empty() || clerk.OneIn(5)) {
      answer = town.Do(person, "", 0, clerk.Intake());
    } else {
      const auto view =
          GetDossier(town.context(), person, keys[clerk.Below(keys.size())].ToString());
      if (!view.ok()) continue;
      auto input = clerk.Next(*view, town.time().Now());
      if (!input) continue;
      answer = town.Do(person, view->dossier.key.ToString(), view->dossier.version, *input);
    }
    if (answer.ok() && answer->dossier.version == 1) keys.push_back(answer->dossier.key);
  }
  ASSERT_GT(asked.size(), 10u);

  const Day last = LocalDay(town.time().Now());
  for (const CountedBy by : {CountedBy::kReceiver, CountedBy::kDecider, CountedBy::kHolder}) {
    for (const GroupBy group :
         {GroupBy::kProvince, GroupBy::kCommune, GroupBy::kUnit, GroupBy::kField,
          GroupBy::kProcedure, GroupBy::kChannel, GroupBy::kBoundary}) {
      const RatesAnswer answer = Ask(town, first + std::chrono::days{5}, last, by, group);
      ExpectRowsSumToTotal(answer);
      for (const FigureRow& row : answer.rows) {
        if (by != CountedBy::kHolder) ExpectBalance(row);
      }
      ExpectBalance(answer.total);
    }
    const PlainCount plain = CountPlainly(town, keys, last);
    const RatesAnswer all = Ask(town, first, last, by, GroupBy::kUnit);
    EXPECT_EQ(all.total.figures.open, plain.open);
    EXPECT_EQ(all.total.figures.overdue, plain.overdue);
    if (by != CountedBy::kHolder) {
      EXPECT_EQ(all.total.figures.flows[Metric::kReceived], plain.received);
    }
  }
  for (const auto& [day, text] : asked) {
    EXPECT_EQ(Text(Ask(town, first, day, CountedBy::kHolder, GroupBy::kUnit)), text)
        << FormatDay(day);
    const PlainCount plain = CountPlainly(town, keys, day);
    const RatesAnswer answer = Ask(town, first, day, CountedBy::kReceiver, GroupBy::kNone);
    EXPECT_EQ(answer.total.figures.open, plain.open) << FormatDay(day);
    EXPECT_EQ(answer.total.figures.overdue, plain.overdue) << FormatDay(day);
  }

  // Every figure can name its dossiers.
  FiguresQuery query;
  query.unit = "VN";
  query.from = first;
  query.until = last;
  const RatesAnswer all = Ask(town, first, last, CountedBy::kReceiver, GroupBy::kNone);
  for (const auto& [kind, figure] :
       {std::pair{FigureKind::kReceived, all.total.figures.flows[Metric::kReceived]},
        {FigureKind::kResolved, all.total.figures.flows.Resolved()},
        {FigureKind::kOpen, all.total.figures.open}}) {
    int64_t counted = 0;
    std::string token;
    do {
      const auto page =
          ListFigureDossiers(town.context(), town.Supervisor("VN"), query, kind, 40, token);
      ASSERT_TRUE(page.ok()) << page.status();
      for (const int n : page->counted) counted += n;
      for (const DossierView& view : page->items) {
        EXPECT_TRUE(view.dossier.applicant.full_name.empty());
      }
      token = page->next_page_token;
    } while (!token.empty());
    EXPECT_EQ(counted, figure) << static_cast<int>(kind);
  }
}

}  // namespace
}  // namespace motcua::app
