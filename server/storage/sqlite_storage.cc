#include "server/storage/sqlite_storage.h"

#include <optional>
#include <utility>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/sql/migrations.h"
#include "common/sql/query.h"
#include "server/storage/reading.h"
#include "server/storage/schema.h"
#include "server/storage/sql_write_transaction.h"
#include "server/storage/writer_scope.h"

namespace motcua::storage {
namespace {

// Sealed with the first key file; only the same one (or its successors) opens it.
constexpr std::string_view kKeyCheck = "motcua";
constexpr std::string_view kKeyCheckPlace = "meta||key_check";

absl::Status CheckKeys(sql::Connection& conn, const Vault& vault) {
  std::optional<std::string> sealed;
  {
    sql::Query q(conn, "SELECT value FROM meta WHERE name = 'key_check'");
    q.Bind();
    if (q.Next()) sealed = q.Blob(0);
    MOTCUA_RETURN_IF_ERROR(q.status());
  }
  if (!sealed) {
    sealed = vault.Seal(kKeyCheck, kKeyCheckPlace, "value");
    return sql::Exec(conn, "INSERT INTO meta (name, value) VALUES ('key_check', $1)",
                     sql::Blob{*sealed});
  }
  const auto opened = vault.Open(sealed, kKeyCheckPlace, "value");
  if (opened.ok() && *opened == kKeyCheck) return absl::OkStatus();
  return MakeError(absl::StatusCode::kFailedPrecondition, "KEY_FILE_MISMATCH",
                   "the key file is not the one that the database was written with");
}

}  // namespace

absl::Status SqliteStorage::Prepare(sql::Connection& conn) {
  MOTCUA_RETURN_IF_ERROR(sql::Migrate(conn, SchemaMigrations()));
  MOTCUA_RETURN_IF_ERROR(CheckKeys(conn, vault_));
  return state_.Load(conn);
}

absl::StatusOr<std::unique_ptr<SqliteStorage>> OpenStorage(OpenOptions options) {
  std::error_code error;
  if (!options.create && !std::filesystem::exists(options.database, error)) {
    return MakeError(absl::StatusCode::kNotFound, "DATABASE_NOT_FOUND",
                     "there is no database in the data directory; run init first");
  }
  std::unique_ptr<SqliteStorage> storage(
      new SqliteStorage(std::move(options.keys), std::move(options.province_of)));
  SqliteStorage* const s = storage.get();
  EngineOptions engine = std::move(options.engine);
  engine.prepare = [s](sql::Connection& conn) { return s->Prepare(conn); };
  engine.hooks.begin = [s] { s->state_.Begin(); };
  engine.hooks.before_commit = [s](sql::Connection& conn) { return s->state_.BeforeCommit(conn); };
  engine.hooks.committed = [s] { s->state_.Committed(); };
  engine.hooks.rolled_back = [s] { s->state_.Begin(); };
  engine.hooks.reload = [s](sql::Connection& conn) { return s->state_.Reload(conn); };
  MOTCUA_ASSIGN_OR_RETURN(storage->engine_, Engine::Open(options.database, std::move(engine)));
  return storage;
}

absl::Status SqliteStorage::Read(const ReadBody& body) {
  return engine_->Read([&](sql::Connection& conn) {
    SqlReadTransaction transaction(conn, vault_);
    return body(transaction);
  });
}

void SqliteStorage::Submit(WriteOptions options, WriteBody body,
                           std::function<void(absl::Status)> done) {
  WriteRequest request;
  request.unit = std::move(options.unit);
  request.deadline = options.deadline;
  request.body = [this, body = std::move(body)](sql::Connection& conn) {
    const WriterScope scope;
    SqlWriteTransaction transaction(conn, vault_, state_, province_of_);
    absl::Status status = body(transaction);
    // Half of a change must not be committed because its body looked away.
    return status.ok() ? transaction.failure() : status;
  };
  engine_->Submit(std::move(request), [done = std::move(done)](absl::Status status) {
    const WriterScope scope;
    done(std::move(status));
  });
}

absl::Status SqliteStorage::ReadTables(const std::function<absl::Status(sql::Connection&)>& body) {
  return engine_->Read(body);
}

absl::Status SqliteStorage::WriteTables(
    const std::function<absl::Status(sql::Connection&, WriteTransaction&)>& body) {
  return engine_->Write([&](sql::Connection& conn) {
    const WriterScope scope;
    SqlWriteTransaction transaction(conn, vault_, state_, province_of_);
    absl::Status status = body(conn, transaction);
    return status.ok() ? transaction.failure() : status;
  });
}

}  // namespace motcua::storage
