// The server as one object: everything built from a data directory, served over mutual TLS.
//
//   Server::Start  opens the installation, binds the port, serves
//   Drain          health says NOT_SERVING, no new calls, running ones get until the deadline
//
// TLS: a client certificate of the installation's own authority is demanded at the handshake, only
// AEAD suites are offered (RFC 9325), the port is never shared with another process. Health and
// reflection are served to whoever passes the handshake.
#ifndef MOTCUA_SERVER_RPC_SERVER_H_
#define MOTCUA_SERVER_RPC_SERVER_H_

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/time.h"
#include "server/app/installation.h"
#include "server/app/sessions.h"
#include "server/storage/data_directory.h"

namespace motcua::rpc {

inline constexpr int kLargestRequest = 256 * 1024;  // bytes
inline constexpr int kLargestMetadata = 8 * 1024;   // bytes
inline constexpr int kMostStreams = 100;            // at once on one connection
inline constexpr std::chrono::seconds kHandshakeLimit{5};

struct ServerOptions {
  std::filesystem::path data;
  storage::ProgramKind kind = storage::ProgramKind::kProduction;
  // host:port; port 0: any free one, see port(). "": every address, on the port that the
  // installation was given.
  std::string listen;
  app::SessionOptions sessions;
  size_t workers = 8;           // threads for reads
  size_t worker_line = 512;     // calls waiting for them
  size_t password_workers = 4;  // threads for calls with a password
  size_t password_line = 64;
};

class Server {
 public:
  // `time` outlives the server. Errors of Installation::Open; UNAVAILABLE ADDRESS_IN_USE if it
  // cannot listen there.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const ServerOptions& options,
                                                       const TimeSource& time);
  ~Server();  // Drain with no time left
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  int port() const;
  app::Installation& installation();

  // Calls still running after `limit` are cancelled. Idempotent.
  void Drain(std::chrono::milliseconds limit);

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_SERVER_H_
