#include "client/cli/progress.h"

#include <utility>

namespace motcua::cli {

Progress::Progress(std::ostream& out, std::string text, std::chrono::milliseconds delay)
    : out_(out), text_(std::move(text)), thread_([this, delay] {
        std::unique_lock lock(mutex_);
        if (changed_.wait_for(lock, delay, [this] { return over_; })) return;
        out_ << text_ << std::flush;
        shown_ = true;
        changed_.notify_all();
      }) {}

Progress::~Progress() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  changed_.notify_all();
  thread_.join();
  if (shown_) out_ << "\r\x1b[K" << std::flush;
}

void Progress::WaitUntilShown() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return shown_; });
}

}  // namespace motcua::cli
