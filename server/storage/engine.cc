#include "server/storage/engine.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/sql/errors.h"
#include "server/storage/batch_writer.h"

namespace motcua::storage {
namespace {

// Where a blocking call waits for its answer.
class Answer {
 public:
  void Set(absl::Status status) {
    std::lock_guard lock(mutex_);
    status_ = std::move(status);
    // With the lock held: the waiting thread destroys this as soon as it may go on.
    set_.notify_one();
  }
  absl::Status Wait() {
    std::unique_lock lock(mutex_);
    set_.wait(lock, [this] { return status_.has_value(); });
    return *std::move(status_);
  }

 private:
  std::mutex mutex_;
  std::condition_variable set_;
  std::optional<absl::Status> status_;
};

absl::Status Reentered() {
  return MakeError(absl::StatusCode::kInternal, "WRITER_REENTERED",
                   "a write that waits was asked for in the thread that would carry it out");
}

}  // namespace

class Engine::ReaderPool {
 public:
  explicit ReaderPool(std::chrono::milliseconds wait) : wait_(wait) {}

  void Add(std::unique_ptr<sql::SqliteConnection> conn) {
    free_.push_back(conn.get());
    all_.push_back(std::move(conn));
  }

  absl::StatusOr<sql::SqliteConnection*> Borrow() {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, wait_, [this] { return closed_ || !free_.empty(); })) {
      return MakeError(absl::StatusCode::kUnavailable, sql::kStorageBusy,
                       "all readers of the database are in use; repeat");
    }
    if (closed_) {
      return MakeError(absl::StatusCode::kUnavailable, "SHUTTING_DOWN",
                       "the server is shutting down; repeat");
    }
    // The last one given back: its pages are the likeliest to be cached.
    sql::SqliteConnection* conn = free_.back();
    free_.pop_back();
    return conn;
  }

  void GiveBack(sql::SqliteConnection* conn) {
    {
      std::lock_guard lock(mutex_);
      free_.push_back(conn);
    }
    changed_.notify_all();
  }

  // Refuses new reads, waits for running ones, closes all.
  void Close() {
    std::unique_lock lock(mutex_);
    closed_ = true;
    changed_.notify_all();
    changed_.wait(lock, [this] { return free_.size() == all_.size(); });
    free_.clear();
    all_.clear();
  }

 private:
  const std::chrono::milliseconds wait_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::unique_ptr<sql::SqliteConnection>> all_;
  std::vector<sql::SqliteConnection*> free_;
  bool closed_ = false;
};

Engine::Engine(const EngineOptions& options)
    : queue_(std::make_unique<WriteQueue>(options.queue)),
      readers_(std::make_unique<ReaderPool>(options.reader_wait)) {}

absl::StatusOr<std::unique_ptr<Engine>> Engine::Open(const std::filesystem::path& database,
                                                     EngineOptions options) {
  sql::SqliteOptions writing;
  writing.cache_kib = options.writer_cache_kib;
  writing.fault = options.fault;
  writing.diagnostics = options.diagnostics;
  MOTCUA_ASSIGN_OR_RETURN(auto writer, sql::OpenSqlite(database, writing));
  if (options.prepare) MOTCUA_RETURN_IF_ERROR(options.prepare(*writer));

  std::unique_ptr<Engine> engine(new Engine(options));
  const size_t readers = options.readers;
  sql::SqliteOptions reading;
  reading.mode = sql::SqliteOptions::Mode::kReader;
  reading.cache_kib = options.reader_cache_kib;
  reading.diagnostics = options.diagnostics;
  engine->writer_ =
      std::make_unique<BatchWriter>(std::move(writer), *engine->queue_, std::move(options));
  for (size_t i = 0; i < readers; ++i) {
    MOTCUA_ASSIGN_OR_RETURN(auto reader, sql::OpenSqlite(database, reading));
    engine->readers_->Add(std::move(reader));
  }
  engine->writer_->Start();
  return engine;
}

Engine::~Engine() { Stop(); }

void Engine::Submit(WriteRequest request, WriteDone done) {
  QueuedWrite write{std::move(request), std::move(done), nullptr};
  if (absl::Status status = queue_->Push(write); !status.ok()) write.done(std::move(status));
}

absl::Status Engine::Write(WriteRequest request) {
  if (writer_->InThisThread()) return Reentered();
  Answer answer;
  Submit(std::move(request), [&answer](absl::Status status) { answer.Set(std::move(status)); });
  return answer.Wait();
}

absl::Status Engine::Write(EngineBody body) {
  return Write(WriteRequest{"", std::move(body), std::nullopt});
}

absl::Status Engine::Read(const std::function<absl::Status(sql::Connection&)>& body) {
  MOTCUA_ASSIGN_OR_RETURN(sql::SqliteConnection * conn, readers_->Borrow());
  absl::Status status = conn->Begin(sql::TransactionMode::kRead);
  if (status.ok()) status = body(*conn);
  const absl::Status ended = conn->Rollback();
  readers_->GiveBack(conn);
  return status.ok() ? ended : status;
}

absl::Status Engine::BackupTo(const std::filesystem::path& path) {
  if (writer_->InThisThread()) return Reentered();
  Answer answer;
  QueuedWrite work;
  work.between_batches = [&path](sql::SqliteConnection& conn) { return conn.BackupTo(path); };
  work.done = [&answer](absl::Status status) { answer.Set(std::move(status)); };
  MOTCUA_RETURN_IF_ERROR(queue_->Push(work));
  return answer.Wait();
}

void Engine::Stop() {
  std::lock_guard lock(stop_mutex_);
  queue_->Stop();
  if (writer_ == nullptr) return;  // Open failed half-way
  writer_->Join();
  readers_->Close();
  writer_->Close();
}

EngineStats Engine::stats() const { return writer_->stats(); }

size_t Engine::queued() const { return queue_->size(); }

}  // namespace motcua::storage
