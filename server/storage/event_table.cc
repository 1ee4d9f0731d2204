#include "server/storage/event_table.h"

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/sql/errors.h"
#include "server/domain/codec.h"
#include "server/storage/row_values.h"

namespace motcua::storage {
namespace {

#define MOTCUA_EVENT_COLUMNS \
  "log_index, unit, ulid, version, request_id, recorded_at, public, private, leaf"

std::string EventPlace(std::string_view unit, uint64_t index) {
  return PlaceOf("event", unit, std::to_string(index));
}

absl::StatusOr<LogEntry> EntryFrom(StoredEvent stored) {
  if (stored.private_corrupt) {
    return MakeError(absl::StatusCode::kDataLoss, "FIELD_CORRUPT",
                     "the private part of an event is damaged; restore from a backup");
  }
  LogEntry entry;
  entry.index = stored.index;
  MOTCUA_ASSIGN_OR_RETURN(entry.event,
                          domain::DecodeEvent(stored.public_bytes, stored.private_bytes));
  entry.public_bytes = std::move(stored.public_bytes);
  entry.private_bytes = std::move(stored.private_bytes);
  entry.leaf_hash = std::move(stored.leaf);
  return entry;
}

}  // namespace

StoredEvent EventTable::RowFrom(sql::Query& q) {
  StoredEvent e;
  e.index = static_cast<uint64_t>(q.Int(0));
  e.unit = q.Text(1);
  if (!q.IsNull(2)) e.ulid = UlidFrom(q.Blob(2));
  e.version = q.Int(3);
  e.request_id = q.OptionalText(4);
  e.recorded_at = q.Int(5);
  e.public_bytes = q.Blob(6);
  auto opened = vault_.Open(q.OptionalBlob(7), EventPlace(e.unit, e.index), "private");
  e.private_corrupt = !opened.ok();
  if (opened.ok()) e.private_bytes = *std::move(opened);
  e.leaf = q.Blob(8);
  return e;
}

absl::Status EventTable::Append(const StoredEvent& e) {
  const auto sealed = vault_.Seal(e.private_bytes, EventPlace(e.unit, e.index), "private");
  std::optional<sql::Blob> ulid;
  if (e.ulid) ulid = BlobOf(*e.ulid);
  std::optional<sql::Blob> hidden;
  if (sealed) hidden = sql::Blob{*sealed};
  const absl::Status status = sql::Exec(
      conn_,
      "INSERT INTO event (" MOTCUA_EVENT_COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      static_cast<int64_t>(e.index), e.unit, ulid, e.version, e.request_id, e.recorded_at,
      sql::Blob{e.public_bytes}, hidden, sql::Blob{e.leaf});
  if (!sql::IsUniqueViolation(status)) return status;
  // A repeated command breaks several keys at once; its request id says what it is.
  const std::string constraint = GetErrorValues(status)["constraint"];
  MOTCUA_ASSIGN_OR_RETURN(const bool known, KnowsRequest(e));
  if (known) {
    return MakeError(absl::StatusCode::kAlreadyExists, "REQUEST_ID_REUSED",
                     "the request id is that of another command of this unit");
  }
  if (constraint.find("version") != std::string::npos) {
    return MakeError(absl::StatusCode::kAborted, "ETAG_MISMATCH",
                     "the dossier was changed meanwhile; read it again");
  }
  return status;
}

absl::StatusOr<bool> EventTable::KnowsRequest(const StoredEvent& e) {
  if (!e.request_id) return false;
  sql::Query q(conn_, "SELECT 1 FROM event WHERE request_id = $1 AND unit = $2");
  q.Bind(*e.request_id, e.unit);
  const bool known = q.Next();
  MOTCUA_RETURN_IF_ERROR(q.status());
  return known;
}

absl::StatusOr<std::optional<LogEntry>> EventTable::FindRequest(std::string_view unit,
                                                                std::string_view request_id) {
  std::optional<LogEntry> found;
  if (request_id.empty()) return found;
  sql::Query q(conn_,
               "SELECT " MOTCUA_EVENT_COLUMNS " FROM event WHERE request_id = $1 AND unit = $2");
  q.Bind(request_id, unit);
  if (q.Next()) {
    MOTCUA_ASSIGN_OR_RETURN(found, EntryFrom(RowFrom(q)));
  }
  MOTCUA_RETURN_IF_ERROR(q.status());
  return found;
}

absl::StatusOr<std::vector<LogEntry>> EventTable::OfDossier(const domain::DossierKey& key) {
  sql::Query q(conn_, "SELECT " MOTCUA_EVENT_COLUMNS
                      " FROM event WHERE ulid = $1 AND unit = $2 ORDER BY version");
  q.Bind(BlobOf(key.ulid), key.unit);
  std::vector<LogEntry> entries;
  while (q.Next()) {
    MOTCUA_ASSIGN_OR_RETURN(LogEntry entry, EntryFrom(RowFrom(q)));
    entries.push_back(std::move(entry));
  }
  MOTCUA_RETURN_IF_ERROR(q.status());
  return entries;
}

absl::Status EventTable::ScanStored(uint64_t from,
                                    const std::function<absl::Status(const StoredEvent&)>& visit) {
  sql::Query q(
      conn_, "SELECT " MOTCUA_EVENT_COLUMNS " FROM event WHERE log_index >= $1 ORDER BY log_index");
  q.Bind(static_cast<int64_t>(from));
  while (q.Next()) {
    MOTCUA_RETURN_IF_ERROR(visit(RowFrom(q)));
  }
  return q.status();
}

absl::Status EventTable::ScanByDossier(
    const std::function<absl::Status(const StoredEvent&)>& visit) {
  sql::Query q(conn_, "SELECT " MOTCUA_EVENT_COLUMNS
                      " FROM event WHERE ulid IS NOT NULL ORDER BY ulid, unit, version");
  q.Bind();
  while (q.Next()) {
    MOTCUA_RETURN_IF_ERROR(visit(RowFrom(q)));
  }
  return q.status();
}

absl::Status EventTable::Scan(uint64_t from,
                              const std::function<absl::Status(const LogEntry&)>& visit) {
  return ScanStored(from, [&](const StoredEvent& stored) -> absl::Status {
    MOTCUA_ASSIGN_OR_RETURN(const LogEntry entry, EntryFrom(stored));
    return visit(entry);
  });
}

absl::StatusOr<uint64_t> EventTable::Size() {
  sql::Query q(conn_, "SELECT MAX(log_index) FROM event");
  q.Bind();
  uint64_t size = 0;
  if (q.Next() && !q.IsNull(0)) size = static_cast<uint64_t>(q.Int(0)) + 1;
  MOTCUA_RETURN_IF_ERROR(q.status());
  return size;
}

absl::StatusOr<std::optional<int64_t>> EventTable::LastRecordedAt() {
  sql::Query q(conn_, "SELECT recorded_at FROM event ORDER BY log_index DESC LIMIT 1");
  q.Bind();
  std::optional<int64_t> last;
  if (q.Next()) last = q.Int(0);
  MOTCUA_RETURN_IF_ERROR(q.status());
  return last;
}

}  // namespace motcua::storage
