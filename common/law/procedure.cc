#include "common/law/procedure.h"

#include <array>
#include <utility>

#include "common/base/error.h"

namespace motcua::law {
namespace {

template <typename Enum, size_t N>
using Names = std::array<std::pair<std::string_view, Enum>, N>;

constexpr Names<StepKind, 7> kStepKinds = {{{"receive", StepKind::kReceive},
                                            {"assign", StepKind::kAssign},
                                            {"process", StepKind::kProcess},
                                            {"check", StepKind::kCheck},
                                            {"sign", StepKind::kSign},
                                            {"number_and_seal", StepKind::kNumberAndSeal},
                                            {"return", StepKind::kReturn}}};

constexpr Names<StepRole, 5> kStepRoles = {{{"receiving_clerk", StepRole::kReceivingClerk},
                                            {"division_head", StepRole::kDivisionHead},
                                            {"officer", StepRole::kOfficer},
                                            {"leader", StepRole::kLeader},
                                            {"records_clerk", StepRole::kRecordsClerk}}};

constexpr Names<CompetenceRule::Kind, 6> kRules = {
    {{"commune", CompetenceRule::kCommune},
     {"commune_police", CompetenceRule::kCommunePolice},
     {"commune_or_notary", CompetenceRule::kCommuneOrNotary},
     {"any_civil_status", CompetenceRule::kAnyCivilStatus},
     {"register_keeper", CompetenceRule::kRegisterKeeper},
     {"linked_commune", CompetenceRule::kLinkedCommune}}};

constexpr std::string_view kDepartmentPrefix = "department:";

template <typename Enum, size_t N>
absl::StatusOr<Enum> Read(const Names<Enum, N>& names, std::string_view field,
                          std::string_view text, std::string_view also = "") {
  std::string right = "one of";
  for (const auto& [name, value] : names) {
    if (name == text) return value;
    right += " " + std::string(name);
  }
  return FieldInvalid(field, right + std::string(also));
}

template <typename Enum, size_t N>
std::string Write(const Names<Enum, N>& names, Enum value) {
  for (const auto& [name, known] : names) {
    if (known == value) return std::string(name);
  }
  return "";
}

}  // namespace

absl::StatusOr<StepKind> ParseStepKind(std::string_view text) {
  return Read(kStepKinds, "step_kind", text);
}
std::string FormatStepKind(StepKind kind) { return Write(kStepKinds, kind); }

absl::StatusOr<StepRole> ParseStepRole(std::string_view text) {
  return Read(kStepRoles, "step_role", text);
}
std::string FormatStepRole(StepRole role) { return Write(kStepRoles, role); }

absl::StatusOr<CompetenceRule> ParseCompetenceRule(std::string_view text) {
  CompetenceRule rule;
  if (text.starts_with(kDepartmentPrefix)) {
    const std::string_view local = text.substr(kDepartmentPrefix.size());
    bool good = !local.empty() && local.size() <= 12;
    for (char c : local) good = good && ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
    if (good) {
      rule.kind = CompetenceRule::kDepartment;
      rule.department = std::string(local);
      return rule;
    }
  }
  auto kind = Read(kRules, "competence", text, " department:SXD");
  if (!kind.ok()) return kind.status();
  rule.kind = *kind;
  return rule;
}

std::string FormatCompetenceRule(const CompetenceRule& rule) {
  if (rule.kind == CompetenceRule::kDepartment) {
    return std::string(kDepartmentPrefix) + rule.department;
  }
  return Write(kRules, rule.kind);
}

bool ProcedureVersion::InForce(Day day) const {
  return state != ProcedureState::kDraft && from <= day && (!until || day < *until);
}

const TimeLimit& LimitFor(const ProcedureVersion& version, bool with_verification) {
  return with_verification && version.limit_with_verification ? *version.limit_with_verification
                                                              : version.limit;
}

std::vector<std::chrono::microseconds> StepTimes(const std::vector<Step>& steps,
                                                 const TimeLimit& limit) {
  using std::chrono::minutes;
  int64_t all = 0;
  for (const Step& step : steps) all += step.share;
  const int64_t total = std::chrono::duration_cast<minutes>(NominalAmount(limit)).count();
  std::vector<std::chrono::microseconds> times;
  int64_t shares = 0;
  int64_t given = 0;
  for (const Step& step : steps) {
    shares += step.share;
    // Rounded on the running sum, so that nothing is lost or gained in the end.
    const int64_t until = all == 0 ? 0 : total * shares / all;
    times.push_back(minutes{until - given});
    given = until;
  }
  return times;
}

}  // namespace motcua::law
