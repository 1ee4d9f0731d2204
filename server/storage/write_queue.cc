#include "server/storage/write_queue.h"

#include <algorithm>

#include "common/base/error.h"

namespace motcua::storage {
namespace {

constexpr size_t kRateWindow = 16;  // batches

}  // namespace

WriteQueue::WriteQueue(Options options) : options_(std::move(options)) {}

absl::Status WriteQueue::Full(const char* scope) const {
  using std::chrono::duration;
  double per_second = 1000;  // until something has been measured
  if (recent_.size() > 1) {
    const duration<double> span = options_.now() - recent_.front().first;
    size_t taken = 0;
    // The first entry marks the start of the span; what it took came before.
    for (auto it = recent_.begin() + 1; it != recent_.end(); ++it) taken += it->second;
    if (span.count() > 0) per_second = std::max(1.0, static_cast<double>(taken) / span.count());
  }
  const double wait_ms = std::clamp(1000.0 * static_cast<double>(size_) / per_second, 10.0, 5000.0);
  return MakeError(
      absl::StatusCode::kResourceExhausted, "QUEUE_FULL",
      "the server has more writes waiting than it takes; repeat after the delay",
      {{"retry_after_ms", std::to_string(static_cast<int>(wait_ms))}, {"scope", scope}});
}

absl::Status WriteQueue::Push(QueuedWrite& write) {
  {
    std::lock_guard lock(mutex_);
    if (stopped_) {
      return MakeError(absl::StatusCode::kUnavailable, "SHUTTING_DOWN",
                       "the server is shutting down; repeat with the same request_id");
    }
    if (size_ >= options_.capacity) return Full("all");
    auto found = units_.find(write.request.unit);
    const size_t share = std::max<size_t>(1, options_.capacity / options_.shares);
    if (size_ > options_.capacity / 2 && found != units_.end() &&
        found->second.writes.size() >= share) {
      return Full("unit");
    }
    if (found == units_.end()) {
      found = units_.try_emplace(write.request.unit).first;
      found->second.unit = write.request.unit;
      turns_.push_back(&found->second);
    }
    found->second.writes.push_back(std::move(write));
    ++size_;
  }
  changed_.notify_one();
  return absl::OkStatus();
}

WriteQueue::Taken WriteQueue::Take(size_t limit, std::chrono::milliseconds idle,
                                   std::vector<QueuedWrite>& out) {
  std::unique_lock lock(mutex_);
  if (!changed_.wait_for(lock, idle, [this] { return size_ > 0 || stopped_; })) {
    recent_.clear();  // a rate across a pause says nothing
    return Taken::kIdle;
  }
  if (size_ == 0) return Taken::kStopped;
  size_t taken = 0;
  for (; taken < limit && size_ > 0; ++taken, --size_) {
    UnitQueue* unit = turns_.front();
    turns_.pop_front();
    out.push_back(std::move(unit->writes.front()));
    unit->writes.pop_front();
    if (unit->writes.empty()) {
      units_.erase(units_.find(unit->unit));
    } else {
      turns_.push_back(unit);
    }
  }
  recent_.emplace_back(options_.now(), taken);
  if (recent_.size() > kRateWindow) recent_.pop_front();
  return Taken::kWrites;
}

void WriteQueue::Stop() {
  {
    std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
}

size_t WriteQueue::size() const {
  std::lock_guard lock(mutex_);
  return size_;
}

}  // namespace motcua::storage
