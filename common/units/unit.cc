#include "common/units/unit.h"

#include <array>

#include "common/base/error.h"

namespace motcua::units {
namespace {

struct Word {
  std::string_view code, name_vi;
};

// By the value of UnitKind.
constexpr std::array<Word, 8> kKinds = {{
    {"nation", "Toàn quốc"},
    {"province_centre", "Trung tâm Phục vụ hành chính công cấp tỉnh"},
    {"department", "Sở, ban, ngành"},
    {"commune_centre", "Trung tâm Phục vụ hành chính công cấp xã"},
    {"division", "Phòng chuyên môn"},
    {"branch", "Chi nhánh"},
    {"reception_point", "Điểm tiếp nhận"},
    {"commune_police", "Công an cấp xã"},
}};

// By the value of PlaceType.
constexpr std::array<Word, 6> kPlaceTypes = {{
    {"", ""},
    {"tinh", "Tỉnh"},
    {"thanh_pho", "Thành phố"},
    {"xa", "Xã"},
    {"phuong", "Phường"},
    {"dac_khu", "Đặc khu"},
}};

template <typename Enum, size_t N>
absl::StatusOr<Enum> Parse(const std::array<Word, N>& words, std::string_view field,
                           std::string_view code) {
  std::string right = "one of";
  for (size_t i = 0; i < N; ++i) {
    if (words[i].code == code) return static_cast<Enum>(i);
    if (!words[i].code.empty()) right += " " + std::string(words[i].code);
  }
  return FieldInvalid(field, right);
}

bool AllDigits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::string_view KindCode(UnitKind kind) { return kKinds[static_cast<size_t>(kind)].code; }
std::string_view KindNameVi(UnitKind kind) { return kKinds[static_cast<size_t>(kind)].name_vi; }

std::string_view PlaceTypeCode(PlaceType type) {
  return kPlaceTypes[static_cast<size_t>(type)].code;
}
std::string_view PlaceTypeNameVi(PlaceType type) {
  return kPlaceTypes[static_cast<size_t>(type)].name_vi;
}

absl::StatusOr<UnitKind> ParseKind(std::string_view code) {
  return Parse<UnitKind>(kKinds, "kind", code);
}
absl::StatusOr<PlaceType> ParsePlaceType(std::string_view code) {
  return Parse<PlaceType>(kPlaceTypes, "place_type", code);
}

absl::StatusOr<UnitId> ParseUnitId(std::string_view id) {
  const size_t dot = id.find('.');
  const std::string_view place = id.substr(0, dot);
  const std::string_view local =
      dot == std::string_view::npos ? std::string_view() : id.substr(dot + 1);
  const bool place_ok =
      place == "VN" || ((place.size() == 2 || place.size() == 5) && AllDigits(place));
  const bool local_ok =
      dot == std::string_view::npos ||
      (!local.empty() && local.size() <= 12 &&
       local.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == std::string_view::npos);
  if (!place_ok || !local_ok) {
    return FieldInvalid("unit",
                        "VN, a place code of 2 or 5 digits, or one of these followed by '.' and 1 "
                        "to 12 characters A-Z 0-9, as in 46, 19804, 46.SXD");
  }
  return UnitId{std::string(place), std::string(local)};
}

std::string PlaceCodeOf(std::string_view unit_id) {
  return std::string(unit_id.substr(0, unit_id.find('.')));
}

std::string FullName(const UnitVersion& version) {
  const std::string_view type = PlaceTypeNameVi(version.place_type);
  return type.empty() ? version.name : std::string(type) + " " + version.name;
}

}  // namespace motcua::units
