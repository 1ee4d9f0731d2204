// Checkpoints, backup and the check of the whole file.
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/sql/errors.h"
#include "common/sql/query.h"
#include "common/sql/sqlite_connection.h"
#include "common/sql/sqlite_errors.h"

namespace motcua::sql {
namespace {

int SqliteMode(CheckpointMode mode) {
  switch (mode) {
    case CheckpointMode::kPassive:
      return SQLITE_CHECKPOINT_PASSIVE;
    case CheckpointMode::kRestart:
      return SQLITE_CHECKPOINT_RESTART;
    case CheckpointMode::kTruncate:
      return SQLITE_CHECKPOINT_TRUNCATE;
  }
  return SQLITE_CHECKPOINT_PASSIVE;
}

absl::Status SyncPath(const std::filesystem::path& path, int flags) {
  const int file = open(path.c_str(), flags | O_CLOEXEC);
  if (file < 0) return IoError(false, SQLITE_CANTOPEN);
  const int result = fsync(file);
  close(file);
  return result == 0 ? absl::OkStatus() : IoError(true, SQLITE_IOERR_FSYNC);
}

// Copies `from` into the file at `path`, created by the caller.
absl::Status Copy(sqlite3* from, const std::filesystem::path& path) {
  sqlite3* to = nullptr;
  int code = sqlite3_open_v2(
      path.c_str(), &to,
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOFOLLOW,
      nullptr);
  if (code == SQLITE_OK) {
    sqlite3_backup* backup = sqlite3_backup_init(to, "main", from, "main");
    if (backup == nullptr) {
      code = sqlite3_extended_errcode(to);
    } else {
      // In one step: a stepwise copy starts over with each commit of another connection.
      code = sqlite3_backup_step(backup, -1);
      const int finished = sqlite3_backup_finish(backup);
      if (code == SQLITE_DONE) code = finished;
    }
  }
  absl::Status status = code == SQLITE_OK ? absl::OkStatus() : SqliteError(to, code);
  sqlite3_close(to);
  return status;
}

}  // namespace

absl::StatusOr<CheckpointResult> SqliteConnection::Checkpoint(CheckpointMode mode) {
  int log = 0;
  int copied = 0;
  const int code = sqlite3_wal_checkpoint_v2(db_, "main", SqliteMode(mode), &log, &copied);
  if (code != SQLITE_OK && code != SQLITE_BUSY) return Failure(code);
  CheckpointResult result;
  result.wal_pages = log;
  result.copied_pages = copied;
  result.complete = code == SQLITE_OK && copied >= log;
  if (code == SQLITE_OK && mode == CheckpointMode::kTruncate) result.wal_pages = log = 0;
  wal_pages_ = log;
  return result;
}

absl::Status SqliteConnection::BackupTo(const std::filesystem::path& path) {
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) {
    if (errno != EEXIST) return IoError(false, SQLITE_CANTOPEN);
    return MakeError(absl::StatusCode::kAlreadyExists, "BACKUP_EXISTS",
                     "a file with the name of the backup exists; give another name");
  }
  close(file);
  absl::Status status = Copy(db_, path);
  if (status.ok()) status = SyncPath(path, O_RDWR);
  if (status.ok()) {
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    status = SyncPath(folder, O_RDONLY | O_DIRECTORY);
  }
  if (!status.ok()) {
    std::error_code ignored;  // the first error is the one to tell
    std::filesystem::remove(path, ignored);
  }
  return status;
}

absl::Status SqliteConnection::CheckIntegrity() {
  Query structure(*this, "PRAGMA integrity_check(1)");
  structure.Bind();
  const bool sound = structure.Next() && structure.Text(0) == "ok";
  MOTCUA_RETURN_IF_ERROR(structure.status());
  Query keys(*this, "PRAGMA foreign_key_check");
  keys.Bind();
  const bool dangling = keys.Next();
  MOTCUA_RETURN_IF_ERROR(keys.status());
  return sound && !dangling ? absl::OkStatus() : SqliteError(nullptr, SQLITE_CORRUPT);
}

}  // namespace motcua::sql
