#include "server/app/access_table.h"

#include "common/base/status_macros.h"

namespace motcua::app {
namespace {

// More than the stations of the country; a flood of other keys cannot fill the memory, since only
// what is in the tables is kept.
constexpr size_t kMostEntries = 20'000;

}  // namespace

absl::StatusOr<std::optional<AccessTable::Access>> AccessTable::FindSession(
    const std::string& token_hash) {
  uint64_t generation = 0;
  {
    std::lock_guard lock(mutex_);
    const auto found = sessions_.find(token_hash);
    if (found != sessions_.end()) return std::optional<Access>(found->second);
    generation = generation_;
  }
  std::optional<Access> access;
  MOTCUA_RETURN_IF_ERROR(storage_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    access.reset();
    MOTCUA_ASSIGN_OR_RETURN(auto session, tx.GetSession(token_hash));
    if (!session.has_value()) return absl::OkStatus();
    MOTCUA_ASSIGN_OR_RETURN(auto account, tx.GetAccount(session->account));
    if (account.has_value()) access = Access{*std::move(session), *std::move(account)};
    return absl::OkStatus();
  }));
  if (access.has_value()) {
    std::lock_guard lock(mutex_);
    if (sessions_.size() >= kMostEntries) sessions_.clear();
    if (generation == generation_) sessions_.emplace(token_hash, *access);
  }
  return access;
}

absl::StatusOr<std::optional<storage::StationRecord>> AccessTable::FindStation(
    const std::string& unit, int number) {
  const std::string key = unit + '-' + std::to_string(number);
  uint64_t generation = 0;
  {
    std::lock_guard lock(mutex_);
    const auto found = stations_.find(key);
    if (found != stations_.end()) return std::optional<storage::StationRecord>(found->second);
    generation = generation_;
  }
  std::optional<storage::StationRecord> station;
  MOTCUA_RETURN_IF_ERROR(storage_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    MOTCUA_ASSIGN_OR_RETURN(station, tx.GetStation(unit, number));
    return absl::OkStatus();
  }));
  if (station.has_value()) {
    std::lock_guard lock(mutex_);
    if (stations_.size() >= kMostEntries) stations_.clear();
    if (generation == generation_) stations_.emplace(key, *station);
  }
  return station;
}

void AccessTable::Forget() {
  std::lock_guard lock(mutex_);
  ++generation_;
  sessions_.clear();
  stations_.clear();
}

}  // namespace motcua::app
