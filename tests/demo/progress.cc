#include "tests/demo/progress.h"

#include <algorithm>
#include <utility>

namespace motcua::demo {
namespace {

constexpr size_t kBarWidth = 40;

}  // namespace

void Progress::Begin(std::string stage, size_t steps) {
  const std::lock_guard lock(mutex_);
  stage_ = std::move(stage);
  steps_ = std::max<size_t>(steps, 1);
  done_ = 0;
  shown_percent_ = 0;
  if (terminal_) Show(0);
}

void Progress::Step() {
  const std::lock_guard lock(mutex_);
  done_ = std::min(done_ + 1, steps_);
  const size_t percent = done_ * 100 / steps_;
  const size_t grain = terminal_ ? 1 : 50;
  if (percent / grain == shown_percent_ / grain || percent == 100) return;
  shown_percent_ = percent;
  Show(percent);
}

void Progress::End() {
  const std::lock_guard lock(mutex_);
  Show(100);
  if (terminal_) out_ << "\n" << std::flush;
}

void Progress::Show(size_t percent) {
  if (!terminal_) {
    out_ << stage_ << " " << percent << " %\n" << std::flush;
    return;
  }
  const size_t full = kBarWidth * percent / 100;
  out_ << "\r\x1b[K[" << std::string(full, '#') << std::string(kBarWidth - full, '.') << "] "
       << percent << " %  " << stage_ << std::flush;
}

}  // namespace motcua::demo
