#include "server/app/service_context.h"

#include "server/domain/transfer_receipt.h"

namespace motcua::app {

std::string SignTransfer(const ServiceContext& context, const domain::Dossier& dossier) {
  if (!dossier.transfer) return {};
  const std::string text = domain::TransferReceiptText(dossier.key, *dossier.transfer);
  return text.empty() ? text : context.sign(text);
}

}  // namespace motcua::app
