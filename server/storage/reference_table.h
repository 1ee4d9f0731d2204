// Reference lists as imported, every version.
#ifndef MOTCUA_SERVER_STORAGE_REFERENCE_TABLE_H_
#define MOTCUA_SERVER_STORAGE_REFERENCE_TABLE_H_

#include <optional>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/connection.h"
#include "server/storage/records.h"

namespace motcua::storage {

class ReferenceTable {
 public:
  explicit ReferenceTable(sql::Connection& conn) : conn_(conn) {}
  absl::StatusOr<std::optional<ReferenceRecord>> Newest(std::string_view kind);
  // `reference.version` 0: the next one. Any other must be the next one: ABORTED ETAG_MISMATCH.
  absl::Status Put(const ReferenceRecord& reference);

 private:
  sql::Connection& conn_;
};

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_REFERENCE_TABLE_H_
