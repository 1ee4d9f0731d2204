#include "server/storage/write_queue.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "common/base/error.h"

namespace motcua::storage {
namespace {

using std::chrono::milliseconds;

class WriteQueueTest : public testing::Test {
 protected:
  WriteQueue Make(size_t capacity, size_t shares) {
    return WriteQueue({capacity, shares, [this] { return now_; }});
  }
  static absl::Status Push(WriteQueue& queue, const std::string& unit) {
    QueuedWrite write;
    write.request.unit = unit;
    return queue.Push(write);
  }
  static std::string TakeUnits(WriteQueue& queue, size_t limit) {
    std::vector<QueuedWrite> out;
    EXPECT_EQ(queue.Take(limit, milliseconds(0), out), WriteQueue::Taken::kWrites);
    std::string units;
    for (const QueuedWrite& write : out) units += write.request.unit;
    return units;
  }

  SteadyTime now_{};
};

TEST_F(WriteQueueTest, UnitsTakeTurns) {
  WriteQueue queue = Make(100, 1);
  for (const char* unit : {"a", "a", "a", "a", "b", "b", "c"}) ASSERT_TRUE(Push(queue, unit).ok());
  EXPECT_EQ(TakeUnits(queue, 4), "abca");
  ASSERT_TRUE(Push(queue, "d").ok());
  EXPECT_EQ(TakeUnits(queue, 100), "bada");
  EXPECT_EQ(queue.size(), 0u);
}

TEST_F(WriteQueueTest, WithinAUnitTheOrderIsKept) {
  WriteQueue queue = Make(100, 1);
  std::vector<int> order;
  for (int i = 0; i < 5; ++i) {
    QueuedWrite write;
    write.request.unit = "a";
    write.done = [&order, i](const absl::Status&) { order.push_back(i); };
    ASSERT_TRUE(queue.Push(write).ok());
  }
  std::vector<QueuedWrite> out;
  queue.Take(3, milliseconds(0), out);
  queue.Take(3, milliseconds(0), out);
  for (auto& write : out) write.done(absl::OkStatus());
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2, 3, 4}));
}

TEST_F(WriteQueueTest, NobodyEntersAFullQueue) {
  WriteQueue queue = Make(4, 1);
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(Push(queue, std::to_string(i)).ok());
  const absl::Status full = Push(queue, "new");
  EXPECT_EQ(full.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ErrorReason(full), "QUEUE_FULL");
  EXPECT_EQ(GetErrorValues(full)["scope"], "all");
  EXPECT_EQ(TakeUnits(queue, 1), "0");
  EXPECT_TRUE(Push(queue, "new").ok());
}

TEST_F(WriteQueueTest, ARefusedWriteStaysWithItsOwner) {
  WriteQueue queue = Make(1, 1);
  ASSERT_TRUE(Push(queue, "a").ok());
  QueuedWrite write;
  write.request.unit = "b";
  write.done = [](const absl::Status&) {};
  ASSERT_FALSE(queue.Push(write).ok());
  EXPECT_EQ(write.request.unit, "b");
  EXPECT_TRUE(write.done);
}

TEST_F(WriteQueueTest, AboveHalfAUnitIsHeldToItsShare) {
  WriteQueue queue = Make(16, 8);  // a share is 2
  for (int i = 0; i < 9; ++i) ASSERT_TRUE(Push(queue, "greedy").ok()) << "up to half it may";
  const absl::Status refused = Push(queue, "greedy");
  EXPECT_EQ(ErrorReason(refused), "QUEUE_FULL");
  EXPECT_EQ(GetErrorValues(refused)["scope"], "unit");
  EXPECT_TRUE(Push(queue, "other").ok());
  EXPECT_TRUE(Push(queue, "other").ok());
  EXPECT_EQ(GetErrorValues(Push(queue, "other"))["scope"], "unit");
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(Push(queue, "u" + std::to_string(i)).ok());
  EXPECT_EQ(GetErrorValues(Push(queue, "last"))["scope"], "all");
}

TEST_F(WriteQueueTest, TheRetryDelayFollowsTheRateOfTheLastBatches) {
  WriteQueue queue = Make(100, 1);
  // 10 writes each 100 ms: 100 a second.
  for (int batch = 0; batch < 5; ++batch) {
    for (int i = 0; i < 10; ++i) ASSERT_TRUE(Push(queue, "a").ok());
    TakeUnits(queue, 10);
    now_ += milliseconds(100);
  }
  now_ -= milliseconds(100);
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(Push(queue, "a").ok());
  EXPECT_EQ(GetErrorValues(Push(queue, "a"))["retry_after_ms"], "1000");
  now_ += milliseconds(400);  // nothing drained since: half the rate
  EXPECT_EQ(GetErrorValues(Push(queue, "a"))["retry_after_ms"], "2000");
  now_ += std::chrono::hours(1);
  EXPECT_EQ(GetErrorValues(Push(queue, "a"))["retry_after_ms"], "5000");
}

TEST_F(WriteQueueTest, StopHandsOutWhatIsInsideAndRefusesTheRest) {
  WriteQueue queue = Make(4, 1);
  ASSERT_TRUE(Push(queue, "a").ok());
  queue.Stop();
  const absl::Status late = Push(queue, "b");
  EXPECT_EQ(late.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ErrorReason(late), "SHUTTING_DOWN");
  EXPECT_EQ(TakeUnits(queue, 10), "a");
  std::vector<QueuedWrite> out;
  EXPECT_EQ(queue.Take(10, std::chrono::hours(1), out), WriteQueue::Taken::kStopped);
}

TEST_F(WriteQueueTest, AnIdleTakeSaysSo) {
  WriteQueue queue = Make(4, 1);
  std::vector<QueuedWrite> out;
  EXPECT_EQ(queue.Take(10, milliseconds(1), out), WriteQueue::Taken::kIdle);
  EXPECT_TRUE(out.empty());
}

TEST_F(WriteQueueTest, ManyThreadsLoseNothing) {
  WriteQueue queue({64, 1});
  constexpr int kEach = 500;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&queue, t] {
      for (int i = 0; i < kEach;) {
        if (Push(queue, std::to_string(t)).ok()) {
          ++i;
        } else {
          std::this_thread::yield();
        }
      }
    });
  }
  std::vector<QueuedWrite> out;
  while (out.size() < 4 * kEach) {
    ASSERT_EQ(queue.Take(7, std::chrono::minutes(1), out), WriteQueue::Taken::kWrites);
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(out.size(), size_t{4 * kEach});
  EXPECT_EQ(queue.size(), 0u);
}

}  // namespace
}  // namespace motcua::storage
