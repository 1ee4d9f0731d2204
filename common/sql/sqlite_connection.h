// The SQLite driver, set up for a server that must not lose what it has acknowledged.
//
// Rules that hold for one database file (SQLite 3.40):
//  - one process, one writer connection. Only the writer checkpoints: releases before 3.51.3 can
//    corrupt a WAL database when two connections write and checkpoint at the same instant. So
//    automatic checkpoints are off everywhere and readers do not checkpoint when closed.
//  - the writer is closed last.
//  - synchronous=FULL, read back: in WAL mode anything less loses acknowledged commits when the
//    power fails.
#ifndef MOTCUA_COMMON_SQL_SQLITE_CONNECTION_H_
#define MOTCUA_COMMON_SQL_SQLITE_CONNECTION_H_

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/connection.h"
#include "common/sql/fault_point.h"

struct sqlite3;

namespace motcua::sql {

struct SqliteOptions {
  enum class Mode {
    kWriter,  // creates the file (0600) when it does not exist
    kReader,  // query_only; the file must exist
  };
  Mode mode = Mode::kWriter;
  int cache_kib = 64 * 1024;
  // How long a statement waits for a lock before STORAGE_BUSY.
  std::chrono::milliseconds busy_timeout{100};
  // Not owned; must outlive the connection. For tests only.
  FaultPoint* fault = nullptr;
  // Gets one line for each mistake in a statement of the program: what SQLite says of the text of
  // the statement or the constraint broken. Never holds a bound value. Default: standard error.
  std::function<void(std::string_view line)> diagnostics;
};

enum class CheckpointMode {
  kPassive,   // copies what it can without waiting for anybody
  kRestart,   // waits for readers (busy_timeout), so that the next write starts the WAL anew
  kTruncate,  // the same, and cuts the WAL file to nothing
};

struct CheckpointResult {
  bool complete = false;  // every page of the WAL is in the database file
  int64_t wal_pages = 0;
  int64_t copied_pages = 0;
};

class SqliteConnection final : public Connection {
 public:
  ~SqliteConnection() override;

  Dialect dialect() const override { return Dialect::kSqlite; }
  absl::StatusOr<std::unique_ptr<Statement>> Prepare(std::string_view sql) override;
  absl::Status Execute(std::string_view script) override;
  absl::Status Begin(TransactionMode mode) override;
  absl::Status Commit() override;
  absl::Status Rollback() override;
  bool in_transaction() const override;
  int64_t changes() const override;
  int64_t total_changes() const override;

  // Pages in the WAL after the last commit or checkpoint of this connection, copied ones included.
  int64_t wal_pages() const { return wal_pages_; }
  // Writer only, outside a transaction. With readers in the way kRestart and kTruncate do what
  // kPassive does and give complete = false or STORAGE_BUSY.
  absl::StatusOr<CheckpointResult> Checkpoint(CheckpointMode mode);
  // Writes a whole, consistent, synced copy to `path` (0600), which must not exist (ALREADY_EXISTS
  // BACKUP_EXISTS). Writer only, outside a transaction; blocks for as long as the copy takes. After
  // an error the half-made copy is removed.
  absl::Status BackupTo(const std::filesystem::path& path);
  // OK, or DATA_LOSS STORAGE_CORRUPT if the file's structure or a foreign key is broken. Reads all.
  absl::Status CheckIntegrity();

  // A sync has failed since the connection was opened. The process must end: what the kernel still
  // holds may differ from what is on the disk.
  bool sync_failed() const { return sync_failed_; }

  // Since the last Begin an error has ended the transaction by itself. Until Commit or Rollback
  // every statement is refused (SQL_MISUSE): it would be committed on its own.
  bool transaction_lost() const { return begun_ && !in_transaction(); }

  // For the driver's own statements.
  FaultPoint* fault() const { return options_.fault; }
  absl::Status Failure(int code);
  void NoteFailure(const absl::Status& status);

 private:
  friend absl::StatusOr<std::unique_ptr<SqliteConnection>> OpenSqlite(
      const std::filesystem::path& path, const SqliteOptions& options);
  SqliteConnection(sqlite3* db, const SqliteOptions& options) : db_(db), options_(options) {}
  absl::Status SetUp();
  absl::Status RunFixed(const char* sql);
  void Diagnose();

  sqlite3* db_;
  SqliteOptions options_;
  int64_t wal_pages_ = 0;
  bool sync_failed_ = false;
  bool begun_ = false;
};

// Opens `path`. Errors: errors.h; FAILED_PRECONDITION STORAGE_SETTINGS if a setting that the rules
// above need did not take (for example on a file system without shared memory).
absl::StatusOr<std::unique_ptr<SqliteConnection>> OpenSqlite(const std::filesystem::path& path,
                                                             const SqliteOptions& options);

}  // namespace motcua::sql

#endif  // MOTCUA_COMMON_SQL_SQLITE_CONNECTION_H_
