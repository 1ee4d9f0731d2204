// The one way to change a dossier: every command of the life cycle and of transfers runs through
// here, in one write transaction.
//
// Order: request id (a repeated request is answered with the first answer, rebuilt from the log) →
// load → decide (rights, etag, state, rules; server/domain/decide.h) → record. Errors: those of
// Decide and of Storage, and INVALID_ARGUMENT REQUEST_ID_REUSED for a known request id with other
// content.
#ifndef MOTCUA_SERVER_APP_COMMANDS_H_
#define MOTCUA_SERVER_APP_COMMANDS_H_

#include <string>

#include "server/app/dossier_view.h"
#include "server/app/service_context.h"
#include "server/domain/inputs.h"

namespace motcua::app {

struct CommandRequest {
  std::string request_id;  // UUID; checked here (FIELD_INVALID)
  std::string content;     // the request as bytes, the same for the same content; hashed, not kept
  std::string dossier;     // id or code; "" for a new one
  std::string etag;
  domain::Input input;
};

// `done` is called once, on the writer's thread or (when refused early) on this one.
void ExecuteCommand(const ServiceContext& context, const Caller& caller, CommandRequest request,
                    Done<DossierView> done);

}  // namespace motcua::app

#endif  // MOTCUA_SERVER_APP_COMMANDS_H_
