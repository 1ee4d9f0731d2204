// Figures: random histories against sums made the plain way, and against the dossiers themselves.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <tuple>

#include "server/domain/flows.h"
#include "tests/support/storage_contract.h"

namespace motcua::storage {
namespace {

using domain::CountedBy;
using domain::Dossier;
using domain::Metric;
using domain::State;
using domain::Tally;
using std::chrono::days;

constexpr CountedBy kEveryWay[] = {CountedBy::kReceiver, CountedBy::kDecider, CountedBy::kHolder};

const std::string& UnitOf(const Dossier& d, CountedBy by) {
  return by == CountedBy::kReceiver  ? d.receiving
         : by == CountedBy::kDecider ? d.competent
                                     : d.holder;
}

class StorageFiguresTest : public StorageContract {
 protected:
  using UnitKey = std::pair<std::string, int>;
  using ProcedureKey = std::tuple<std::string, std::string, int>;

  void Play(const Step& step) {
    if (!begun_) first_ = LocalDay(maker_.now());
    begun_ = true;
    Recorded(step);
    past_.push_back({LocalDay(maker_.now()), step});
  }

  // Dossiers as they were at the end of `day`.
  std::vector<Dossier> At(Day day) const {
    std::map<domain::DossierKey, Dossier> latest;
    for (const auto& [recorded, step] : past_) {
      if (recorded <= day) latest[step.after.key] = step.after;
    }
    std::vector<Dossier> all;
    for (const auto& [key, d] : latest) all.push_back(d);
    return all;
  }

  void CheckDay(Day day) {
    SCOPED_TRACE("day " + FormatDay(day));
    for (const CountedBy by : kEveryWay) {
      SCOPED_TRACE("by " + std::to_string(static_cast<int>(by)));
      CheckSums(by, day);
      CheckStocks(by, day);
    }
  }

  std::map<UnitKey, Tally> Units(CountedBy by, Day day, bool by_cell,
                                 const std::vector<std::string>& units = {}) {
    std::map<UnitKey, Tally> sums;
    for (const UnitTally& row :
         Get([&](ReadTransaction& tx) { return tx.SumUnits(by, day, by_cell, units); })) {
      EXPECT_TRUE(sums.emplace(UnitKey{row.unit, row.cell}, row.tally).second) << "one row each";
    }
    return sums;
  }

  void CheckSums(CountedBy by, Day day) {
    std::map<UnitKey, Tally> all;
    std::map<UnitKey, Tally> by_cell;
    std::map<ProcedureKey, Tally> procedures;
    for (const auto& [recorded, step] : past_) {
      if (recorded > day) continue;
      for (const domain::Flow& f : domain::FlowsBetween(step.before, step.after)) {
        if (f.by != by) continue;
        all[{f.unit, 0}][f.metric] += f.delta;
        by_cell[{f.unit, f.cell}][f.metric] += f.delta;
        procedures[{f.procedure, f.unit, f.cell}][f.metric] += f.delta;
      }
    }
    const auto zero = [](const auto& row) { return row.second == Tally(); };
    std::erase_if(all, zero);
    std::erase_if(by_cell, zero);
    std::erase_if(procedures, zero);
    EXPECT_EQ(Units(by, day, false), all);
    EXPECT_EQ(Units(by, day, true), by_cell);
    std::erase_if(all, [](const auto& row) { return row.first.first != "46001"; });
    EXPECT_EQ(Units(by, day, false, {"46001", "99999"}), all);
    std::map<ProcedureKey, Tally> got;
    for (const ProcedureTally& row :
         Get([&](ReadTransaction& tx) { return tx.SumProcedures(by, day, "", {}); })) {
      got[{row.procedure, row.unit, row.cell}] = row.tally;
    }
    EXPECT_EQ(got, procedures);
    got.clear();
    for (const ProcedureTally& row : Get([&](ReadTransaction& tx) {
           return tx.SumProcedures(by, day, "1.001193", {"46001", "19804"});
         })) {
      got[{row.procedure, row.unit, row.cell}] = row.tally;
    }
    std::erase_if(procedures, [](const auto& row) {
      const auto& [procedure, unit, cell] = row.first;
      return procedure != "1.001193" || (unit != "46001" && unit != "19804");
    });
    EXPECT_EQ(got, procedures);
  }

  // Open and overdue are counted on the dossiers, not on their flows.
  void CheckStocks(CountedBy by, Day day) {
    std::map<std::string, int64_t> open;
    std::map<std::string, int64_t> overdue;
    for (const Dossier& d : At(day)) {
      if (!domain::IsOpen(d)) continue;
      ++open[UnitOf(d, by)];
      if (!d.IsPaused() && LocalDay(*d.promised_due) <= day) ++overdue[UnitOf(d, by)];
    }
    std::map<std::string, int64_t> balance;
    for (const auto& [key, tally] : Units(by, day, false)) {
      if (tally.Open() != 0) balance[key.first] = tally.Open();
    }
    EXPECT_EQ(balance, open);
    std::map<std::string, int64_t> kept;
    for (const UnitOverdue& row :
         Get([&](ReadTransaction& tx) { return tx.SumOverdue(by, day, {}); })) {
      kept[row.unit] = row.overdue;
    }
    EXPECT_EQ(kept, overdue);
  }

