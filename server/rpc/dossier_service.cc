#include "server/rpc/dossier_service.h"

#include <utility>

#include "common/base/status_macros.h"
#include "server/app/queries.h"
#include "server/rpc/command_call.h"
#include "server/rpc/converters/clock.h"
#include "server/rpc/converters/dossier.h"
#include "server/rpc/converters/dossier_requests.h"
#include "server/rpc/converters/event.h"
#include "server/rpc/converters/names.h"
#include "server/rpc/converters/paging.h"
#include "server/rpc/converters/receipt.h"
#include "server/rpc/reactor.h"

namespace motcua::rpc {

using domain::Command;

grpc::ServerUnaryReactor* DossierService::RegisterDossier(Context context,
                                                          const v1::RegisterDossierRequest* request,
                                                          v1::Dossier* response) {
  return RunCommand(rpc_, context, "DossierService/RegisterDossier", request, response,
                    RegisterFromProto);
}

grpc::ServerUnaryReactor* DossierService::ReceiveDossier(Context context,
                                                         const v1::ReceiveDossierRequest* request,
                                                         v1::Dossier* response) {
  return RunCommand(rpc_, context, "DossierService/ReceiveDossier", request, response,
                    ReceiveFromProto);
}

grpc::ServerUnaryReactor* DossierService::RefuseDossier(Context context,
                                                        const v1::ReasonRequest* request,
                                                        v1::Dossier* response) {
  return RunCommand(rpc_, context, "DossierService/RefuseDossier", request, response,
                    Reason(Command::kRefuse));
}

grpc::ServerUnaryReactor* DossierService::AssignDossier(Context context,
                                                        const v1::AssignDossierRequest* request,
                                                        v1::Dossier* response) {
  return RunCommand(rpc_, context, "DossierService/AssignDossier", request, response,
                    AssignFromProto);
}

grpc::ServerUnaryReactor* DossierService::AdvanceDossier(Context context,
                                                         const v1::StepRequest* request,
                                                         v1::Dossier* response) {
  return RunCommand(rpc_, context, "DossierService/AdvanceDossier", request, response,
                    [](const v1::StepRequest& r) { return StepFromProto(r, /*back=*/false); });
}

grpc::ServerUnaryReactor* DossierService::SendBackDossier(Context context,
                                                          const v1::StepRequest* request,
                                                          v1::Dossier* response) {
  return RunCommand(rpc_, context, "DossierService/SendBackDossier", request, response,
                    [](const v1::StepRequest& r) { return StepFromProto(r, /*back=*/true); });
}

grpc::ServerUnaryReactor* DossierService::RequestSupplement(Context context,
                                                            const v1::ReasonRequest* request,
                                                            v1::Dossier* response) {
  return RunCommand(rpc_, context, "DossierService/RequestSupplement", request, response,
                    Reason(Command::kRequestSupplement));
}

grpc::ServerUnaryReactor* DossierService::ResumeDossier(Context context,
                                                        const v1::ResumeDossierRequest* request,
                                                        v1::Dossier* response) {
  return RunCommand(rpc_, context, "DossierService/ResumeDossier", request, response,
                    ResumeFromProto);
}

grpc::ServerUnaryReactor* DossierService::RequestPayment(Context context,
                                                         const v1::PaymentRequest* request,
                                                         v1::Dossier* response) {
  return RunCommand(
      rpc_, context, "DossierService/RequestPayment", request, response,
      [](const v1::PaymentRequest& r) { return PaymentFromProto(r, /*paid=*/false); });
}

grpc::ServerUnaryReactor* DossierService::RecordPayment(Context context,
                                                        const v1::PaymentRequest* request,
                                                        v1::Dossier* response) {
  return RunCommand(rpc_, context, "DossierService/RecordPayment", request, response,
                    [](const v1::PaymentRequest& r) { return PaymentFromProto(r, /*paid=*/true); });
}

grpc::ServerUnaryReactor* DossierService::ResolveDossier(Context context,
                                                         const v1::ResolveDossierRequest* request,
                                                         v1::Dossier* response) {
  return RunCommand(rpc_, context, "DossierService/ResolveDossier", request, response,
                    ResolveFromProto);
}

grpc::ServerUnaryReactor* DossierService::DeliverResult(Context context,
                                                        const v1::DeliverResultRequest* request,
                                                        v1::Dossier* response) {
  return RunCommand(rpc_, context, "DossierService/DeliverResult", request, response,
                    DeliverFromProto);
}

grpc::ServerUnaryReactor* DossierService::WithdrawDossier(Context context,
                                                          const v1::ReasonRequest* request,
                                                          v1::Dossier* response) {
  return RunCommand(rpc_, context, "DossierService/WithdrawDossier", request, response,
                    Reason(Command::kWithdraw));
}

grpc::ServerUnaryReactor* DossierService::StopDossier(Context context,
                                                      const v1::ReasonRequest* request,
                                                      v1::Dossier* response) {
  return RunCommand(rpc_, context, "DossierService/StopDossier", request, response,
                    Reason(Command::kStop));
}

grpc::ServerUnaryReactor* DossierService::ReopenDossier(Context context,
                                                        const v1::ReasonRequest* request,
                                                        v1::Dossier* response) {
  return RunCommand(rpc_, context, "DossierService/ReopenDossier", request, response,
                    Reason(Command::kReopen));
}

grpc::ServerUnaryReactor* DossierService::CorrectDossier(Context context,
                                                         const v1::CorrectDossierRequest* request,
                                                         v1::Dossier* response) {
  return RunCommand(rpc_, context, "DossierService/CorrectDossier", request, response,
                    CorrectFromProto);
}

grpc::ServerUnaryReactor* DossierService::VoidDossier(Context context,
                                                      const v1::ReasonRequest* request,
                                                      v1::Dossier* response) {
  return RunCommand(rpc_, context, "DossierService/VoidDossier", request, response,
                    Reason(Command::kVoid));
}

grpc::ServerUnaryReactor* DossierService::ReappointDossier(
    Context context, const v1::ReappointDossierRequest* request, v1::Dossier* response) {
  return RunCommand(rpc_, context, "DossierService/ReappointDossier", request, response,
                    ReappointFromProto);
}

grpc::ServerUnaryReactor* DossierService::ServeNow(Context context,
                                                   const v1::ServeNowRequest* request,
                                                   v1::Dossier* response) {
  return RunCommand(rpc_, context, "DossierService/ServeNow", request, response, ServeNowFromProto);
}

grpc::ServerUnaryReactor* DossierService::GetDossier(Context context,
                                                     const v1::GetDossierRequest* request,
                                                     v1::Dossier* response) {
  return RunBlocking(rpc_, context, "DossierService/GetDossier", response,
                     [this, request](const app::Caller& caller) -> absl::StatusOr<v1::Dossier> {
                       MOTCUA_ASSIGN_OR_RETURN(const std::string dossier,
                                               DossierIdFromProto("name", request->name()));
                       MOTCUA_ASSIGN_OR_RETURN(const app::DossierView view,
                                               app::GetDossier(rpc_.app, caller, dossier));
                       return DossierToProto(view);
                     });
}

grpc::ServerUnaryReactor* DossierService::ListDossiers(Context context,
                                                       const v1::ListDossiersRequest* request,
                                                       v1::ListDossiersResponse* response) {
  return RunBlocking(
      rpc_, context, "DossierService/ListDossiers", response,
      [this, request](const app::Caller& caller) -> absl::StatusOr<v1::ListDossiersResponse> {
        MOTCUA_ASSIGN_OR_RETURN(storage::DossierFilter filter,
                                DossierFilterFromProto(*request, rpc_.app.time.Now()));
        MOTCUA_ASSIGN_OR_RETURN(const int page_size, PageSizeFromProto(request->page_size()));
        MOTCUA_ASSIGN_OR_RETURN(const app::DossierPage page,
                                app::ListDossiers(rpc_.app, caller, std::move(filter), page_size,
                                                  request->page_token()));
        return DossierPageToProto(page);
      });
}

grpc::ServerUnaryReactor* DossierService::FindDossiers(Context context,
                                                       const v1::FindDossiersRequest* request,
                                                       v1::ListDossiersResponse* response) {
  return RunBlocking(
      rpc_, context, "DossierService/FindDossiers", response,
      [this, request](const app::Caller& caller) -> absl::StatusOr<v1::ListDossiersResponse> {
        MOTCUA_ASSIGN_OR_RETURN(const app::FindQuery query, FindQueryFromProto(*request));
        MOTCUA_ASSIGN_OR_RETURN(const app::DossierPage page,
                                app::FindDossiers(rpc_.app, caller, query));
        return DossierPageToProto(page);
      });
}

grpc::ServerUnaryReactor* DossierService::ListEvents(Context context,
                                                     const v1::ListEventsRequest* request,
                                                     v1::ListEventsResponse* response) {
  return RunBlocking(
      rpc_, context, "DossierService/ListEvents", response,
      [this, request](const app::Caller& caller) -> absl::StatusOr<v1::ListEventsResponse> {
        MOTCUA_ASSIGN_OR_RETURN(const std::string dossier,
                                DossierIdFromProto("name", request->name()));
        MOTCUA_ASSIGN_OR_RETURN(const app::EventList list,
                                app::ListEvents(rpc_.app, caller, dossier));
        return EventListToProto(list);
      });
}

grpc::ServerUnaryReactor* DossierService::ExplainDueTime(Context context,
                                                         const v1::GetDossierRequest* request,
                                                         v1::DueTimeExplanation* response) {
  return RunBlocking(
      rpc_, context, "DossierService/ExplainDueTime", response,
      [this, request](const app::Caller& caller) -> absl::StatusOr<v1::DueTimeExplanation> {
        MOTCUA_ASSIGN_OR_RETURN(const std::string dossier,
                                DossierIdFromProto("name", request->name()));
        MOTCUA_ASSIGN_OR_RETURN(const app::DueView view,
                                app::ExplainDueTime(rpc_.app, caller, dossier));
        return DueTimeToProto(view);
      });
}

grpc::ServerUnaryReactor* DossierService::GetReceipt(Context context,
                                                     const v1::GetReceiptRequest* request,
                                                     v1::Receipt* response) {
  return RunAsync(
      rpc_, context, "DossierService/GetReceipt", response,
      [&](const app::Caller& caller, app::Done<v1::Receipt> done) {
        absl::StatusOr<std::string> dossier = DossierIdFromProto("name", request->name());
        if (!dossier.ok()) return done(dossier.status());
        const absl::StatusOr<int> number = ReceiptNumberFromProto(request->number());
        if (!number.ok()) return done(number.status());
        app::GetReceipt(rpc_.app, caller, *std::move(dossier), *number,
                        [done = std::move(done)](absl::StatusOr<app::ReceiptView> view) {
                          if (!view.ok()) return done(view.status());
                          done(ReceiptToProto(*view));
                        });
      });
}

}  // namespace motcua::rpc
