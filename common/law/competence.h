// Which unit decides a dossier, and whether it may be received where it is.
//
// competent unit = f(procedure version, place of the matter, receiving unit, day). Where the law
// has several right answers there is a default and the allowed set; the choice is recorded by the
// caller. Pure; the tree of units is an argument.
#ifndef MOTCUA_COMMON_LAW_COMPETENCE_H_
#define MOTCUA_COMMON_LAW_COMPETENCE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/time.h"
#include "common/law/procedure.h"
#include "common/units/unit_tree.h"

namespace motcua::law {

struct Competence {
  std::string default_unit;
  std::vector<std::string> allowed;  // includes the default, which is first
  // Every commune centre in force is allowed, not only those named in `allowed`.
  bool any_commune_centre = false;
  // More than one unit is allowed: the choice is to be recorded.
  bool choice = false;
  std::string rule_id;               // FormatCompetenceRule
  std::vector<std::string> reasons;  // Vietnamese sentences, for the clerk
};

// `place_of_matter` is a place code or unit id: where the birth is registered, the land lies, the
// person lives, the register is kept. It may be "" for rules that let the receiving commune decide
// (commune_or_notary, any_civil_status) when the receiving unit is a commune's.
//
//   commune, linked_commune  the centre of the place's commune
//   commune_police           unit "<commune>.CA"
//   commune_or_notary        default the receiving commune (else the place's); any commune centre
//   any_civil_status         default the receiving commune (else the place's); allowed both
//   register_keeper          the office of the unit named as the place
//   department:L             unit "<province of the place>.L"
//
// Errors, nothing else: FAILED_PRECONDITION PROCEDURE_NOT_IN_FORCE; NOT_FOUND UNIT_NOT_FOUND (the
// receiving unit), PLACE_UNKNOWN (values: place, successor: the unit that answers since a merger,
// or
// ""), COMPETENT_UNIT_MISSING (values: unit: the unit that would be competent but is not in the
// tree or not in force); INVALID_ARGUMENT FIELD_INVALID (place_of_matter: missing, or not a commune
// where the rule needs one).
absl::StatusOr<Competence> FindCompetentUnit(const ProcedureVersion& version,
                                             std::string_view place_of_matter,
                                             std::string_view receiving_unit, Day day,
                                             const units::UnitTree& tree);

// Whether `unit` may decide under `competence`.
bool Allows(const Competence& competence, std::string_view unit, Day day,
            const units::UnitTree& tree);

// Where the dossier was received, seen from the competent unit.
enum class Boundary {
  kOwnCommune,    // inside the territory of the competent unit
  kOtherCommune,  // elsewhere in the same province
  kOtherProvince,
};
std::string BoundaryVi(Boundary boundary);

// NOT_FOUND UNIT_NOT_FOUND if one of them is not in the tree.
absl::StatusOr<Boundary> ClassifyBoundary(std::string_view receiving_unit,
                                          std::string_view competent_unit,
                                          const units::UnitTree& tree);

// The boundary, if the procedure may be received across it on `day`. FAILED_PRECONDITION
// NOT_BOUNDARY_FREE otherwise (values: procedure, day, scope: province or nation, from: the first
// day on which it may, or "" if it is not listed); besides, the errors of ClassifyBoundary. Decree
// 118/2025 Art. 14: inside a province from 1 July 2025; Decree 309/2026 (Art. 14(4) as amended):
// listed procedures nationwide, not before 5 August 2026.
absl::StatusOr<Boundary> CheckBoundary(const ProcedureVersion& version,
                                       std::string_view receiving_unit,
                                       std::string_view competent_unit, Day day,
                                       const units::UnitTree& tree);

}  // namespace motcua::law

#endif  // MOTCUA_COMMON_LAW_COMPETENCE_H_