  std::vector<std::pair<Day, Step>> past_;
  bool begun_ = false;
  Day first_;
};
MOTCUA_EVERY_DRIVER(StorageFiguresTest);

TEST_P(StorageFiguresTest, OneIntakeCountsForTheThreeWhoAnswerForIt) {
  Play(maker_.Receive("19804", "46001"));
  const Day today = LocalDay(maker_.now());
  Tally received;
  received[Metric::kReceived] = 1;
  const std::map<UnitKey, Tally> here = {{{"19804", 0}, received}};
  const std::map<UnitKey, Tally> there = {{{"46001", 0}, received}};
  EXPECT_EQ(Units(CountedBy::kReceiver, today, false), here);
  EXPECT_EQ(Units(CountedBy::kDecider, today, false), there);
  EXPECT_EQ(Units(CountedBy::kHolder, today, false), here);
  EXPECT_TRUE(Units(CountedBy::kReceiver, today - days(1), false).empty());
  EXPECT_EQ(Units(CountedBy::kReceiver, today + days(400), false), here) << "the future";
}

TEST_P(StorageFiguresTest, OverdueNeedsNoTimer) {
  const Step step = maker_.Receive("19804");  // due in three days
  Play(step);
  const Day due = LocalDay(*step.after.promised_due);
  const auto overdue = [&](Day day) {
    return Get([&](ReadTransaction& tx) {
             return tx.SumOverdue(CountedBy::kHolder, day, {"19804"});
           })
        .size();
  };
  EXPECT_EQ(overdue(due - days(1)), 0u);
  EXPECT_EQ(overdue(due), 1u) << "at the end of its day";
  EXPECT_EQ(overdue(due + days(40)), 1u);
  maker_.Advance(days(10));
  Play(maker_.Resolve(step.after));
  EXPECT_EQ(overdue(due), 1u) << "the past stays";
  EXPECT_EQ(overdue(due + days(6)), 1u);
  EXPECT_EQ(overdue(due + days(7)), 0u) << "dealt with on this day";
}

TEST_P(StorageFiguresTest, AnEventOfTheInstallationClosesDaysAsWell) {
  Play(maker_.Receive("19804"));
  const Day day = LocalDay(maker_.now());
  maker_.Advance(days(40));
  ASSERT_TRUE(storage()
                  .Write([&](WriteTransaction& tx) {
                    return tx.RecordEvent(
                        maker_.InstallationEvent(domain::EventKind::kSignedIn, "accounts/lan.nt"));
                  })
                  .ok());
  for (int i = -1; i < 45; ++i) CheckDay(day + days(i));
}

TEST_P(StorageFiguresTest, RandomHistoriesAddUpOnEveryDayAndForEver) {
  const uint64_t seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 rng(seed);
  const std::vector<std::string> units = {"19804", "19805", "46001", "46002"};
  std::vector<Dossier> all;
  std::map<Day, std::map<UnitKey, Tally>> asked_before;
  for (int i = 0; i < 250; ++i) {
    // Mostly hours, sometimes days without any record, sometimes months.
    const uint64_t dice = rng() % 40;
    maker_.Advance(dice == 0  ? days(rng() % 70)
                   : dice < 6 ? days(rng() % 4)
                              : std::chrono::minutes(rng() % 200));
    if (rng() % 60 == 0) driver_->Restart();
    if (all.size() < 5 || rng() % 4 == 0) {
      Play(maker_.Receive(units[rng() % 4], units[rng() % 4], rng() % 2 ? "1.001193" : "2.000815"));
      all.push_back(past_.back().second.after);
    } else if (Dossier& d = all[rng() % all.size()]; d.state != State::kVoided) {
      Play(maker_.Any(d, units, rng));
      d = past_.back().second.after;
    }
    if (i % 50 == 0) {
      const Day yesterday = LocalDay(maker_.now()) - days(1);
      asked_before[yesterday] = Units(CountedBy::kHolder, yesterday, true);
    }
  }
  std::set<Day> asked = {first_ - days(1), first_, LocalDay(maker_.now()),
                         LocalDay(maker_.now()) + days(30)};
  for (int i = 0; i < 12; ++i) {
    const auto span = static_cast<uint64_t>((LocalDay(maker_.now()) - first_).count() + 1);
    asked.insert(first_ + days(rng() % span));
  }
  for (const auto& [day, step] : past_) {
    if (rng() % 20 == 0) asked.insert(day);
  }
  for (const Day day : asked) {
    CheckDay(day);
    if (HasFailure()) return;
  }
  for (const auto& [day, sums] : asked_before) {
    EXPECT_EQ(Units(CountedBy::kHolder, day, true), sums) << FormatDay(day);
  }
}

}  // namespace
}  // namespace motcua::storage
