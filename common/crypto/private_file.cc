#include "common/crypto/private_file.h"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "common/base/error.h"
#include "common/base/file.h"

namespace motcua::crypto {
namespace {

constexpr size_t kLargestKeyFile = 64 * 1024;

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

absl::Status FileError(absl::StatusCode code, std::string_view reason, const std::string& path,
                       std::string_view what) {
  const std::string file = std::filesystem::path(path).filename().string();
  return MakeError(code, reason, file + ": " + std::string(what), {{"file", file}});
}

absl::Status Unreadable(const std::string& path) {
  return FileError(absl::StatusCode::kInternal, "FILE_UNREADABLE", path,
                   "this account cannot read the file, or it is longer than 64 KiB");
}

// Fills `bytes`; the count read, or -1.
ssize_t ReadUpTo(int fd, std::string& bytes) {
  size_t size = 0;
  while (size < bytes.size()) {
    const ssize_t n = ::read(fd, bytes.data() + size, bytes.size() - size);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return -1;
    if (n == 0) break;
    size += static_cast<size_t>(n);
  }
  return static_cast<ssize_t>(size);
}

}  // namespace

absl::StatusOr<std::string> ReadKeyFile(const std::string& path) {
  // Without O_NONBLOCK a named pipe would hold the caller for ever.
  const Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (fd.get() < 0) {
    if (errno != ENOENT) return Unreadable(path);
    return FileError(absl::StatusCode::kNotFound, "FILE_NOT_FOUND", path, "there is no such file");
  }
  struct stat info {};
  if (::fstat(fd.get(), &info) != 0) return Unreadable(path);
  if (!S_ISREG(info.st_mode) || (info.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return FileError(absl::StatusCode::kFailedPrecondition, "KEY_FILE_PERMISSIONS", path,
                     "a key file must be a regular file that only its owner may use (mode 0600)");
  }
  // Full size at once: a growing string would leave copies of the keys behind.
  std::string bytes(kLargestKeyFile + 1, '\0');
  const ssize_t size = ReadUpTo(fd.get(), bytes);
  if (size < 0 || static_cast<size_t>(size) > kLargestKeyFile) {
    OPENSSL_cleanse(bytes.data(), bytes.size());
    return Unreadable(path);
  }
  bytes.resize(static_cast<size_t>(size));
  return bytes;
}

absl::Status CreateKeyFile(const std::string& path, std::string_view bytes) {
  struct stat info {};
  if (::lstat(path.c_str(), &info) == 0) {
    return FileError(absl::StatusCode::kAlreadyExists, "KEY_FILE_EXISTS", path,
                     "there is a key file already, and a key is never overwritten");
  }
  return WritePrivateFile(path, bytes);
}

}  // namespace motcua::crypto
