#include "client/cli/print_lists.h"

#include "client/cli/enum_words.h"
#include "client/cli/format.h"
#include "client/cli/resource.h"

namespace motcua::cli {

std::string TimeLeftOf(const v1::DossierSummary& d, Language language) {
  if (d.paused()) return Text(language, "say.paused");
  switch (d.state()) {
    case v1::DOSSIER_STATE_RECEIVED:
    case v1::DOSSIER_STATE_PROCESSING:
    case v1::DOSSIER_STATE_SUPPLEMENT_REQUESTED:
    case v1::DOSSIER_STATE_PAYMENT_REQUESTED:
      return d.has_promised_due() ? TimeLeft(d.minutes_left(), language) : kNothing;
    default:
      return kNothing;
  }
}

void PrintDossiers(Context& context, const Dossiers& dossiers) {
  const Language language = context.language();
  Table table({{context.T("head.code")},
               {context.T("head.state"), Cut::kText},
               {context.T("head.procedure"), Cut::kText},
               {context.T("head.applicant"), Cut::kText},
               {context.T("head.holder_unit")},
               {context.T("head.officer")},
               {context.T("head.promised_due")},
               {context.T("head.time_left")}});
  for (const v1::DossierSummary& d : dossiers) {
    std::string state = EnumWord(d.state(), language);
    if (d.has_pending_transfer()) {
      state += " · " + EnumWord(d.pending_transfer().state(), language);
    }
    table.AddRow({d.code().empty() ? Id(d.name()) : d.code(), state,
                  Id(d.procedure()) + " " + d.procedure_name(), d.masked_applicant(),
                  Id(d.holder_unit()), d.officer().empty() ? kNothing : Id(d.officer()),
                  DateTimeOr(d.has_promised_due(), d.promised_due()), TimeLeftOf(d, language)});
  }
  context.Print(table);
}

void PrintTransfers(Context& context, const Transfers& transfers) {
  const Language language = context.language();
  Table table({{context.T("head.code")},
               {context.T("head.state"), Cut::kText},
               {context.T("head.purpose"), Cut::kText},
               {context.T("head.from_unit"), Cut::kText},
               {context.T("head.to_unit"), Cut::kText},
               {context.T("head.procedure_code")},
               {context.T("head.applicant"), Cut::kText},
               {context.T("head.answer_until")},
               {context.T("head.suggested_unit"), Cut::kText}});
  for (const v1::Transfer& t : transfers) {
    table.AddRow({t.dossier_code(), EnumWord(t.state(), language), EnumWord(t.purpose(), language),
                  context.UnitName(t.from_unit()), context.UnitName(t.to_unit()), Id(t.procedure()),
                  t.masked_applicant(), DateTimeOr(t.has_due_time(), t.due_time()),
                  t.suggested_unit().empty() ? kNothing : context.UnitName(t.suggested_unit())});
  }
  context.Print(table);
}

}  // namespace motcua::cli
