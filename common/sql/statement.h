// One prepared SQL statement. Business code uses Query (query.h); this is what a driver implements.
//
// Parameters are `$1` to `$n`, bound by their number, each at least once; the same number may stand
// in several places. A wrong number, an unbound parameter and a column read as another type than it
// has are mistakes of the program: they are kept and returned by the next Step() and by error().
// A statement belongs to its connection, dies before it, and is used by one thread at a time.
#ifndef MOTCUA_COMMON_SQL_STATEMENT_H_
#define MOTCUA_COMMON_SQL_STATEMENT_H_

#include <cstdint>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace motcua::sql {

// Bytes to bind: a string_view alone is bound as text.
struct Blob {
  std::string_view bytes;
};

class Statement {
 public:
  virtual ~Statement() = default;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // `parameter` counts from 1. Text (UTF-8) and bytes are copied.
  virtual void BindNull(int parameter) = 0;
  virtual void BindInt(int parameter, int64_t value) = 0;
  virtual void BindText(int parameter, std::string_view value) = 0;
  virtual void BindBlob(int parameter, std::string_view bytes) = 0;
  virtual int parameters() const = 0;

  // True: a row is there to read. False: the statement has come to its end. After an error the
  // statement must be Reset(). Errors: errors.h.
  virtual absl::StatusOr<bool> Step() = 0;

  // Values of the current row; `column` counts from 0. Views live until the next Step or Reset.
  virtual bool IsNull(int column) = 0;
  virtual int64_t GetInt(int column) = 0;
  virtual std::string_view GetText(int column) = 0;
  virtual std::string_view GetBlob(int column) = 0;

  // The first mistake since the last Reset (SQL_MISUSE), or OK.
  virtual absl::Status error() const = 0;

  // Ends the run, forgets bindings and mistakes.
  virtual void Reset() = 0;

 protected:
  Statement() = default;
};

}  // namespace motcua::sql

#endif  // MOTCUA_COMMON_SQL_STATEMENT_H_
