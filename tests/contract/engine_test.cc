#include "server/storage/engine.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/engine_fixture.h"

namespace motcua::storage {
namespace {

using Where = SwitchedFault::Where;

class EngineTest : public EngineFixture {};

TEST_F(EngineTest, AnAnsweredWriteIsSeenByTheNextReadAndAfterTheNextStart) {
  Open();
  ASSERT_TRUE(engine_->Write(Insert(1)).ok());
  EXPECT_EQ(Ids(), (std::vector<int64_t>{1}));
  engine_.reset();
  Open();
  EXPECT_EQ(Ids(), (std::vector<int64_t>{1}));
}

TEST_F(EngineTest, WhatWaitsIsCommittedTogether) {
  Open();
  const uint64_t before = engine_->stats().batches;
  for (const absl::Status& answer : InOneBatch({Insert(1), Insert(2), Insert(3)})) {
    EXPECT_TRUE(answer.ok()) << answer;
  }
  EXPECT_EQ(engine_->stats().batches - before, 2u) << "the gate's and the one";
  EXPECT_EQ(engine_->stats().alone, 0u);
  EXPECT_EQ(Ids(), (std::vector<int64_t>{1, 2, 3}));
}

TEST_F(EngineTest, NoBatchIsLargerThanItsLimit) {
  options_.batch_limit = 2;
  Open();
  const uint64_t before = engine_->stats().batches;
  InOneBatch({Insert(1), Insert(2), Insert(3), Insert(4), Insert(5)});
  EXPECT_EQ(engine_->stats().batches - before, 4u);
}

TEST_F(EngineTest, ABodySeesWhatEarlierBodiesOfItsBatchWrote) {
  Open();
  int64_t seen = -1;
  InOneBatch({Insert(1), [&](sql::Connection& conn) {
                sql::Query q(conn, "SELECT count(*) FROM t");
                q.Bind();
                if (q.Next()) seen = q.Int(0);
                return q.status();
              }});
  EXPECT_EQ(seen, 1);
}

TEST_F(EngineTest, ARefusalThatChangedNothingCostsTheOthersNothing) {
  Open();
  const auto answers =
      InOneBatch({Insert(1), [](sql::Connection&) { return Refusal(); }, Insert(2)});
  EXPECT_TRUE(answers[0].ok());
  EXPECT_EQ(ErrorReason(answers[1]), "REFUSED");
  EXPECT_TRUE(answers[2].ok());
  EXPECT_EQ(engine_->stats().alone, 0u);
  EXPECT_EQ(Ids(), (std::vector<int64_t>{1, 2}));
}

TEST_F(EngineTest, APoisonedBodyAmongManyUndoesOnlyItself) {
  Open();
  std::vector<EngineBody> bodies;
  for (int i = 0; i < 20; ++i) bodies.push_back(Insert(i));
  bodies[7] = [](sql::Connection& conn) {
    MOTCUA_RETURN_IF_ERROR(Insert(1000)(conn));
    return Refusal();
  };
  const auto answers = InOneBatch(bodies);
  std::vector<int64_t> expected;
  for (int i = 0; i < 20; ++i) {
    if (i == 7) {
      EXPECT_EQ(ErrorReason(answers[7]), "REFUSED");
      continue;
    }
    EXPECT_TRUE(answers[static_cast<size_t>(i)].ok()) << i;
    expected.push_back(i);
  }
  EXPECT_EQ(Ids(), expected);
  EXPECT_EQ(engine_->stats().alone, 20u);
}

TEST_F(EngineTest, AFullDiskUndoesOnlyTheBodyThatFilledIt) {
  Open();
  ASSERT_TRUE(engine_
                  ->Write([](sql::Connection& conn) {
                    sql::Query q(conn, "PRAGMA max_page_count = 40");
                    q.Bind();
                    return q.Run();
                  })
                  .ok());
  const auto answers = InOneBatch({Insert(1), Insert(2, 1'000'000), Insert(3)});
  EXPECT_TRUE(answers[0].ok()) << answers[0];
  EXPECT_EQ(answers[1].code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ErrorReason(answers[1]), sql::kStorageFull);
  EXPECT_TRUE(answers[2].ok()) << answers[2];
  EXPECT_EQ(Ids(), (std::vector<int64_t>{1, 3}));
  EXPECT_EQ(fatal_, 0);
}

TEST_F(EngineTest, ABodyThatPassesOverALostTransactionKeepsNothing) {
  Open();
  ASSERT_TRUE(engine_
                  ->Write([](sql::Connection& conn) {
                    sql::Query q(conn, "PRAGMA max_page_count = 40");
                    q.Bind();
                    return q.Run();
                  })
                  .ok());
  const auto careless = [](sql::Connection& conn) {
    (void)Insert(2, 1'000'000)(conn).ok();
    (void)Insert(4)(conn).ok();
    return absl::OkStatus();
  };
  const auto answers = InOneBatch({Insert(1), careless, Insert(3)});
  EXPECT_TRUE(answers[0].ok());
  EXPECT_EQ(ErrorReason(answers[1]), sql::kSqlMisuse);
  EXPECT_TRUE(answers[2].ok());
  EXPECT_EQ(Ids(), (std::vector<int64_t>{1, 3}));
}

TEST_F(EngineTest, AFaultBeforeAWriteFailsThatBodyOnly) {
  Open();
  Gate gate(*engine_);
  Answers answers;
  engine_->Submit({"u", Insert(1), std::nullopt}, answers.Slot(0));
  engine_->Submit({"u", Insert(2), std::nullopt}, answers.Slot(1));
  fault_.Arm(Where::kWrite, sql::IoError(false));
  gate.Open();
  const auto got = answers.Wait(2);
  EXPECT_TRUE(sql::IsIoError(got[0])) << got[0];
  EXPECT_TRUE(got[1].ok()) << got[1];
  EXPECT_EQ(Ids(), (std::vector<int64_t>{2}));
  EXPECT_EQ(fatal_, 0);
}

class EngineCommitTest : public EngineFixture {
 protected:
  std::vector<absl::Status> TwoWith(Where where, absl::Status status, int times = 1) {
    Gate gate(*engine_);
    Answers answers;
    engine_->Submit({"u", Insert(1), std::nullopt}, answers.Slot(0));
    engine_->Submit({"u", Insert(2), std::nullopt}, answers.Slot(1));
    // The gate's own batch has nothing to do with the fault: it is armed by the first body.
    engine_->Submit({"a",
                     [this, where, status, times, armed = false](sql::Connection&) mutable {
                       if (!std::exchange(armed, true)) fault_.Arm(where, status, times);
                       return absl::OkStatus();
                     },
                     std::nullopt},
                    answers.Slot(2));
    gate.Open();
    auto got = answers.Wait(3);
    got.pop_back();
    return got;
  }
};

TEST_F(EngineCommitTest, ACommitThatFailedLeavesAllUnknown) {
  options_.hooks.reload = [](sql::Connection&) { return absl::OkStatus(); };
  Open();
  for (const absl::Status& answer : TwoWith(Where::kAtCommit, absl::InternalError("odd"))) {
    EXPECT_EQ(answer.code(), absl::StatusCode::kUnavailable);
    EXPECT_EQ(ErrorReason(answer), "COMMIT_UNKNOWN");
  }
  EXPECT_EQ(Ids(), (std::vector<int64_t>{}));
  EXPECT_EQ(fatal_, 0);
  EXPECT_TRUE(engine_->Write(Insert(1)).ok()) << "the repetition";
}

TEST_F(EngineCommitTest, ACommitDoneButReportedAsFailedIsUnknownAndReloads) {
  std::vector<int64_t> reloaded;
  options_.hooks.reload = [&](sql::Connection& conn) {
    sql::Query q(conn, "SELECT id FROM t ORDER BY id");
    q.Bind();
    while (q.Next()) reloaded.push_back(q.Int(0));
    return q.status();
  };
  Open();
  for (const absl::Status& answer : TwoWith(Where::kAfterCommit, absl::InternalError("odd"))) {
    EXPECT_EQ(ErrorReason(answer), "COMMIT_UNKNOWN");
  }
  EXPECT_EQ(reloaded, (std::vector<int64_t>{1, 2}));
  EXPECT_EQ(Ids(), (std::vector<int64_t>{1, 2}));
  EXPECT_TRUE(sql::IsUniqueViolation(engine_->Write(Insert(1)))) << "the repetition sees it";
}

TEST_F(EngineCommitTest, WithoutReloadAnUnknownCommitIsFatal) {
  Open();
  for (const absl::Status& answer : TwoWith(Where::kAtCommit, absl::InternalError("odd"))) {
    EXPECT_EQ(ErrorReason(answer), "COMMIT_UNKNOWN");
  }
  engine_->Stop();
  EXPECT_EQ(fatal_, 1);
}

TEST_F(EngineCommitTest, AnIoErrorAtCommitIsFatalAfterEverybodyHasAnAnswer) {
  options_.hooks.reload = [](sql::Connection&) { return absl::OkStatus(); };
  for (const bool sync : {false, true}) {
    SCOPED_TRACE(sync);
    fatal_ = 0;
    Open();
    for (const absl::Status& answer : TwoWith(Where::kAtCommit, sql::IoError(sync))) {
      EXPECT_EQ(ErrorReason(answer), "COMMIT_UNKNOWN");
    }
    EXPECT_EQ(ErrorReason(engine_->Write(Insert(3))), "SHUTTING_DOWN");
    engine_->Stop();
    EXPECT_EQ(fatal_, 1);
    engine_.reset();
  }
}

TEST_F(EngineCommitTest, AFailedSyncBeforeTheCommitIsFatalToo) {
  options_.hooks.reload = [](sql::Connection&) { return absl::OkStatus(); };
  Open();
  fault_.Arm(Where::kWrite, sql::IoError(true));
  EXPECT_TRUE(sql::IsSyncError(engine_->Write(Insert(1))));
  engine_->Stop();
  EXPECT_EQ(fatal_, 1);
}

TEST_F(EngineCommitTest, AFullDiskAtCommitIsANoAndEachRunsAgainAlone) {
  Open();
  const absl::Status full =
      MakeError(absl::StatusCode::kResourceExhausted, sql::kStorageFull, "full");
  for (const absl::Status& answer : TwoWith(Where::kAtCommit, full, 1)) {
    EXPECT_TRUE(answer.ok()) << answer;
  }
  EXPECT_EQ(Ids(), (std::vector<int64_t>{1, 2}));
  EXPECT_EQ(engine_->stats().alone, 3u);
  fault_.Arm(Where::kAtCommit, full, 1);
  EXPECT_EQ(ErrorReason(engine_->Write(Insert(3))), sql::kStorageFull);
  EXPECT_EQ(fatal_, 0);
}

TEST_F(EngineCommitTest, ADefaultFatalEndsTheProcess) {
  testing::GTEST_FLAG(death_test_style) = "threadsafe";
  EXPECT_EXIT(
      {
        EngineOptions options;
        SwitchedFault fault;
        options.fault = &fault;
        auto engine = Engine::Open(folder_ / "death.db", options);
        fault.Arm(Where::kAtCommit, sql::IoError(true));
        (void)(*engine)->Write([](sql::Connection&) { return absl::OkStatus(); }).ok();
        (*engine)->Stop();
      },
      testing::ExitedWithCode(70), "disk failed");
}

// Hooks: a log of positions, staged by bodies and published by commits.
class EngineHooksTest : public EngineFixture {
 protected:
  void OpenWithLog() {
    options_.hooks.begin = [this] { staged_ = 0; };
    options_.hooks.before_commit = [this](sql::Connection& conn) {
      if (fail_hook_ > 0 && fail_hook_-- > 0) return absl::InternalError("hook");
      if (staged_ == 0) return absl::OkStatus();
      return sql::Exec(conn, "UPDATE sum SET total = $1 WHERE one = 1", published_ + staged_);
    };
    options_.hooks.committed = [this] { published_ += std::exchange(staged_, 0); };
    options_.hooks.rolled_back = [this] {
      staged_ = 0;
      ++rolled_back_;
    };
    options_.hooks.reload = [this](sql::Connection& conn) {
      sql::Query q(conn, "SELECT total FROM sum");
      q.Bind();
      if (q.Next()) published_ = q.Int(0);
      return q.status();
    };
    Open();
  }
  EngineBody Append(int64_t id, absl::Status answer = absl::OkStatus()) {
    return [this, id, answer](sql::Connection& conn) {
      MOTCUA_RETURN_IF_ERROR(Insert(id)(conn));
      ++staged_;
      return answer;
    };
  }
  int64_t Total() {
    int64_t total = -1;
    EXPECT_TRUE(engine_
                    ->Read([&](sql::Connection& conn) {
                      sql::Query q(conn, "SELECT total FROM sum");
                      q.Bind();
                      if (q.Next()) total = q.Int(0);
                      return q.status();
                    })
                    .ok());
    return total;
  }

