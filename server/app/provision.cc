#include "server/app/provision.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <optional>
#include <set>
#include <system_error>
#include <thread>
#include <utility>

#include "common/base/error.h"
#include "common/base/file.h"
#include "common/base/status_macros.h"
#include "common/base/tsv.h"
#include "common/crypto/password.h"
#include "common/crypto/secret_text.h"
#include "common/units/units_tsv.h"
#include "server/app/accounts.h"
#include "server/app/admin_request.h"
#include "server/app/provision_file.h"
#include "server/app/reference.h"
#include "server/app/stations.h"

namespace motcua::app {
namespace {

using storage::AccountRecord;
using storage::StationRecord;

// What exists, on one snapshot.
struct Present {
  ReferenceTexts references;
  std::vector<StationRecord> stations;
  std::vector<AccountRecord> accounts;
};

// What the run will store.
struct Plan {
  ReferenceTexts references;  // all lists, units changed
  std::shared_ptr<const domain::World> world;
  std::vector<StationRecord> stations;
  std::vector<std::string> codes;  // of the station at the same place
  std::vector<AccountRecord> accounts;
  std::vector<std::string> passwords;
  ProvisionResult result;
};

absl::Status Read(storage::ReadTransaction& tx, Present& present) {
  MOTCUA_ASSIGN_OR_RETURN(present.references, LoadReferences(tx));
  MOTCUA_ASSIGN_OR_RETURN(present.stations, tx.ListStations());
  MOTCUA_ASSIGN_OR_RETURN(present.accounts, tx.ListAccounts());
  return absl::OkStatus();
}

void Skip(int line, const std::string& what, Plan& plan) {
  plan.result.skipped.push_back("line " + std::to_string(line) + ": " + what + " exists");
}

// The line to blame for `refused`. The tree may name the other of two units that collide, so the
// line sought is the one without which the rest fits; else the line of the unit named.
absl::Status BadUnitLine(const ProvisionFile& file, const units::UnitTree& before,
                         const absl::Status& refused) {
  const ErrorValues values = GetErrorValues(refused);
  const auto expected = values.find("expected");
  const auto named = values.find("unit");
  const std::string right =
      expected == values.end() ? "a unit that fits the tree" : expected->second;
  int named_line = 0;
  for (size_t left_out = file.units.size(); left_out-- > 0;) {
    std::vector<units::Unit> rest = before.units();
    for (size_t i = 0; i < file.units.size(); ++i) {
      const units::Unit& unit = file.units[i].unit;
      if (i != left_out && before.Find(unit.id) == nullptr) rest.push_back(unit);
    }
    const auto& [line, unit] = file.units[left_out];
    if (units::UnitTree::Build(std::move(rest)).ok()) return LineInvalid(line, "", right);
    if (named != values.end() && unit.id == named->second) named_line = line;
  }
  return named_line == 0 ? refused : LineInvalid(named_line, "", right);
}

absl::Status PlanUnits(const ProvisionFile& file, const Present& present, Plan& plan) {
  plan.references = present.references;
  MOTCUA_ASSIGN_OR_RETURN(const auto before, BuildWorld(present.references));
  std::vector<units::Unit> all = before->units->units();
  for (const auto& [line, unit] : file.units) {
    if (const units::Unit* existing = before->units->Find(unit.id)) {
      if (!(*existing == unit)) {
        return LineInvalid(line, "id", "a new unit, or one exactly as it is");
      }
      Skip(line, "unit " + unit.id, plan);
      continue;
    }
    all.push_back(unit);
    ++plan.result.units;
  }
  if (plan.result.units == 0) {
    plan.world = before;
    return absl::OkStatus();
  }
  const auto tree = units::UnitTree::Build(all);
  if (!tree.ok()) return BadUnitLine(file, *before->units, tree.status());
  MOTCUA_ASSIGN_OR_RETURN(plan.references[kUnitsReference], units::WriteUnitsTsv((*tree)->units()));
  MOTCUA_ASSIGN_OR_RETURN(plan.world, BuildWorld(plan.references));
  return absl::OkStatus();
}

absl::Status PlanStations(const ProvisionFile& file, const Present& present, Time now, Plan& plan) {
  std::map<std::string, int> last_number;
  std::set<std::pair<std::string, std::string>> in_use;
  for (const StationRecord& station : present.stations) {
    int& last = last_number[station.unit];
    last = std::max(last, station.number);
    if (station.state != storage::StationState::kRevoked) {
      in_use.emplace(station.unit, station.display_name);
    }
  }
  for (const auto& [line, unit, name] : file.stations) {
    if (plan.world->units->Find(unit) == nullptr) {
      return LineInvalid(line, "unit", "a unit of the list or of this file");
    }
    if (in_use.count({unit, name}) != 0) {
      Skip(line, "station " + name + " of " + unit, plan);
      continue;
    }
    const std::string code = crypto::NewEnrolmentCode();
    plan.stations.push_back(NewStation(unit, ++last_number[unit], name, code, now));
    plan.codes.push_back(code);
    ++plan.result.stations;
  }
  return absl::OkStatus();
}

absl::Status PlanAccounts(const ProvisionFile& file, const Present& present, bool change_required,
                          Plan& plan) {
  std::map<std::string, const AccountRecord*> existing;
  for (const AccountRecord& account : present.accounts) existing[account.name] = &account;
  for (const auto& [line, given] : file.accounts) {
    AccountDraft draft = given;
    if (const absl::Status checked = CheckDraft(draft, *plan.world->units); !checked.ok()) {
      const ErrorValues values = GetErrorValues(checked);
      const auto expected = values.find("expected");
      const bool unit = ErrorReason(checked) == "UNIT_NOT_FOUND";
      return LineInvalid(line, unit ? "unit" : "",
                         unit                       ? "a unit of the list or of this file"
                         : expected == values.end() ? "an account"
                                                    : expected->second);
    }
    if (const auto found = existing.find(draft.name); found != existing.end()) {
      const AccountRecord& old = *found->second;
      if (old.full_name != draft.full_name || old.unit != draft.unit || old.roles != draft.roles) {
        return LineInvalid(line, "name", "a new account, or one exactly as it is");
      }
      Skip(line, "account " + draft.name, plan);
      continue;
    }
    plan.accounts.push_back(
        {draft.name, draft.full_name, draft.unit, draft.roles, "", change_required, false, 1});
    ++plan.result.accounts;
  }
  return absl::OkStatus();
}

// Two at once: each hash takes 19 MiB and 40 ms, and an evening's file has hundreds.
absl::Status MakePasswords(Plan& plan, const std::function<void(uint64_t, uint64_t)>& progress) {
  constexpr size_t kAtOnce = 2;
  for (size_t i = 0; i < plan.accounts.size(); ++i) {
    plan.passwords.push_back(crypto::NewPassword());
  }
  absl::Status failed[kAtOnce];
  std::vector<std::thread> threads;
  for (size_t first = 0; first < kAtOnce; ++first) {
    threads.emplace_back([&plan, &failed, &progress, first] {
      for (size_t i = first; i < plan.accounts.size() && failed[first].ok(); i += kAtOnce) {
        absl::StatusOr<std::string> hash = crypto::HashPassword(plan.passwords[i]);
        if (hash.ok()) plan.accounts[i].password_hash = *std::move(hash);
        failed[first] = hash.status();
        const size_t total = plan.accounts.size();
        if (progress && first == 0) progress(std::min(i + kAtOnce, total), total);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const absl::Status& status : failed) MOTCUA_RETURN_IF_ERROR(status);
  return absl::OkStatus();
}

absl::Status MakeOutput(const std::filesystem::path& folder) {
  std::error_code error;
  if (mkdir(folder.c_str(), 0700) != 0 &&
      (errno != EEXIST || !std::filesystem::is_directory(folder, error) ||
       chmod(folder.c_str(), 0700) != 0)) {
    return MakeError(absl::StatusCode::kInternal, "OUTPUT_UNUSABLE",
                     "The output folder cannot be made or is not this account's own.");
  }
  if (!std::filesystem::is_empty(folder, error) || error) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "OUTPUT_NOT_EMPTY",
                     "The output folder holds files already; give a new one.");
  }
  return absl::OkStatus();
}

absl::Status WriteOutput(const Installation& installation, const Plan& plan,
                         const std::filesystem::path& folder) {
  for (size_t i = 0; i < plan.stations.size(); ++i) {
    const StationRecord& station = plan.stations[i];
    MOTCUA_ASSIGN_OR_RETURN(const std::string file,
                            NewEnrolmentFile(installation.issuer(), station.unit, plan.codes[i]));
    const std::string name = station.unit + '-' + std::to_string(station.number) + ".enrolment";
    MOTCUA_RETURN_IF_ERROR(WritePrivateFile(folder / name, file));
  }
  std::vector<std::vector<std::string>> rows;
  for (size_t i = 0; i < plan.accounts.size(); ++i) {
    const AccountRecord& account = plan.accounts[i];
    rows.push_back({account.name, account.full_name, account.unit, plan.passwords[i]});
  }
  MOTCUA_ASSIGN_OR_RETURN(const std::string table,
                          WriteTsv({"account", "full_name", "unit", "password"}, rows));
  return WritePrivateFile(folder / "passwords.tsv", table);
}

absl::Status Store(storage::WriteTransaction& tx, const Present& present, const Plan& plan,
                   Time now) {
  // The data directory is locked, so only this program writes; the check makes sure of it.
  Present current;
  MOTCUA_RETURN_IF_ERROR(Read(tx, current));
  if (current.references != present.references ||
      current.stations.size() != present.stations.size() ||
      current.accounts.size() != present.accounts.size()) {
    return MakeError(absl::StatusCode::kAborted, "ETAG_MISMATCH",
                     "Something was changed meanwhile; run it again.");
  }
  const Caller tool = InstallationCaller();
  ImportResult imported;
  MOTCUA_RETURN_IF_ERROR(
      PutReferences(tx, tool, present.references, plan.references, now, imported));
  for (const StationRecord& station : plan.stations) {
    MOTCUA_RETURN_IF_ERROR(tx.PutStation(station));
    MOTCUA_RETURN_IF_ERROR(
        tx.RecordEvent(StationCreatedEvent(station, tool, NewToolRequest(now), "", now)));
  }
  for (const AccountRecord& account : plan.accounts) {
    MOTCUA_RETURN_IF_ERROR(tx.PutAccount(account));
    MOTCUA_RETURN_IF_ERROR(
        tx.RecordEvent(AccountCreatedEvent(account, tool, NewToolRequest(now), "", now)));
  }
  domain::Event event = NewAdminEvent(domain::EventKind::kProvisioned, "installation", tool,
                                      NewToolRequest(now).request_id, "", now);
  event.facts["units"] = std::to_string(plan.result.units);
  event.facts["stations"] = std::to_string(plan.result.stations);
  event.facts["accounts"] = std::to_string(plan.result.accounts);
  return tx.RecordEvent(std::move(event));
}

}  // namespace

absl::StatusOr<ProvisionResult> Provision(Installation& installation, std::string_view text,
                                          const ProvisionOptions& options) {
  const ServiceContext& context = installation.context();
  const Time now = context.time.Now();
  MOTCUA_ASSIGN_OR_RETURN(const ProvisionFile file, ParseProvisionFile(text));
  Present present;
  MOTCUA_RETURN_IF_ERROR(
      context.storage.Read([&](storage::ReadTransaction& tx) { return Read(tx, present); }));
  Plan plan;
  MOTCUA_RETURN_IF_ERROR(PlanUnits(file, present, plan));
  MOTCUA_RETURN_IF_ERROR(PlanStations(file, present, now, plan));
  MOTCUA_RETURN_IF_ERROR(PlanAccounts(file, present, options.password_change_required, plan));
  const bool nothing_new = plan.result.units == 0 && plan.stations.empty() && plan.accounts.empty();
  if (options.dry_run || nothing_new) return plan.result;

  MOTCUA_RETURN_IF_ERROR(MakeOutput(options.output));
  MOTCUA_RETURN_IF_ERROR(MakePasswords(plan, options.progress));
  absl::Status done = WriteOutput(installation, plan, options.output);
  if (done.ok()) {
    done = context.storage.Write(
        [&](storage::WriteTransaction& tx) { return Store(tx, present, plan, now); });
  }
  if (!done.ok()) {
    // After COMMIT_UNKNOWN the entries may be there, and then only these files hold their secrets.
    if (ErrorReason(done) != "COMMIT_UNKNOWN") {
      std::error_code ignored;
      for (const auto& entry : std::filesystem::directory_iterator(options.output, ignored)) {
        std::filesystem::remove(entry.path(), ignored);
      }
    }
    return done;
  }
  context.world.Set(plan.world);
  return plan.result;
}

}  // namespace motcua::app
