#include "common/sql/sqlite_errors.h"

#include <string>
#include <string_view>

#include "common/base/error.h"
#include "common/sql/errors.h"

namespace motcua::sql {
namespace {

using absl::StatusCode;

// "UNIQUE constraint failed: dossier.code" names columns, never values.
std::string ViolatedColumns(sqlite3* db) {
  if (db == nullptr) return "";
  constexpr std::string_view kLead = "UNIQUE constraint failed: ";
  const std::string_view text = sqlite3_errmsg(db);
  return text.starts_with(kLead) ? std::string(text.substr(kLead.size())) : "";
}

}  // namespace

absl::Status SqliteError(sqlite3* db, int code) {
  const ErrorValues values = {{"driver_code", std::to_string(code)}};
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return MakeError(StatusCode::kUnavailable, kStorageBusy,
                       "the database is locked by another connection; repeat", values);
    case SQLITE_FULL:
      return MakeError(StatusCode::kResourceExhausted, kStorageFull,
                       "no room left for the database", values);
    case SQLITE_NOMEM:
      return MakeError(StatusCode::kResourceExhausted, kStorageNoMemory,
                       "no memory left for the database", values);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return MakeError(StatusCode::kDataLoss, kStorageCorrupt,
                       "the database file is damaged or not a database", values);
    case SQLITE_IOERR:
      return IoError(code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC, code);
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_NOLFS:
      return IoError(false, code);
    case SQLITE_INTERRUPT:
      return MakeError(StatusCode::kCancelled, kStorageInterrupted, "the statement was interrupted",
                       values);
    case SQLITE_READONLY:
      return MakeError(StatusCode::kInternal, kStorageReadOnly,
                       "a write was tried where only reading is allowed", values);
    case SQLITE_CONSTRAINT:
      if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
          code == SQLITE_CONSTRAINT_ROWID) {
        return MakeError(
            StatusCode::kAlreadyExists, kUniqueViolation, "a row with this key exists already",
            {{"driver_code", std::to_string(code)}, {"constraint", ViolatedColumns(db)}});
      }
      return MakeError(StatusCode::kInternal, kConstraint,
                       "a row would break a constraint of its table", values);
    case SQLITE_MISMATCH:
      return MakeError(StatusCode::kInternal, kConstraint,
                       "a value has another type than its column", values);
    default:
      return MakeError(StatusCode::kInternal, kSqlMisuse,
                       "the database refused a statement of the program", values);
  }
}

}  // namespace motcua::sql
