#include "common/sql/sqlite_connection.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cstdio>
#include <string>
#include <utility>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/sql/errors.h"
#include "common/sql/query.h"
#include "common/sql/sqlite_errors.h"
#include "common/sql/sqlite_statement.h"

namespace motcua::sql {
namespace {

absl::Status SettingRefused() {
  return MakeError(absl::StatusCode::kFailedPrecondition, "STORAGE_SETTINGS",
                   "the database cannot be opened with the settings that durability needs (write-"
                   "ahead log, synchronous FULL, foreign keys): use a local file system");
}

bool OnlySpace(std::string_view text) {
  return text.find_first_not_of(" \t\r\n;") == std::string_view::npos;
}

// SQLite would create the file by the umask, readable by others; its WAL takes the same mode.
absl::Status CreatePrivate(const std::filesystem::path& path) {
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return IoError(false, SQLITE_CANTOPEN);
  close(file);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::unique_ptr<SqliteConnection>> OpenSqlite(const std::filesystem::path& path,
                                                             const SqliteOptions& options) {
  if (options.mode == SqliteOptions::Mode::kWriter) MOTCUA_RETURN_IF_ERROR(CreatePrivate(path));
  sqlite3* db = nullptr;
  const int code = sqlite3_open_v2(
      path.c_str(), &db,
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOFOLLOW,
      nullptr);
  if (code != SQLITE_OK) {
    absl::Status status = SqliteError(db, code);
    sqlite3_close(db);
    return status;
  }
  std::unique_ptr<SqliteConnection> conn(new SqliteConnection(db, options));
  MOTCUA_RETURN_IF_ERROR(conn->SetUp());
  return conn;
}

absl::Status SqliteConnection::SetUp() {
  const bool writer = options_.mode == SqliteOptions::Mode::kWriter;
  sqlite3_busy_timeout(db_, static_cast<int>(options_.busy_timeout.count()));
  int on = 0;
  if (sqlite3_db_config(db_, SQLITE_DBCONFIG_DEFENSIVE, 1, &on) != SQLITE_OK || on != 1 ||
      sqlite3_db_config(db_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, writer ? 0 : 1, &on) != SQLITE_OK) {
    return SettingRefused();
  }
  const std::string cache = "PRAGMA cache_size = -" + std::to_string(options_.cache_kib);
  MOTCUA_RETURN_IF_ERROR(Execute(cache));
  MOTCUA_RETURN_IF_ERROR(
      Execute("PRAGMA wal_autocheckpoint = 0; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
              "PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF;"
              "PRAGMA cell_size_check = ON;"));
  MOTCUA_RETURN_IF_ERROR(Execute(writer ? "PRAGMA journal_mode = WAL" : "PRAGMA query_only = ON"));

  auto mode = Prepare("PRAGMA journal_mode");
  MOTCUA_RETURN_IF_ERROR(mode.status());
  MOTCUA_ASSIGN_OR_RETURN(bool has_mode, (*mode)->Step());
  if (!has_mode || (*mode)->GetText(0) != "wal") return SettingRefused();
  const std::pair<const char*, int64_t> needed[] = {
      {"PRAGMA synchronous", 2},
      {"PRAGMA foreign_keys", 1},
      {"PRAGMA temp_store", 2},
      {"PRAGMA wal_autocheckpoint", 0},
      {"PRAGMA secure_delete", 1},
      {"PRAGMA trusted_schema", 0},
      {"PRAGMA query_only", writer ? 0 : 1},
  };
  for (const auto& [pragma, value] : needed) {
    MOTCUA_ASSIGN_OR_RETURN(auto read, Prepare(pragma));
    MOTCUA_ASSIGN_OR_RETURN(bool has_row, read->Step());
    if (!has_row || read->GetInt(0) != value) return SettingRefused();
  }
  // After the pragma above, which would take the hook away.
  sqlite3_wal_hook(
      db_,
      [](void* self, sqlite3*, const char*, int pages) {
        static_cast<SqliteConnection*>(self)->wal_pages_ = pages;
        return SQLITE_OK;
      },
      this);
  return absl::OkStatus();
}

SqliteConnection::~SqliteConnection() {
  ClearCache();
  // A second sync after a failed one may succeed without having written anything, and the WAL,
  // which still holds it all, would be thrown away.
  if (sync_failed_) sqlite3_db_config(db_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  sqlite3_close_v2(db_);
}

void SqliteConnection::NoteFailure(const absl::Status& status) {
  if (IsSyncError(status)) sync_failed_ = true;
}

absl::Status SqliteConnection::Failure(int code) {
  // What SQLite says of a broken constraint names tables and columns. Other errors of a running
  // statement can quote a value (a JSON path, a search term), so their text is not used at all.
  const int kind = code & 0xff;
  const bool names_only = code == SQLITE_CONSTRAINT_CHECK || code == SQLITE_CONSTRAINT_NOTNULL ||
                          code == SQLITE_CONSTRAINT_FOREIGNKEY ||
                          code == SQLITE_CONSTRAINT_DATATYPE;
  if (kind == SQLITE_CONSTRAINT && names_only) Diagnose();
  absl::Status status = SqliteError(db_, code);
  NoteFailure(status);
  return status;
}

void SqliteConnection::Diagnose() {
  const std::string line = std::string("sqlite: ") + sqlite3_errmsg(db_);
  if (options_.diagnostics) {
    options_.diagnostics(line);
  } else {
    std::fprintf(stderr, "%s\n", line.c_str());
  }
}

absl::StatusOr<std::unique_ptr<Statement>> SqliteConnection::Prepare(std::string_view sql) {
  sqlite3_stmt* raw = nullptr;
  const char* tail = nullptr;
  const int code = sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &raw, &tail);
  if (code != SQLITE_OK) {
    if ((code & 0xff) == SQLITE_ERROR) Diagnose();  // nothing is bound yet
    return Failure(code);
  }
  if (raw == nullptr) return Misuse("an empty statement");
  // The statement is owned before the text after it is looked at.
  auto made = SqliteStatement::Make(*this, raw);
  if (!made.ok()) return made.status();
  if (!OnlySpace(sql.substr(static_cast<size_t>(tail - sql.data())))) {
    return Misuse("several statements where one is expected");
  }
  return std::unique_ptr<Statement>(std::move(*made));
}

absl::Status SqliteConnection::Execute(std::string_view script) {
  if (transaction_lost()) return Misuse("a script after an error that ended its transaction");
  const std::string text(script);
  const int code = sqlite3_exec(db_, text.c_str(), nullptr, nullptr, nullptr);
  if (code == SQLITE_OK) return absl::OkStatus();
  if ((code & 0xff) == SQLITE_ERROR) Diagnose();
  return Failure(code);
}

absl::Status SqliteConnection::RunFixed(const char* sql) {
  const int code = sqlite3_exec(db_, sql, nullptr, nullptr, nullptr);
  return code == SQLITE_OK ? absl::OkStatus() : Failure(code);
}

absl::Status SqliteConnection::Begin(TransactionMode mode) {
  MOTCUA_RETURN_IF_ERROR(RunFixed(mode == TransactionMode::kWrite ? "BEGIN IMMEDIATE" : "BEGIN"));
  begun_ = true;
  return absl::OkStatus();
}

absl::Status SqliteConnection::Commit() {
  if (options_.fault != nullptr) {
    if (absl::Status fault = options_.fault->AtCommit(); !fault.ok()) {
      NoteFailure(fault);
      MOTCUA_RETURN_IF_ERROR(Rollback());
      return fault;
    }
  }
  if (transaction_lost()) return Misuse("a commit after an error that ended its transaction");
  MOTCUA_RETURN_IF_ERROR(RunFixed("COMMIT"));
  begun_ = false;
  if (options_.fault != nullptr) {
    absl::Status fault = options_.fault->AfterCommit();
    NoteFailure(fault);
    return fault;
  }
  return absl::OkStatus();
}

absl::Status SqliteConnection::Rollback() {
  if (in_transaction()) MOTCUA_RETURN_IF_ERROR(RunFixed("ROLLBACK"));
  begun_ = false;
  return absl::OkStatus();
}

bool SqliteConnection::in_transaction() const { return sqlite3_get_autocommit(db_) == 0; }

int64_t SqliteConnection::changes() const { return sqlite3_changes64(db_); }

int64_t SqliteConnection::total_changes() const { return sqlite3_total_changes64(db_); }

}  // namespace motcua::sql
