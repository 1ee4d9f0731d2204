#include "server/rpc/transfer_service.h"

#include "common/base/status_macros.h"
#include "server/app/queries.h"
#include "server/rpc/command_call.h"
#include "server/rpc/converters/names.h"
#include "server/rpc/converters/paging.h"
#include "server/rpc/converters/transfer.h"
#include "server/rpc/reactor.h"

namespace motcua::rpc {

using domain::Command;

grpc::ServerUnaryReactor* TransferService::OfferTransfer(Context context,
                                                         const v1::OfferTransferRequest* request,
                                                         v1::Dossier* response) {
  return RunCommand(rpc_, context, "TransferService/OfferTransfer", request, response,
                    OfferFromProto);
}

grpc::ServerUnaryReactor* TransferService::TakeOverTransfer(
    Context context, const v1::AnswerTransferRequest* request, v1::Dossier* response) {
  return RunCommand(rpc_, context, "TransferService/TakeOverTransfer", request, response,
                    Reason(Command::kTakeOver));
}

grpc::ServerUnaryReactor* TransferService::DeclineTransfer(
    Context context, const v1::DeclineTransferRequest* request, v1::Dossier* response) {
  return RunCommand(rpc_, context, "TransferService/DeclineTransfer", request, response,
                    DeclineFromProto);
}

grpc::ServerUnaryReactor* TransferService::RecallTransfer(Context context,
                                                          const v1::AnswerTransferRequest* request,
                                                          v1::Dossier* response) {
  return RunCommand(rpc_, context, "TransferService/RecallTransfer", request, response,
                    Reason(Command::kRecall));
}

grpc::ServerUnaryReactor* TransferService::ListTransfers(Context context,
                                                         const v1::ListTransfersRequest* request,
                                                         v1::ListTransfersResponse* response) {
  return RunBlocking(
      rpc_, context, "TransferService/ListTransfers", response,
      [this, request](const app::Caller& caller) -> absl::StatusOr<v1::ListTransfersResponse> {
        MOTCUA_ASSIGN_OR_RETURN(const std::string unit,
                                OptionalUnitIdFromProto("unit", request->unit()));
        MOTCUA_ASSIGN_OR_RETURN(const Directions ways, DirectionsFromProto(request->direction()));
        MOTCUA_ASSIGN_OR_RETURN(const int page_size, PageSizeFromProto(request->page_size()));
        MOTCUA_ASSIGN_OR_RETURN(
            const app::TransferPage page,
            app::ListTransfers(rpc_.app, caller, unit, request->subtree(), ways.in, ways.out,
                               request->answered(), page_size, request->page_token()));
        return TransferPageToProto(page);
      });
}

}  // namespace motcua::rpc
