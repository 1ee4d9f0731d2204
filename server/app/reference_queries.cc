#include "server/app/reference_queries.h"

#include <algorithm>
#include <set>
#include <utility>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "server/app/admin_request.h"

namespace motcua::app {
namespace {

constexpr int kUsualPage = 50;
constexpr int kLargestUnitPage = 4000;
constexpr int kLargestProcedurePage = 1000;

Day DayOr(const ServiceContext& context, std::optional<Day> day) {
  return day.value_or(LocalDay(context.time.Now()));
}

absl::Status UnitNotFound(const std::string& id) {
  return MakeError(absl::StatusCode::kNotFound, "UNIT_NOT_FOUND",
                   "There is no such unit on that day.", {{"unit", id}});
}

}  // namespace

absl::StatusOr<UnitView> GetUnit(const ServiceContext& context, const std::string& id,
                                 std::optional<Day> day) {
  UnitView view;
  view.world = context.world.Get();
  view.unit = view.world->units->Find(id);
  view.version = view.world->units->VersionAt(id, DayOr(context, day));
  if (view.unit == nullptr || view.version == nullptr) return UnitNotFound(id);
  return view;
}

absl::StatusOr<UnitPage> ListUnits(const ServiceContext& context, const UnitListQuery& query) {
  const auto world = context.world.Get();
  const units::UnitTree& tree = *world->units;
  const Day day = DayOr(context, query.day);
  if (!query.parent.empty() && tree.Find(query.parent) == nullptr) {
    return UnitNotFound(query.parent);
  }
  std::set<std::string> named;
  if (!query.text.empty()) {
    const auto found = tree.Search(query.text, tree.units().size());
    named.insert(found.begin(), found.end());
  }
  struct Row {
    std::string order;
    UnitView view;
  };
  std::vector<Row> rows;
  for (const units::Unit& unit : tree.units()) {
    const units::UnitVersion* version = tree.VersionAt(unit.id, day);
    if (version == nullptr || (query.kind && unit.kind != *query.kind) ||
        (!query.parent.empty() && !tree.IsUnder(unit.id, query.parent)) ||
        (!query.text.empty() && named.count(unit.id) == 0)) {
      continue;
    }
    rows.push_back({VietnameseSortKey(version->name), {world, &unit, version}});
  }
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return std::tie(a.order, a.view.unit->id) < std::tie(b.order, b.view.unit->id);
  });
  std::vector<std::string> keys;
  for (const Row& row : rows) keys.push_back(row.view.unit->id);
  const std::string list = "units " + query.parent + '\0' + query.text + '\0' + FormatDay(day) +
                           std::to_string(query.kind ? static_cast<int>(*query.kind) : -1);
  MOTCUA_ASSIGN_OR_RETURN(PageRange range, PageOf(keys, list, query.page_size, kUsualPage,
                                                  kLargestUnitPage, query.page_token));
  UnitPage page;
  page.next_page_token = std::move(range.next_token);
  for (size_t i = range.begin; i < range.end; ++i) page.items.push_back(std::move(rows[i].view));
  return page;
}

absl::StatusOr<ProcedureView> GetProcedure(const ServiceContext& context, const std::string& code,
                                           std::optional<Day> day) {
  ProcedureView view;
  view.world = context.world.Get();
  MOTCUA_ASSIGN_OR_RETURN(view.procedure,
                          view.world->catalogue->Require(code, DayOr(context, day)));
  return view;
}

absl::StatusOr<ProcedurePage> ListProcedures(const ServiceContext& context,
                                             const ProcedureListQuery& query) {
  const auto world = context.world.Get();
  const law::Catalogue& catalogue = *world->catalogue;
  const Day day = DayOr(context, query.day);
  std::vector<const law::ProcedureVersion*> found;
  if (!query.text.empty()) {
    found = catalogue.Search(query.text, day, catalogue.All().size());
  } else {
    for (const law::ProcedureVersion& version : catalogue.All()) {
      if (version.InForce(day)) found.push_back(&version);
    }
  }
  if (!query.field.empty()) {
    const std::string field = FoldForCompare(query.field);
    std::erase_if(found, [&](const law::ProcedureVersion* p) {
      return FoldForCompare(p->field_vi) != field;
    });
  }
  std::sort(found.begin(), found.end(),
            [](const auto* a, const auto* b) { return a->code < b->code; });
  std::vector<std::string> keys;
  for (const law::ProcedureVersion* p : found) keys.push_back(p->code);
  const std::string list = "procedures " + query.text + '\0' + query.field + '\0' + FormatDay(day);
  MOTCUA_ASSIGN_OR_RETURN(PageRange range, PageOf(keys, list, query.page_size, kUsualPage,
                                                  kLargestProcedurePage, query.page_token));
  ProcedurePage page;
  page.next_page_token = std::move(range.next_token);
  for (size_t i = range.begin; i < range.end; ++i) page.items.push_back({world, found[i]});
  return page;
}

absl::StatusOr<CompetenceView> FindCompetentUnit(const ServiceContext& context,
                                                 const Caller& caller, const std::string& procedure,
                                                 const std::string& place, std::string receiving,
                                                 std::optional<Day> day) {
  if (receiving.empty()) receiving = caller.actor.office;
  const auto world = context.world.Get();
  const Day on = DayOr(context, day);
  MOTCUA_ASSIGN_OR_RETURN(const law::ProcedureVersion* version,
                          world->catalogue->Require(procedure, on));
  CompetenceView view;
  MOTCUA_ASSIGN_OR_RETURN(view.competence,
                          law::FindCompetentUnit(*version, place, receiving, on, *world->units));
  MOTCUA_ASSIGN_OR_RETURN(
      view.boundary, law::ClassifyBoundary(receiving, view.competence.default_unit, *world->units));
  return view;
}

}  // namespace motcua::app
