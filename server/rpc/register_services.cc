#include "server/rpc/register_services.h"

#include "server/rpc/account_service.h"
#include "server/rpc/dossier_service.h"
#include "server/rpc/procedure_service.h"
#include "server/rpc/queue_service.h"
#include "server/rpc/session_service.h"
#include "server/rpc/station_service.h"
#include "server/rpc/statistics_service.h"
#include "server/rpc/transfer_service.h"
#include "server/rpc/unit_service.h"

namespace motcua::rpc {

std::vector<std::unique_ptr<grpc::Service>> MakeServices(const RpcContext& context) {
  std::vector<std::unique_ptr<grpc::Service>> services;
  services.push_back(std::make_unique<SessionService>(context));
  services.push_back(std::make_unique<AccountService>(context));
  services.push_back(std::make_unique<StationService>(context));
  services.push_back(std::make_unique<UnitService>(context));
  services.push_back(std::make_unique<ProcedureService>(context));
  services.push_back(std::make_unique<DossierService>(context));
  services.push_back(std::make_unique<TransferService>(context));
  services.push_back(std::make_unique<QueueService>(context));
  services.push_back(std::make_unique<StatisticsService>(context));
  return services;
}

}  // namespace motcua::rpc
