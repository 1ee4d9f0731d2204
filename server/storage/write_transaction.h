// What a use case may change. A body refuses before its first call to any of these.
#ifndef MOTCUA_SERVER_STORAGE_WRITE_TRANSACTION_H_
#define MOTCUA_SERVER_STORAGE_WRITE_TRANSACTION_H_

#include <cstdint>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/domain/dossier.h"
#include "server/domain/event.h"
#include "server/storage/read_transaction.h"

namespace motcua::storage {

class WriteTransaction : public ReadTransaction {
 public:
  // Writes one command whole: the dossier's row and private fields, its relations, code, queue row
  // and transfer, the tallies of the flows between the two, the event with its place in the log.
  // `before` is what GetDossier gave in this transaction (version 0 for a new dossier); ABORTED
  // ETAG_MISMATCH if the row is not at `before.version`. `event.recorded_at` is set to
  // max(event.recorded_at, that of the entry before it) and decides the day of the flows; the first
  // event of a new day closes the days before it. ALREADY_EXISTS REQUEST_ID_REUSED if the unit's
  // request id is in the log.
  virtual absl::Status RecordCommand(const domain::Dossier& before, const domain::Dossier& after,
                                     domain::Event event) = 0;
  // An event of the installation (no dossier).
  virtual absl::Status RecordEvent(domain::Event event) = 0;

  // The next serial of the unit's dossier codes on `day`, from 1; none is handed out twice, also
  // across restarts; a serial whose command is not committed may be lost.
  virtual absl::StatusOr<int64_t> NextSerial(std::string_view unit, Day day) = 0;

  virtual absl::Status PutAccount(const AccountRecord& account) = 0;
  virtual absl::Status PutStation(const StationRecord& station) = 0;
  virtual absl::Status PutSession(const SessionRecord& session) = 0;
  virtual absl::Status DeleteSession(std::string_view token_hash) = 0;
  // All of the account's but `kept_token_hash`.
  virtual absl::Status DeleteSessionsOf(std::string_view account,
                                        std::string_view kept_token_hash) = 0;
  // Stores the next version of a reference list.
  virtual absl::Status PutReference(const ReferenceRecord& reference) = 0;
};

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_WRITE_TRANSACTION_H_
