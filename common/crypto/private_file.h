// Files that hold keys: only their owner may read them (mode 0600 or 0400).
#ifndef MOTCUA_COMMON_CRYPTO_PRIVATE_FILE_H_
#define MOTCUA_COMMON_CRYPTO_PRIVATE_FILE_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace motcua::crypto {

// The whole file, at most 64 KiB. NOT_FOUND FILE_NOT_FOUND; FAILED_PRECONDITION
// KEY_FILE_PERMISSIONS if it is not a regular file, or if group or others have any right to it;
// INTERNAL FILE_UNREADABLE for every other error. The rights are those of the file that was opened,
// so nobody can put another in its place between the check and the reading. Values: file, the last
// component of the path.
absl::StatusOr<std::string> ReadKeyFile(const std::string& path);

// Writes a file that did not exist, mode 0600, complete and durable or not at all. ALREADY_EXISTS
// KEY_FILE_EXISTS, since a key is never overwritten; errors of WritePrivateFile. One process at a
// time.
absl::Status CreateKeyFile(const std::string& path, std::string_view bytes);

}  // namespace motcua::crypto

#endif  // MOTCUA_COMMON_CRYPTO_PRIVATE_FILE_H_
