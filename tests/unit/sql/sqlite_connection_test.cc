#include "common/sql/sqlite_connection.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <string>
#include <vector>

#include "common/base/error.h"
#include "common/sql/errors.h"
#include "common/sql/query.h"
#include "tests/support/temp_folder.h"

namespace motcua::sql {
namespace {

int64_t Pragma(Connection& conn, const std::string& name) {
  Query q(conn, "PRAGMA " + name);
  q.Bind();
  EXPECT_TRUE(q.Next()) << name;
  const int64_t value = q.Int(0);
  EXPECT_TRUE(q.status().ok()) << q.status();
  return value;
}

int64_t Count(Connection& conn) {
  Query q(conn, "SELECT count(*) FROM t");
  q.Bind();
  return q.Next() ? q.Int(0) : -1;
}

class SqliteConnectionTest : public testing::Test {
 protected:
  std::unique_ptr<SqliteConnection> Open(SqliteOptions::Mode mode = SqliteOptions::Mode::kWriter) {
    SqliteOptions options;
    options.mode = mode;
    options.fault = mode == SqliteOptions::Mode::kWriter ? fault_ : nullptr;
    options.busy_timeout = std::chrono::milliseconds(1);
    options.diagnostics = [](std::string_view) {};
    auto opened = OpenSqlite(path_, options);
    EXPECT_TRUE(opened.ok()) << opened.status();
    return std::move(*opened);
  }
  std::unique_ptr<SqliteConnection> OpenReader() { return Open(SqliteOptions::Mode::kReader); }
  std::unique_ptr<SqliteConnection> OpenWithTable() {
    auto conn = Open();
    EXPECT_TRUE(conn->Execute("CREATE TABLE t (id INTEGER PRIMARY KEY, x BLOB) STRICT").ok());
    return conn;
  }

