// Dossiers as the API shows them. What a caller may not see is already absent from the view; here
// nothing is decided.
#ifndef MOTCUA_SERVER_RPC_CONVERTERS_DOSSIER_H_
#define MOTCUA_SERVER_RPC_CONVERTERS_DOSSIER_H_

#include <google/protobuf/repeated_ptr_field.h>

#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "motcua/v1/dossier.pb.h"
#include "motcua/v1/dossier_service.pb.h"
#include "motcua/v1/queue_service.pb.h"
#include "server/app/queries.h"
#include "server/domain/dossier.h"

namespace motcua::rpc {

v1::Dossier DossierToProto(const app::DossierView& view);
v1::DossierSummary DossierSummaryToProto(const app::DossierView& view);
v1::ListDossiersResponse DossierPageToProto(const app::DossierPage& page);
v1::Queue QueueToProto(const app::QueueView& view);

v1::Applicant ApplicantToProto(const domain::Applicant& applicant);
v1::DossierComponent ComponentToProto(const domain::Component& component);
// early, on_time, late; "" for none.
std::string_view TimelinessToProto(domain::Timeliness timeliness);
// Whole minutes until the appointment, rounded down, negative once it is past; 0 while paused, once
// closed and without an appointment.
int64_t MinutesLeft(const domain::Dossier& dossier, Time now);

// FIELD_INVALID with `field` in front of the path for a number outside its enum. An unspecified
// kind is a citizen.
absl::StatusOr<domain::Applicant> ApplicantFromProto(std::string_view field,
                                                     const v1::Applicant& applicant);
// At most 100, else FIELD_INVALID. No copies means one.
absl::StatusOr<std::vector<domain::Component>> ComponentsFromProto(
    std::string_view field,
    const google::protobuf::RepeatedPtrField<v1::DossierComponent>& components);
absl::StatusOr<domain::State> StateFromProto(std::string_view field, v1::DossierState state);
absl::StatusOr<domain::Channel> ChannelFromProto(std::string_view field, v1::Channel channel);
absl::StatusOr<domain::Boundary> BoundaryFromProto(std::string_view field, v1::Boundary boundary);
absl::StatusOr<domain::Outcome> OutcomeFromProto(std::string_view field, v1::Outcome outcome);

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_CONVERTERS_DOSSIER_H_
