// What all changes of accounts, stations and reference lists share: the request id that makes a
// repetition harmless, the event that records the change, and pages of short lists.
#ifndef MOTCUA_SERVER_APP_ADMIN_REQUEST_H_
#define MOTCUA_SERVER_APP_ADMIN_REQUEST_H_

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/app/service_context.h"
#include "server/domain/event.h"
#include "server/storage/storage.h"

namespace motcua::app {

struct AdminRequest {
  std::string request_id;  // UUID
  std::string content;     // the request as bytes, the same for the same content; hashed, not kept
};

// Who acts when the installation's own tools do (motcua-server on the data directory): an
// administrator of the whole country with no account, station or deadline.
Caller InstallationCaller();
// A request of such a tool: never repeated, so with an id of its own.
AdminRequest NewToolRequest(Time now);

// An event of the installation, not yet recorded. `request_hash` may be "".
domain::Event NewAdminEvent(domain::EventKind kind, std::string subject, const Caller& caller,
                            std::string request_id, std::string request_hash, Time now);

// Keyed hash over method, caller and content, so that nobody is answered with another's answer.
// INVALID_ARGUMENT FIELD_INVALID (request_id) unless it is a UUID.
absl::StatusOr<std::string> RequestHash(const ServiceContext& context, const Caller& caller,
                                        std::string_view method, const AdminRequest& request);

// The event of the first run of this request; nullopt if it was never run. INVALID_ARGUMENT
// REQUEST_ID_REUSED if the id was used with other content.
absl::StatusOr<std::optional<domain::Event>> FindFirstRun(storage::ReadTransaction& tx,
                                                          const AdminRequest& request,
                                                          std::string_view hash);

// Storage options for a write on behalf of `caller`.
storage::WriteOptions OptionsFor(const Caller& caller);

// "7" for version 7, and back: ABORTED ETAG_MISMATCH (values: etag, the one that holds) if `etag`
// is not that of `version`; FIELD_INVALID (etag) if it is empty.
std::string EtagOf(int64_t version);
absl::Status CheckEtag(std::string_view etag, int64_t version);

// The page that begins after the item whose key `token` carries. `sorted`: all keys in order. A
// token is bound to `list`, which names method and filter: INVALID_ARGUMENT PAGE_TOKEN_INVALID for
// any other. `page_size` 0 means `usual`; negative is FIELD_INVALID (page_size).
struct PageRange {
  size_t begin = 0;
  size_t end = 0;
  std::string next_token;
};
absl::StatusOr<PageRange> PageOf(const std::vector<std::string>& sorted, std::string_view list,
                                 int page_size, int usual, int largest, std::string_view token);

}  // namespace motcua::app

#endif  // MOTCUA_SERVER_APP_ADMIN_REQUEST_H_
