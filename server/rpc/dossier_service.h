// motcua.v1.DossierService over the callback API. Holds no logic.
#ifndef MOTCUA_SERVER_RPC_DOSSIER_SERVICE_H_
#define MOTCUA_SERVER_RPC_DOSSIER_SERVICE_H_

#include "motcua/v1/dossier_service.grpc.pb.h"
#include "server/rpc/rpc_context.h"

namespace motcua::rpc {

class DossierService final : public v1::DossierService::CallbackService {
 public:
  explicit DossierService(const RpcContext& rpc) : rpc_(rpc) {}

  using Context = grpc::CallbackServerContext*;
  using Reactor = grpc::ServerUnaryReactor*;

  Reactor RegisterDossier(Context context, const v1::RegisterDossierRequest* request,
                          v1::Dossier* response) override;
  Reactor ReceiveDossier(Context context, const v1::ReceiveDossierRequest* request,
                         v1::Dossier* response) override;
  Reactor RefuseDossier(Context context, const v1::ReasonRequest* request,
                        v1::Dossier* response) override;
  Reactor AssignDossier(Context context, const v1::AssignDossierRequest* request,
                        v1::Dossier* response) override;
  Reactor AdvanceDossier(Context context, const v1::StepRequest* request,
                         v1::Dossier* response) override;
  Reactor SendBackDossier(Context context, const v1::StepRequest* request,
                          v1::Dossier* response) override;
  Reactor RequestSupplement(Context context, const v1::ReasonRequest* request,
                            v1::Dossier* response) override;
  Reactor ResumeDossier(Context context, const v1::ResumeDossierRequest* request,
                        v1::Dossier* response) override;
  Reactor RequestPayment(Context context, const v1::PaymentRequest* request,
                         v1::Dossier* response) override;
  Reactor RecordPayment(Context context, const v1::PaymentRequest* request,
                        v1::Dossier* response) override;
  Reactor ResolveDossier(Context context, const v1::ResolveDossierRequest* request,
                         v1::Dossier* response) override;
  Reactor DeliverResult(Context context, const v1::DeliverResultRequest* request,
                        v1::Dossier* response) override;
  Reactor WithdrawDossier(Context context, const v1::ReasonRequest* request,
                          v1::Dossier* response) override;
  Reactor StopDossier(Context context, const v1::ReasonRequest* request,
                      v1::Dossier* response) override;
  Reactor ReopenDossier(Context context, const v1::ReasonRequest* request,
                        v1::Dossier* response) override;
  Reactor CorrectDossier(Context context, const v1::CorrectDossierRequest* request,
                         v1::Dossier* response) override;
  Reactor VoidDossier(Context context, const v1::ReasonRequest* request,
                      v1::Dossier* response) override;
  Reactor ReappointDossier(Context context, const v1::ReappointDossierRequest* request,
                           v1::Dossier* response) override;
  Reactor ServeNow(Context context, const v1::ServeNowRequest* request,
                   v1::Dossier* response) override;
  Reactor GetDossier(Context context, const v1::GetDossierRequest* request,
                     v1::Dossier* response) override;
  Reactor ListDossiers(Context context, const v1::ListDossiersRequest* request,
                       v1::ListDossiersResponse* response) override;
  Reactor FindDossiers(Context context, const v1::FindDossiersRequest* request,
                       v1::ListDossiersResponse* response) override;
  Reactor ListEvents(Context context, const v1::ListEventsRequest* request,
                     v1::ListEventsResponse* response) override;
  Reactor ExplainDueTime(Context context, const v1::GetDossierRequest* request,
                         v1::DueTimeExplanation* response) override;
  Reactor GetReceipt(Context context, const v1::GetReceiptRequest* request,
                     v1::Receipt* response) override;

 private:
  const RpcContext& rpc_;
};

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_DOSSIER_SERVICE_H_
