// What anyone signed in may ask of the reference lists: units, procedures, and which unit decides.
// Answered from the world in memory.
#ifndef MOTCUA_SERVER_APP_REFERENCE_QUERIES_H_
#define MOTCUA_SERVER_APP_REFERENCE_QUERIES_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/law/competence.h"
#include "common/law/procedure.h"
#include "common/units/unit.h"
#include "server/app/service_context.h"

namespace motcua::app {

// A unit as it is on one day. Pointers live as long as `world`.
struct UnitView {
  std::shared_ptr<const domain::World> world;
  const units::Unit* unit = nullptr;
  const units::UnitVersion* version = nullptr;
};
struct UnitPage {
  std::vector<UnitView> items;
  std::string next_page_token;
};
struct UnitListQuery {
  std::string parent;  // "": the whole country
  std::string text;    // part of a name; "": all
  std::optional<units::UnitKind> kind;
  std::optional<Day> day;  // today when absent
  int page_size = 0;
  std::string page_token;
};

// `day`: today when absent. NOT_FOUND UNIT_NOT_FOUND if it does not exist on that day.
absl::StatusOr<UnitView> GetUnit(const ServiceContext& context, const std::string& id,
                                 std::optional<Day> day);
// In Vietnamese alphabetical order of the names without type. UNIT_NOT_FOUND (the parent);
// PAGE_TOKEN_INVALID.
absl::StatusOr<UnitPage> ListUnits(const ServiceContext& context, const UnitListQuery& query);

struct ProcedureView {
  std::shared_ptr<const domain::World> world;
  const law::ProcedureVersion* procedure = nullptr;
};
struct ProcedurePage {
  std::vector<ProcedureView> items;
  std::string next_page_token;
};
struct ProcedureListQuery {
  std::string text;
  std::string field;  // "": all
  std::optional<Day> day;
  int page_size = 0;
  std::string page_token;
};

// PROCEDURE_NOT_FOUND, PROCEDURE_NOT_IN_FORCE.
absl::StatusOr<ProcedureView> GetProcedure(const ServiceContext& context, const std::string& code,
                                           std::optional<Day> day);
// In force on the day, by code. PAGE_TOKEN_INVALID.
absl::StatusOr<ProcedurePage> ListProcedures(const ServiceContext& context,
                                             const ProcedureListQuery& query);

struct CompetenceView {
  law::Competence competence;
  law::Boundary boundary = law::Boundary::kOwnCommune;  // of the default unit
};
// `receiving` "": the caller's office. Errors of law::FindCompetentUnit and Catalogue::Require.
absl::StatusOr<CompetenceView> FindCompetentUnit(const ServiceContext& context,
                                                 const Caller& caller, const std::string& procedure,
                                                 const std::string& place, std::string receiving,
                                                 std::optional<Day> day);

}  // namespace motcua::app

#endif  // MOTCUA_SERVER_APP_REFERENCE_QUERIES_H_
