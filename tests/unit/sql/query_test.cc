#include "common/sql/query.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/base/error.h"
#include "common/sql/errors.h"
#include "common/sql/sqlite_connection.h"
#include "tests/support/temp_folder.h"

namespace motcua::sql {
namespace {

class QueryTest : public testing::Test {
 protected:
  void SetUp() override {
    SqliteOptions options;
    options.diagnostics = [this](std::string_view line) { diagnostics_.emplace_back(line); };
    auto opened = OpenSqlite(folder_ / "t.db", options);
    ASSERT_TRUE(opened.ok()) << opened.status();
    conn_ = std::move(*opened);
    ASSERT_TRUE(conn_
                    ->Execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, bytes BLOB, "
                              "n INTEGER CHECK (n < 100)) STRICT;"
                              "CREATE UNIQUE INDEX t_name ON t (name);")
                    .ok());
  }

  TempFolder folder_;
  std::vector<std::string> diagnostics_;
  std::unique_ptr<SqliteConnection> conn_;
};

TEST_F(QueryTest, GivesBackWhatWasBound) {
  const std::string bytes("\0\xff\x01", 3);
  ASSERT_TRUE(Exec(*conn_, "INSERT INTO t VALUES ($1, $2, $3, $4)", int64_t{1} << 40, "Huế",
                   Blob{bytes}, true)
                  .ok());
  ASSERT_TRUE(Exec(*conn_, "INSERT INTO t VALUES ($1, $2, $3, $4)", 2, std::optional<std::string>(),
                   std::nullopt, std::optional<int>(-7))
                  .ok());
  Query q(*conn_, "SELECT id, name, bytes, n FROM t ORDER BY id DESC");
  q.Bind();
  ASSERT_TRUE(q.Next());
  EXPECT_EQ(q.Int(0), int64_t{1} << 40);
  EXPECT_EQ(q.Text(1), "Huế");
  EXPECT_EQ(q.Blob(2), bytes);
  EXPECT_TRUE(q.Bool(3));
  ASSERT_TRUE(q.Next());
  EXPECT_TRUE(q.IsNull(1));
  EXPECT_EQ(q.OptionalText(1), std::nullopt);
  EXPECT_EQ(q.OptionalBlob(2), std::nullopt);
  EXPECT_EQ(q.OptionalInt(3), -7);
  EXPECT_FALSE(q.Next());
  EXPECT_TRUE(q.status().ok()) << q.status();
}

TEST_F(QueryTest, EmptyTextAndBytesAreNotNull) {
  ASSERT_TRUE(Exec(*conn_, "INSERT INTO t VALUES ($1, $2, $3, NULL)", 1, std::string_view(),
                   Blob{std::string_view()})
                  .ok());
  Query q(*conn_, "SELECT name, bytes FROM t");
  q.Bind();
  ASSERT_TRUE(q.Next());
  EXPECT_FALSE(q.IsNull(0));
  EXPECT_FALSE(q.IsNull(1));
  EXPECT_EQ(q.Text(0), "");
  EXPECT_EQ(q.Blob(1), "");
  EXPECT_TRUE(q.status().ok());
}

// SQLite numbers "$2, $1" by first appearance.
TEST_F(QueryTest, BindsByNumberWhateverTheOrderInTheText) {
  Query q(*conn_, "SELECT $2, $1, $2");
  q.Bind("one", "two");
  ASSERT_TRUE(q.Next());
  EXPECT_EQ(q.Text(0), "two");
  EXPECT_EQ(q.Text(1), "one");
  EXPECT_EQ(q.Text(2), "two");
}

TEST_F(QueryTest, TellsAWrongNumberOfParameters) {
  EXPECT_EQ(ErrorReason(Exec(*conn_, "SELECT $1, $2", 1)), kSqlMisuse);
  EXPECT_EQ(ErrorReason(Exec(*conn_, "SELECT $1", 1, 2)), kSqlMisuse);
  Query unbound(*conn_, "SELECT $1");
  EXPECT_FALSE(unbound.Next());
  EXPECT_EQ(ErrorReason(unbound.status()), kSqlMisuse);
}

TEST_F(QueryTest, RefusesParametersThatAreNotNumbered) {
  for (const char* sql : {"SELECT ?", "SELECT :a", "SELECT $a", "SELECT $2", "SELECT $1, $3"}) {
    EXPECT_EQ(ErrorReason(conn_->Prepare(sql).status()), kSqlMisuse) << sql;
  }
}

TEST_F(QueryTest, RefusesSeveralOrNoStatements) {
  EXPECT_EQ(ErrorReason(conn_->Prepare("SELECT 1; SELECT 2").status()), kSqlMisuse);
  EXPECT_EQ(ErrorReason(conn_->Prepare(" ").status()), kSqlMisuse);
  EXPECT_TRUE(conn_->Prepare("SELECT 1 ; ").ok());
}

TEST_F(QueryTest, TellsAColumnReadAsAnotherType) {
  Query q(*conn_, "SELECT 1, 'a', NULL");
  q.Bind();
  ASSERT_TRUE(q.Next());
  EXPECT_EQ(q.Int(0), 1);
  EXPECT_TRUE(q.status().ok());
  EXPECT_EQ(q.Text(0), "");
  EXPECT_EQ(ErrorReason(q.status()), kSqlMisuse);

  Query null(*conn_, "SELECT NULL");
  null.Bind();
  ASSERT_TRUE(null.Next());
  EXPECT_EQ(null.Int(0), 0);
  EXPECT_EQ(ErrorReason(null.status()), kSqlMisuse);

  Query past(*conn_, "SELECT 1");
  past.Bind();
  ASSERT_TRUE(past.Next());
  EXPECT_EQ(past.Int(1), 0);
  EXPECT_EQ(ErrorReason(past.status()), kSqlMisuse);
}

TEST_F(QueryTest, TellsAColumnReadWithoutARow) {
  Query q(*conn_, "SELECT id FROM t");
  q.Bind();
  EXPECT_FALSE(q.Next());
  EXPECT_TRUE(q.status().ok());
  EXPECT_EQ(q.Int(0), 0);
  EXPECT_EQ(ErrorReason(q.status()), kSqlMisuse);
}

TEST_F(QueryTest, RunsTheSameTextInsideItsOwnLoop) {
  for (int i = 1; i <= 3; ++i) {
    ASSERT_TRUE(Exec(*conn_, "INSERT INTO t (id) VALUES ($1)", i).ok());
  }
  constexpr char kSql[] = "SELECT id FROM t WHERE id >= $1 ORDER BY id";
  std::vector<int64_t> seen;
  Query outer(*conn_, kSql);
  outer.Bind(1);
  while (outer.Next()) {
    Query inner(*conn_, kSql);
    inner.Bind(outer.Int(0));
    while (inner.Next()) seen.push_back(inner.Int(0));
    ASSERT_TRUE(inner.status().ok());
  }
  ASSERT_TRUE(outer.status().ok());
  EXPECT_EQ(seen, (std::vector<int64_t>{1, 2, 3, 2, 3, 3}));
}

TEST_F(QueryTest, GivesItsStatementBackForTheNextUse) {
  auto first = conn_->Cached("SELECT 1");
  ASSERT_TRUE(first.ok());
  const Statement* address = &**first;
  EXPECT_NE(&**conn_->Cached("SELECT 1"), address) << "lent twice";
  { auto gone = std::move(*first); }
  EXPECT_EQ(&**conn_->Cached("SELECT 1"), address);
}

TEST_F(QueryTest, ALeftOverCursorDoesNotHinderTheCommit) {
  ASSERT_TRUE(conn_->Begin(TransactionMode::kWrite).ok());
  {
    Query q(*conn_, "INSERT INTO t (id) VALUES (1), (2) RETURNING id");
    q.Bind();
    ASSERT_TRUE(q.Next());
  }
  EXPECT_TRUE(conn_->Commit().ok());
  Query count(*conn_, "SELECT count(*) FROM t");
  count.Bind();
  ASSERT_TRUE(count.Next());
  EXPECT_EQ(count.Int(0), 2);
}

TEST_F(QueryTest, BindAgainStartsAnew) {
  Query q(*conn_, "INSERT INTO t (id) VALUES ($1)");
  EXPECT_TRUE(q.Bind(1).Run().ok());
  EXPECT_TRUE(q.Bind(2).Run().ok());
  EXPECT_EQ(conn_->changes(), 1);
}

TEST_F(QueryTest, NamesTheColumnsOfADuplicateKey) {
  ASSERT_TRUE(Exec(*conn_, "INSERT INTO t (id, name) VALUES ($1, $2)", 1, "a").ok());
  const absl::Status status = Exec(*conn_, "INSERT INTO t (id, name) VALUES ($1, $2)", 2, "a");
  EXPECT_TRUE(IsUniqueViolation(status)) << status;
  EXPECT_EQ(GetErrorValues(status)["constraint"], "t.name");
  EXPECT_TRUE(IsUniqueViolation(Exec(*conn_, "INSERT INTO t (id, name) VALUES ($1, $2)", 1, "b")));
}

// What a clerk typed must not come out of a log.
TEST_F(QueryTest, NoErrorAndNoDiagnosticHoldsAValue) {
  constexpr char kSecret[] = "046099001234";
  ASSERT_TRUE(Exec(*conn_, "INSERT INTO t (id, name) VALUES ($1, $2)", 1, kSecret).ok());
  const absl::Status failures[] = {
      Exec(*conn_, "INSERT INTO t (id, name) VALUES ($1, $2)", 2, kSecret),
      Exec(*conn_, "INSERT INTO t (id, name, n) VALUES ($1, $2, 100)", 3, kSecret),
      Exec(*conn_, "INSERT INTO t (id, n) VALUES ($1, $2)", 4, kSecret),
      Exec(*conn_, "SELECT json_extract('{}', $1)", kSecret),
      Exec(*conn_, "SELECT json($1)", kSecret),
      Exec(*conn_, "SELECT nothing FROM t WHERE name = $1", kSecret),
      Exec(*conn_, "SELECT $1, $2", kSecret),
      Exec(*conn_, "SELECT abs($1)", kSecret),
      Exec(*conn_, "SELECT printf('%s', $1) LIKE 'a' ESCAPE 'long'", kSecret),
  };
  int failed = 0;
  for (const absl::Status& status : failures) {
    failed += status.ok() ? 0 : 1;
    EXPECT_EQ(status.ToString().find(kSecret), std::string::npos) << status;
  }
  EXPECT_GE(failed, 8);
  for (const std::string& line : diagnostics_) {
    EXPECT_EQ(line.find(kSecret), std::string::npos) << line;
  }
  EXPECT_FALSE(diagnostics_.empty()) << "a wrong column name should be told to the programmer";
}

}  // namespace
}  // namespace motcua::sql
