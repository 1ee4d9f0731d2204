#include "server/rpc/serve.h"

#include <grpc/support/log.h>
#include <pthread.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>

namespace motcua::rpc {
namespace {

// What gRPC has to say (failed handshakes, mostly) in the form of the rest of the log.
void LogTransport(gpr_log_func_args* args) {
  const auto level =
      args->severity == GPR_LOG_SEVERITY_ERROR ? spdlog::level::warn : spdlog::level::debug;
  spdlog::log(level, "event=transport text=\"{}\"", args->message);
}

}  // namespace

void SetUpLog() {
  gpr_set_log_function(LogTransport);
  auto logger =
      std::make_shared<spdlog::logger>("", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_pattern("%Y-%m-%dT%H:%M:%S.%f%z level=%l %v");
  logger->flush_on(spdlog::level::info);
  spdlog::set_default_logger(std::move(logger));
}

StopSignals::StopSignals() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGTERM);
  sigaddset(&signals_, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
}

void StopSignals::Wait() const {
  int signal = 0;
  sigwait(&signals_, &signal);
  spdlog::info("event=signal number={}", signal);
}

void StopSignals::Release() const { pthread_sigmask(SIG_UNBLOCK, &signals_, nullptr); }

void ServeUntilStopped(Server& server, const StopSignals& signals,
                       std::chrono::milliseconds drain) {
  signals.Wait();
  signals.Release();
  server.Drain(drain);
}

}  // namespace motcua::rpc
