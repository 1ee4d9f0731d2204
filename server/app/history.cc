#include "server/app/history.h"

#include <utility>

#include "common/base/status_macros.h"
#include "server/domain/codec.h"

namespace motcua::app {

absl::Status ForEachEvent(storage::ReadTransaction& tx, const domain::DossierKey& key,
                          const std::function<bool(const domain::Dossier&, const domain::Dossier&,
                                                   const domain::Event&)>& visit) {
  MOTCUA_ASSIGN_OR_RETURN(const auto entries, tx.ListEvents(key));
  domain::Dossier before;
  for (const storage::LogEntry& entry : entries) {
    domain::Dossier after = before;
    MOTCUA_RETURN_IF_ERROR(domain::ApplyEvent(entry.public_bytes, entry.private_bytes, after));
    if (!visit(before, after, entry.event)) break;
    before = std::move(after);
  }
  return absl::OkStatus();
}

absl::StatusOr<domain::Dossier> DossierAt(storage::ReadTransaction& tx,
                                          const domain::DossierKey& key, int64_t version) {
  domain::Dossier dossier;
  MOTCUA_RETURN_IF_ERROR(ForEachEvent(
      tx, key, [&](const domain::Dossier&, const domain::Dossier& after, const domain::Event&) {
        if (after.version <= version) dossier = after;
        return after.version < version;
      }));
  return dossier;
}

}  // namespace motcua::app
