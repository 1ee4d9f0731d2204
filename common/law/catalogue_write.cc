#include "common/base/tsv.h"
#include "common/law/catalogue_rows.h"

namespace motcua::law {
namespace {

std::string DayOrNothing(const std::optional<Day>& day) { return day ? FormatDay(*day) : ""; }

std::string StateCell(ProcedureState state) {
  switch (state) {
    case ProcedureState::kDraft:
      return "draft";
    case ProcedureState::kPublished:
      return "published";
    case ProcedureState::kEnded:
      return "ended";
  }
  return "";
}

std::string LevelCell(ProcedureLevel level) {
  switch (level) {
    case ProcedureLevel::kProvince:
      return "province";
    case ProcedureLevel::kCommune:
      return "commune";
    case ProcedureLevel::kBoth:
      return "both";
  }
  return "";
}

std::string ResultsCell(const std::vector<ProcedureResult>& results) {
  std::string cell;
  for (const ProcedureResult& result : results) {
    cell += (cell.empty() ? "" : ";") + result.code + "=" + result.name_vi;
  }
  return cell;
}

std::string YesNo(bool value) { return value ? "yes" : "no"; }

}  // namespace

absl::StatusOr<std::string> WriteProcedures(const std::vector<ProcedureVersion>& versions) {
  std::vector<std::vector<std::string>> rows;
  for (const ProcedureVersion& v : versions) {
    rows.push_back(
        {v.code,
         std::to_string(v.version),
         StateCell(v.state),
         FormatDay(v.from),
         DayOrNothing(v.until),
         v.name_vi,
         v.name_en,
         v.field_vi,
         LevelCell(v.level),
         FormatTimeLimit(v.limit),
         v.limit_with_verification ? FormatTimeLimit(*v.limit_with_verification) : "",
         v.limit_rule_vi,
         v.fee.kind == FeeKind::kByCouncil ? "council" : std::to_string(v.fee.amount_vnd),
         v.fee.rule_vi,
         ResultsCell(v.results),
         DayOrNothing(v.boundary.province_from),
         DayOrNothing(v.boundary.nationwide_from),
         v.boundary.source,
         FormatCompetenceRule(v.competence),
         YesNo(v.serve_now_allowed),
         v.legal_basis,
         v.source,
         v.source_status});
  }
  return WriteTsv({"code",
                   "version",
                   "state",
                   "from",
                   "until",
                   "name_vi",
                   "name_en",
                   "field_vi",
                   "level",
                   "limit",
                   "limit_with_verification",
                   "limit_rule_vi",
                   "fee",
                   "fee_rule_vi",
                   "results",
                   "province_from",
                   "nationwide_from",
                   "boundary_source",
                   "competence",
                   "serve_now",
                   "legal_basis",
                   "source",
                   "status"},
                  rows);
}

absl::StatusOr<std::string> WriteSteps(const std::vector<ProcedureVersion>& versions) {
  std::vector<std::vector<std::string>> rows;
  for (const ProcedureVersion& v : versions) {
    for (const Step& step : v.steps) {
      rows.push_back({v.code, std::to_string(v.version), std::to_string(step.ordinal),
                      FormatStepKind(step.kind), FormatStepRole(step.role), step.name_vi,
                      std::to_string(step.share)});
    }
  }
  return WriteTsv({"code", "version", "ordinal", "kind", "role", "name_vi", "share"}, rows);
}

absl::StatusOr<std::string> WriteComponents(const std::vector<ProcedureVersion>& versions) {
  std::vector<std::vector<std::string>> rows;
  for (const ProcedureVersion& v : versions) {
    for (const Component& component : v.components) {
      rows.push_back({v.code, std::to_string(v.version), std::to_string(component.ordinal),
                      component.name_vi, YesNo(component.required), component.replaced_by_data});
    }
  }
  return WriteTsv({"code", "version", "ordinal", "name_vi", "required", "replaced_by_data"}, rows);
}

}  // namespace motcua::law
