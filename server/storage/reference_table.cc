#include "server/storage/reference_table.h"

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/sql/query.h"

namespace motcua::storage {

absl::StatusOr<std::optional<ReferenceRecord>> ReferenceTable::Newest(std::string_view kind) {
  sql::Query q(conn_,
               "SELECT version, recorded_at, sha256, content FROM reference_list WHERE kind = $1 "
               "ORDER BY version DESC LIMIT 1");
  q.Bind(kind);
  std::optional<ReferenceRecord> reference;
  if (q.Next()) {
    reference = ReferenceRecord{std::string(kind), q.Int(0), FromMicros(q.Int(1)),
                                std::string(q.Text(2)), std::string(q.Blob(3))};
  }
  MOTCUA_RETURN_IF_ERROR(q.status());
  return reference;
}

absl::Status ReferenceTable::Put(const ReferenceRecord& r) {
  sql::Query q(conn_, "SELECT COALESCE(MAX(version), 0) FROM reference_list WHERE kind = $1");
  q.Bind(r.kind);
  const int64_t next = q.Next() ? q.Int(0) + 1 : 1;
  MOTCUA_RETURN_IF_ERROR(q.status());
  if (r.version != 0 && r.version != next) {
    return MakeError(absl::StatusCode::kAborted, "ETAG_MISMATCH",
                     "another version of the list was imported meanwhile; read it again",
                     {{"kind", r.kind}, {"next_version", std::to_string(next)}});
  }
  return sql::Exec(conn_,
                   "INSERT INTO reference_list (kind, version, recorded_at, sha256, content) "
                   "VALUES ($1, $2, $3, $4, $5)",
                   r.kind, next, ToMicros(r.recorded_at), r.sha256, sql::Blob{r.content});
}

}  // namespace motcua::storage
