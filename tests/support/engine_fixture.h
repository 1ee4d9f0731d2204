// An Engine over a small table of numbers, with a gate that holds the writer's thread so that a
// test decides what gets into one batch.
#ifndef MOTCUA_TESTS_SUPPORT_ENGINE_FIXTURE_H_
#define MOTCUA_TESTS_SUPPORT_ENGINE_FIXTURE_H_

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/sql/errors.h"
#include "common/sql/query.h"
#include "server/storage/engine.h"
#include "tests/support/temp_folder.h"

namespace motcua::storage {

// Fails once, or as often as asked, at one place. Armed and asked in any thread.
class SwitchedFault : public sql::FaultPoint {
 public:
  enum class Where { kNowhere, kWrite, kAtCommit, kAfterCommit };
  void Arm(Where where, absl::Status status, int times = 1) {
    std::lock_guard lock(mutex_);
    where_ = where;
    status_ = std::move(status);
    times_ = times;
  }
  absl::Status BeforeWrite(std::string_view) override { return At(Where::kWrite); }
  absl::Status AtCommit() override { return At(Where::kAtCommit); }
  absl::Status AfterCommit() override { return At(Where::kAfterCommit); }

 private:
  absl::Status At(Where here) {
    std::lock_guard lock(mutex_);
    if (here != where_ || times_ == 0) return absl::OkStatus();
    --times_;
    return status_;
  }
  std::mutex mutex_;
  Where where_ = Where::kNowhere;
  absl::Status status_;
  int times_ = 0;
};

// Answers of submitted writes, in the order in which they came.
class Answers {
 public:
  WriteDone Slot(int id) {
    return [this, id](absl::Status status) {
      std::lock_guard lock(mutex_);
      got_.emplace_back(id, std::move(status));
      changed_.notify_all();
    };
  }
  // The answers of slots 0 to n - 1, by slot.
  std::vector<absl::Status> Wait(size_t n) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return got_.size() >= n; });
    std::vector<absl::Status> by_slot(n, absl::UnknownError("no answer"));
    for (const auto& [id, status] : got_) by_slot.at(static_cast<size_t>(id)) = status;
    return by_slot;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::pair<int, absl::Status>> got_;
};

class EngineFixture : public testing::Test {
 protected:
  void Open() {
    options_.fault = &fault_;
    options_.diagnostics = [](std::string_view) {};
    options_.prepare = [](sql::Connection& conn) {
      return conn.Execute(
          "CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, x BLOB) STRICT;"
          "CREATE TABLE IF NOT EXISTS sum (one INTEGER PRIMARY KEY, total INTEGER NOT NULL) STRICT;"
          "INSERT INTO sum VALUES (1, 0) ON CONFLICT DO NOTHING");
    };
    options_.on_fatal = [this] { ++fatal_; };
    auto opened = Engine::Open(path_, options_);
    ASSERT_TRUE(opened.ok()) << opened.status();
    engine_ = std::move(*opened);
  }

  static EngineBody Insert(int64_t id, int64_t bytes = 0) {
    return [id, bytes](sql::Connection& conn) {
      return sql::Exec(conn, "INSERT INTO t (id, x) VALUES ($1, zeroblob($2))", id, bytes);
    };
  }
  static absl::Status Refusal() { return MakeError(absl::StatusCode::kAborted, "REFUSED", "no"); }

  // Ids in the table as a reader sees them.
  std::vector<int64_t> Ids() {
    std::vector<int64_t> ids;
    const absl::Status status = engine_->Read([&](sql::Connection& conn) {
      sql::Query q(conn, "SELECT id FROM t ORDER BY id");
      q.Bind();
      while (q.Next()) ids.push_back(q.Int(0));
      return q.status();
    });
    EXPECT_TRUE(status.ok()) << status;
    return ids;
  }

  // Puts the bodies into one batch and gives their answers.
  std::vector<absl::Status> InOneBatch(const std::vector<EngineBody>& bodies) {
    Gate gate(*engine_);
    Answers answers;
    for (size_t i = 0; i < bodies.size(); ++i) {
      engine_->Submit({"u", bodies[i], std::nullopt}, answers.Slot(static_cast<int>(i)));
    }
    gate.Open();
    return answers.Wait(bodies.size());
  }

  // Holds the writer's thread from the constructor to Open().
  class Gate {
   public:
    explicit Gate(Engine& engine) {
      engine.Submit({"gate",
                     [this](sql::Connection&) {
                       std::unique_lock lock(mutex_);
                       held_ = true;
                       changed_.notify_all();
                       changed_.wait(lock, [this] { return open_; });
                       return absl::OkStatus();
                     },
                     std::nullopt},
                    [this](const absl::Status&) {
                      std::lock_guard lock(mutex_);
                      passed_ = true;
                      changed_.notify_all();
                    });
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return held_; });
    }
    ~Gate() { Open(); }
    void Open() {
      std::unique_lock lock(mutex_);
      open_ = true;
      changed_.notify_all();
      changed_.wait(lock, [this] { return passed_; });
    }

   private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool held_ = false;
    bool open_ = false;
    bool passed_ = false;
  };

  TempFolder folder_;
  std::filesystem::path path_ = folder_ / "t.db";
  SwitchedFault fault_;
  EngineOptions options_;
  std::atomic<int> fatal_ = 0;
  std::unique_ptr<Engine> engine_;
};

}  // namespace motcua::storage

#endif  // MOTCUA_TESTS_SUPPORT_ENGINE_FIXTURE_H_
