#include "common/law/competence.h"

#include <algorithm>
#include <optional>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/units/unit.h"

namespace motcua::law {
namespace {

using units::UnitKind;
using units::UnitTree;

struct Question {
  const ProcedureVersion& version;
  std::string place;  // "" when not given
  std::string receiving;
  Day day;
  const UnitTree& tree;

  std::string Name(const std::string& unit) const { return tree.FullName(unit, day); }
  // The commune centre whose territory `unit` is part of; "" when it is not in a commune.
  std::string CommuneOf(std::string_view unit) const {
    const std::string place_code = units::PlaceCodeOf(unit);
    const units::Unit* centre = tree.Find(place_code);
    if (centre == nullptr || centre->kind != UnitKind::kCommuneCentre ||
        tree.VersionAt(place_code, day) == nullptr) {
      return "";
    }
    return place_code;
  }
};

absl::Status PlaceUnknown(const Question& q) {
  std::string successor;
  if (const units::Unit* unit = q.tree.Find(q.place); unit != nullptr) {
    for (const units::UnitVersion& v : unit->versions) {
      if (v.until && *v.until <= q.day) successor = v.successor_id;
    }
  }
  const bool known = q.tree.Find(q.place) != nullptr;
  return MakeError(absl::StatusCode::kNotFound, "PLACE_UNKNOWN",
                   known ? "The place is not in force on " + FormatDay(q.day) +
                               (successor.empty() ? "." : "; " + successor + " answers for it.")
                         : "No unit has this place code.",
                   // A code that is no unit's may be anything a person typed: not repeated.
                   {{"place", known ? q.place : ""}, {"successor", successor}});
}

absl::Status NeedsCommune() {
  return FieldInvalid("place_of_matter",
                      "the five-digit code of the commune, ward or special zone of the matter");
}

absl::StatusOr<Competence> One(const Question& q, const std::string& unit, std::string reason) {
  if (q.tree.VersionAt(unit, q.day) == nullptr) {
    return MakeError(absl::StatusCode::kNotFound, "COMPETENT_UNIT_MISSING",
                     "The unit " + unit +
                         ", which would be competent, is not in the list of units "
                         "on " +
                         FormatDay(q.day) + ".",
                     {{"unit", unit}, {"day", FormatDay(q.day)}});
  }
  Competence competence;
  competence.default_unit = unit;
  competence.allowed = {unit};
  competence.rule_id = FormatCompetenceRule(q.version.competence);
  competence.reasons.push_back(std::move(reason));
  return competence;
}

absl::StatusOr<Competence> CommuneOfThePlace(const Question& q) {
  const std::string commune = q.CommuneOf(q.place);
  if (commune.empty()) return NeedsCommune();
  std::string reason = "Thẩm quyền của UBND cấp xã nơi phát sinh việc: " + q.Name(commune) + ".";
  if (q.version.competence.kind == CompetenceRule::kLinkedCommune) {
    reason = "Thủ tục liên thông do UBND cấp xã chủ trì: " + q.Name(commune) + ".";
  }
  return One(q, commune, std::move(reason));
}

absl::StatusOr<Competence> PoliceOfThePlace(const Question& q) {
  const std::string commune = q.CommuneOf(q.place);
  if (commune.empty()) return NeedsCommune();
  return One(q, commune + ".CA",
             "Thẩm quyền của Công an cấp xã nơi cư trú: " + q.Name(commune) + ".");
}

// The rules under which the receiving commune may decide.
absl::StatusOr<Competence> ReceivingCommuneFirst(const Question& q) {
  const bool any = q.version.competence.kind == CompetenceRule::kCommuneOrNotary;
  const std::string receiving = q.CommuneOf(q.receiving);
  const std::string place = q.CommuneOf(q.place);
  if (place.empty() && (receiving.empty() || !q.place.empty())) return NeedsCommune();
  const std::string rule =
      any ? "Chứng thực không phụ thuộc nơi cư trú: UBND cấp xã nào cũng có thẩm quyền (hoặc tổ "
            "chức hành nghề công chứng)."
          : "Mọi cơ quan quản lý, khai thác CSDL hộ tịch điện tử đều có thẩm quyền.";
  MOTCUA_ASSIGN_OR_RETURN(Competence competence,
                          One(q, receiving.empty() ? place : receiving, rule));
  if (!receiving.empty()) {
    competence.reasons.push_back("Mặc định là nơi tiếp nhận: " + q.Name(receiving) + ".");
  } else {
    competence.reasons.push_back(
        "Nơi tiếp nhận không phải cấp xã; mặc định là nơi phát sinh việc: " + q.Name(place) + ".");
  }
  if (!place.empty() && place != competence.default_unit) {
    competence.allowed.push_back(place);
    competence.reasons.push_back("Có thể chọn nơi phát sinh việc: " + q.Name(place) + ".");
  }
  competence.any_commune_centre = any;
  competence.choice = any || competence.allowed.size() > 1;
  return competence;
}

absl::StatusOr<Competence> Keeper(const Question& q) {
  const std::string office = q.tree.OfficeOf(q.place);
  return One(q, office, "Thẩm quyền của cơ quan đang lưu giữ sổ gốc: " + q.Name(office) + ".");
}

absl::StatusOr<Competence> DepartmentOfThePlace(const Question& q) {
  const std::string province = q.tree.ProvinceOf(q.place);
  if (province.empty()) {
    return FieldInvalid("place_of_matter", "the code of a province or of a place in one");
  }
  const std::string unit = province + "." + q.version.competence.department;
  return One(q, unit,
             "Thẩm quyền của cơ quan chuyên môn cấp tỉnh: " + q.Name(unit) + ", " +
                 q.Name(province) + ".");
}

absl::Status CheckQuestion(const Question& q) {
  if (!q.version.InForce(q.day)) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "PROCEDURE_NOT_IN_FORCE",
                     "Procedure " + q.version.code + ", version " +
                         std::to_string(q.version.version) + ", is not in force on " +
                         FormatDay(q.day) + ".",
                     {{"procedure", q.version.code},
                      {"day", FormatDay(q.day)},
                      {"from", q.version.from > q.day ? FormatDay(q.version.from) : ""}});
  }
  if (q.tree.VersionAt(q.receiving, q.day) == nullptr) {
    return MakeError(absl::StatusCode::kNotFound, "UNIT_NOT_FOUND",
                     "The receiving unit is not in the list of units on " + FormatDay(q.day) + ".");
  }
  if (!q.place.empty() && q.tree.VersionAt(q.place, q.day) == nullptr) return PlaceUnknown(q);
  const bool optional_place = q.version.competence.kind == CompetenceRule::kCommuneOrNotary ||
                              q.version.competence.kind == CompetenceRule::kAnyCivilStatus;
  if (q.place.empty() && !optional_place) {
    return FieldInvalid("place_of_matter", "the place that decides which unit is competent");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Competence> FindCompetentUnit(const ProcedureVersion& version,
                                             std::string_view place_of_matter,
                                             std::string_view receiving_unit, Day day,
                                             const units::UnitTree& tree) {
  const Question q{version, std::string(place_of_matter), std::string(receiving_unit), day, tree};
  MOTCUA_RETURN_IF_ERROR(CheckQuestion(q));
  switch (version.competence.kind) {
    case CompetenceRule::kCommune:
    case CompetenceRule::kLinkedCommune:
      return CommuneOfThePlace(q);
    case CompetenceRule::kCommunePolice:
      return PoliceOfThePlace(q);
    case CompetenceRule::kCommuneOrNotary:
    case CompetenceRule::kAnyCivilStatus:
      return ReceivingCommuneFirst(q);
    case CompetenceRule::kRegisterKeeper:
      return Keeper(q);
    case CompetenceRule::kDepartment:
      return DepartmentOfThePlace(q);
  }
  return MakeError(absl::StatusCode::kInternal, "COMPETENCE_RULE_UNKNOWN",
                   "The procedure has a competence rule that this program does not know.");
}

bool Allows(const Competence& competence, std::string_view unit, Day day,
            const units::UnitTree& tree) {
  if (tree.VersionAt(unit, day) == nullptr) return false;
  if (std::find(competence.allowed.begin(), competence.allowed.end(), unit) !=
      competence.allowed.end()) {
    return true;
  }
  return competence.any_commune_centre && tree.Find(unit)->kind == UnitKind::kCommuneCentre;
}

std::string BoundaryVi(Boundary boundary) {
  switch (boundary) {
    case Boundary::kOwnCommune:
      return "trong địa bàn";
    case Boundary::kOtherCommune:
      return "khác xã, cùng tỉnh";
    case Boundary::kOtherProvince:
      return "khác tỉnh";
  }
  return "";
}

absl::StatusOr<Boundary> ClassifyBoundary(std::string_view receiving_unit,
                                          std::string_view competent_unit, const UnitTree& tree) {
  if (tree.Find(receiving_unit) == nullptr || tree.Find(competent_unit) == nullptr) {
    return MakeError(absl::StatusCode::kNotFound, "UNIT_NOT_FOUND",
                     "The receiving or the competent unit is not in the list of units.");
  }
  // A department's territory is its province: the place before the dot.
  if (tree.IsUnder(receiving_unit, units::PlaceCodeOf(competent_unit))) {
    return Boundary::kOwnCommune;
  }
  const std::string province = tree.ProvinceOf(receiving_unit);
  const bool same = !province.empty() && province == tree.ProvinceOf(competent_unit);
  return same ? Boundary::kOtherCommune : Boundary::kOtherProvince;
}

absl::StatusOr<Boundary> CheckBoundary(const ProcedureVersion& version,
                                       std::string_view receiving_unit,
                                       std::string_view competent_unit, Day day,
                                       const UnitTree& tree) {
  MOTCUA_ASSIGN_OR_RETURN(const Boundary boundary,
                          ClassifyBoundary(receiving_unit, competent_unit, tree));
  if (boundary == Boundary::kOwnCommune) return boundary;
  const bool province = boundary == Boundary::kOtherCommune;
  const std::optional<Day>& from =
      province ? version.boundary.province_from : version.boundary.nationwide_from;
  if (from && *from <= day) return boundary;
  const std::string scope = province ? "province" : "nation";
  const std::string first = from ? FormatDay(*from) : "";
  return MakeError(
      absl::StatusCode::kFailedPrecondition, "NOT_BOUNDARY_FREE",
      "Procedure " + version.code + " may not be received in another " +
          (province ? "commune" : "province") + " on " + FormatDay(day) +
          (from ? "; it may from " + first + " on." : "; it is not on the list."),
      {{"procedure", version.code}, {"day", FormatDay(day)}, {"scope", scope}, {"from", first}});
}

}  // namespace motcua::law
