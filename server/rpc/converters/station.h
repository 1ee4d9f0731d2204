// Stations.
#ifndef MOTCUA_SERVER_RPC_CONVERTERS_STATION_H_
#define MOTCUA_SERVER_RPC_CONVERTERS_STATION_H_

#include "motcua/v1/station.pb.h"
#include "motcua/v1/station_service.pb.h"
#include "server/app/stations.h"

namespace motcua::rpc {

v1::Station StationToProto(const storage::StationRecord& station);
v1::CreateStationResponse StationWithCodeToProto(const app::StationWithCode& answer);
v1::ListStationsResponse StationPageToProto(const app::StationPage& page);
v1::EnrolStationResponse EnrolledToProto(const app::Enrolled& enrolled);

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_CONVERTERS_STATION_H_
