#include "server/storage/batch_writer.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <utility>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/sql/errors.h"

namespace motcua::storage {
namespace {

using absl::StatusCode;

// EX_SOFTWARE of sysexits.h; the service manager starts the server again.
constexpr int kFatalExit = 70;

absl::Status CommitUnknown() {
  return MakeError(StatusCode::kUnavailable, "COMMIT_UNKNOWN",
                   "the outcome is unknown; repeat with the same request_id");
}

absl::Status ShuttingDown() {
  return MakeError(StatusCode::kUnavailable, "SHUTTING_DOWN",
                   "the server is shutting down; repeat with the same request_id");
}

absl::Status PastDeadline() {
  return MakeError(StatusCode::kDeadlineExceeded, "WRITE_DEADLINE",
                   "the deadline passed while the write was waiting; it was not carried out");
}

void EndProcess() {
  std::fputs("motcua: the disk failed a write that cannot be repeated; ending\n", stderr);
  _exit(kFatalExit);
}

void Call(const std::function<void()>& hook) {
  if (hook) hook();
}

}  // namespace

BatchWriter::BatchWriter(std::unique_ptr<sql::SqliteConnection> conn, WriteQueue& queue,
                         EngineOptions options)
    : conn_(std::move(conn)), queue_(queue), options_(std::move(options)) {
  next_checkpoint_ = options_.checkpoint_pages;
}

BatchWriter::~BatchWriter() { Join(); }

void BatchWriter::Start() {
  thread_ = std::thread([this] { Loop(); });
  id_ = thread_.get_id();
}

void BatchWriter::Join() {
  if (thread_.joinable()) thread_.join();
}

void BatchWriter::Close() {
  if (conn_ != nullptr && !dead_) Checkpoint(sql::CheckpointMode::kTruncate);
  conn_.reset();
}

EngineStats BatchWriter::stats() const {
  std::lock_guard lock(stats_mutex_);
  return stats_;
}

void BatchWriter::Loop() {
  std::vector<QueuedWrite> writes;
  while (true) {
    writes.clear();
    switch (queue_.Take(options_.batch_limit, IdleWait(), writes)) {
      case WriteQueue::Taken::kStopped:
        return;
      case WriteQueue::Taken::kIdle:
        IdleCheckpoint();
        break;
      case WriteQueue::Taken::kWrites:
        Serve(writes);
        if (!dead_) PaceCheckpoint();
        idle_ = Idle::kBusy;
        break;
    }
    if (std::exchange(fatal_, false)) Call(options_.on_fatal ? options_.on_fatal : EndProcess);
  }
}

void BatchWriter::Serve(std::vector<QueuedWrite>& writes) {
  const SteadyTime now = options_.queue.now();
  std::vector<QueuedWrite> batch;
  std::vector<QueuedWrite> between;
  batch.reserve(writes.size());
  for (QueuedWrite& write : writes) {
    if (write.between_batches) {
      between.push_back(std::move(write));
    } else if (write.request.deadline && *write.request.deadline <= now) {
      write.done(PastDeadline());
    } else {
      batch.push_back(std::move(write));
    }
  }
  RunBatch(batch);
  for (QueuedWrite& work : between) {
    work.done(dead_ ? ShuttingDown() : work.between_batches(*conn_));
    if (conn_->sync_failed()) Die();
  }
}

void BatchWriter::RunBatch(std::vector<QueuedWrite>& writes) {
  if (writes.empty()) return;
  {
    std::lock_guard lock(stats_mutex_);
    ++stats_.batches;
  }
  const bool together = writes.size() > 1;
  if (together && !dead_ && RunTogether(writes)) return;
  for (QueuedWrite& write : writes) {
    if (dead_) {
      write.done(ShuttingDown());
      continue;
    }
    if (together) {
      std::lock_guard lock(stats_mutex_);
      ++stats_.alone;
    }
    write.done(RunAlone(write.request.body));
  }
}

bool BatchWriter::RunTogether(std::vector<QueuedWrite>& writes) {
  Call(options_.hooks.begin);
  if (!conn_->Begin(sql::TransactionMode::kWrite).ok()) {
    Undo();
    return false;
  }
  std::vector<absl::Status> answers;
  answers.reserve(writes.size());
  uint64_t ran = 0;
  bool undo = false;
  for (QueuedWrite& write : writes) {
    const int64_t before = conn_->total_changes();
    ++ran;
    answers.push_back(write.request.body(*conn_));
    undo = !conn_->in_transaction() || (!answers.back().ok() && conn_->total_changes() != before);
    if (undo) break;
  }
  {
    std::lock_guard lock(stats_mutex_);
    stats_.bodies += ran;
  }
  if (undo) {
    Undo();
    return false;
  }
  bool undone = false;
  const absl::Status finished = Finish(&undone);
  if (undone) return false;
  for (size_t i = 0; i < writes.size(); ++i) {
    writes[i].done(finished.ok() ? std::move(answers[i]) : finished);
  }
  return true;
}

absl::Status BatchWriter::RunAlone(const EngineBody& body) {
  Call(options_.hooks.begin);
  if (absl::Status begun = conn_->Begin(sql::TransactionMode::kWrite); !begun.ok()) {
    Undo();
    return begun;
  }
  {
    std::lock_guard lock(stats_mutex_);
    ++stats_.bodies;
  }
  absl::Status answer = body(*conn_);
  if (answer.ok() && !conn_->in_transaction()) {
    answer = sql::Misuse("a write passed over the error that ended its transaction");
  }
  if (!answer.ok()) {
    Undo();
    return answer;
  }
  bool undone = false;
  return Finish(&undone);
}

absl::Status BatchWriter::Finish(bool* undone) {
  absl::Status status;
  if (options_.hooks.before_commit) status = options_.hooks.before_commit(*conn_);
  if (status.ok() && !conn_->in_transaction()) {
    status = sql::Misuse("a hook passed over the error that ended its transaction");
  }
  const bool tried = status.ok();
  if (tried) status = conn_->Commit();
  if (status.ok()) {
    Call(options_.hooks.committed);
    return status;
  }
  *undone = !conn_->sync_failed() && (!tried || sql::CommitSurelyUndone(status));
  if (!*undone) return UnknownCommit(status);
  Undo();
  return status;
}

absl::Status BatchWriter::UnknownCommit(const absl::Status& cause) {
  if (sql::IsIoError(cause) || !conn_->Rollback().ok() || conn_->sync_failed()) {
    Call(options_.hooks.rolled_back);
    Die();
  } else if (!options_.hooks.reload || !options_.hooks.reload(*conn_).ok()) {
    Die();
  }
  return CommitUnknown();
}

void BatchWriter::Undo() {
  if (!conn_->Rollback().ok() || conn_->sync_failed()) Die();
  Call(options_.hooks.rolled_back);
}

// on_fatal is called by the loop, after everybody has an answer.
void BatchWriter::Die() {
  if (dead_) return;
  dead_ = fatal_ = true;
  queue_.Stop();
}

void BatchWriter::Checkpoint(sql::CheckpointMode mode) {
  // An error leaves the WAL as it is, and the next checkpoint tries again; only a failed sync is
  // more than that.
  const auto result = conn_->Checkpoint(mode);
  {
    std::lock_guard lock(stats_mutex_);
    ++stats_.checkpoints;
    if (mode != sql::CheckpointMode::kPassive) ++stats_.waiting_checkpoints;
    if (!result.ok()) ++stats_.failed_checkpoints;
    stats_.wal_pages = conn_->wal_pages();
  }
  if (conn_->sync_failed()) Die();
}

void BatchWriter::PaceCheckpoint() {
  const int64_t pages = conn_->wal_pages();
  {
    std::lock_guard lock(stats_mutex_);
    stats_.wal_pages = pages;
    stats_.max_wal_pages = std::max(stats_.max_wal_pages, pages);
  }
  if (pages < options_.checkpoint_pages) {
    next_checkpoint_ = options_.checkpoint_pages;  // the WAL has started anew
  } else if (pages >= next_checkpoint_) {
    const bool wait = pages >= options_.wal_cap_pages;
    Checkpoint(wait ? sql::CheckpointMode::kRestart : sql::CheckpointMode::kPassive);
    next_checkpoint_ = pages + options_.checkpoint_step_pages;
  }
}

std::chrono::milliseconds BatchWriter::IdleWait() const {
  constexpr std::chrono::hours kNothingToDo{1};
  switch (idle_) {
    case Idle::kBusy:
      return options_.short_idle;
    case Idle::kShort:
      return options_.long_idle;
    case Idle::kLong:
      return kNothingToDo;
  }
  return kNothingToDo;
}

void BatchWriter::IdleCheckpoint() {
  const int64_t pages = conn_->wal_pages();
  if (dead_ || idle_ == Idle::kLong) return;
  if (idle_ == Idle::kBusy) {
    if (pages >= options_.idle_checkpoint_pages) Checkpoint(sql::CheckpointMode::kPassive);
    idle_ = Idle::kShort;
    return;
  }
  // A small WAL file is kept: writing over it is cheaper than letting it grow again.
  if (pages > 0) {
    const bool cut = pages >= options_.checkpoint_pages;
    Checkpoint(cut ? sql::CheckpointMode::kTruncate : sql::CheckpointMode::kPassive);
  }
  idle_ = Idle::kLong;
}

}  // namespace motcua::storage
