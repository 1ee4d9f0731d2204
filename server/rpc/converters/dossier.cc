#include "server/rpc/converters/dossier.h"

#include <chrono>
#include <string>

#include "common/base/status_macros.h"
#include "server/rpc/converters/enums.h"
#include "server/rpc/converters/names.h"
#include "server/rpc/converters/receipt.h"
#include "server/rpc/converters/time.h"
#include "server/rpc/converters/transfer.h"

namespace motcua::rpc {
namespace {

constexpr int kMostComponents = 100;

using State = domain::State;
static_assert(SameNumber(State::kNone, v1::DOSSIER_STATE_UNSPECIFIED));
static_assert(SameNumber(State::kRegistered, v1::DOSSIER_STATE_REGISTERED));
static_assert(SameNumber(State::kReceived, v1::DOSSIER_STATE_RECEIVED));
static_assert(SameNumber(State::kRefused, v1::DOSSIER_STATE_REFUSED));
static_assert(SameNumber(State::kProcessing, v1::DOSSIER_STATE_PROCESSING));
static_assert(SameNumber(State::kSupplementRequested, v1::DOSSIER_STATE_SUPPLEMENT_REQUESTED));
static_assert(SameNumber(State::kPaymentRequested, v1::DOSSIER_STATE_PAYMENT_REQUESTED));
static_assert(SameNumber(State::kWithdrawn, v1::DOSSIER_STATE_WITHDRAWN));
static_assert(SameNumber(State::kStopped, v1::DOSSIER_STATE_STOPPED));
static_assert(SameNumber(State::kResolved, v1::DOSSIER_STATE_RESOLVED));
static_assert(SameNumber(State::kResultDelivered, v1::DOSSIER_STATE_RESULT_DELIVERED));
static_assert(SameNumber(State::kVoided, v1::DOSSIER_STATE_VOIDED));
static_assert(domain::kStateCount == v1::DossierState_ARRAYSIZE);

using Channel = domain::Channel;
static_assert(SameNumber(Channel::kNone, v1::CHANNEL_UNSPECIFIED));
static_assert(SameNumber(Channel::kCounter, v1::CHANNEL_COUNTER));
static_assert(SameNumber(Channel::kOnline, v1::CHANNEL_ONLINE));
static_assert(SameNumber(Channel::kPost, v1::CHANNEL_POST));
static_assert(SameNumber(Channel::kPost, v1::Channel_MAX));

using Boundary = domain::Boundary;
static_assert(SameNumber(Boundary::kNone, v1::BOUNDARY_UNSPECIFIED));
static_assert(SameNumber(Boundary::kOwnCommune, v1::BOUNDARY_OWN_COMMUNE));
static_assert(SameNumber(Boundary::kOtherCommune, v1::BOUNDARY_OTHER_COMMUNE));
static_assert(SameNumber(Boundary::kOtherProvince, v1::BOUNDARY_OTHER_PROVINCE));
static_assert(SameNumber(Boundary::kOtherProvince, v1::Boundary_MAX));

using Outcome = domain::Outcome;
static_assert(SameNumber(Outcome::kNone, v1::OUTCOME_UNSPECIFIED));
static_assert(SameNumber(Outcome::kApproved, v1::OUTCOME_APPROVED));
static_assert(SameNumber(Outcome::kRejected, v1::OUTCOME_REJECTED));
static_assert(SameNumber(Outcome::kRejected, v1::Outcome_MAX));

using Kind = domain::ApplicantKind;
static_assert(SameNumber(Kind::kNone, v1::APPLICANT_KIND_UNSPECIFIED));
static_assert(SameNumber(Kind::kCitizen, v1::APPLICANT_KIND_CITIZEN));
static_assert(SameNumber(Kind::kEnterprise, v1::APPLICANT_KIND_ENTERPRISE));
static_assert(SameNumber(Kind::kAgency, v1::APPLICANT_KIND_AGENCY));
static_assert(SameNumber(Kind::kOther, v1::APPLICANT_KIND_OTHER));
static_assert(SameNumber(Kind::kOther, v1::ApplicantKind_MAX));

// The fields that a dossier and a line of a list share.
template <typename Message>
void FillOutline(const app::DossierView& view, Message* to) {
  const domain::Dossier& from = view.dossier;
  to->set_name(DossierName(from.key));
  to->set_code(from.code);
  to->set_state(EnumToProto<v1::DossierState>(from.state));
  to->set_etag(EtagOf(from.version));
  to->set_procedure(ProcedureName(from.procedure));
  to->set_procedure_name(view.procedure_name);
  to->set_channel(EnumToProto<v1::Channel>(from.channel));
  to->set_boundary(EnumToProto<v1::Boundary>(from.boundary));
  to->set_receiving_unit(UnitName(from.receiving));
  to->set_competent_unit(UnitName(from.competent));
  to->set_holder_unit(UnitName(from.holder));
  to->set_officer(AccountName(from.officer));
  to->set_masked_applicant(view.masked_name);
  to->set_step(from.step);
  to->set_step_kind(view.step_kind);
  if (from.received_at) *to->mutable_receive_time() = TimeToProto(*from.received_at);
  if (from.promised_due) *to->mutable_promised_due() = TimeToProto(*from.promised_due);
  if (from.legal_due) *to->mutable_legal_due() = TimeToProto(*from.legal_due);
  to->set_paused(from.IsPaused());
  for (const domain::Command command : view.permitted) {
    to->add_permitted_commands(std::string(domain::CommandName(command)));
  }
}

void FillContents(const app::DossierView& view, v1::Dossier* to) {
  const domain::Dossier& from = view.dossier;
  to->set_contents_shown(true);
  *to->mutable_applicant() = ApplicantToProto(from.applicant);
  to->set_subject(from.subject);
  for (const domain::Component& component : from.components) {
    *to->add_components() = ComponentToProto(component);
  }
  to->set_supplement_request(from.supplement_text);
  if (view.receipt) *to->mutable_receipt() = ReceiptToProto(*view.receipt);
}

}  // namespace

std::string_view TimelinessToProto(domain::Timeliness timeliness) {
  switch (timeliness) {
    case domain::Timeliness::kEarly:
      return "early";
    case domain::Timeliness::kOnTime:
      return "on_time";
    case domain::Timeliness::kLate:
      return "late";
    case domain::Timeliness::kNone:
      break;
  }
  return {};
}

int64_t MinutesLeft(const domain::Dossier& dossier, Time now) {
  if (!dossier.promised_due || dossier.IsPaused() || !domain::IsOpen(dossier)) return 0;
  return std::chrono::floor<std::chrono::minutes>(*dossier.promised_due - now).count();
}

v1::Applicant ApplicantToProto(const domain::Applicant& applicant) {
  v1::Applicant to;
  to.set_kind(EnumToProto<v1::ApplicantKind>(applicant.kind));
  to.set_full_name(applicant.full_name);
  to.set_identity_number(applicant.identity_number);
  to.set_phone(applicant.phone);
  to.set_address(applicant.address);
  to.set_email(applicant.email);
  return to;
}

v1::DossierComponent ComponentToProto(const domain::Component& component) {
  v1::DossierComponent to;
  to.set_ordinal(component.ordinal);
  to.set_display_name(component.name);
  to.set_copies(component.copies);
  to.set_document_sha256(component.document_sha256);
  return to;
}

v1::Dossier DossierToProto(const app::DossierView& view) {
  const domain::Dossier& from = view.dossier;
  v1::Dossier to;
  FillOutline(view, &to);
  to.set_procedure_version(from.procedure_version);
  to.set_place(UnitName(from.place));
  to.set_returning_unit(UnitName(from.returning));
  *to.mutable_create_time() = TimeToProto(from.created_at);
  if (from.resolved_at) *to.mutable_resolve_time() = TimeToProto(*from.resolved_at);
  if (from.delivered_at) *to.mutable_deliver_time() = TimeToProto(*from.delivered_at);
  to.set_outcome(EnumToProto<v1::Outcome>(from.outcome));
  to.set_timeliness(std::string(TimelinessToProto(from.timeliness)));
  if (from.transfer) *to.mutable_transfer() = LatestTransferToProto(view);
  to.set_fee_vnd(from.fee_vnd);
  to.set_paid_vnd(from.paid_vnd);
  to.set_quantity(from.quantity);
  *to.mutable_update_time() = TimeToProto(from.updated_at);
  to.set_competence_rule(from.competence_rule);
  to.set_competence_chosen(from.competence_chosen);
  if (view.view == domain::View::kContents) FillContents(view, &to);
  return to;
}

v1::DossierSummary DossierSummaryToProto(const app::DossierView& view) {
  v1::DossierSummary to;
  FillOutline(view, &to);
  to.set_minutes_left(MinutesLeft(view.dossier, view.now));
  if (domain::HasPendingTransfer(view.dossier)) {
    *to.mutable_pending_transfer() = LatestTransferToProto(view);
  }
  return to;
}

v1::ListDossiersResponse DossierPageToProto(const app::DossierPage& page) {
  v1::ListDossiersResponse response;
  for (const app::DossierView& item : page.items) {
    *response.add_dossiers() = DossierSummaryToProto(item);
  }
  response.set_next_page_token(page.next_page_token);
  return response;
}

v1::Queue QueueToProto(const app::QueueView& view) {
  v1::Queue response;
  for (const app::DossierView& item : view.items) {
    *response.add_dossiers() = DossierSummaryToProto(item);
  }
  const auto lane = [&](storage::Lane l) { return view.counts.by_lane[static_cast<size_t>(l)]; };
  v1::QueueCounters& counters = *response.mutable_counters();
  counters.set_held(lane(storage::Lane::kAll));
  counters.set_to_accept(lane(storage::Lane::kToAccept));
  counters.set_in_work(lane(storage::Lane::kInWork));
  counters.set_paused(lane(storage::Lane::kPaused));
  counters.set_handing_over(lane(storage::Lane::kHandingOver));
  counters.set_to_deliver(lane(storage::Lane::kToDeliver));
  counters.set_overdue(view.counts.overdue);
  counters.set_due_today(view.counts.due_today);
  counters.set_offered_in(view.counts.offered_in);
  for (const app::TransferView& offer : view.offers_in) {
    *response.add_offers_in() = TransferToProto(offer);
  }
  response.set_next_page_token(view.next_page_token);
  return response;
}

absl::StatusOr<domain::Applicant> ApplicantFromProto(std::string_view field,
                                                     const v1::Applicant& applicant) {
  domain::Applicant to;
  MOTCUA_ASSIGN_OR_RETURN(to.kind,
                          EnumFromProto<Kind>(std::string(field) + ".kind", applicant.kind()));
  if (to.kind == Kind::kNone) to.kind = Kind::kCitizen;
  to.full_name = applicant.full_name();
  to.identity_number = applicant.identity_number();
  to.phone = applicant.phone();
  to.address = applicant.address();
  to.email = applicant.email();
  return to;
}

absl::StatusOr<std::vector<domain::Component>> ComponentsFromProto(
    std::string_view field,
    const google::protobuf::RepeatedPtrField<v1::DossierComponent>& components) {
  if (components.size() > kMostComponents) return FieldInvalid(field, "at most 100 papers");
  std::vector<domain::Component> to;
  to.reserve(static_cast<size_t>(components.size()));
  for (const v1::DossierComponent& component : components) {
    to.push_back({component.ordinal(), component.display_name(),
                  component.copies() == 0 ? 1 : component.copies(), component.document_sha256()});
  }
  return to;
}

absl::StatusOr<State> StateFromProto(std::string_view field, v1::DossierState state) {
  return EnumFromProto<State>(field, state);
}

absl::StatusOr<Channel> ChannelFromProto(std::string_view field, v1::Channel channel) {
  return EnumFromProto<Channel>(field, channel);
}

absl::StatusOr<Boundary> BoundaryFromProto(std::string_view field, v1::Boundary boundary) {
  return EnumFromProto<Boundary>(field, boundary);
}

absl::StatusOr<Outcome> OutcomeFromProto(std::string_view field, v1::Outcome outcome) {
  return EnumFromProto<Outcome>(field, outcome);
}

}  // namespace motcua::rpc
