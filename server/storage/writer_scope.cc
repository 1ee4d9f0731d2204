#include "server/storage/storage.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

#include "common/base/error.h"
#include "server/storage/writer_scope.h"

namespace motcua::storage {
namespace {

thread_local int writing = 0;

}  // namespace

WriterScope::WriterScope() { ++writing; }
WriterScope::~WriterScope() { --writing; }

absl::Status Storage::Write(const WriteBody& body, WriteOptions options) {
  if (writing > 0) {
    return MakeError(absl::StatusCode::kInternal, "WRITER_REENTERED",
                     "a write that waits was asked for in the thread that would carry it out");
  }
  std::mutex mutex;
  std::condition_variable answered;
  std::optional<absl::Status> answer;
  Submit(std::move(options), body, [&](absl::Status status) {
    std::lock_guard lock(mutex);
    answer = std::move(status);
    // With the lock held: the waiting thread destroys this as soon as it may go on.
    answered.notify_one();
  });
  std::unique_lock lock(mutex);
  answered.wait(lock, [&] { return answer.has_value(); });
  return *std::move(answer);
}

}  // namespace motcua::storage
