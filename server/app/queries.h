// Everything that reads dossiers. Runs on the calling thread, on one snapshot that holds all
// acknowledged commands.
#ifndef MOTCUA_SERVER_APP_QUERIES_H_
#define MOTCUA_SERVER_APP_QUERIES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "server/app/dossier_view.h"
#include "server/app/service_context.h"
#include "server/domain/decide.h"

namespace motcua::app {

struct DossierPage {
  std::vector<DossierView> items;
  std::string next_page_token;
};

// DOSSIER_NOT_FOUND as MakeView.
absl::StatusOr<DossierView> GetDossier(const ServiceContext& context, const Caller& caller,
                                       std::string_view id_or_code);

// `filter.unit` "": the caller's office. UNIT_OUT_OF_SIGHT; PAGE_TOKEN_INVALID.
absl::StatusOr<DossierPage> ListDossiers(const ServiceContext& context, const Caller& caller,
                                         storage::DossierFilter filter, int page_size,
                                         const std::string& page_token);

// Exactly one of the first four is set, else FIELD_INVALID.
struct FindQuery {
  std::string code;
  std::string identity_number;
  std::string phone;
  std::string name;
  std::optional<Day> from;
  std::optional<Day> until;
};
// Newest first, at most 50. By code, dossiers of which the caller sees at least the outline; by
// anything personal only those whose contents the caller sees, or a match would tell whose they
// are.
absl::StatusOr<DossierPage> FindDossiers(const ServiceContext& context, const Caller& caller,
                                         const FindQuery& query);

struct EventList {
  std::vector<storage::LogEntry> entries;  // reasons cleared unless the caller sees the contents
};
absl::StatusOr<EventList> ListEvents(const ServiceContext& context, const Caller& caller,
                                     std::string_view id_or_code);

struct DueView {
  domain::Dossier dossier;
  domain::DueExplanation explanation;
};
absl::StatusOr<DueView> ExplainDueTime(const ServiceContext& context, const Caller& caller,
                                       std::string_view id_or_code);

// A reprint; recorded in the log before it is answered. Needs the contents (PERMISSION_DENIED
// CONTENTS_NOT_SHOWN).
void GetReceipt(const ServiceContext& context, const Caller& caller, std::string id_or_code,
                int number, Done<ReceiptView> done);

struct TransferView {
  domain::DossierKey key;
  domain::Transfer transfer;  // state as of now
  std::string dossier_code;
  std::string procedure;
  std::string masked_name;
  int64_t dossier_version = 0;
  std::string signature;  // of the receipt of a take-over (transfer_receipt.h); bytes
  std::string reason;     // "" unless the caller sees the contents
};
struct TransferPage {
  std::vector<TransferView> items;
  std::string next_page_token;
};
absl::StatusOr<TransferPage> ListTransfers(const ServiceContext& context, const Caller& caller,
                                           std::string unit, bool subtree, bool in, bool out,
                                           bool answered, int page_size,
                                           const std::string& page_token);

struct QueueView {
  std::vector<DossierView> items;
  storage::QueueCounts counts;
  std::vector<TransferView> offers_in;  // first page only
  std::string next_page_token;
};
absl::StatusOr<QueueView> GetQueue(const ServiceContext& context, const Caller& caller,
                                   storage::QueueFilter filter, int page_size,
                                   const std::string& page_token);

}  // namespace motcua::app

#endif  // MOTCUA_SERVER_APP_QUERIES_H_
