#include "common/crypto/hash_gate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>
#include <vector>

#include "common/base/error.h"

namespace motcua::crypto {
namespace {

// Returns when the line has `n` people; the test's timeout ends an endless wait.
void AwaitLine(const HashGate& gate, int n) {
  while (gate.waiting() != n) std::this_thread::yield();
}

TEST(HashGateTest, RefusesAtOnceWhenTheLineIsFull) {
  HashGate gate(1, 0);
  auto inside = gate.Enter();
  ASSERT_TRUE(inside.ok());
  const auto refused = gate.Enter();
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ErrorReason(refused.status()), "SIGN_IN_BUSY");
}

TEST(HashGateTest, APlaceIsFreeAgainAfterItsPermit) {
  HashGate gate(2, 0);
  {
    auto first = gate.Enter();
    auto second = gate.Enter();
    ASSERT_TRUE(first.ok() && second.ok());
    const HashGate::Permit moved = *std::move(first);
    EXPECT_EQ(gate.running(), 2);
    EXPECT_FALSE(gate.Enter().ok());
  }
  EXPECT_EQ(gate.running(), 0);
  EXPECT_TRUE(gate.Enter().ok());
}

TEST(HashGateTest, TheLineIsServedInOrderOfArrival) {
  HashGate gate(1, 3);
  std::vector<int> order;  // written by whoever is inside
  std::vector<std::thread> threads;
  {
    auto inside = gate.Enter();
    ASSERT_TRUE(inside.ok());
    for (int i = 0; i < 3; ++i) {
      threads.emplace_back([&gate, &order, i] {
        auto permit = gate.Enter();
        if (permit.ok()) order.push_back(i);
      });
      AwaitLine(gate, i + 1);
    }
    EXPECT_FALSE(gate.Enter().ok());
    EXPECT_TRUE(order.empty());
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2}));
  EXPECT_EQ(gate.waiting(), 0);
}

TEST(HashGateTest, NeverMoreInsideThanAllowed) {
  HashGate gate(2, 100);
  std::atomic<int> inside{0};
  std::atomic<int> most{0};
  std::atomic<int> served{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 200; ++i) {
        auto permit = gate.Enter();
        const int now = ++inside;
        int seen = most.load();
        while (now > seen && !most.compare_exchange_weak(seen, now)) {
        }
        served += permit.ok();
        std::this_thread::yield();
        --inside;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(served.load(), 1600);
  EXPECT_LE(most.load(), 2);
  EXPECT_EQ(gate.running(), 0);
}

}  // namespace
}  // namespace motcua::crypto
