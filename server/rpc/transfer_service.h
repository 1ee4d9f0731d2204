// motcua.v1.TransferService over the callback API. Holds no logic.
#ifndef MOTCUA_SERVER_RPC_TRANSFER_SERVICE_H_
#define MOTCUA_SERVER_RPC_TRANSFER_SERVICE_H_

#include "motcua/v1/transfer_service.grpc.pb.h"
#include "server/rpc/rpc_context.h"

namespace motcua::rpc {

class TransferService final : public v1::TransferService::CallbackService {
 public:
  explicit TransferService(const RpcContext& rpc) : rpc_(rpc) {}

  using Context = grpc::CallbackServerContext*;
  using Reactor = grpc::ServerUnaryReactor*;

  Reactor OfferTransfer(Context context, const v1::OfferTransferRequest* request,
                        v1::Dossier* response) override;
  Reactor TakeOverTransfer(Context context, const v1::AnswerTransferRequest* request,
                           v1::Dossier* response) override;
  Reactor DeclineTransfer(Context context, const v1::DeclineTransferRequest* request,
                          v1::Dossier* response) override;
  Reactor RecallTransfer(Context context, const v1::AnswerTransferRequest* request,
                         v1::Dossier* response) override;
  Reactor ListTransfers(Context context, const v1::ListTransfersRequest* request,
                        v1::ListTransfersResponse* response) override;

 private:
  const RpcContext& rpc_;
};

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_TRANSFER_SERVICE_H_
