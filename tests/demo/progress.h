// How far the demo is: a bar on a terminal, a line at half and at the end of a stage elsewhere.
#ifndef MOTCUA_TESTS_DEMO_PROGRESS_H_
#define MOTCUA_TESTS_DEMO_PROGRESS_H_

#include <cstddef>
#include <mutex>
#include <ostream>
#include <string>

namespace motcua::demo {

// Thread safe but for Begin and End.
class Progress {
 public:
  Progress(std::ostream& out, bool terminal) : out_(out), terminal_(terminal) {}

  void Begin(std::string stage, size_t steps);
  void Step();
  void End();

 private:
  void Show(size_t percent);

  std::ostream& out_;
  const bool terminal_;
  std::mutex mutex_;
  std::string stage_;
  size_t steps_ = 1;
  size_t done_ = 0;
  size_t shown_percent_ = 0;
};

}  // namespace motcua::demo

#endif  // MOTCUA_TESTS_DEMO_PROGRESS_H_
