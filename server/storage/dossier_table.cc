#include "server/storage/dossier_table.h"

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/sql/errors.h"
#include "common/sql/query.h"
#include "server/domain/codec.h"
#include "server/storage/row_values.h"

namespace motcua::storage {
namespace {

absl::Status EtagMismatch() {
  return MakeError(absl::StatusCode::kAborted, "ETAG_MISMATCH",
                   "the dossier was changed meanwhile; read it again");
}

}  // namespace

std::optional<Time> DueAtOf(const domain::Dossier& d) {
  if (!domain::IsOpen(d) || d.IsPaused()) return std::nullopt;
  return d.promised_due;
}

DossierRow DossierRowOf(const domain::Dossier& d) {
  DossierRow row;
  row.version = d.version;
  row.state = static_cast<int>(d.state);
  row.code = d.code;
  row.procedure = d.procedure;
  row.competent = d.competent;
  row.holder = d.holder;
  row.officer = d.officer;
  row.day = ToDayNumber(LocalDay(d.received_at.value_or(d.created_at)));
  row.due_at = MicrosOf(DueAtOf(d));
  row.body = domain::EncodePublic(d);
  return row;
}

std::string CodeKey(std::string_view code) {
  const size_t dash = code.find('-');
  if (dash == std::string_view::npos) return std::string(code);
  std::string key(code.substr(dash + 1));
  key.append("-").append(code.substr(0, dash));
  return key;
}

absl::StatusOr<std::optional<DossierRow>> DossierTable::Read(const domain::DossierKey& key) {
  sql::Query q(conn_,
               "SELECT version, state, code, procedure, competent, holder, officer, day, due_at, "
               "body FROM dossier WHERE ulid = $1 AND unit = $2");
  q.Bind(BlobOf(key.ulid), key.unit);
  std::optional<DossierRow> row;
  if (q.Next()) {
    row.emplace();
    row->version = q.Int(0);
    row->state = static_cast<int>(q.Int(1));
    row->code = q.Text(2);
    row->procedure = q.Text(3);
    row->competent = q.Text(4);
    row->holder = q.Text(5);
    row->officer = q.Text(6);
    row->day = static_cast<int>(q.Int(7));
    row->due_at = q.OptionalInt(8);
    row->body = q.Blob(9);
  }
  MOTCUA_RETURN_IF_ERROR(q.status());
  return row;
}

absl::StatusOr<std::optional<domain::Dossier>> DossierTable::Get(const domain::DossierKey& key) {
  sql::Query q(conn_, "SELECT version, body FROM dossier WHERE ulid = $1 AND unit = $2");
  q.Bind(BlobOf(key.ulid), key.unit);
  std::optional<domain::Dossier> dossier;
  if (q.Next()) {
    dossier.emplace();
    dossier->key = key;
    dossier->version = q.Int(0);
    MOTCUA_RETURN_IF_ERROR(domain::DecodePublic(q.Blob(1), *dossier));
  }
  MOTCUA_RETURN_IF_ERROR(q.status());
  return dossier;
}

absl::StatusOr<std::optional<domain::DossierKey>> DossierTable::FindByCode(std::string_view code) {
  sql::Query q(conn_, "SELECT ulid, unit FROM dossier_code WHERE code_key = $1");
  q.Bind(CodeKey(code));
  std::optional<domain::DossierKey> key;
  if (q.Next()) key = KeyFrom(q, 0, 1);
  MOTCUA_RETURN_IF_ERROR(q.status());
  return key;
}

absl::Status DossierTable::Put(const domain::Dossier& after, int64_t before_version) {
  const DossierRow row = DossierRowOf(after);
  if (before_version == 0) {
    const absl::Status status = sql::Exec(
        conn_,
        "INSERT INTO dossier (ulid, unit, version, state, code, procedure, competent, holder, "
        "officer, day, due_at, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        BlobOf(after.key.ulid), after.key.unit, row.version, row.state, row.code, row.procedure,
        row.competent, row.holder, row.officer, row.day, row.due_at, sql::Blob{row.body});
    return sql::IsUniqueViolation(status) ? EtagMismatch() : status;
  }
  MOTCUA_RETURN_IF_ERROR(sql::Exec(
      conn_,
      "UPDATE dossier SET version = $3, state = $4, code = $5, procedure = $6, competent = $7, "
      "holder = $8, officer = $9, day = $10, due_at = $11, body = $12 "
      "WHERE ulid = $1 AND unit = $2 AND version = $13",
      BlobOf(after.key.ulid), after.key.unit, row.version, row.state, row.code, row.procedure,
      row.competent, row.holder, row.officer, row.day, row.due_at, sql::Blob{row.body},
      before_version));
  return conn_.changes() == 1 ? absl::OkStatus() : EtagMismatch();
}

absl::Status DossierTable::AddCode(const domain::Dossier& d) {
  // The organisation code leads to one unit, but nothing here depends on it: a code is looked up
  // before it is added, since the key alone would let two units have the same one.
  MOTCUA_ASSIGN_OR_RETURN(const auto known, FindByCode(d.code));
  if (known && *known == d.key) return absl::OkStatus();
  if (known) {
    return MakeError(absl::StatusCode::kAlreadyExists, "DOSSIER_CODE_TAKEN",
                     "another dossier has this code", {{"code", d.code}});
  }
  return sql::Exec(conn_, "INSERT INTO dossier_code (code_key, unit, ulid) VALUES ($1, $2, $3)",
                   CodeKey(d.code), d.key.unit, BlobOf(d.key.ulid));
}

}  // namespace motcua::storage
