// QueueService over real mutual TLS: what a unit has to do now.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/integration/offices.h"

namespace motcua {
namespace {

using std::chrono::hours;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsSupersetOf;
using ::testing::Not;

class QueueRpcTest : public OfficesTest {
 protected:
  v1::Queue Queue(const std::string& account, v1::QueueLane lane = v1::QUEUE_LANE_UNSPECIFIED,
                  const std::string& officer = "") {
    v1::GetQueueRequest request;
    request.set_lane(lane);
    request.set_officer(officer);
    return Must(account, &Queues::GetQueue, request);
  }
  static std::vector<std::string> NamesOf(const v1::Queue& queue) {
    std::vector<std::string> names;
    for (const v1::DossierSummary& d : queue.dossiers()) names.push_back(d.name());
    return names;
  }
};

TEST_F(QueueRpcTest, ItShowsWhatWasJustWritten) {
  EXPECT_EQ(Queue("clerk").dossiers_size(), 0);
  const v1::Dossier d = Receive("clerk", kRemarriage);
  const v1::Queue queue = Queue("clerk");
  ASSERT_EQ(queue.dossiers_size(), 1);
  const v1::DossierSummary& line = queue.dossiers(0);
  EXPECT_EQ(line.name(), d.name());
  EXPECT_EQ(line.etag(), d.etag());
  EXPECT_EQ(line.minutes_left(), 7 * 24 * 60) << "due on Tuesday a week later at 08:00";
  EXPECT_EQ(line.step_kind(), "assign");
  EXPECT_TRUE(HoldsNoPersonalData(queue));
  EXPECT_EQ(queue.counters().held(), 1);
  EXPECT_EQ(queue.counters().in_work(), 1);
  EXPECT_EQ(queue.counters().overdue(), 0);
  EXPECT_EQ(Queue("kimlong").dossiers_size(), 0);
}

TEST_F(QueueRpcTest, EachSeesTheCommandsThatAreTheirs) {
  const v1::Dossier d = Receive("clerk", kRemarriage);
  const auto commands = [&](const std::string& account) {
    const v1::Queue queue = Queue(account);
    EXPECT_EQ(queue.dossiers_size(), 1);
    return std::vector<std::string>(queue.dossiers(0).permitted_commands().begin(),
                                    queue.dossiers(0).permitted_commands().end());
  };
  EXPECT_THAT(commands("clerk"), IsSupersetOf({"REQUEST_SUPPLEMENT", "WITHDRAW", "CORRECT"}));
  EXPECT_THAT(commands("clerk"), Not(Contains("ASSIGN")));
  EXPECT_THAT(commands("head"), IsSupersetOf({"ASSIGN", "STOP", "VOID"}));
  EXPECT_THAT(commands("head"), Not(Contains("RESOLVE")));
  const v1::Dossier ready = BringToSigning(d);
  EXPECT_THAT(commands("head"), Contains("RESOLVE"));
  EXPECT_THAT(commands("officer"), Not(Contains("RESOLVE")));
}

TEST_F(QueueRpcTest, LanesAndCountersFollowTheState) {
  v1::RegisterDossierRequest online;
  *online.mutable_draft() = Draft(kRemarriage);
  const v1::Dossier to_accept = Must("clerk", &Dossiers::RegisterDossier, online);
  const v1::Dossier in_work = Receive("clerk", kRemarriage);
  const v1::Dossier paused = Must("clerk", &Dossiers::RequestSupplement,
                                  On<v1::ReasonRequest>(Receive("clerk", kRemarriage), "Bổ sung"));
  const v1::Dossier offered = Receive("clerk", kRemarriage, "units/19774");
  const v1::Dossier to_deliver = Resolve("head", BringToSigning(Receive("clerk", kRemarriage)));

  const v1::QueueCounters counters = Queue("clerk").counters();
  EXPECT_EQ(counters.held(), 5);
  EXPECT_EQ(counters.to_accept(), 1);
  EXPECT_EQ(counters.in_work(), 1);
  EXPECT_EQ(counters.paused(), 1);
  EXPECT_EQ(counters.handing_over(), 1);
  EXPECT_EQ(counters.to_deliver(), 1);
  EXPECT_EQ(counters.offered_in(), 0);
  EXPECT_THAT(NamesOf(Queue("clerk", v1::QUEUE_LANE_TO_ACCEPT)), ElementsAre(to_accept.name()));
  EXPECT_THAT(NamesOf(Queue("clerk", v1::QUEUE_LANE_IN_WORK)), ElementsAre(in_work.name()));
  EXPECT_THAT(NamesOf(Queue("clerk", v1::QUEUE_LANE_PAUSED)), ElementsAre(paused.name()));
  EXPECT_THAT(NamesOf(Queue("clerk", v1::QUEUE_LANE_HANDING_OVER)), ElementsAre(offered.name()));
  EXPECT_THAT(NamesOf(Queue("clerk", v1::QUEUE_LANE_TO_DELIVER)), ElementsAre(to_deliver.name()));
  EXPECT_TRUE(Queue("clerk", v1::QUEUE_LANE_HANDING_OVER).dossiers(0).has_pending_transfer());
  EXPECT_EQ(Queue("clerk", v1::QUEUE_LANE_PAUSED).dossiers(0).minutes_left(), 0);

  const v1::Queue theirs = Queue("kimlong");
  EXPECT_EQ(theirs.dossiers_size(), 0);
  EXPECT_EQ(theirs.counters().held(), 0);
  EXPECT_EQ(theirs.counters().offered_in(), 1);
  ASSERT_EQ(theirs.offers_in_size(), 1);
  EXPECT_EQ(theirs.offers_in(0).dossier_code(), offered.code());
}

TEST_F(QueueRpcTest, TheMostUrgentComesFirstAndOverdueNeedsNoTimer) {
  const v1::Dossier slow = Receive("clerk", kRemarriage);
  const v1::Dossier quick = Receive("clerk", kCertifiedCopy);
  const v1::Dossier waiting = Must("clerk", &Dossiers::RequestSupplement,
                                   On<v1::ReasonRequest>(Receive("clerk", kCertifiedCopy), "Thêm"));
  v1::Queue queue = Queue("clerk");
  EXPECT_THAT(NamesOf(queue), ElementsAre(quick.name(), slow.name(), waiting.name()));
  EXPECT_EQ(queue.counters().due_today(), 1);
  EXPECT_EQ(queue.counters().overdue(), 0);
  time_.Set(At(MakeDay(2025, 7, 2), hours(8)));
  queue = Queue("clerk");
  EXPECT_EQ(queue.counters().due_today(), 0);
  EXPECT_EQ(queue.counters().overdue(), 1);
  EXPECT_LT(queue.dossiers(0).minutes_left(), 0);
}

TEST_F(QueueRpcTest, AnOfficersOwnLinesArePickedOut) {
  Receive("clerk", kRemarriage);
  auto assign = On<v1::AssignDossierRequest>(Receive("clerk", kRemarriage));
  assign.set_officer("accounts/officer");
  const v1::Dossier mine = Must("head", &Dossiers::AssignDossier, assign);
  EXPECT_THAT(NamesOf(Queue("officer", v1::QUEUE_LANE_UNSPECIFIED, "accounts/officer")),
              ElementsAre(mine.name()));
  EXPECT_EQ(Queue("officer").dossiers_size(), 2);
}

TEST_F(QueueRpcTest, PagesFollowEachOtherAndOffersStandOnTheFirst) {
  std::vector<std::string> names;
  for (int i = 0; i < 5; ++i) {
    names.push_back(Receive("clerk", kRemarriage).name());
    time_.Advance(std::chrono::minutes{1});
  }
  Receive("kimlong", kRemarriage, "units/19804");
  v1::GetQueueRequest request;
  request.set_page_size(2);
  std::vector<std::string> listed;
  int pages = 0;
  do {
    const auto page = Must("clerk", &Queues::GetQueue, request);
    EXPECT_EQ(page.offers_in_size(), pages == 0 ? 1 : 0);
    EXPECT_EQ(page.counters().held(), 5) << "counters are of the whole queue";
    for (const v1::DossierSummary& d : page.dossiers()) listed.push_back(d.name());
    request.set_page_token(page.next_page_token());
    ASSERT_LT(++pages, 10);
  } while (!request.page_token().empty());
  EXPECT_EQ(listed, names);
}

TEST_F(QueueRpcTest, WrongQuestionsAreRefused) {
  v1::GetQueueRequest request;
  request.set_unit("units/19774");
  EXPECT_EQ(ResultOf(Call("clerk", &Queues::GetQueue, request)),
            "PERMISSION_DENIED UNIT_OUT_OF_SIGHT");
  request.set_unit("units/99999");
  EXPECT_EQ(ResultOf(Call("clerk", &Queues::GetQueue, request)), "NOT_FOUND UNIT_NOT_FOUND");
  request.set_unit("Hương An");
  EXPECT_EQ(ResultOf(Call("clerk", &Queues::GetQueue, request)),
            "INVALID_ARGUMENT FIELD_INVALID unit");
  request.clear_unit();
  request.set_lane(static_cast<v1::QueueLane>(77));
  EXPECT_EQ(ResultOf(Call("clerk", &Queues::GetQueue, request)),
            "INVALID_ARGUMENT FIELD_INVALID lane");
  request.clear_lane();
  request.set_page_size(-1);
  EXPECT_EQ(ResultOf(Call("clerk", &Queues::GetQueue, request)),
            "INVALID_ARGUMENT FIELD_INVALID page_size");
  request.set_page_size(1);
  request.set_page_token("no token");
  EXPECT_EQ(ResultOf(Call("clerk", &Queues::GetQueue, request)),
            "INVALID_ARGUMENT PAGE_TOKEN_INVALID");
}

}  // namespace
}  // namespace motcua
