#include "server/rpc/converters/procedure.h"

#include <chrono>

#include "common/base/status_macros.h"
#include "server/rpc/converters/names.h"
#include "server/rpc/converters/time.h"

namespace motcua::rpc {
namespace {

v1::ProcedureLevel LevelToProto(law::ProcedureLevel level) {
  switch (level) {
    case law::ProcedureLevel::kProvince:
      return v1::PROCEDURE_LEVEL_PROVINCE;
    case law::ProcedureLevel::kCommune:
      return v1::PROCEDURE_LEVEL_COMMUNE;
    case law::ProcedureLevel::kBoth:
      return v1::PROCEDURE_LEVEL_BOTH;
  }
  return v1::PROCEDURE_LEVEL_UNSPECIFIED;
}

const char* BoundaryToText(law::Boundary boundary) {
  switch (boundary) {
    case law::Boundary::kOwnCommune:
      return "own_commune";
    case law::Boundary::kOtherCommune:
      return "other_commune";
    case law::Boundary::kOtherProvince:
      return "other_province";
  }
  return "";
}

// 1.234.567, as amounts are written in Vietnam.
std::string Grouped(int64_t amount) {
  std::string digits = std::to_string(amount);
  for (size_t place = digits.size(); place > 3;) {
    place -= 3;
    digits.insert(place, ".");
  }
  return digits;
}

}  // namespace

std::string FeeVi(const law::Fee& fee) {
  std::string text;
  switch (fee.kind) {
    case law::FeeKind::kFree:
      text = "Không thu";
      break;
    case law::FeeKind::kFixed:
      text = Grouped(fee.amount_vnd) + " đồng";
      break;
    case law::FeeKind::kByCouncil:
      text = "Theo nghị quyết của Hội đồng nhân dân cấp tỉnh";
      break;
  }
  return fee.rule_vi.empty() ? text : text + "; " + fee.rule_vi;
}

v1::Procedure ProcedureToProto(const law::ProcedureVersion& p) {
  v1::Procedure out;
  out.set_name(ProcedureName(p.code));
  out.set_version(p.version);
  out.set_display_name(p.name_vi);
  out.set_english_name(p.name_en);
  out.set_field(p.field_vi);
  out.set_level(LevelToProto(p.level));
  out.set_time_limit(law::TimeLimitVi(p.limit));
  out.set_time_limit_code(law::FormatTimeLimit(p.limit));
  out.set_fee(FeeVi(p.fee));
  out.set_fee_vnd(p.fee.amount_vnd);
  std::string results;
  for (const law::ProcedureResult& result : p.results) {
    results += (results.empty() ? "" : "; ") + result.name_vi;
  }
  out.set_result(results);
  if (!p.results.empty()) out.set_result_code(p.results.front().code);
  out.set_boundary_free_province_from(DayToProto(p.boundary.province_from));
  out.set_boundary_free_nation_from(DayToProto(p.boundary.nationwide_from));
  out.set_competence_rule(law::FormatCompetenceRule(p.competence));
  for (const law::Component& component : p.components) {
    v1::ProcedureComponent* to = out.add_components();
    to->set_ordinal(component.ordinal);
    to->set_display_name(component.name_vi);
    to->set_required(component.required);
    to->set_replaced_by_data(component.replaced_by_data);
  }
  const auto times = law::StepTimes(p.steps, p.limit);
  for (size_t i = 0; i < p.steps.size(); ++i) {
    v1::ProcedureStep* to = out.add_steps();
    to->set_ordinal(p.steps[i].ordinal);
    to->set_kind(law::FormatStepKind(p.steps[i].kind));
    to->set_display_name(p.steps[i].name_vi);
    to->set_working_minutes(
        static_cast<int32_t>(std::chrono::duration_cast<std::chrono::minutes>(times[i]).count()));
  }
  out.set_from_day(DayToProto(p.from));
  out.set_until_day(DayToProto(p.until));
  out.set_serve_now(p.serve_now_allowed);
  out.set_legal_basis(p.legal_basis);
  return out;
}

v1::ListProceduresResponse ProcedurePageToProto(const app::ProcedurePage& page) {
  v1::ListProceduresResponse out;
  for (const auto& item : page.items) *out.add_procedures() = ProcedureToProto(*item.procedure);
  out.set_next_page_token(page.next_page_token);
  return out;
}

v1::FindCompetentUnitResponse CompetenceToProto(const app::CompetenceView& view) {
  v1::FindCompetentUnitResponse out;
  out.set_competent_unit(UnitName(view.competence.default_unit));
  for (const std::string& unit : view.competence.allowed) out.add_allowed_units(UnitName(unit));
  out.set_rule(view.competence.rule_id);
  for (const std::string& reason : view.competence.reasons) out.add_reasons(reason);
  out.set_boundary(BoundaryToText(view.boundary));
  return out;
}

absl::StatusOr<app::ProcedureListQuery> ProcedureListQueryFromProto(
    const v1::ListProceduresRequest& request) {
  app::ProcedureListQuery query;
  query.text = request.query();
  query.field = request.field();
  MOTCUA_ASSIGN_OR_RETURN(query.day, OptionalDayFromProto("day", request.day()));
  query.page_size = request.page_size();
  query.page_token = request.page_token();
  return query;
}

}  // namespace motcua::rpc
