// The writer's thread of an Engine: batches, runs alone, commits, checkpoints. Internal to
// engine.cc; what it promises stands in engine.h.
#ifndef MOTCUA_SERVER_STORAGE_BATCH_WRITER_H_
#define MOTCUA_SERVER_STORAGE_BATCH_WRITER_H_

#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "common/sql/sqlite_connection.h"
#include "server/storage/engine.h"

namespace motcua::storage {

class BatchWriter {
 public:
  // `queue` must outlive the writer.
  BatchWriter(std::unique_ptr<sql::SqliteConnection> conn, WriteQueue& queue,
              EngineOptions options);
  ~BatchWriter();

  void Start();
  // Waits until the stopped queue is drained. Then the connection is still open.
  void Join();
  // Copies the WAL back and closes the connection: after Join and after the readers are closed.
  void Close();

  bool InThisThread() const { return std::this_thread::get_id() == id_; }
  EngineStats stats() const;

 private:
  void Loop();
  void Serve(std::vector<QueuedWrite>& writes);
  void RunBatch(std::vector<QueuedWrite>& writes);
  bool RunTogether(std::vector<QueuedWrite>& writes);  // false: undone, to be run alone
  absl::Status RunAlone(const EngineBody& body);
  // Commits what has run. OK: published. Otherwise the transaction is over, and `*undone` says
  // whether surely nothing was kept; the status is then the cause, else COMMIT_UNKNOWN.
  absl::Status Finish(bool* undone);
  absl::Status UnknownCommit(const absl::Status& cause);
  void Undo();
  void Die();

  void Checkpoint(sql::CheckpointMode mode);
  void PaceCheckpoint();
  void IdleCheckpoint();
  std::chrono::milliseconds IdleWait() const;

  std::unique_ptr<sql::SqliteConnection> conn_;
  WriteQueue& queue_;
  const EngineOptions options_;
  std::thread thread_;
  std::thread::id id_;  // stays when the thread has ended

  // Of the writer's thread only:
  bool dead_ = false;            // a failure after which nothing may be written
  bool fatal_ = false;           // dead, and on_fatal is still to be called
  int64_t next_checkpoint_ = 0;  // in pages of the WAL
  enum class Idle { kBusy, kShort, kLong } idle_ = Idle::kLong;  // how far idle work has gone

  mutable std::mutex stats_mutex_;
  EngineStats stats_;
};

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_BATCH_WRITER_H_
