#include "server/rpc/queue_service.h"

#include <utility>

#include "common/base/status_macros.h"
#include "server/app/queries.h"
#include "server/rpc/converters/dossier.h"
#include "server/rpc/converters/dossier_requests.h"
#include "server/rpc/converters/paging.h"
#include "server/rpc/reactor.h"

namespace motcua::rpc {

grpc::ServerUnaryReactor* QueueService::GetQueue(grpc::CallbackServerContext* context,
                                                 const v1::GetQueueRequest* request,
                                                 v1::Queue* response) {
  return RunBlocking(
      rpc_, context, "QueueService/GetQueue", response,
      [this, request](const app::Caller& caller) -> absl::StatusOr<v1::Queue> {
        MOTCUA_ASSIGN_OR_RETURN(storage::QueueFilter filter, QueueFilterFromProto(*request));
        MOTCUA_ASSIGN_OR_RETURN(const int page_size, PageSizeFromProto(request->page_size()));
        MOTCUA_ASSIGN_OR_RETURN(
            const app::QueueView view,
            app::GetQueue(rpc_.app, caller, std::move(filter), page_size, request->page_token()));
        return QueueToProto(view);
      });
}

}  // namespace motcua::rpc
