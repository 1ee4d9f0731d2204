// The connection of one station to its server: gRPC over mutual TLS.
#ifndef MOTCUA_CLIENT_LIB_CHANNEL_H_
#define MOTCUA_CLIENT_LIB_CHANNEL_H_

#include <grpcpp/channel.h>

#include <memory>
#include <string>

namespace motcua::client {

// Largest answer that a client takes, in bytes.
inline constexpr int kLargestAnswer = 16 * 1024 * 1024;

struct ChannelOptions {
  std::string address;          // host:port
  std::string authority_pem;    // the only authority that the server's certificate may come from
  std::string certificate_pem;  // the station's own, and its key
  std::string key_pem;
  // Name expected in the server's certificate; the host of `address` when empty.
  std::string server_name;
};

// A channel that connects on its first call and again whenever the line was down. Make one for the
// process and share it: it is thread safe, and a TLS handshake costs more than hundreds of calls.
// Only AEAD cipher suites are offered. HTTP proxies of the environment are not used: the two ends
// prove themselves to each other.
//
// Sets GRPC_SSL_CIPHER_SUITES of the process, which gRPC reads when the first TLS channel or server
// is made; not safe while other threads read the environment, so call it early.
std::shared_ptr<grpc::Channel> MakeChannel(const ChannelOptions& options);

// The same settings without TLS, for tests with a server in the same process.
std::shared_ptr<grpc::Channel> MakeInsecureChannelForTest(const std::string& address);

}  // namespace motcua::client

#endif  // MOTCUA_CLIENT_LIB_CHANNEL_H_
