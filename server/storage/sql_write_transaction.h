// A WriteTransaction over the writer's connection.
#ifndef MOTCUA_SERVER_STORAGE_SQL_WRITE_TRANSACTION_H_
#define MOTCUA_SERVER_STORAGE_SQL_WRITE_TRANSACTION_H_

#include <string_view>

#include "server/storage/batch_state.h"
#include "server/storage/reading.h"
#include "server/storage/write_transaction.h"

namespace motcua::storage {

// Lives for one run of one body. `state` and `province_of` outlive it.
class SqlWriteTransaction final : public Reading<WriteTransaction> {
 public:
  SqlWriteTransaction(sql::Connection& conn, const Vault& vault, BatchState& state,
                      const ProvinceResolver& province_of)
      : Reading(conn, vault), state_(state), province_of_(province_of) {}

  absl::Status RecordCommand(const domain::Dossier& before, const domain::Dossier& after,
                             domain::Event event) override;
  absl::Status RecordEvent(domain::Event event) override;
  absl::StatusOr<int64_t> NextSerial(std::string_view unit, Day day) override;
  absl::Status PutAccount(const AccountRecord& account) override;
  absl::Status PutStation(const StationRecord& station) override;
  absl::Status PutSession(const SessionRecord& session) override;
  absl::Status DeleteSession(std::string_view token_hash) override;
  absl::Status DeleteSessionsOf(std::string_view account,
                                std::string_view kept_token_hash) override;
  absl::Status PutReference(const ReferenceRecord& reference) override;

  // The first error of a change. A body that passes over one must not be committed.
  const absl::Status& failure() const { return failure_; }

 private:
  absl::Status Record(const domain::Dossier& before, const domain::Dossier& after,
                      domain::Event event);
  // Sets recorded_at. FAILED_PRECONDITION CLOCK_SUSPECT.
  absl::Status Stamp(domain::Event& event) const;
  absl::Status Append(const domain::Event& event, const domain::Dossier& before,
                      const domain::Dossier& after);
  // Before the first figure of a later day.
  absl::Status CloseDaysBefore(Time recorded_at);
  absl::Status Keep(absl::Status status);

  BatchState& state_;
  const ProvinceResolver& province_of_;
  absl::Status failure_;
};

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_SQL_WRITE_TRANSACTION_H_
