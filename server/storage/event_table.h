// The append-only log: events as stored and hashed, and the Merkle root after each batch.
#ifndef MOTCUA_SERVER_STORAGE_EVENT_TABLE_H_
#define MOTCUA_SERVER_STORAGE_EVENT_TABLE_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/query.h"
#include "server/storage/read_transaction.h"
#include "server/storage/vault.h"

namespace motcua::storage {

// One row with its private part decrypted, not decoded.
struct StoredEvent {
  uint64_t index = 0;
  std::string unit;
  std::optional<Ulid> ulid;  // of the dossier
  int64_t version = 0;
  std::optional<std::string> request_id;
  int64_t recorded_at = 0;
  std::string public_bytes;
  std::string private_bytes;     // "" once erased
  bool private_corrupt = false;  // there is a private part, but it cannot be decrypted
  std::string leaf;
};

class EventTable {
 public:
  EventTable(sql::Connection& conn, const Vault& vault) : conn_(conn), vault_(vault) {}

  // ALREADY_EXISTS REQUEST_ID_REUSED; ABORTED ETAG_MISMATCH if the dossier has an event of this
  // version. Nothing is changed then.
  absl::Status Append(const StoredEvent& event);

  absl::StatusOr<std::optional<LogEntry>> FindRequest(std::string_view unit,
                                                      std::string_view request_id);
  absl::StatusOr<std::vector<LogEntry>> OfDossier(const domain::DossierKey& key);
  absl::Status Scan(uint64_t from, const std::function<absl::Status(const LogEntry&)>& visit);
  // Stored rows in the order of the log, from `from`. A private part that cannot be decrypted does
  // not end the scan.
  absl::Status ScanStored(uint64_t from,
                          const std::function<absl::Status(const StoredEvent&)>& visit);
  // Stored rows of all dossiers, dossier by dossier, each from its first event on.
  absl::Status ScanByDossier(const std::function<absl::Status(const StoredEvent&)>& visit);
  absl::StatusOr<uint64_t> Size();
  absl::StatusOr<std::optional<int64_t>> LastRecordedAt();

 private:
  StoredEvent RowFrom(sql::Query& q);
  absl::StatusOr<bool> KnowsRequest(const StoredEvent& event);

  sql::Connection& conn_;
  const Vault& vault_;
};

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_EVENT_TABLE_H_
