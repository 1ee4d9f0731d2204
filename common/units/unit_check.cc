#include "common/units/unit_check.h"

#include <string>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/base/text.h"

namespace motcua::units {
namespace {

bool KindFitsId(UnitKind kind, const UnitId& id) {
  switch (kind) {
    case UnitKind::kNation:
      return id.place_code == "VN" && id.local.empty();
    case UnitKind::kProvinceCentre:
      return id.place_code != "VN" && id.place_code.size() == 2 && id.local.empty();
    case UnitKind::kCommuneCentre:
      return id.place_code.size() == 5 && id.local.empty();
    case UnitKind::kDepartment:
    case UnitKind::kDivision:
    case UnitKind::kBranch:
    case UnitKind::kReceptionPoint:
    case UnitKind::kCommunePolice:
      return !id.local.empty();
  }
  return false;
}

bool TypeFitsKind(PlaceType type, UnitKind kind) {
  switch (type) {
    case PlaceType::kNone:
      return kind != UnitKind::kProvinceCentre && kind != UnitKind::kCommuneCentre;
    case PlaceType::kTinh:
    case PlaceType::kThanhPho:
      return kind == UnitKind::kProvinceCentre;
    case PlaceType::kXa:
    case PlaceType::kPhuong:
    case PlaceType::kDacKhu:
      return kind == UnitKind::kCommuneCentre;
  }
  return false;
}

absl::Status CheckVersion(const Unit& unit, const UnitVersion& version) {
  if (version.until && *version.until <= version.from) {
    return UnitInvalid(unit.id, "the day a version ends must be after its first day");
  }
  if (version.name.empty() || Nfc(version.name) != version.name) {
    return UnitInvalid(unit.id, "a name in Unicode normalisation form C is needed");
  }
  if (!TypeFitsKind(version.place_type, unit.kind)) {
    return UnitInvalid(unit.id,
                       "a province centre is tinh or thanh_pho, a commune centre xa, phuong or "
                       "dac_khu, another unit has no place type");
  }
  if (version.org_code.empty() && version.org_code_provisional) {
    return UnitInvalid(unit.id, "only an organisation code that is given can be provisional");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status UnitInvalid(std::string_view id, std::string_view right) {
  return MakeError(absl::StatusCode::kInvalidArgument, "UNIT_LIST_INVALID",
                   "unit " + std::string(id) + ": " + std::string(right),
                   {{"unit", std::string(id)}, {"expected", std::string(right)}});
}

absl::Status CheckUnit(const Unit& unit) {
  const auto id = ParseUnitId(unit.id);
  if (!id.ok()) {
    return UnitInvalid(unit.id, GetErrorValues(id.status())["expected"]);
  }
  if (!KindFitsId(unit.kind, *id)) {
    return UnitInvalid(unit.id,
                       "VN is a nation, two digits a province_centre, five a commune_centre, and "
                       "every other kind has a local part after a '.'");
  }
  if (unit.place_code != id->place_code) {
    return UnitInvalid(unit.id, "the place code is what stands before the '.' of the id");
  }
  if ((unit.kind == UnitKind::kNation) != unit.parent_id.empty()) {
    return UnitInvalid(unit.id, "every unit but the nation has a parent");
  }
  if (unit.versions.empty()) return UnitInvalid(unit.id, "at least one version is needed");
  for (size_t i = 0; i < unit.versions.size(); ++i) {
    MOTCUA_RETURN_IF_ERROR(CheckVersion(unit, unit.versions[i]));
    if (i == 0) continue;
    const UnitVersion& before = unit.versions[i - 1];
    if (!before.until || unit.versions[i].from < *before.until) {
      return UnitInvalid(unit.id,
                         "versions are in order, each from the day the last ended or later");
    }
  }
  return absl::OkStatus();
}

bool Overlap(const UnitVersion& a, const UnitVersion& b) {
  return (!a.until || b.from < *a.until) && (!b.until || a.from < *b.until);
}

}  // namespace motcua::units
