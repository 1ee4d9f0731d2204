// Rows that are not dossiers: what use cases and storage hand each other.
#ifndef MOTCUA_SERVER_STORAGE_RECORDS_H_
#define MOTCUA_SERVER_STORAGE_RECORDS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/base/time.h"
#include "server/domain/dossier.h"
#include "server/domain/event.h"
#include "server/domain/flows.h"

namespace motcua::storage {

struct AccountRecord {
  std::string name;
  std::string full_name;
  std::string unit;
  uint32_t roles = 0;         // bits of domain::Role
  std::string password_hash;  // argon2id, encoded
  bool password_change_required = false;
  bool disabled = false;
  int64_t version = 0;  // the etag
};

enum class StationState : int { kAwaitingEnrolment = 1, kEnrolled = 2, kRevoked = 3 };

struct StationRecord {
  std::string unit;
  int number = 0;
  std::string display_name;
  StationState state = StationState::kAwaitingEnrolment;
  std::string code_hash;  // SHA-256 of the enrolment code; "" once used
  std::optional<Time> code_expires_at;
  std::string certificate_sha256;  // hex; "" before enrolment
  std::optional<Time> certificate_expires_at;
  int64_t version = 0;
};

struct SessionRecord {
  std::string token_hash;  // SHA-256 of the token, bytes
  std::string account;
  std::string station;  // SPIFFE id to which the token is bound
  Time created_at;
  Time expires_at;
};

// A reference list as imported: units, procedures, holidays … The newest version holds.
struct ReferenceRecord {
  std::string kind;
  int64_t version = 0;
  Time recorded_at;
  std::string sha256;   // hex, of the content
  std::string content;  // the file
};

// Who did what, as the log shows it.
struct LogEntry {
  uint64_t index = 0;  // place in the log, from 0
  domain::Event event;
  std::string public_bytes;   // as stored and hashed
  std::string private_bytes;  // decrypted; "" once erased
  std::string leaf_hash;
};

// A queue row with what a line of the queue shows.
struct QueueItem {
  domain::DossierKey key;
  std::optional<Time> due_at;  // promised_due; absent while paused and once resolved
};

enum class Lane : int {
  kAll = 0,
  kToAccept = 1,
  kInWork = 2,
  kPaused = 3,
  kHandingOver = 4,
  kToDeliver = 5
};
// The lane in which the holder's queue shows `d`.
Lane LaneOf(const domain::Dossier& d);

struct QueueFilter {
  std::string unit;
  Lane lane = Lane::kAll;
  std::string officer;  // "" for all
};

struct QueueCounts {
  int64_t by_lane[6] = {0, 0, 0, 0, 0, 0};  // [0]: all
  int64_t overdue = 0;                      // due_at < now
  int64_t due_today = 0;                    // now <= due_at < end of the day
  int64_t offered_in = 0;
};

struct DossierFilter {
  std::string unit;  // one with any relation to it
  domain::State state = domain::State::kNone;
  std::string procedure;
  std::optional<Day> from;         // of receipt (of registration, while only registered)
  std::optional<Day> until;        // inclusive
  std::optional<Time> overdue_at;  // open, not paused, promised_due before this
};

struct TransferFilter {
  std::string unit;      // from or to this unit …
  std::string province;  // … or from or to any unit of this province; both "": the whole country
  bool in = true;
  bool out = true;
  bool answered = false;  // answered ones as well
};

struct TransferRow {
  domain::DossierKey key;
  domain::Transfer transfer;
};

// One row of sums for one group.
struct UnitTally {
  std::string unit;
  domain::Cell cell = 0;  // 0: all cells together
  domain::Tally tally;
};
struct ProcedureTally {
  std::string procedure;
  std::string unit;
  domain::Cell cell = 0;
  domain::Tally tally;
};
struct UnitOverdue {
  std::string unit;
  int64_t overdue = 0;
};

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_RECORDS_H_
