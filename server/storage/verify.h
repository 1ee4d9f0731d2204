// Proves the record: the log hashes to its recorded roots, and every row of a dossier is what its
// events say.
#ifndef MOTCUA_SERVER_STORAGE_VERIFY_H_
#define MOTCUA_SERVER_STORAGE_VERIFY_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "server/storage/sqlite_storage.h"

namespace motcua::storage {

struct RowDifference {
  std::string table;
  std::string key;   // dossier, transfer or log index; never personal data
  std::string what;  // what is not as it should be
};

struct VerifyReport {
  uint64_t events = 0;
  uint64_t roots = 0;
  uint64_t dossiers = 0;
  uint64_t difference_count = 0;           // all of them
  std::vector<RowDifference> differences;  // the first ones
};

struct VerifyOptions {
  size_t listed = 100;
  std::function<void(uint64_t done, uint64_t total)> progress;  // events, each read twice
};

// Reads one snapshot from beginning to end; for a server that is not serving, or a copy. What it
// cannot see: a log cut off together with its last roots, against which stations keep signed roots.
absl::StatusOr<VerifyReport> Verify(SqliteStorage& storage, const VerifyOptions& options = {});

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_VERIFY_H_
