// Procedures and competence.
#ifndef MOTCUA_SERVER_RPC_CONVERTERS_PROCEDURE_H_
#define MOTCUA_SERVER_RPC_CONVERTERS_PROCEDURE_H_

#include <string>

#include "absl/status/statusor.h"
#include "motcua/v1/procedure.pb.h"
#include "motcua/v1/procedure_service.pb.h"
#include "server/app/reference_queries.h"

namespace motcua::rpc {

v1::Procedure ProcedureToProto(const law::ProcedureVersion& procedure);
v1::ListProceduresResponse ProcedurePageToProto(const app::ProcedurePage& page);
v1::FindCompetentUnitResponse CompetenceToProto(const app::CompetenceView& view);
// "Không thu", "8.000 đồng", with the rule behind it when there is one.
std::string FeeVi(const law::Fee& fee);
// FIELD_INVALID: day.
absl::StatusOr<app::ProcedureListQuery> ProcedureListQueryFromProto(
    const v1::ListProceduresRequest& request);

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_CONVERTERS_PROCEDURE_H_
