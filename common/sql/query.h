// The way to run SQL:
//
//   Query q(conn, "SELECT id, name FROM unit WHERE parent = $1 AND kind = $2");
//   q.Bind(parent, kind);
//   while (q.Next()) units.push_back({q.Int(0), std::string(q.Text(1))});
//   MOTCUA_RETURN_IF_ERROR(q.status());
//
//   MOTCUA_RETURN_IF_ERROR(Exec(conn, "DELETE FROM unit WHERE id = $1", id));
//
// The statement comes from the connection's cache and goes back when the query dies.
#ifndef MOTCUA_COMMON_SQL_QUERY_H_
#define MOTCUA_COMMON_SQL_QUERY_H_

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "common/sql/connection.h"

namespace motcua::sql {

class Query {
 public:
  Query(Connection& conn, std::string_view sql);

  // Binds $1, $2, … in this order, all of them at once. Takes integers (at most 64 bits signed),
  // bool (0, 1), text (string, string_view, literal), Blob, nullopt, and optional of each. Called
  // again it starts the statement anew with other values.
  template <typename... Args>
  Query& Bind(const Args&... args) {
    if (!status_.ok()) return *this;
    Restart();
    int parameter = 0;
    (BindOne(++parameter, args), ...);
    CheckCount(parameter);
    return *this;
  }

  // True: a row is there to read. False: the end, or an error, which status() tells.
  bool Next();

  // Runs to the end, for statements without rows. Rows, if any, are passed over.
  absl::Status Run();

  // The first error so far. A column read as a type it does not have is told here too (SQL_MISUSE),
  // so ask after the last column has been read.
  absl::Status status() const;

  // Values of the current row, by column from 0. Text and bytes live until Next, Bind or the end of
  // the query. Int, Text and Blob of a NULL are a mistake (SQL_MISUSE); the optional forms are not.
  bool IsNull(int column);
  int64_t Int(int column);
  bool Bool(int column) { return Int(column) != 0; }
  std::string_view Text(int column);
  std::string_view Blob(int column);
  std::optional<int64_t> OptionalInt(int column);
  std::optional<std::string> OptionalText(int column);
  std::optional<std::string> OptionalBlob(int column);

 private:
  void Restart();
  void CheckCount(int bound);

  template <std::integral T>
  void BindOne(int parameter, T value) {
    static_assert(std::is_signed_v<T> || sizeof(T) < sizeof(int64_t),
                  "does not fit 64 bits signed");
    (*lease_)->BindInt(parameter, static_cast<int64_t>(value));
  }
  void BindOne(int parameter, std::string_view value) { (*lease_)->BindText(parameter, value); }
  void BindOne(int parameter, const char* value) { (*lease_)->BindText(parameter, value); }
  void BindOne(int parameter, const std::string& value) { (*lease_)->BindText(parameter, value); }
  void BindOne(int parameter, const sql::Blob& value) {
    (*lease_)->BindBlob(parameter, value.bytes);
  }
  void BindOne(int parameter, std::nullopt_t) { (*lease_)->BindNull(parameter); }
  template <typename T>
  void BindOne(int parameter, const std::optional<T>& value) {
    if (value) {
      BindOne(parameter, *value);
    } else {
      (*lease_)->BindNull(parameter);
    }
  }

  std::optional<Connection::Lease> lease_;
  absl::Status status_;
  bool row_ = false;
  bool ended_ = false;
};

// Binds and runs a statement that returns no rows.
template <typename... Args>
absl::Status Exec(Connection& conn, std::string_view sql, const Args&... args) {
  Query query(conn, sql);
  query.Bind(args...);
  return query.Run();
}

}  // namespace motcua::sql

#endif  // MOTCUA_COMMON_SQL_QUERY_H_
