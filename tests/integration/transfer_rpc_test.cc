// TransferService over real mutual TLS: one holder at every moment, and an offer that nobody
// answers is not lost.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/integration/offices.h"

namespace motcua {
namespace {

using std::chrono::hours;

class TransferRpcTest : public OfficesTest {
 protected:
  v1::ListTransfersResponse List(const std::string& account, const std::string& unit = "",
                                 bool subtree = false, bool answered = false,
                                 v1::TransferDirection way = v1::TRANSFER_DIRECTION_UNSPECIFIED) {
    v1::ListTransfersRequest request;
    request.set_unit(unit);
    request.set_subtree(subtree);
    request.set_answered(answered);
    request.set_direction(way);
    return Must(account, &Transfers::ListTransfers, request);
  }
  v1::Dossier TakeOver(const std::string& account, const v1::Dossier& d) {
    return Must(account, &Transfers::TakeOverTransfer, On<v1::AnswerTransferRequest>(d));
  }
  // By the one person of a commune where all roles are in one hand.
  v1::Dossier WorkAlone(const std::string& account, v1::Dossier d) {
    auto assign = On<v1::AssignDossierRequest>(d);
    assign.set_officer("accounts/" + account);
    d = Must(account, &Dossiers::AssignDossier, assign);
    d = Must(account, &Dossiers::AdvanceDossier, On<v1::StepRequest>(d));
    return Must(account, &Dossiers::AdvanceDossier, On<v1::StepRequest>(d));
  }
};

TEST_F(TransferRpcTest, TheSenderHoldsItUntilTheOtherTakesOver) {
  v1::Dossier d = Receive("clerk", kRemarriage, "units/19774");
  EXPECT_EQ(d.competent_unit(), "units/19774");
  EXPECT_EQ(d.boundary(), v1::BOUNDARY_OTHER_COMMUNE);
  EXPECT_EQ(d.holder_unit(), "units/19804");
  ASSERT_TRUE(d.has_transfer());
  EXPECT_EQ(d.transfer().state(), v1::TRANSFER_STATE_OFFERED);
  EXPECT_EQ(d.transfer().purpose(), v1::TRANSFER_PURPOSE_DECISION);
  EXPECT_EQ(d.transfer().from_unit(), "units/19804");
  EXPECT_EQ(d.transfer().to_unit(), "units/19774");
  EXPECT_EQ(d.transfer().content_sha256().size(), 64u);
  EXPECT_EQ(d.transfer().receipt_signature(), "");

  const auto in = List("kimlong", "", false, false, v1::TRANSFER_DIRECTION_IN);
  ASSERT_EQ(in.transfers_size(), 1);
  EXPECT_EQ(in.transfers(0).name(), d.transfer().name());
  EXPECT_EQ(in.transfers(0).dossier_code(), d.code());
  EXPECT_EQ(in.transfers(0).etag(), d.etag());
  EXPECT_EQ(List("kimlong", "", false, false, v1::TRANSFER_DIRECTION_OUT).transfers_size(), 0);
  EXPECT_EQ(List("clerk", "", false, false, v1::TRANSFER_DIRECTION_OUT).transfers_size(), 1);
  EXPECT_EQ(List("thuanhoa").transfers_size(), 0);

  // The offered unit sees what it is to take, before it does.
  EXPECT_TRUE(Get("kimlong", d.name()).contents_shown());
  d = TakeOver("kimlong", d);
  EXPECT_EQ(d.holder_unit(), "units/19774");
  EXPECT_EQ(d.transfer().state(), v1::TRANSFER_STATE_TAKEN_OVER);
  EXPECT_TRUE(d.transfer().has_answer_time());
  EXPECT_EQ(List("clerk").transfers_size(), 0);
  EXPECT_EQ(List("clerk", "", false, true).transfers_size(), 1);
}

TEST_F(TransferRpcTest, TheResultTravelsBackTheSameWay) {
  v1::Dossier d = Receive("clerk", kRemarriage, "units/19774");
  d = WorkAlone("kimlong", TakeOver("kimlong", d));
  d = Resolve("kimlong", d);
  EXPECT_EQ(d.holder_unit(), "units/19774");
  EXPECT_EQ(d.transfer().purpose(), v1::TRANSFER_PURPOSE_RESULT);
  EXPECT_EQ(d.transfer().to_unit(), "units/19804");
  auto deliver = On<v1::DeliverResultRequest>(d);
  deliver.set_shown_paper("receipt");
  EXPECT_EQ(ResultOf(Call("clerk", &Dossiers::DeliverResult, deliver)),
            "PERMISSION_DENIED UNIT_NOT_HOLDER");
  d = TakeOver("clerk", d);
  EXPECT_EQ(d.holder_unit(), "units/19804");
  deliver = On<v1::DeliverResultRequest>(d);
  deliver.set_shown_paper("receipt");
  d = Must("clerk", &Dossiers::DeliverResult, deliver);
  EXPECT_EQ(d.state(), v1::DOSSIER_STATE_RESULT_DELIVERED);
}

TEST_F(TransferRpcTest, ADepartmentIsOfferedWhatItsRegisterAnswers) {
  v1::Dossier d = Receive("clerk", kRegisterCopy, "units/46.STP");
  EXPECT_EQ(d.competent_unit(), "units/46.STP");
  EXPECT_EQ(d.transfer().to_unit(), "units/46.STP");
  d = TakeOver("stp", d);
  EXPECT_EQ(d.holder_unit(), "units/46.STP");
}

TEST_F(TransferRpcTest, ADeclineHasAReasonAndASuggestionAndTheSenderOffersAnew) {
  auto counter = Counter(Draft(kCertifiedCopy));
  counter.mutable_draft()->set_competent_unit("units/19774");
  v1::Dossier d = Must("clerk", &Dossiers::ReceiveDossier, counter);
  auto decline = On<v1::DeclineTransferRequest>(d);
  EXPECT_EQ(ResultOf(Call("kimlong", &Transfers::DeclineTransfer, decline)),
            "INVALID_ARGUMENT FIELD_INVALID reason");
  decline.set_reason("Quá tải hôm nay");
  decline.set_suggested_unit("units/99999");
  EXPECT_EQ(ResultOf(Call("kimlong", &Transfers::DeclineTransfer, decline)),
            "NOT_FOUND UNIT_NOT_FOUND");
  decline.set_suggested_unit("19789");
  EXPECT_EQ(ResultOf(Call("kimlong", &Transfers::DeclineTransfer, decline)),
            "INVALID_ARGUMENT FIELD_INVALID suggested_unit");
  decline.set_suggested_unit("units/19789");
  Must("kimlong", &Transfers::DeclineTransfer, decline);
  d = Get("clerk", d.name());
  EXPECT_EQ(d.holder_unit(), "units/19804");
  EXPECT_EQ(d.transfer().state(), v1::TRANSFER_STATE_DECLINED);
  EXPECT_EQ(d.transfer().suggested_unit(), "units/19789");
  const auto answered = List("clerk", "", false, true);
  ASSERT_EQ(answered.transfers_size(), 1);
  EXPECT_EQ(answered.transfers(0).reason(), "Quá tải hôm nay");
  EXPECT_EQ(
      ResultOf(Call("kimlong", &Transfers::TakeOverTransfer, On<v1::AnswerTransferRequest>(d))),
      "FAILED_PRECONDITION TRANSFER_DECLINED");

  auto offer = On<v1::OfferTransferRequest>(d);
  offer.set_to_unit("units/19789");
  d = Must("clerk", &Transfers::OfferTransfer, offer);
  EXPECT_EQ(d.transfer().to_unit(), "units/19789");
  EXPECT_EQ(d.competent_unit(), "units/19774") << "who takes over decides, and not before";
  d = TakeOver("thuanhoa", d);
  EXPECT_EQ(d.holder_unit(), "units/19789");
  EXPECT_EQ(d.competent_unit(), "units/19789");
  EXPECT_TRUE(d.competence_chosen());
  EXPECT_EQ(d.transfer().receipt_signature().size(), 128u) << "Ed25519 in hexadecimal";
}

TEST_F(TransferRpcTest, TheSenderRecallsWithAReason) {
  v1::Dossier d = Receive("clerk", kRemarriage, "units/19774");
  EXPECT_EQ(ResultOf(Call("clerk", &Transfers::RecallTransfer, On<v1::AnswerTransferRequest>(d))),
            "INVALID_ARGUMENT FIELD_INVALID reason");
  EXPECT_EQ(ResultOf(Call("kimlong", &Transfers::RecallTransfer,
                          On<v1::AnswerTransferRequest>(d, "Thử"))),
            "PERMISSION_DENIED UNIT_NOT_HOLDER");
  d = Must("clerk", &Transfers::RecallTransfer, On<v1::AnswerTransferRequest>(d, "Thiếu giấy tờ"));
  EXPECT_EQ(d.transfer().state(), v1::TRANSFER_STATE_RECALLED);
  EXPECT_EQ(List("kimlong").transfers_size(), 0);
  EXPECT_EQ(
      Must("clerk", &Transfers::OfferTransfer, On<v1::OfferTransferRequest>(d)).transfer().state(),
      v1::TRANSFER_STATE_OFFERED);
}

TEST_F(TransferRpcTest, AnUnansweredOfferExpiresStaysInBothQueuesAndIsOfferedAgain) {
  v1::Dossier d = Receive("clerk", kRemarriage, "units/19774");
  const std::string name = d.transfer().name();
  EXPECT_EQ(ResultOf(Call("clerk", &Transfers::OfferTransfer, On<v1::OfferTransferRequest>(d))),
            "FAILED_PRECONDITION TRANSFER_ALREADY_OFFERED");
  time_.Set(At(MakeDay(2025, 7, 3), hours(9)));
  EXPECT_EQ(Get("clerk", d.name()).transfer().state(), v1::TRANSFER_STATE_EXPIRED);
  for (const char* who : {"clerk", "kimlong"}) {
    const auto list = List(who);
    ASSERT_EQ(list.transfers_size(), 1) << who;
    EXPECT_EQ(list.transfers(0).state(), v1::TRANSFER_STATE_EXPIRED) << who;
  }
  EXPECT_EQ(
      ResultOf(Call("kimlong", &Transfers::TakeOverTransfer, On<v1::AnswerTransferRequest>(d))),
      "FAILED_PRECONDITION TRANSFER_EXPIRED");
  d = Must("clerk", &Transfers::OfferTransfer, On<v1::OfferTransferRequest>(d));
  EXPECT_EQ(d.transfer().state(), v1::TRANSFER_STATE_OFFERED);
  EXPECT_EQ(d.transfer().name(), name);
  EXPECT_EQ(TakeOver("kimlong", d).holder_unit(), "units/19774");
}

TEST_F(TransferRpcTest, ALateAnswerIsToldWhatHappened) {
  v1::Dossier d = Receive("clerk", kRemarriage, "units/19774");
  d = TakeOver("kimlong", d);
  EXPECT_EQ(
      ResultOf(Call("kimlong", &Transfers::TakeOverTransfer, On<v1::AnswerTransferRequest>(d))),
      "FAILED_PRECONDITION TRANSFER_ALREADY_TAKEN_OVER");
  EXPECT_EQ(ResultOf(Call("kimlong", &Transfers::OfferTransfer, On<v1::OfferTransferRequest>(d))),
            "FAILED_PRECONDITION TRANSFER_NOT_NEEDED");
  EXPECT_EQ(
      ResultOf(Call("thuanhoa", &Transfers::TakeOverTransfer, On<v1::AnswerTransferRequest>(d))),
      "NOT_FOUND DOSSIER_NOT_FOUND");
}

TEST_F(TransferRpcTest, ATransferDeskSeesEverythingInAndOutOfItsProvince) {
  Receive("clerk", kRemarriage, "units/19774");
  Receive("kimlong", kRegisterCopy, "units/46.STP");
  EXPECT_EQ(List("desk", "units/46", true).transfers_size(), 2);
  EXPECT_EQ(List("desk", "units/46", true, false, v1::TRANSFER_DIRECTION_IN).transfers_size(), 2);
  EXPECT_EQ(List("desk", "units/19804").transfers_size(), 1);
  const auto list = List("desk", "units/46", true);
  EXPECT_TRUE(HoldsNoPersonalData(list));
  v1::ListTransfersRequest request;
  request.set_unit("units/48");
  request.set_subtree(true);
  EXPECT_EQ(ResultOf(Call("desk", &Transfers::ListTransfers, request)),
            "PERMISSION_DENIED UNIT_OUT_OF_SIGHT");
  request.set_unit("units/19804");
  EXPECT_EQ(ResultOf(Call("clerk", &Transfers::ListTransfers, request)),
            "PERMISSION_DENIED ROLE_MISSING");
  request.set_subtree(false);
  request.set_direction(static_cast<v1::TransferDirection>(9));
  EXPECT_EQ(ResultOf(Call("clerk", &Transfers::ListTransfers, request)),
            "INVALID_ARGUMENT FIELD_INVALID direction");
  request.clear_direction();
  request.set_page_size(-5);
  EXPECT_EQ(ResultOf(Call("clerk", &Transfers::ListTransfers, request)),
            "INVALID_ARGUMENT FIELD_INVALID page_size");
}

TEST_F(TransferRpcTest, TransfersComeInPagesDueFirst) {
  std::vector<std::string> names;
  for (int i = 0; i < 3; ++i) {
    names.push_back(Receive("clerk", kRemarriage, "units/19774").transfer().name());
    time_.Advance(hours(1));
  }
  v1::ListTransfersRequest request;
  request.set_page_size(2);
  std::vector<std::string> listed;
  int pages = 0;
  do {
    const auto page = Must("kimlong", &Transfers::ListTransfers, request);
    for (const v1::Transfer& t : page.transfers()) listed.push_back(t.name());
    request.set_page_token(page.next_page_token());
    ASSERT_LT(++pages, 10);
  } while (!request.page_token().empty());
  EXPECT_EQ(listed, names);
}

TEST_F(TransferRpcTest, AcrossProvincesBothDesksSeeItFromTheDayTheLawAllows) {
  time_.Set(At(MakeDay(2026, 8, 6), hours(8)));
  v1::Dossier d = Receive("clerk", kRemarriage, "units/20194");
  EXPECT_EQ(d.boundary(), v1::BOUNDARY_OTHER_PROVINCE);
  EXPECT_EQ(d.competent_unit(), "units/20194");
  EXPECT_EQ(List("desk", "units/46", true, false, v1::TRANSFER_DIRECTION_OUT).transfers_size(), 1);
  EXPECT_EQ(List("desk", "units/46", true, false, v1::TRANSFER_DIRECTION_IN).transfers_size(), 0);
  // The clock of the competent unit starts at its take-over; the appointment is a fact already.
  EXPECT_FALSE(d.has_legal_due());
  EXPECT_TRUE(d.has_promised_due());
  const int64_t promised = d.promised_due().seconds();
  d = TakeOver("danang", d);
  EXPECT_EQ(d.holder_unit(), "units/20194");
  EXPECT_TRUE(d.has_legal_due());
  EXPECT_EQ(d.promised_due().seconds(), promised);
}

}  // namespace
}  // namespace motcua
