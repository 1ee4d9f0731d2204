// Until when an answer is of use.
#ifndef MOTCUA_SERVER_RPC_DEADLINE_H_
#define MOTCUA_SERVER_RPC_DEADLINE_H_

#include <grpcpp/server_context.h>

#include <algorithm>
#include <chrono>

namespace motcua::rpc {

// A call without a deadline, or with a farther one, is worked on no longer than this.
inline constexpr std::chrono::seconds kLongestCall{60};

// gRPC gives the point by the system's clock; the server waits by the steady one, which no clerk
// can set.
inline std::chrono::steady_clock::time_point DeadlineOf(
    const grpc::CallbackServerContext& context) {
  const auto longest =
      std::chrono::duration_cast<std::chrono::system_clock::duration>(kLongestCall);
  const auto now = std::chrono::system_clock::now();
  const auto deadline = std::min(context.deadline(), now + longest);
  return std::chrono::steady_clock::now() + (deadline - now);
}

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_DEADLINE_H_
