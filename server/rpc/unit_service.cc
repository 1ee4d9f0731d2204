#include "server/rpc/unit_service.h"

#include "common/base/status_macros.h"
#include "server/app/reference_queries.h"
#include "server/rpc/converters/names.h"
#include "server/rpc/converters/time.h"
#include "server/rpc/converters/unit.h"
#include "server/rpc/reactor.h"

namespace motcua::rpc {

grpc::ServerUnaryReactor* UnitService::GetUnit(grpc::CallbackServerContext* context,
                                               const v1::GetUnitRequest* request,
                                               v1::Unit* response) {
  return RunBlocking(
      rpc_, context, "UnitService/GetUnit", response,
      [=, this](const app::Caller&) -> absl::StatusOr<v1::Unit> {
        MOTCUA_ASSIGN_OR_RETURN(const std::string id, UnitIdFromProto("name", request->name()));
        MOTCUA_ASSIGN_OR_RETURN(const auto day, OptionalDayFromProto("day", request->day()));
        MOTCUA_ASSIGN_OR_RETURN(const app::UnitView view, app::GetUnit(rpc_.app, id, day));
        return UnitToProto(view);
      });
}

grpc::ServerUnaryReactor* UnitService::ListUnits(grpc::CallbackServerContext* context,
                                                 const v1::ListUnitsRequest* request,
                                                 v1::ListUnitsResponse* response) {
  return RunBlocking(
      rpc_, context, "UnitService/ListUnits", response,
      [=, this](const app::Caller&) -> absl::StatusOr<v1::ListUnitsResponse> {
        MOTCUA_ASSIGN_OR_RETURN(const app::UnitListQuery query, UnitListQueryFromProto(*request));
        MOTCUA_ASSIGN_OR_RETURN(const app::UnitPage page, app::ListUnits(rpc_.app, query));
        return UnitPageToProto(page);
      });
}

}  // namespace motcua::rpc
