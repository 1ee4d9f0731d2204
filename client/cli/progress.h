// A line on the error stream when an answer takes long.
#ifndef MOTCUA_CLIENT_CLI_PROGRESS_H_
#define MOTCUA_CLIENT_CLI_PROGRESS_H_

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <ostream>
#include <string>
#include <thread>

namespace motcua::cli {

// From construction to destruction something is under way; after `delay` says so, and takes the
// line away at the end. Nobody else may write to `out` meanwhile.
class Progress {
 public:
  Progress(std::ostream& out, std::string text, std::chrono::milliseconds delay);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // Returns once the line is shown; for tests.
  void WaitUntilShown();

 private:
  std::ostream& out_;
  const std::string text_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool over_ = false;
  bool shown_ = false;
  std::thread thread_;
};

}  // namespace motcua::cli

#endif  // MOTCUA_CLIENT_CLI_PROGRESS_H_
