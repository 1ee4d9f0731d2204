#include "client/cli/dossier_target.h"

#include <algorithm>

#include "client/cli/enum_words.h"
#include "client/cli/format.h"
#include "motcua/v1/dossier_service.grpc.pb.h"

namespace motcua::cli {
namespace {

// RESOLVE as the command that a person types: resolve; the answers to transfers have their group.
std::string CommandWord(const std::string& name) {
  std::string word = name;
  for (char& c : word) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '_') c = '-';
  }
  if (word == "receive") return "accept";  // permitted on a registered dossier only
  if (word == "offer-transfer") return "transfer offer";
  for (const char* transfer : {"take-over", "decline", "recall"}) {
    if (word == transfer) return "transfer " + word;
  }
  return word;
}

template <typename Names>
std::string CommandWords(const Names& names) {
  std::string words;
  for (const std::string& name : names) words += (words.empty() ? "" : ", ") + CommandWord(name);
  return words;
}

std::string StateText(const v1::Dossier& d, Language language) {
  std::string text = EnumWord(d.state(), language);
  if (d.paused()) text += " (" + Text(language, "say.paused") + ")";
  return text;
}

std::string TransferText(Context& context, const v1::Dossier& d) {
  if (!d.has_transfer()) return "";
  const v1::Transfer& t = d.transfer();
  std::string text = EnumWord(t.state(), context.language()) + ", " +
                     EnumWord(t.purpose(), context.language()) + ": " +
                     context.UnitName(t.from_unit()) + " → " + context.UnitName(t.to_unit());
  if (t.state() == v1::TRANSFER_STATE_OFFERED) {
    text +=
        ", " + context.T("head.answer_until") + " " + DateTimeOr(t.has_due_time(), t.due_time());
  }
  if (!t.reason().empty()) text += ", " + t.reason();
  return text;
}

std::string Optional(bool present, const google::protobuf::Timestamp& time) {
  return present ? DateTimeOr(true, time) : "";
}

}  // namespace

absl::StatusOr<v1::Dossier> FetchDossier(Context& context, const std::string& dossier) {
  v1::GetDossierRequest request;
  request.set_name(DossierName(dossier));
  return context.Call(&v1::DossierService::Stub::GetDossier, request);
}

void PrintDossier(Context& context, const v1::Dossier& d) {
  const Language language = context.language();
  const v1::Applicant& a = d.applicant();
  std::string step = d.step() == 0 ? "" : std::to_string(d.step());
  if (!d.step_kind().empty()) {
    const auto word = FindText(language, "step." + d.step_kind());
    step += " (" + (word ? std::string(*word) : d.step_kind()) + ")";
  }
  context.out() << LabelList({
      {context.T("head.code"), d.code().empty() ? Id(d.name()) : d.code()},
      {context.T("head.state"), StateText(d, language)},
      {context.T("head.procedure"), Id(d.procedure()) + " " + d.procedure_name()},
      {context.T("head.applicant"), d.has_applicant() ? a.full_name() : d.masked_applicant()},
      {context.T("head.identity_number"), a.identity_number()},
      {context.T("head.phone"), a.phone()},
      {context.T("head.address"), a.address()},
      {context.T("head.email"), a.email()},
      {context.T("head.subject"), d.subject()},
      {context.T("head.channel"), EnumWord(d.channel(), language)},
      {context.T("head.boundary"), EnumWord(d.boundary(), language)},
      {context.T("head.place"), context.UnitName(d.place())},
      {context.T("head.receiving_unit"), context.UnitName(d.receiving_unit())},
      {context.T("head.competent_unit"), context.UnitName(d.competent_unit())},
      {context.T("head.returning_unit"), context.UnitName(d.returning_unit())},
      {context.T("head.holder_unit"), context.UnitName(d.holder_unit())},
      {context.T("head.officer"), Id(d.officer())},
      {context.T("head.step"), step},
      {context.T("head.transfer"), TransferText(context, d)},
      {context.T("head.receive_time"), DateTimeOr(d.has_receive_time(), d.receive_time())},
      {context.T("head.promised_due"), DateTimeOr(d.has_promised_due(), d.promised_due())},
      {context.T("head.legal_due"), DateTimeOr(d.has_legal_due(), d.legal_due())},
      {context.T("head.supplement_request"), d.supplement_request()},
      {context.T("head.resolve_time"), Optional(d.has_resolve_time(), d.resolve_time())},
      {context.T("head.outcome"),
       d.outcome() == v1::OUTCOME_UNSPECIFIED ? "" : EnumWord(d.outcome(), language)},
      {context.T("head.timeliness"), d.timeliness().empty() ? "" : context.T(d.timeliness())},
      {context.T("head.deliver_time"), Optional(d.has_deliver_time(), d.deliver_time())},
      {context.T("head.quantity"), d.quantity() > 1 ? Number(d.quantity(), language) : ""},
      {context.T("head.fee"), d.fee_vnd() > 0 ? Dong(d.fee_vnd(), language) : ""},
      {context.T("head.paid"), d.paid_vnd() > 0 ? Dong(d.paid_vnd(), language) : ""},
      {context.T("head.commands"), CommandWords(d.permitted_commands())},
      {"etag", d.etag()},
  });
  if (d.components_size() > 0) {
    context.out() << "\n";
    Table papers({{"#", Cut::kCode, Align::kRight},
                  {context.T("head.components"), Cut::kText},
                  {context.T("head.copies"), Cut::kCode, Align::kRight}});
    for (const v1::DossierComponent& paper : d.components()) {
      papers.AddRow({paper.ordinal() == 0 ? kNothing : std::to_string(paper.ordinal()),
                     paper.display_name(), std::to_string(std::max(1, paper.copies()))});
    }
    context.Print(papers);
  }
  if (!d.contents_shown()) context.Say(context.T("say.outline"));
}

absl::Status PrintChanged(Context& context, const v1::Dossier& d) {
  if (context.json()) return context.PrintJson(d);
  context.out() << LabelList({
      {context.T("head.code"), d.code().empty() ? Id(d.name()) : d.code()},
      {context.T("head.state"), StateText(d, context.language())},
      {context.T("head.holder_unit"), context.UnitName(d.holder_unit())},
      {context.T("head.transfer"), TransferText(context, d)},
      {context.T("head.promised_due"), Optional(d.has_promised_due(), d.promised_due())},
      {context.T("head.legal_due"), Optional(d.has_legal_due(), d.legal_due())},
      {context.T("head.commands"), CommandWords(d.permitted_commands())},
  });
  return absl::OkStatus();
}

}  // namespace motcua::cli
