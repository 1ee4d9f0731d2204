// What every use case works with. One per process, made by the composition root; everything in it
// is thread safe and outlives the use cases.
#ifndef MOTCUA_SERVER_APP_SERVICE_CONTEXT_H_
#define MOTCUA_SERVER_APP_SERVICE_CONTEXT_H_

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/base/time.h"
#include "common/base/ulid.h"
#include "server/app/world_holder.h"
#include "server/domain/dossier.h"
#include "server/domain/event.h"
#include "server/storage/storage.h"

namespace motcua::app {

struct ServiceContext {
  storage::Storage& storage;
  const TimeSource& time;
  WorldHolder& world;
  UlidGenerator& ulids;
  // Keyed hash of a request's content (KeyRing purpose `request`).
  std::function<std::string(std::string_view content)> request_hash;
  // The server's Ed25519 signature, 64 bytes, for receipts of hand-overs.
  std::function<std::string(std::string_view message)> sign;
};

// The signature of the receipt of the dossier's latest hand-over; "" unless it was taken over.
std::string SignTransfer(const ServiceContext& context, const domain::Dossier& dossier);

// Who calls, as proven by certificate and token, and until when an answer is of use.
struct Caller {
  domain::Actor actor;
  std::optional<std::chrono::steady_clock::time_point> deadline;
};

template <typename T>
using Done = std::function<void(absl::StatusOr<T>)>;

}  // namespace motcua::app

#endif  // MOTCUA_SERVER_APP_SERVICE_CONTEXT_H_
