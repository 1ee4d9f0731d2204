// One run of the program: its options, streams, connection, and the ways to print an answer.
#ifndef MOTCUA_CLIENT_CLI_CONTEXT_H_
#define MOTCUA_CLIENT_CLI_CONTEXT_H_

#include <google/protobuf/message.h>

#include <functional>
#include <istream>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/cli/messages.h"
#include "client/cli/progress.h"
#include "client/cli/seams.h"
#include "client/cli/table.h"
#include "client/lib/client.h"
#include "client/lib/station_folder.h"

namespace motcua::cli {

// Set from the command line before the action runs.
struct GlobalOptions {
  std::string dir;
  bool json = false;
  Language language = Language::kVietnamese;
  double timeout_seconds = 10;
  std::optional<size_t> width;  // the terminal's when absent
};

class Context {
 public:
  Context(std::istream& in, std::ostream& out, std::ostream& err, Seams seams)
      : in_(in), out_(out), err_(err), seams_(std::move(seams)) {}

  GlobalOptions& options() { return options_; }
  const GlobalOptions& options() const { return options_; }
  Language language() const { return options_.language; }
  bool json() const { return options_.json; }
  const Seams& seams() const { return seams_; }
  std::istream& in() { return in_; }
  std::ostream& out() { return out_; }
  std::ostream& err() { return err_; }
  client::StationFolder folder() const { return client::StationFolder(options_.dir); }
  client::CallOptions call_options() const;

  std::string T(std::string_view id) const { return Text(options_.language, id); }
  std::string T(std::string_view id, const Values& values) const {
    return Text(options_.language, id, values);
  }

  // What the command line asks for; set by the command, run by Run().
  using Action = std::function<absl::Status()>;
  void set_action(Action action) { action_ = std::move(action); }
  const Action& action() const { return action_; }

  // Calls the server as the person signed in. UNAUTHENTICATED SESSION_MISSING, without a call, when
  // nobody is; errors of the station folder and of the call.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                Request request, std::string_view progress = "say.working") {
    absl::StatusOr<client::Client*> client = Connect(/*needs_session=*/true);
    if (!client.ok()) return client.status();
    const auto shown = ShowProgress(progress);
    return (*client)->Call(method, std::move(request), call_options());
  }

  // The connection of this run, made once.
  absl::StatusOr<client::Client*> Connect(bool needs_session);
  std::unique_ptr<Progress> ShowProgress(std::string_view text_id);

  // Protobuf JSON with every field, for scripts. INTERNAL when the answer has no JSON form.
  absl::Status PrintJson(const google::protobuf::Message& message);
  void Print(const Table& table);
  // A line, control characters taken out.
  void Say(std::string_view line);

  // The unit's full name and id, "Phường Hương An (19804)", asked for once each; the id alone when
  // the server does not tell.
  std::string UnitName(const std::string& resource);

 private:
  std::istream& in_;
  std::ostream& out_;
  std::ostream& err_;
  Seams seams_;
  GlobalOptions options_;
  Action action_;
  std::unique_ptr<client::Client> client_;
  bool has_session_ = false;
  std::map<std::string, std::string> unit_names_;
};

}  // namespace motcua::cli

#endif  // MOTCUA_CLIENT_CLI_CONTEXT_H_
