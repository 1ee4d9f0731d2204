// DossierService over real mutual TLS: the life cycle, who sees what, and what a repeated or late
// call is told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "common/base/uuid.h"
#include "tests/integration/offices.h"

namespace motcua {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class DossierRpcTest : public OfficesTest {
 protected:
  std::vector<std::string> KindsOf(const v1::Dossier& dossier) {
    v1::ListEventsRequest request;
    request.set_name(dossier.name());
    const auto list = Must("clerk", &Dossiers::ListEvents, request);
    std::vector<std::string> kinds;
    for (const v1::Event& event : list.events()) kinds.push_back(event.kind());
    return kinds;
  }
  template <typename Rpc>
  v1::Dossier Give(const std::string& account, Rpc rpc, const v1::Dossier& dossier,
                   const std::string& reason) {
    return Must(account, rpc, On<v1::ReasonRequest>(dossier, reason));
  }
};

TEST_F(DossierRpcTest, AReceivedDossierHasItsCodeBothDatesAndItsSlip) {
  const v1::Dossier d = Receive("clerk", kRemarriage);
  EXPECT_EQ(d.state(), v1::DOSSIER_STATE_RECEIVED);
  EXPECT_EQ(d.code(), "H57.104-250701-0001");
  EXPECT_EQ(d.etag(), "1");
  EXPECT_EQ(d.receiving_unit(), "units/19804");
  EXPECT_EQ(d.competent_unit(), "units/19804");
  EXPECT_EQ(d.holder_unit(), "units/19804");
  EXPECT_EQ(d.boundary(), v1::BOUNDARY_OWN_COMMUNE);
  EXPECT_TRUE(d.contents_shown());
  EXPECT_EQ(d.applicant().full_name(), kApplicantName);
  // Five working days from Tuesday 08:00.
  const Time due = At(MakeDay(2025, 7, 8), hours(8));
  EXPECT_EQ(d.promised_due().seconds(), ToMicros(due) / 1'000'000);
  EXPECT_EQ(d.legal_due().seconds(), ToMicros(due) / 1'000'000);
  EXPECT_EQ(d.receipt().number(), 1);
  EXPECT_EQ(d.receipt().promised_due().seconds(), d.promised_due().seconds());
  EXPECT_EQ(d.receipt().legal_due().seconds(), d.legal_due().seconds());
  EXPECT_EQ(d.receipt().dossier_code(), d.code());
  EXPECT_EQ(d.receipt().received_by(), "Cán bộ clerk");
  EXPECT_EQ(d.receipt().form(), "Mẫu số 01");
  EXPECT_GT(d.receipt().components_size(), 0);
  EXPECT_THAT(d.receipt().components(0), HasSubstr("1. "));
  EXPECT_THAT(d.receipt().text(), HasSubstr(d.code()));
  EXPECT_FALSE(d.receipt().reprint());
  EXPECT_EQ(Receive("clerk", kRemarriage).code(), "H57.104-250701-0002");
}

TEST_F(DossierRpcTest, TheWholeLifeCycleRunsThroughItsSteps) {
  v1::Dossier d = BringToSigning(Receive("clerk", kRemarriage));
  EXPECT_EQ(d.state(), v1::DOSSIER_STATE_PROCESSING);
  EXPECT_EQ(d.step_kind(), "sign");
  EXPECT_EQ(d.officer(), "accounts/officer");

  d = Must("head", &Dossiers::SendBackDossier, On<v1::StepRequest>(d, "Thiếu chữ ký nháy"));
  EXPECT_EQ(d.step_kind(), "check");
  d = Must("head", &Dossiers::AdvanceDossier, On<v1::StepRequest>(d));

  d = Give("officer", &Dossiers::RequestSupplement, d, "Bổ sung trích lục ly hôn");
  EXPECT_EQ(d.state(), v1::DOSSIER_STATE_SUPPLEMENT_REQUESTED);
  EXPECT_TRUE(d.paused());
  EXPECT_FALSE(d.has_legal_due());
  EXPECT_EQ(d.supplement_request(), "Bổ sung trích lục ly hôn");
  const int64_t promised = d.promised_due().seconds();
  time_.Advance(hours(24));
  d = Must("clerk", &Dossiers::ResumeDossier, On<v1::ResumeDossierRequest>(d));
  EXPECT_EQ(d.state(), v1::DOSSIER_STATE_PROCESSING);
  EXPECT_EQ(d.promised_due().seconds(), promised + 24 * 3600);
  EXPECT_EQ(d.receipt().number(), 2) << "a new date needs a new slip";

  auto payment = On<v1::PaymentRequest>(d, "Lệ phí");
  payment.set_amount_vnd(20'000);
  payment.set_reference("TB-01");
  d = Must("officer", &Dossiers::RequestPayment, payment);
  EXPECT_EQ(d.state(), v1::DOSSIER_STATE_PAYMENT_REQUESTED);
  payment = On<v1::PaymentRequest>(d);
  payment.set_amount_vnd(5'000);
  d = Must("clerk", &Dossiers::RecordPayment, payment);
  EXPECT_EQ(d.state(), v1::DOSSIER_STATE_PAYMENT_REQUESTED) << "not all is paid";
  payment = On<v1::PaymentRequest>(d);
  payment.set_amount_vnd(15'000);
  d = Must("clerk", &Dossiers::RecordPayment, payment);
  EXPECT_EQ(d.state(), v1::DOSSIER_STATE_PROCESSING);
  EXPECT_EQ(d.paid_vnd(), 20'000);

  auto again = On<v1::ReappointDossierRequest>(d, "Chờ xác minh");
  again.mutable_promised_due()->set_seconds(ToMicros(At(MakeDay(2025, 7, 11), hours(16))) /
                                            1'000'000);
  d = Must("head", &Dossiers::ReappointDossier, again);
  EXPECT_EQ(d.promised_due().seconds(), again.promised_due().seconds());

  d = Resolve("head", d);
  EXPECT_EQ(d.state(), v1::DOSSIER_STATE_RESOLVED);
  EXPECT_EQ(d.outcome(), v1::OUTCOME_APPROVED);
  EXPECT_EQ(d.timeliness(), "early");
  d = Must("clerk", &Dossiers::AdvanceDossier, On<v1::StepRequest>(d));
  EXPECT_EQ(d.step_kind(), "return");
  auto deliver = On<v1::DeliverResultRequest>(d);
  deliver.set_shown_paper("receipt");
  d = Must("clerk", &Dossiers::DeliverResult, deliver);
  EXPECT_EQ(d.state(), v1::DOSSIER_STATE_RESULT_DELIVERED);
  EXPECT_TRUE(d.has_deliver_time());

  d = Give("head", &Dossiers::ReopenDossier, d, "Sai tên trong kết quả");
  EXPECT_EQ(d.state(), v1::DOSSIER_STATE_PROCESSING);
  EXPECT_FALSE(d.has_deliver_time());
  d = Give("head", &Dossiers::StopDossier, d, "Người dân qua đời");
  EXPECT_EQ(d.state(), v1::DOSSIER_STATE_STOPPED);

  EXPECT_THAT(KindsOf(d),
              ElementsAre("RECEIVED", "ASSIGNED", "ADVANCED", "ADVANCED", "SENT_BACK", "ADVANCED",
                          "SUPPLEMENT_REQUESTED", "RESUMED", "PAYMENT_REQUESTED",
                          "PAYMENT_RECORDED", "PAYMENT_RECORDED", "REAPPOINTED", "RESOLVED",
                          "ADVANCED", "DELIVERED", "REOPENED", "STOPPED"));
}

TEST_F(DossierRpcTest, ARegisteredDossierCountsNowhereUntilItIsReceived) {
  v1::RegisterDossierRequest request;
  *request.mutable_draft() = Draft(kRemarriage);
  v1::Dossier d = Must("clerk", &Dossiers::RegisterDossier, request);
  EXPECT_EQ(d.state(), v1::DOSSIER_STATE_REGISTERED);
  EXPECT_EQ(d.code(), "");
  EXPECT_FALSE(d.has_receive_time());
  EXPECT_FALSE(d.has_promised_due());
  EXPECT_FALSE(d.has_receipt());
  EXPECT_EQ(d.channel(), v1::CHANNEL_ONLINE);
  const v1::Dossier refused = Give("clerk", &Dossiers::RefuseDossier, d, "Không thuộc thẩm quyền");
  EXPECT_EQ(refused.state(), v1::DOSSIER_STATE_REFUSED);

  d = Must("clerk", &Dossiers::RegisterDossier, request);
  d = Must("clerk", &Dossiers::ReceiveDossier, On<v1::ReceiveDossierRequest>(d));
  EXPECT_EQ(d.state(), v1::DOSSIER_STATE_RECEIVED);
  EXPECT_EQ(d.code(), "H57.104-250701-0001");
  EXPECT_EQ(d.channel(), v1::CHANNEL_ONLINE);
}

TEST_F(DossierRpcTest, ServedAtOnceItIsReceivedResolvedAndDeliveredInOneEvent) {
  v1::ServeNowRequest request;
  *request.mutable_draft() = Draft(kCertifiedCopy);
  request.mutable_draft()->set_quantity(3);
  request.set_signer("accounts/head");
  request.set_paid_vnd(6'000);
  const v1::Dossier d = Must("clerk", &Dossiers::ServeNow, request);
  EXPECT_EQ(d.state(), v1::DOSSIER_STATE_RESULT_DELIVERED);
  EXPECT_EQ(d.quantity(), 3);
  EXPECT_EQ(d.fee_vnd(), 6'000);
  EXPECT_EQ(d.paid_vnd(), 6'000);
  EXPECT_EQ(d.timeliness(), "on_time");
  EXPECT_THAT(KindsOf(d), ElementsAre("SERVED_NOW"));
  request.set_signer("accounts/clerk");
  EXPECT_EQ(ResultOf(Call("clerk", &Dossiers::ServeNow, request)),
            "INVALID_ARGUMENT FIELD_INVALID signer");
}

TEST_F(DossierRpcTest, ACorrectionIssuesANewSlipAndKeepsTheFormer) {
  v1::Dossier d = Receive("clerk", kRemarriage);
  auto request = On<v1::CorrectDossierRequest>(d, "Gõ sai tên");
  *request.mutable_applicant() = d.applicant();
  request.mutable_applicant()->set_full_name("Nguyễn Thị Thanh Hòa An");
  d = Must("clerk", &Dossiers::CorrectDossier, request);
  EXPECT_EQ(d.receipt().number(), 2);
  EXPECT_EQ(d.receipt().applicant_name(), "Nguyễn Thị Thanh Hòa An");
  EXPECT_EQ(d.code(), "H57.104-250701-0001");

  v1::GetReceiptRequest first;
  first.set_name("dossiers/" + d.code());
  first.set_number(1);
  const v1::Receipt former = Must("clerk", &Dossiers::GetReceipt, first);
  EXPECT_TRUE(former.superseded());
  EXPECT_TRUE(former.reprint());
  EXPECT_THAT(former.text(), HasSubstr("Bản in lại"));
  first.set_number(0);
  const v1::Receipt latest = Must("clerk", &Dossiers::GetReceipt, first);
  EXPECT_EQ(latest.number(), 2);
  EXPECT_FALSE(latest.superseded());
  first.set_number(3);
  EXPECT_EQ(ResultOf(Call("clerk", &Dossiers::GetReceipt, first)), "NOT_FOUND RECEIPT_NOT_FOUND");
}

TEST_F(DossierRpcTest, AMistakenIntakeIsVoidedAndAWithdrawalEndsTheDossier) {
  EXPECT_EQ(
      Give("head", &Dossiers::VoidDossier, Receive("clerk", kRemarriage), "Nhận nhầm").state(),
      v1::DOSSIER_STATE_VOIDED);
  EXPECT_EQ(
      Give("clerk", &Dossiers::WithdrawDossier, Receive("clerk", kRemarriage), "Xin rút").state(),
      v1::DOSSIER_STATE_WITHDRAWN);
}

TEST_F(DossierRpcTest, TheAccountOfTheDueTimeSumsToTheLimit) {
  const v1::Dossier d = Receive("clerk", kRemarriage);
  v1::GetDossierRequest request;
  request.set_name(d.name());
  const auto answer = Must("clerk", &Dossiers::ExplainDueTime, request);
  int64_t counted = 0;
  for (const v1::DayAccount& day : answer.days()) counted += day.counted_minutes();
  EXPECT_EQ(counted, 5 * 8 * 60);
  EXPECT_EQ(answer.legal_due().seconds(), d.legal_due().seconds());
  EXPECT_EQ(answer.promised_due().seconds(), d.promised_due().seconds());
  EXPECT_EQ(answer.days(0).day(), "2025-07-01");
  EXPECT_EQ(answer.days(0).charged_unit(), "units/19804");
  ASSERT_GT(answer.legs_size(), 0);
  EXPECT_EQ(answer.legs(answer.legs_size() - 1).kind(), "time_limit");
  EXPECT_NE(answer.starts_because(), "");
}

// ---- Repetition ---------------------------------------------------------------------------------

TEST_F(DossierRpcTest, ARepeatedRequestHasTheFirstAnswerAlsoAfterARestart) {
  auto receive = Counter(Draft(kRemarriage));
  receive.set_request_id(NewUuidV7(time_.Now()));
  const v1::Dossier first = Must("clerk", &Dossiers::ReceiveDossier, receive);
  auto assign = On<v1::AssignDossierRequest>(first);
  assign.set_request_id(NewUuidV7(time_.Now()));
  assign.set_officer("accounts/officer");
  const v1::Dossier second = Must("head", &Dossiers::AssignDossier, assign);
  Must("officer", &Dossiers::AdvanceDossier, On<v1::StepRequest>(second));
  time_.Advance(hours(30));

  const uint64_t size = LogSize();
  EXPECT_EQ(Must("clerk", &Dossiers::ReceiveDossier, receive).SerializeAsString(),
            first.SerializeAsString());
  EXPECT_EQ(Must("head", &Dossiers::AssignDossier, assign).SerializeAsString(),
            second.SerializeAsString());
  EXPECT_EQ(LogSize(), size);

  Reopen();
  As("clerk");
  As("head");
  const uint64_t restarted = LogSize();
  EXPECT_EQ(Must("clerk", &Dossiers::ReceiveDossier, receive).SerializeAsString(),
            first.SerializeAsString());
  EXPECT_EQ(Must("head", &Dossiers::AssignDossier, assign).SerializeAsString(),
            second.SerializeAsString());
  EXPECT_EQ(LogSize(), restarted);
}

TEST_F(DossierRpcTest, AKnownRequestIdWithOtherContentIsRefused) {
  auto receive = Counter(Draft(kRemarriage));
  receive.set_request_id(NewUuidV7(time_.Now()));
  const v1::Dossier d = Must("clerk", &Dossiers::ReceiveDossier, receive);
  const uint64_t size = LogSize();
  auto other = receive;
  other.mutable_draft()->mutable_applicant()->set_phone("0912345679");
  const auto refused = Call("clerk", &Dossiers::ReceiveDossier, other);
  EXPECT_EQ(ResultOf(refused), "INVALID_ARGUMENT REQUEST_ID_REUSED");
  // Another method, another etag: other content as well.
  auto withdraw = On<v1::ReasonRequest>(d, "Xin rút");
  withdraw.set_request_id(receive.request_id());
  EXPECT_EQ(ResultOf(Call("clerk", &Dossiers::WithdrawDossier, withdraw)),
            "INVALID_ARGUMENT REQUEST_ID_REUSED");
  EXPECT_EQ(LogSize(), size);
  EXPECT_EQ(Get("clerk", d.name()).etag(), d.etag());
}

TEST_F(DossierRpcTest, ARequestIdMustBeAUuid) {
  As("clerk");
  const uint64_t size = LogSize();
  for (const char* id : {"1", "0197C3A0-0000-7000-8000-000000000001", "x"}) {
    auto receive = Counter(Draft(kRemarriage));
    receive.set_request_id(id);
    EXPECT_EQ(ResultOf(Call("clerk", &Dossiers::ReceiveDossier, receive)),
              "INVALID_ARGUMENT FIELD_INVALID request_id");
  }
  EXPECT_EQ(LogSize(), size);
}

// ---- Two at once --------------------------------------------------------------------------------

TEST_F(DossierRpcTest, AStaleEtagTellsWhoChangedWhatAndWhen) {
  const v1::Dossier seen = Receive("clerk", kRemarriage);
  time_.Advance(minutes(5));
  auto assign = On<v1::AssignDossierRequest>(seen);
  assign.set_officer("officer");
  Must("head", &Dossiers::AssignDossier, assign);
  const uint64_t size = LogSize();
  const auto late =
      Call("clerk", &Dossiers::WithdrawDossier, On<v1::ReasonRequest>(seen, "Xin rút"));
  ASSERT_EQ(ResultOf(late), "ABORTED ETAG_MISMATCH");
  ErrorValues values = GetErrorValues(late.status());
  EXPECT_EQ(values["actor"], "head");
  EXPECT_EQ(values["event"], "ASSIGNED");
  EXPECT_EQ(values["time"], "2025-07-01T08:05:00+07:00");
  EXPECT_EQ(values["etag"], "2");
  EXPECT_EQ(LogSize(), size);
  auto without = On<v1::ReasonRequest>(seen, "Xin rút");
  without.clear_etag();
  EXPECT_EQ(ResultOf(Call("clerk", &Dossiers::WithdrawDossier, without)),
            "INVALID_ARGUMENT ETAG_MISSING");
}

TEST_F(DossierRpcTest, OfTwoWhoDecideAtOnceOneWinsAndTheOtherIsToldWho) {
  const v1::Dossier d = BringToSigning(Receive("clerk", kRemarriage));
  As("head");
  As("head2");
  const uint64_t size = LogSize();
  const auto decide = [&](const char* who, v1::Outcome outcome, absl::Status& status) {
    auto request = On<v1::ResolveDossierRequest>(d, "Theo hồ sơ");
    request.set_outcome(outcome);
    status = Call(who, &Dossiers::ResolveDossier, request).status();
  };
  absl::Status first;
  absl::Status second;
  {
    std::thread other([&] { decide("head2", v1::OUTCOME_REJECTED, second); });
    decide("head", v1::OUTCOME_APPROVED, first);
    other.join();
  }
  ASSERT_NE(first.ok(), second.ok()) << first << "; " << second;
  const absl::Status& lost = first.ok() ? second : first;
  EXPECT_EQ(ResultOf(lost), "ABORTED ETAG_MISMATCH");
  EXPECT_EQ(GetErrorValues(lost)["actor"], first.ok() ? "head" : "head2");
  EXPECT_EQ(GetErrorValues(lost)["event"], "RESOLVED");
  EXPECT_EQ(LogSize(), size + 1);
  EXPECT_EQ(Get("clerk", d.name()).outcome(),
            first.ok() ? v1::OUTCOME_APPROVED : v1::OUTCOME_REJECTED);
}

// ---- Who sees what ------------------------------------------------------------------------------

TEST_F(DossierRpcTest, ADossierOfAnotherUnitIsAsIfItDidNotExist) {
  const v1::Dossier d = Receive("clerk", kRemarriage);
  As("kimlong");
  const uint64_t size = LogSize();
  for (const std::string& name :
       {d.name(), "dossiers/" + d.code(), std::string("dossiers/19804-01JZ2V8Q0M5T1R9WYH3X4K6B7C"),
        std::string("dossiers/H57.104-250701-9999")}) {
    v1::GetDossierRequest get;
    get.set_name(name);
    v1::ListEventsRequest events;
    events.set_name(name);
    v1::GetReceiptRequest receipt;
    receipt.set_name(name);
    v1::ReasonRequest reason;
    reason.set_name(name);
    reason.set_etag("1");
    reason.set_reason("Thử");
    const std::vector<absl::Status> all = {
        Call("kimlong", &Dossiers::GetDossier, get).status(),
        Call("kimlong", &Dossiers::ExplainDueTime, get).status(),
        Call("kimlong", &Dossiers::ListEvents, events).status(),
        Call("kimlong", &Dossiers::GetReceipt, receipt).status(),
        Call("kimlong", &Dossiers::WithdrawDossier, reason).status(),
        Call("kimlong", &Dossiers::StopDossier, reason).status(),
    };
    for (const absl::Status& status : all) {
      EXPECT_EQ(ResultOf(status), "NOT_FOUND DOSSIER_NOT_FOUND") << name;
      EXPECT_EQ(status.message(), all.front().message()) << "no difference to tell them apart by";
    }
  }
  v1::FindDossiersRequest find;
  find.set_identity_number(kIdentityNumber);
  EXPECT_EQ(Must("kimlong", &Dossiers::FindDossiers, find).dossiers_size(), 0);
  v1::ListDossiersRequest list;
  list.set_unit("units/19804");
  EXPECT_EQ(ResultOf(Call("kimlong", &Dossiers::ListDossiers, list)),
            "PERMISSION_DENIED UNIT_OUT_OF_SIGHT");
  EXPECT_EQ(LogSize(), size);
}

TEST_F(DossierRpcTest, ARelationWithoutTheRightIsPermissionDenied) {
  const v1::Dossier d = Receive("clerk", kRemarriage);
  EXPECT_EQ(
      ResultOf(Call("clerk", &Dossiers::StopDossier, On<v1::ReasonRequest>(d, "Không được phép"))),
      "PERMISSION_DENIED ROLE_MISSING");
  auto resolve = On<v1::ResolveDossierRequest>(d);
  resolve.set_outcome(v1::OUTCOME_APPROVED);
  EXPECT_EQ(ResultOf(Call("officer", &Dossiers::ResolveDossier, resolve)),
            "PERMISSION_DENIED ROLE_MISSING");
  EXPECT_EQ(ResultOf(Call("head", &Dossiers::ResolveDossier, resolve)),
            "FAILED_PRECONDITION DOSSIER_NOT_IN_PROCESS");
}

TEST_F(DossierRpcTest, APastHolderSeesTheOutlineOnly) {
  // Received in Hương An, taken over by Kim Long, moved on to Thuận Hóa: Kim Long is a past holder
  // and nothing else.
  auto counter = Counter(Draft(kCertifiedCopy));
  counter.mutable_draft()->set_competent_unit("units/19774");
  v1::Dossier d = Must("clerk", &Dossiers::ReceiveDossier, counter);
  d = Must("kimlong", &Transfers::TakeOverTransfer, On<v1::AnswerTransferRequest>(d));
  EXPECT_TRUE(d.contents_shown());
  auto offer = On<v1::OfferTransferRequest>(d);
  offer.set_to_unit("units/19789");
  d = Must("kimlong", &Transfers::OfferTransfer, offer);
  d = Must("thuanhoa", &Transfers::TakeOverTransfer, On<v1::AnswerTransferRequest>(d));
  EXPECT_EQ(d.holder_unit(), "units/19789");

  const v1::Dossier outline = Get("kimlong", d.name());
  EXPECT_FALSE(outline.contents_shown());
  EXPECT_TRUE(HoldsNoPersonalData(outline)) << outline.DebugString();
  EXPECT_EQ(outline.state(), d.state());
  EXPECT_EQ(outline.code(), d.code());
  EXPECT_EQ(outline.permitted_commands_size(), 0);
  v1::GetReceiptRequest receipt;
  receipt.set_name(d.name());
  EXPECT_EQ(ResultOf(Call("kimlong", &Dossiers::GetReceipt, receipt)),
            "PERMISSION_DENIED CONTENTS_NOT_SHOWN");
  EXPECT_EQ(ResultOf(Call("kimlong", &Dossiers::WithdrawDossier, On<v1::ReasonRequest>(d, "Rút"))),
            "PERMISSION_DENIED UNIT_NOT_HOLDER");
}

TEST_F(DossierRpcTest, ASupervisorSeesNoPersonalDataInAnyAnswer) {
  const v1::Dossier own = Receive("clerk", kRemarriage);
  const v1::Dossier d =
      Give("clerk", &Dossiers::RequestSupplement, own, "Nguyễn Thị Thanh Hoà bổ sung giấy tờ");
  Receive("clerk", kRemarriage, "units/19774");

  v1::GetDossierRequest get;
  get.set_name(d.name());
  const v1::Dossier outline = Must("watch", &Dossiers::GetDossier, get);
  EXPECT_FALSE(outline.contents_shown());
  EXPECT_NE(outline.masked_applicant(), "");
  EXPECT_TRUE(HoldsNoPersonalData(outline)) << outline.DebugString();
  EXPECT_TRUE(HoldsNoPersonalData(Must("watch", &Dossiers::ExplainDueTime, get)));

  v1::ListEventsRequest events;
  events.set_name(d.name());
  const auto log = Must("watch", &Dossiers::ListEvents, events);
  EXPECT_EQ(log.events_size(), 2);
  EXPECT_TRUE(HoldsNoPersonalData(log)) << log.DebugString();

  v1::ListDossiersRequest list;
  list.set_unit("units/19804");
  const auto page = Must("watch", &Dossiers::ListDossiers, list);
  EXPECT_EQ(page.dossiers_size(), 2);
  EXPECT_TRUE(HoldsNoPersonalData(page)) << page.DebugString();

  v1::FindDossiersRequest find;
  find.set_code(d.code());
  const auto found = Must("watch", &Dossiers::FindDossiers, find);
  EXPECT_EQ(found.dossiers_size(), 1);
  EXPECT_TRUE(HoldsNoPersonalData(found)) << found.DebugString();

  v1::GetQueueRequest queue;
  queue.set_unit("units/19804");
  const auto shown = Must("watch", &Queues::GetQueue, queue);
  EXPECT_EQ(shown.dossiers_size(), 2);
  EXPECT_TRUE(HoldsNoPersonalData(shown)) << shown.DebugString();

  v1::ListTransfersRequest transfers;
  transfers.set_unit("units/46");
  transfers.set_subtree(true);
  const auto offers = Must("watch", &Transfers::ListTransfers, transfers);
  EXPECT_EQ(offers.transfers_size(), 1);
  EXPECT_TRUE(HoldsNoPersonalData(offers)) << offers.DebugString();

  v1::ListFigureDossiersRequest figure;
  figure.mutable_query()->set_unit("units/46");
  figure.set_kind(v1::FIGURE_KIND_RECEIVED);
  const auto behind = Must("watch", &Statistics::ListFigureDossiers, figure);
  EXPECT_EQ(behind.dossiers_size(), 2);
  EXPECT_TRUE(HoldsNoPersonalData(behind)) << behind.DebugString();

  v1::GetReceiptRequest receipt;
  receipt.set_name(d.name());
  EXPECT_EQ(ResultOf(Call("watch", &Dossiers::GetReceipt, receipt)),
            "PERMISSION_DENIED CONTENTS_NOT_SHOWN");
  EXPECT_EQ(ResultOf(Call("watch", &Dossiers::WithdrawDossier, On<v1::ReasonRequest>(d, "Rút"))),
            "NOT_FOUND DOSSIER_NOT_FOUND");
}

// ---- Lists and search ---------------------------------------------------------------------------

TEST_F(DossierRpcTest, ListsComeInPagesNewestFirst) {
  std::vector<std::string> codes;
  for (int i = 0; i < 5; ++i) {
    codes.insert(codes.begin(), Receive("clerk", kRemarriage).code());
    time_.Advance(minutes(1));
  }
  v1::ListDossiersRequest request;
  request.set_page_size(2);
  std::vector<std::string> listed;
  int pages = 0;
  do {
    const auto page = Must("clerk", &Dossiers::ListDossiers, request);
    EXPECT_LE(page.dossiers_size(), 2);
    for (const v1::DossierSummary& line : page.dossiers()) {
      listed.push_back(line.code());
      EXPECT_NE(line.masked_applicant(), "");
      EXPECT_TRUE(HoldsNoPersonalData(line)) << "a list is masked for everybody";
    }
    request.set_page_token(page.next_page_token());
    ASSERT_LT(++pages, 10);
  } while (!request.page_token().empty());
  EXPECT_EQ(listed, codes);

  request.set_page_token("no token");
  EXPECT_EQ(ResultOf(Call("clerk", &Dossiers::ListDossiers, request)),
            "INVALID_ARGUMENT PAGE_TOKEN_INVALID");
  request.clear_page_token();
  request.set_page_size(-1);
  EXPECT_EQ(ResultOf(Call("clerk", &Dossiers::ListDossiers, request)),
            "INVALID_ARGUMENT FIELD_INVALID page_size");
}

TEST_F(DossierRpcTest, ListsCanBeNarrowed) {
  Receive("clerk", kRemarriage);
  const v1::Dossier copy = Receive("clerk", kCertifiedCopy);
  v1::ListDossiersRequest request;
  request.set_procedure(kCertifiedCopy);
  const auto by_procedure = Must("clerk", &Dossiers::ListDossiers, request);
  ASSERT_EQ(by_procedure.dossiers_size(), 1);
  EXPECT_EQ(by_procedure.dossiers(0).name(), copy.name());
  request.clear_procedure();
  request.set_overdue(true);
  EXPECT_EQ(Must("clerk", &Dossiers::ListDossiers, request).dossiers_size(), 0);
  time_.Set(At(MakeDay(2025, 7, 2), hours(9)));
  const auto late = Must("clerk", &Dossiers::ListDossiers, request);
  ASSERT_EQ(late.dossiers_size(), 1);
  EXPECT_EQ(late.dossiers(0).name(), copy.name());
  EXPECT_LT(late.dossiers(0).minutes_left(), 0);
  request.clear_overdue();
  request.set_from_day("2025-07-02");
  EXPECT_EQ(Must("clerk", &Dossiers::ListDossiers, request).dossiers_size(), 0);
  request.set_from_day("2025-07-01");
  request.set_until_day("2025-07-01");
  request.set_state(v1::DOSSIER_STATE_RECEIVED);
  EXPECT_EQ(Must("clerk", &Dossiers::ListDossiers, request).dossiers_size(), 2);
  request.set_state(v1::DOSSIER_STATE_RESOLVED);
  EXPECT_EQ(Must("clerk", &Dossiers::ListDossiers, request).dossiers_size(), 0);
}

TEST_F(DossierRpcTest, ALostSlipIsFoundByCodeNumberPhoneAndNameWithoutTones) {
  const v1::Dossier d = Receive("clerk", kRemarriage);
  using Change = void (*)(v1::FindDossiersRequest&);
  const std::vector<Change> right = {
      [](v1::FindDossiersRequest& r) { r.set_code("H57.104-250701-0001"); },
      [](v1::FindDossiersRequest& r) { r.set_identity_number(kIdentityNumber); },
      [](v1::FindDossiersRequest& r) { r.set_phone("+84 912 345 678"); },
      [](v1::FindDossiersRequest& r) { r.set_applicant_name("nguyen thi thanh hoa"); },
      [](v1::FindDossiersRequest& r) { r.set_applicant_name("Thanh Hòa"); },
  };
  for (size_t i = 0; i < right.size(); ++i) {
    v1::FindDossiersRequest request;
    right[i](request);
    const auto found = Must("clerk", &Dossiers::FindDossiers, request);
    ASSERT_EQ(found.dossiers_size(), 1) << i;
    EXPECT_EQ(found.dossiers(0).name(), d.name());
  }
  v1::FindDossiersRequest request;
  EXPECT_EQ(ResultOf(Call("clerk", &Dossiers::FindDossiers, request)),
            "INVALID_ARGUMENT FIELD_INVALID code");
  request.set_code(d.code());
  request.set_phone(kPhone);
  EXPECT_EQ(ResultOf(Call("clerk", &Dossiers::FindDossiers, request)),
            "INVALID_ARGUMENT FIELD_INVALID code");
}

}  // namespace
}  // namespace motcua
