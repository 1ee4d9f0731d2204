// Units.
#ifndef MOTCUA_SERVER_RPC_CONVERTERS_UNIT_H_
#define MOTCUA_SERVER_RPC_CONVERTERS_UNIT_H_

#include "absl/status/statusor.h"
#include "motcua/v1/unit.pb.h"
#include "motcua/v1/unit_service.pb.h"
#include "server/app/reference_queries.h"

namespace motcua::rpc {

v1::Unit UnitToProto(const app::UnitView& view);
v1::ListUnitsResponse UnitPageToProto(const app::UnitPage& page);
// FIELD_INVALID: parent, kind, day.
absl::StatusOr<app::UnitListQuery> UnitListQueryFromProto(const v1::ListUnitsRequest& request);

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_CONVERTERS_UNIT_H_
