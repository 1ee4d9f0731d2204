// The bounded queue in front of the one writer: who may enter, and who is served next.
//
// Units take turns, so a unit that sends a thousand writes delays the others by one each. While
// more than half of the queue is taken no unit may hold more than its share; when it is full nobody
// enters. Within a unit the order is kept. All functions may be called from any thread.
#ifndef MOTCUA_SERVER_STORAGE_WRITE_QUEUE_H_
#define MOTCUA_SERVER_STORAGE_WRITE_QUEUE_H_

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "common/sql/connection.h"

namespace motcua::sql {
class SqliteConnection;
}

namespace motcua::storage {

using SteadyTime = std::chrono::steady_clock::time_point;

// Runs in the writer's transaction. It may run more than once (each earlier run undone), so it has
// no effect but on the connection and on what the batch hooks reset; it decides before its first
// write, and neither commits nor rolls back.
using EngineBody = std::function<absl::Status(sql::Connection&)>;
// Called once, after the commit, in the writer's thread: it must not wait for another write. When
// the write is refused entry it is called by Submit itself.
using WriteDone = std::function<void(absl::Status)>;

struct WriteRequest {
  std::string unit;  // whose share it takes; "" for the server's own work
  EngineBody body;
  std::optional<SteadyTime> deadline;  // not run if taken from the queue after it
};

struct QueuedWrite {
  WriteRequest request;
  WriteDone done;
  // In place of a body: work on the writer's connection between two batches.
  std::function<absl::Status(sql::SqliteConnection&)> between_batches;
};

class WriteQueue {
 public:
  struct Options {
    size_t capacity = 4096;
    size_t shares = 8;  // a unit's share is capacity / shares, at least 1
    std::function<SteadyTime()> now = std::chrono::steady_clock::now;
  };
  enum class Taken { kWrites, kIdle, kStopped };

  explicit WriteQueue(Options options);

  // Takes `write` over if OK, leaves it alone if not. RESOURCE_EXHAUSTED QUEUE_FULL with
  // retry_after_ms (10 to 5000, from the rate of the last batches) and scope ("all" or "unit");
  // UNAVAILABLE SHUTTING_DOWN after Stop.
  absl::Status Push(QueuedWrite& write);

  // Appends up to `limit` writes to `out`, waiting up to `idle` for the first. kStopped: stopped,
  // and everything accepted has been taken.
  Taken Take(size_t limit, std::chrono::milliseconds idle, std::vector<QueuedWrite>& out);

  // Refuses what comes from now on; what is inside is still handed out.
  void Stop();

  size_t size() const;

 private:
  struct UnitQueue {
    std::string unit;
    std::deque<QueuedWrite> writes;
  };
  absl::Status Full(const char* scope) const;  // with the lock held

  const Options options_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::unordered_map<std::string, UnitQueue> units_;  // none is empty
  std::deque<UnitQueue*> turns_;                      // each of units_ once, the next one first
  std::deque<std::pair<SteadyTime, size_t>> recent_;  // when and how many were taken
  size_t size_ = 0;
  bool stopped_ = false;
};

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_WRITE_QUEUE_H_
