#include "server/domain/making.h"

#include <map>
#include <utility>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "server/domain/codec.h"

namespace motcua::domain {
namespace {

// What each refusal says and what to do next.
const std::map<std::string_view, std::string_view>& Sentences() {
  static const auto* sentences = new std::map<std::string_view, std::string_view>{
      {"DOSSIER_NOT_RECEIVED", "the dossier is only registered online; receive or refuse it first"},
      {"DOSSIER_ALREADY_RECEIVED", "the dossier has already been received"},
      {"DOSSIER_NOT_IN_PROCESS", "the dossier is received but nobody works on it yet; assign it"},
      {"DOSSIER_NOT_PAUSED", "the clock of the dossier is not paused"},
      {"DOSSIER_NOT_CLOSED", "the dossier is still open; there is nothing to reopen"},
      {"DOSSIER_NOT_RESOLVED", "the dossier has not been resolved yet"},
      {"DOSSIER_WORK_STARTED",
       "work on the dossier has begun; stop it, or correct what may still be corrected"},
      {"DOSSIER_PAUSED", "the dossier waits for the applicant; resume it first"},
      {"DOSSIER_CLOSED", "the dossier is closed; a head may reopen it"},
      {"DOSSIER_REFUSED", "the dossier was refused at reception; receive a new one"},
      {"DOSSIER_ALREADY_RESOLVED", "the dossier has already been resolved"},
      {"DOSSIER_ALREADY_DELIVERED", "the result has already been handed out"},
      {"DOSSIER_VOIDED", "the dossier was a mistaken intake and has been voided"},
      {"STEP_NOT_REACHED", "the dossier has not reached the step for this"},
      {"STEP_NEEDS_DECISION", "the step is the signing; resolve the dossier instead"},
      {"STEP_NEEDS_DELIVERY", "the step is the return of the result; deliver it instead"},
      {"SUPPLEMENT_ALREADY_REQUESTED",
       "a supplement may be asked for only once at this stage; list everything in one request"},
      {"REAPPOINTED_ALREADY", "a new appointment may be given only once"},
      {"SERVE_NOW_NOT_ALLOWED", "this procedure is not served at once; receive the dossier"},
      {"TRANSFER_PENDING", "the dossier is offered to another unit; recall the offer first"},
      {"TRANSFER_ALREADY_OFFERED", "the dossier is already offered and waits for an answer"},
      {"TRANSFER_ALREADY_TAKEN_OVER", "the dossier has already been taken over"},
      {"TRANSFER_DECLINED", "the offer has been declined"},
      {"TRANSFER_RECALLED", "the offer has been taken back by the sender"},
      {"TRANSFER_EXPIRED", "the offer was not answered in time; the sender can offer it again"},
      {"TRANSFER_NOT_OFFERED", "no offer of this dossier waits for an answer"},
      {"TRANSFER_NOT_NEEDED", "the dossier is already where it belongs"},
      {"COMPETENT_UNIT_NOT_ALLOWED", "the competence rule does not allow that unit to decide"},
      {"UNIT_NOT_HOLDER", "another unit answers for the dossier now"},
      {"UNIT_NOT_COMPETENT", "only the competent unit may do this"},
      {"UNIT_NOT_RECEIVING", "only the receiving unit may do this"},
      {"UNIT_NOT_RETURNING", "the result has to be with the returning unit to be handed out"},
      {"UNIT_NOT_OFFERED", "the dossier is not offered to this unit"},
      {"ROLE_MISSING", "the account does not have the role for this"},
  };
  return *sentences;
}

std::string_view SentenceOf(std::string_view reason) {
  const auto it = Sentences().find(reason);
  return it == Sentences().end() ? reason : it->second;
}

law::PauseReason ToLaw(PauseReason reason) {
  switch (reason) {
    case PauseReason::kPayment:
      return law::PauseReason::kPayment;
    case PauseReason::kStopped:
      return law::PauseReason::kStopped;
    case PauseReason::kSupplement:
      break;
  }
  return law::PauseReason::kSupplement;
}

size_t CharacterCount(std::string_view text) {
  size_t n = 0;
  for (const char c : text) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return n;
}

}  // namespace

absl::Status Refused(std::string_view reason) {
  return MakeError(absl::StatusCode::kFailedPrecondition, reason, SentenceOf(reason));
}

absl::Status Denied(std::string_view reason) {
  return MakeError(absl::StatusCode::kPermissionDenied, reason, SentenceOf(reason));
}

absl::Status NotFound(std::string_view reason, std::string_view what) {
  return MakeError(absl::StatusCode::kNotFound, reason, what);
}

absl::Status CheckText(std::string_view field, std::string_view text, size_t most, bool required) {
  if (!IsValidUtf8(text)) return FieldInvalid(field, "must be valid UTF-8");
  const size_t n = CharacterCount(text);
  if (required && FoldForSearch(text).empty()) return FieldInvalid(field, "must not be empty");
  if (n > most) {
    return FieldInvalid(field, "must have at most " + std::to_string(most) + " characters");
  }
  return absl::OkStatus();
}

absl::StatusOr<const law::ProcedureVersion*> VersionOf(const Dossier& d, const World& world) {
  const law::ProcedureVersion* version = world.catalogue->Version(d.procedure, d.procedure_version);
  if (version == nullptr) {
    return MakeError(absl::StatusCode::kInternal, "PROCEDURE_VERSION_MISSING",
                     "the catalogue no longer holds the version of a dossier",
                     {{"procedure", d.procedure}});
  }
  return version;
}

absl::StatusOr<const law::Regulation*> RegulationOf(const Dossier& d) {
  return law::RegulationAt(LocalDay(d.received_at.value_or(d.created_at)));
}

const law::Step* StepOf(const Dossier& d, const law::ProcedureVersion& version) {
  if (d.step < 1 || static_cast<size_t>(d.step) > version.steps.size()) return nullptr;
  return &version.steps[static_cast<size_t>(d.step) - 1];
}

const law::Step* FirstStep(const law::ProcedureVersion& version, law::StepKind kind) {
  for (const law::Step& step : version.steps) {
    if (step.kind == kind) return &step;
  }
  return nullptr;
}

bool MayDoStep(const law::Step& step, RoleSet roles) {
  switch (step.role) {
    case law::StepRole::kReceivingClerk:
      return Has(roles, Role::kReceivingClerk);
    case law::StepRole::kDivisionHead:
    case law::StepRole::kLeader:
      return Has(roles, Role::kHead);
    case law::StepRole::kOfficer:
      return Has(roles, Role::kOfficer);
    case law::StepRole::kRecordsClerk:
      return Has(roles, Role::kReceivingClerk) || Has(roles, Role::kOfficer);
  }
  return false;
}

absl::Status UpdateLegalDue(Dossier& d, const World& world) {
  MOTCUA_ASSIGN_OR_RETURN(const law::Regulation* regulation, RegulationOf(d));
  const bool travels = d.competent != d.receiving;
  d.clock_start = law::LegalStart(*d.received_at, d.taken_over_at, travels, *regulation);
  MOTCUA_ASSIGN_OR_RETURN(law::TimeLimit limit, law::ParseTimeLimit(d.limit));
  law::ClockInput input{d.clock_start, limit, regulation->cut_off, {}, {}};
  for (const Pause& p : d.pauses) input.pauses.push_back({p.from, p.until, ToLaw(p.reason)});
  const auto calendar = world.calendars->ForUnit(d.competent);
  MOTCUA_ASSIGN_OR_RETURN(law::Due due, law::ComputeDue(input, *calendar));
  d.legal_due = due.due;
  return absl::OkStatus();
}

void BeginPause(Dossier& d, PauseReason reason, bool at_reception, Time now) {
  d.state_before_pause = d.state_before_pause == State::kNone ? d.state : d.state_before_pause;
  d.pauses.push_back({now, std::nullopt, reason, at_reception});
}

absl::Status MoveAppointment(Dossier& d, const Pause& pause, const World& world) {
  if (!d.promised_due || *d.promised_due <= pause.from) return absl::OkStatus();
  const auto calendar = world.calendars->ForUnit(d.competent);
  MOTCUA_ASSIGN_OR_RETURN(const law::TimeLimit limit, law::ParseTimeLimit(d.limit));
  if (limit.unit == law::TimeLimit::kCalendarDays) {
    MOTCUA_ASSIGN_OR_RETURN(
        d.promised_due, calendar->NextWorkingMoment(*d.promised_due + (*pause.until - pause.from)));
    return absl::OkStatus();
  }
  MOTCUA_ASSIGN_OR_RETURN(const auto took, calendar->WorkingTimeBetween(pause.from, *pause.until));
  MOTCUA_ASSIGN_OR_RETURN(d.promised_due, calendar->AddWorkingTime(*d.promised_due, took));
  return absl::OkStatus();
}

absl::Status EndPause(Dossier& d, const World& world, Time now) {
  d.state_before_pause = State::kNone;
  if (!d.IsPaused()) return absl::OkStatus();
  d.pauses.back().until = now;
  MOTCUA_RETURN_IF_ERROR(MoveAppointment(d, d.pauses.back(), world));
  return UpdateLegalDue(d, world);
}

absl::Status IssueReceipt(Making& m) {
  MOTCUA_ASSIGN_OR_RETURN(const law::Regulation* regulation, RegulationOf(m.after));
  m.after.receipts.push_back({static_cast<int>(m.after.receipts.size()) + 1, m.now(),
                              *m.after.promised_due, m.after.procedure, m.after.procedure_version,
                              regulation->id, m.context.actor.account});
  m.event.facts["receipt"] = std::to_string(m.after.receipts.size());
  m.event.facts["promised_due"] = FormatTime(*m.after.promised_due);
  return absl::OkStatus();
}

absl::Status OpenTransfer(Making& m, TransferPurpose purpose, const std::string& to) {
  MOTCUA_ASSIGN_OR_RETURN(const law::Regulation* regulation, RegulationOf(m.after));
  const auto calendar = m.context.world.calendars->ForUnit(to);
  MOTCUA_ASSIGN_OR_RETURN(Time due, law::TransferDue(m.now(), *regulation, *calendar));
  Transfer t;
  // An offer that expired is offered again as the same transfer; to another unit it is another.
  const bool again = HasPendingTransfer(m.after) && m.after.transfer->to == to &&
                     m.after.transfer->purpose == purpose;
  t.id = again ? m.after.transfer->id : m.context.new_ulid();
  t.state = TransferState::kOffered;
  t.purpose = purpose;
  t.from = m.after.holder;
  t.to = to;
  t.offered_at = m.now();
  t.due = due;
  m.after.transfer.reset();
  const Applicant& a = m.after.applicant;
  std::string content = m.after.key.ToString() + EncodePublic(m.after);
  for (const std::string* part : std::initializer_list<const std::string*>{
           &a.full_name, &a.identity_number, &a.phone, &a.address, &a.email, &m.after.subject}) {
    content += '\0' + *part;
  }
  t.content_sha256 = m.context.sha256_hex(content);
  m.event.facts["transfer"] = t.id.ToString();
  m.event.facts["to_unit"] = to;
  m.event.facts["content_sha256"] = t.content_sha256;
  m.after.transfer = std::move(t);
  return absl::OkStatus();
}

void Close(Dossier& d, State as, Time now) {
  d.closed_as = as;
  d.closed_by = d.holder;
  d.closed_at = now;
}

absl::Status RefuseWhilePending(const Dossier& d) {
  return HasPendingTransfer(d) ? Refused("TRANSFER_PENDING") : absl::OkStatus();
}

absl::Status NeedCompetentHolder(const Dossier& d) {
  return d.holder == d.competent ? absl::OkStatus() : Refused("UNIT_NOT_COMPETENT");
}

bool MayAskSupplement(const Dossier& d) {
  const auto regulation = RegulationOf(d);
  const int asked =
      d.state == State::kProcessing ? d.supplements_in_appraisal : d.supplements_at_reception;
  return regulation.ok() && asked < (*regulation)->most_supplements;
}

bool MayReappoint(const Dossier& d) {
  const auto regulation = RegulationOf(d);
  return regulation.ok() && d.reappointments < (*regulation)->most_reappointments;
}

bool IsUntouched(const Dossier& d) {
  return (d.state == State::kRegistered || d.state == State::kReceived) && d.officer.empty() &&
         d.holder == d.receiving && !d.taken_over_at && d.step <= 2;
}

}  // namespace motcua::domain
