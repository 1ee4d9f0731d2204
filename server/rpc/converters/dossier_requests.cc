#include "server/rpc/converters/dossier_requests.h"

#include "common/base/status_macros.h"
#include "server/rpc/converters/dossier.h"
#include "server/rpc/converters/enums.h"
#include "server/rpc/converters/names.h"
#include "server/rpc/converters/time.h"

namespace motcua::rpc {
namespace {

using Lane = storage::Lane;
static_assert(SameNumber(Lane::kAll, v1::QUEUE_LANE_UNSPECIFIED));
static_assert(SameNumber(Lane::kToAccept, v1::QUEUE_LANE_TO_ACCEPT));
static_assert(SameNumber(Lane::kInWork, v1::QUEUE_LANE_IN_WORK));
static_assert(SameNumber(Lane::kPaused, v1::QUEUE_LANE_PAUSED));
static_assert(SameNumber(Lane::kHandingOver, v1::QUEUE_LANE_HANDING_OVER));
static_assert(SameNumber(Lane::kToDeliver, v1::QUEUE_LANE_TO_DELIVER));
static_assert(SameNumber(Lane::kToDeliver, v1::QueueLane_MAX));

}  // namespace

absl::StatusOr<domain::Draft> DraftFromProto(const v1::DossierDraft& draft) {
  domain::Draft to;
  MOTCUA_ASSIGN_OR_RETURN(to.procedure,
                          ProcedureCodeFromProto("draft.procedure", draft.procedure()));
  MOTCUA_ASSIGN_OR_RETURN(to.place, OptionalUnitIdFromProto("draft.place", draft.place()));
  MOTCUA_ASSIGN_OR_RETURN(to.receiving,
                          OptionalUnitIdFromProto("draft.receiving_unit", draft.receiving_unit()));
  MOTCUA_ASSIGN_OR_RETURN(to.returning,
                          OptionalUnitIdFromProto("draft.returning_unit", draft.returning_unit()));
  MOTCUA_ASSIGN_OR_RETURN(to.competent,
                          OptionalUnitIdFromProto("draft.competent_unit", draft.competent_unit()));
  MOTCUA_ASSIGN_OR_RETURN(to.applicant, ApplicantFromProto("draft.applicant", draft.applicant()));
  to.subject = draft.subject();
  MOTCUA_ASSIGN_OR_RETURN(to.components,
                          ComponentsFromProto("draft.components", draft.components()));
  to.quantity = draft.quantity() == 0 ? 1 : draft.quantity();
  return to;
}

absl::StatusOr<domain::RegisterInput> RegisterFromProto(const v1::RegisterDossierRequest& request) {
  domain::RegisterInput input;
  MOTCUA_ASSIGN_OR_RETURN(input.draft, DraftFromProto(request.draft()));
  return input;
}

absl::StatusOr<domain::ReceiveInput> ReceiveFromProto(const v1::ReceiveDossierRequest& request) {
  domain::ReceiveInput input;
  if (request.has_draft()) {
    MOTCUA_ASSIGN_OR_RETURN(input.draft, DraftFromProto(request.draft()));
  }
  MOTCUA_ASSIGN_OR_RETURN(input.channel, ChannelFromProto("channel", request.channel()));
  return input;
}

absl::StatusOr<domain::ServeNowInput> ServeNowFromProto(const v1::ServeNowRequest& request) {
  domain::ServeNowInput input;
  MOTCUA_ASSIGN_OR_RETURN(input.draft, DraftFromProto(request.draft()));
  MOTCUA_ASSIGN_OR_RETURN(input.signer, OptionalAccountFromProto("signer", request.signer()));
  input.paid_vnd = request.paid_vnd();
  return input;
}

absl::StatusOr<domain::AssignInput> AssignFromProto(const v1::AssignDossierRequest& request) {
  domain::AssignInput input;
  MOTCUA_ASSIGN_OR_RETURN(input.officer, AccountFromProto("officer", request.officer()));
  return input;
}

absl::StatusOr<domain::ResumeInput> ResumeFromProto(const v1::ResumeDossierRequest& request) {
  domain::ResumeInput input;
  MOTCUA_ASSIGN_OR_RETURN(input.components,
                          ComponentsFromProto("components", request.components()));
  input.reason = request.reason();
  return input;
}

absl::StatusOr<domain::ResolveInput> ResolveFromProto(const v1::ResolveDossierRequest& request) {
  domain::ResolveInput input;
  MOTCUA_ASSIGN_OR_RETURN(input.outcome, OutcomeFromProto("outcome", request.outcome()));
  input.result_number = request.result_number();
  input.reason = request.reason();
  return input;
}

absl::StatusOr<domain::CorrectInput> CorrectFromProto(const v1::CorrectDossierRequest& request) {
  domain::CorrectInput input;
  input.reason = request.reason();
  if (request.has_applicant()) {
    MOTCUA_ASSIGN_OR_RETURN(input.applicant, ApplicantFromProto("applicant", request.applicant()));
  }
  MOTCUA_ASSIGN_OR_RETURN(input.procedure,
                          OptionalProcedureCodeFromProto("procedure", request.procedure()));
  MOTCUA_ASSIGN_OR_RETURN(input.place, OptionalUnitIdFromProto("place", request.place()));
  input.subject = request.subject();
  return input;
}

absl::StatusOr<domain::ReappointInput> ReappointFromProto(
    const v1::ReappointDossierRequest& request) {
  if (!request.has_promised_due()) return FieldInvalid("promised_due", "the new appointment");
  domain::ReappointInput input;
  input.reason = request.reason();
  MOTCUA_ASSIGN_OR_RETURN(input.promised_due,
                          TimeFromProto("promised_due", request.promised_due()));
  return input;
}

domain::StepInput StepFromProto(const v1::StepRequest& request, bool back) {
  return {back, back ? request.to_step() : 0, request.reason()};
}

domain::PaymentInput PaymentFromProto(const v1::PaymentRequest& request, bool paid) {
  return {paid, request.amount_vnd(), request.reference(), request.reason()};
}

domain::DeliverInput DeliverFromProto(const v1::DeliverResultRequest& request) {
  return {request.recipient_name(), request.shown_paper(), request.authorisation()};
}

absl::StatusOr<storage::DossierFilter> DossierFilterFromProto(
    const v1::ListDossiersRequest& request, Time now) {
  storage::DossierFilter filter;
  MOTCUA_ASSIGN_OR_RETURN(filter.unit, OptionalUnitIdFromProto("unit", request.unit()));
  MOTCUA_ASSIGN_OR_RETURN(filter.state, StateFromProto("state", request.state()));
  MOTCUA_ASSIGN_OR_RETURN(filter.procedure,
                          OptionalProcedureCodeFromProto("procedure", request.procedure()));
  MOTCUA_ASSIGN_OR_RETURN(filter.from, OptionalDayFromProto("from_day", request.from_day()));
  MOTCUA_ASSIGN_OR_RETURN(filter.until, OptionalDayFromProto("until_day", request.until_day()));
  if (request.overdue()) filter.overdue_at = now;
  return filter;
}

absl::StatusOr<app::FindQuery> FindQueryFromProto(const v1::FindDossiersRequest& request) {
  app::FindQuery query{request.code(),  request.identity_number(),
                       request.phone(), request.applicant_name(),
                       std::nullopt,    std::nullopt};
  MOTCUA_ASSIGN_OR_RETURN(query.from, OptionalDayFromProto("from_day", request.from_day()));
  MOTCUA_ASSIGN_OR_RETURN(query.until, OptionalDayFromProto("until_day", request.until_day()));
  return query;
}

absl::StatusOr<storage::QueueFilter> QueueFilterFromProto(const v1::GetQueueRequest& request) {
  storage::QueueFilter filter;
  MOTCUA_ASSIGN_OR_RETURN(filter.unit, OptionalUnitIdFromProto("unit", request.unit()));
  MOTCUA_ASSIGN_OR_RETURN(filter.lane, EnumFromProto<Lane>("lane", request.lane()));
  MOTCUA_ASSIGN_OR_RETURN(filter.officer, OptionalAccountFromProto("officer", request.officer()));
  return filter;
}

}  // namespace motcua::rpc
