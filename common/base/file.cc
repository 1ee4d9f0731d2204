#include "common/base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>

#include "common/base/error.h"
#include "common/base/hex.h"
#include "common/base/random.h"

namespace motcua {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

std::string Basename(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

absl::Status FileError(int error, const std::string& path, std::string_view other_reason) {
  const std::string file = Basename(path);
  const ErrorValues values = {{"file", file}};
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return MakeError(absl::StatusCode::kNotFound, "FILE_NOT_FOUND",
                       file + ": there is no such file or folder", values);
    case EACCES:
    case EPERM:
    case EROFS:
      return MakeError(absl::StatusCode::kPermissionDenied, "FILE_FORBIDDEN",
                       file + ": this account may not use the file", values);
    case ENOSPC:
    case EDQUOT:
      return MakeError(absl::StatusCode::kResourceExhausted, "DISK_FULL",
                       file + ": the disk is full", values);
    default:
      return MakeError(absl::StatusCode::kInternal, other_reason,
                       file + ": the operating system gave error " + std::to_string(error), values);
  }
}

// 0, or the errno of the first call that failed.
int WriteAndSync(int fd, std::string_view content, mode_t mode) {
  // open() applied the umask; the mode asked for is meant.
  if (fchmod(fd, mode) != 0) return errno;
  while (!content.empty()) {
    const ssize_t n = write(fd, content.data(), content.size());
    if (n < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    content.remove_prefix(static_cast<size_t>(n));
  }
  return fsync(fd) == 0 ? 0 : errno;
}

absl::Status WriteAtomically(const std::string& path, std::string_view content, mode_t mode) {
  std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (folder.empty()) folder = ".";
  const std::string temporary =
      (folder / ("." + Basename(path) + "." + ToHex(RandomBytes(8)))).string();
  const auto fail = [&](int error) {
    unlink(temporary.c_str());
    return FileError(error, path, "FILE_UNWRITABLE");
  };
  {
    const Descriptor fd(
        open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (fd.get() < 0) return FileError(errno, path, "FILE_UNWRITABLE");
    if (const int error = WriteAndSync(fd.get(), content, mode); error != 0) return fail(error);
  }
  if (rename(temporary.c_str(), path.c_str()) != 0) return fail(errno);
  const Descriptor parent(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (parent.get() < 0 || fsync(parent.get()) != 0) {
    return FileError(errno, path, "FILE_UNWRITABLE");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  const Descriptor fd(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd.get() < 0) return FileError(errno, path, "FILE_UNREADABLE");
  std::string content;
  char buffer[1 << 16];
  while (true) {
    const ssize_t n = read(fd.get(), buffer, sizeof buffer);
    if (n == 0) return content;
    if (n < 0) {
      if (errno == EINTR) continue;
      return FileError(errno, path, "FILE_UNREADABLE");
    }
    content.append(buffer, static_cast<size_t>(n));
  }
}

absl::Status WritePrivateFile(const std::string& path, std::string_view content) {
  return WriteAtomically(path, content, 0600);
}

absl::Status WritePublicFile(const std::string& path, std::string_view content) {
  return WriteAtomically(path, content, 0644);
}

}  // namespace motcua
