#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "common/law/codes.h"
#include "tests/demo/act_one_plan.h"
#include "tests/demo/act_two_plan.h"
#include "tests/demo/company.h"
#include "tests/demo/figures.h"

namespace motcua::demo {
namespace {

constexpr uint64_t kSeeds = 60;

const Company& TheCompany() {
  static const auto& company = *new Company(ReadCompany(MOTCUA_SOURCE_DIR "/deploy/data").value());
  return company;
}

bool Resolves(Verb verb) {
  return verb == Verb::kServeNow || verb == Verb::kApprove || verb == Verb::kReject;
}
bool Receives(Verb verb) {
  return verb == Verb::kServeNow || verb == Verb::kReceive || verb == Verb::kAccept;
}

// What the actions come to, counted without the generator's own bookkeeping.
std::map<std::string, Volume> Count(const ActOnePlan& plan) {
  std::set<size_t> voided;
  for (const Action& a : plan.actions) {
    if (a.verb == Verb::kVoid) voided.insert(a.dossier);
  }
  std::map<std::string, Volume> counted;
  for (const Action& a : plan.actions) {
    Volume& v = counted[plan.dossiers[a.dossier].receiving];
    if (Receives(a.verb) && !voided.contains(a.dossier)) ++v.received;
    if (Resolves(a.verb)) ++v.resolved;
  }
  return counted;
}

TEST(ActOnePlanTest, MakesThePressReportTrueForEverySeed) {
  for (uint64_t seed = 0; seed < kSeeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto counted = Count(MakeActOnePlan(TheCompany().hue_centres, seed));
    int received = 0, resolved = 0;
    for (const auto& [unit, v] : counted) {
      received += v.received;
      resolved += v.resolved;
      if (unit != kMostReceivedUnit) {
        EXPECT_LT(v.received, kMostReceived) << unit;
      }
      if (unit == kBestUnits[0] || unit == kBestUnits[1]) {
        EXPECT_EQ(v.received, kBestReceived) << unit;
        EXPECT_EQ(v.resolved, kBestResolved) << unit;
      } else {
        EXPECT_LT(v.resolved * kBestReceived, kBestResolved * std::max(v.received, 1)) << unit;
      }
    }
    EXPECT_EQ(received, 526);
    EXPECT_EQ(resolved, 126);
    EXPECT_EQ(counted.at(kMostReceivedUnit).received, 83);
  }
}

TEST(ActOnePlanTest, PutsEveryActionInOrderBeforeHalfPastEleven) {
  for (uint64_t seed = 0; seed < kSeeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const ActOnePlan plan = MakeActOnePlan(TheCompany().hue_centres, seed);
    EXPECT_TRUE(std::is_sorted(plan.actions.begin(), plan.actions.end(),
                               [](const Action& a, const Action& b) { return a.at < b.at; }));
    EXPECT_GE(plan.actions.front().at, kActOneStart);
    EXPECT_LT(plan.actions.back().at, kActOneEnd);
    std::set<size_t> seen;
    for (const Action& a : plan.actions) {
      const bool first = seen.insert(a.dossier).second;
      const bool starts =
          a.verb == Verb::kRegister || a.verb == Verb::kReceive || a.verb == Verb::kServeNow;
      EXPECT_EQ(first, starts) << "dossier " << a.dossier;
    }
  }
}

TEST(ActOnePlanTest, IsTheSameForTheSameSeedAndAnotherForAnother) {
  const auto& names = TheCompany().hue_centres;
  const ActOnePlan a = MakeActOnePlan(names, 7);
  const ActOnePlan b = MakeActOnePlan(names, 7);
  const ActOnePlan c = MakeActOnePlan(names, 8);
  ASSERT_EQ(a.actions.size(), b.actions.size());
  for (size_t i = 0; i < a.dossiers.size(); ++i) {
    ASSERT_EQ(a.dossiers[i].applicant.identity_number, b.dossiers[i].applicant.identity_number);
  }
  EXPECT_NE(a.dossiers.front().applicant.identity_number,
            c.dossiers.front().applicant.identity_number);
}

TEST(ActOnePlanTest, InventsPeopleWhomTheValidatorsTake) {
  const ActOnePlan plan = MakeActOnePlan(TheCompany().hue_centres, 1);
  for (const PlannedDossier& d : plan.dossiers) {
    EXPECT_TRUE(
        law::ParseIdentityNumber("identity_number", d.applicant.identity_number, kActOneDay).ok())
        << d.applicant.identity_number;
    EXPECT_TRUE(law::NormalizePhone("phone", d.applicant.phone).ok()) << d.applicant.phone;
  }
}

TEST(ActTwoPlanTest, SubmitsInEveryProvinceForAnotherOneAndFetchesEveryResult) {
  const auto& stations = TheCompany().stations;
  const units::UnitTree& units = *TheCompany().units;
  for (uint64_t seed = 0; seed < kSeeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const ActTwoPlan plan = MakeActTwoPlan(stations, seed);
    std::set<std::string> from;
    std::multiset<Verb> verbs;
    for (const PlannedDossier& d : plan.dossiers) {
      from.insert(units.ProvinceOf(d.receiving));
      EXPECT_NE(units.ProvinceOf(d.receiving), units.ProvinceOf(d.place));
    }
    for (const Action& a : plan.actions) verbs.insert(a.verb);
    EXPECT_EQ(from.size(), 34u);
    EXPECT_EQ(verbs.count(Verb::kDeliver), plan.dossiers.size());
    EXPECT_EQ(verbs.count(Verb::kDecline), 1u);
    EXPECT_EQ(verbs.count(Verb::kRecall), 1u);
    EXPECT_EQ(verbs.count(Verb::kOffer), 2u);
    EXPECT_LT(plan.actions.back().at, kActTwoEnd);
  }
}

TEST(SpreadTest, ReachesTheTotalWithinTheCaps) {
  EXPECT_THAT(Spread(10, {1, 1, 2}, {10, 10, 10}), testing::ElementsAre(3, 2, 5));
  EXPECT_THAT(Spread(10, {1, 1, 8}, {10, 10, 4}), testing::ElementsAre(3, 3, 4));
  EXPECT_THAT(Spread(3, {0, 1}, {0, 5}), testing::ElementsAre(0, 3));
}

}  // namespace
}  // namespace motcua::demo
