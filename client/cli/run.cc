#include "client/cli/run.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "client/cli/command.h"
#include "client/cli/context.h"
#include "client/cli/errors.h"

namespace motcua::cli {
namespace {

constexpr char kVersion[] = "motcua 0.1.0";

// The value of --lang on the command line, else of MOTCUA_LANG, else "vi".
std::string AskedLanguage(const std::vector<std::string>& arguments) {
  for (size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--lang" && i + 1 < arguments.size()) return arguments[i + 1];
    if (arguments[i].rfind("--lang=", 0) == 0) return arguments[i].substr(7);
  }
  const char* lang = std::getenv("MOTCUA_LANG");
  return lang != nullptr && *lang != '\0' ? lang : "vi";
}

// Headings of option groups are not labels to CLI11; here they are.
class TranslatingFormatter : public CLI::Formatter {
 public:
  std::string make_group(std::string group, bool is_positional,
                         std::vector<const CLI::Option*> options) const override {
    return CLI::Formatter::make_group(get_label(group), is_positional, options);
  }
};

void TranslateLabels(CLI::App& app, const Context& context) {
  const auto formatter = std::make_shared<TranslatingFormatter>();
  for (const char* label : {"Usage", "OPTIONS", "SUBCOMMAND", "SUBCOMMANDS", "Positionals",
                            "REQUIRED", "Options", "Subcommands", "Needs", "Excludes"}) {
    formatter->label(label, context.T(std::string("label.") + label));
  }
  formatter->column_width(34);
  app.formatter(formatter);
  app.set_help_flag("-h,--help", context.T("opt.help"));
}

// The deepest command given, for "see … --help".
std::string CommandPath(const CLI::App& app) {
  std::string path = "motcua";
  const CLI::App* at = &app;
  while (!at->get_subcommands().empty()) {
    at = at->get_subcommands().front();
    path += " " + at->get_name();
  }
  return path;
}

int WrongUsage(const CLI::App& app, const CLI::ParseError& error, Context& context) {
  context.err() << context.T("say.usage") << ": " << error.what() << "\n"
                << context.T("say.see_help", {{"command", CommandPath(app)}}) << "\n";
  return kWrongUsage;
}

void AddGlobalOptions(CLI::App& app, Context& context, std::string& language) {
  GlobalOptions& options = context.options();
  options.dir = client::StationFolder::DefaultPath();
  app.add_option("--dir", options.dir, context.T("opt.dir"));
  app.add_option_function<std::string>(
         "--output", [&options](const std::string& form) { options.json = form == "json"; },
         context.T("opt.output"))
      ->check(CLI::IsMember({"table", "json"}));
  app.add_option("--lang", language, context.T("opt.lang"))
      ->check(CLI::IsMember({"vi", "en", "fr"}));
  app.add_option("--timeout", options.timeout_seconds, context.T("opt.timeout"))
      ->check(CLI::Range(0.1, 3600.0));
  app.add_option_function<size_t>(
      "--width", [&options](const size_t& width) { options.width = width; },
      context.T("opt.width"));
  app.set_version_flag("--version", kVersion, context.T("opt.version"));
}

}  // namespace

int Run(int argc, const char* const* argv, std::istream& in, std::ostream& out, std::ostream& err,
        Seams seams) {
  std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
  Context context(in, out, err, std::move(seams));
  std::string language_text = AskedLanguage(arguments);
  const std::optional<Language> language = ParseLanguage(language_text);
  if (!language.has_value()) {
    err << context.T("say.usage") << ": --lang: vi, en, fr\n";
    return kWrongUsage;
  }
  context.options().language = *language;

  CLI::App app(context.T("help.motcua"));
  app.name("motcua");
  TranslateLabels(app, context);
  AddGlobalOptions(app, context, language_text);
  app.require_subcommand(1);
  app.footer(context.T("say.examples") + ":\n" + context.T("examples.motcua") + "\n\n" +
             context.T("say.exit_codes"));
  AddSessionCommands(app, context);
  AddQueueCommand(app, context);
  AddDossierCommands(app, context);
  AddTransferCommands(app, context);
  AddProcedureCommands(app, context);
  AddUnitCommands(app, context);
  AddStatsCommands(app, context);
  AddAccountCommands(app, context);
  AddStationCommands(app, context);

  std::reverse(arguments.begin(), arguments.end());  // as CLI11 takes them
  try {
    app.parse(arguments);
  } catch (const CLI::CallForHelp&) {
    out << app.help();
    return kDone;
  } catch (const CLI::CallForVersion&) {
    out << kVersion << "\n";
    return kDone;
  } catch (const CLI::ParseError& error) {
    return WrongUsage(app, error, context);
  }
  const absl::Status status = context.action()();
  if (status.ok()) return kDone;
  err << (context.json() ? ErrorJson(status) : ErrorText(status, context.language()));
  return ExitCodeOf(status);
}

}  // namespace motcua::cli
