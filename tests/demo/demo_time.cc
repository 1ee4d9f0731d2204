#include "tests/demo/demo_time.h"

#include <algorithm>

namespace motcua::demo {

Time DemoTime::NowLocked() const {
  if (!running_) return base_;
  return base_ + std::chrono::duration_cast<std::chrono::microseconds>(
                     std::chrono::steady_clock::now() - since_);
}

Time DemoTime::Now() const {
  const std::lock_guard lock(mutex_);
  return NowLocked();
}

void DemoTime::MoveTo(Time t) {
  const std::lock_guard lock(mutex_);
  base_ = std::max(t, NowLocked());
  running_ = false;
}

void DemoTime::RunOn() {
  const std::lock_guard lock(mutex_);
  base_ = NowLocked();
  running_ = true;
  since_ = std::chrono::steady_clock::now();
}

}  // namespace motcua::demo
