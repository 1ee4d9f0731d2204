// motcua unit show, list, find, export.
#include "client/cli/command.h"
#include "client/cli/enum_words.h"
#include "client/cli/errors.h"
#include "client/cli/format.h"
#include "client/cli/resource.h"
#include "common/base/error.h"
#include "common/base/file.h"
#include "common/base/status_macros.h"
#include "motcua/v1/unit_service.grpc.pb.h"

namespace motcua::cli {
namespace {

using Stub = v1::UnitService::Stub;

struct UnitOptions {
  std::string unit;
  std::string query;
  std::string kind;
  std::string day;
  std::string file;
  PageOptions page;
};

absl::StatusOr<v1::ListUnitsResponse> Fetch(Context& context, const UnitOptions& options,
                                            const PageOptions& page) {
  v1::ListUnitsRequest request;
  request.set_parent(Resource("units", options.unit));
  request.set_query(options.query);
  MOTCUA_ASSIGN_OR_RETURN(const auto kind, ReadEnum<v1::UnitKind>("--kind", options.kind));
  request.set_kind(kind);
  MOTCUA_ASSIGN_OR_RETURN(*request.mutable_day(), ReadDay("--day", options.day));
  return FetchPages<v1::ListUnitsResponse>(
      request, page, [&](const auto& one) { return context.Call(&Stub::ListUnits, one); });
}

std::string OrganisationCode(const Context& context, const v1::Unit& unit) {
  if (!unit.organisation_code_provisional()) return unit.organisation_code();
  return unit.organisation_code() + " (" + context.T("head.provisional") + ")";
}

absl::Status Show(Context& context, const UnitOptions& options) {
  v1::GetUnitRequest request;
  request.set_name(Resource("units", options.unit));
  MOTCUA_ASSIGN_OR_RETURN(*request.mutable_day(), ReadDay("--day", options.day));
  MOTCUA_ASSIGN_OR_RETURN(const v1::Unit unit, context.Call(&Stub::GetUnit, request));
  if (context.json()) return context.PrintJson(unit);
  context.out() << LabelList(
      {{context.T("head.unit"), Id(unit.name())},
       {context.T("head.display_name"), unit.full_name()},
       {context.T("head.kind"), EnumWord(unit.kind(), context.language())},
       {context.T("head.parent"), context.UnitName(unit.parent())},
       {context.T("head.place_code"), unit.place_code()},
       {context.T("head.organisation_code"), OrganisationCode(context, unit)},
       {context.T("head.from_day"), DayText(unit.from_day())},
       {context.T("head.until_day"), DayText(unit.until_day())},
       {context.T("head.successor"), context.UnitName(unit.successor())}});
  return absl::OkStatus();
}

absl::Status List(Context& context, const UnitOptions& options) {
  MOTCUA_ASSIGN_OR_RETURN(const v1::ListUnitsResponse answer,
                          Fetch(context, options, options.page));
  if (context.json()) return context.PrintJson(answer);
  Table table({{context.T("head.unit")},
               {context.T("head.display_name"), Cut::kText},
               {context.T("head.kind"), Cut::kText},
               {context.T("head.parent")},
               {context.T("head.organisation_code")}});
  for (const v1::Unit& unit : answer.units()) {
    table.AddRow({Id(unit.name()), unit.full_name(), EnumWord(unit.kind(), context.language()),
                  Id(unit.parent()), OrganisationCode(context, unit)});
  }
  context.Print(table);
  SayMore(context, answer.next_page_token());
  return absl::OkStatus();
}

// Tab-separated, one heading line, values as on the wire: for spreadsheets and scripts.
std::string Tsv(const v1::ListUnitsResponse& answer) {
  std::string text =
      "unit\tkind\tparent\tplace_code\tfull_name\torganisation_code\tprovisional\tfrom_day\t"
      "until_day\tsuccessor\n";
  for (const v1::Unit& unit : answer.units()) {
    const std::vector<std::string> cells = {Id(unit.name()),
                                            v1::UnitKind_Name(unit.kind()),
                                            Id(unit.parent()),
                                            unit.place_code(),
                                            unit.full_name(),
                                            unit.organisation_code(),
                                            unit.organisation_code_provisional() ? "1" : "0",
                                            unit.from_day(),
                                            unit.until_day(),
                                            Id(unit.successor())};
    for (size_t i = 0; i < cells.size(); ++i) text += (i == 0 ? "" : "\t") + Printable(cells[i]);
    text += "\n";
  }
  return text;
}

absl::Status Export(Context& context, const UnitOptions& options) {
  MOTCUA_ASSIGN_OR_RETURN(const v1::ListUnitsResponse answer,
                          Fetch(context, options, {.size = 4000, .token = "", .all = true}));
  if (context.json()) return context.PrintJson(answer);
  if (options.file == "-") {
    context.out() << Tsv(answer);
    return absl::OkStatus();
  }
  if (!WritePublicFile(options.file, Tsv(answer)).ok()) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "FILE_NOT_WRITABLE",
                     "The file cannot be written.", {{"file", options.file}});
  }
  context.Say(
      context.T("say.exported", {{"count", Number(answer.units_size(), context.language())}}));
  return absl::OkStatus();
}

}  // namespace

void AddUnitCommands(CLI::App& app, Context& context) {
  CLI::App& unit = AddGroup(app, context, "unit");

  Command<UnitOptions> show(unit, context, "show");
  show.Word("unit", show.options().unit, "opt.unit_word");
  show.Option("day", show.options().day);
  show.Does(Show);

  Command<UnitOptions> list(unit, context, "list");
  list.Option("under", list.options().unit);
  list.Option("kind", list.options().kind, "opt.unit_kind");
  list.Option("day", list.options().day);
  AddPageOptions(list, list.options().page);
  list.Does(List);

  Command<UnitOptions> find(unit, context, "find");
  find.Word("query", find.options().query, "opt.unit_query");
  find.Option("under", find.options().unit);
  find.Option("kind", find.options().kind, "opt.unit_kind");
  find.Option("day", find.options().day);
  AddPageOptions(find, find.options().page);
  find.Does(List);

  Command<UnitOptions> exported(unit, context, "export");
  exported.Word("file", exported.options().file, "opt.export_file");
  exported.Option("under", exported.options().unit);
  exported.Option("day", exported.options().day);
  exported.Does(Export);
}

}  // namespace motcua::cli
