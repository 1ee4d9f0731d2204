// A statement of SQLite. Internal to common/sql; made by SqliteConnection::Prepare.
#ifndef MOTCUA_COMMON_SQL_SQLITE_STATEMENT_H_
#define MOTCUA_COMMON_SQL_SQLITE_STATEMENT_H_

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "common/sql/sqlite_connection.h"
#include "common/sql/statement.h"

namespace motcua::sql {

class SqliteStatement final : public Statement {
 public:
  // Takes `statement` over. SQL_MISUSE if its parameters are not `$1` to `$n`.
  static absl::StatusOr<std::unique_ptr<SqliteStatement>> Make(SqliteConnection& conn,
                                                               sqlite3_stmt* statement);
  ~SqliteStatement() override;

  void BindNull(int parameter) override;
  void BindInt(int parameter, int64_t value) override;
  void BindText(int parameter, std::string_view value) override;
  void BindBlob(int parameter, std::string_view bytes) override;
  int parameters() const override { return static_cast<int>(places_.size()); }
  absl::StatusOr<bool> Step() override;
  bool IsNull(int column) override;
  int64_t GetInt(int column) override;
  std::string_view GetText(int column) override;
  std::string_view GetBlob(int column) override;
  absl::Status error() const override { return error_; }
  void Reset() override;

 private:
  SqliteStatement(SqliteConnection& conn, sqlite3_stmt* statement);
  // SQLite's index of parameter `$n`, or 0 after recording the mistake.
  int Place(int parameter);
  void Keep(int bind_result);
  bool Has(int column, int type);

  SqliteConnection& conn_;
  sqlite3_stmt* statement_;
  const bool writes_;
  bool started_ = false;
  // For `$n` at n - 1: SQLite numbers `$n` by first appearance, so the order of the text rules.
  std::vector<int> places_;
  std::vector<bool> bound_;
  absl::Status error_;
};

}  // namespace motcua::sql

#endif  // MOTCUA_COMMON_SQL_SQLITE_STATEMENT_H_
