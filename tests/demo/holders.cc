#include "tests/demo/holders.h"

#include <fmt/format.h>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "motcua/v1/dossier_service.grpc.pb.h"
#include "motcua/v1/queue_service.grpc.pb.h"

namespace motcua::demo {
namespace {

absl::StatusOr<bool> QueueHas(client::Client& client, const std::string& dossier) {
  v1::GetQueueRequest request;
  request.set_page_size(500);
  do {
    MOTCUA_ASSIGN_OR_RETURN(const v1::Queue page,
                            client.Call(&v1::QueueService::Stub::GetQueue, request));
    for (const v1::DossierSummary& summary : page.dossiers()) {
      if (summary.name() == dossier) return true;
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return false;
}

}  // namespace

absl::Status CheckOneHolder(Cast& cast, const std::string& dossier, bool finished,
                            const std::vector<std::string>& units) {
  std::string holder;
  std::vector<std::string> queues;
  for (const std::string& unit : units) {
    client::Client& client = cast.At(unit, Post::kClerk);
    v1::GetDossierRequest request;
    request.set_name(dossier);
    auto seen = client.Call(&v1::DossierService::Stub::GetDossier, request);
    // Who has never had to do with it is told nothing.
    if (seen.ok()) {
      if (!holder.empty() && holder != seen->holder_unit()) {
        return absl::InternalError(
            fmt::format("{}: {} and {} both answer for it", dossier, holder, seen->holder_unit()));
      }
      holder = seen->holder_unit();
    } else if (ErrorReason(seen.status()) != "DOSSIER_NOT_FOUND") {
      return seen.status();
    }
    MOTCUA_ASSIGN_OR_RETURN(const bool queued, QueueHas(client, dossier));
    if (queued) queues.push_back("units/" + unit);
  }
  const bool right = finished ? queues.empty() : queues.size() == 1 && queues.front() == holder;
  if (right) return absl::OkStatus();
  return absl::InternalError(fmt::format("{}: held by {}, but it stands in {} queues: {}", dossier,
                                         holder, queues.size(), fmt::join(queues, ", ")));
}

}  // namespace motcua::demo
