// Registering, receiving and serving at once.
#include <algorithm>
#include <set>
#include <utility>

#include "common/base/error.h"
#include "common/base/hex.h"
#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "common/law/codes.h"
#include "common/law/competence.h"
#include "server/domain/making.h"

namespace motcua::domain {
namespace {

constexpr int kMostCopies = 1000;

std::string PathIn(std::string_view field, std::string_view name) {
  return std::string(field) + "." + std::string(name);
}

absl::Status CheckUnit(std::string_view field, const std::string& unit, const World& world,
                       Day day) {
  if (world.units->VersionAt(unit, day) != nullptr && world.units->OfficeOf(unit) == unit &&
      unit != world.units->Nation().id) {
    return absl::OkStatus();
  }
  if (world.units->Find(unit) == nullptr) {
    return MakeError(absl::StatusCode::kNotFound, "UNIT_NOT_FOUND",
                     std::string(field) + ": there is no such unit",
                     {{"field", std::string(field)}, {"unit", unit}});
  }
  return FieldInvalid(field, "must be an office that exists on this day");
}

// The field of the place as the caller knows it.
absl::Status NamePlace(const absl::Status& status, bool in_draft) {
  if (ErrorReason(status) != "FIELD_INVALID") return status;
  return FieldInvalid(in_draft ? "draft.place" : "place", GetErrorValues(status)["expected"]);
}

// The dossier code, taken when all else is right.
absl::Status GiveCode(Making& m) {
  MOTCUA_ASSIGN_OR_RETURN(const law::Regulation* regulation, RegulationOf(m.after));
  const units::UnitVersion* unit = m.context.world.units->VersionAt(m.after.receiving, m.today());
  MOTCUA_ASSIGN_OR_RETURN(const int64_t serial,
                          m.context.next_serial(m.after.receiving, m.today()));
  MOTCUA_ASSIGN_OR_RETURN(
      m.after.code, law::FormatDossierCode(regulation->codes, {unit->org_code, m.today(), serial}));
  m.event.facts["code"] = m.after.code;
  return absl::OkStatus();
}

absl::Status NewDossier(Making& m, const Draft& draft, Channel channel) {
  Dossier& d = m.after;
  d.receiving = draft.receiving.empty() ? m.context.actor.office : draft.receiving;
  MOTCUA_RETURN_IF_ERROR(
      CheckUnit("draft.receiving_unit", d.receiving, m.context.world, m.today()));
  if (d.receiving != m.context.actor.office) return Denied("UNIT_NOT_RECEIVING");
  d.returning = draft.returning.empty() ? d.receiving : draft.returning;
  MOTCUA_RETURN_IF_ERROR(
      CheckUnit("draft.returning_unit", d.returning, m.context.world, m.today()));
  MOTCUA_RETURN_IF_ERROR(PlaceDossier(m, draft, m.today()));
  MOTCUA_ASSIGN_OR_RETURN(d.applicant,
                          CheckApplicant("draft.applicant", draft.applicant, m.today()));
  MOTCUA_RETURN_IF_ERROR(CheckText("draft.subject", draft.subject, 1000, false));
  d.subject = draft.subject;
  MOTCUA_ASSIGN_OR_RETURN(const law::ProcedureVersion* version, VersionOf(d, m.context.world));
  MOTCUA_ASSIGN_OR_RETURN(d.components,
                          CheckComponents("draft.components", draft.components, *version, true));
  if (draft.quantity < 0 || draft.quantity > kMostCopies) {
    return FieldInvalid("draft.quantity", "must be from 1 to 1,000");
  }
  d.quantity = std::max(draft.quantity, 1);
  if (version->fee.kind == law::FeeKind::kFixed) d.fee_vnd = version->fee.amount_vnd * d.quantity;
  d.channel = channel;
  d.holder = d.receiving;
  d.created_at = m.now();
  d.key = {d.receiving, m.context.new_ulid()};
  m.event.facts["procedure"] = d.procedure;
  return absl::OkStatus();
}

// A head of this office, by name; "" stands for the actor.
absl::Status CheckSigner(Making& m, const std::string& name) {
  std::string signer = name;
  if (name.empty() || name == m.context.actor.account) {
    if (!Has(m.context.actor.roles, Role::kHead)) {
      return FieldInvalid("signer", "must name the head who signed, since you are none");
    }
    signer = m.context.actor.account;
  } else {
    MOTCUA_ASSIGN_OR_RETURN(const auto account, m.context.find_account(name));
    if (!account || account->disabled || account->office != m.context.actor.office ||
        !Has(account->roles, Role::kHead)) {
      return FieldInvalid("signer", "must be the account of a head of this office");
    }
  }
  m.event.facts["signer"] = signer;
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Applicant> CheckApplicant(std::string_view field, const Applicant& applicant,
                                         Day today) {
  Applicant a = applicant;
  if (a.kind == ApplicantKind::kNone) a.kind = ApplicantKind::kCitizen;
  MOTCUA_RETURN_IF_ERROR(CheckText(PathIn(field, "full_name"), a.full_name, 200, true));
  a.full_name = Nfc(a.full_name);
  MOTCUA_RETURN_IF_ERROR(CheckText(PathIn(field, "address"), a.address, 300, false));
  MOTCUA_RETURN_IF_ERROR(CheckText(PathIn(field, "email"), a.email, 254, false));
  if (!a.email.empty() && (a.email.find('@') == std::string::npos || a.email.front() == '@' ||
                           a.email.back() == '@' || a.email.find(' ') != std::string::npos)) {
    return FieldInvalid(PathIn(field, "email"), "must be an e-mail address");
  }
  if (a.kind == ApplicantKind::kCitizen) {
    MOTCUA_ASSIGN_OR_RETURN(
        const law::IdentityNumber number,
        law::ParseIdentityNumber(PathIn(field, "identity_number"), a.identity_number, today));
    a.identity_number = number.digits;
  } else {
    MOTCUA_RETURN_IF_ERROR(
        CheckText(PathIn(field, "identity_number"), a.identity_number, 40, false));
  }
  if (!a.phone.empty()) {
    MOTCUA_ASSIGN_OR_RETURN(a.phone, law::NormalizePhone(PathIn(field, "phone"), a.phone));
  }
  return a;
}

absl::StatusOr<std::vector<Component>> CheckComponents(std::string_view field,
                                                       const std::vector<Component>& given,
                                                       const law::ProcedureVersion& version,
                                                       bool whole) {
  std::vector<Component> components = given;
  if (given.empty() && whole) {
    for (const law::Component& c : version.components) {
      if (c.required && c.replaced_by_data.empty())
        components.push_back({c.ordinal, c.name_vi, 1, {}});
    }
    return components;
  }
  std::set<int> seen;
  for (size_t i = 0; i < components.size(); ++i) {
    Component& c = components[i];
    const std::string path = std::string(field) + "[" + std::to_string(i) + "]";
    if (c.ordinal < 0 || static_cast<size_t>(c.ordinal) > version.components.size()) {
      return FieldInvalid(path + ".ordinal", "must be 0 or one of the procedure's components");
    }
    seen.insert(c.ordinal);
    if (c.name.empty() && c.ordinal > 0) {
      c.name = version.components[static_cast<size_t>(c.ordinal) - 1].name_vi;
    }
    MOTCUA_RETURN_IF_ERROR(CheckText(path + ".display_name", c.name, 300, true));
    if (c.name.find('\n') != std::string::npos) {
      return FieldInvalid(path + ".display_name", "must be one line");
    }
    if (c.copies < 0 || c.copies > kMostCopies) {
      return FieldInvalid(path + ".copies", "must be from 1 to 1,000");
    }
    c.copies = std::max(c.copies, 1);
    if (!c.document_sha256.empty() &&
        (c.document_sha256.size() != 64 || !FromHex(c.document_sha256).ok())) {
      return FieldInvalid(path + ".document_sha256", "must be 64 hexadecimal digits");
    }
  }
  if (!whole) return components;
  for (const law::Component& c : version.components) {
    // Law takes data of a connected database instead of the paper (Decree 309/2026).
    if (!c.required || !c.replaced_by_data.empty() || seen.contains(c.ordinal)) continue;
    return FieldInvalid(
        field, "the required paper " + std::to_string(c.ordinal) + " is missing: " + c.name_vi);
  }
  return components;
}

absl::Status PlaceDossier(Making& m, const Draft& draft, Day day) {
  const World& world = m.context.world;
  Dossier& d = m.after;
  MOTCUA_ASSIGN_OR_RETURN(const law::ProcedureVersion* version,
                          world.catalogue->Require(draft.procedure, day));
  d.procedure = version->code;
  d.procedure_version = version->version;
  d.limit = law::FormatTimeLimit(version->limit);
  d.place = draft.place.empty() ? units::PlaceCodeOf(d.receiving) : draft.place;
  const absl::StatusOr<law::Competence> found =
      law::FindCompetentUnit(*version, d.place, d.receiving, day, *world.units);
  if (!found.ok()) return NamePlace(found.status(), m.before.version == 0);
  const law::Competence& competence = *found;
  d.competent = draft.competent.empty() ? competence.default_unit : draft.competent;
  if (!law::Allows(competence, d.competent, day, *world.units)) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "COMPETENT_UNIT_NOT_ALLOWED",
                     "the competence rule does not allow that unit to decide",
                     {{"unit", d.competent}, {"competent", competence.default_unit}});
  }
  d.competence_chosen = d.competent != competence.default_unit;
  d.competence_rule = competence.rule_id;
  MOTCUA_ASSIGN_OR_RETURN(
      const law::Boundary boundary,
      law::CheckBoundary(*version, d.receiving, d.competent, day, *world.units));
  d.boundary = static_cast<Boundary>(static_cast<int>(boundary) + 1);
  m.event.facts["competent_unit"] = d.competent;
  m.event.facts["competence_rule"] = d.competence_rule;
  if (d.competence_chosen) m.event.facts["competence_chosen"] = "true";
  return absl::OkStatus();
}

absl::Status StartDossier(Making& m, Time received_at) {
  const World& world = m.context.world;
  Dossier& d = m.after;
  d.received_at = received_at;
  MOTCUA_ASSIGN_OR_RETURN(const law::Regulation* regulation, RegulationOf(d));
  MOTCUA_ASSIGN_OR_RETURN(const law::TimeLimit limit, law::ParseTimeLimit(d.limit));
  const bool travels = d.competent != d.receiving;
  const law::AppointmentInput input{received_at, limit, travels, d.returning != d.competent,
                                    d.channel != Channel::kOnline};
  const auto calendar = world.calendars->ForUnit(d.competent);
  MOTCUA_ASSIGN_OR_RETURN(const law::Appointment appointment,
                          law::ComputeAppointment(input, *regulation, *calendar));
  d.promised_due = appointment.promised_due;
  m.event.facts["regulation"] = regulation->id;
  m.event.facts["calendar"] = std::to_string(appointment.calendar_version);
  // Put right after a pause: the time that it took is still the applicant's.
  for (const Pause& pause : d.pauses) MOTCUA_RETURN_IF_ERROR(MoveAppointment(d, pause, world));
  MOTCUA_RETURN_IF_ERROR(UpdateLegalDue(d, world));
  // The competent unit's work begins with the second step; the first is the reception itself.
  d.step = travels ? 1 : 2;
  d.step_since = m.now();
  MOTCUA_RETURN_IF_ERROR(IssueReceipt(m));
  return travels ? OpenTransfer(m, TransferPurpose::kDecision, d.competent) : absl::OkStatus();
}

absl::Status DecideRegister(Making& m, const RegisterInput& input) {
  return NewDossier(m, input.draft, Channel::kOnline);
}

absl::Status DecideReceive(Making& m, const ReceiveInput& input) {
  if (m.before.version == 0) {
    if (!input.draft) return FieldInvalid("draft", "must say what is filed");
    if (input.channel != Channel::kCounter && input.channel != Channel::kPost) {
      return FieldInvalid("channel", "must be counter or post");
    }
    MOTCUA_RETURN_IF_ERROR(NewDossier(m, *input.draft, input.channel));
  } else {
    if (input.draft)
      return FieldInvalid("draft", "must be absent when a registered one is accepted");
    // Units and version in force are those of the receipt, not of the registration.
    MOTCUA_RETURN_IF_ERROR(
        CheckUnit("receiving_unit", m.before.receiving, m.context.world, m.today()));
    MOTCUA_RETURN_IF_ERROR(
        CheckUnit("returning_unit", m.before.returning, m.context.world, m.today()));
    Draft again;
    again.procedure = m.before.procedure;
    again.place = m.before.place;
    again.competent = m.before.competence_chosen ? m.before.competent : "";
    MOTCUA_RETURN_IF_ERROR(PlaceDossier(m, again, m.today()));
  }
  m.after.received_at = m.now();
  MOTCUA_RETURN_IF_ERROR(StartDossier(m, m.now()));
  return GiveCode(m);
}

absl::Status DecideServeNow(Making& m, const ServeNowInput& input) {
  MOTCUA_RETURN_IF_ERROR(NewDossier(m, input.draft, Channel::kCounter));
  Dossier& d = m.after;
  MOTCUA_ASSIGN_OR_RETURN(const law::ProcedureVersion* version, VersionOf(d, m.context.world));
  if (!version->serve_now_allowed) return Refused("SERVE_NOW_NOT_ALLOWED");
  if (d.competent != d.receiving || d.returning != d.receiving)
    return Refused("UNIT_NOT_COMPETENT");
  MOTCUA_RETURN_IF_ERROR(CheckSigner(m, input.signer));
  if (input.paid_vnd < 0 || input.paid_vnd > kMostVnd) {
    return FieldInvalid("paid_vnd", "must not be negative");
  }
  MOTCUA_RETURN_IF_ERROR(StartDossier(m, m.now()));
  d.paid_vnd = input.paid_vnd;
  d.step = 0;
  d.resolved_at = m.now();
  d.delivered_at = m.now();
  d.outcome = Outcome::kApproved;
  d.timeliness = LocalDay(*d.promised_due) > m.today() ? Timeliness::kEarly : Timeliness::kOnTime;
  Close(d, State::kResolved, m.now());
  m.event.facts["quantity"] = std::to_string(d.quantity);
  return GiveCode(m);
}

}  // namespace motcua::domain
