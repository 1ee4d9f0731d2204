// Ends other than a result: refusing, withdrawing, stopping, voiding; and reopening.
#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "server/domain/making.h"

namespace motcua::domain {
namespace {

// An open pause lasts to the end; the offer, if any, is taken back with the dossier.
void EndAll(Making& m) {
  Dossier& d = m.after;
  if (d.IsPaused()) d.pauses.back().until = m.now();
  d.state_before_pause = State::kNone;
  if (!HasPendingTransfer(d)) return;
  d.transfer->state = TransferState::kRecalled;
  d.transfer->answered_at = m.now();
  m.event.facts["transfer"] = d.transfer->id.ToString();
}

}  // namespace

absl::Status DecideClosing(Making& m, const ReasonInput& input) {
  MOTCUA_RETURN_IF_ERROR(CheckText("reason", input.reason, 2000, true));
  m.event.reason = input.reason;
  Dossier& d = m.after;
  switch (input.command) {
    case Command::kRefuse:
      if (m.before.received_at) return Refused("DOSSIER_ALREADY_RECEIVED");
      break;
    case Command::kVoid:
      MOTCUA_RETURN_IF_ERROR(RefuseWhilePending(m.before));
      if (!IsUntouched(m.before)) return Refused("DOSSIER_WORK_STARTED");
      break;
    case Command::kStop:
      if (!m.before.received_at) return Refused("DOSSIER_NOT_RECEIVED");
      MOTCUA_RETURN_IF_ERROR(RefuseWhilePending(m.before));
      [[fallthrough]];
    default:
      if (d.received_at) Close(d, d.state, m.now());
  }
  EndAll(m);
  d.legal_due.reset();
  d.step = 0;
  d.step_since.reset();
  return absl::OkStatus();
}

absl::Status DecideReopen(Making& m, const ReasonInput& input) {
  MOTCUA_RETURN_IF_ERROR(CheckText("reason", input.reason, 2000, true));
  if (!m.before.received_at) return Refused("DOSSIER_NOT_RECEIVED");
  EndAll(m);
  Dossier& d = m.after;
  m.event.reason = input.reason;
  m.event.facts["reopened_from"] = std::string(StateName(m.before.state));
  // The clock stood still while it was closed; the promise on the slip stays as it was.
  d.pauses.push_back({*m.before.closed_at, m.now(), PauseReason::kStopped, false});
  d.closed_as = State::kNone;
  d.closed_at.reset();
  d.closed_by.clear();
  d.resolved_at.reset();
  d.delivered_at.reset();
  d.outcome = Outcome::kNone;
  d.timeliness = Timeliness::kNone;
  const bool reached = d.competent == d.receiving || d.taken_over_at.has_value();
  MOTCUA_ASSIGN_OR_RETURN(const law::ProcedureVersion* version, VersionOf(d, m.context.world));
  const law::Step* process = FirstStep(*version, law::StepKind::kProcess);
  if (reached) d.holder = d.competent;
  d.step = !reached ? 1 : process != nullptr ? process->ordinal : 2;
  d.step_since = m.now();
  return UpdateLegalDue(d, m.context.world);
}

}  // namespace motcua::domain
