#include "server/rpc/station_service.h"

#include "common/base/status_macros.h"
#include "server/app/stations.h"
#include "server/rpc/command_call.h"
#include "server/rpc/converters/names.h"
#include "server/rpc/converters/station.h"
#include "server/rpc/reactor.h"

namespace motcua::rpc {

grpc::ServerUnaryReactor* StationService::CreateStation(grpc::CallbackServerContext* context,
                                                        const v1::CreateStationRequest* request,
                                                        v1::CreateStationResponse* response) {
  return RunBlocking(
      rpc_, context, "StationService/CreateStation", response,
      [=, this](const app::Caller& caller) -> absl::StatusOr<v1::CreateStationResponse> {
        MOTCUA_ASSIGN_OR_RETURN(const std::string unit, UnitIdFromProto("unit", request->unit()));
        MOTCUA_ASSIGN_OR_RETURN(
            const app::StationWithCode answer,
            rpc_.stations.Create(caller,
                                 {request->request_id(), ContentOf("CreateStation", *request)},
                                 unit, request->display_name()));
        return StationWithCodeToProto(answer);
      });
}

grpc::ServerUnaryReactor* StationService::ListStations(grpc::CallbackServerContext* context,
                                                       const v1::ListStationsRequest* request,
                                                       v1::ListStationsResponse* response) {
  return RunBlocking(
      rpc_, context, "StationService/ListStations", response,
      [=, this](const app::Caller& caller) -> absl::StatusOr<v1::ListStationsResponse> {
        MOTCUA_ASSIGN_OR_RETURN(const std::string unit,
                                OptionalUnitIdFromProto("unit", request->unit()));
        MOTCUA_ASSIGN_OR_RETURN(
            const app::StationPage page,
            rpc_.stations.List(caller, unit, request->page_size(), request->page_token()));
        return StationPageToProto(page);
      });
}

grpc::ServerUnaryReactor* StationService::RevokeStation(grpc::CallbackServerContext* context,
                                                        const v1::RevokeStationRequest* request,
                                                        v1::Station* response) {
  return RunBlocking(
      rpc_, context, "StationService/RevokeStation", response,
      [=, this](const app::Caller& caller) -> absl::StatusOr<v1::Station> {
        MOTCUA_ASSIGN_OR_RETURN(
            const storage::StationRecord station,
            rpc_.stations.Revoke(caller,
                                 {request->request_id(), ContentOf("RevokeStation", *request)},
                                 request->name(), request->etag(), request->reason()));
        return StationToProto(station);
      });
}

grpc::ServerUnaryReactor* StationService::EnrolStation(grpc::CallbackServerContext* context,
                                                       const v1::EnrolStationRequest* request,
                                                       v1::EnrolStationResponse* response) {
  return RunBlocking(
      rpc_, rpc_.workers, Access::kEnrolment, context, "StationService/EnrolStation", response,
      [=, this](const app::Caller& caller) -> absl::StatusOr<v1::EnrolStationResponse> {
        MOTCUA_ASSIGN_OR_RETURN(
            const app::Enrolled enrolled,
            rpc_.stations.Enrol(caller, request->enrolment_code(), request->certificate_request()));
        return EnrolledToProto(enrolled);
      });
}

}  // namespace motcua::rpc
