// What every service of server/rpc works with. One per process, made by Server; everything in it is
// thread safe and outlives the services.
#ifndef MOTCUA_SERVER_RPC_RPC_CONTEXT_H_
#define MOTCUA_SERVER_RPC_RPC_CONTEXT_H_

#include "server/app/service_context.h"

namespace motcua::app {
class Accounts;
class Sessions;
class Stations;
}  // namespace motcua::app

namespace motcua::rpc {

class Authenticator;
class WorkerPool;

struct RpcContext {
  const app::ServiceContext& app;
  const Authenticator& authenticator;
  WorkerPool& workers;    // reads, and writes that wait for their answer
  WorkerPool& passwords;  // everything that hashes a password
  app::Sessions& sessions;
  app::Accounts& accounts;
  app::Stations& stations;
};

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_RPC_CONTEXT_H_
