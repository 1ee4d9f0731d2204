#include "server/rpc/converters/transfer.h"

#include "common/base/hex.h"
#include "common/base/status_macros.h"
#include "server/rpc/converters/enums.h"
#include "server/rpc/converters/names.h"
#include "server/rpc/converters/time.h"

namespace motcua::rpc {
namespace {

using State = domain::TransferState;
static_assert(SameNumber(State::kNone, v1::TRANSFER_STATE_UNSPECIFIED));
static_assert(SameNumber(State::kOffered, v1::TRANSFER_STATE_OFFERED));
static_assert(SameNumber(State::kTakenOver, v1::TRANSFER_STATE_TAKEN_OVER));
static_assert(SameNumber(State::kDeclined, v1::TRANSFER_STATE_DECLINED));
static_assert(SameNumber(State::kRecalled, v1::TRANSFER_STATE_RECALLED));
static_assert(SameNumber(State::kExpired, v1::TRANSFER_STATE_EXPIRED));
static_assert(SameNumber(State::kExpired, v1::TransferState_MAX));

using Purpose = domain::TransferPurpose;
static_assert(SameNumber(Purpose::kNone, v1::TRANSFER_PURPOSE_UNSPECIFIED));
static_assert(SameNumber(Purpose::kDecision, v1::TRANSFER_PURPOSE_DECISION));
static_assert(SameNumber(Purpose::kResult, v1::TRANSFER_PURPOSE_RESULT));
static_assert(SameNumber(Purpose::kResult, v1::TransferPurpose_MAX));

void FillTransfer(const domain::DossierKey& key, const domain::Transfer& from, State state,
                  v1::Transfer* to) {
  to->set_name(TransferName(key, from.id));
  to->set_state(EnumToProto<v1::TransferState>(state));
  to->set_purpose(EnumToProto<v1::TransferPurpose>(from.purpose));
  to->set_from_unit(UnitName(from.from));
  to->set_to_unit(UnitName(from.to));
  *to->mutable_offer_time() = TimeToProto(from.offered_at);
  *to->mutable_due_time() = TimeToProto(from.due);
  if (from.answered_at) *to->mutable_answer_time() = TimeToProto(*from.answered_at);
  to->set_suggested_unit(UnitName(from.suggested));
  to->set_content_sha256(from.content_sha256);
}

}  // namespace

v1::Transfer TransferToProto(const app::TransferView& view) {
  v1::Transfer to;
  FillTransfer(view.key, view.transfer, view.transfer.state, &to);
  to.set_dossier_code(view.dossier_code);
  to.set_reason(view.reason);
  to.set_receipt_signature(ToHex(view.signature));
  to.set_procedure(ProcedureName(view.procedure));
  to.set_etag(EtagOf(view.dossier_version));
  to.set_masked_applicant(view.masked_name);
  return to;
}

v1::Transfer LatestTransferToProto(const app::DossierView& view) {
  const domain::Dossier& dossier = view.dossier;
  v1::Transfer to;
  FillTransfer(dossier.key, *dossier.transfer, domain::TransferStateAt(*dossier.transfer, view.now),
               &to);
  to.set_dossier_code(dossier.code);
  to.set_procedure(ProcedureName(dossier.procedure));
  to.set_etag(EtagOf(dossier.version));
  to.set_receipt_signature(ToHex(view.transfer_signature));
  to.set_masked_applicant(view.masked_name);
  return to;
}

v1::ListTransfersResponse TransferPageToProto(const app::TransferPage& page) {
  v1::ListTransfersResponse response;
  for (const app::TransferView& item : page.items) {
    *response.add_transfers() = TransferToProto(item);
  }
  response.set_next_page_token(page.next_page_token);
  return response;
}

absl::StatusOr<domain::OfferInput> OfferFromProto(const v1::OfferTransferRequest& request) {
  domain::OfferInput input;
  MOTCUA_ASSIGN_OR_RETURN(input.to, OptionalUnitIdFromProto("to_unit", request.to_unit()));
  input.reason = request.reason();
  return input;
}

absl::StatusOr<domain::DeclineInput> DeclineFromProto(const v1::DeclineTransferRequest& request) {
  domain::DeclineInput input;
  input.reason = request.reason();
  MOTCUA_ASSIGN_OR_RETURN(input.suggested,
                          OptionalUnitIdFromProto("suggested_unit", request.suggested_unit()));
  return input;
}

absl::StatusOr<Directions> DirectionsFromProto(v1::TransferDirection direction) {
  switch (direction) {
    case v1::TRANSFER_DIRECTION_UNSPECIFIED:
      return Directions{true, true};
    case v1::TRANSFER_DIRECTION_IN:
      return Directions{true, false};
    case v1::TRANSFER_DIRECTION_OUT:
      return Directions{false, true};
    default:
      return FieldInvalid("direction", "a value of motcua.v1.TransferDirection");
  }
}

}  // namespace motcua::rpc
