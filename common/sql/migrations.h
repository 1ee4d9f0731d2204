// Numbered steps that bring a database to the shape the program needs. Forward only.
//
// The table schema_version holds one row: `version`, the last step applied, and `oldest_program`,
// the oldest program that may open such a database. A program's number is that of its last
// migration. So a newer database that an older program still understands can say so.
#ifndef MOTCUA_COMMON_SQL_MIGRATIONS_H_
#define MOTCUA_COMMON_SQL_MIGRATIONS_H_

#include <span>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/connection.h"

namespace motcua::sql {

struct Migration {
  int version = 0;         // 1, 2, 3, …
  int oldest_program = 0;  // from this step on; at most `version`
  std::string name;        // for people, for example "first tables"
  std::string sql;         // a script; no transaction statements in it
};

struct SchemaVersion {
  int version = 0;  // 0: an empty database
  int oldest_program = 0;
};

absl::StatusOr<SchemaVersion> ReadSchemaVersion(Connection& conn);

// Applies what is missing, each step in a transaction of its own, so that a step is done whole or
// not at all whenever the process ends. Errors:
//  - FAILED_PRECONDITION SCHEMA_TOO_NEW: the database asks for a newer program. Nothing is changed.
//  - INTERNAL MIGRATIONS_INVALID: `migrations` are not 1, 2, 3, … in order, or an oldest_program is
//    out of range. Nothing is changed.
//  - what the driver says of a step that fails; steps before it stay.
absl::Status Migrate(Connection& conn, std::span<const Migration> migrations);

// Every table, index and view as SQL text, sorted, with the version as first line: the golden form
// of a schema. SQLite only (SQL_MISUSE otherwise).
absl::StatusOr<std::string> DumpSchema(Connection& conn);

}  // namespace motcua::sql

#endif  // MOTCUA_COMMON_SQL_MIGRATIONS_H_
