// The receipt of a hand-over: what the server signs when a unit takes a dossier over, so that both
// sides can show who answered for it from when on, and that what arrived is what was sent.
//
//   "motcua-transfer-receipt 1" LF
//   dossier LF transfer LF from-unit LF to-unit LF answered-at LF content-sha256 LF
//
// dossier: key as text; transfer: ULID; answered-at: microseconds UTC since 1970, decimal;
// content-sha256: 64 hexadecimal digits, as the offer carried it.
#ifndef MOTCUA_SERVER_DOMAIN_TRANSFER_RECEIPT_H_
#define MOTCUA_SERVER_DOMAIN_TRANSFER_RECEIPT_H_

#include <string>

#include "server/domain/dossier.h"

namespace motcua::domain {

// The bytes to be signed; "" unless the transfer is taken over.
std::string TransferReceiptText(const DossierKey& key, const Transfer& transfer);

}  // namespace motcua::domain

#endif  // MOTCUA_SERVER_DOMAIN_TRANSFER_RECEIPT_H_
