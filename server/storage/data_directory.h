// The folder that holds everything one server must keep, and the lock that gives it to one process.
#ifndef MOTCUA_SERVER_STORAGE_DATA_DIRECTORY_H_
#define MOTCUA_SERVER_STORAGE_DATA_DIRECTORY_H_

#include <filesystem>
#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace motcua::storage {

enum class ProgramKind {
  kProduction,
  kDemo,  // can set its own time, so it must never write where real dossiers are
};

// Errors never name the folder: whoever gave the path can.
class DataDirectory {
 public:
  // Makes the folder (0700; its parent must exist), or takes an empty one of this account, locks it
  // and, for the demo, marks it. FAILED_PRECONDITION DATA_DIRECTORY_NOT_EMPTY; NOT_FOUND
  // DATA_DIRECTORY_MISSING if the parent does not exist; and what Open says.
  static absl::StatusOr<std::unique_ptr<DataDirectory>> Create(
      const std::filesystem::path& path, ProgramKind kind = ProgramKind::kProduction);

  // Locks the folder until the object dies, at the latest with the process. Errors:
  //  - NOT_FOUND DATA_DIRECTORY_MISSING: no such folder
  //  - FAILED_PRECONDITION DATA_DIRECTORY_EXPOSED: it belongs to another account, or group or
  //    others have any right on it
  //  - FAILED_PRECONDITION DATA_DIRECTORY_REMOTE: on a network or FUSE file system, where locks and
  //    syncs do not hold what they promise
  //  - FAILED_PRECONDITION DATA_DIRECTORY_LOCKED: another motcua-server uses it
  //  - FAILED_PRECONDITION DEMO_DATA_DIRECTORY: marked, and this is the production program
  //  - FAILED_PRECONDITION NOT_A_DEMO_DATA_DIRECTORY: not marked, and this is the demo
  //  - INTERNAL DATA_DIRECTORY_UNUSABLE: the operating system refused
  static absl::StatusOr<std::unique_ptr<DataDirectory>> Open(
      const std::filesystem::path& path, ProgramKind kind = ProgramKind::kProduction);

  ~DataDirectory();
  DataDirectory(const DataDirectory&) = delete;
  DataDirectory& operator=(const DataDirectory&) = delete;

  bool is_demo() const;
  // Marks the folder for good, before it holds a database (FAILED_PRECONDITION
  // DATA_DIRECTORY_NOT_EMPTY after that).
  absl::Status MarkDemo();

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path database() const { return path_ / "motcua.db"; }
  std::filesystem::path field_keys() const { return path_ / "keys"; }
  std::filesystem::path log_key() const { return path_ / "log.key"; }
  std::filesystem::path ca_certificate() const { return path_ / "ca.pem"; }
  std::filesystem::path ca_key() const { return path_ / "ca.key"; }
  std::filesystem::path server_certificate() const { return path_ / "server.pem"; }
  std::filesystem::path server_key() const { return path_ / "server.key"; }

 private:
  DataDirectory(std::filesystem::path path, int lock);

  std::filesystem::path path_;
  int lock_;  // the open lock file; closing it releases the folder
};

// Whether a file system of this type (statfs(2), f_type) is one that Open refuses.
bool IsRemoteFileSystem(long type);

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_DATA_DIRECTORY_H_
