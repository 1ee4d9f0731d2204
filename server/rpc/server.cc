#include "server/rpc/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>
#include <spdlog/spdlog.h>

#include <cstdlib>
#include <mutex>
#include <utility>
#include <vector>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "server/app/accounts.h"
#include "server/app/stations.h"
#include "server/rpc/authentication.h"
#include "server/rpc/register_services.h"
#include "server/rpc/rpc_context.h"
#include "server/rpc/worker_pool.h"

namespace motcua::rpc {
namespace {

// RFC 9325 section 4.2: forward secrecy and authenticated encryption. The first three are TLS 1.3.
constexpr char kAeadSuites[] =
    "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:"
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305";

void PrepareProcess() {
  static std::once_flag once;
  std::call_once(once, [] {
    // gRPC reads it when the first TLS server or channel is made.
    ::setenv("GRPC_SSL_CIPHER_SUITES", kAeadSuites, /*overwrite=*/1);
    grpc::EnableDefaultHealthCheckService(true);
    grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  });
}

int Millis(std::chrono::milliseconds duration) { return static_cast<int>(duration.count()); }

void SetLimits(grpc::ServerBuilder& builder) {
  using std::chrono::hours;
  using std::chrono::minutes;
  using std::chrono::seconds;
  builder.SetMaxReceiveMessageSize(kLargestRequest);
  // Two servers on one port would answer in turns, each with its own truth.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, kLargestMetadata);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kMostStreams);
  builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, Millis(kHandshakeLimit));
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, Millis(minutes(2)));
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, Millis(seconds(20)));
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
                             Millis(seconds(20)));
  // A certificate is looked at only at the handshake, so a connection must not outlive it by long.
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS, Millis(hours(6)));
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS, Millis(minutes(2)));
}

std::shared_ptr<grpc::ServerCredentials> Credentials(const app::Installation& installation) {
  grpc::SslServerCredentialsOptions options(
      GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  options.pem_root_certs = installation.issuer().authority.certificate_pem;
  options.pem_key_cert_pairs.push_back(
      {installation.server_key(), installation.server_certificate()});
  return grpc::SslServerCredentials(options);
}

}  // namespace

// In the order in which they are made; destroyed in the reverse one.
struct Server::Parts {
  Parts(const ServerOptions& options, std::unique_ptr<app::Installation> opened)
      : installation(std::move(opened)),
        sessions(installation->context(), installation->access(), installation->gate(),
                 options.sessions),
        accounts(installation->context(), installation->access(), installation->gate()),
        stations(installation->context(), installation->access(), installation->issuer()),
        authenticator(sessions),
        workers(options.workers, options.worker_line),
        passwords(options.password_workers, options.password_line),
        context{installation->context(),
                authenticator,
                workers,
                passwords,
                sessions,
                accounts,
                stations},
        services(MakeServices(context)) {}

  std::unique_ptr<app::Installation> installation;
  app::Sessions sessions;
  app::Accounts accounts;
  app::Stations stations;
  Authenticator authenticator;
  WorkerPool workers;
  WorkerPool passwords;
  RpcContext context;
  std::vector<std::unique_ptr<grpc::Service>> services;
  std::unique_ptr<grpc::Server> server;
  int port = 0;
  bool drained = false;
};

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const ServerOptions& options,
                                                      const TimeSource& time) {
  PrepareProcess();
  MOTCUA_ASSIGN_OR_RETURN(auto installation,
                          app::Installation::Open(options.data, options.kind, time));
  auto parts = std::make_unique<Parts>(options, std::move(installation));
  grpc::ServerBuilder builder;
  SetLimits(builder);
  const std::string& address = parts->installation->issuer().address;
  const std::string listen =
      options.listen.empty() ? "0.0.0.0" + address.substr(address.rfind(':')) : options.listen;
  builder.AddListeningPort(listen, Credentials(*parts->installation), &parts->port);
  for (const auto& service : parts->services) builder.RegisterService(service.get());
  parts->server = builder.BuildAndStart();
  if (parts->server == nullptr || parts->port == 0) {
    return MakeError(absl::StatusCode::kUnavailable, "ADDRESS_IN_USE",
                     "The server cannot listen on that address; another program may use it.");
  }
  spdlog::info("event=serving port={}", parts->port);
  return std::unique_ptr<Server>(new Server(std::move(parts)));
}

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Server::~Server() { Drain(std::chrono::milliseconds{0}); }

int Server::port() const { return parts_->port; }

app::Installation& Server::installation() { return *parts_->installation; }

void Server::Drain(std::chrono::milliseconds limit) {
  if (std::exchange(parts_->drained, true)) return;
  if (auto* health = parts_->server->GetHealthCheckService()) health->SetServingStatus(false);
  spdlog::info("event=draining ms={}", limit.count());
  parts_->server->Shutdown(std::chrono::system_clock::now() + limit);
  // Every reactor has been answered now; what workers still hold is nobody's.
  parts_->server->Wait();
  parts_->workers.Stop();
  parts_->passwords.Stop();
  spdlog::info("event=drained");
}

}  // namespace motcua::rpc
