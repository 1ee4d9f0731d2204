// Group commit over one SQLite file. Knows transactions, threads and failures, nothing of dossiers.
//
// One thread owns the only writer connection. It takes whatever waits (at most `batch_limit`), runs
// the bodies one after another in one transaction, commits, and answers all of them: one sync for
// many writes. Readers run in their callers' threads, each on a snapshot of its own.
//
// What a body's end means:
//  - OK: its changes are committed with the batch.
//  - an error, and it changed nothing: a refusal. Answered after the commit, since it may rest on
//    what an earlier body of the batch wrote.
//  - an error after it changed rows, or one that ended the transaction (full disk, I/O): the whole
//    batch is undone and each body runs again, alone in a transaction of its own. No savepoints:
//    they cost more than a tenth of the rate and do not survive such errors.
//
// A COMMIT that fails is not a "no". Where the driver knows that nothing was kept (a full disk, a
// constraint), the bodies run again alone; otherwise every body of the batch is answered
// UNAVAILABLE COMMIT_UNKNOWN, and the request id tells at the repetition which it was. After an
// I/O error at COMMIT or a failed sync anywhere the kernel may have dropped pages, so
// `on_fatal` ends the process and the next start recovers from the disk.
//
// Only the writer checkpoints and copies the database, between batches. It is never interrupted.
#ifndef MOTCUA_SERVER_STORAGE_ENGINE_H_
#define MOTCUA_SERVER_STORAGE_ENGINE_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/connection.h"
#include "common/sql/sqlite_connection.h"
#include "server/storage/write_queue.h"

namespace motcua::storage {

// State beside the database that must move with it: log position, serials, caches. Bodies stage it
// together with the rows they write; the hooks say what becomes of it. All are called in the
// writer's thread, for bodies that run alone as well. Any of them may be empty.
struct BatchHooks {
  // A transaction starts: forget what is staged.
  std::function<void()> begin;
  // All bodies have run. What it writes is committed with them; an error undoes the transaction and
  // the bodies run again alone, where it is the answer.
  std::function<absl::Status(sql::Connection&)> before_commit;
  // Durable: publish what is staged. Comes before any answer.
  std::function<void()> committed;
  // Undone: forget what is staged.
  std::function<void()> rolled_back;
  // The outcome of a commit is unknown: forget what is staged and read what is published from the
  // database again. Comes before any answer. Without it, or when it fails, such a commit is fatal.
  std::function<absl::Status(sql::Connection&)> reload;
};

struct EngineOptions {
  BatchHooks hooks;
  WriteQueue::Options queue;
  size_t batch_limit = 512;
  size_t readers = 4;
  // How long Read waits for a free reader.
  std::chrono::milliseconds reader_wait{5000};
  int writer_cache_kib = 64 * 1024;
  int reader_cache_kib = 16 * 1024;

  // Checkpoints. Copying pages back while nobody reads an old snapshot lets the WAL start anew.
  int64_t checkpoint_pages = 4000;       // copy without waiting from here on …
  int64_t checkpoint_step_pages = 1000;  // … and again after so many more
  int64_t wal_cap_pages = 16000;         // from here on wait for readers, shortly
  int64_t idle_checkpoint_pages = 1000;  // copy when idle for short_idle
  std::chrono::milliseconds short_idle{20};
  std::chrono::milliseconds long_idle{1000};  // copy all and cut the WAL file

  // Runs on the writer's connection before anything else: migrations, loading of caches.
  std::function<absl::Status(sql::Connection&)> prepare;
  // Nothing after this may be believed. Default: a line on standard error and _exit(70). When it
  // returns (tests), the engine answers UNAVAILABLE SHUTTING_DOWN to everything.
  std::function<void()> on_fatal;
  sql::FaultPoint* fault = nullptr;  // tests only; for the writer's connection; not owned
  std::function<void(std::string_view)> diagnostics;  // see sql::SqliteOptions
};

struct EngineStats {
  uint64_t batches = 0;              // transactions with the bodies of several callers, or of one
  uint64_t bodies = 0;               // runs of bodies, repeated ones included
  uint64_t alone = 0;                // runs alone after a batch was undone
  uint64_t checkpoints = 0;          // of all kinds
  uint64_t waiting_checkpoints = 0;  // that waited for readers
  uint64_t failed_checkpoints = 0;
  int64_t wal_pages = 0;
  int64_t max_wal_pages = 0;
};

class BatchWriter;

class Engine {
 public:
  // Opens or creates the database and starts the writer. The caller holds the data directory's
  // lock. Errors: sql/errors.h, STORAGE_SETTINGS, and what `prepare` returns.
  static absl::StatusOr<std::unique_ptr<Engine>> Open(const std::filesystem::path& database,
                                                      EngineOptions options);
  ~Engine();  // Stop()
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  // Queues a write. `done` gets the body's own status, or
  //  - RESOURCE_EXHAUSTED QUEUE_FULL, UNAVAILABLE SHUTTING_DOWN (not run)
  //  - DEADLINE_EXCEEDED WRITE_DEADLINE (not run)
  //  - UNAVAILABLE COMMIT_UNKNOWN (run; repeat with the same request id)
  //  - an error of the driver (sql/errors.h; undone).
  void Submit(WriteRequest request, WriteDone done);

  // The same, waiting for the answer. Not from a body or a `done`: INTERNAL WRITER_REENTERED.
  absl::Status Write(EngineBody body);
  absl::Status Write(WriteRequest request);

  // Runs `body` at once on one snapshot, which holds every write answered before. Keep it short: a
  // long one keeps the WAL from starting anew. Returns what the body returns; UNAVAILABLE
  // STORAGE_BUSY if no reader comes free, SHUTTING_DOWN after Stop.
  absl::Status Read(const std::function<absl::Status(sql::Connection&)>& body);

  // A synced copy of everything answered before the call (SqliteConnection::BackupTo), made between
  // two batches. Writes wait meanwhile.
  absl::Status BackupTo(const std::filesystem::path& path);

  // Answers everything accepted, copies the WAL back, closes readers, then the writer. Waits for
  // running reads. Idempotent; not from a body or a `done`.
  void Stop();

  EngineStats stats() const;
  size_t queued() const;

 private:
  class ReaderPool;
  explicit Engine(const EngineOptions& options);

  std::unique_ptr<WriteQueue> queue_;
  std::unique_ptr<BatchWriter> writer_;
  std::unique_ptr<ReaderPool> readers_;
  std::mutex stop_mutex_;
};

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_ENGINE_H_
