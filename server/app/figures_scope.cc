#include "server/app/figures_scope.h"

#include <algorithm>
#include <array>
#include <utility>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "server/domain/rights.h"

namespace motcua::app {
namespace {

struct Word {
  std::string_view key;
  std::string_view name;
};
constexpr std::array<Word, 4> kChannels = {
    {{"", ""}, {"counter", "Trực tiếp"}, {"online", "Trực tuyến"}, {"post", "Bưu chính"}}};
constexpr std::array<Word, 4> kBoundaries = {{{"", ""},
                                              {"own_commune", "Trong địa bàn"},
                                              {"other_commune", "Phi địa giới trong tỉnh"},
                                              {"other_province", "Phi địa giới ngoài tỉnh"}}};

const law::ProcedureVersion* AnyVersion(const domain::World& world, std::string_view code) {
  const auto& all = world.catalogue->All();
  const auto it = std::find_if(all.rbegin(), all.rend(),
                               [&](const law::ProcedureVersion& v) { return v.code == code; });
  return it == all.rend() ? nullptr : &*it;
}

}  // namespace

std::string FiguresScope::FieldOf(std::string_view procedure) const {
  const law::ProcedureVersion* version = AnyVersion(*world, procedure);
  return version == nullptr ? std::string() : version->field_vi;
}

bool FiguresScope::Contains(std::string_view unit, std::string_view procedure,
                            domain::Cell cell) const {
  if (!world->units->IsUnder(unit, units.front())) return false;
  if (!query.procedure.empty() && procedure != query.procedure) return false;
  if (!query.field.empty() && FieldOf(procedure) != query.field) return false;
  if (query.channel != domain::Channel::kNone && domain::ChannelOf(cell) != query.channel) {
    return false;
  }
  return query.boundary == domain::Boundary::kNone || domain::BoundaryOf(cell) == query.boundary;
}

std::string FiguresScope::KeyOf(std::string_view unit, std::string_view procedure,
                                domain::Cell cell) const {
  switch (query.group_by) {
    case GroupBy::kNone:
      return {};
    case GroupBy::kProvince:
      return world->units->ProvinceOf(unit);
    case GroupBy::kCommune:
      return units::PlaceCodeOf(unit);
    case GroupBy::kUnit:
      return std::string(unit);
    case GroupBy::kField:
      return FieldOf(procedure);
    case GroupBy::kProcedure:
      return std::string(procedure);
    case GroupBy::kChannel:
      return std::string(kChannels[static_cast<size_t>(domain::ChannelOf(cell))].key);
    case GroupBy::kBoundary:
      return std::string(kBoundaries[static_cast<size_t>(domain::BoundaryOf(cell))].key);
  }
  return {};
}

std::string FiguresScope::NameOf(const std::string& key) const {
  const auto word = [&](const std::array<Word, 4>& words) {
    const auto it =
        std::find_if(words.begin(), words.end(), [&](const Word& w) { return w.key == key; });
    return it == words.end() ? key : std::string(it->name);
  };
  switch (query.group_by) {
    case GroupBy::kNone:
      break;
    case GroupBy::kProvince:
    case GroupBy::kCommune:
    case GroupBy::kUnit:
      return world->units->FullName(key, until);
    case GroupBy::kField:
      return key;
    case GroupBy::kProcedure: {
      const law::ProcedureVersion* version = AnyVersion(*world, key);
      return version == nullptr ? key : version->name_vi;
    }
    case GroupBy::kChannel:
      return key.empty() ? world->units->FullName(units.front(), until) : word(kChannels);
    case GroupBy::kBoundary:
      return key.empty() ? world->units->FullName(units.front(), until) : word(kBoundaries);
  }
  return world->units->FullName(units.front(), until);
}

absl::StatusOr<FiguresScope> MakeScope(const ServiceContext& context, const Caller& caller,
                                       const FiguresQuery& query) {
  FiguresScope scope;
  scope.query = query;
  scope.world = context.world.Get();
  const Time now = context.time.Now();
  const Day today = LocalDay(now);
  const std::string unit = query.unit.empty() ? caller.actor.office : query.unit;
  MOTCUA_RETURN_IF_ERROR(domain::MaySeeFigures(caller.actor, unit, *scope.world->units));
  scope.from = query.from.value_or(today);
  scope.until = query.until.value_or(scope.from);
  if (scope.until < scope.from) {
    return FieldInvalid("until_day", "must not be before from_day");
  }
  if (!query.procedure.empty() && AnyVersion(*scope.world, query.procedure) == nullptr) {
    return MakeError(absl::StatusCode::kNotFound, "PROCEDURE_NOT_FOUND",
                     "there is no such procedure", {{"procedure", query.procedure}});
  }
  scope.as_of = std::min(now, At(scope.until + std::chrono::days{1}));
  scope.units = scope.world->units->Subtree(unit);
  if (unit != scope.world->units->Nation().id) scope.storage_units = scope.units;
  scope.by_procedure = !query.procedure.empty() || !query.field.empty() ||
                       query.group_by == GroupBy::kField || query.group_by == GroupBy::kProcedure;
  scope.by_cell = query.channel != domain::Channel::kNone ||
                  query.boundary != domain::Boundary::kNone ||
                  query.group_by == GroupBy::kChannel || query.group_by == GroupBy::kBoundary;
  return scope;
}

}  // namespace motcua::app
