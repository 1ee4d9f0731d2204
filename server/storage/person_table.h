// The private part of dossiers, encrypted field by field, and the keyed hashes that find it.
#ifndef MOTCUA_SERVER_STORAGE_PERSON_TABLE_H_
#define MOTCUA_SERVER_STORAGE_PERSON_TABLE_H_

#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/connection.h"
#include "server/domain/dossier.h"
#include "server/storage/vault.h"

namespace motcua::storage {

// Whether the private parts are the same.
bool SamePerson(const domain::Dossier& a, const domain::Dossier& b);

class PersonTable {
 public:
  PersonTable(sql::Connection& conn, const Vault& vault) : conn_(conn), vault_(vault) {}

  // Fills the private part of `dossier` by its key; nothing when there is no row. DATA_LOSS
  // FIELD_CORRUPT.
  absl::Status Fill(domain::Dossier& dossier);
  // Only the applicant's name; "" when there is no row.
  absl::StatusOr<std::string> Name(const domain::DossierKey& key);
  absl::Status Put(const domain::Dossier& before, const domain::Dossier& after);

  // Hashes under which a dossier with this private part is found.
  std::set<std::string> KeysOf(const domain::Dossier& dossier) const;
  // Newest first.
  absl::StatusOr<std::vector<domain::DossierKey>> Find(const std::string& hash, int limit);

 private:
  sql::Connection& conn_;
  const Vault& vault_;
};

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_PERSON_TABLE_H_
