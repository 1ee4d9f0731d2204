#include "server/storage/data_directory.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "common/base/error.h"
#include "common/base/file.h"
#include "common/base/status_macros.h"

namespace motcua::storage {
namespace {

using absl::StatusCode;

constexpr char kLockName[] = "lock";
constexpr char kDemoMarkName[] = "demo";

absl::Status Missing() {
  return MakeError(StatusCode::kNotFound, "DATA_DIRECTORY_MISSING",
                   "the data directory does not exist; make it with `motcua-server init`");
}

absl::Status Unusable() {
  return MakeError(StatusCode::kInternal, "DATA_DIRECTORY_UNUSABLE",
                   "the operating system refused to use the data directory",
                   {{"errno", std::to_string(errno)}});
}

absl::Status NotEmpty() {
  return MakeError(StatusCode::kFailedPrecondition, "DATA_DIRECTORY_NOT_EMPTY",
                   "the data directory holds files already; give a new or an empty one");
}

absl::Status CheckFolder(const std::filesystem::path& path) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0) return errno == ENOENT ? Missing() : Unusable();
  if (!S_ISDIR(info.st_mode)) return Missing();
  if (info.st_uid != geteuid() || (info.st_mode & 077) != 0) {
    return MakeError(StatusCode::kFailedPrecondition, "DATA_DIRECTORY_EXPOSED",
                     "the data directory must belong to the account of the server and be closed "
                     "to all others (mode 0700)");
  }
  struct statfs system {};
  if (statfs(path.c_str(), &system) != 0) return Unusable();
  if (IsRemoteFileSystem(static_cast<long>(system.f_type))) {
    return MakeError(StatusCode::kFailedPrecondition, "DATA_DIRECTORY_REMOTE",
                     "the data directory must be on a local file system, not on a network or "
                     "FUSE one");
  }
  return absl::OkStatus();
}

// The descriptor of the locked lock file.
absl::StatusOr<int> Lock(const std::filesystem::path& path) {
  const int file =
      open((path / kLockName).c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return Unusable();
  if (flock(file, LOCK_EX | LOCK_NB) == 0) return file;
  const absl::Status status =
      errno == EWOULDBLOCK ? MakeError(StatusCode::kFailedPrecondition, "DATA_DIRECTORY_LOCKED",
                                       "another motcua-server uses this data directory")
                           : Unusable();
  close(file);
  return status;
}

}  // namespace

bool IsRemoteFileSystem(long type) {
  constexpr long kFuse = 0x65735546;
  constexpr long kCifs = 0xff534d42;
  constexpr long kSmb2 = 0xfe534d42;
  constexpr long kCeph = 0x00c36400;
  return type == NFS_SUPER_MAGIC || type == SMB_SUPER_MAGIC || type == kFuse || type == kCifs ||
         type == kSmb2 || type == kCeph || type == AFS_SUPER_MAGIC || type == V9FS_MAGIC;
}

DataDirectory::DataDirectory(std::filesystem::path path, int lock)
    : path_(std::move(path)), lock_(lock) {}

DataDirectory::~DataDirectory() { close(lock_); }

absl::StatusOr<std::unique_ptr<DataDirectory>> DataDirectory::Create(
    const std::filesystem::path& path, ProgramKind kind) {
  if (mkdir(path.c_str(), 0700) != 0) {
    if (errno == ENOENT) return Missing();
    if (errno != EEXIST) return Unusable();
    std::error_code error;
    const bool empty = std::filesystem::is_empty(path, error);
    if (error) return Unusable();
    if (!empty || !std::filesystem::is_directory(path, error)) return NotEmpty();
    // Fails for a folder of another account, which CheckFolder then names.
    if (chmod(path.c_str(), 0700) != 0 && errno != EPERM) return Unusable();
  }
  MOTCUA_RETURN_IF_ERROR(CheckFolder(path));
  MOTCUA_ASSIGN_OR_RETURN(const int lock, Lock(path));
  std::unique_ptr<DataDirectory> made(new DataDirectory(path, lock));
  if (kind == ProgramKind::kDemo) MOTCUA_RETURN_IF_ERROR(made->MarkDemo());
  return made;
}

absl::StatusOr<std::unique_ptr<DataDirectory>> DataDirectory::Open(
    const std::filesystem::path& path, ProgramKind kind) {
  MOTCUA_RETURN_IF_ERROR(CheckFolder(path));
  MOTCUA_ASSIGN_OR_RETURN(const int lock, Lock(path));
  std::unique_ptr<DataDirectory> opened(new DataDirectory(path, lock));
  if (kind == ProgramKind::kProduction && opened->is_demo()) {
    return MakeError(StatusCode::kFailedPrecondition, "DEMO_DATA_DIRECTORY",
                     "this data directory belongs to the demo, whose times are invented; the "
                     "server does not open it");
  }
  if (kind == ProgramKind::kDemo && !opened->is_demo()) {
    return MakeError(StatusCode::kFailedPrecondition, "NOT_A_DEMO_DATA_DIRECTORY",
                     "this data directory is not the demo's; the demo opens only its own");
  }
  return opened;
}

// Anything of that name counts as the mark, so that doubt keeps the production server out.
bool DataDirectory::is_demo() const {
  struct stat info {};
  return lstat((path_ / kDemoMarkName).c_str(), &info) == 0 || errno != ENOENT;
}

absl::Status DataDirectory::MarkDemo() {
  struct stat info {};
  if (lstat(database().c_str(), &info) == 0) return NotEmpty();
  return WritePrivateFile(path_ / kDemoMarkName,
                          "The times in this folder are invented. Only the demo opens it.\n");
}

}  // namespace motcua::storage
