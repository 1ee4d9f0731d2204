// Sessions, accounts and stations as every call needs them: read once, kept in memory until one of
// them changes.
//
// Whoever commits a change of an account, a station or a session calls Forget() after the commit
// and before the answer, so that the change counts on the next call.
#ifndef MOTCUA_SERVER_APP_ACCESS_TABLE_H_
#define MOTCUA_SERVER_APP_ACCESS_TABLE_H_

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "absl/status/statusor.h"
#include "server/storage/storage.h"

namespace motcua::app {

// Thread safe.
class AccessTable {
 public:
  struct Access {
    storage::SessionRecord session;
    storage::AccountRecord account;
  };

  explicit AccessTable(storage::Storage& storage) : storage_(storage) {}

  // The session with its account; nullopt if either is not there. Errors of Storage::Read.
  absl::StatusOr<std::optional<Access>> FindSession(const std::string& token_hash);
  absl::StatusOr<std::optional<storage::StationRecord>> FindStation(const std::string& unit,
                                                                    int number);

  void Forget();

 private:
  storage::Storage& storage_;
  std::mutex mutex_;
  uint64_t generation_ = 0;  // counts Forget(): what was read before it is not kept after it
  std::unordered_map<std::string, Access> sessions_;                  // by token hash
  std::unordered_map<std::string, storage::StationRecord> stations_;  // by unit-number
};

}  // namespace motcua::app

#endif  // MOTCUA_SERVER_APP_ACCESS_TABLE_H_
