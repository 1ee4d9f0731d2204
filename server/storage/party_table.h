// Which units have a relation to which dossiers, so that a unit's list is one range.
#ifndef MOTCUA_SERVER_STORAGE_PARTY_TABLE_H_
#define MOTCUA_SERVER_STORAGE_PARTY_TABLE_H_

#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/connection.h"
#include "server/domain/dossier.h"
#include "server/storage/read_transaction.h"
#include "server/storage/vault.h"

namespace motcua::storage {

// Every office with a relation (domain::RelationsOf) to the dossier.
std::set<std::string> PartiesOf(const domain::Dossier& dossier);

class PartyTable {
 public:
  PartyTable(sql::Connection& conn, const Vault& vault) : conn_(conn), vault_(vault) {}

  absl::Status Put(const domain::Dossier& before, const domain::Dossier& after);
  absl::StatusOr<Page<domain::DossierKey>> List(const DossierFilter& filter, int page_size,
                                                const PageToken& token);
  absl::StatusOr<std::vector<domain::DossierKey>> FindByNamePart(const DossierFilter& filter,
                                                                 std::string_view part, int limit);

 private:
  sql::Connection& conn_;
  const Vault& vault_;
};

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_PARTY_TABLE_H_
