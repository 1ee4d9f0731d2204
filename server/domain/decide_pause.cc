// What waits for the applicant: supplement requests and payments.
#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "server/domain/making.h"

namespace motcua::domain {
namespace {

absl::Status GoOn(Making& m) {
  m.after.state = m.before.state_before_pause;
  const std::optional<Time> promised = m.before.promised_due;
  MOTCUA_RETURN_IF_ERROR(EndPause(m.after, m.context.world, m.now()));
  // A new date needs a new slip.
  return m.after.promised_due != promised ? IssueReceipt(m) : absl::OkStatus();
}

}  // namespace

absl::Status DecideRequestSupplement(Making& m, const ReasonInput& input) {
  MOTCUA_RETURN_IF_ERROR(RefuseWhilePending(m.before));
  MOTCUA_RETURN_IF_ERROR(CheckText("reason", input.reason, 2000, true));
  if (!MayAskSupplement(m.before)) return Refused("SUPPLEMENT_ALREADY_REQUESTED");
  Dossier& d = m.after;
  // Once at reception (Decree 118/2025, Art. 11; Decree 309/2026, Art. 17(2)); a request in
  // appraisal is another matter and counted apart.
  const bool at_reception = m.before.state != State::kProcessing;
  ++(at_reception ? d.supplements_at_reception : d.supplements_in_appraisal);
  d.state_before_pause = m.before.state;
  d.supplement_text = input.reason;
  m.event.reason = input.reason;
  m.event.facts["stage"] = at_reception ? "reception" : "appraisal";
  if (!d.received_at) return absl::OkStatus();
  BeginPause(d, PauseReason::kSupplement, at_reception, m.now());
  return UpdateLegalDue(d, m.context.world);
}

absl::Status DecideResume(Making& m, const ResumeInput& input) {
  MOTCUA_RETURN_IF_ERROR(CheckText("reason", input.reason, 2000, false));
  MOTCUA_ASSIGN_OR_RETURN(const law::ProcedureVersion* version,
                          VersionOf(m.before, m.context.world));
  MOTCUA_ASSIGN_OR_RETURN(const std::vector<Component> more,
                          CheckComponents("components", input.components, *version, false));
  m.after.components.insert(m.after.components.end(), more.begin(), more.end());
  m.event.reason = input.reason;
  if (m.before.received_at) return GoOn(m);
  m.after.state_before_pause = State::kNone;
  return absl::OkStatus();
}

absl::Status DecidePayment(Making& m, const PaymentInput& input) {
  if (input.amount_vnd <= 0 || input.amount_vnd > kMostVnd) {
    return FieldInvalid("amount_vnd", "must be more than 0");
  }
  MOTCUA_RETURN_IF_ERROR(CheckText("reference", input.reference, 60, false));
  MOTCUA_RETURN_IF_ERROR(CheckText("reason", input.reason, 2000, false));
  Dossier& d = m.after;
  m.event.facts["amount_vnd"] = std::to_string(input.amount_vnd);
  if (!input.reference.empty()) m.event.facts["reference"] = input.reference;
  m.event.reason = input.reason;
  if (!input.paid) {
    MOTCUA_RETURN_IF_ERROR(RefuseWhilePending(m.before));
    d.asked_vnd += input.amount_vnd;
    d.state_before_pause = m.before.state;
    BeginPause(d, PauseReason::kPayment, false, m.now());
    return UpdateLegalDue(d, m.context.world);
  }
  d.paid_vnd += input.amount_vnd;
  if (m.before.state != State::kPaymentRequested || d.paid_vnd < d.asked_vnd) {
    return absl::OkStatus();
  }
  return GoOn(m);
}

}  // namespace motcua::domain
