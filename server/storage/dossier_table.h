// Dossiers and their codes: the public part, whole as CBOR and in columns to choose by.
#ifndef MOTCUA_SERVER_STORAGE_DOSSIER_TABLE_H_
#define MOTCUA_SERVER_STORAGE_DOSSIER_TABLE_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/connection.h"
#include "server/domain/dossier.h"

namespace motcua::storage {

// What a dossier's row holds. A pure function of the dossier.
struct DossierRow {
  int64_t version = 0;
  int state = 0;
  std::string code;
  std::string procedure;
  std::string competent;
  std::string holder;
  std::string officer;
  int day = 0;
  std::optional<int64_t> due_at;
  std::string body;

  bool operator==(const DossierRow&) const = default;
};
DossierRow DossierRowOf(const domain::Dossier& dossier);

// The appointment by which it is overdue or not: while open and not paused.
std::optional<Time> DueAtOf(const domain::Dossier& dossier);

// "H57.21-260805-0042" as "260805-0042-H57.21": codes of one day stand together in the index.
std::string CodeKey(std::string_view code);

class DossierTable {
 public:
  explicit DossierTable(sql::Connection& conn) : conn_(conn) {}

  absl::StatusOr<std::optional<DossierRow>> Read(const domain::DossierKey& key);
  // The public part; nullopt if there is none. DATA_LOSS EVENT_CORRUPT.
  absl::StatusOr<std::optional<domain::Dossier>> Get(const domain::DossierKey& key);
  absl::StatusOr<std::optional<domain::DossierKey>> FindByCode(std::string_view code);

  // ABORTED ETAG_MISMATCH if the row is not at `before_version` (0: there must be none); then
  // nothing is changed.
  absl::Status Put(const domain::Dossier& after, int64_t before_version);
  // ALREADY_EXISTS DOSSIER_CODE_TAKEN if another dossier has it.
  absl::Status AddCode(const domain::Dossier& dossier);

 private:
  sql::Connection& conn_;
};

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_DOSSIER_TABLE_H_
