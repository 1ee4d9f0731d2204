// Transfers and the requests of TransferService.
#ifndef MOTCUA_SERVER_RPC_CONVERTERS_TRANSFER_H_
#define MOTCUA_SERVER_RPC_CONVERTERS_TRANSFER_H_

#include <vector>

#include "absl/status/statusor.h"
#include "motcua/v1/transfer_service.pb.h"
#include "server/app/queries.h"
#include "server/domain/inputs.h"

namespace motcua::rpc {

v1::Transfer TransferToProto(const app::TransferView& view);
// The latest transfer of a dossier as its view shows it, an unanswered one by its state at
// `view.now`. `view.dossier.transfer` is set.
v1::Transfer LatestTransferToProto(const app::DossierView& view);
v1::ListTransfersResponse TransferPageToProto(const app::TransferPage& page);

absl::StatusOr<domain::OfferInput> OfferFromProto(const v1::OfferTransferRequest& request);
absl::StatusOr<domain::DeclineInput> DeclineFromProto(const v1::DeclineTransferRequest& request);

// Which ways a list shows. FIELD_INVALID direction.
struct Directions {
  bool in = true;
  bool out = true;
};
absl::StatusOr<Directions> DirectionsFromProto(v1::TransferDirection direction);

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_CONVERTERS_TRANSFER_H_
