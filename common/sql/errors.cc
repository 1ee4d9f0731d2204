#include "common/sql/errors.h"

#include <string>

#include "common/base/error.h"

namespace motcua::sql {

absl::Status IoError(bool sync, int driver_code) {
  return MakeError(absl::StatusCode::kInternal, kStorageIo,
                   sync ? "the operating system could not make the data durable"
                        : "the operating system failed a read or write of the database",
                   {{"driver_code", std::to_string(driver_code)}, {"sync", sync ? "1" : "0"}});
}

absl::Status Misuse(std::string_view what) {
  return MakeError(absl::StatusCode::kInternal, kSqlMisuse, what);
}

bool IsUniqueViolation(const absl::Status& status) {
  return ErrorReason(status) == kUniqueViolation;
}

bool IsIoError(const absl::Status& status) { return ErrorReason(status) == kStorageIo; }

bool IsSyncError(const absl::Status& status) {
  return IsIoError(status) && GetErrorValues(status)["sync"] == "1";
}

bool CommitSurelyUndone(const absl::Status& status) {
  // A full disk refuses the frame that would have made the commit valid; a constraint and a lock
  // are looked at before anything is written.
  const std::string reason = ErrorReason(status);
  return reason == kStorageFull || reason == kConstraint || reason == kStorageBusy;
}

}  // namespace motcua::sql
