#include "server/rpc/procedure_service.h"

#include "common/base/status_macros.h"
#include "server/app/reference_queries.h"
#include "server/rpc/converters/names.h"
#include "server/rpc/converters/procedure.h"
#include "server/rpc/converters/time.h"
#include "server/rpc/reactor.h"

namespace motcua::rpc {

grpc::ServerUnaryReactor* ProcedureService::GetProcedure(grpc::CallbackServerContext* context,
                                                         const v1::GetProcedureRequest* request,
                                                         v1::Procedure* response) {
  return RunBlocking(rpc_, context, "ProcedureService/GetProcedure", response,
                     [=, this](const app::Caller&) -> absl::StatusOr<v1::Procedure> {
                       MOTCUA_ASSIGN_OR_RETURN(const std::string code,
                                               ProcedureCodeFromProto("name", request->name()));
                       MOTCUA_ASSIGN_OR_RETURN(const auto day,
                                               OptionalDayFromProto("day", request->day()));
                       MOTCUA_ASSIGN_OR_RETURN(const app::ProcedureView view,
                                               app::GetProcedure(rpc_.app, code, day));
                       return ProcedureToProto(*view.procedure);
                     });
}

grpc::ServerUnaryReactor* ProcedureService::ListProcedures(grpc::CallbackServerContext* context,
                                                           const v1::ListProceduresRequest* request,
                                                           v1::ListProceduresResponse* response) {
  return RunBlocking(rpc_, context, "ProcedureService/ListProcedures", response,
                     [=, this](const app::Caller&) -> absl::StatusOr<v1::ListProceduresResponse> {
                       MOTCUA_ASSIGN_OR_RETURN(const app::ProcedureListQuery query,
                                               ProcedureListQueryFromProto(*request));
                       MOTCUA_ASSIGN_OR_RETURN(const app::ProcedurePage page,
                                               app::ListProcedures(rpc_.app, query));
                       return ProcedurePageToProto(page);
                     });
}

grpc::ServerUnaryReactor* ProcedureService::FindCompetentUnit(
    grpc::CallbackServerContext* context, const v1::FindCompetentUnitRequest* request,
    v1::FindCompetentUnitResponse* response) {
  return RunBlocking(
      rpc_, context, "ProcedureService/FindCompetentUnit", response,
      [=, this](const app::Caller& caller) -> absl::StatusOr<v1::FindCompetentUnitResponse> {
        MOTCUA_ASSIGN_OR_RETURN(const std::string code,
                                ProcedureCodeFromProto("procedure", request->procedure()));
        MOTCUA_ASSIGN_OR_RETURN(const std::string place,
                                OptionalUnitIdFromProto("place", request->place()));
        MOTCUA_ASSIGN_OR_RETURN(
            const std::string receiving,
            OptionalUnitIdFromProto("receiving_unit", request->receiving_unit()));
        MOTCUA_ASSIGN_OR_RETURN(const auto day, OptionalDayFromProto("day", request->day()));
        MOTCUA_ASSIGN_OR_RETURN(
            const app::CompetenceView view,
            app::FindCompetentUnit(rpc_.app, caller, code, place, receiving, day));
        return CompetenceToProto(view);
      });
}

}  // namespace motcua::rpc
