#include "tests/demo/performer.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "motcua/v1/dossier_service.grpc.pb.h"
#include "motcua/v1/transfer_service.grpc.pb.h"

namespace motcua::demo {
namespace {

using Dossiers = v1::DossierService::Stub;
using Transfers = v1::TransferService::Stub;

constexpr int kFeeVnd = 10'000;

v1::DossierDraft DraftOf(const PlannedDossier& planned) {
  v1::DossierDraft draft;
  draft.set_procedure("procedures/" + planned.procedure);
  if (!planned.place.empty()) draft.set_place("units/" + planned.place);
  draft.set_subject(planned.subject);
  draft.set_quantity(planned.quantity);
  v1::Applicant& applicant = *draft.mutable_applicant();
  applicant.set_full_name(planned.applicant.full_name);
  applicant.set_identity_number(planned.applicant.identity_number);
  applicant.set_phone(planned.applicant.phone);
  applicant.set_address(planned.applicant.address);
  return draft;
}

std::string Describe(const Action& action, const v1::Dossier& dossier) {
  return fmt::format("{} by {} of {} on {} ({})", static_cast<int>(action.verb),
                     static_cast<int>(action.post), action.unit,
                     dossier.code().empty() ? dossier.name() : dossier.code(),
                     FormatTimeVi(action.at));
}

}  // namespace

absl::Status Performer::Do(const Action& action) {
  time_.MoveTo(action.at);
  auto answer = Call(action);
  if (!answer.ok()) {
    return MakeError(answer.status().code(), ErrorReason(answer.status()),
                     "verb " + Describe(action, dossiers_[action.dossier]) + ": " +
                         std::string(answer.status().message()),
                     GetErrorValues(answer.status()));
  }
  dossiers_[action.dossier] = *std::move(answer);
  return absl::OkStatus();
}

template <typename Method, typename Request>
absl::StatusOr<v1::Dossier> Performer::Answer(const Action& action, Method method,
                                              Request request) {
  const v1::Dossier& before = dossiers_[action.dossier];
  request.set_name(before.name());
  request.set_etag(before.etag());
  if constexpr (requires { request.set_reason(action.reason); }) request.set_reason(action.reason);
  return cast_.At(action.unit, action.post).Call(method, std::move(request));
}

absl::StatusOr<v1::Dossier> Performer::StartOf(const Action& action) {
  const PlannedDossier& planned = planned_[action.dossier];
  client::Client& client = cast_.At(action.unit, action.post);
  if (action.verb == Verb::kRegister) {
    v1::RegisterDossierRequest request;
    *request.mutable_draft() = DraftOf(planned);
    return client.Call(&Dossiers::RegisterDossier, std::move(request));
  }
  if (action.verb == Verb::kServeNow) {
    v1::ServeNowRequest request;
    *request.mutable_draft() = DraftOf(planned);
    request.set_signer(cast_.members()[cast_.Holder(action.unit, Post::kHead)].account);
    request.set_paid_vnd(int64_t{kFeeVnd} * planned.quantity);
    return client.Call(&Dossiers::ServeNow, std::move(request));
  }
  v1::ReceiveDossierRequest request;
  *request.mutable_draft() = DraftOf(planned);
  request.set_channel(planned.by_post ? v1::CHANNEL_POST : v1::CHANNEL_COUNTER);
  return client.Call(&Dossiers::ReceiveDossier, std::move(request));
}

absl::StatusOr<v1::Dossier> Performer::Call(const Action& action) {
  switch (action.verb) {
    case Verb::kRegister:
    case Verb::kReceive:
    case Verb::kServeNow:
      return StartOf(action);
    case Verb::kAccept:
      return Answer(action, &Dossiers::ReceiveDossier, v1::ReceiveDossierRequest());
    case Verb::kRefuse:
      return Answer(action, &Dossiers::RefuseDossier, v1::ReasonRequest());
    case Verb::kAssign: {
      v1::AssignDossierRequest request;
      request.set_officer(cast_.members()[cast_.Holder(action.unit, Post::kOfficer)].account);
      return Answer(action, &Dossiers::AssignDossier, request);
    }
    case Verb::kAdvance:
      return Answer(action, &Dossiers::AdvanceDossier, v1::StepRequest());
    case Verb::kRequestSupplement:
      return Answer(action, &Dossiers::RequestSupplement, v1::ReasonRequest());
    case Verb::kRequestPayment: {
      v1::PaymentRequest request;
      request.set_amount_vnd(kFeeVnd);
      return Answer(action, &Dossiers::RequestPayment, request);
    }
    case Verb::kApprove:
    case Verb::kReject: {
      v1::ResolveDossierRequest request;
      request.set_outcome(action.verb == Verb::kApprove ? v1::OUTCOME_APPROVED
                                                        : v1::OUTCOME_REJECTED);
      return Answer(action, &Dossiers::ResolveDossier, request);
    }
    case Verb::kDeliver: {
      v1::DeliverResultRequest request;
      request.set_shown_paper("receipt");
      return Answer(action, &Dossiers::DeliverResult, request);
    }
    case Verb::kWithdraw:
      return Answer(action, &Dossiers::WithdrawDossier, v1::ReasonRequest());
    case Verb::kVoid:
      return Answer(action, &Dossiers::VoidDossier, v1::ReasonRequest());
    case Verb::kCorrectPlace: {
      v1::CorrectDossierRequest request;
      request.set_place("units/" + action.other_unit);
      return Answer(action, &Dossiers::CorrectDossier, request);
    }
    case Verb::kOffer:
      return Answer(action, &Transfers::OfferTransfer, v1::OfferTransferRequest());
    case Verb::kTakeOver:
      return Answer(action, &Transfers::TakeOverTransfer, v1::AnswerTransferRequest());
    case Verb::kRecall:
      return Answer(action, &Transfers::RecallTransfer, v1::AnswerTransferRequest());
    case Verb::kDecline: {
      v1::DeclineTransferRequest request;
      request.set_suggested_unit("units/" + action.other_unit);
      return Answer(action, &Transfers::DeclineTransfer, request);
    }
  }
  return absl::InternalError("a verb without a call");
}

}  // namespace motcua::demo
