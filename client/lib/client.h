// Calls to the server: deadline, access token, request id, repetition, errors.
//
//   Client client(MakeChannel(options));
//   client.set_token(session.token());
//   MOTCUA_ASSIGN_OR_RETURN(v1::Dossier dossier,
//                           client.Call(&v1::DossierService::Stub::GetDossier, request));
//
// Every call carries `authorization: Bearer <token>` once a token is set. A command without a
// request id gets a new one (UUID version 7), kept across the attempts. A call that failed without
// a certain outcome has the values `request_id` and `etag` of what was sent: the same command with
// both is answered with the first answer if it did get through.
#ifndef MOTCUA_CLIENT_LIB_CLIENT_H_
#define MOTCUA_CLIENT_LIB_CLIENT_H_

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/lib/retry.h"

namespace motcua::client {

inline constexpr Milliseconds kDefaultTimeout{10'000};

struct CallOptions {
  // From the first attempt to the last; the client's own timeout when absent.
  std::optional<Milliseconds> timeout;
};

// How a call with this request message may be repeated: kRequestId when it has a field request_id;
// kNever for SignIn, SignOut, ChangePassword, EnrolStation and GetReceipt (each of its calls is
// recorded as a reprint); kRead otherwise. `full_name` is the message's, for example
// motcua.v1.SignInRequest.
Repeatable RepeatableOf(std::string_view full_name, bool has_request_id);

// Thread safe but for set_token() and set_timeout(), which must not run beside a call.
class Client {
 public:
  explicit Client(std::shared_ptr<grpc::Channel> channel, RetryPolicy policy = {},
                  RetryEnvironment environment = RetryEnvironment::Real());

  // Visible ASCII only; "" sends none. Never logged and in no error.
  void set_token(std::string token) { token_ = std::move(token); }
  void set_timeout(Milliseconds timeout) { timeout_ = timeout; }

  // Any error of the method with its reason and values, or one of ResultFromGrpc()'s.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                Request request, const CallOptions& options = {}) {
    constexpr bool kHasRequestId = requires { request.set_request_id(std::string()); };
    Sent sent;
    if constexpr (kHasRequestId) {
      if (request.request_id().empty()) request.set_request_id(NewRequestId());
      sent.request_id = request.request_id();
      if constexpr (requires { request.etag(); }) sent.etag = request.etag();
    }
    Response response;
    Stub stub(channel_);
    const absl::Status status = Run(RepeatableOf(Request::descriptor()->full_name(), kHasRequestId),
                                    options, sent, [&](grpc::ClientContext* context) {
                                      response.Clear();
                                      return (stub.*method)(context, request, &response);
                                    });
    if (!status.ok()) return status;
    return response;
  }

  // The seam under Call(): runs `attempt`, each time with a fresh context that has deadline and
  // token, as `repeatable` allows.
  struct Sent {
    std::string request_id;
    std::string etag;
  };
  using Attempt = std::function<grpc::Status(grpc::ClientContext*)>;
  absl::Status Run(Repeatable repeatable, const CallOptions& options, const Sent& sent,
                   const Attempt& attempt) const;

  static std::string NewRequestId();

 private:
  std::shared_ptr<grpc::Channel> channel_;
  RetryPolicy policy_;
  RetryEnvironment environment_;
  std::string token_;
  Milliseconds timeout_ = kDefaultTimeout;
};

}  // namespace motcua::client

#endif  // MOTCUA_CLIENT_LIB_CLIENT_H_
