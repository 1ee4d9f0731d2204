// Exactly one holder at every moment, whatever happens between any two steps.
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "common/base/error.h"
#include "common/sql/errors.h"
#include "server/app/history.h"
#include "server/app/queries.h"
#include "tests/support/engine_fixture.h"
#include "tests/support/random_clerk.h"
#include "tests/support/town.h"

namespace motcua::app {
namespace {

using storage::SwitchedFault;

struct Known {
  int64_t version = 0;
  std::string holder;
};

TEST(CustodyHistoryTest, OneHolderAtEveryMomentWithACrashBetweenAnyTwoSteps) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  const std::vector<std::string> offices = {"19804", "19858", "19867", "00004", "20194"};
  SwitchedFault fault;
  Town town(&fault);
  town.time().Set(At(MakeDay(2026, 8, 10), std::chrono::hours{7} + std::chrono::minutes{30}));
  for (const std::string& office : offices) ASSERT_TRUE(town.AddPerson(office).ok());
  RandomClerk clerk(seed, offices);

  std::map<domain::DossierKey, Known> known;
  int crashes = 0;
  int done = 0;
  for (int step = 0; step < 1200; ++step) {
    town.time().Advance(std::chrono::seconds{20 + 60 * static_cast<int>(clerk.Below(15))});
    const Caller person = town.Person(clerk.Office());
    std::string name;
    int64_t version = 0;
    domain::Input input = clerk.Intake();
    if (!known.empty() && !clerk.OneIn(4)) {
      auto it = known.begin();
      std::advance(it, static_cast<long>(clerk.Below(known.size())));
      name = it->first.ToString();
      const auto view = GetDossier(town.context(), person, name);
      if (!view.ok()) continue;
      auto next = clerk.Next(*view, town.time().Now());
      if (!next) continue;
      input = *std::move(next);
      version = it->second.version;
    }
    CommandRequest request = town.Request(name, version, std::move(input));

    // Half of the commands meet a crash: before a write, at the commit, or after it.
    if (clerk.OneIn(2)) {
      constexpr SwitchedFault::Where kWhere[] = {SwitchedFault::Where::kWrite,
                                                 SwitchedFault::Where::kAtCommit,
                                                 SwitchedFault::Where::kAfterCommit};
      fault.Arm(kWhere[clerk.Below(3)],
                MakeError(absl::StatusCode::kInternal, "STORAGE_IO", "injected"), 1);
    }
    auto answer = town.Do(person, request);
    if (!answer.ok() && ErrorReason(answer.status()) != "" &&
        (answer.status().code() == absl::StatusCode::kInternal ||
         answer.status().code() == absl::StatusCode::kUnavailable)) {
      fault.Arm(SwitchedFault::Where::kNowhere, absl::OkStatus(), 0);
      ++crashes;
      town.Reopen();
      // The caller does not know what happened and repeats.
      answer = town.Do(person, request);
    }
    fault.Arm(SwitchedFault::Where::kNowhere, absl::OkStatus(), 0);
    if (!answer.ok()) {
      EXPECT_NE(answer.status().code(), absl::StatusCode::kAborted) << answer.status();
      EXPECT_NE(answer.status().code(), absl::StatusCode::kInternal) << answer.status();
      continue;
    }
    ++done;
    const domain::Dossier& d = answer->dossier;
    Known& k = known[d.key];
    ASSERT_EQ(d.version, k.version + 1) << "a command counted twice or not at all";
    const bool moves = domain::CommandOf(request.input) == domain::Command::kTakeOver;
    const bool reopens = domain::CommandOf(request.input) == domain::Command::kReopen;
    if (k.version > 0 && !moves && !reopens) {
      ASSERT_EQ(d.holder, k.holder) << "the holder changed without a take-over";
    }
    k = {d.version, d.holder};
    ASSERT_NE(std::find(offices.begin(), offices.end(), d.holder), offices.end());

    // Asked again, also now, the first answer comes back.
    const auto again = town.Do(person, request);
    ASSERT_TRUE(again.ok()) << again.status();
    EXPECT_EQ(again->dossier, d);
  }
  EXPECT_GT(crashes, 50);
  EXPECT_GT(done, 300);

  // The log tells the same story as the rows: one event a command, one holder after each.
  for (const auto& [key, k] : known) {
    ASSERT_TRUE(town.storage()
                    .Read([&](storage::ReadTransaction& tx) -> absl::Status {
                      int64_t events = 0;
                      std::string holder;
                      auto status =
                          ForEachEvent(tx, key,
                                       [&](const domain::Dossier&, const domain::Dossier& after,
                                           const domain::Event& event) {
                                         ++events;
                                         holder = after.holder;
                                         EXPECT_EQ(event.holder_after, after.holder);
                                         return true;
                                       });
                      EXPECT_EQ(events, k.version);
                      EXPECT_EQ(holder, k.holder);
                      // Exactly one queue shows what is not finished, the holder's.
                      const auto row = tx.GetDossier(key);
                      EXPECT_EQ((*row)->holder, k.holder);
                      return status;
                    })
                    .ok());
  }
}

}  // namespace
}  // namespace motcua::app
