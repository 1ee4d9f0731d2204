// What each unit still has to do, most urgent first. A row moves by delete and insert.
#ifndef MOTCUA_SERVER_STORAGE_QUEUE_TABLE_H_
#define MOTCUA_SERVER_STORAGE_QUEUE_TABLE_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/connection.h"
#include "server/domain/dossier.h"
#include "server/storage/read_transaction.h"
#include "server/storage/vault.h"

namespace motcua::storage {

struct QueueRow {
  std::string unit;  // the holder
  int64_t due_key = 0;
  int lane = 0;
  std::string officer;

  bool operator==(const QueueRow&) const = default;
};
// nullopt when nobody has anything to do.
std::optional<QueueRow> QueueRowOf(const domain::Dossier& dossier);

class QueueTable {
 public:
  QueueTable(sql::Connection& conn, const Vault& vault) : conn_(conn), vault_(vault) {}

  absl::Status Put(const domain::Dossier& before, const domain::Dossier& after);
  absl::StatusOr<Page<QueueItem>> List(const QueueFilter& filter, int page_size,
                                       const PageToken& token);
  // Everything but offered_in.
  absl::StatusOr<QueueCounts> Count(std::string_view unit, Time now, Time end_of_day);

 private:
  sql::Connection& conn_;
  const Vault& vault_;
};

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_QUEUE_TABLE_H_