  TempFolder folder_;
  std::filesystem::path path_ = folder_ / "t.db";
  FaultPoint* fault_ = nullptr;
};

TEST_F(SqliteConnectionTest, KeepsEverySettingThatDurabilityNeeds) {
  auto writer = Open();
  auto reader = OpenReader();
  for (SqliteConnection* conn : {writer.get(), reader.get()}) {
    EXPECT_EQ(Pragma(*conn, "synchronous"), 2);
    EXPECT_EQ(Pragma(*conn, "foreign_keys"), 1);
    EXPECT_EQ(Pragma(*conn, "wal_autocheckpoint"), 0);
    EXPECT_EQ(Pragma(*conn, "secure_delete"), 1);
    EXPECT_EQ(Pragma(*conn, "trusted_schema"), 0);
    EXPECT_EQ(Pragma(*conn, "temp_store"), 2);
    EXPECT_EQ(Pragma(*conn, "cache_size"), -64 * 1024);
    Query mode(*conn, "PRAGMA journal_mode");
    mode.Bind();
    ASSERT_TRUE(mode.Next());
    EXPECT_EQ(mode.Text(0), "wal");
  }
}

TEST_F(SqliteConnectionTest, MakesFilesThatOnlyTheServerCanRead) {
  auto conn = OpenWithTable();
  for (const char* name : {"t.db", "t.db-wal", "t.db-shm"}) {
    struct stat info {};
    ASSERT_EQ(stat((folder_ / name).c_str(), &info), 0) << name;
    EXPECT_EQ(info.st_mode & 0777, 0600) << name;
  }
}

TEST_F(SqliteConnectionTest, AReaderDoesNotWriteAndDoesNotCreate) {
  SqliteOptions options;
  options.mode = SqliteOptions::Mode::kReader;
  EXPECT_TRUE(IsIoError(OpenSqlite(path_, options).status()));
  EXPECT_FALSE(std::filesystem::exists(path_));
  auto writer = OpenWithTable();
  auto reader = OpenReader();
  EXPECT_EQ(ErrorReason(Exec(*reader, "INSERT INTO t (id) VALUES (1)")), kStorageReadOnly);
}

TEST_F(SqliteConnectionTest, RefusesWhatIsNotADatabase) {
  std::ofstream(path_) << std::string(8192, 'x');
  EXPECT_EQ(ErrorReason(OpenSqlite(path_, {}).status()), kStorageCorrupt);
}

TEST_F(SqliteConnectionTest, ASecondWriterIsBusy) {
  auto one = OpenWithTable();
  auto two = Open();
  ASSERT_TRUE(one->Begin(TransactionMode::kWrite).ok());
  const absl::Status status = two->Begin(TransactionMode::kWrite);
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ErrorReason(status), kStorageBusy);
}

TEST_F(SqliteConnectionTest, AFullDatabaseEndsTheTransactionAndRefusesTheRest) {
  auto conn = OpenWithTable();
  ASSERT_TRUE(conn->Execute("PRAGMA max_page_count = 20").ok());
  ASSERT_TRUE(conn->Begin(TransactionMode::kWrite).ok());
  ASSERT_TRUE(Exec(*conn, "INSERT INTO t (id) VALUES (1)").ok());
  const absl::Status full = Exec(*conn, "INSERT INTO t VALUES (2, zeroblob(1000000))");
  EXPECT_EQ(full.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ErrorReason(full), kStorageFull);
  EXPECT_FALSE(conn->in_transaction());
  // Otherwise it would be committed on its own.
  EXPECT_EQ(ErrorReason(Exec(*conn, "INSERT INTO t (id) VALUES (3)")), kSqlMisuse);
  EXPECT_EQ(ErrorReason(conn->Execute("INSERT INTO t (id) VALUES (3)")), kSqlMisuse);
  EXPECT_EQ(ErrorReason(conn->Commit()), kSqlMisuse);
  EXPECT_TRUE(conn->Rollback().ok());
  EXPECT_EQ(Count(*conn), 0);
  EXPECT_TRUE(Exec(*conn, "INSERT INTO t (id) VALUES (4)").ok());
}

TEST_F(SqliteConnectionTest, KeepsForeignKeys) {
  auto conn = OpenWithTable();
  ASSERT_TRUE(conn->Execute("CREATE TABLE c (t INTEGER REFERENCES t (id)) STRICT").ok());
  EXPECT_EQ(ErrorReason(Exec(*conn, "INSERT INTO c VALUES (9)")), kConstraint);
}

TEST_F(SqliteConnectionTest, RollbackUndoesAndIsHarmlessOutside) {
  auto conn = OpenWithTable();
  EXPECT_TRUE(conn->Rollback().ok());
  ASSERT_TRUE(conn->Begin(TransactionMode::kWrite).ok());
  ASSERT_TRUE(Exec(*conn, "INSERT INTO t (id) VALUES (1)").ok());
  EXPECT_TRUE(conn->in_transaction());
  ASSERT_TRUE(conn->Rollback().ok());
  EXPECT_FALSE(conn->in_transaction());
  EXPECT_EQ(Count(*conn), 0);
}

TEST_F(SqliteConnectionTest, CheckpointCopiesTheWalAndTruncateCutsIt) {
  auto conn = OpenWithTable();
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(Exec(*conn, "INSERT INTO t VALUES ($1, zeroblob(5000))", i).ok());
  }
  const int64_t pages = conn->wal_pages();
  EXPECT_GT(pages, 40);
  auto passive = conn->Checkpoint(CheckpointMode::kPassive);
  ASSERT_TRUE(passive.ok()) << passive.status();
  EXPECT_TRUE(passive->complete);
  EXPECT_EQ(passive->wal_pages, pages);
  EXPECT_EQ(passive->copied_pages, pages);
  ASSERT_TRUE(Exec(*conn, "INSERT INTO t VALUES (100, NULL)").ok());
  EXPECT_LT(conn->wal_pages(), 10) << "the WAL should have started anew";
  ASSERT_TRUE(conn->Checkpoint(CheckpointMode::kTruncate)->complete);
  EXPECT_EQ(std::filesystem::file_size(folder_ / "t.db-wal"), 0u);
  EXPECT_EQ(conn->wal_pages(), 0);
}

TEST_F(SqliteConnectionTest, ACheckpointWithAReaderInTheWayIsNotComplete) {
  auto writer = OpenWithTable();
  auto reader = OpenReader();
  ASSERT_TRUE(reader->Begin(TransactionMode::kRead).ok());
  EXPECT_EQ(Count(*reader), 0);
  ASSERT_TRUE(Exec(*writer, "INSERT INTO t (id) VALUES (1)").ok());
  auto restart = writer->Checkpoint(CheckpointMode::kRestart);
  ASSERT_TRUE(restart.ok()) << restart.status();
  EXPECT_FALSE(restart->complete);
  EXPECT_EQ(Count(*reader), 0) << "the snapshot must not move";
  ASSERT_TRUE(reader->Rollback().ok());
  EXPECT_TRUE(writer->Checkpoint(CheckpointMode::kRestart)->complete);
}

TEST_F(SqliteConnectionTest, AReaderThatIsClosedLastDoesNotCheckpoint) {
  auto writer = OpenWithTable();
  auto reader = OpenReader();
  EXPECT_EQ(Count(*reader), 0);
  writer.reset();
  reader.reset();
  EXPECT_GT(std::filesystem::file_size(folder_ / "t.db-wal"), 0u);
  EXPECT_EQ(Count(*Open()), 0) << "and nothing is lost by it";
}

