// Accounts, sessions and stations.
#ifndef MOTCUA_SERVER_STORAGE_PEOPLE_TABLES_H_
#define MOTCUA_SERVER_STORAGE_PEOPLE_TABLES_H_

#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/connection.h"
#include "server/storage/records.h"

namespace motcua::storage {

class AccountTable {
 public:
  explicit AccountTable(sql::Connection& conn) : conn_(conn) {}
  absl::StatusOr<std::optional<AccountRecord>> Get(std::string_view name);
  absl::StatusOr<std::vector<AccountRecord>> List();  // by name
  absl::Status Put(const AccountRecord& account);

 private:
  sql::Connection& conn_;
};

class SessionTable {
 public:
  explicit SessionTable(sql::Connection& conn) : conn_(conn) {}
  absl::StatusOr<std::optional<SessionRecord>> Get(std::string_view token_hash);
  absl::Status Put(const SessionRecord& session);
  absl::Status Delete(std::string_view token_hash);
  absl::Status DeleteOf(std::string_view account, std::string_view kept_token_hash);

 private:
  sql::Connection& conn_;
};

class StationTable {
 public:
  explicit StationTable(sql::Connection& conn) : conn_(conn) {}
  absl::StatusOr<std::optional<StationRecord>> Get(std::string_view unit, int number);
  absl::StatusOr<std::optional<StationRecord>> FindEnrolment(std::string_view code_hash);
  absl::StatusOr<std::vector<StationRecord>> List();  // by unit and number
  absl::Status Put(const StationRecord& station);

 private:
  sql::Connection& conn_;
};

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_PEOPLE_TABLES_H_
