// One connection to a database, whatever the driver. SQL is written once, in the part that SQLite
// and PostgreSQL share. A connection is used by one thread at a time.
#ifndef MOTCUA_COMMON_SQL_CONNECTION_H_
#define MOTCUA_COMMON_SQL_CONNECTION_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/statement.h"

namespace motcua::sql {

enum class Dialect { kSqlite, kPostgres };

enum class TransactionMode {
  kRead,   // one snapshot, taken by the first statement that reads
  kWrite,  // takes the right to write at once, so that no later statement can fail for want of it
};

class Connection {
  struct Entry {
    std::unique_ptr<Statement> statement;
    bool lent = false;
  };

 public:
  // A statement of the cache, lent to one user; resets it and gives it back when destroyed. Must
  // not outlive the connection.
  class Lease {
   public:
    Lease(Lease&& other) noexcept;
    Lease& operator=(Lease&&) = delete;
    ~Lease();
    Statement* operator->() const { return statement_; }
    Statement& operator*() const { return *statement_; }

   private:
    friend class Connection;
    explicit Lease(Entry& entry);                          // of the cache
    explicit Lease(std::unique_ptr<Statement> statement);  // of its own
    Entry* entry_ = nullptr;
    std::unique_ptr<Statement> own_;
    Statement* statement_ = nullptr;
  };

  virtual ~Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  virtual Dialect dialect() const = 0;

  // Compiles exactly one statement. SQL_MISUSE if `sql` is wrong, holds several statements, or a
  // parameter that is not `$<number>`.
  virtual absl::StatusOr<std::unique_ptr<Statement>> Prepare(std::string_view sql) = 0;

  // The statement for this text, compiled at its first use and kept. While it is lent (a query that
  // runs inside the loop of the same query) a second one is compiled for the time of its use.
  absl::StatusOr<Lease> Cached(std::string_view sql);

  // Runs a script of statements without parameters: migrations and settings.
  virtual absl::Status Execute(std::string_view script) = 0;

  virtual absl::Status Begin(TransactionMode mode) = 0;
  // After an error the outcome is unknown unless CommitSurelyUndone(status).
  virtual absl::Status Commit() = 0;
  // OK also when no transaction is open.
  virtual absl::Status Rollback() = 0;
  // False also after an error that ended the transaction by itself (full disk, I/O, interrupt).
  virtual bool in_transaction() const = 0;

  // Rows that the last INSERT, UPDATE or DELETE changed.
  virtual int64_t changes() const = 0;
  // Rows changed since the connection was opened, undone ones included: only differences mean
  // something.
  virtual int64_t total_changes() const = 0;

 protected:
  Connection() = default;
  // A driver calls this first in its destructor.
  void ClearCache() { cache_.clear(); }

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  // Node based: a lease keeps the address of its entry.
  std::unordered_map<std::string, Entry, Hash, std::equal_to<>> cache_;
};

}  // namespace motcua::sql

#endif  // MOTCUA_COMMON_SQL_CONNECTION_H_
