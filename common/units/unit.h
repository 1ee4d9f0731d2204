// Units: the offices that receive, decide and hand out, with everything about them that has a date.
//
// A unit id is the stable key of a unit for ever. It is made of place codes (Decision
// 19/2025/QĐ-TTg), which stay when a name or a type changes:
//
//   unit-id = place [ "." local ]
//   place   = "VN" / 2DIGIT / 5DIGIT         nation, province, commune
//   local   = 1*12( "A".."Z" / "0".."9" )    for each unit that is not the place's own centre
//
// "VN" the nation, "46" the centre of Huế, "19804" a commune centre, "46.SXD" a department of the
// province, "19804.VHXH" a division of the commune, "19804.CA" its police, "01.CN03" a branch.
//
// The organisation code (QCVN 102:2016/BTTTT, Decision 20/2020/QĐ-TTg) is another thing: an opaque
// string that dossier codes begin with, and one that may change. A code that was made up because
// the official one is not known is marked provisional (mã tạm).
#ifndef MOTCUA_COMMON_UNITS_UNIT_H_
#define MOTCUA_COMMON_UNITS_UNIT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/time.h"

namespace motcua::units {

enum class UnitKind : uint8_t {
  kNation,
  kProvinceCentre,
  kDepartment,
  kCommuneCentre,
  kDivision,  // works inside its office; receives nothing of its own
  kBranch,
  kReceptionPoint,
  kCommunePolice,
};

// What the place is; kNone for a unit that is not a place's own centre.
enum class PlaceType : uint8_t { kNone, kTinh, kThanhPho, kXa, kPhuong, kDacKhu };

// Codes for files: nation, province_centre, department, commune_centre, division, branch,
// reception_point, commune_police; "" tinh thanh_pho xa phuong dac_khu.
std::string_view KindCode(UnitKind kind);
std::string_view PlaceTypeCode(PlaceType type);
// INVALID_ARGUMENT (FIELD_INVALID, fields "kind" and "place_type").
absl::StatusOr<UnitKind> ParseKind(std::string_view code);
absl::StatusOr<PlaceType> ParsePlaceType(std::string_view code);
// What people read: "Sở, ban, ngành"; "Đặc khu", "" for kNone.
std::string_view KindNameVi(UnitKind kind);
std::string_view PlaceTypeNameVi(PlaceType type);

struct UnitId {
  std::string place_code;  // "VN", "46", "19804"
  std::string local;       // "SXD"; "" for the place's own centre
};
// INVALID_ARGUMENT (FIELD_INVALID, field "unit") if `id` is not of the grammar above.
absl::StatusOr<UnitId> ParseUnitId(std::string_view id);
// What stands before the '.'; for a text that is no unit id, the text.
std::string PlaceCodeOf(std::string_view unit_id);

// What a unit is called and coded from a day on.
struct UnitVersion {
  Day from;
  std::optional<Day> until;  // exclusive; absent while it lasts
  std::string name;          // NFC, without the type: "Hương An"
  PlaceType place_type = PlaceType::kNone;
  std::string org_code;  // "" if the unit has none, as divisions
  bool org_code_provisional = false;
  // The unit that answers from `until` on, after a merger; "" otherwise.
  std::string successor_id;

  bool InForce(Day day) const { return from <= day && (!until || day < *until); }
  friend bool operator==(const UnitVersion&, const UnitVersion&) = default;
};

struct Unit {
  std::string id;
  UnitKind kind = UnitKind::kNation;
  std::string parent_id;  // "" for the nation only
  std::string place_code;
  std::vector<UnitVersion> versions;  // by `from`, without overlap; gaps are possible

  friend bool operator==(const Unit&, const Unit&) = default;
};

// "Phường Hương An", "Đặc khu Phú Quốc", "Thành phố Huế"; a unit without a type is just its name.
std::string FullName(const UnitVersion& version);

}  // namespace motcua::units

#endif  // MOTCUA_COMMON_UNITS_UNIT_H_
