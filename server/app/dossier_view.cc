#include "server/app/dossier_view.h"

#include <utility>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/law/codes.h"
#include "server/domain/decide.h"

namespace motcua::app {
namespace {

absl::Status NoSuchDossier() {
  return MakeError(absl::StatusCode::kNotFound, "DOSSIER_NOT_FOUND", "there is no such dossier");
}

std::string StepKind(const domain::Dossier& d, const law::ProcedureVersion* version) {
  if (version == nullptr || d.step < 1 || static_cast<size_t>(d.step) > version->steps.size()) {
    return {};
  }
  return law::FormatStepKind(version->steps[static_cast<size_t>(d.step) - 1].kind);
}

}  // namespace

void ClearPrivate(domain::Dossier& d) {
  d.applicant = {};
  d.subject.clear();
  d.supplement_text.clear();
  d.components.clear();
}

absl::StatusOr<DossierView> MakeView(const domain::Dossier& dossier, const domain::Actor& actor,
                                     const domain::World& world, Time now) {
  DossierView view;
  view.view = domain::ViewOf(dossier, actor, *world.units);
  if (view.view == domain::View::kNothing) return NoSuchDossier();
  view.now = now;
  view.dossier = dossier;
  view.masked_name = domain::MaskName(dossier.applicant.full_name);
  const law::ProcedureVersion* version =
      world.catalogue->Version(dossier.procedure, dossier.procedure_version);
  if (version != nullptr) view.procedure_name = version->name_vi;
  view.step_kind = StepKind(dossier, version);
  view.permitted = domain::PermittedCommands(dossier, actor, world, now);
  if (view.view != domain::View::kContents) ClearPrivate(view.dossier);
  return view;
}

absl::StatusOr<ReceiptView> MakeReceipt(const domain::Dossier& dossier, int number, bool reprint,
                                        std::string_view receiver_name,
                                        const domain::World& world) {
  const size_t count = dossier.receipts.size();
  const size_t wanted = number == 0 ? count : static_cast<size_t>(number);
  if (number < 0 || wanted == 0 || wanted > count) {
    return MakeError(absl::StatusCode::kNotFound, "RECEIPT_NOT_FOUND",
                     "the dossier has no receipt of this number",
                     {{"receipts", std::to_string(count)}});
  }
  ReceiptView view;
  view.record = dossier.receipts[wanted - 1];
  view.reprint = reprint;
  view.superseded = wanted < count;
  if (!view.superseded) view.legal_due = dossier.legal_due;
  const Day day = LocalDay(*dossier.received_at);
  MOTCUA_ASSIGN_OR_RETURN(const law::Regulation* regulation, law::RegulationAt(day));
  view.form_title = law::FormTitleVi(regulation->forms, law::Form::kReceipt);
  MOTCUA_ASSIGN_OR_RETURN(view.form_number,
                          law::FormNumberVi(regulation->forms, law::Form::kReceipt));
  const law::ProcedureVersion* version =
      world.catalogue->Version(view.record.procedure, view.record.procedure_version);

  law::Receipt& r = view.receipt;
  r.forms = regulation->forms;
  r.unit_name = world.units->FullName(dossier.receiving, day);
  r.centre_name = "Trung tâm Phục vụ hành chính công";
  r.number = std::to_string(view.record.number);
  r.dossier_code = dossier.code;
  const domain::Applicant& a = dossier.applicant;
  r.applicant = {a.full_name, a.identity_number, a.address,
                 a.phone.empty() ? "" : law::FormatPhoneVi(a.phone), a.email};
  r.request = dossier.subject;
  r.procedure_code = view.record.procedure;
  if (version != nullptr) r.procedure_name = version->name_vi;
  for (const domain::Component& c : dossier.components) {
    r.components.push_back({c.name, c.copies, ""});
  }
  r.sets = dossier.quantity;
  MOTCUA_ASSIGN_OR_RETURN(r.limit, law::ParseTimeLimit(dossier.limit));
  r.received_at = *dossier.received_at;
  r.promised_due = view.record.promised_due;
  if (dossier.competent != dossier.receiving) {
    r.competent_unit = world.units->FullName(dossier.competent, day);
  }
  r.place_of_result = world.units->FullName(dossier.returning, day);
  if (dossier.fee_vnd > 0) r.fee_vnd = dossier.fee_vnd;
  r.receiver_name = receiver_name;
  view.text = law::RenderReceiptText(r, reprint);
  return view;
}

absl::StatusOr<domain::DossierKey> ResolveDossier(storage::ReadTransaction& tx,
                                                  std::string_view id_or_code) {
  const size_t n = id_or_code.size();
  if (n > Ulid::kChars + 1 && id_or_code[n - Ulid::kChars - 1] == '-') {
    const auto ulid = Ulid::Parse(id_or_code.substr(n - Ulid::kChars));
    if (ulid.ok()) {
      return domain::DossierKey{std::string(id_or_code.substr(0, n - Ulid::kChars - 1)), *ulid};
    }
  }
  MOTCUA_ASSIGN_OR_RETURN(auto key, tx.FindByCode(id_or_code));
  if (!key) return NoSuchDossier();
  return *std::move(key);
}

}  // namespace motcua::app
