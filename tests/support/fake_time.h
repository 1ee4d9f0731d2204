// A clock that stands where a test puts it. Thread safe.
#ifndef MOTCUA_TESTS_SUPPORT_FAKE_TIME_H_
#define MOTCUA_TESTS_SUPPORT_FAKE_TIME_H_

#include <atomic>
#include <chrono>

#include "common/base/time.h"

namespace motcua {

class FakeTime final : public TimeSource {
 public:
  explicit FakeTime(Time now) : micros_(ToMicros(now)) {}

  Time Now() const override { return FromMicros(micros_.load()); }
  void Set(Time now) { micros_.store(ToMicros(now)); }
  void Advance(std::chrono::microseconds by) { micros_.fetch_add(by.count()); }

 private:
  std::atomic<int64_t> micros_;
};

}  // namespace motcua

#endif  // MOTCUA_TESTS_SUPPORT_FAKE_TIME_H_
