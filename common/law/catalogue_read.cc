#include <charconv>
#include <optional>

#include "common/base/status_macros.h"
#include "common/base/tsv.h"
#include "common/law/catalogue_rows.h"
#include "common/law/codes.h"

namespace motcua::law {
namespace {

std::optional<int64_t> WholeNumber(std::string_view text, int64_t least, int64_t most) {
  int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < least || value > most ||
      std::to_string(value) != text) {
    return std::nullopt;
  }
  return value;
}

absl::Status ReadOptionalDay(const TsvRow& row, std::string_view column, std::optional<Day>& out) {
  if (row[column].empty()) return absl::OkStatus();
  const auto day = ParseDay(row[column]);
  if (!day.ok() || FormatDay(*day) != row[column]) {
    return row.Invalid(column, "a day such as 2026-08-05, or nothing");
  }
  out = *day;
  return absl::OkStatus();
}

absl::Status ReadYesNo(const TsvRow& row, std::string_view column, bool& out) {
  out = row[column] == "yes";
  if (!out && row[column] != "no") return row.Invalid(column, "yes or no");
  return absl::OkStatus();
}

absl::Status ReadText(const TsvRow& row, std::string_view column, std::string& out) {
  if (row[column].empty()) return row.Invalid(column, "a text");
  out = row[column];
  return absl::OkStatus();
}

bool IsResultCode(std::string_view code) {
  if (code.size() != 13 || !code.starts_with("KQ.G") || code[6] != '.') return false;
  for (size_t i : {4, 5, 7, 8, 9, 10, 11, 12}) {
    if (code[i] < '0' || code[i] > '9') return false;
  }
  return true;
}

absl::Status ReadResults(const TsvRow& row, std::vector<ProcedureResult>& out) {
  std::string_view rest = row["results"];
  while (true) {
    const size_t end = rest.find(';');
    const std::string_view one = rest.substr(0, end);
    const size_t equals = one.find('=');
    if (equals == std::string_view::npos || equals + 1 == one.size() ||
        (equals > 0 && !IsResultCode(one.substr(0, equals)))) {
      return row.Invalid("results", "KQ.G15.000031=Giấy khai sinh, more after a semicolon");
    }
    out.push_back({std::string(one.substr(equals + 1)), std::string(one.substr(0, equals))});
    if (end == std::string_view::npos) return absl::OkStatus();
    rest.remove_prefix(end + 1);
  }
}

absl::Status ReadFee(const TsvRow& row, Fee& fee) {
  fee.rule_vi = row["fee_rule_vi"];
  if (row["fee"] == "council") {
    fee.kind = FeeKind::kByCouncil;
    return absl::OkStatus();
  }
  const auto amount = WholeNumber(row["fee"], 0, 1'000'000'000'000);
  if (!amount) return row.Invalid("fee", "0, council, or an amount in VND");
  fee.kind = *amount == 0 ? FeeKind::kFree : FeeKind::kFixed;
  fee.amount_vnd = *amount;
  return absl::OkStatus();
}

absl::Status ReadValidity(const TsvRow& row, ProcedureVersion& v) {
  if (row["state"] == "draft") {
    v.state = ProcedureState::kDraft;
  } else if (row["state"] == "published") {
    v.state = ProcedureState::kPublished;
  } else if (row["state"] == "ended") {
    v.state = ProcedureState::kEnded;
  } else {
    return row.Invalid("state", "draft, published or ended");
  }
  std::optional<Day> from;
  MOTCUA_RETURN_IF_ERROR(ReadOptionalDay(row, "from", from));
  if (!from) return row.Invalid("from", "the first day of effect");
  v.from = *from;
  MOTCUA_RETURN_IF_ERROR(ReadOptionalDay(row, "until", v.until));
  if (v.until ? *v.until <= v.from : v.state == ProcedureState::kEnded) {
    return row.Invalid("until", "the day after the last day of effect");
  }
  MOTCUA_RETURN_IF_ERROR(ReadOptionalDay(row, "province_from", v.boundary.province_from));
  MOTCUA_RETURN_IF_ERROR(ReadOptionalDay(row, "nationwide_from", v.boundary.nationwide_from));
  if (v.boundary.nationwide_from &&
      (!v.boundary.province_from || *v.boundary.nationwide_from < *v.boundary.province_from)) {
    return row.Invalid("nationwide_from", "not before province_from");
  }
  v.boundary.source = row["boundary_source"];
  return absl::OkStatus();
}

absl::Status ReadProcedure(const TsvRow& row, ProcedureVersion& v) {
  const auto code = ParseProcedureCode(row["code"]);
  if (!code.ok() || !code->suffix.empty()) return row.Invalid("code", "such as 1.001193");
  v.code = code->base;
  const auto number = WholeNumber(row["version"], 1, 9999);
  if (!number) return row.Invalid("version", "1, 2, 3, ...");
  v.version = static_cast<int>(*number);
  MOTCUA_RETURN_IF_ERROR(ReadValidity(row, v));
  MOTCUA_RETURN_IF_ERROR(ReadText(row, "name_vi", v.name_vi));
  MOTCUA_RETURN_IF_ERROR(ReadText(row, "name_en", v.name_en));
  MOTCUA_RETURN_IF_ERROR(ReadText(row, "field_vi", v.field_vi));
  if (row["level"] == "province") {
    v.level = ProcedureLevel::kProvince;
  } else if (row["level"] == "commune") {
    v.level = ProcedureLevel::kCommune;
  } else if (row["level"] == "both") {
    v.level = ProcedureLevel::kBoth;
  } else {
    return row.Invalid("level", "province, commune or both");
  }
  constexpr std::string_view kLimit = "such as 3wd, 8wh, 20d or 1wd!";
  const auto limit = ParseTimeLimit(row["limit"]);
  if (!limit.ok()) return row.Invalid("limit", kLimit);
  v.limit = *limit;
  if (!row["limit_with_verification"].empty()) {
    const auto longer = ParseTimeLimit(row["limit_with_verification"]);
    if (!longer.ok()) return row.Invalid("limit_with_verification", kLimit);
    v.limit_with_verification = *longer;
  }
  v.limit_rule_vi = row["limit_rule_vi"];
  MOTCUA_RETURN_IF_ERROR(ReadFee(row, v.fee));
  MOTCUA_RETURN_IF_ERROR(ReadResults(row, v.results));
  const auto rule = ParseCompetenceRule(row["competence"]);
  if (!rule.ok()) {
    return row.Invalid("competence",
                       "commune, commune_police, commune_or_notary, any_civil_status, "
                       "register_keeper, linked_commune or department:LOCAL");
  }
  v.competence = *rule;
  MOTCUA_RETURN_IF_ERROR(ReadYesNo(row, "serve_now", v.serve_now_allowed));
  v.legal_basis = row["legal_basis"];
  v.source = row["source"];
  v.source_status = row["status"];
  return absl::OkStatus();
}

// The version that a row of steps or components belongs to.
absl::StatusOr<ProcedureVersion*> Owner(const TsvRow& row, ProcedureRows& rows) {
  const auto number = WholeNumber(row["version"], 1, 9999);
  if (!number) return row.Invalid("version", "1, 2, 3, ...");
  const auto found = rows.find({row["code"], static_cast<int>(*number)});
  if (found == rows.end()) return row.Invalid("code", "a code and version of procedures.tsv");
  return &found->second.version;
}

}  // namespace

