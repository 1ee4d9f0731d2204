// Putting right what was taken in wrongly, and what cannot be kept.
#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "server/domain/making.h"

namespace motcua::domain {

absl::Status DecideCorrect(Making& m, const CorrectInput& input) {
  MOTCUA_RETURN_IF_ERROR(CheckText("reason", input.reason, 2000, true));
  MOTCUA_RETURN_IF_ERROR(CheckText("subject", input.subject, 1000, false));
  Dossier& d = m.after;
  const bool moves = (!input.procedure.empty() && input.procedure != m.before.procedure) ||
                     (!input.place.empty() && input.place != m.before.place);
  if (!moves && !input.applicant && input.subject.empty()) {
    return FieldInvalid("applicant", "something to correct must be given");
  }
  m.event.reason = input.reason;
  if (input.applicant) {
    MOTCUA_ASSIGN_OR_RETURN(d.applicant, CheckApplicant("applicant", *input.applicant, m.today()));
  }
  if (!input.subject.empty()) d.subject = input.subject;
  if (!moves) return d.received_at ? IssueReceipt(m) : absl::OkStatus();

  // Another procedure or place is another matter; once somebody works on it, it is too late.
  if (!IsUntouched(m.before)) return Refused("DOSSIER_WORK_STARTED");
  MOTCUA_RETURN_IF_ERROR(RefuseWhilePending(m.before));
  m.event.facts["former_procedure"] = m.before.procedure;
  const Day day = LocalDay(m.before.received_at.value_or(m.before.created_at));
  Draft draft;
  draft.procedure = input.procedure.empty() ? m.before.procedure : input.procedure;
  draft.place = input.place.empty() ? m.before.place : input.place;
  MOTCUA_RETURN_IF_ERROR(PlaceDossier(m, draft, day));
  MOTCUA_ASSIGN_OR_RETURN(const law::ProcedureVersion* version, VersionOf(d, m.context.world));
  if (d.procedure != m.before.procedure) {
    MOTCUA_ASSIGN_OR_RETURN(d.components, CheckComponents("components", {}, *version, true));
    d.fee_vnd =
        version->fee.kind == law::FeeKind::kFixed ? version->fee.amount_vnd * d.quantity : 0;
  }
  return d.received_at ? StartDossier(m, *d.received_at) : absl::OkStatus();
}

absl::Status DecideReappoint(Making& m, const ReappointInput& input) {
  MOTCUA_RETURN_IF_ERROR(CheckText("reason", input.reason, 2000, true));
  if (!MayReappoint(m.before)) return Refused("REAPPOINTED_ALREADY");
  Dossier& d = m.after;
  if (input.promised_due <= *d.promised_due || input.promised_due <= m.now()) {
    return FieldInvalid("promised_due", "must be later than the appointment so far and than now");
  }
  const auto calendar = m.context.world.calendars->ForUnit(d.competent);
  MOTCUA_ASSIGN_OR_RETURN(const bool working, calendar->IsWorkingDay(LocalDay(input.promised_due)));
  if (!working) return FieldInvalid("promised_due", "must be on a working day");
  ++d.reappointments;
  m.event.facts["former_promised_due"] = FormatTime(*d.promised_due);
  m.event.reason = input.reason;
  d.promised_due = input.promised_due;
  return IssueReceipt(m);
}

}  // namespace motcua::domain
