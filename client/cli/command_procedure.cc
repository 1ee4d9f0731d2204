// motcua procedure show, list, competent.
#include "client/cli/command.h"
#include "client/cli/enum_words.h"
#include "client/cli/format.h"
#include "client/cli/resource.h"
#include "common/base/status_macros.h"
#include "motcua/v1/procedure_service.grpc.pb.h"

namespace motcua::cli {
namespace {

using Stub = v1::ProcedureService::Stub;

struct ProcedureOptions {
  std::string procedure;
  std::string query;
  std::string field;
  std::string place;
  std::string receiving_unit;
  std::string day;
  PageOptions page;
};

std::string YesNo(const Context& context, bool value) {
  return context.T(value ? "say.yes" : "say.no");
}

absl::Status Show(Context& context, const ProcedureOptions& options) {
  v1::GetProcedureRequest request;
  request.set_name(Resource("procedures", options.procedure));
  MOTCUA_ASSIGN_OR_RETURN(*request.mutable_day(), ReadDay("--day", options.day));
  MOTCUA_ASSIGN_OR_RETURN(const v1::Procedure p, context.Call(&Stub::GetProcedure, request));
  if (context.json()) return context.PrintJson(p);
  const bool vietnamese = context.language() == Language::kVietnamese;
  context.out() << LabelList(
      {{context.T("head.procedure_code"), Id(p.name())},
       {context.T("head.version"), std::to_string(p.version())},
       {context.T("head.display_name"),
        vietnamese || p.english_name().empty() ? p.display_name() : p.english_name()},
       {context.T("head.field"), p.field()},
       {context.T("head.level"), EnumWord(p.level(), context.language())},
       {context.T("head.time_limit"), p.time_limit()},
       {context.T("head.fee"), p.fee()},
       {context.T("head.result"), p.result()},
       {context.T("head.province_from"), DayText(p.boundary_free_province_from())},
       {context.T("head.nation_from"), DayText(p.boundary_free_nation_from())},
       {context.T("head.rule"), p.competence_rule()},
       {context.T("head.serve_now"), YesNo(context, p.serve_now())},
       {context.T("head.legal_basis"), p.legal_basis()},
       {context.T("head.from_day"), DayText(p.from_day())},
       {context.T("head.until_day"), DayText(p.until_day())}});
  context.out() << "\n";
  Table papers({{"#", Cut::kCode, Align::kRight},
                {context.T("head.components"), Cut::kText},
                {context.T("head.required")}});
  for (const v1::ProcedureComponent& c : p.components()) {
    papers.AddRow({std::to_string(c.ordinal()), c.display_name(), YesNo(context, c.required())});
  }
  context.Print(papers);
  context.out() << "\n";
  Table steps({{"#", Cut::kCode, Align::kRight},
               {context.T("head.steps"), Cut::kText},
               {context.T("head.kind")},
               {context.T("head.working_minutes"), Cut::kCode, Align::kRight}});
  for (const v1::ProcedureStep& s : p.steps()) {
    steps.AddRow({std::to_string(s.ordinal()), s.display_name(), s.kind(),
                  Number(s.working_minutes(), context.language())});
  }
  context.Print(steps);
  return absl::OkStatus();
}

absl::Status List(Context& context, const ProcedureOptions& options) {
  v1::ListProceduresRequest request;
  request.set_query(options.query);
  request.set_field(options.field);
  MOTCUA_ASSIGN_OR_RETURN(*request.mutable_day(), ReadDay("--day", options.day));
  MOTCUA_ASSIGN_OR_RETURN(
      const v1::ListProceduresResponse answer,
      (FetchPages<v1::ListProceduresResponse>(request, options.page, [&](const auto& page) {
        return context.Call(&Stub::ListProcedures, page);
      })));
  if (context.json()) return context.PrintJson(answer);
  Table table({{context.T("head.procedure_code")},
               {context.T("head.display_name"), Cut::kText},
               {context.T("head.field"), Cut::kText},
               {context.T("head.level"), Cut::kText},
               {context.T("head.time_limit"), Cut::kText},
               {context.T("head.nation_from")}});
  for (const v1::Procedure& p : answer.procedures()) {
    table.AddRow({Id(p.name()), p.display_name(), p.field(),
                  EnumWord(p.level(), context.language()), p.time_limit(),
                  DayText(p.boundary_free_nation_from())});
  }
  context.Print(table);
  SayMore(context, answer.next_page_token());
  return absl::OkStatus();
}

absl::Status Competent(Context& context, const ProcedureOptions& options) {
  v1::FindCompetentUnitRequest request;
  request.set_procedure(Resource("procedures", options.procedure));
  request.set_place(Resource("units", options.place));
  request.set_receiving_unit(Resource("units", options.receiving_unit));
  MOTCUA_ASSIGN_OR_RETURN(*request.mutable_day(), ReadDay("--day", options.day));
  MOTCUA_ASSIGN_OR_RETURN(const v1::FindCompetentUnitResponse answer,
                          context.Call(&Stub::FindCompetentUnit, request));
  if (context.json()) return context.PrintJson(answer);
  std::string allowed;
  for (const std::string& unit : answer.allowed_units()) {
    allowed += (allowed.empty() ? "" : ", ") + context.UnitName(unit);
  }
  context.out() << LabelList(
      {{context.T("head.competent_unit"), context.UnitName(answer.competent_unit())},
       {context.T("head.allowed_units"), answer.allowed_units_size() > 1 ? allowed : ""},
       {context.T("head.boundary"), answer.boundary().empty() ? "" : context.T(answer.boundary())},
       {context.T("head.rule"), answer.rule()}});
  if (answer.reasons_size() > 0) context.Say(context.T("head.reasons") + ":");
  for (const std::string& reason : answer.reasons()) context.Say("  - " + reason);
  return absl::OkStatus();
}

}  // namespace

void AddProcedureCommands(CLI::App& app, Context& context) {
  CLI::App& procedure = AddGroup(app, context, "procedure");

  Command<ProcedureOptions> show(procedure, context, "show");
  show.Word("procedure", show.options().procedure, "opt.procedure_word");
  show.Option("day", show.options().day);
  show.Does(Show);

  Command<ProcedureOptions> list(procedure, context, "list");
  list.Option("query", list.options().query);
  list.Option("field", list.options().field);
  list.Option("day", list.options().day);
  AddPageOptions(list, list.options().page);
  list.Does(List);

  Command<ProcedureOptions> competent(procedure, context, "competent");
  competent.Word("procedure", competent.options().procedure, "opt.procedure_word");
  competent.Option("place", competent.options().place)->required();
  competent.Option("receiving-unit", competent.options().receiving_unit);
  competent.Option("day", competent.options().day);
  competent.Does(Competent);
}

}  // namespace motcua::cli
