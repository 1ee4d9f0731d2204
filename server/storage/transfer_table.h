// Offers between units and their answers; one row for each offer ever made.
#ifndef MOTCUA_SERVER_STORAGE_TRANSFER_TABLE_H_
#define MOTCUA_SERVER_STORAGE_TRANSFER_TABLE_H_

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/connection.h"
#include "server/domain/dossier.h"
#include "server/storage/read_transaction.h"
#include "server/storage/vault.h"

namespace motcua::storage {

// The province of a unit, as the unit tree has it.
using ProvinceResolver = std::function<std::string(std::string_view unit)>;

// What a command does to the rows: the offer it touches and, first, an older one left unanswered,
// which a new offer turns into an expired one. At most two.
std::vector<domain::Transfer> ChangedTransfers(const domain::Dossier& before,
                                               const domain::Dossier& after);

class TransferTable {
 public:
  TransferTable(sql::Connection& conn, const Vault& vault) : conn_(conn), vault_(vault) {}

  absl::Status Put(const domain::Dossier& before, const domain::Dossier& after,
                   const ProvinceResolver& province_of);
  absl::StatusOr<Page<TransferRow>> List(const TransferFilter& filter, int page_size,
                                         const PageToken& token);
  // Offers to the unit that wait for an answer, expired ones included.
  absl::StatusOr<int64_t> CountWaitingIn(std::string_view unit);
  absl::StatusOr<std::vector<domain::Transfer>> OfDossier(const domain::DossierKey& key);

 private:
  sql::Connection& conn_;
  const Vault& vault_;
};

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_TRANSFER_TABLE_H_
