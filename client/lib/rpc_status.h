// From the status of a gRPC call to the status that the rest of the client speaks.
#ifndef MOTCUA_CLIENT_LIB_RPC_STATUS_H_
#define MOTCUA_CLIENT_LIB_RPC_STATUS_H_

#include <grpcpp/support/status.h>

#include "client/lib/retry.h"

namespace motcua::client {

// Reads google.rpc.Status from the trailer grpc-status-details-bin: reason and values from the
// ErrorInfo of domain "motcua", `field` and `expected` from the first violation of BadRequest, the
// others' paths in `other_fields`, the delay from RetryInfo.
//
// A status that did not come from the service has one of the client's own reasons, and the value
// `detail` with the transport's words: SERVER_UNREACHABLE (UNAVAILABLE), DEADLINE_PASSED
// (DEADLINE_EXCEEDED), SERVER_WITHOUT_METHOD (UNIMPLEMENTED), MESSAGE_TOO_LARGE
// (RESOURCE_EXHAUSTED), SERVER_ERROR otherwise.
AttemptResult ResultFromGrpc(const grpc::Status& status);

}  // namespace motcua::client

#endif  // MOTCUA_CLIENT_LIB_RPC_STATUS_H_
