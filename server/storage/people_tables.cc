#include "server/storage/people_tables.h"

#include <string>

#include "common/base/status_macros.h"
#include "common/sql/query.h"
#include "server/storage/row_values.h"

namespace motcua::storage {
namespace {

#define MOTCUA_ACCOUNT_COLUMNS \
  "name, full_name, unit, roles, password_hash, password_change_required, disabled, version"
#define MOTCUA_STATION_COLUMNS                                      \
  "unit, number, display_name, state, code_hash, code_expires_at, " \
  "certificate_sha256, certificate_expires_at, version"

AccountRecord AccountFrom(sql::Query& q) {
  AccountRecord a;
  a.name = q.Text(0);
  a.full_name = q.Text(1);
  a.unit = q.Text(2);
  a.roles = static_cast<uint32_t>(q.Int(3));
  a.password_hash = q.Text(4);
  a.password_change_required = q.Bool(5);
  a.disabled = q.Bool(6);
  a.version = q.Int(7);
  return a;
}

StationRecord StationFrom(sql::Query& q) {
  StationRecord s;
  s.unit = q.Text(0);
  s.number = static_cast<int>(q.Int(1));
  s.display_name = q.Text(2);
  s.state = static_cast<StationState>(q.Int(3));
  s.code_hash = q.OptionalBlob(4).value_or("");
  s.code_expires_at = TimeFrom(q.OptionalInt(5));
  s.certificate_sha256 = q.Text(6);
  s.certificate_expires_at = TimeFrom(q.OptionalInt(7));
  s.version = q.Int(8);
  return s;
}

}  // namespace

absl::StatusOr<std::optional<AccountRecord>> AccountTable::Get(std::string_view name) {
  sql::Query q(conn_, "SELECT " MOTCUA_ACCOUNT_COLUMNS " FROM account WHERE name = $1");
  q.Bind(name);
  std::optional<AccountRecord> account;
  if (q.Next()) account = AccountFrom(q);
  MOTCUA_RETURN_IF_ERROR(q.status());
  return account;
}

absl::StatusOr<std::vector<AccountRecord>> AccountTable::List() {
  sql::Query q(conn_, "SELECT " MOTCUA_ACCOUNT_COLUMNS " FROM account ORDER BY name");
  q.Bind();
  std::vector<AccountRecord> accounts;
  while (q.Next()) accounts.push_back(AccountFrom(q));
  MOTCUA_RETURN_IF_ERROR(q.status());
  return accounts;
}

absl::Status AccountTable::Put(const AccountRecord& a) {
  return sql::Exec(conn_,
                   "INSERT INTO account (" MOTCUA_ACCOUNT_COLUMNS
                   ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (name) DO UPDATE SET "
                   "full_name = excluded.full_name, unit = excluded.unit, roles = excluded.roles, "
                   "password_hash = excluded.password_hash, "
                   "password_change_required = excluded.password_change_required, "
                   "disabled = excluded.disabled, version = excluded.version",
                   a.name, a.full_name, a.unit, a.roles, a.password_hash,
                   a.password_change_required, a.disabled, a.version);
}

absl::StatusOr<std::optional<SessionRecord>> SessionTable::Get(std::string_view token_hash) {
  sql::Query q(conn_,
               "SELECT account, station, created_at, expires_at FROM session WHERE token_hash = "
               "$1");
  q.Bind(sql::Blob{token_hash});
  std::optional<SessionRecord> session;
  if (q.Next()) {
    session = SessionRecord{std::string(token_hash), std::string(q.Text(0)), std::string(q.Text(1)),
                            FromMicros(q.Int(2)), FromMicros(q.Int(3))};
  }
  MOTCUA_RETURN_IF_ERROR(q.status());
  return session;
}

absl::Status SessionTable::Put(const SessionRecord& s) {
  return sql::Exec(conn_,
                   "INSERT INTO session (token_hash, account, station, created_at, expires_at) "
                   "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (token_hash) DO UPDATE SET "
                   "account = excluded.account, station = excluded.station, "
                   "created_at = excluded.created_at, expires_at = excluded.expires_at",
                   sql::Blob{s.token_hash}, s.account, s.station, ToMicros(s.created_at),
                   ToMicros(s.expires_at));
}

absl::Status SessionTable::Delete(std::string_view token_hash) {
  return sql::Exec(conn_, "DELETE FROM session WHERE token_hash = $1", sql::Blob{token_hash});
}

absl::Status SessionTable::DeleteOf(std::string_view account, std::string_view kept_token_hash) {
  return sql::Exec(conn_, "DELETE FROM session WHERE account = $1 AND token_hash <> $2", account,
                   sql::Blob{kept_token_hash});
}

absl::StatusOr<std::optional<StationRecord>> StationTable::Get(std::string_view unit, int number) {
  sql::Query q(conn_,
               "SELECT " MOTCUA_STATION_COLUMNS " FROM station WHERE unit = $1 AND number = $2");
  q.Bind(unit, number);
  std::optional<StationRecord> station;
  if (q.Next()) station = StationFrom(q);
  MOTCUA_RETURN_IF_ERROR(q.status());
  return station;
}

absl::StatusOr<std::optional<StationRecord>> StationTable::FindEnrolment(
    std::string_view code_hash) {
  sql::Query q(conn_, "SELECT " MOTCUA_STATION_COLUMNS " FROM station WHERE code_hash = $1");
  q.Bind(sql::Blob{code_hash});
  std::optional<StationRecord> station;
  if (q.Next()) station = StationFrom(q);
  MOTCUA_RETURN_IF_ERROR(q.status());
  return station;
}

absl::StatusOr<std::vector<StationRecord>> StationTable::List() {
  sql::Query q(conn_, "SELECT " MOTCUA_STATION_COLUMNS " FROM station ORDER BY unit, number");
  q.Bind();
  std::vector<StationRecord> stations;
  while (q.Next()) stations.push_back(StationFrom(q));
  MOTCUA_RETURN_IF_ERROR(q.status());
  return stations;
}

absl::Status StationTable::Put(const StationRecord& s) {
  std::optional<sql::Blob> code;
  if (!s.code_hash.empty()) code = sql::Blob{s.code_hash};
  return sql::Exec(
      conn_,
      "INSERT INTO station (" MOTCUA_STATION_COLUMNS
      ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (unit, number) DO UPDATE SET "
      "display_name = excluded.display_name, state = excluded.state, "
      "code_hash = excluded.code_hash, code_expires_at = excluded.code_expires_at, "
      "certificate_sha256 = excluded.certificate_sha256, "
      "certificate_expires_at = excluded.certificate_expires_at, version = excluded.version",
      s.unit, s.number, s.display_name, static_cast<int>(s.state), code,
      MicrosOf(s.code_expires_at), s.certificate_sha256, MicrosOf(s.certificate_expires_at),
      s.version);
}

}  // namespace motcua::storage
