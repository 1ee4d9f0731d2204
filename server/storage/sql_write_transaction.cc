#include "server/storage/sql_write_transaction.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "common/base/error.h"
#include "common/base/random.h"
#include "common/crypto/hash.h"
#include "common/crypto/merkle.h"
#include "server/domain/codec.h"
#include "server/domain/flows.h"
#include "server/storage/tally_table.h"

namespace motcua::storage {
namespace {

using domain::Dossier;
using domain::Event;

// Commands are decided by several threads, so one may be recorded a little after a later one. More
// than this is a clock that jumped back.
constexpr std::chrono::minutes kClockTolerance{5};
constexpr size_t kSaltBytes = 16;

bool SameMonth(Day a, Day b) {
  const std::chrono::year_month_day x(a);
  const std::chrono::year_month_day y(b);
  return x.year() == y.year() && x.month() == y.month();
}

}  // namespace

absl::Status SqlWriteTransaction::Keep(absl::Status status) {
  if (!status.ok() && failure_.ok()) failure_ = status;
  return status;
}

absl::Status SqlWriteTransaction::Stamp(Event& event) const {
  const std::optional<Time> last = state_.log().recorded_at;
  if (!last) return absl::OkStatus();
  if (event.recorded_at < *last - kClockTolerance) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "CLOCK_SUSPECT",
                     "the server's clock is behind the newest record; it must be set right",
                     {{"newest_record", FormatTime(*last)}});
  }
  event.recorded_at = std::max(event.recorded_at, *last);
  return absl::OkStatus();
}

absl::Status SqlWriteTransaction::Append(const Event& event, const Dossier& before,
                                         const Dossier& after) {
  domain::EncodedEvent encoded =
      domain::EncodeEvent(event, before, after, RandomBytes(kSaltBytes),
                          [](std::string_view data) { return crypto::Sha256(data); });
  LogHead& log = state_.log();
  StoredEvent stored;
  stored.index = log.tree.size();
  stored.unit = event.key.unit;
  if (!event.key.unit.empty()) stored.ulid = event.key.ulid;
  stored.version = event.version;
  if (!event.request_id.empty()) stored.request_id = event.request_id;
  stored.recorded_at = ToMicros(event.recorded_at);
  stored.leaf = crypto::LeafHash(encoded.public_bytes);
  stored.public_bytes = std::move(encoded.public_bytes);
  stored.private_bytes = std::move(encoded.private_bytes);
  MOTCUA_RETURN_IF_ERROR(EventTable(conn_, vault_).Append(stored));
  log.tree.Append(stored.leaf);
  return absl::OkStatus();
}

absl::Status SqlWriteTransaction::CloseDaysBefore(Time recorded_at) {
  LogHead& log = state_.log();
  const std::optional<Time> last = std::exchange(log.recorded_at, recorded_at);
  if (!last) return absl::OkStatus();
  const Day day = LocalDay(*last);
  const Day today = LocalDay(recorded_at);
  if (day == today) return absl::OkStatus();
  state_.ForgetSerials();
  return TallyTable(conn_).CloseDay(day, !SameMonth(day, today));
}

absl::Status SqlWriteTransaction::RecordCommand(const Dossier& before, const Dossier& after,
                                                Event event) {
  return Keep(Record(before, after, std::move(event)));
}

absl::Status SqlWriteTransaction::Record(const Dossier& before, const Dossier& after, Event event) {
  if (after.version != before.version + 1 || event.version != after.version ||
      event.key != after.key || (before.version > 0 && before.key != after.key)) {
    return MakeError(absl::StatusCode::kInternal, "COMMAND_INCONSISTENT",
                     "a command's event and dossiers do not belong together");
  }
  MOTCUA_RETURN_IF_ERROR(Stamp(event));
  DossierTable dossiers(conn_);
  MOTCUA_RETURN_IF_ERROR(Append(event, before, after));
  MOTCUA_RETURN_IF_ERROR(dossiers.Put(after, before.version));
  MOTCUA_RETURN_IF_ERROR(CloseDaysBefore(event.recorded_at));

  if (!after.code.empty() && after.code != before.code) {
    MOTCUA_RETURN_IF_ERROR(dossiers.AddCode(after));
  }
  MOTCUA_RETURN_IF_ERROR(PersonTable(conn_, vault_).Put(before, after));
  MOTCUA_RETURN_IF_ERROR(PartyTable(conn_, vault_).Put(before, after));
  MOTCUA_RETURN_IF_ERROR(QueueTable(conn_, vault_).Put(before, after));
  MOTCUA_RETURN_IF_ERROR(TransferTable(conn_, vault_).Put(before, after, province_of_));

  const Day today = LocalDay(event.recorded_at);
  FlowRows rows;
  rows.Add(domain::FlowsBetween(before, after));
  rows.AddDue(domain::DueFlowsBetween(before, after, today));
  return TallyTable(conn_).Add(today, rows);
}

absl::Status SqlWriteTransaction::RecordEvent(Event event) {
  const auto record = [&]() -> absl::Status {
    if (!event.key.unit.empty()) {
      return MakeError(absl::StatusCode::kInternal, "COMMAND_INCONSISTENT",
                       "an event of a dossier was recorded without the dossier");
    }
    MOTCUA_RETURN_IF_ERROR(Stamp(event));
    MOTCUA_RETURN_IF_ERROR(Append(event, Dossier(), Dossier()));
    return CloseDaysBefore(event.recorded_at);
  };
  return Keep(record());
}

absl::StatusOr<int64_t> SqlWriteTransaction::NextSerial(std::string_view unit, Day day) {
  auto serial = state_.NextSerial(conn_, unit, day);
  MOTCUA_RETURN_IF_ERROR(Keep(serial.status()));
  return serial;
}

absl::Status SqlWriteTransaction::PutAccount(const AccountRecord& account) {
  return Keep(AccountTable(conn_).Put(account));
}

absl::Status SqlWriteTransaction::PutStation(const StationRecord& station) {
  return Keep(StationTable(conn_).Put(station));
}

absl::Status SqlWriteTransaction::PutSession(const SessionRecord& session) {
  return Keep(SessionTable(conn_).Put(session));
}

absl::Status SqlWriteTransaction::DeleteSession(std::string_view token_hash) {
  return Keep(SessionTable(conn_).Delete(token_hash));
}

absl::Status SqlWriteTransaction::DeleteSessionsOf(std::string_view account,
                                                   std::string_view kept_token_hash) {
  return Keep(SessionTable(conn_).DeleteOf(account, kept_token_hash));
}

absl::Status SqlWriteTransaction::PutReference(const ReferenceRecord& reference) {
  return Keep(ReferenceTable(conn_).Put(reference));
}

}  // namespace motcua::storage
