// Figures as flows: what each change adds, and to which bucket.
#include "server/domain/flows.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/domain/domain_testing.h"

namespace motcua::domain {
namespace {

Dossier Open(const std::string& receiving, const std::string& competent, const std::string& holder,
             const char* promised) {
  Dossier d;
  d.state = State::kProcessing;
  d.procedure = kMarital;
  d.channel = Channel::kCounter;
  d.boundary = Boundary::kOtherCommune;
  d.receiving = receiving;
  d.competent = competent;
  d.holder = holder;
  d.received_at = T("2025-07-01 08:00");
  d.promised_due = T(promised);
  return d;
}

Dossier Closed(Dossier d, State as, Timeliness timeliness = Timeliness::kNone) {
  d.closed_as = as;
  d.closed_by = d.holder;
  d.timeliness = timeliness;
  return d;
}

constexpr const char* kBy[] = {"", "receiver", "decider", "holder"};

std::vector<std::string> Shown(const std::vector<Flow>& flows) {
  constexpr const char* metric[] = {"received",  "early",   "on time", "late",
                                    "withdrawn", "stopped", "in",      "out"};
  std::vector<std::string> texts;
  for (const Flow& f : flows) {
    texts.push_back(f.unit + " " + kBy[static_cast<int>(f.by)] + " " + std::to_string(f.cell) +
                    " " + metric[static_cast<int>(f.metric)] + " " + std::to_string(f.delta));
  }
  return texts;
}

// "4 holder 19804 due 1 left 0": day of July 2025 first.
std::vector<std::string> Shown(const std::vector<DueFlow>& flows) {
  std::vector<std::string> texts;
  for (const DueFlow& f : flows) {
    texts.push_back(FormatDay(f.day).substr(8) + " " + f.unit + " " + kBy[static_cast<int>(f.by)] +
                    " due " + std::to_string(f.falls_due) + " left " +
                    std::to_string(f.left_overdue));
  }
  return texts;
}

using Texts = std::vector<std::string>;
const Dossier kNothing;

TEST(FlowsTest, AReceiptCountsForReceiverDeciderAndHolder) {
  EXPECT_EQ(Shown(FlowsBetween(kNothing, Open("A", "B", "A", "2025-07-04 08:00"))),
            (Texts{"A receiver 2 received 1", "A holder 2 received 1", "B decider 2 received 1"}));
}

TEST(FlowsTest, WhatIsNotReceivedOrVoidedDoesNotCount) {
  Dossier registered = Open("A", "B", "A", "2025-07-04 08:00");
  registered.received_at.reset();
  EXPECT_TRUE(FlowsBetween(kNothing, registered).empty());
  Dossier voided = Open("A", "B", "A", "2025-07-04 08:00");
  voided.state = State::kVoided;
  EXPECT_TRUE(FlowsBetween(registered, voided).empty());
  EXPECT_EQ(
      Shown(FlowsBetween(Open("A", "B", "A", "2025-07-04 08:00"), voided)),
      (Texts{"A receiver 2 received -1", "A holder 2 received -1", "B decider 2 received -1"}));
}

TEST(FlowsTest, ATakeOverMovesOnlyTheHolder) {
  EXPECT_EQ(Shown(FlowsBetween(Open("A", "B", "A", "2025-07-04 08:00"),
                               Open("A", "B", "B", "2025-07-04 08:00"))),
            (Texts{"A holder 2 out 1", "B holder 2 in 1"}));
}

TEST(FlowsTest, EachEndHasItsMetric) {
  const struct {
    State as;
    Timeliness timeliness;
    const char* metric;
  } table[] = {{State::kResolved, Timeliness::kEarly, "early"},
               {State::kResolved, Timeliness::kOnTime, "on time"},
               {State::kResolved, Timeliness::kLate, "late"},
               {State::kWithdrawn, Timeliness::kNone, "withdrawn"},
               {State::kStopped, Timeliness::kNone, "stopped"}};
  const Dossier open = Open("A", "B", "B", "2025-07-04 08:00");
  for (const auto& row : table) {
    const std::string m = row.metric;
    const Dossier closed = Closed(open, row.as, row.timeliness);
    EXPECT_EQ(
        Shown(FlowsBetween(open, closed)),
        (Texts{"A receiver 2 " + m + " 1", "B decider 2 " + m + " 1", "B holder 2 " + m + " 1"}));
    EXPECT_EQ(Shown(FlowsBetween(closed, open)),
              (Texts{"A receiver 2 " + m + " -1", "B decider 2 " + m + " -1",
                     "B holder 2 " + m + " -1"}));
  }
}

TEST(FlowsTest, AClosedDossierThatTravelsCountsNothing) {
  const Dossier closed = Closed(Open("A", "B", "B", "2025-07-04 08:00"), State::kResolved);
  Dossier back = closed;
  back.holder = "A";
  EXPECT_TRUE(FlowsBetween(closed, back).empty());
}

TEST(FlowsTest, ReopenedElsewhereIsHandedOver) {
  const Dossier closed = Closed(Open("A", "B", "A", "2025-07-04 08:00"), State::kWithdrawn);
  EXPECT_EQ(Shown(FlowsBetween(closed, Open("A", "B", "B", "2025-07-04 08:00"))),
            (Texts{"A receiver 2 withdrawn -1", "A holder 2 withdrawn -1", "A holder 2 out 1",
                   "B decider 2 withdrawn -1", "B holder 2 in 1"}));
}

TEST(FlowsTest, AnotherDeciderTakesTheStandingWithTheDossier) {
  Dossier after = Open("A", "C", "C", "2025-07-04 08:00");
  after.boundary = Boundary::kOtherProvince;
  EXPECT_EQ(Shown(FlowsBetween(Open("A", "B", "B", "2025-07-04 08:00"), after)),
            (Texts{"A receiver 2 received -1", "A receiver 3 received 1", "B decider 2 received -1",
                   "B holder 2 received -1", "B holder 3 received 1", "B holder 3 out 1",
                   "C decider 3 received 1", "C holder 3 in 1"}));
}

TEST(FlowsTest, CellsAreChannelTimesBoundary) {
  std::vector<int> seen;
  for (const Channel c : {Channel::kCounter, Channel::kOnline, Channel::kPost}) {
    for (const Boundary b :
         {Boundary::kOwnCommune, Boundary::kOtherCommune, Boundary::kOtherProvince}) {
      const Cell cell = CellOf(c, b);
      seen.push_back(cell);
      EXPECT_EQ(ChannelOf(cell), c);
      EXPECT_EQ(BoundaryOf(cell), b);
    }
  }
  EXPECT_EQ(seen, (std::vector<int>{1, 2, 3, 4, 5, 6, 7, 8, 9}));
}

TEST(DueFlowsTest, FallDueOnTheAppointedDayAndLeaveItOrLeaveOverdue) {
  const Dossier open = Open("A", "A", "A", "2025-07-04 08:00");
  const Dossier done = Closed(open, State::kResolved);
  const auto all = [](const std::string& day, const std::string& what) {
    return Texts{day + " A receiver " + what, day + " A decider " + what,
                 day + " A holder " + what};
  };
  const auto between = [](const Dossier& a, const Dossier& b, const char* today) {
    return Shown(DueFlowsBetween(a, b, LocalDay(T(today))));
  };
  EXPECT_EQ(between(kNothing, open, "2025-07-01 08:00"), all("04", "due 1 left 0"));
  EXPECT_EQ(between(open, done, "2025-07-02 08:00"), all("04", "due -1 left 0"));
  EXPECT_EQ(between(open, done, "2025-07-04 16:00"), all("04", "due -1 left 0"));
  EXPECT_EQ(between(open, done, "2025-07-05 08:00"), all("05", "due 0 left 1"));
  EXPECT_EQ(between(done, open, "2025-07-07 08:00"), all("07", "due 1 left 0"));
  EXPECT_EQ(between(open, open, "2025-07-07 08:00"), Texts{});
  Dossier paused = open;
  paused.pauses.push_back({T("2025-07-02 08:00"), std::nullopt, PauseReason::kSupplement, true});
  EXPECT_EQ(between(open, paused, "2025-07-02 08:00"), all("04", "due -1 left 0"));
  EXPECT_EQ(between(open, paused, "2025-07-09 08:00"), all("09", "due 0 left 1"));
  EXPECT_EQ(between(paused, done, "2025-07-09 08:00"), Texts{});
}

TEST(DueFlowsTest, ANewDateMovesBetweenBuckets) {
  const Dossier before = Open("A", "A", "A", "2025-07-04 08:00");
  const Dossier after = Open("A", "A", "A", "2025-07-10 08:00");
  EXPECT_EQ(Shown(DueFlowsBetween(before, after, LocalDay(T("2025-07-02 08:00")))).size(), 6u);
  EXPECT_EQ(Shown(DueFlowsBetween(before, after, LocalDay(T("2025-07-07 08:00")))),
            (Texts{"07 A receiver due 0 left 1", "07 A decider due 0 left 1",
                   "07 A holder due 0 left 1", "10 A receiver due 1 left 0",
                   "10 A decider due 1 left 0", "10 A holder due 1 left 0"}));
}

TEST(DueFlowsTest, AnOverdueDossierThatIsHandedOverIsOverdueAtTheOther) {
  EXPECT_EQ(Shown(DueFlowsBetween(Open("A", "B", "A", "2025-07-04 08:00"),
                                  Open("A", "B", "B", "2025-07-04 08:00"),
                                  LocalDay(T("2025-07-07 08:00")))),
            (Texts{"07 A holder due 0 left 1", "07 B holder due 1 left 0"}));
}

TEST(TallyTest, OpenIsWhatTheFlowsLeave) {
  Tally t;
  int64_t value = 1;
  for (int m = 0; m < kMetricCount; ++m) t[static_cast<Metric>(m)] = value *= 10;
  // 10 received, 10² early, 10³ on time, 10⁴ late, 10⁵ withdrawn, 10⁶ stopped, 10⁷ in, 10⁸ out.
  EXPECT_EQ(t.Resolved(), 11'100);
  EXPECT_EQ(t.Open(), 10 + 10'000'000 - 11'100 - 100'000 - 1'000'000 - 100'000'000);
  Tally sum = t;
  sum += t;
  EXPECT_EQ(sum.Open(), 2 * t.Open());
}

}  // namespace
}  // namespace motcua::domain