TEST_F(SqliteConnectionTest, ABackupHoldsEveryCommitAndIsPrivate) {
  auto conn = OpenWithTable();
  for (int i = 0; i < 50; ++i) {
    ASSERT_TRUE(Exec(*conn, "INSERT INTO t VALUES ($1, zeroblob(3000))", i).ok());
  }
  const auto copy = folder_ / "copy.db";
  ASSERT_TRUE(conn->BackupTo(copy).ok());
  EXPECT_EQ(ErrorReason(conn->BackupTo(copy)), "BACKUP_EXISTS");
  struct stat info {};
  ASSERT_EQ(stat(copy.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600);
  auto opened = OpenSqlite(copy, {});
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_EQ(Count(**opened), 50);
  EXPECT_TRUE((*opened)->CheckIntegrity().ok());
}

TEST_F(SqliteConnectionTest, CheckIntegritySeesADamagedPage) {
  {
    auto conn = OpenWithTable();
    for (int i = 0; i < 200; ++i) {
      ASSERT_TRUE(Exec(*conn, "INSERT INTO t VALUES ($1, zeroblob(300))", i).ok());
    }
    ASSERT_TRUE(conn->CheckIntegrity().ok());
    ASSERT_TRUE(conn->Checkpoint(CheckpointMode::kTruncate)->complete);
  }
  {
    std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096 * 3);
    file << std::string(64, '\x5a');
  }
  EXPECT_EQ(ErrorReason(Open()->CheckIntegrity()), kStorageCorrupt);
}

class OneFault : public FaultPoint {
 public:
  enum class Where { kNowhere, kWrite, kAtCommit, kAfterCommit };
  absl::Status BeforeWrite(std::string_view sql) override {
    seen.emplace_back(sql);
    return At(Where::kWrite);
  }
  absl::Status AtCommit() override { return At(Where::kAtCommit); }
  absl::Status AfterCommit() override { return At(Where::kAfterCommit); }

  Where where = Where::kNowhere;
  absl::Status what = IoError(/*sync=*/false);
  std::vector<std::string> seen;

 private:
  absl::Status At(Where here) { return here == where ? what : absl::OkStatus(); }
};

TEST_F(SqliteConnectionTest, FaultsFailWhereTheyAreTold) {
  OneFault fault;
  fault_ = &fault;
  auto conn = OpenWithTable();
  const auto insert = [&](int id) {
    EXPECT_TRUE(conn->Begin(TransactionMode::kWrite).ok());
    absl::Status status = Exec(*conn, "INSERT INTO t (id) VALUES ($1)", id);
    if (status.ok()) status = conn->Commit();
    EXPECT_TRUE(conn->Rollback().ok());
    return status;
  };
  fault.where = OneFault::Where::kWrite;
  EXPECT_TRUE(IsIoError(insert(1)));
  EXPECT_EQ(Count(*conn), 0) << "reading is not failed";
  fault.where = OneFault::Where::kAtCommit;
  EXPECT_TRUE(IsIoError(insert(2)));
  EXPECT_EQ(Count(*conn), 0);
  fault.where = OneFault::Where::kAfterCommit;
  EXPECT_TRUE(IsIoError(insert(3)));
  EXPECT_EQ(Count(*conn), 1) << "committed, and reported as failed";
  EXPECT_EQ(fault.seen.back(), "INSERT INTO t (id) VALUES ($1)");
  EXPECT_FALSE(conn->sync_failed());
  fault.what = IoError(/*sync=*/true);
  EXPECT_TRUE(IsSyncError(insert(4)));
  EXPECT_TRUE(conn->sync_failed());
}

TEST_F(SqliteConnectionTest, AWriterWhoseSyncFailedLeavesTheWalForTheNextStart) {
  OneFault fault;
  fault.where = OneFault::Where::kAfterCommit;
  fault.what = IoError(/*sync=*/true);
  {
    auto conn = OpenWithTable();
    fault_ = &fault;
    auto failing = Open();
    conn.reset();
    ASSERT_TRUE(failing->Begin(TransactionMode::kWrite).ok());
    ASSERT_TRUE(Exec(*failing, "INSERT INTO t (id) VALUES (1)").ok());
    ASSERT_TRUE(IsSyncError(failing->Commit()));
  }
  EXPECT_GT(std::filesystem::file_size(folder_ / "t.db-wal"), 0u);
  fault_ = nullptr;
  EXPECT_EQ(Count(*Open()), 1);
}

}  // namespace
}  // namespace motcua::sql
