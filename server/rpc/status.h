// The one place where an error becomes what a client sees.
//
// The trailer `grpc-status-details-bin` holds a google.rpc.Status with
//  - ErrorInfo: the reason, domain "motcua", the named values of the error;
//  - BadRequest for FIELD_INVALID: the field and what would be right;
//  - RetryInfo when the error has the value `retry_after_ms`.
// A status that was not made by MakeError says nothing a client may rely on and might hold anything
// (SQL, a path), so only its code is sent on, with a sentence of ours.
#ifndef MOTCUA_SERVER_RPC_STATUS_H_
#define MOTCUA_SERVER_RPC_STATUS_H_

#include <grpcpp/support/status.h>

#include "absl/status/status.h"

namespace motcua::rpc {

grpc::Status ToGrpcStatus(const absl::Status& status);

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_STATUS_H_
