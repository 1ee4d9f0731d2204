// sign-in, sign-out, whoami, change-password.
#include "client/cli/command.h"
#include "client/cli/enum_words.h"
#include "client/cli/errors.h"
#include "client/cli/format.h"
#include "client/cli/resource.h"
#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "motcua/v1/session_service.grpc.pb.h"

namespace motcua::cli {
namespace {

using v1::SessionService;

struct SignInOptions {
  std::string account;
  std::string password_file;
};

struct PasswordOptions {
  std::string password_file;
  std::string new_password_file;
};

struct NoOptions {};

// The first line of a file, or of standard input for "-"; asked for when no file is given.
absl::StatusOr<std::string> Secret(Context& context, const std::string& file,
                                   std::string_view prompt_id) {
  if (file.empty()) return context.seams().ask_secret(context.T(prompt_id));
  std::string line;
  if (file == "-") {
    std::getline(context.in(), line);
  } else {
    MOTCUA_ASSIGN_OR_RETURN(const std::string text, ReadText(context, file));
    line = text.substr(0, text.find('\n'));
  }
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return line;
}

std::string Roles(const v1::Account& account, Language language) {
  std::string roles;
  for (const int role : account.roles()) {
    roles += (roles.empty() ? "" : ", ") + EnumWord(static_cast<v1::Role>(role), language);
  }
  return roles;
}

absl::Status SignIn(Context& context, const SignInOptions& options) {
  MOTCUA_ASSIGN_OR_RETURN(client::Client * client, context.Connect(/*needs_session=*/false));
  v1::SignInRequest request;
  request.set_account(Id(options.account));
  MOTCUA_ASSIGN_OR_RETURN(*request.mutable_password(),
                          Secret(context, options.password_file, "say.ask_password"));
  client->set_token("");
  auto session = client->Call(&SessionService::Stub::SignIn, request, context.call_options());
  if (!session.ok()) return session.status();
  MOTCUA_RETURN_IF_ERROR(context.folder().SaveSession(
      {.account = Id(session->account().name()), .token = session->token()}));
  if (context.json()) {
    session->clear_token();
    return context.PrintJson(*session);
  }
  context.Say(context.T("say.signed_in", {{"name", session->account().display_name()},
                                          {"account", Id(session->account().name())},
                                          {"until", DateTimeOr(session->has_expire_time(),
                                                               session->expire_time())}}));
  if (session->password_change_required()) context.Say(context.T("say.change_password"));
  return absl::OkStatus();
}

absl::Status SignOut(Context& context, const NoOptions&) {
  const auto answer = context.Call(&SessionService::Stub::SignOut, v1::SignOutRequest());
  // A session that the server no longer knows is over as well.
  if (!answer.ok() && ExitCodeOf(answer.status()) != kNotSignedIn) return answer.status();
  MOTCUA_RETURN_IF_ERROR(context.folder().ClearSession());
  if (!context.json()) context.Say(context.T("say.signed_out"));
  return absl::OkStatus();
}

absl::Status WhoAmI(Context& context, const NoOptions&) {
  MOTCUA_ASSIGN_OR_RETURN(const v1::Session session,
                          context.Call(&SessionService::Stub::GetSession, v1::GetSessionRequest()));
  if (context.json()) return context.PrintJson(session);
  const v1::Account& account = session.account();
  context.out() << LabelList(
      {{context.T("head.account"), Id(account.name())},
       {context.T("head.display_name"), account.display_name()},
       {context.T("head.unit"), context.UnitName(account.unit())},
       {context.T("head.roles"), Roles(account, context.language())},
       {context.T("head.station"), session.station()},
       {context.T("head.session_until"),
        DateTimeOr(session.has_expire_time(), session.expire_time())},
       {context.T("head.idle_minutes"), std::to_string(session.idle_minutes())}});
  if (session.password_change_required()) context.Say(context.T("say.change_password"));
  return absl::OkStatus();
}

absl::Status ChangePassword(Context& context, const PasswordOptions& options) {
  // Before a password is asked for in vain.
  MOTCUA_ASSIGN_OR_RETURN(client::Client * client, context.Connect(/*needs_session=*/true));
  v1::ChangePasswordRequest request;
  MOTCUA_ASSIGN_OR_RETURN(*request.mutable_password(),
                          Secret(context, options.password_file, "say.ask_password"));
  MOTCUA_ASSIGN_OR_RETURN(*request.mutable_new_password(),
                          Secret(context, options.new_password_file, "say.ask_new_password"));
  if (options.new_password_file.empty()) {
    MOTCUA_ASSIGN_OR_RETURN(const std::string again,
                            context.seams().ask_secret(context.T("say.ask_again")));
    if (again != request.new_password()) {
      return MakeError(absl::StatusCode::kFailedPrecondition, "PASSWORDS_DIFFER",
                       "The two new passwords differ.");
    }
  }
  auto session =
      client->Call(&SessionService::Stub::ChangePassword, request, context.call_options());
  if (!session.ok()) return session.status();
  if (!session->token().empty()) {
    MOTCUA_RETURN_IF_ERROR(context.folder().SaveSession(
        {.account = Id(session->account().name()), .token = session->token()}));
  }
  session->clear_token();
  if (context.json()) return context.PrintJson(*session);
  context.Say(context.T("say.password_changed"));
  return absl::OkStatus();
}

}  // namespace

void AddSessionCommands(CLI::App& app, Context& context) {
  Command<SignInOptions> sign_in(app, context, "sign-in");
  sign_in.Word("account", sign_in.options().account, "opt.account_word");
  sign_in.Option("password-file", sign_in.options().password_file);
  sign_in.Does(SignIn);
  Command<NoOptions>(app, context, "sign-out").Does(SignOut);
  Command<NoOptions>(app, context, "whoami").Does(WhoAmI);
  Command<PasswordOptions> change(app, context, "change-password");
  change.Option("password-file", change.options().password_file);
  change.Option("new-password-file", change.options().new_password_file);
  change.Does(ChangePassword);
}

}  // namespace motcua::cli
