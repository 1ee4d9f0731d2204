// Working on a dossier: assigning, internal steps, deciding, handing out.
#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "server/domain/making.h"

namespace motcua::domain {
namespace {

absl::Status MissingRoleFor(const law::Step& step) {
  return MakeError(
      absl::StatusCode::kPermissionDenied, "ROLE_MISSING",
      "the account does not have the role for the step the dossier is at",
      {{"step", law::FormatStepKind(step.kind)}, {"step_role", law::FormatStepRole(step.role)}});
}

void GoTo(Making& m, const law::Step& step) {
  m.event.facts["from_step"] = std::to_string(m.after.step);
  m.event.facts["to_step"] = std::to_string(step.ordinal);
  m.event.facts["step_kind"] = law::FormatStepKind(step.kind);
  m.after.step = step.ordinal;
  m.after.step_since = m.now();
}

absl::Status Advance(Making& m, const law::ProcedureVersion& version, const law::Step& step) {
  if (step.kind == law::StepKind::kSign) return Refused("STEP_NEEDS_DECISION");
  if (step.kind == law::StepKind::kReturn) return Refused("STEP_NEEDS_DELIVERY");
  if (m.before.state == State::kResolved && step.kind != law::StepKind::kNumberAndSeal) {
    return Refused("DOSSIER_ALREADY_RESOLVED");
  }
  if (m.before.state != State::kResolved) MOTCUA_RETURN_IF_ERROR(NeedCompetentHolder(m.before));
  // The catalogue guarantees a return step at the end, so there is a next one.
  GoTo(m, version.steps[static_cast<size_t>(step.ordinal)]);
  return absl::OkStatus();
}

absl::Status SendBack(Making& m, const StepInput& input, const law::ProcedureVersion& version) {
  MOTCUA_RETURN_IF_ERROR(NeedCompetentHolder(m.before));
  MOTCUA_RETURN_IF_ERROR(CheckText("reason", input.reason, 2000, true));
  const int to = input.to_step == 0 ? m.before.step - 1 : input.to_step;
  if (input.to_step == 0 && to < 2) return Refused("STEP_NOT_REACHED");
  if (to < 2 || to >= m.before.step) {
    return FieldInvalid("to_step", "must be from 2 to the step before the present one");
  }
  GoTo(m, version.steps[static_cast<size_t>(to) - 1]);
  return absl::OkStatus();
}

}  // namespace

absl::Status DecideAssign(Making& m, const AssignInput& input) {
  MOTCUA_RETURN_IF_ERROR(RefuseWhilePending(m.before));
  MOTCUA_RETURN_IF_ERROR(NeedCompetentHolder(m.before));
  if (input.officer.empty()) return FieldInvalid("officer", "must name an account");
  MOTCUA_ASSIGN_OR_RETURN(const auto account, m.context.find_account(input.officer));
  if (!account || account->office != m.before.holder) {
    return MakeError(absl::StatusCode::kNotFound, "ACCOUNT_NOT_FOUND",
                     "officer: there is no such account in the office that answers for the dossier",
                     {{"field", "officer"}, {"account", input.officer}});
  }
  if (account->disabled || !Has(account->roles, Role::kOfficer)) {
    return FieldInvalid("officer", "must be an account in use with the role officer");
  }
  MOTCUA_ASSIGN_OR_RETURN(const law::ProcedureVersion* version,
                          VersionOf(m.before, m.context.world));
  m.after.officer = account->name;
  m.event.facts["officer"] = account->name;
  const law::Step* step = StepOf(m.before, *version);
  if (step != nullptr && step->kind == law::StepKind::kAssign) {
    GoTo(m, version->steps[static_cast<size_t>(step->ordinal)]);
  }
  return absl::OkStatus();
}

absl::Status DecideStep(Making& m, const StepInput& input) {
  MOTCUA_RETURN_IF_ERROR(RefuseWhilePending(m.before));
  MOTCUA_RETURN_IF_ERROR(CheckText("reason", input.reason, 2000, false));
  MOTCUA_ASSIGN_OR_RETURN(const law::ProcedureVersion* version,
                          VersionOf(m.before, m.context.world));
  const law::Step* step = StepOf(m.before, *version);
  if (step == nullptr) return Refused("STEP_NOT_REACHED");
  MOTCUA_RETURN_IF_ERROR(input.back ? SendBack(m, input, *version) : Advance(m, *version, *step));
  if (!MayDoStep(*step, m.context.actor.roles)) return MissingRoleFor(*step);
  m.event.reason = input.reason;
  return absl::OkStatus();
}

absl::Status DecideResolve(Making& m, const ResolveInput& input) {
  MOTCUA_RETURN_IF_ERROR(RefuseWhilePending(m.before));
  MOTCUA_RETURN_IF_ERROR(NeedCompetentHolder(m.before));
  MOTCUA_ASSIGN_OR_RETURN(const law::ProcedureVersion* version,
                          VersionOf(m.before, m.context.world));
  const law::Step* step = StepOf(m.before, *version);
  if (step == nullptr || step->kind != law::StepKind::kSign) return Refused("STEP_NOT_REACHED");
  if (input.outcome != Outcome::kApproved && input.outcome != Outcome::kRejected) {
    return FieldInvalid("outcome", "must be approved or rejected");
  }
  MOTCUA_RETURN_IF_ERROR(
      CheckText("reason", input.reason, 2000, input.outcome == Outcome::kRejected));
  MOTCUA_RETURN_IF_ERROR(CheckText("result_number", input.result_number, 60, false));

  Dossier& d = m.after;
  d.outcome = input.outcome;
  d.resolved_at = m.now();
  // On time is judged by what the slip promised (ngày hẹn trả).
  d.timeliness = m.now() > *d.promised_due               ? Timeliness::kLate
                 : LocalDay(*d.promised_due) > m.today() ? Timeliness::kEarly
                                                         : Timeliness::kOnTime;
  Close(d, State::kResolved, m.now());
  GoTo(m, version->steps[static_cast<size_t>(step->ordinal)]);
  m.event.facts["outcome"] = d.outcome == Outcome::kApproved ? "approved" : "rejected";
  if (!input.result_number.empty()) m.event.facts["result_number"] = input.result_number;
  m.event.reason = input.reason;
  if (d.returning == d.holder) return absl::OkStatus();
  return OpenTransfer(m, TransferPurpose::kResult, d.returning);
}

absl::Status DecideDeliver(Making& m, const DeliverInput& input) {
  MOTCUA_RETURN_IF_ERROR(RefuseWhilePending(m.before));
  if (m.before.holder != m.before.returning) return Refused("UNIT_NOT_RETURNING");
  const bool known = input.shown_paper == "receipt" || input.shown_paper == "identity_paper" ||
                     input.shown_paper == "authorisation" || input.shown_paper == "post";
  if (!known) {
    return FieldInvalid("shown_paper", "must be receipt, identity_paper, authorisation or post");
  }
  MOTCUA_RETURN_IF_ERROR(CheckText("recipient_name", input.recipient_name, 200, false));
  MOTCUA_RETURN_IF_ERROR(CheckText("authorisation", input.authorisation, 200, false));
  const bool other =
      !input.recipient_name.empty() &&
      FoldForCompare(input.recipient_name) != FoldForCompare(m.before.applicant.full_name);
  // Somebody else needs an authorisation (Decree 118/2025, Art. 6).
  if (other && input.authorisation.empty()) {
    return FieldInvalid("authorisation",
                        "is needed when somebody else than the applicant collects");
  }
  Dossier& d = m.after;
  d.delivered_at = m.now();
  d.step = 0;
  d.step_since.reset();
  m.event.facts["shown_paper"] = input.shown_paper;
  m.event.facts["recipient"] = other ? "proxy" : "applicant";
  m.event.private_facts["recipient_name"] =
      input.recipient_name.empty() ? d.applicant.full_name : input.recipient_name;
  if (!input.authorisation.empty()) m.event.private_facts["authorisation"] = input.authorisation;
  return absl::OkStatus();
}

}  // namespace motcua::domain
