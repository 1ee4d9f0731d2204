#include "common/sql/sqlite_statement.h"

#include <algorithm>
#include <string>

#include "common/base/status_macros.h"
#include "common/sql/errors.h"
#include "common/sql/sqlite_errors.h"

namespace motcua::sql {

SqliteStatement::SqliteStatement(SqliteConnection& conn, sqlite3_stmt* statement)
    : conn_(conn), statement_(statement), writes_(sqlite3_stmt_readonly(statement) == 0) {}

SqliteStatement::~SqliteStatement() { sqlite3_finalize(statement_); }

absl::StatusOr<std::unique_ptr<SqliteStatement>> SqliteStatement::Make(SqliteConnection& conn,
                                                                       sqlite3_stmt* statement) {
  std::unique_ptr<SqliteStatement> made(new SqliteStatement(conn, statement));
  const int count = sqlite3_bind_parameter_count(statement);
  for (int n = 1; n <= count; ++n) {
    const int place = sqlite3_bind_parameter_index(statement, ("$" + std::to_string(n)).c_str());
    if (place == 0) return Misuse("the parameters of a statement are not $1 to $n");
    made->places_.push_back(place);
  }
  made->bound_.resize(made->places_.size());
  return made;
}

int SqliteStatement::Place(int parameter) {
  if (started_) {
    Keep(SQLITE_MISUSE);
    return 0;
  }
  if (parameter < 1 || parameter > parameters()) {
    if (error_.ok()) error_ = Misuse("a statement has no parameter of this number");
    return 0;
  }
  bound_[parameter - 1] = true;
  return places_[parameter - 1];
}

void SqliteStatement::Keep(int bind_result) {
  if (bind_result != SQLITE_OK && error_.ok()) error_ = SqliteError(nullptr, bind_result);
}

void SqliteStatement::BindNull(int parameter) {
  if (int place = Place(parameter)) Keep(sqlite3_bind_null(statement_, place));
}

void SqliteStatement::BindInt(int parameter, int64_t value) {
  if (int place = Place(parameter)) Keep(sqlite3_bind_int64(statement_, place, value));
}

void SqliteStatement::BindText(int parameter, std::string_view value) {
  // A null pointer would be bound as NULL, and an empty view may have one.
  const char* data = value.data() == nullptr ? "" : value.data();
  if (int place = Place(parameter)) {
    Keep(sqlite3_bind_text64(statement_, place, data, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  }
}

void SqliteStatement::BindBlob(int parameter, std::string_view bytes) {
  const char* data = bytes.data() == nullptr ? "" : bytes.data();
  if (int place = Place(parameter)) {
    Keep(sqlite3_bind_blob64(statement_, place, data, bytes.size(), SQLITE_TRANSIENT));
  }
}

absl::StatusOr<bool> SqliteStatement::Step() {
  MOTCUA_RETURN_IF_ERROR(error_);
  if (conn_.transaction_lost()) {
    return Misuse("a statement after an error that ended its transaction");
  }
  if (!started_) {
    if (std::find(bound_.begin(), bound_.end(), false) != bound_.end()) {
      return Misuse("a parameter of a statement was not bound");
    }
    started_ = true;
    if (writes_ && conn_.fault() != nullptr) {
      if (absl::Status fault = conn_.fault()->BeforeWrite(sqlite3_sql(statement_)); !fault.ok()) {
        conn_.NoteFailure(fault);
        return fault;
      }
    }
  }
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return conn_.Failure(code);
}

bool SqliteStatement::Has(int column, int type) {
  if (column >= 0 && column < sqlite3_data_count(statement_) &&
      sqlite3_column_type(statement_, column) == type) {
    return true;
  }
  if (error_.ok()) error_ = Misuse("a column was read as a type that it does not have");
  return false;
}

bool SqliteStatement::IsNull(int column) {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

int64_t SqliteStatement::GetInt(int column) {
  return Has(column, SQLITE_INTEGER) ? sqlite3_column_int64(statement_, column) : 0;
}

std::string_view SqliteStatement::GetText(int column) {
  if (!Has(column, SQLITE_TEXT)) return {};
  // The pointer first: it may convert, after which the length is right.
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return {text, static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string_view SqliteStatement::GetBlob(int column) {
  if (!Has(column, SQLITE_BLOB)) return {};
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  if (bytes == nullptr) return {};  // no bytes
  return {bytes, static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
}

void SqliteStatement::Reset() {
  sqlite3_reset(statement_);  // repeats the error of the last step, which has been told
  sqlite3_clear_bindings(statement_);
  bound_.assign(bound_.size(), false);
  started_ = false;
  error_ = absl::OkStatus();
}

}  // namespace motcua::sql
