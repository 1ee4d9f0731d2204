#include "common/crypto/hash_gate.h"

#include <algorithm>

#include "common/base/error.h"

namespace motcua::crypto {

HashGate::HashGate(int max_running, int max_waiting)
    : max_running_(std::max(1, max_running)), max_waiting_(std::max(0, max_waiting)) {}

absl::StatusOr<HashGate::Permit> HashGate::Enter() {
  std::unique_lock lock(mutex_);
  const auto in_line = static_cast<int>(next_ticket_ - next_served_);
  if (running_ < max_running_ && in_line == 0) {
    ++running_;
    return Permit(this);
  }
  if (in_line >= max_waiting_) {
    return MakeError(absl::StatusCode::kResourceExhausted, "SIGN_IN_BUSY",
                     "Too many people are signing in at this moment; try again in a few seconds.");
  }
  const uint64_t ticket = next_ticket_++;
  changed_.wait(lock, [&] { return ticket == next_served_ && running_ < max_running_; });
  ++next_served_;
  ++running_;
  changed_.notify_all();
  return Permit(this);
}

int HashGate::running() const {
  const std::scoped_lock lock(mutex_);
  return running_;
}

int HashGate::waiting() const {
  const std::scoped_lock lock(mutex_);
  return static_cast<int>(next_ticket_ - next_served_);
}

void HashGate::Leave() {
  const std::scoped_lock lock(mutex_);
  --running_;
  changed_.notify_all();
}

}  // namespace motcua::crypto
