#include "client/lib/retry.h"

#include <gtest/gtest.h>

#include <vector>

#include "client/lib/client.h"
#include "common/base/error.h"

namespace motcua::client {
namespace {

using std::chrono::milliseconds;

// Time that passes only by sleeping.
struct FakeWorld {
  SteadyTime now{};
  std::vector<Milliseconds> waits;
  double random = 0;

  RetryEnvironment Environment() {
    return {.now = [this] { return now; },
            .sleep =
                [this](Milliseconds wait) {
                  waits.push_back(wait);
                  now += wait;
                },
            .random = [this] { return random; }};
  }
};

AttemptResult Fails(absl::StatusCode code, const char* reason,
                    std::optional<Milliseconds> delay = std::nullopt) {
  return {.status = MakeError(code, reason, "failed"), .retry_delay = delay};
}

TEST(RetryTest, WhatIsWorthRepeating) {
  const auto unavailable = Fails(absl::StatusCode::kUnavailable, "SERVER_UNREACHABLE");
  EXPECT_TRUE(WorthRepeating(unavailable, Repeatable::kRead));
  EXPECT_TRUE(WorthRepeating(unavailable, Repeatable::kRequestId));
  EXPECT_FALSE(WorthRepeating(unavailable, Repeatable::kNever));

  const auto full = Fails(absl::StatusCode::kResourceExhausted, "QUEUE_FULL", milliseconds(200));
  EXPECT_TRUE(WorthRepeating(full, Repeatable::kRequestId));
  EXPECT_FALSE(WorthRepeating(Fails(absl::StatusCode::kResourceExhausted, "MESSAGE_TOO_LARGE"),
                              Repeatable::kRead));
  EXPECT_FALSE(
      WorthRepeating(Fails(absl::StatusCode::kResourceExhausted, "STORAGE_FULL", milliseconds(200)),
                     Repeatable::kRead));
  EXPECT_FALSE(WorthRepeating(Fails(absl::StatusCode::kUnavailable, "CLOCK_SUSPECT"),
                              Repeatable::kRequestId));

  const auto unknown = Fails(absl::StatusCode::kUnknown, "COMMIT_UNKNOWN");
  EXPECT_TRUE(WorthRepeating(unknown, Repeatable::kRequestId));
  EXPECT_FALSE(WorthRepeating(unknown, Repeatable::kRead));

  for (auto code : {absl::StatusCode::kAborted, absl::StatusCode::kDeadlineExceeded,
                    absl::StatusCode::kNotFound, absl::StatusCode::kInternal}) {
    EXPECT_FALSE(WorthRepeating(Fails(code, "X"), Repeatable::kRequestId));
  }
  EXPECT_FALSE(WorthRepeating({}, Repeatable::kRead));
}

TEST(RetryTest, WaitsDoubleUpToTheLongestAndAreShortenedAtRandom) {
  const RetryPolicy policy;
  const int64_t expected[] = {100, 200, 400, 800, 1600, 3000, 3000};
  for (int attempt = 2; attempt <= 8; ++attempt) {
    EXPECT_EQ(WaitBefore(attempt, policy, std::nullopt, 0).count(), expected[attempt - 2]);
    EXPECT_EQ(WaitBefore(attempt, policy, std::nullopt, 0.5).count(),
              expected[attempt - 2] * 3 / 4);
  }
}

TEST(RetryTest, ADelayTheServerAskedForIsNeverUndercut) {
  EXPECT_EQ(WaitBefore(2, {}, milliseconds(2000), 0).count(), 2000);
  EXPECT_EQ(WaitBefore(2, {}, milliseconds(2000), 0.5).count(), 2200);
}

TEST(RetryTest, RepeatsUntilItSucceeds) {
  FakeWorld world;
  int attempts = 0;
  const absl::Status status =
      RunAttempts(Repeatable::kRead, {}, world.Environment(), world.now + milliseconds(10'000),
                  [&](Milliseconds) -> AttemptResult {
                    if (++attempts < 3) return Fails(absl::StatusCode::kUnavailable, "X");
                    return {};
                  });
  EXPECT_TRUE(status.ok());
  EXPECT_EQ(attempts, 3);
  EXPECT_EQ(world.waits, (std::vector<Milliseconds>{milliseconds(100), milliseconds(200)}));
}

TEST(RetryTest, StopsAfterTheLastAttempt) {
  FakeWorld world;
  int attempts = 0;
  const absl::Status status =
      RunAttempts(Repeatable::kRead, {.max_attempts = 4}, world.Environment(),
                  world.now + milliseconds(60'000), [&](Milliseconds) {
                    ++attempts;
                    return Fails(absl::StatusCode::kUnavailable, "SHUTTING_DOWN");
                  });
  EXPECT_EQ(attempts, 4);
  EXPECT_EQ(ErrorReason(status), "SHUTTING_DOWN");
}

TEST(RetryTest, NeverWaitsPastTheDeadline) {
  FakeWorld world;
  std::vector<Milliseconds> left;
  const absl::Status status = RunAttempts(
      Repeatable::kRequestId, {}, world.Environment(), world.now + milliseconds(1000),
      [&](Milliseconds time_left) {
        left.push_back(time_left);
        return Fails(absl::StatusCode::kResourceExhausted, "QUEUE_FULL", milliseconds(400));
      });
  EXPECT_EQ(left,
            (std::vector<Milliseconds>{milliseconds(1000), milliseconds(600), milliseconds(200)}));
  EXPECT_EQ(ErrorReason(status), "QUEUE_FULL");
}

TEST(RetryTest, OnlySafeCallsAreRepeatable) {
  EXPECT_EQ(RepeatableOf("motcua.v1.GetDossierRequest", false), Repeatable::kRead);
  EXPECT_EQ(RepeatableOf("motcua.v1.ReasonRequest", true), Repeatable::kRequestId);
  for (const char* once : {"SignInRequest", "SignOutRequest", "ChangePasswordRequest",
                           "EnrolStationRequest", "GetReceiptRequest"}) {
    EXPECT_EQ(RepeatableOf(std::string("motcua.v1.") + once, false), Repeatable::kNever);
  }
}

}  // namespace
}  // namespace motcua::client
