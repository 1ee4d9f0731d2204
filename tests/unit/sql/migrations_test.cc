#include "common/sql/migrations.h"

#include <gtest/gtest.h>

#include <vector>

#include "common/base/error.h"
#include "common/sql/errors.h"
#include "common/sql/query.h"
#include "common/sql/sqlite_connection.h"
#include "tests/support/temp_folder.h"

namespace motcua::sql {
namespace {

const std::vector<Migration> kThree = {
    {1, 1, "first", "CREATE TABLE b (id INTEGER PRIMARY KEY) STRICT; CREATE INDEX b_id ON b (id);"},
    {2, 1, "compatible", "CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT;"},
    {3, 3, "breaking", "DROP TABLE b;"},
};

std::vector<Migration> First(size_t n) { return {kThree.begin(), kThree.begin() + n}; }

class MigrationsTest : public testing::Test {
 protected:
  void SetUp() override {
    SqliteOptions options;
    options.diagnostics = [](std::string_view) {};
    auto opened = OpenSqlite(folder_ / "t.db", options);
    ASSERT_TRUE(opened.ok()) << opened.status();
    conn_ = std::move(*opened);
  }
  void ExpectVersion(int version, int oldest_program) {
    auto found = ReadSchemaVersion(*conn_);
    ASSERT_TRUE(found.ok()) << found.status();
    EXPECT_EQ(found->version, version);
    EXPECT_EQ(found->oldest_program, oldest_program);
  }

  TempFolder folder_;
  std::unique_ptr<SqliteConnection> conn_;
};

TEST_F(MigrationsTest, BringsAnEmptyDatabaseToTheNewestShape) {
  ExpectVersion(0, 0);
  ASSERT_TRUE(Migrate(*conn_, First(2)).ok());
  ExpectVersion(2, 1);
  EXPECT_EQ(*DumpSchema(*conn_),
            "-- version 2, oldest program 1\n\n"
            "CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT;\n\n"
            "CREATE TABLE b (id INTEGER PRIMARY KEY) STRICT;\n\n"
            "CREATE TABLE schema_version (version INTEGER NOT NULL, oldest_program INTEGER NOT "
            "NULL) STRICT;\n\n"
            "CREATE INDEX b_id ON b (id);\n");
}

TEST_F(MigrationsTest, EveryWayOfStepsLeadsToTheSameSchema) {
  ASSERT_TRUE(Migrate(*conn_, kThree).ok());
  const std::string at_once = *DumpSchema(*conn_);
  for (size_t first = 1; first <= 3; ++first) {
    auto other = OpenSqlite(folder_ / ("t" + std::to_string(first)).c_str(), {});
    ASSERT_TRUE(other.ok());
    ASSERT_TRUE(Migrate(**other, First(first)).ok());
    ASSERT_TRUE(Migrate(**other, kThree).ok());
    EXPECT_EQ(*DumpSchema(**other), at_once) << "from version " << first;
  }
}

TEST_F(MigrationsTest, ADoneStepIsNotDoneAgain) {
  ASSERT_TRUE(Migrate(*conn_, kThree).ok());
  EXPECT_TRUE(Migrate(*conn_, kThree).ok());
  ExpectVersion(3, 3);
}

TEST_F(MigrationsTest, AnOlderProgramOpensWhatItUnderstandsAndNoMore) {
  ASSERT_TRUE(Migrate(*conn_, First(2)).ok());
  EXPECT_TRUE(Migrate(*conn_, First(1)).ok());
  ExpectVersion(2, 1);
  ASSERT_TRUE(Migrate(*conn_, kThree).ok());
  const absl::Status refused = Migrate(*conn_, First(2));
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ErrorReason(refused), "SCHEMA_TOO_NEW");
  EXPECT_EQ(GetErrorValues(refused)["oldest_program"], "3");
}

TEST_F(MigrationsTest, AStepThatFailsLeavesNothingOfItself) {
  std::vector<Migration> bad = First(1);
  bad.push_back({2, 1, "bad", "CREATE TABLE half (id INTEGER) STRICT; CREATE TABLE half (x INT);"});
  const absl::Status status = Migrate(*conn_, bad);
  EXPECT_EQ(ErrorReason(status), kSqlMisuse) << status;
  ExpectVersion(1, 1);
  EXPECT_EQ(DumpSchema(*conn_)->find("half"), std::string::npos);
  EXPECT_FALSE(conn_->in_transaction());
}

TEST_F(MigrationsTest, AStepMustNotLeaveADanglingKey) {
  std::vector<Migration> bad = First(1);
  bad.push_back({2, 1, "bad",
                 "PRAGMA defer_foreign_keys = ON;"
                 "CREATE TABLE c (b INTEGER REFERENCES b (id)) STRICT; INSERT INTO c VALUES (7);"});
  EXPECT_EQ(ErrorReason(Migrate(*conn_, bad)), kConstraint);
  ExpectVersion(1, 1);
}

TEST_F(MigrationsTest, AStepMustNotEndItsTransaction) {
  std::vector<Migration> bad = First(1);
  bad.push_back({2, 1, "bad", "CREATE TABLE c (id INTEGER) STRICT; COMMIT;"});
  EXPECT_EQ(ErrorReason(Migrate(*conn_, bad)), kSqlMisuse);
}

TEST_F(MigrationsTest, RefusesAListWithGapsOrImpossibleNumbers) {
  const std::vector<Migration> lists[] = {
      {{2, 1, "starts at two", ""}},
      {{1, 1, "one", ""}, {3, 1, "three", ""}},
      {{1, 1, "one", ""}, {1, 1, "one again", ""}},
      {{1, 2, "needs a program that does not exist", ""}},
      {{1, 0, "needs no program", ""}},
  };
  for (const auto& list : lists) {
    EXPECT_EQ(ErrorReason(Migrate(*conn_, list)), "MIGRATIONS_INVALID") << list.back().name;
  }
  ExpectVersion(0, 0);
}

}  // namespace
}  // namespace motcua::sql
