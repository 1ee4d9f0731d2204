// The engine's queue, readers, checkpoints and shutdown, and random histories over all of it.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/engine_fixture.h"

namespace motcua::storage {
namespace {

using Where = SwitchedFault::Where;
using std::chrono::milliseconds;

class EngineQueueTest : public EngineFixture {};

TEST_F(EngineQueueTest, AWritePastItsDeadlineIsNotRun) {
  Open();
  bool ran = false;
  const EngineBody body = [&ran](sql::Connection&) {
    ran = true;
    return absl::OkStatus();
  };
  const auto now = std::chrono::steady_clock::now();
  const absl::Status late = engine_->Write({"u", body, now});
  EXPECT_EQ(late.code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(ErrorReason(late), "WRITE_DEADLINE");
  EXPECT_FALSE(ran);
  EXPECT_TRUE(engine_->Write({"u", body, now + std::chrono::hours(1)}).ok());
  EXPECT_TRUE(ran);
}

TEST_F(EngineQueueTest, TheDeadlineIsLookedAtWhenTheBodyIsTaken) {
  std::atomic<int64_t> elapsed = 0;
  options_.queue.now = [&elapsed] { return SteadyTime(std::chrono::seconds(elapsed)); };
  Open();
  Gate gate(*engine_);
  Answers answers;
  engine_->Submit({"u", Insert(1), SteadyTime(std::chrono::seconds(5))}, answers.Slot(0));
  engine_->Submit({"u", Insert(2), SteadyTime(std::chrono::seconds(15))}, answers.Slot(1));
  elapsed = 10;  // while they wait
  gate.Open();
  const auto got = answers.Wait(2);
  EXPECT_EQ(ErrorReason(got[0]), "WRITE_DEADLINE");
  EXPECT_TRUE(got[1].ok());
  EXPECT_EQ(Ids(), (std::vector<int64_t>{2}));
}

TEST_F(EngineQueueTest, AFullQueueAnswersAtOnceWithADelay) {
  options_.queue.capacity = 3;
  options_.queue.shares = 1;
  Open();
  Gate gate(*engine_);
  Answers answers;
  for (int i = 0; i < 3; ++i) engine_->Submit({"u", Insert(i), std::nullopt}, answers.Slot(i));
  EXPECT_EQ(engine_->queued(), 3u);
  const absl::Status full = engine_->Write(Insert(9));  // blocks for ever if it were accepted
  EXPECT_EQ(full.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ErrorReason(full), "QUEUE_FULL");
  EXPECT_GE(std::stoi(GetErrorValues(full)["retry_after_ms"]), 10);
  gate.Open();
  for (const absl::Status& answer : answers.Wait(3)) EXPECT_TRUE(answer.ok());
  EXPECT_EQ(Ids(), (std::vector<int64_t>{0, 1, 2}));
}

TEST_F(EngineQueueTest, StopAnswersEverythingAcceptedAndRefusesTheRest) {
  options_.batch_limit = 3;
  Open();
  Answers answers;
  {
    Gate gate(*engine_);
    for (int i = 0; i < 20; ++i) engine_->Submit({"u", Insert(i), std::nullopt}, answers.Slot(i));
    std::thread stopping([this] { engine_->Stop(); });
    gate.Open();
    stopping.join();
  }
  for (const absl::Status& answer : answers.Wait(20)) EXPECT_TRUE(answer.ok()) << answer;
  EXPECT_EQ(ErrorReason(engine_->Write(Insert(30))), "SHUTTING_DOWN");
  EXPECT_EQ(ErrorReason(engine_->Read([](sql::Connection&) { return absl::OkStatus(); })),
            "SHUTTING_DOWN");
  EXPECT_EQ(ErrorReason(engine_->BackupTo(folder_ / "b.db")), "SHUTTING_DOWN");
  engine_->Stop();
  EXPECT_FALSE(std::filesystem::exists(folder_ / "t.db-wal")) << "the writer closes last";
  engine_.reset();
  Open();
  EXPECT_EQ(Ids().size(), 20u);
}

TEST_F(EngineQueueTest, AWriteThatWaitsInsideTheWriterIsRefused) {
  Open();
  absl::Status inner;
  ASSERT_TRUE(engine_
                  ->Write([&](sql::Connection&) {
                    inner = engine_->Write(Insert(1));
                    return absl::OkStatus();
                  })
                  .ok());
  EXPECT_EQ(ErrorReason(inner), "WRITER_REENTERED");
}

class EngineReadTest : public EngineFixture {};

TEST_F(EngineReadTest, ASnapshotDoesNotMoveWhileTheWriterCommits) {
  Open();
  ASSERT_TRUE(engine_->Write(Insert(1)).ok());
  const auto count = [](sql::Connection& conn) {
    sql::Query q(conn, "SELECT count(*) FROM t");
    q.Bind();
    return q.Next() ? q.Int(0) : -1;
  };
  std::vector<int64_t> seen;
  ASSERT_TRUE(engine_
                  ->Read([&](sql::Connection& conn) {
                    seen.push_back(count(conn));
                    EXPECT_TRUE(engine_->Write(Insert(2)).ok());
                    seen.push_back(count(conn));
                    EXPECT_EQ(Ids().size(), 2u) << "another reader sees it";
                    return absl::OkStatus();
                  })
                  .ok());
  EXPECT_EQ(seen, (std::vector<int64_t>{1, 1}));
}

TEST_F(EngineReadTest, AReaderCannotWriteAndItsErrorIsReturned) {
  Open();
  EXPECT_EQ(ErrorReason(engine_->Read(Insert(1))), sql::kStorageReadOnly);
  EXPECT_EQ(ErrorReason(engine_->Read([](sql::Connection&) { return Refusal(); })), "REFUSED");
  EXPECT_EQ(Ids(), (std::vector<int64_t>{}));
}

TEST_F(EngineReadTest, WhenAllReadersAreInUseTheNextIsToldToRepeat) {
  options_.readers = 1;
  options_.reader_wait = milliseconds(1);
  Open();
  absl::Status inner;
  ASSERT_TRUE(engine_
                  ->Read([&](sql::Connection&) {
                    inner = engine_->Read([](sql::Connection&) { return absl::OkStatus(); });
                    return absl::OkStatus();
                  })
                  .ok());
  EXPECT_EQ(ErrorReason(inner), sql::kStorageBusy);
  EXPECT_EQ(Ids().size(), 0u) << "and the reader comes back";
}

TEST_F(EngineReadTest, ABackupUnderLoadHoldsEverythingAnsweredBefore) {
  Open();
  std::atomic<bool> stop = false;
  std::atomic<int64_t> acknowledged = 0;
  std::thread load([&] {
    for (int64_t i = 1; !stop; ++i) {
      EXPECT_TRUE(engine_->Write(Insert(i, 500)).ok());
      acknowledged = i;
    }
  });
  while (acknowledged < 20) std::this_thread::yield();
  const int64_t before = acknowledged;
  ASSERT_TRUE(engine_->BackupTo(folder_ / "b.db").ok());
  stop = true;
  load.join();
  EXPECT_EQ(ErrorReason(engine_->BackupTo(folder_ / "b.db")), "BACKUP_EXISTS");
  engine_.reset();
  path_ = folder_ / "b.db";
  Open();
  const auto ids = Ids();
  ASSERT_GE(static_cast<int64_t>(ids.size()), before);
  for (size_t i = 0; i < ids.size(); ++i) ASSERT_EQ(ids[i], static_cast<int64_t>(i) + 1);
}

class EngineCheckpointTest : public EngineFixture {
 protected:
  void Load(int batches) {
    for (int b = 0; b < batches; ++b) {
      std::vector<EngineBody> bodies;
      for (int i = 0; i < 8; ++i) bodies.push_back(Insert(next_++, 4000));
      for (const absl::Status& answer : InOneBatch(bodies)) ASSERT_TRUE(answer.ok()) << answer;
    }
  }
  int64_t next_ = 0;
};

TEST_F(EngineCheckpointTest, TheWalStaysBoundedUnderLoad) {
  options_.checkpoint_pages = 50;
  options_.checkpoint_step_pages = 20;
  options_.wal_cap_pages = 200;
  Open();
  Load(60);
  const EngineStats stats = engine_->stats();
  EXPECT_GE(stats.checkpoints, 5u);
  EXPECT_EQ(stats.failed_checkpoints, 0u);
  EXPECT_LE(stats.max_wal_pages, 50 + 60) << "the start, and one batch";
}

TEST_F(EngineCheckpointTest, AboveTheCapItWaitsForReadersAndGoesOnWithoutThem) {
  options_.checkpoint_pages = 50;
  options_.checkpoint_step_pages = 20;
  options_.wal_cap_pages = 100;
  Open();
  ASSERT_TRUE(engine_
                  ->Read([&](sql::Connection& conn) {
                    sql::Query q(conn, "SELECT count(*) FROM t");
                    q.Bind();
                    EXPECT_TRUE(q.Next());
                    Load(25);
                    return q.status();
                  })
                  .ok());
  EXPECT_GT(engine_->stats().waiting_checkpoints, 0u);
  EXPECT_GT(engine_->stats().max_wal_pages, 100) << "the old snapshot holds the WAL";
  Load(4);
  EXPECT_LT(engine_->stats().wal_pages, 100) << "and it starts anew when the snapshot has gone";
}

TEST_F(EngineCheckpointTest, AnIdleWriterCopiesTheWalBack) {
  options_.idle_checkpoint_pages = 1;
  options_.short_idle = milliseconds(1);
  options_.long_idle = milliseconds(1);
  Open();
  Load(1);
  const auto limit = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  while (engine_->stats().checkpoints < 2 && std::chrono::steady_clock::now() < limit) {
    std::this_thread::yield();
  }
  EXPECT_GE(engine_->stats().checkpoints, 2u);
}

// Random histories: every unit adds to its own keys under a request id, repeats what is unknown,
// and faults come at every point. A plain map that moves with the hooks is the reference.
class EngineHistoryTest : public EngineFixture {};

TEST_F(EngineHistoryTest, RandomConcurrentHistoriesAgreeWithAPlainMap) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::printf("seed %u\n", seed);
  std::map<int64_t, int64_t> published;
  std::map<int64_t, int64_t> staged;
  std::mt19937 fault_random(seed);
  std::atomic<bool> faults_on = false;
  const auto load = [&published](sql::Connection& conn) {
    published.clear();
    sql::Query q(conn, "SELECT key, value FROM kv");
    q.Bind();
    while (q.Next()) published[q.Int(0)] = q.Int(1);
    return q.status();
  };
  options_.hooks.begin = [&] {
    staged = published;
    if (!faults_on) return;
    const auto dice = fault_random() % 40;
    const absl::Status odd = absl::InternalError("odd");
    if (dice < 3) fault_.Arm(static_cast<Where>(1 + dice), odd);
    if (dice == 3) {
      fault_.Arm(Where::kAtCommit,
                 MakeError(absl::StatusCode::kResourceExhausted, sql::kStorageFull, "full"));
    }
  };
  options_.hooks.committed = [&] { published = staged; };
  options_.hooks.reload = load;
  options_.batch_limit = 16;
  options_.checkpoint_pages = 60;
  options_.checkpoint_step_pages = 10;
  options_.wal_cap_pages = 120;
  Open();
  ASSERT_TRUE(engine_
                  ->Write([](sql::Connection& conn) {
                    return conn.Execute(
                        "CREATE TABLE kv (key INTEGER PRIMARY KEY, value INTEGER NOT NULL) STRICT;"
                        "CREATE TABLE request (id INTEGER PRIMARY KEY, delta INTEGER NOT NULL) "
                        "STRICT;");
                  })
                  .ok());

  faults_on = true;
  constexpr int kThreads = 4;
  constexpr int kEach = 150;
  struct Tally {
    int64_t acknowledged = 0;  // sum of deltas answered OK
    int unknown = 0;
    int refused = 0;
  };
  std::vector<Tally> tallies(kThreads);
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      std::mt19937 random(seed + 1 + static_cast<unsigned>(t));
      for (int i = 0; i < kEach; ++i) {
        const int64_t id = t * 1'000'000 + i;
        const int64_t key = random() % 7;
        const int64_t delta = 1 + random() % 9;
        const bool refuse_late = random() % 30 == 0;
        const bool refuse_early = random() % 10 == 0;
        const EngineBody body = [&, id, key, delta](sql::Connection& conn) -> absl::Status {
          sql::Query known(conn, "SELECT delta FROM request WHERE id = $1");
          known.Bind(id);
          if (known.Next()) return absl::OkStatus();
          MOTCUA_RETURN_IF_ERROR(known.status());
          if (refuse_early) return Refusal();
          MOTCUA_RETURN_IF_ERROR(sql::Exec(conn, "INSERT INTO request VALUES ($1, $2)", id, delta));
          MOTCUA_RETURN_IF_ERROR(sql::Exec(conn,
                                           "INSERT INTO kv VALUES ($1, $2) ON CONFLICT (key) DO "
                                           "UPDATE SET value = kv.value + excluded.value",
                                           key, delta));
          staged[key] += delta;
          return refuse_late ? Refusal() : absl::OkStatus();
        };
        while (true) {
          const absl::Status answer = engine_->Write({std::to_string(t), body, std::nullopt});
          if (answer.ok()) {
            tallies[t].acknowledged += delta;
          } else if (ErrorReason(answer) == "REFUSED") {
            ++tallies[t].refused;
          } else {
            if (ErrorReason(answer) == "COMMIT_UNKNOWN") ++tallies[t].unknown;
            continue;  // repeated with the same request id until it is known
          }
          break;
        }
        if (i % 16 == 0) {
          EXPECT_TRUE(engine_
                          ->Read([](sql::Connection& conn) {
                            sql::Query q(conn,
                                         "SELECT coalesce((SELECT sum(value) FROM kv), 0), "
                                         "coalesce((SELECT sum(delta) FROM request), 0)");
                            q.Bind();
                            EXPECT_TRUE(q.Next());
                            EXPECT_EQ(q.Int(0), q.Int(1)) << "a snapshot cuts through a write";
                            return q.status();
                          })
                          .ok());
        }
      }
    });
  }
  for (auto& thread : threads) thread.join();
  engine_->Stop();

  int64_t acknowledged = 0;
  int unknown = 0;
  int refused = 0;
  for (const Tally& tally : tallies) {
    acknowledged += tally.acknowledged;
    unknown += tally.unknown;
    refused += tally.refused;
  }
  EXPECT_GT(refused, 0);
  EXPECT_GT(unknown, 0);
  EXPECT_EQ(fatal_, 0);
  const EngineStats stats = engine_->stats();
  EXPECT_GT(stats.alone, 0u);

  auto conn = sql::OpenSqlite(path_, {});
  ASSERT_TRUE(conn.ok());
  const std::map<int64_t, int64_t> reference = published;
  ASSERT_TRUE(load(**conn).ok());
  EXPECT_EQ(published, reference);
  int64_t total = 0;
  for (const auto& [key, value] : reference) total += value;
  EXPECT_EQ(total, acknowledged) << "every acknowledged write once, every refused one never";
  EXPECT_TRUE((*conn)->CheckIntegrity().ok());
}

}  // namespace
}  // namespace motcua::storage