absl::Status ReadProcedures(std::string_view text, ProcedureRows& rows) {
  MOTCUA_ASSIGN_OR_RETURN(const TsvTable table, ParseTsv(text, {"code",
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
                                                                "status"}));
  for (const TsvRow& row : table.rows) {
    ProcedureRow entry;
    entry.line = row.line();
    MOTCUA_RETURN_IF_ERROR(ReadProcedure(row, entry.version));
    const std::pair key(entry.version.code, entry.version.version);
    if (!rows.emplace(key, std::move(entry)).second) {
      return row.Invalid("version", "each version of a code once");
    }
  }
  return absl::OkStatus();
}

absl::Status ReadSteps(std::string_view text, ProcedureRows& rows) {
  MOTCUA_ASSIGN_OR_RETURN(
      const TsvTable table,
      ParseTsv(text, {"code", "version", "ordinal", "kind", "role", "name_vi", "share"}));
  for (const TsvRow& row : table.rows) {
    MOTCUA_ASSIGN_OR_RETURN(ProcedureVersion * version, Owner(row, rows));
    Step step;
    step.ordinal = static_cast<int>(version->steps.size()) + 1;
    if (row["ordinal"] != std::to_string(step.ordinal)) {
      return row.Invalid("ordinal", "1, 2, 3, ... in order");
    }
    const auto kind = ParseStepKind(row["kind"]);
    if (!kind.ok()) {
      return row.Invalid("kind", "receive, assign, process, check, sign, number_and_seal, return");
    }
    step.kind = *kind;
    const auto role = ParseStepRole(row["role"]);
    if (!role.ok()) {
      return row.Invalid("role", "receiving_clerk, division_head, officer, leader, records_clerk");
    }
    step.role = *role;
    MOTCUA_RETURN_IF_ERROR(ReadText(row, "name_vi", step.name_vi));
    const auto share = WholeNumber(row["share"], 0, 1'000'000);
    if (!share) return row.Invalid("share", "a whole number, 0 for a step that is not counted");
    step.share = static_cast<int>(*share);
    version->steps.push_back(std::move(step));
  }
  return absl::OkStatus();
}

