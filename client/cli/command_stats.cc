// motcua stats rates, rank, period, dossiers.
#include "client/cli/command.h"
#include "client/cli/enum_words.h"
#include "client/cli/format.h"
#include "client/cli/print_lists.h"
#include "client/cli/resource.h"
#include "common/base/status_macros.h"
#include "motcua/v1/statistics_service.grpc.pb.h"

namespace motcua::cli {
namespace {

using Stub = v1::StatisticsService::Stub;
constexpr char kProgress[] = "say.working_stats";

struct FigureOptions {
  std::string unit;
  std::string from;
  std::string until;
  std::string by;
  std::string group;
  std::string procedure;
  std::string channel;
  std::string boundary;
  std::string field;
  std::string rank_by;
  int64_t minimum = 0;
  std::string kind;
  PageOptions page;
};

absl::StatusOr<v1::QueryRatesRequest> Query(const FigureOptions& options) {
  v1::QueryRatesRequest query;
  query.set_unit(Resource("units", options.unit));
  MOTCUA_ASSIGN_OR_RETURN(*query.mutable_from_day(), ReadDay("--from", options.from));
  MOTCUA_ASSIGN_OR_RETURN(*query.mutable_until_day(), ReadDay("--until", options.until));
  MOTCUA_ASSIGN_OR_RETURN(const auto by, ReadEnum<v1::CountedBy>("--by", options.by));
  query.set_counted_by(by);
  MOTCUA_ASSIGN_OR_RETURN(const auto group, ReadEnum<v1::GroupBy>("--group", options.group));
  query.set_group_by(group);
  query.set_procedure(Resource("procedures", options.procedure));
  MOTCUA_ASSIGN_OR_RETURN(const auto channel, ReadEnum<v1::Channel>("--channel", options.channel));
  query.set_channel(channel);
  MOTCUA_ASSIGN_OR_RETURN(const auto boundary,
                          ReadEnum<v1::Boundary>("--boundary", options.boundary));
  query.set_boundary(boundary);
  query.set_field(options.field);
  return query;
}

std::vector<Column> FigureColumns(const Context& context) {
  std::vector<Column> columns = {{context.T("head.group"), Cut::kText}};
  for (const char* id :
       {"head.carried_over", "head.received", "head.resolved", "head.early", "head.on_time",
        "head.late", "head.withdrawn", "head.stopped", "head.handed_in", "head.handed_out",
        "head.open", "head.open_overdue", "head.resolved_of_received", "head.resolved_of_due",
        "head.on_time_rate"}) {
    columns.push_back({context.T(id), Cut::kCode, Align::kRight});
  }
  return columns;
}

std::string RateText(const v1::Fraction& f, Language language) {
  return Rate(f.numerator(), f.denominator(), language);
}

std::vector<std::string> FigureCells(const Context& context, const v1::FigureRow& row,
                                     const std::string& name) {
  const v1::Figures& f = row.figures();
  std::vector<std::string> cells = {name};
  for (const int64_t count :
       {f.carried_over(), f.received(),
        f.resolved_early() + f.resolved_on_time() + f.resolved_late(), f.resolved_early(),
        f.resolved_on_time(), f.resolved_late(), f.withdrawn(), f.stopped(), f.handed_in(),
        f.handed_out(), f.open()}) {
    cells.push_back(Number(count, context.language()));
  }
  cells.push_back(f.has_overdue() ? Number(f.overdue(), context.language()) : "–");
  for (const v1::Fraction* rate :
       {&row.resolved_of_received(), &row.resolved_of_due(), &row.on_time_of_resolved()}) {
    cells.push_back(RateText(*rate, context.language()));
  }
  return cells;
}

std::string NameOf(const v1::FigureRow& row) {
  return row.display_name().empty() ? Id(row.key()) : row.display_name();
}

template <typename Rows>
void PrintFigures(Context& context, const Rows& rows, const v1::FigureRow* total) {
  Table table(FigureColumns(context));
  for (const v1::FigureRow& row : rows) table.AddRow(FigureCells(context, row, NameOf(row)));
  if (total != nullptr) table.AddRow(FigureCells(context, *total, context.T("say.total")));
  context.Print(table);
}

void SayAsOf(Context& context, bool present, const google::protobuf::Timestamp& as_of) {
  context.Say(context.T("say.as_of", {{"time", DateTimeOr(present, as_of)}}));
}

absl::Status Rates(Context& context, const FigureOptions& options) {
  MOTCUA_ASSIGN_OR_RETURN(const v1::QueryRatesRequest request, Query(options));
  MOTCUA_ASSIGN_OR_RETURN(const v1::QueryRatesResponse answer,
                          context.Call(&Stub::QueryRates, request, kProgress));
  if (context.json()) return context.PrintJson(answer);
  PrintFigures(context, answer.rows(), &answer.total());
  SayAsOf(context, answer.has_as_of(), answer.as_of());
  return absl::OkStatus();
}

absl::Status Rank(Context& context, const FigureOptions& options) {
  v1::RankUnitsRequest request;
  MOTCUA_ASSIGN_OR_RETURN(*request.mutable_query(), Query(options));
  MOTCUA_ASSIGN_OR_RETURN(const auto rank_by, ReadEnum<v1::RankBy>("--rank-by", options.rank_by));
  request.set_rank_by(rank_by);
  request.set_minimum_volume(options.minimum);
  MOTCUA_ASSIGN_OR_RETURN(const v1::RankUnitsResponse answer,
                          context.Call(&Stub::RankUnits, request, kProgress));
  if (context.json()) return context.PrintJson(answer);
  Table table({{context.T("head.rank"), Cut::kCode, Align::kRight},
               {"", Cut::kCode},
               {context.T("head.unit"), Cut::kText},
               {context.T("head.received"), Cut::kCode, Align::kRight},
               {context.T("head.resolved_of_received"), Cut::kCode, Align::kRight},
               {context.T("head.resolved_of_due"), Cut::kCode, Align::kRight},
               {context.T("head.on_time_rate"), Cut::kCode, Align::kRight}});
  for (const v1::RankedRow& place : answer.rows()) {
    const v1::FigureRow& row = place.row();
    table.AddRow({Number(place.rank(), context.language()),
                  place.tied() ? context.T("say.tied") : "", NameOf(row),
                  Number(row.figures().received(), context.language()),
                  RateText(row.resolved_of_received(), context.language()),
                  RateText(row.resolved_of_due(), context.language()),
                  RateText(row.on_time_of_resolved(), context.language())});
  }
  context.Print(table);
  if (answer.below_minimum_size() > 0) {
    context.out() << "\n";
    context.Say(context.T("say.below_minimum",
                          {{"count", Number(answer.minimum_volume(), context.language())}}));
    PrintFigures(context, answer.below_minimum(), nullptr);
  }
  SayAsOf(context, answer.has_as_of(), answer.as_of());
  return absl::OkStatus();
}

absl::Status Period(Context& context, const FigureOptions& options) {
  MOTCUA_ASSIGN_OR_RETURN(const v1::QueryRatesRequest query, Query(options));
  v1::ReportPeriodRequest request;
  request.set_unit(query.unit());
  request.set_from_day(query.from_day());
  request.set_until_day(query.until_day());
  request.set_counted_by(query.counted_by());
  MOTCUA_ASSIGN_OR_RETURN(const v1::ReportPeriodResponse answer,
                          context.Call(&Stub::ReportPeriod, request, kProgress));
  if (context.json()) return context.PrintJson(answer);
  PrintFigures(context, answer.rows(), &answer.total());
  for (const auto* part : {&answer.channels(), &answer.boundaries()}) {
    context.out() << "\n";
    PrintFigures(context, *part, nullptr);
  }
  SayAsOf(context, answer.has_as_of(), answer.as_of());
  return absl::OkStatus();
}

absl::Status FigureDossiers(Context& context, const FigureOptions& options) {
  v1::ListFigureDossiersRequest request;
  MOTCUA_ASSIGN_OR_RETURN(*request.mutable_query(), Query(options));
  MOTCUA_ASSIGN_OR_RETURN(const auto kind, ReadEnum<v1::FigureKind>("--kind", options.kind));
  request.set_kind(kind);
  MOTCUA_ASSIGN_OR_RETURN(
      const v1::ListFigureDossiersResponse answer,
      (FetchPages<v1::ListFigureDossiersResponse>(request, options.page, [&](const auto& page) {
        return context.Call(&Stub::ListFigureDossiers, page, kProgress);
      })));
  if (context.json()) return context.PrintJson(answer);
  PrintDossiers(context, answer.dossiers());
  SayMore(context, answer.next_page_token());
  return absl::OkStatus();
}

void AddPeriodOptions(Command<FigureOptions>& command) {
  command.Option("unit", command.options().unit, "opt.subtree_unit");
  command.Option("from", command.options().from, "opt.figures_from");
  command.Option("until", command.options().until, "opt.figures_until");
  command.Option("by", command.options().by);
}

void AddFilterOptions(Command<FigureOptions>& command) {
  command.Option("procedure", command.options().procedure);
  command.Option("channel", command.options().channel);
  command.Option("boundary", command.options().boundary);
  command.Option("field", command.options().field);
}

}  // namespace

void AddStatsCommands(CLI::App& app, Context& context) {
  CLI::App& stats = AddGroup(app, context, "stats");

  Command<FigureOptions> rates(stats, context, "rates");
  AddPeriodOptions(rates);
  AddFilterOptions(rates);
  rates.Option("group", rates.options().group);
  rates.Does(Rates);

  Command<FigureOptions> rank(stats, context, "rank");
  AddPeriodOptions(rank);
  AddFilterOptions(rank);
  rank.Option("group", rank.options().group);
  rank.Option("rank-by", rank.options().rank_by);
  rank.Option("minimum", rank.options().minimum);
  rank.Does(Rank);

  Command<FigureOptions> period(stats, context, "period");
  AddPeriodOptions(period);
  period.Does(Period);

  Command<FigureOptions> dossiers(stats, context, "dossiers");
  AddPeriodOptions(dossiers);
  AddFilterOptions(dossiers);
  dossiers.Option("kind", dossiers.options().kind, "opt.figure_kind");
  AddPageOptions(dossiers, dossiers.options().page);
  dossiers.Does(FigureDossiers);
}

}  // namespace motcua::cli
