// Merkle roots, one for each batch that added to the log.
#ifndef MOTCUA_SERVER_STORAGE_LOG_ROOT_TABLE_H_
#define MOTCUA_SERVER_STORAGE_LOG_ROOT_TABLE_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/connection.h"

namespace motcua::storage {

struct LogRootRow {
  uint64_t size = 0;
  std::string root;
  std::string tree;
};

class LogRootTable {
 public:
  explicit LogRootTable(sql::Connection& conn) : conn_(conn) {}
  // NOT_FOUND LOG_ROOT_NOT_FOUND if no batch ended there. The empty log has its root (RFC 6962).
  absl::StatusOr<std::string> At(uint64_t size);
  // By size.
  absl::Status Scan(const std::function<absl::Status(const LogRootRow&)>& visit);

 private:
  sql::Connection& conn_;
};

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_LOG_ROOT_TABLE_H_
