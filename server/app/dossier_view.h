// A dossier as one caller may see it.
#ifndef MOTCUA_SERVER_APP_DOSSIER_VIEW_H_
#define MOTCUA_SERVER_APP_DOSSIER_VIEW_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/law/receipt.h"
#include "server/domain/dossier.h"
#include "server/domain/event.h"
#include "server/domain/rights.h"
#include "server/domain/transitions.h"
#include "server/domain/world.h"
#include "server/storage/storage.h"

namespace motcua::app {

struct ReceiptView {
  domain::ReceiptRecord record;
  law::Receipt receipt;
  std::string form_title;   // "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"
  std::string form_number;  // "Mẫu số 01"
  std::string text;         // 80 columns
  bool reprint = false;
  bool superseded = false;
  std::optional<Time> legal_due;  // of the latest slip only
};

struct DossierView {
  domain::Dossier dossier;  // private part cleared unless view is kContents
  domain::View view = domain::View::kNothing;
  std::string masked_name;
  std::string procedure_name;
  std::string step_kind;  // "" when at none
  std::vector<domain::Command> permitted;
  std::string transfer_signature;      // of the latest hand-over; bytes; "" in lists
  std::optional<ReceiptView> receipt;  // latest; only with contents, and not in lists
  Time now;                            // when it was looked at
};

// Takes out what only View::kContents shows. Lists do so whatever the right to the contents.
void ClearPrivate(domain::Dossier& dossier);
// A view for `actor`. NOT_FOUND DOSSIER_NOT_FOUND when it may see nothing.
absl::StatusOr<DossierView> MakeView(const domain::Dossier& dossier, const domain::Actor& actor,
                                     const domain::World& world, Time now);
// The slip `number` (0: the latest) of a received dossier. `receiver_name`: full name of the
// account that received it. NOT_FOUND RECEIPT_NOT_FOUND.
absl::StatusOr<ReceiptView> MakeReceipt(const domain::Dossier& dossier, int number, bool reprint,
                                        std::string_view receiver_name, const domain::World& world);

// "19804-01J…" or "H57.103-250701-0001" → the dossier's key. NOT_FOUND DOSSIER_NOT_FOUND for
// anything else and for unknown codes.
absl::StatusOr<domain::DossierKey> ResolveDossier(storage::ReadTransaction& tx,
                                                  std::string_view id_or_code);

}  // namespace motcua::app

#endif  // MOTCUA_SERVER_APP_DOSSIER_VIEW_H_
