#include "server/storage/log_root_table.h"

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/crypto/merkle.h"
#include "common/sql/query.h"

namespace motcua::storage {

absl::StatusOr<std::string> LogRootTable::At(uint64_t size) {
  if (size == 0) return crypto::EmptyRoot();
  sql::Query q(conn_, "SELECT root FROM log_root WHERE size = $1");
  q.Bind(static_cast<int64_t>(size));
  std::string root;
  if (q.Next()) root = q.Blob(0);
  MOTCUA_RETURN_IF_ERROR(q.status());
  if (root.empty()) {
    return MakeError(absl::StatusCode::kNotFound, "LOG_ROOT_NOT_FOUND",
                     "no root was recorded for this size of the log");
  }
  return root;
}

absl::Status LogRootTable::Scan(const std::function<absl::Status(const LogRootRow&)>& visit) {
  sql::Query q(conn_, "SELECT size, root, tree FROM log_root ORDER BY size");
  q.Bind();
  while (q.Next()) {
    const LogRootRow row{static_cast<uint64_t>(q.Int(0)), std::string(q.Blob(1)),
                         std::string(q.Blob(2))};
    MOTCUA_RETURN_IF_ERROR(visit(row));
  }
  return q.status();
}

}  // namespace motcua::storage
