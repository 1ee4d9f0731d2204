#include "server/domain/transfer_receipt.h"

namespace motcua::domain {

std::string TransferReceiptText(const DossierKey& key, const Transfer& transfer) {
  if (transfer.state != TransferState::kTakenOver || !transfer.answered_at) return {};
  return "motcua-transfer-receipt 1\n" + key.ToString() + "\n" + transfer.id.ToString() + "\n" +
         transfer.from + "\n" + transfer.to + "\n" +
         std::to_string(ToMicros(*transfer.answered_at)) + "\n" + transfer.content_sha256 + "\n";
}

}  // namespace motcua::domain
