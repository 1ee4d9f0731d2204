// A server's process: its log and how it ends. Shared by every program that serves.
#ifndef MOTCUA_SERVER_RPC_SERVE_H_
#define MOTCUA_SERVER_RPC_SERVE_H_

#include <chrono>
#include <csignal>

#include "server/rpc/server.h"

namespace motcua::rpc {

// One line an entry on standard error: time, level, then name=value pairs. No personal data.
void SetUpLog();

// Keeps SIGTERM and SIGINT from every thread started after it, so that Wait() gets them. Make it
// before the server. A second signal while draining ends the process at once.
class StopSignals {
 public:
  StopSignals();
  // Until one of them arrives.
  void Wait() const;
  // Gives them back their usual effect.
  void Release() const;

 private:
  sigset_t signals_;
};

// Serves until a signal, then drains.
void ServeUntilStopped(Server& server, const StopSignals& signals,
                       std::chrono::milliseconds drain = std::chrono::seconds{10});

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_SERVE_H_
