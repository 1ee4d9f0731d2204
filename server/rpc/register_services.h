// All services of motcua.v1, in one place.
#ifndef MOTCUA_SERVER_RPC_REGISTER_SERVICES_H_
#define MOTCUA_SERVER_RPC_REGISTER_SERVICES_H_

#include <grpcpp/impl/service_type.h>

#include <memory>
#include <vector>

#include "server/rpc/rpc_context.h"

namespace motcua::rpc {

// `context` outlives the services; they outlive the gRPC server they are registered with.
std::vector<std::unique_ptr<grpc::Service>> MakeServices(const RpcContext& context);

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_REGISTER_SERVICES_H_
