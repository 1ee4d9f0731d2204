// A storage that fails at a chosen place; everything else goes through.
#ifndef MOTCUA_TESTS_SUPPORT_FAULTY_STORAGE_H_
#define MOTCUA_TESTS_SUPPORT_FAULTY_STORAGE_H_

#include <mutex>
#include <utility>

#include "common/base/error.h"
#include "server/storage/storage.h"

namespace motcua::storage {

// Thread safe. The storage inside must outlive it.
class FaultyStorage final : public Storage {
 public:
  enum class Fault {
    kNone,
    kRead,                 // reads: UNAVAILABLE STORAGE_BUSY
    kBefore,               // writes: UNAVAILABLE STORAGE_BUSY, nothing is run
    kAtCommit,             // run, then undone: RESOURCE_EXHAUSTED STORAGE_FULL
    kCommittedButUnknown,  // committed, and answered UNAVAILABLE COMMIT_UNKNOWN
  };

  explicit FaultyStorage(Storage& inside) : inside_(inside) {}

  // The next `times` calls concerned fail.
  void Arm(Fault fault, int times = 1) {
    std::lock_guard lock(mutex_);
    fault_ = fault;
    times_ = times;
  }

  absl::Status Read(const ReadBody& body) override {
    if (Take(Fault::kRead)) return Busy();
    return inside_.Read(body);
  }

  void Submit(WriteOptions options, WriteBody body,
              std::function<void(absl::Status)> done) override {
    if (Take(Fault::kBefore)) {
      done(Busy());
    } else if (Take(Fault::kAtCommit)) {
      const auto undone = [body = std::move(body)](WriteTransaction& transaction) {
        absl::Status status = body(transaction);
        return status.ok() ? Full() : status;
      };
      inside_.Submit(std::move(options), undone, std::move(done));
    } else if (Take(Fault::kCommittedButUnknown)) {
      inside_.Submit(std::move(options), std::move(body),
                     [done = std::move(done)](absl::Status status) {
                       done(status.ok() ? Unknown() : std::move(status));
                     });
    } else {
      inside_.Submit(std::move(options), std::move(body), std::move(done));
    }
  }

 private:
  bool Take(Fault fault) {
    std::lock_guard lock(mutex_);
    if (fault_ != fault || times_ == 0) return false;
    --times_;
    return true;
  }
  static absl::Status Busy() {
    return MakeError(absl::StatusCode::kUnavailable, "STORAGE_BUSY", "the storage is busy; repeat");
  }
  static absl::Status Full() {
    return MakeError(absl::StatusCode::kResourceExhausted, "STORAGE_FULL", "the disk is full");
  }
  static absl::Status Unknown() {
    return MakeError(absl::StatusCode::kUnavailable, "COMMIT_UNKNOWN",
                     "the outcome is unknown; repeat with the same request_id");
  }

  Storage& inside_;
  std::mutex mutex_;
  Fault fault_ = Fault::kNone;
  int times_ = 0;
};

}  // namespace motcua::storage

#endif  // MOTCUA_TESTS_SUPPORT_FAULTY_STORAGE_H_
