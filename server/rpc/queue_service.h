// motcua.v1.QueueService over the callback API. Holds no logic.
#ifndef MOTCUA_SERVER_RPC_QUEUE_SERVICE_H_
#define MOTCUA_SERVER_RPC_QUEUE_SERVICE_H_

#include "motcua/v1/queue_service.grpc.pb.h"
#include "server/rpc/rpc_context.h"

namespace motcua::rpc {

class QueueService final : public v1::QueueService::CallbackService {
 public:
  explicit QueueService(const RpcContext& rpc) : rpc_(rpc) {}

  grpc::ServerUnaryReactor* GetQueue(grpc::CallbackServerContext* context,
                                     const v1::GetQueueRequest* request,
                                     v1::Queue* response) override;

 private:
  const RpcContext& rpc_;
};

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_QUEUE_SERVICE_H_
