// Building the command tree with CLI11, its texts from the catalogue.
//
// A command `motcua dossier receive` has the description help.dossier.receive; its options have the
// texts opt.<name>; a group has its examples in examples.<group>.
#ifndef MOTCUA_CLIENT_CLI_COMMAND_H_
#define MOTCUA_CLIENT_CLI_COMMAND_H_

#include <CLI/App.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/cli/context.h"

namespace motcua::cli {

// A group of commands, for example `motcua dossier`; needs a subcommand.
CLI::App& AddGroup(CLI::App& parent, Context& context, const std::string& name);

// A command with options of type Options, which live as long as the tree. Add options by reference
// into `options`, then say what to do with Does().
template <typename Options>
class Command {
 public:
  Command(CLI::App& parent, Context& context, const std::string& name)
      : context_(context),
        app_(*parent.add_subcommand(name)),
        options_(std::make_shared<Options>()) {
    std::string path = name;
    if (parent.get_parent() != nullptr) path = parent.get_name() + "." + name;
    app_.description(context.T("help." + path));
    app_.group(context.T("label.Subcommands"));
    app_.fallthrough();
  }

  Options& options() { return *options_; }
  Context& context() { return context_; }

  // --name; its text is opt.<name>, or `text_id` when that is given.
  template <typename T>
  CLI::Option* Option(const std::string& name, T& variable, std::string_view text_id = {}) {
    // One value each time, so that a repeated option never swallows the word after it.
    return app_.add_option("--" + name, variable, TextOf(name, text_id))->allow_extra_args(false);
  }
  CLI::Option* Flag(const std::string& name, bool& variable, std::string_view text_id = {}) {
    return app_.add_flag("--" + name, variable, TextOf(name, text_id));
  }
  // A word without dashes; required unless said otherwise.
  template <typename T>
  CLI::Option* Word(const std::string& name, T& variable, std::string_view text_id = {}) {
    return app_.add_option(name, variable, TextOf(name, text_id))->required();
  }

  // Examples of a command that is no group.
  void Examples(const std::string& name) {
    app_.footer(context_.T("say.examples") + ":\n" + context_.T("examples." + name));
  }

  // `body(context, options)` is the command.
  template <typename Body>
  void Does(Body body) {
    app_.callback([&context = context_, options = options_, body] {
      context.set_action([&context, options, body] { return body(context, *options); });
    });
  }

 private:
  std::string TextOf(const std::string& name, std::string_view text_id) const {
    return context_.T(text_id.empty() ? "opt." + name : std::string(text_id));
  }

  Context& context_;
  CLI::App& app_;
  std::shared_ptr<Options> options_;
};

// The wire form (ISO 8601) of a day that a person typed, "" of "". OPTION_INVALID.
absl::StatusOr<std::string> ReadDay(std::string_view option, const std::string& text);

// The file's text; "-" is standard input. FAILED_PRECONDITION FILE_NOT_READABLE.
absl::StatusOr<std::string> ReadText(Context& context, const std::string& file);

struct PageOptions {
  int32_t size = 0;
  std::string token;
  bool all = false;
};

// --page-size, --page-token, --all.
template <typename Options>
void AddPageOptions(Command<Options>& command, PageOptions& page) {
  command.Option("page-size", page.size);
  command.Option("page-token", page.token);
  command.Flag("all", page.all);
}

// Calls `fetch(request)` for the page asked for, or for all pages, put together into one answer
// (repeated fields joined; next_page_token then is "").
template <typename Response, typename Request, typename Fetch>
absl::StatusOr<Response> FetchPages(Request request, const PageOptions& page, Fetch fetch) {
  request.set_page_size(page.size);
  request.set_page_token(page.token);
  absl::StatusOr<Response> answer = fetch(request);
  while (page.all && answer.ok() && !answer->next_page_token().empty()) {
    request.set_page_token(answer->next_page_token());
    absl::StatusOr<Response> next = fetch(request);
    if (!next.ok()) return next.status();
    answer->clear_next_page_token();
    answer->MergeFrom(*next);
  }
  return answer;
}

// "More follows …" under a table when there is another page.
void SayMore(Context& context, const std::string& next_page_token);

// The groups, one file each.
void AddSessionCommands(CLI::App& app, Context& context);
void AddStationCommands(CLI::App& app, Context& context);
void AddUnitCommands(CLI::App& app, Context& context);
void AddProcedureCommands(CLI::App& app, Context& context);
void AddDossierCommands(CLI::App& app, Context& context);
void AddTransferCommands(CLI::App& app, Context& context);
void AddQueueCommand(CLI::App& app, Context& context);
void AddStatsCommands(CLI::App& app, Context& context);
void AddAccountCommands(CLI::App& app, Context& context);
// Parts of `motcua dossier`.
void AddIntakeCommands(CLI::App& dossier, Context& context);
void AddWorkCommands(CLI::App& dossier, Context& context);
void AddResultCommands(CLI::App& dossier, Context& context);
void AddReadCommands(CLI::App& dossier, Context& context);

}  // namespace motcua::cli

#endif  // MOTCUA_CLIENT_CLI_COMMAND_H_