absl::Status ReadComponents(std::string_view text, ProcedureRows& rows) {
  MOTCUA_ASSIGN_OR_RETURN(
      const TsvTable table,
      ParseTsv(text, {"code", "version", "ordinal", "name_vi", "required", "replaced_by_data"}));
  for (const TsvRow& row : table.rows) {
    MOTCUA_ASSIGN_OR_RETURN(ProcedureVersion * version, Owner(row, rows));
    Component component;
    component.ordinal = static_cast<int>(version->components.size()) + 1;
    if (row["ordinal"] != std::to_string(component.ordinal)) {
      return row.Invalid("ordinal", "1, 2, 3, ... in order");
    }
    MOTCUA_RETURN_IF_ERROR(ReadText(row, "name_vi", component.name_vi));
    MOTCUA_RETURN_IF_ERROR(ReadYesNo(row, "required", component.required));
    component.replaced_by_data = row["replaced_by_data"];
    version->components.push_back(std::move(component));
  }
  return absl::OkStatus();
}

absl::Status CheckWhole(const ProcedureRows& rows) {
  const ProcedureVersion* previous = nullptr;
  for (const auto& [key, row] : rows) {
    const ProcedureVersion& v = row.version;
    int shares = 0;
    bool signs = false;
    for (const Step& step : v.steps) {
      shares += step.share;
      signs = signs || step.kind == StepKind::kSign;
    }
    if (v.steps.empty() || v.steps.front().kind != StepKind::kReceive ||
        v.steps.back().kind != StepKind::kReturn || !signs || shares == 0) {
      return LineInvalid(row.line, "code",
                         "steps that begin with receive, sign once at least, end with return and "
                         "share the time");
    }
    if (v.components.empty()) return LineInvalid(row.line, "code", "one component at least");
    if (v.state == ProcedureState::kDraft) continue;
    if (previous != nullptr && previous->code == v.code &&
        (!previous->until || v.from < *previous->until)) {
      return LineInvalid(row.line, "from", "not before the end of the version before it");
    }
    previous = &v;
  }
  return absl::OkStatus();
}

}  // namespace motcua::law
