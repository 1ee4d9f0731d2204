// A procedure (thủ tục hành chính) as the catalogue holds it: one version of one entry.
//
// A dossier keeps the version it was received under. Versions are data (catalogue.h), never code.
#ifndef MOTCUA_COMMON_LAW_PROCEDURE_H_
#define MOTCUA_COMMON_LAW_PROCEDURE_H_

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/time.h"
#include "common/law/time_limit.h"

namespace motcua::law {

enum class ProcedureState { kDraft, kPublished, kEnded };
enum class ProcedureLevel { kProvince, kCommune, kBoth };

// One thing the applicant hands in.
struct Component {
  int ordinal = 0;  // from 1
  std::string name_vi;
  bool required = true;
  // The database whose data are taken instead of the paper (Decree 309/2026 Art. 4 as amended;
  // Resolution 66.7/2025/NQ-CP); "" when there is none.
  std::string replaced_by_data;
  friend bool operator==(const Component&, const Component&) = default;
};

enum class FeeKind { kFree, kFixed, kByCouncil };
struct Fee {
  FeeKind kind = FeeKind::kFree;
  int64_t amount_vnd = 0;  // > 0 for kFixed (per piece where the rule says so), else 0
  std::string rule_vi;     // per copy, online discount...; "" when there is nothing to add
  friend bool operator==(const Fee&, const Fee&) = default;
};

struct ProcedureResult {
  std::string name_vi;
  std::string code;  // KQ.Gnn.nnnnnn; "" when not known
  friend bool operator==(const ProcedureResult&, const ProcedureResult&) = default;
};

// From when the dossier may be received where the competent unit is another commune of the
// province, and of another province.
struct BoundaryScope {
  std::optional<Day> province_from;
  std::optional<Day> nationwide_from;
  std::string source;
  friend bool operator==(const BoundaryScope&, const BoundaryScope&) = default;
};

// Who decides (competence.h). In files: commune | commune_police | commune_or_notary |
// any_civil_status | register_keeper | linked_commune | department:LOCAL.
struct CompetenceRule {
  enum Kind {
    kCommune,          // People's Committee of the commune of the matter
    kCommunePolice,    // its police
    kCommuneOrNotary,  // any commune (or a notary, who is not in the system)
    kAnyCivilStatus,   // any authority of the civil-status database
    kRegisterKeeper,   // the unit that keeps the register
    kLinkedCommune,    // linked procedure, led by the commune of the matter
    kDepartment,       // a department of the province of the matter
  };
  Kind kind = kCommune;
  std::string department;  // local part of the unit id ("SXD"), for kDepartment
  friend bool operator==(const CompetenceRule&, const CompetenceRule&) = default;
};
absl::StatusOr<CompetenceRule> ParseCompetenceRule(std::string_view text);  // FIELD_INVALID
std::string FormatCompetenceRule(const CompetenceRule& rule);

enum class StepKind { kReceive, kAssign, kProcess, kCheck, kSign, kNumberAndSeal, kReturn };
enum class StepRole { kReceivingClerk, kDivisionHead, kOfficer, kLeader, kRecordsClerk };
absl::StatusOr<StepKind> ParseStepKind(std::string_view text);  // FIELD_INVALID; "number_and_seal"
std::string FormatStepKind(StepKind kind);
absl::StatusOr<StepRole> ParseStepRole(std::string_view text);  // FIELD_INVALID; "division_head"
std::string FormatStepRole(StepRole role);

// One step of the internal process (quy trình nội bộ).
struct Step {
  int ordinal = 0;  // from 1
  StepKind kind = StepKind::kReceive;
  StepRole role = StepRole::kReceivingClerk;
  std::string name_vi;
  // Its part of the time limit: share / sum of the shares. 0: not counted (handing out).
  int share = 0;
  friend bool operator==(const Step&, const Step&) = default;
};

struct ProcedureVersion {
  std::string code;  // d.dddddd
  int version = 0;   // from 1
  ProcedureState state = ProcedureState::kDraft;
  Day from{};
  std::optional<Day> until;  // exclusive; set for kEnded
  std::string name_vi;
  std::string name_en;
  std::string field_vi;
  ProcedureLevel level = ProcedureLevel::kCommune;
  TimeLimit limit;
  std::optional<TimeLimit> limit_with_verification;
  std::string limit_rule_vi;  // what the limit does not say; "" when nothing
  Fee fee;
  std::vector<ProcedureResult> results;
  BoundaryScope boundary;
  CompetenceRule competence;
  bool serve_now_allowed = false;  // received, resolved and handed out in one go
  std::string legal_basis;
  std::string source;
  std::string source_status;  // how sure the entry is
  std::vector<Step> steps;
  std::vector<Component> components;

  // Published or ended, and in effect on `day`.
  bool InForce(Day day) const;
  friend bool operator==(const ProcedureVersion&, const ProcedureVersion&) = default;
};

// The limit that holds; the one with verification when the version has one and it is needed.
const TimeLimit& LimitFor(const ProcedureVersion& version, bool with_verification);

// The time of each step in the measure of `limit` (working time, or elapsed time for calendar
// days), in whole minutes; the sum is exactly NominalAmount(limit).
std::vector<std::chrono::microseconds> StepTimes(const std::vector<Step>& steps,
                                                 const TimeLimit& limit);

}  // namespace motcua::law

#endif  // MOTCUA_COMMON_LAW_PROCEDURE_H_
