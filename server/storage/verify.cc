#include "server/storage/verify.h"

#include "common/base/status_macros.h"
#include "server/storage/event_table.h"
#include "server/storage/verify_parts.h"

namespace motcua::storage {

absl::StatusOr<VerifyReport> Verify(SqliteStorage& storage, const VerifyOptions& options) {
  VerifyReport report;
  MOTCUA_RETURN_IF_ERROR(storage.ReadTables([&](sql::Connection& conn) -> absl::Status {
    MOTCUA_ASSIGN_OR_RETURN(const uint64_t size, EventTable(conn, storage.vault()).Size());
    Findings findings(report, options, 2 * size);
    MOTCUA_RETURN_IF_ERROR(VerifyLog(conn, storage.vault(), findings));
    MOTCUA_RETURN_IF_ERROR(VerifyRows(conn, storage.vault(), storage.province_of(), findings));
    if (options.progress) options.progress(2 * size, 2 * size);
    return absl::OkStatus();
  }));
  return report;
}

}  // namespace motcua::storage
