// What a database driver says when it fails, in words that no driver owns.
//
// | reason              | code               | meaning |
// |---------------------|--------------------|-----------------------------------------------------|
// | STORAGE_BUSY        | UNAVAILABLE        | another connection held a lock too long; repeat | |
// STORAGE_FULL        | RESOURCE_EXHAUSTED | no room on the disk; the transaction was undone     |
// | STORAGE_NO_MEMORY   | RESOURCE_EXHAUSTED | no memory; the transaction may have been undone | |
// STORAGE_CORRUPT     | DATA_LOSS          | the file is damaged or not a database               |
// | STORAGE_IO          | INTERNAL           | the operating system failed a read, write or sync |
// | STORAGE_INTERRUPTED | CANCELLED          | the statement was interrupted | | STORAGE_READ_ONLY
// | INTERNAL           | a write on a reader: a mistake in the program       | | UNIQUE_VIOLATION
// | ALREADY_EXISTS     | a key exists; never sent to a caller as it is       | | CONSTRAINT |
// INTERNAL           | another constraint: a mistake in the program        | | SQL_MISUSE |
// INTERNAL           | wrong SQL, parameter or column: a mistake as well   |
//
// Messages are fixed sentences: neither SQL nor a bound value can get into a status. The value
// "driver_code" holds the driver's own number; UNIQUE_VIOLATION also names the columns in
// "constraint" (for example "dossier.code").
#ifndef MOTCUA_COMMON_SQL_ERRORS_H_
#define MOTCUA_COMMON_SQL_ERRORS_H_

#include <string_view>

#include "absl/status/status.h"

namespace motcua::sql {

inline constexpr std::string_view kStorageBusy = "STORAGE_BUSY";
inline constexpr std::string_view kStorageFull = "STORAGE_FULL";
inline constexpr std::string_view kStorageNoMemory = "STORAGE_NO_MEMORY";
inline constexpr std::string_view kStorageCorrupt = "STORAGE_CORRUPT";
inline constexpr std::string_view kStorageIo = "STORAGE_IO";
inline constexpr std::string_view kStorageInterrupted = "STORAGE_INTERRUPTED";
inline constexpr std::string_view kStorageReadOnly = "STORAGE_READ_ONLY";
inline constexpr std::string_view kUniqueViolation = "UNIQUE_VIOLATION";
inline constexpr std::string_view kConstraint = "CONSTRAINT";
inline constexpr std::string_view kSqlMisuse = "SQL_MISUSE";

// The STORAGE_IO error. `sync`: a sync (fsync, fdatasync) failed, after which the kernel may have
// dropped the dirty pages, so that nothing written since the last good sync can be relied on.
absl::Status IoError(bool sync, int driver_code = 0);

// The SQL_MISUSE error; `what` is a fixed sentence.
absl::Status Misuse(std::string_view what);

bool IsUniqueViolation(const absl::Status& status);
bool IsIoError(const absl::Status& status);    // STORAGE_IO
bool IsSyncError(const absl::Status& status);  // STORAGE_IO of a failed sync

// Whether a COMMIT that failed with `status` surely left nothing behind. After every other error of
// a COMMIT the outcome is unknown: the changes may be there when the database is opened again.
bool CommitSurelyUndone(const absl::Status& status);

}  // namespace motcua::sql

#endif  // MOTCUA_COMMON_SQL_ERRORS_H_
