// Custody: offering, taking over, declining, recalling. The holder changes in one place, TakeOver.
#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/law/competence.h"
#include "server/domain/making.h"

namespace motcua::domain {
namespace {

// The pending transfer, or the reason why none can be answered.
absl::Status NeedPending(const Dossier& d) {
  if (!d.transfer) return Refused("TRANSFER_NOT_OFFERED");
  switch (d.transfer->state) {
    case TransferState::kOffered:
      return absl::OkStatus();
    case TransferState::kTakenOver:
      return Refused("TRANSFER_ALREADY_TAKEN_OVER");
    case TransferState::kDeclined:
      return Refused("TRANSFER_DECLINED");
    case TransferState::kRecalled:
      return Refused("TRANSFER_RECALLED");
    default:
      return Refused("TRANSFER_NOT_OFFERED");
  }
}

void Answer(Making& m, TransferState state, const std::string& reason) {
  Transfer& t = *m.after.transfer;
  t.state = state;
  t.answered_at = m.now();
  m.event.facts["transfer"] = t.id.ToString();
  m.event.facts["from_unit"] = t.from;
  m.event.facts["to_unit"] = t.to;
  m.event.reason = reason;
}

struct Alternative {
  law::Boundary boundary = law::Boundary::kOwnCommune;
  bool chosen = false;  // not the default of the rule
};

// Another unit than the one found at receipt, as far as law leaves a choice.
absl::StatusOr<Alternative> CheckAlternative(const Making& m, const std::string& to) {
  const World& world = m.context.world;
  const Dossier& d = m.before;
  MOTCUA_ASSIGN_OR_RETURN(const law::ProcedureVersion* version, VersionOf(d, world));
  const Day day = LocalDay(*d.received_at);
  MOTCUA_ASSIGN_OR_RETURN(
      const law::Competence competence,
      law::FindCompetentUnit(*version, d.place, d.receiving, day, *world.units));
  if (!law::Allows(competence, to, day, *world.units)) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "COMPETENT_UNIT_NOT_ALLOWED",
                     "the competence rule does not allow that unit to decide; if the place of the "
                     "matter is wrong, correct the dossier",
                     {{"unit", to}, {"competent", competence.default_unit}});
  }
  MOTCUA_ASSIGN_OR_RETURN(const law::Boundary boundary,
                          law::CheckBoundary(*version, d.receiving, to, day, *world.units));
  return Alternative{boundary, to != competence.default_unit};
}

// Who takes over decides. Until then the sender's standing is as it was, so that a declined or
// recalled offer leaves nothing behind.
absl::Status ChangeCompetent(Making& m, const std::string& to) {
  MOTCUA_ASSIGN_OR_RETURN(const Alternative alternative, CheckAlternative(m, to));
  Dossier& d = m.after;
  d.boundary = static_cast<Boundary>(static_cast<int>(alternative.boundary) + 1);
  d.competent = to;
  d.competence_chosen = alternative.chosen;
  m.event.facts["competent_unit"] = to;
  return absl::OkStatus();
}

}  // namespace

absl::Status DecideOffer(Making& m, const OfferInput& input) {
  MOTCUA_RETURN_IF_ERROR(CheckText("reason", input.reason, 2000, false));
  const Dossier& d = m.before;
  if (HasPendingTransfer(d) && TransferStateAt(*d.transfer, m.now()) == TransferState::kOffered) {
    return Refused("TRANSFER_ALREADY_OFFERED");
  }
  m.event.reason = input.reason;
  if (d.state == State::kResolved) {
    if (!input.to.empty() && input.to != d.returning) {
      return FieldInvalid("to_unit", "a result goes to the returning unit");
    }
    if (d.holder == d.returning) return Refused("TRANSFER_NOT_NEEDED");
    return OpenTransfer(m, TransferPurpose::kResult, d.returning);
  }
  // One that expired is offered again to the same unit unless another is named.
  const std::string& usual = HasPendingTransfer(d) ? d.transfer->to : d.competent;
  const std::string& to = input.to.empty() ? usual : input.to;
  if (m.context.world.units->VersionAt(to, m.today()) == nullptr) {
    return MakeError(absl::StatusCode::kNotFound, "UNIT_NOT_FOUND",
                     "to_unit: there is no such unit on this day", {{"field", "to_unit"}});
  }
  if (to == d.holder) return Refused("TRANSFER_NOT_NEEDED");
  if (to != d.competent) MOTCUA_RETURN_IF_ERROR(CheckAlternative(m, to).status());
  return OpenTransfer(m, TransferPurpose::kDecision, to);
}

absl::Status DecideTakeOver(Making& m, const ReasonInput& input) {
  MOTCUA_RETURN_IF_ERROR(CheckText("reason", input.reason, 2000, false));
  MOTCUA_RETURN_IF_ERROR(NeedPending(m.before));
  if (TransferStateAt(*m.before.transfer, m.now()) == TransferState::kExpired) {
    return Refused("TRANSFER_EXPIRED");
  }
  Answer(m, TransferState::kTakenOver, input.reason);
  m.event.facts["content_sha256"] = m.before.transfer->content_sha256;
  Dossier& d = m.after;
  d.holder = d.transfer->to;
  d.officer.clear();
  d.step_since = m.now();
  if (d.transfer->purpose == TransferPurpose::kResult) {
    MOTCUA_ASSIGN_OR_RETURN(const law::ProcedureVersion* version, VersionOf(d, m.context.world));
    if (const law::Step* step = FirstStep(*version, law::StepKind::kReturn)) d.step = step->ordinal;
    return absl::OkStatus();
  }
  if (d.competent != d.holder) MOTCUA_RETURN_IF_ERROR(ChangeCompetent(m, d.holder));
  d.taken_over_at = m.now();
  d.step = 2;
  return UpdateLegalDue(d, m.context.world);
}

absl::Status DecideDecline(Making& m, const DeclineInput& input) {
  MOTCUA_RETURN_IF_ERROR(CheckText("reason", input.reason, 2000, true));
  MOTCUA_RETURN_IF_ERROR(NeedPending(m.before));
  if (!input.suggested.empty() &&
      m.context.world.units->VersionAt(input.suggested, m.today()) == nullptr) {
    return MakeError(absl::StatusCode::kNotFound, "UNIT_NOT_FOUND",
                     "suggested_unit: there is no such unit on this day",
                     {{"field", "suggested_unit"}});
  }
  Answer(m, TransferState::kDeclined, input.reason);
  m.after.transfer->suggested = input.suggested;
  if (!input.suggested.empty()) m.event.facts["suggested_unit"] = input.suggested;
  return absl::OkStatus();
}

absl::Status DecideRecall(Making& m, const ReasonInput& input) {
  MOTCUA_RETURN_IF_ERROR(CheckText("reason", input.reason, 2000, true));
  MOTCUA_RETURN_IF_ERROR(NeedPending(m.before));
  Answer(m, TransferState::kRecalled, input.reason);
  return absl::OkStatus();
}

}  // namespace motcua::domain
