// What the writer keeps beside the database and must move with it: the end of the log and the
// serials it may still hand out. Bodies change a staged copy; the engine's hooks publish or drop
// it.
#ifndef MOTCUA_SERVER_STORAGE_BATCH_STATE_H_
#define MOTCUA_SERVER_STORAGE_BATCH_STATE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/time.h"
#include "common/crypto/merkle.h"
#include "common/sql/connection.h"

namespace motcua::storage {

// The end of the log.
struct LogHead {
  crypto::CompactRange tree;
  std::optional<Time> recorded_at;  // of the last entry
};

// A block of serials of which some are left: [next, last].
struct SerialBlock {
  int64_t next = 1;
  int64_t last = 0;
};

// Used in the writer's thread only (Load: before it starts).
class BatchState {
 public:
  // Reads what is published. DATA_LOSS LOG_CORRUPT if the log does not end where its last root
  // says.
  absl::Status Load(sql::Connection& conn);

  // The engine's hooks.
  void Begin();
  absl::Status BeforeCommit(sql::Connection& conn);  // writes the root of the batch
  void Committed();
  absl::Status Reload(sql::Connection& conn);

  LogHead& log() { return staged_log_; }

  // The next serial of the unit and day; leases a block of the database when none is left in
  // memory. A restart, an undone batch or a new day leaves the rest of a block unused.
  absl::StatusOr<int64_t> NextSerial(sql::Connection& conn, std::string_view unit, Day day);
  // Forgets blocks in memory: once a day, so that they do not pile up.
  void ForgetSerials() { forget_serials_ = true; }

 private:
  using SerialKey = std::pair<std::string, int>;

  LogHead published_log_;
  LogHead staged_log_;
  std::map<SerialKey, SerialBlock> published_serials_;
  std::map<SerialKey, SerialBlock> staged_serials_;  // those touched by the batch
  bool forget_serials_ = false;
};

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_BATCH_STATE_H_
