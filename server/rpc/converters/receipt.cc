#include "server/rpc/converters/receipt.h"

#include "common/base/error.h"
#include "common/law/time_limit.h"
#include "server/rpc/converters/time.h"

namespace motcua::rpc {

std::string ComponentLine(int number, const law::ReceiptComponent& component) {
  const std::string copies = std::to_string(component.quantity);
  std::string line = std::to_string(number) + ". " + component.name_vi + " (" +
                     (copies.size() < 2 ? "0" : "") + copies + " bản";
  if (!component.note_vi.empty()) line += ", " + component.note_vi;
  return line + ")";
}

absl::StatusOr<int> ReceiptNumberFromProto(int32_t number) {
  if (number < 0) return FieldInvalid("number", "1, 2, 3 …, or 0 for the latest");
  return number;
}

v1::Receipt ReceiptToProto(const app::ReceiptView& view) {
  const law::Receipt& from = view.receipt;
  v1::Receipt to;
  to.set_number(view.record.number);
  to.set_form_title(view.form_title);
  to.set_form(view.form_number);
  to.set_dossier_code(from.dossier_code);
  to.set_receiving_unit(from.unit_name);
  to.set_competent_unit(from.competent_unit.empty() ? from.unit_name : from.competent_unit);
  to.set_returning_unit(from.place_of_result);
  to.set_applicant_name(from.applicant.name);
  to.set_identity_number(from.applicant.identity_number);
  to.set_phone(from.applicant.phone);
  to.set_address(from.applicant.address);
  to.set_email(from.applicant.email);
  to.set_procedure(from.procedure_code + " " + from.procedure_name);
  to.set_subject(from.request);
  int number = 0;
  for (const law::ReceiptComponent& component : from.components) {
    to.add_components(ComponentLine(++number, component));
  }
  to.set_time_limit(law::TimeLimitVi(from.limit));
  *to.mutable_received_at() = TimeToProto(from.received_at);
  *to.mutable_promised_due() = TimeToProto(from.promised_due);
  if (view.legal_due) *to.mutable_legal_due() = TimeToProto(*view.legal_due);
  to.set_fee_vnd(from.fee_vnd.value_or(0));
  to.set_received_by(from.receiver_name);
  to.set_reprint(view.reprint);
  to.set_superseded(view.superseded);
  to.set_text(view.text);
  to.set_quantity(from.sets);
  return to;
}

}  // namespace motcua::rpc
