#include "client/cli/command.h"

#include <iterator>

#include "client/cli/errors.h"
#include "common/base/error.h"
#include "common/base/file.h"
#include "common/base/time.h"

namespace motcua::cli {

CLI::App& AddGroup(CLI::App& parent, Context& context, const std::string& name) {
  CLI::App& group = *parent.add_subcommand(name, context.T("help." + name));
  group.group(context.T("label.Subcommands"));
  group.require_subcommand(1);
  group.fallthrough();
  group.footer(context.T("say.examples") + ":\n" + context.T("examples." + name));
  return group;
}

absl::StatusOr<std::string> ReadDay(std::string_view option, const std::string& text) {
  if (text.empty()) return std::string();
  const auto day = ParseDay(text);
  if (!day.ok()) return OptionInvalid(option, "dd/MM/yyyy, 05/08/2026");
  return FormatDay(*day);
}

absl::StatusOr<std::string> ReadText(Context& context, const std::string& file) {
  if (file == "-") return std::string(std::istreambuf_iterator<char>(context.in()), {});
  absl::StatusOr<std::string> text = ReadFile(file);
  if (text.ok()) return text;
  return MakeError(absl::StatusCode::kFailedPrecondition, "FILE_NOT_READABLE",
                   "The file cannot be read.", {{"file", file}});
}

void SayMore(Context& context, const std::string& next_page_token) {
  if (next_page_token.empty()) return;
  context.Say(context.T("say.more", {{"token", next_page_token}}));
}

}  // namespace motcua::cli
