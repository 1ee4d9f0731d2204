// motcua account add, list, show, update, reset-password.
#include "client/cli/command.h"
#include "client/cli/enum_words.h"
#include "client/cli/errors.h"
#include "client/cli/resource.h"
#include "common/base/status_macros.h"
#include "motcua/v1/account_service.grpc.pb.h"

namespace motcua::cli {
namespace {

using Stub = v1::AccountService::Stub;

struct AccountOptions {
  std::string account;
  std::string name;
  std::string unit;
  std::vector<std::string> roles;
  bool disable = false;
  bool enable = false;
  std::string etag;
  std::string request_id;
  PageOptions page;
};

absl::StatusOr<v1::Account> Fetch(Context& context, const std::string& account) {
  v1::GetAccountRequest request;
  request.set_name(Resource("accounts", account));
  return context.Call(&Stub::GetAccount, request);
}

// Puts what was given into `account`; roles given replace all roles.
absl::Status Overlay(const AccountOptions& options, v1::Account& account) {
  if (!options.name.empty()) account.set_display_name(options.name);
  if (!options.unit.empty()) account.set_unit(Resource("units", options.unit));
  if (!options.roles.empty()) account.clear_roles();
  for (const std::string& text : options.roles) {
    MOTCUA_ASSIGN_OR_RETURN(const auto role, ReadEnum<v1::Role>("--role", text));
    account.add_roles(role);
  }
  if (options.disable) account.set_disabled(true);
  if (options.enable) account.set_disabled(false);
  return absl::OkStatus();
}

std::string Roles(const v1::Account& account, Language language) {
  std::string roles;
  for (const int role : account.roles()) {
    roles += (roles.empty() ? "" : ", ") + EnumWord(static_cast<v1::Role>(role), language);
  }
  return roles;
}

std::string YesNo(const Context& context, bool value) {
  return context.T(value ? "say.yes" : "say.no");
}

absl::Status PrintAccount(Context& context, const v1::Account& account) {
  if (context.json()) return context.PrintJson(account);
  context.out() << LabelList({{context.T("head.account"), Id(account.name())},
                              {context.T("head.display_name"), account.display_name()},
                              {context.T("head.unit"), context.UnitName(account.unit())},
                              {context.T("head.roles"), Roles(account, context.language())},
                              {context.T("head.disabled"), YesNo(context, account.disabled())},
                              {"etag", account.etag()}});
  return absl::OkStatus();
}

absl::Status PrintWithPassword(Context& context, const v1::CreateAccountResponse& answer) {
  if (context.json()) return context.PrintJson(answer);
  MOTCUA_RETURN_IF_ERROR(PrintAccount(context, answer.account()));
  context.out() << LabelList({{context.T("say.initial_password"),
                               answer.initial_password().empty() ? context.T("say.shown_before")
                                                                 : answer.initial_password()}});
  return absl::OkStatus();
}

absl::Status Add(Context& context, const AccountOptions& options) {
  v1::CreateAccountRequest request;
  request.set_request_id(options.request_id);
  request.mutable_account()->set_name(Resource("accounts", options.account));
  MOTCUA_RETURN_IF_ERROR(Overlay(options, *request.mutable_account()));
  MOTCUA_ASSIGN_OR_RETURN(const v1::CreateAccountResponse answer,
                          context.Call(&Stub::CreateAccount, request));
  return PrintWithPassword(context, answer);
}

absl::Status List(Context& context, const AccountOptions& options) {
  v1::ListAccountsRequest request;
  request.set_unit(Resource("units", options.unit));
  MOTCUA_ASSIGN_OR_RETURN(
      const v1::ListAccountsResponse answer,
      (FetchPages<v1::ListAccountsResponse>(request, options.page, [&](const auto& page) {
        return context.Call(&Stub::ListAccounts, page);
      })));
  if (context.json()) return context.PrintJson(answer);
  Table table({{context.T("head.account")},
               {context.T("head.display_name"), Cut::kText},
               {context.T("head.unit")},
               {context.T("head.roles"), Cut::kText},
               {context.T("head.disabled")}});
  for (const v1::Account& a : answer.accounts()) {
    table.AddRow({Id(a.name()), a.display_name(), Id(a.unit()), Roles(a, context.language()),
                  YesNo(context, a.disabled())});
  }
  context.Print(table);
  SayMore(context, answer.next_page_token());
  return absl::OkStatus();
}

absl::Status Show(Context& context, const AccountOptions& options) {
  MOTCUA_ASSIGN_OR_RETURN(const v1::Account account, Fetch(context, options.account));
  return PrintAccount(context, account);
}

absl::Status Update(Context& context, const AccountOptions& options) {
  if (options.disable && options.enable) {
    return OptionInvalid("--disable, --enable", context.T("say.one_of"));
  }
  v1::UpdateAccountRequest request;
  request.set_request_id(options.request_id);
  MOTCUA_ASSIGN_OR_RETURN(*request.mutable_account(), Fetch(context, options.account));
  if (!options.etag.empty()) request.mutable_account()->set_etag(options.etag);
  MOTCUA_RETURN_IF_ERROR(Overlay(options, *request.mutable_account()));
  MOTCUA_ASSIGN_OR_RETURN(const v1::Account account, context.Call(&Stub::UpdateAccount, request));
  return PrintAccount(context, account);
}

absl::Status ResetPassword(Context& context, const AccountOptions& options) {
  v1::ResetPasswordRequest request;
  request.set_request_id(options.request_id);
  request.set_name(Resource("accounts", options.account));
  request.set_etag(options.etag);
  if (options.etag.empty()) {
    MOTCUA_ASSIGN_OR_RETURN(const v1::Account account, Fetch(context, options.account));
    request.set_etag(account.etag());
  }
  MOTCUA_ASSIGN_OR_RETURN(const v1::CreateAccountResponse answer,
                          context.Call(&Stub::ResetPassword, request));
  return PrintWithPassword(context, answer);
}

void AddFieldOptions(Command<AccountOptions>& command, bool required) {
  command.Option("name", command.options().name, "opt.person_name")->required(required);
  command.Option("unit", command.options().unit, "opt.account_unit")->required(required);
  command.Option("role", command.options().roles)->required(required);
}

}  // namespace

void AddAccountCommands(CLI::App& app, Context& context) {
  CLI::App& account = AddGroup(app, context, "account");
  const auto word = [](Command<AccountOptions>& command) {
    command.Word("account", command.options().account, "opt.account_word");
  };

  Command<AccountOptions> add(account, context, "add");
  word(add);
  AddFieldOptions(add, /*required=*/true);
  add.Option("request-id", add.options().request_id);
  add.Does(Add);

  Command<AccountOptions> list(account, context, "list");
  list.Option("unit", list.options().unit);
  AddPageOptions(list, list.options().page);
  list.Does(List);

  Command<AccountOptions> show(account, context, "show");
  word(show);
  show.Does(Show);

  Command<AccountOptions> update(account, context, "update");
  word(update);
  AddFieldOptions(update, /*required=*/false);
  update.Flag("disable", update.options().disable);
  update.Flag("enable", update.options().enable);
  update.Option("etag", update.options().etag);
  update.Option("request-id", update.options().request_id);
  update.Does(Update);

  Command<AccountOptions> reset(account, context, "reset-password");
  word(reset);
  reset.Option("etag", reset.options().etag);
  reset.Option("request-id", reset.options().request_id);
  reset.Does(ResetPassword);
}

}  // namespace motcua::cli
