#include "common/sql/migrations.h"

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/sql/errors.h"
#include "common/sql/query.h"

namespace motcua::sql {
namespace {

absl::Status CheckList(std::span<const Migration> migrations) {
  int expected = 1;
  for (const Migration& step : migrations) {
    if (step.version != expected++ || step.oldest_program < 1 ||
        step.oldest_program > step.version) {
      return MakeError(absl::StatusCode::kInternal, "MIGRATIONS_INVALID",
                       "migrations must be numbered 1, 2, 3, … and ask for no program newer than "
                       "their own number",
                       {{"version", std::to_string(step.version)}});
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> HasVersionTable(Connection& conn) {
  Query query(conn, conn.dialect() == Dialect::kSqlite
                        ? "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1"
                        : "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND "
                          "tablename = $1");
  query.Bind("schema_version");
  const bool found = query.Next();
  MOTCUA_RETURN_IF_ERROR(query.status());
  return found;
}

absl::Status CheckForeignKeys(Connection& conn) {
  if (conn.dialect() != Dialect::kSqlite) return absl::OkStatus();
  Query query(conn, "PRAGMA foreign_key_check");
  query.Bind();
  const bool broken = query.Next();
  MOTCUA_RETURN_IF_ERROR(query.status());
  if (!broken) return absl::OkStatus();
  return MakeError(absl::StatusCode::kInternal, kConstraint,
                   "a migration leaves a row whose foreign key points nowhere");
}

absl::Status Apply(Connection& conn, const Migration& step) {
  if (step.version == 1) {
    MOTCUA_RETURN_IF_ERROR(
        conn.Execute(conn.dialect() == Dialect::kSqlite
                         ? "CREATE TABLE schema_version ("
                           "version INTEGER NOT NULL, oldest_program INTEGER NOT NULL) STRICT"
                         : "CREATE TABLE schema_version ("
                           "version BIGINT NOT NULL, oldest_program BIGINT NOT NULL)"));
    MOTCUA_RETURN_IF_ERROR(
        Exec(conn, "INSERT INTO schema_version (version, oldest_program) VALUES (0, 0)"));
  }
  MOTCUA_RETURN_IF_ERROR(conn.Execute(step.sql));
  if (!conn.in_transaction()) return Misuse("a migration ended its own transaction");
  MOTCUA_RETURN_IF_ERROR(CheckForeignKeys(conn));
  return Exec(conn, "UPDATE schema_version SET version = $1, oldest_program = $2", step.version,
              step.oldest_program);
}

}  // namespace

absl::StatusOr<SchemaVersion> ReadSchemaVersion(Connection& conn) {
  MOTCUA_ASSIGN_OR_RETURN(const bool exists, HasVersionTable(conn));
  if (!exists) return SchemaVersion{};
  Query query(conn, "SELECT version, oldest_program FROM schema_version");
  query.Bind();
  SchemaVersion result;
  if (query.Next()) {
    result.version = static_cast<int>(query.Int(0));
    result.oldest_program = static_cast<int>(query.Int(1));
  }
  MOTCUA_RETURN_IF_ERROR(query.status());
  return result;
}

absl::Status Migrate(Connection& conn, std::span<const Migration> migrations) {
  MOTCUA_RETURN_IF_ERROR(CheckList(migrations));
  const int program = static_cast<int>(migrations.size());
  MOTCUA_ASSIGN_OR_RETURN(const SchemaVersion found, ReadSchemaVersion(conn));
  if (found.oldest_program > program) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "SCHEMA_TOO_NEW",
                     "the database was written by a newer program; use that one or a later one",
                     {{"database_version", std::to_string(found.version)},
                      {"oldest_program", std::to_string(found.oldest_program)},
                      {"program", std::to_string(program)}});
  }
  for (const Migration& step : migrations) {
    if (step.version <= found.version) continue;
    MOTCUA_RETURN_IF_ERROR(conn.Begin(TransactionMode::kWrite));
    absl::Status status = Apply(conn, step);
    if (status.ok()) status = conn.Commit();
    if (!status.ok()) {
      MOTCUA_RETURN_IF_ERROR(conn.Rollback());
      return status;
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> DumpSchema(Connection& conn) {
  if (conn.dialect() != Dialect::kSqlite) return Misuse("only a SQLite schema can be dumped");
  MOTCUA_ASSIGN_OR_RETURN(const SchemaVersion version, ReadSchemaVersion(conn));
  std::string dump = "-- version " + std::to_string(version.version) + ", oldest program " +
                     std::to_string(version.oldest_program) + "\n";
  Query query(conn,
              "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' "
              "ESCAPE '\\' ORDER BY type DESC, name");
  query.Bind();
  while (query.Next()) {
    dump += "\n";
    dump += query.Text(0);
    dump += ";\n";
  }
  MOTCUA_RETURN_IF_ERROR(query.status());
  return dump;
}

}  // namespace motcua::sql
