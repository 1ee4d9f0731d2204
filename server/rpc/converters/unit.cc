#include "server/rpc/converters/unit.h"

#include "common/base/status_macros.h"
#include "server/rpc/converters/enums.h"
#include "server/rpc/converters/names.h"
#include "server/rpc/converters/time.h"

namespace motcua::rpc {
namespace {

using units::PlaceType;
using units::UnitKind;

// The API keeps 0 for "unspecified", the tree does not: its kinds are one less.
constexpr bool OneLess(UnitKind kind, v1::UnitKind proto) {
  return static_cast<int>(kind) + 1 == static_cast<int>(proto);
}
static_assert(OneLess(UnitKind::kNation, v1::UNIT_KIND_NATION));
static_assert(OneLess(UnitKind::kProvinceCentre, v1::UNIT_KIND_PROVINCE_CENTRE));
static_assert(OneLess(UnitKind::kDepartment, v1::UNIT_KIND_DEPARTMENT));
static_assert(OneLess(UnitKind::kCommuneCentre, v1::UNIT_KIND_COMMUNE_CENTRE));
static_assert(OneLess(UnitKind::kDivision, v1::UNIT_KIND_DIVISION));
static_assert(OneLess(UnitKind::kBranch, v1::UNIT_KIND_BRANCH));
static_assert(OneLess(UnitKind::kReceptionPoint, v1::UNIT_KIND_RECEPTION_POINT));
static_assert(OneLess(UnitKind::kCommunePolice, v1::UNIT_KIND_COMMUNE_POLICE));
static_assert(SameNumber(PlaceType::kNone, v1::PLACE_TYPE_UNSPECIFIED));
static_assert(SameNumber(PlaceType::kTinh, v1::PLACE_TYPE_PROVINCE));
static_assert(SameNumber(PlaceType::kThanhPho, v1::PLACE_TYPE_CITY));
static_assert(SameNumber(PlaceType::kXa, v1::PLACE_TYPE_COMMUNE));
static_assert(SameNumber(PlaceType::kPhuong, v1::PLACE_TYPE_WARD));
static_assert(SameNumber(PlaceType::kDacKhu, v1::PLACE_TYPE_SPECIAL_ZONE));

}  // namespace

v1::Unit UnitToProto(const app::UnitView& view) {
  const units::Unit& unit = *view.unit;
  const units::UnitVersion& version = *view.version;
  v1::Unit out;
  out.set_name(UnitName(unit.id));
  out.set_kind(static_cast<v1::UnitKind>(static_cast<int>(unit.kind) + 1));
  out.set_parent(UnitName(unit.parent_id));
  out.set_place_code(unit.place_code);
  out.set_display_name(version.name);
  out.set_full_name(units::FullName(version));
  out.set_place_type(EnumToProto<v1::PlaceType>(version.place_type));
  out.set_organisation_code(version.org_code);
  out.set_organisation_code_provisional(version.org_code_provisional);
  out.set_from_day(DayToProto(version.from));
  out.set_until_day(DayToProto(version.until));
  out.set_successor(UnitName(version.successor_id));
  return out;
}

v1::ListUnitsResponse UnitPageToProto(const app::UnitPage& page) {
  v1::ListUnitsResponse out;
  for (const auto& unit : page.items) *out.add_units() = UnitToProto(unit);
  out.set_next_page_token(page.next_page_token);
  return out;
}

absl::StatusOr<app::UnitListQuery> UnitListQueryFromProto(const v1::ListUnitsRequest& request) {
  app::UnitListQuery query;
  MOTCUA_ASSIGN_OR_RETURN(query.parent, OptionalUnitIdFromProto("parent", request.parent()));
  query.text = request.query();
  MOTCUA_ASSIGN_OR_RETURN(const int kind, EnumFromProto<int>("kind", request.kind()));
  if (kind != 0) query.kind = static_cast<UnitKind>(kind - 1);
  MOTCUA_ASSIGN_OR_RETURN(query.day, OptionalDayFromProto("day", request.day()));
  query.page_size = request.page_size();
  query.page_token = request.page_token();
  return query;
}

}  // namespace motcua::rpc
