// What all commands on one dossier share: naming it, its etag, the request id, printing the answer.
#ifndef MOTCUA_CLIENT_CLI_DOSSIER_TARGET_H_
#define MOTCUA_CLIENT_CLI_DOSSIER_TARGET_H_

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "client/cli/command.h"
#include "client/cli/context.h"
#include "client/cli/resource.h"
#include "motcua/v1/dossier.pb.h"

namespace motcua::cli {

struct Target {
  std::string dossier;  // code or name
  std::string etag;     // fetched when empty
  std::string request_id;
};

template <typename Options>
void AddTarget(Command<Options>& command) {
  Target& target = command.options().target;
  command.Word("dossier", target.dossier, "opt.dossier_word");
  command.Option("etag", target.etag);
  command.Option("request-id", target.request_id);
}

// Resource name of a printed code or of a name.
inline std::string DossierName(const std::string& text) { return Resource("dossiers", text); }

absl::StatusOr<v1::Dossier> FetchDossier(Context& context, const std::string& dossier);

// One dossier as a list of labels.
void PrintDossier(Context& context, const v1::Dossier& dossier);
// What a command changed, in a few lines; JSON: the whole dossier.
absl::Status PrintChanged(Context& context, const v1::Dossier& dossier);

// Puts name, etag and request id into `request`.
template <typename Request>
absl::Status Address(Context& context, const Target& target, Request& request) {
  request.set_name(DossierName(target.dossier));
  request.set_request_id(target.request_id);
  request.set_etag(target.etag);
  if (!target.etag.empty()) return absl::OkStatus();
  absl::StatusOr<v1::Dossier> dossier = FetchDossier(context, target.dossier);
  if (!dossier.ok()) return dossier.status();
  request.set_etag(dossier->etag());
  return absl::OkStatus();
}

// Addresses the request, sends it and prints the changed dossier.
template <typename Method, typename Request>
absl::Status Transition(Context& context, Method method, const Target& target, Request request) {
  if (absl::Status status = Address(context, target, request); !status.ok()) return status;
  const absl::StatusOr<v1::Dossier> dossier = context.Call(method, std::move(request));
  if (!dossier.ok()) return dossier.status();
  return PrintChanged(context, *dossier);
}

}  // namespace motcua::cli

#endif  // MOTCUA_CLIENT_CLI_DOSSIER_TARGET_H_
