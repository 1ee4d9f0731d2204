// How many password hashes run at once: each takes 19 MiB and a core for 40 ms, so without a bound
// a flood of sign-ins takes all memory and starves the counter.
#ifndef MOTCUA_COMMON_CRYPTO_HASH_GATE_H_
#define MOTCUA_COMMON_CRYPTO_HASH_GATE_H_

#include <condition_variable>
#include <cstdint>
#include <mutex>

#include "absl/status/statusor.h"

namespace motcua::crypto {

// Thread safe. Must outlive its permits.
class HashGate {
 public:
  // A place inside, given back on destruction. Movable.
  class Permit {
   public:
    Permit(Permit&& other) noexcept : gate_(other.gate_) { other.gate_ = nullptr; }
    Permit& operator=(Permit&&) = delete;
    ~Permit() {
      if (gate_ != nullptr) gate_->Leave();
    }

   private:
    friend class HashGate;
    explicit Permit(HashGate* gate) : gate_(gate) {}
    HashGate* gate_;
  };

  // At most `max_running` (>= 1) inside and `max_waiting` (>= 0) in line, in order of arrival.
  HashGate(int max_running, int max_waiting);

  // Waits in line for a place. RESOURCE_EXHAUSTED SIGN_IN_BUSY at once when the line is full.
  absl::StatusOr<Permit> Enter();

  int running() const;
  int waiting() const;

 private:
  void Leave();

  const int max_running_;
  const int max_waiting_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  int running_ = 0;
  uint64_t next_ticket_ = 0;  // of the next to stand in line
  uint64_t next_served_ = 0;  // the ticket at the head of the line
};

}  // namespace motcua::crypto

#endif  // MOTCUA_COMMON_CRYPTO_HASH_GATE_H_