  // Of the writer's thread; read by the test after answers, which come later.
  int64_t staged_ = 0;
  int64_t published_ = 0;
  int rolled_back_ = 0;
  int fail_hook_ = 0;
};

TEST_F(EngineHooksTest, WhatIsStagedIsPublishedOnceHoweverOftenBodiesRan) {
  OpenWithLog();
  InOneBatch({Append(1), Append(2), Append(3, Refusal()), Append(4)});
  EXPECT_EQ(rolled_back_, 2) << "the batch, and the refusal alone";
  EXPECT_EQ(published_, 3);
  EXPECT_EQ(Total(), 3);
  EXPECT_EQ(Ids(), (std::vector<int64_t>{1, 2, 4}));
}

TEST_F(EngineHooksTest, AFailedHookUndoesTheBatchAndEachRunsAlone) {
  OpenWithLog();
  Gate gate(*engine_);
  Answers answers;
  for (int i = 0; i < 3; ++i) {
    engine_->Submit({"u",
                     [this, i, first = i == 0](sql::Connection& conn) mutable {
                       // The batch and the first body alone fail.
                       if (std::exchange(first, false)) fail_hook_ = 2;
                       return Append(i)(conn);
                     },
                     std::nullopt},
                    answers.Slot(i));
  }
  gate.Open();
  const auto got = answers.Wait(3);
  EXPECT_EQ(got[0].message(), "hook");
  EXPECT_TRUE(got[1].ok());
  EXPECT_TRUE(got[2].ok());
  EXPECT_EQ(Ids(), (std::vector<int64_t>{1, 2}));
  EXPECT_EQ(Total(), 2);
  EXPECT_EQ(published_, 2);
}

TEST_F(EngineHooksTest, AfterAnUnknownCommitThePublishedStateIsThatOfTheDatabase) {
  OpenWithLog();
  for (const Where where : {Where::kAtCommit, Where::kAfterCommit}) {
    for (int i = 0; i < 3; ++i) {
      fault_.Arm(where, absl::InternalError("odd"));
      const int64_t id = 10 * static_cast<int64_t>(where) + i;
      EXPECT_EQ(ErrorReason(engine_->Write(Append(id))), "COMMIT_UNKNOWN");
      EXPECT_EQ(published_, Total());
      EXPECT_TRUE(engine_->Write(Append(100 + id)).ok());
    }
  }
  EXPECT_EQ(Total(), 3 + 3 + 3) << "three kept nothing, three kept all, six in between";
}

TEST_F(EngineHooksTest, AnswersComeAfterPublication) {
  OpenWithLog();
  int64_t seen = -1;
  Answers answers;
  engine_->Submit({"u", Append(1), std::nullopt},
                  [&, slot = answers.Slot(0)](const absl::Status& status) {
                    seen = published_;
                    slot(status);
                  });
  answers.Wait(1);
  EXPECT_EQ(seen, 1);
}

}  // namespace
}  // namespace motcua::storage
