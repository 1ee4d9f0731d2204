// SQLite's result codes as statuses. Internal to common/sql.
#ifndef MOTCUA_COMMON_SQL_SQLITE_ERRORS_H_
#define MOTCUA_COMMON_SQL_SQLITE_ERRORS_H_

#include <sqlite3.h>

#include "absl/status/status.h"

namespace motcua::sql {

// The status for `code`, an extended result code other than OK, ROW and DONE. `db` may be null.
absl::Status SqliteError(sqlite3* db, int code);

}  // namespace motcua::sql

#endif  // MOTCUA_COMMON_SQL_SQLITE_ERRORS_H_
