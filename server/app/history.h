// A dossier's past, folded from its events.
#ifndef MOTCUA_SERVER_APP_HISTORY_H_
#define MOTCUA_SERVER_APP_HISTORY_H_

#include <functional>

#include "absl/status/statusor.h"
#include "server/domain/dossier.h"
#include "server/domain/event.h"
#include "server/storage/read_transaction.h"

namespace motcua::app {

// Calls `visit` with the dossier before and after each event, oldest first, until it returns false.
// DATA_LOSS EVENT_CORRUPT if the events do not follow each other.
absl::Status ForEachEvent(
    storage::ReadTransaction& tx, const domain::DossierKey& key,
    const std::function<bool(const domain::Dossier& before, const domain::Dossier& after,
                             const domain::Event& event)>& visit);

// The dossier as it was at `version`.
absl::StatusOr<domain::Dossier> DossierAt(storage::ReadTransaction& tx,
                                          const domain::DossierKey& key, int64_t version);

}  // namespace motcua::app

#endif  // MOTCUA_SERVER_APP_HISTORY_H_
