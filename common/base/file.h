// Whole files: read, and written so that a crash leaves the old content or the new one.
//
// Errors name the file by its last component only, never by its path.
#ifndef MOTCUA_COMMON_BASE_FILE_H_
#define MOTCUA_COMMON_BASE_FILE_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace motcua {

// The bytes of `path`. NOT_FOUND (FILE_NOT_FOUND), PERMISSION_DENIED (FILE_FORBIDDEN), INTERNAL
// (FILE_UNREADABLE) for a folder or a failed disk. Values: file.
absl::StatusOr<std::string> ReadFile(const std::string& path);

// Writes `content` to a new file in the same folder, syncs it, renames it over `path` and syncs the
// folder: after OK it survives a power cut. Mode 0600 from the first byte on: for keys and secrets.
// NOT_FOUND (FILE_NOT_FOUND: no such folder), PERMISSION_DENIED (FILE_FORBIDDEN),
// RESOURCE_EXHAUSTED (DISK_FULL), INTERNAL (FILE_UNWRITABLE). Values: file.
absl::Status WritePrivateFile(const std::string& path, std::string_view content);
// The same with mode 0644: for certificates and reports.
absl::Status WritePublicFile(const std::string& path, std::string_view content);

}  // namespace motcua

#endif  // MOTCUA_COMMON_BASE_FILE_H_
