// Everything a use case may read, on one snapshot. The smaller type: WriteTransaction adds to it.
#ifndef MOTCUA_SERVER_STORAGE_READ_TRANSACTION_H_
#define MOTCUA_SERVER_STORAGE_READ_TRANSACTION_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "server/domain/dossier.h"
#include "server/domain/event.h"
#include "server/domain/flows.h"
#include "server/storage/records.h"

namespace motcua::storage {

// Opaque place at which a page goes on; "" for the first page and after the last. A token that was
// not given out by the same method is INVALID_ARGUMENT PAGE_TOKEN_INVALID.
using PageToken = std::string;

template <typename T>
struct Page {
  std::vector<T> items;
  PageToken next;
};

class ReadTransaction {
 public:
  virtual ~ReadTransaction() = default;

  // -- Dossiers ---------------------------------------------------------------------------------
  // The whole dossier, private part decrypted. nullopt if there is none.
  virtual absl::StatusOr<std::optional<domain::Dossier>> GetDossier(
      const domain::DossierKey& key) = 0;
  virtual absl::StatusOr<std::optional<domain::DossierKey>> FindByCode(std::string_view code) = 0;
  // Dossiers whose applicant has exactly this number, phone (normalised as law::NormalizePhone) or
  // whole name (compared by FoldForSearch); newest first, at most `limit`, over all units.
  virtual absl::StatusOr<std::vector<domain::DossierKey>> FindByIdentityNumber(
      std::string_view number, int limit) = 0;
  virtual absl::StatusOr<std::vector<domain::DossierKey>> FindByPhone(std::string_view phone,
                                                                      int limit) = 0;
  virtual absl::StatusOr<std::vector<domain::DossierKey>> FindByName(std::string_view name,
                                                                     int limit) = 0;
  // Dossiers related to the unit, newest first.
  virtual absl::StatusOr<Page<domain::DossierKey>> ListDossiers(const DossierFilter& filter,
                                                                int page_size,
                                                                const PageToken& token) = 0;
  // Dossiers related to `filter.unit` whose applicant's name contains `part` (FoldForSearch), by
  // decrypting the names of that unit and period; newest first, at most `limit`.
  virtual absl::StatusOr<std::vector<domain::DossierKey>> FindByNamePart(
      const DossierFilter& filter, std::string_view part, int limit) = 0;

  // -- Queue and transfers ----------------------------------------------------------------------
  // Most urgent first: by due_at, paused and resolved ones last, then by age.
  virtual absl::StatusOr<Page<QueueItem>> ListQueue(const QueueFilter& filter, int page_size,
                                                    const PageToken& token) = 0;
  // `now` and `end_of_day` divide what is overdue, due today and later. Officer and lane of the
  // filter are ignored.
  virtual absl::StatusOr<QueueCounts> CountQueue(std::string_view unit, Time now,
                                                 Time end_of_day) = 0;
  // Due first.
  virtual absl::StatusOr<Page<TransferRow>> ListTransfers(const TransferFilter& filter,
                                                          int page_size,
                                                          const PageToken& token) = 0;

  // -- Log --------------------------------------------------------------------------------------
  // The event that carries this request id for this unit (DossierKey::unit, or "" for events of the
  // installation); nullopt if there is none.
  virtual absl::StatusOr<std::optional<LogEntry>> FindRequest(std::string_view unit,
                                                              std::string_view request_id) = 0;
  // Oldest first.
  virtual absl::StatusOr<std::vector<LogEntry>> ListEvents(const domain::DossierKey& key) = 0;
  // Calls `visit` for entries [from, …) in order until it returns an error or the log ends.
  virtual absl::Status ScanLog(uint64_t from,
                               const std::function<absl::Status(const LogEntry&)>& visit) = 0;
  virtual absl::StatusOr<uint64_t> LogSize() = 0;
  // Root over the first `size` entries as recorded with a batch; NOT_FOUND if no batch ended there.
  virtual absl::StatusOr<std::string> LogRoot(uint64_t size) = 0;

  // -- Figures ----------------------------------------------------------------------------------
  // Sums of flows recorded up to and including `day` (use day before the first: all zero), from the
  // last closed day and the tallies after it. One row a unit (and cell, when `by_cell`); rows of
  // zeros are left out. `units`: only these when not empty.
  virtual absl::StatusOr<std::vector<UnitTally>> SumUnits(
      domain::CountedBy by, Day day, bool by_cell, const std::vector<std::string>& units) = 0;
  // The same a procedure, unit and cell, for one procedure when `procedure` is not "".
  virtual absl::StatusOr<std::vector<ProcedureTally>> SumProcedures(
      domain::CountedBy by, Day day, std::string_view procedure,
      const std::vector<std::string>& units) = 0;
  // Overdue at the end of `day`, by unit.
  virtual absl::StatusOr<std::vector<UnitOverdue>> SumOverdue(
      domain::CountedBy by, Day day, const std::vector<std::string>& units) = 0;

  // -- People, stations, reference lists --------------------------------------------------------
  virtual absl::StatusOr<std::optional<AccountRecord>> GetAccount(std::string_view name) = 0;
  virtual absl::StatusOr<std::vector<AccountRecord>> ListAccounts() = 0;
  virtual absl::StatusOr<std::optional<SessionRecord>> GetSession(std::string_view token_hash) = 0;
  virtual absl::StatusOr<std::optional<StationRecord>> GetStation(std::string_view unit,
                                                                  int number) = 0;
  virtual absl::StatusOr<std::optional<StationRecord>> FindEnrolment(
      std::string_view code_hash) = 0;
  virtual absl::StatusOr<std::vector<StationRecord>> ListStations() = 0;
  // The newest version; nullopt if never imported.
  virtual absl::StatusOr<std::optional<ReferenceRecord>> GetReference(std::string_view kind) = 0;
};

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_READ_TRANSACTION_H_
