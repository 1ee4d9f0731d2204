// What each command of DossierService is given, and what its lists are asked for.
//
// FIELD_INVALID with the path in the request for malformed names, days and times, and numbers
// outside their enum. Lengths and rules are the domain's business (server/domain/decide.h).
#ifndef MOTCUA_SERVER_RPC_CONVERTERS_DOSSIER_REQUESTS_H_
#define MOTCUA_SERVER_RPC_CONVERTERS_DOSSIER_REQUESTS_H_

#include "absl/status/statusor.h"
#include "motcua/v1/dossier_service.pb.h"
#include "motcua/v1/queue_service.pb.h"
#include "server/app/queries.h"
#include "server/domain/inputs.h"
#include "server/storage/records.h"

namespace motcua::rpc {

absl::StatusOr<domain::Draft> DraftFromProto(const v1::DossierDraft& draft);

absl::StatusOr<domain::RegisterInput> RegisterFromProto(const v1::RegisterDossierRequest& request);
absl::StatusOr<domain::ReceiveInput> ReceiveFromProto(const v1::ReceiveDossierRequest& request);
absl::StatusOr<domain::ServeNowInput> ServeNowFromProto(const v1::ServeNowRequest& request);
absl::StatusOr<domain::AssignInput> AssignFromProto(const v1::AssignDossierRequest& request);
absl::StatusOr<domain::ResumeInput> ResumeFromProto(const v1::ResumeDossierRequest& request);
absl::StatusOr<domain::ResolveInput> ResolveFromProto(const v1::ResolveDossierRequest& request);
absl::StatusOr<domain::CorrectInput> CorrectFromProto(const v1::CorrectDossierRequest& request);
absl::StatusOr<domain::ReappointInput> ReappointFromProto(
    const v1::ReappointDossierRequest& request);
domain::StepInput StepFromProto(const v1::StepRequest& request, bool back);
domain::PaymentInput PaymentFromProto(const v1::PaymentRequest& request, bool paid);
domain::DeliverInput DeliverFromProto(const v1::DeliverResultRequest& request);

// `now`: what counts as overdue.
absl::StatusOr<storage::DossierFilter> DossierFilterFromProto(
    const v1::ListDossiersRequest& request, Time now);
absl::StatusOr<app::FindQuery> FindQueryFromProto(const v1::FindDossiersRequest& request);
absl::StatusOr<storage::QueueFilter> QueueFilterFromProto(const v1::GetQueueRequest& request);

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_CONVERTERS_DOSSIER_REQUESTS_H_
