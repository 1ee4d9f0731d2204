#include "server/storage/records.h"

namespace motcua::storage {

Lane LaneOf(const domain::Dossier& d) {
  if (domain::HasPendingTransfer(d)) return Lane::kHandingOver;
  if (d.IsPaused()) return Lane::kPaused;
  switch (d.state) {
    case domain::State::kRegistered:
      return Lane::kToAccept;
    case domain::State::kSupplementRequested:
    case domain::State::kPaymentRequested:
      return Lane::kPaused;
    case domain::State::kResolved:
      return Lane::kToDeliver;
    default:
      return Lane::kInWork;
  }
}

}  // namespace motcua::storage
