// motcua dossier show, list, find, events, explain-due; and the group itself.
#include "client/cli/command.h"
#include "client/cli/dossier_target.h"
#include "client/cli/enum_words.h"
#include "client/cli/errors.h"
#include "client/cli/format.h"
#include "client/cli/print_lists.h"
#include "common/base/status_macros.h"
#include "motcua/v1/dossier_service.grpc.pb.h"

namespace motcua::cli {
namespace {

using Stub = v1::DossierService::Stub;

struct NameOptions {
  std::string dossier;
};

struct ListOptions {
  std::string unit;
  std::string state;
  std::string procedure;
  std::string from;
  std::string until;
  bool overdue = false;
  PageOptions page;
};

struct FindOptions {
  std::string code;
  std::string identity;
  std::string phone;
  std::string name;
  std::string from;
  std::string until;
};

absl::Status Show(Context& context, const NameOptions& options) {
  MOTCUA_ASSIGN_OR_RETURN(const v1::Dossier dossier, FetchDossier(context, options.dossier));
  if (context.json()) return context.PrintJson(dossier);
  PrintDossier(context, dossier);
  return absl::OkStatus();
}

absl::Status List(Context& context, const ListOptions& options) {
  v1::ListDossiersRequest request;
  request.set_unit(Resource("units", options.unit));
  MOTCUA_ASSIGN_OR_RETURN(const auto state, ReadEnum<v1::DossierState>("--state", options.state));
  request.set_state(state);
  request.set_procedure(Resource("procedures", options.procedure));
  MOTCUA_ASSIGN_OR_RETURN(*request.mutable_from_day(), ReadDay("--from", options.from));
  MOTCUA_ASSIGN_OR_RETURN(*request.mutable_until_day(), ReadDay("--until", options.until));
  request.set_overdue(options.overdue);
  MOTCUA_ASSIGN_OR_RETURN(
      const v1::ListDossiersResponse answer,
      (FetchPages<v1::ListDossiersResponse>(request, options.page, [&](const auto& page) {
        return context.Call(&Stub::ListDossiers, page);
      })));
  if (context.json()) return context.PrintJson(answer);
  PrintDossiers(context, answer.dossiers());
  SayMore(context, answer.next_page_token());
  return absl::OkStatus();
}

absl::Status Find(Context& context, const FindOptions& options) {
  const int ways = !options.code.empty() + !options.identity.empty() + !options.phone.empty() +
                   !options.name.empty();
  if (ways != 1) {
    return OptionInvalid("--code, --identity, --phone, --name", context.T("say.one_of"));
  }
  v1::FindDossiersRequest request;
  request.set_code(options.code);
  request.set_identity_number(options.identity);
  request.set_phone(options.phone);
  request.set_applicant_name(options.name);
  MOTCUA_ASSIGN_OR_RETURN(*request.mutable_from_day(), ReadDay("--from", options.from));
  MOTCUA_ASSIGN_OR_RETURN(*request.mutable_until_day(), ReadDay("--until", options.until));
  MOTCUA_ASSIGN_OR_RETURN(const v1::ListDossiersResponse answer,
                          context.Call(&Stub::FindDossiers, request));
  if (context.json()) return context.PrintJson(answer);
  PrintDossiers(context, answer.dossiers());
  return absl::OkStatus();
}

absl::Status Events(Context& context, const NameOptions& options) {
  v1::ListEventsRequest request;
  request.set_name(DossierName(options.dossier));
  MOTCUA_ASSIGN_OR_RETURN(const v1::ListEventsResponse answer,
                          context.Call(&Stub::ListEvents, request));
  if (context.json()) return context.PrintJson(answer);
  Table table({{context.T("head.time")},
               {context.T("head.event"), Cut::kText},
               {context.T("head.state"), Cut::kText},
               {context.T("head.actor")},
               {context.T("head.unit"), Cut::kText},
               {context.T("head.holder_unit"), Cut::kText},
               {context.T("head.reason"), Cut::kText}});
  for (const v1::Event& e : answer.events()) {
    // A kind newer than this program: the server's Vietnamese words, else its name.
    const auto known = FindText(context.language(), "event." + e.kind());
    const std::string kind = known.has_value()          ? std::string(*known)
                             : e.display_name().empty() ? e.kind()
                                                        : e.display_name();
    table.AddRow({DateTimeOr(e.has_act_time(), e.act_time()), kind,
                  EnumWord(v1::DossierState_descriptor(), e.state_after(), context.language()),
                  e.actor().empty() ? kNothing : Id(e.actor()), context.UnitName(e.unit()),
                  context.UnitName(e.holder_after()), e.reason()});
  }
  context.Print(table);
  return absl::OkStatus();
}

absl::Status ExplainDue(Context& context, const NameOptions& options) {
  v1::GetDossierRequest request;
  request.set_name(DossierName(options.dossier));
  MOTCUA_ASSIGN_OR_RETURN(const v1::DueTimeExplanation answer,
                          context.Call(&Stub::ExplainDueTime, request));
  if (context.json()) return context.PrintJson(answer);
  const std::string paused = answer.paused() ? context.T("say.paused") : kNothing;
  context.out() << LabelList(
      {{context.T("head.promised_due"),
        DateTimeOr(answer.has_promised_due(), answer.promised_due())},
       {context.T("head.legal_due"),
        answer.has_legal_due() ? DateTimeOr(true, answer.legal_due()) : paused},
       {context.T("head.time_limit"), answer.time_limit()},
       {context.T("head.regulation"), answer.regulation()},
       {context.T("head.starts_because"), answer.starts_because()}});
  context.out() << "\n";
  context.Say(context.T("head.legs"));
  Table legs({{context.T("head.kind"), Cut::kText},
              {context.T("head.from")},
              {context.T("head.until")},
              {context.T("head.because"), Cut::kText}});
  for (const v1::AppointmentLeg& leg : answer.legs()) {
    legs.AddRow({context.T(leg.kind()), DateTimeOr(leg.has_from_time(), leg.from_time()),
                 DateTimeOr(leg.has_until_time(), leg.until_time()), leg.because()});
  }
  context.Print(legs);
  context.out() << "\n";
  context.Say(context.T("head.days"));
  Table days({{context.T("head.day")},
              {context.T("head.counted_minutes"), Cut::kCode, Align::kRight},
              {context.T("head.charged_unit"), Cut::kText},
              {context.T("head.because"), Cut::kText}});
  int64_t total = 0;
  for (const v1::DayAccount& day : answer.days()) {
    total += day.counted_minutes();
    days.AddRow({DayText(day.day()), Number(day.counted_minutes(), context.language()),
                 context.UnitName(day.charged_unit()), day.not_counted_because()});
  }
  days.AddRow({context.T("say.total"), Number(total, context.language()), "", ""});
  context.Print(days);
  return absl::OkStatus();
}

template <typename Body>
void AddNameCommand(CLI::App& dossier, Context& context, const std::string& name, Body body) {
  Command<NameOptions> command(dossier, context, name);
  command.Word("dossier", command.options().dossier, "opt.dossier_word");
  command.Does(body);
}

}  // namespace

void AddReadCommands(CLI::App& dossier, Context& context) {
  AddNameCommand(dossier, context, "show", Show);

  Command<ListOptions> list(dossier, context, "list");
  list.Option("unit", list.options().unit);
  list.Option("state", list.options().state);
  list.Option("procedure", list.options().procedure);
  list.Option("from", list.options().from);
  list.Option("until", list.options().until);
  list.Flag("overdue", list.options().overdue);
  AddPageOptions(list, list.options().page);
  list.Does(List);

  Command<FindOptions> find(dossier, context, "find");
  find.Option("code", find.options().code, "opt.find_code");
  find.Option("identity", find.options().identity);
  find.Option("phone", find.options().phone);
  find.Option("name", find.options().name, "opt.find_name");
  find.Option("from", find.options().from);
  find.Option("until", find.options().until);
  find.Does(Find);

  AddNameCommand(dossier, context, "events", Events);
  AddNameCommand(dossier, context, "explain-due", ExplainDue);
}

void AddDossierCommands(CLI::App& app, Context& context) {
  CLI::App& dossier = AddGroup(app, context, "dossier");
  AddIntakeCommands(dossier, context);
  AddWorkCommands(dossier, context);
  AddResultCommands(dossier, context);
  AddReadCommands(dossier, context);
}

}  // namespace motcua::cli
