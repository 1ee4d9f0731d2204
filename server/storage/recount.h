// Proves the figures: replays every event, adds up the flows again and compares them with what the
// tables keep.
#ifndef MOTCUA_SERVER_STORAGE_RECOUNT_H_
#define MOTCUA_SERVER_STORAGE_RECOUNT_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "server/domain/event.h"
#include "server/storage/sqlite_storage.h"

namespace motcua::storage {

struct FigureDifference {
  std::string table;
  std::string key;         // the row: days, units, procedures and cells, joined by "|"
  std::string kept;        // columns that are not zero, as name=number; "" when there is no row
  std::string recomputed;  // the same from the events
};

struct RecountReport {
  uint64_t events = 0;  // of dossiers
  uint64_t dossiers = 0;
  uint64_t rows = 0;                          // compared
  uint64_t difference_count = 0;              // all of them
  std::vector<FigureDifference> differences;  // the first ones
  bool repaired = false;
};

struct RecountOptions {
  size_t listed = 100;  // differences to list
  // Write the recomputed figures when there is a difference, together with this event
  // (kFiguresRepaired; who asks for it and when).
  std::optional<domain::Event> repair;
  std::function<void(uint64_t done, uint64_t total)> progress;  // events
};

// Reads one snapshot from beginning to end, so it is for a server that is not serving, or for a
// short history. A row of zeros and a missing row are the same. Memory: the figures of all days
// with records, not the dossiers. DATA_LOSS EVENT_CORRUPT if an event cannot be replayed.
absl::StatusOr<RecountReport> Recount(SqliteStorage& storage, const RecountOptions& options = {});

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_RECOUNT_H_
