// The demo's own source of time: stands still, is moved forward, and may run on at real speed.
#ifndef MOTCUA_TESTS_DEMO_DEMO_TIME_H_
#define MOTCUA_TESTS_DEMO_DEMO_TIME_H_

#include <chrono>
#include <mutex>

#include "common/base/time.h"

namespace motcua::demo {

// Thread safe.
class DemoTime final : public TimeSource {
 public:
  explicit DemoTime(Time start) : base_(start) {}

  Time Now() const override;
  // Stands still at `t` from now on, or where it is when `t` is earlier: time never goes back.
  void MoveTo(Time t);
  // Runs on at real speed.
  void RunOn();

 private:
  Time NowLocked() const;

  mutable std::mutex mutex_;
  Time base_;
  bool running_ = false;
  std::chrono::steady_clock::time_point since_{};
};

}  // namespace motcua::demo

#endif  // MOTCUA_TESTS_DEMO_DEMO_TIME_H_
