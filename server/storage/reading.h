// Everything a ReadTransaction promises, over one connection in a transaction. A template, because
// a WriteTransaction promises the same.
#ifndef MOTCUA_SERVER_STORAGE_READING_H_
#define MOTCUA_SERVER_STORAGE_READING_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/status_macros.h"
#include "common/sql/connection.h"
#include "server/storage/dossier_table.h"
#include "server/storage/event_table.h"
#include "server/storage/figure_sums.h"
#include "server/storage/log_root_table.h"
#include "server/storage/party_table.h"
#include "server/storage/people_tables.h"
#include "server/storage/person_table.h"
#include "server/storage/queue_table.h"
#include "server/storage/read_transaction.h"
#include "server/storage/reference_table.h"
#include "server/storage/transfer_table.h"
#include "server/storage/vault.h"

namespace motcua::storage {

template <typename Base>
class Reading : public Base {
 public:
  Reading(sql::Connection& conn, const Vault& vault) : conn_(conn), vault_(vault) {}

  absl::StatusOr<std::optional<domain::Dossier>> GetDossier(
      const domain::DossierKey& key) override {
    MOTCUA_ASSIGN_OR_RETURN(std::optional<domain::Dossier> dossier, DossierTable(conn_).Get(key));
    if (dossier) MOTCUA_RETURN_IF_ERROR(PersonTable(conn_, vault_).Fill(*dossier));
    return dossier;
  }
  absl::StatusOr<std::optional<domain::DossierKey>> FindByCode(std::string_view code) override {
    return DossierTable(conn_).FindByCode(code);
  }
  absl::StatusOr<std::vector<domain::DossierKey>> FindByIdentityNumber(std::string_view number,
                                                                       int limit) override {
    return PersonTable(conn_, vault_).Find(vault_.IdentityKey(number), limit);
  }
  absl::StatusOr<std::vector<domain::DossierKey>> FindByPhone(std::string_view phone,
                                                              int limit) override {
    return PersonTable(conn_, vault_).Find(vault_.PhoneKey(phone), limit);
  }
  absl::StatusOr<std::vector<domain::DossierKey>> FindByName(std::string_view name,
                                                             int limit) override {
    return PersonTable(conn_, vault_).Find(vault_.NameKey(name), limit);
  }
  absl::StatusOr<Page<domain::DossierKey>> ListDossiers(const DossierFilter& filter, int page_size,
                                                        const PageToken& token) override {
    return PartyTable(conn_, vault_).List(filter, page_size, token);
  }
  absl::StatusOr<std::vector<domain::DossierKey>> FindByNamePart(const DossierFilter& filter,
                                                                 std::string_view part,
                                                                 int limit) override {
    return PartyTable(conn_, vault_).FindByNamePart(filter, part, limit);
  }

  absl::StatusOr<Page<QueueItem>> ListQueue(const QueueFilter& filter, int page_size,
                                            const PageToken& token) override {
    return QueueTable(conn_, vault_).List(filter, page_size, token);
  }
  absl::StatusOr<QueueCounts> CountQueue(std::string_view unit, Time now,
                                         Time end_of_day) override {
    MOTCUA_ASSIGN_OR_RETURN(QueueCounts counts,
                            QueueTable(conn_, vault_).Count(unit, now, end_of_day));
    MOTCUA_ASSIGN_OR_RETURN(counts.offered_in, TransferTable(conn_, vault_).CountWaitingIn(unit));
    return counts;
  }
  absl::StatusOr<Page<TransferRow>> ListTransfers(const TransferFilter& filter, int page_size,
                                                  const PageToken& token) override {
    return TransferTable(conn_, vault_).List(filter, page_size, token);
  }

  absl::StatusOr<std::optional<LogEntry>> FindRequest(std::string_view unit,
                                                      std::string_view request_id) override {
    return EventTable(conn_, vault_).FindRequest(unit, request_id);
  }
  absl::StatusOr<std::vector<LogEntry>> ListEvents(const domain::DossierKey& key) override {
    return EventTable(conn_, vault_).OfDossier(key);
  }
  absl::Status ScanLog(uint64_t from,
                       const std::function<absl::Status(const LogEntry&)>& visit) override {
    return EventTable(conn_, vault_).Scan(from, visit);
  }
  absl::StatusOr<uint64_t> LogSize() override { return EventTable(conn_, vault_).Size(); }
  absl::StatusOr<std::string> LogRoot(uint64_t size) override {
    return LogRootTable(conn_).At(size);
  }

  absl::StatusOr<std::vector<UnitTally>> SumUnits(domain::CountedBy by, Day day, bool by_cell,
                                                  const std::vector<std::string>& units) override {
    return FigureSums(conn_).Units(by, day, by_cell, units);
  }
  absl::StatusOr<std::vector<ProcedureTally>> SumProcedures(
      domain::CountedBy by, Day day, std::string_view procedure,
      const std::vector<std::string>& units) override {
    return FigureSums(conn_).Procedures(by, day, procedure, units);
  }
  absl::StatusOr<std::vector<UnitOverdue>> SumOverdue(
      domain::CountedBy by, Day day, const std::vector<std::string>& units) override {
    return FigureSums(conn_).Overdue(by, day, units);
  }

  absl::StatusOr<std::optional<AccountRecord>> GetAccount(std::string_view name) override {
    return AccountTable(conn_).Get(name);
  }
  absl::StatusOr<std::vector<AccountRecord>> ListAccounts() override {
    return AccountTable(conn_).List();
  }
  absl::StatusOr<std::optional<SessionRecord>> GetSession(std::string_view token_hash) override {
    return SessionTable(conn_).Get(token_hash);
  }
  absl::StatusOr<std::optional<StationRecord>> GetStation(std::string_view unit,
                                                          int number) override {
    return StationTable(conn_).Get(unit, number);
  }
  absl::StatusOr<std::optional<StationRecord>> FindEnrolment(std::string_view code_hash) override {
    return StationTable(conn_).FindEnrolment(code_hash);
  }
  absl::StatusOr<std::vector<StationRecord>> ListStations() override {
    return StationTable(conn_).List();
  }
  absl::StatusOr<std::optional<ReferenceRecord>> GetReference(std::string_view kind) override {
    return ReferenceTable(conn_).Newest(kind);
  }

 protected:
  sql::Connection& conn_;
  const Vault& vault_;
};

using SqlReadTransaction = Reading<ReadTransaction>;

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_READING_H_
