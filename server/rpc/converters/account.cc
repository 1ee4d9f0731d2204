#include "server/rpc/converters/account.h"

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "server/rpc/converters/enums.h"
#include "server/rpc/converters/names.h"
#include "server/rpc/converters/time.h"

namespace motcua::rpc {
namespace {

using domain::Role;

static_assert(SameNumber(Role::kReceivingClerk, v1::ROLE_RECEIVING_CLERK));
static_assert(SameNumber(Role::kOfficer, v1::ROLE_OFFICER));
static_assert(SameNumber(Role::kHead, v1::ROLE_HEAD));
static_assert(SameNumber(Role::kDispatcher, v1::ROLE_DISPATCHER));
static_assert(SameNumber(Role::kSupervisor, v1::ROLE_SUPERVISOR));
static_assert(SameNumber(Role::kAdministrator, v1::ROLE_ADMINISTRATOR));
static_assert(SameNumber(Role::kAuditor, v1::ROLE_AUDITOR));

}  // namespace

v1::Account AccountToProto(const storage::AccountRecord& account) {
  v1::Account out;
  out.set_name(AccountName(account.name));
  out.set_display_name(account.full_name);
  out.set_unit(UnitName(account.unit));
  for (int role = 1; role < domain::kRoleCount; ++role) {
    if (domain::Has(account.roles, static_cast<Role>(role))) {
      out.add_roles(static_cast<v1::Role>(role));
    }
  }
  out.set_disabled(account.disabled);
  out.set_etag(EtagOf(account.version));
  return out;
}

v1::CreateAccountResponse AccountWithSecretToProto(const app::AccountWithSecret& answer) {
  v1::CreateAccountResponse out;
  *out.mutable_account() = AccountToProto(answer.account);
  out.set_initial_password(answer.initial_password);
  return out;
}

v1::ListAccountsResponse AccountPageToProto(const app::AccountPage& page) {
  v1::ListAccountsResponse out;
  for (const auto& account : page.items) *out.add_accounts() = AccountToProto(account);
  out.set_next_page_token(page.next_page_token);
  return out;
}

v1::Session SessionToProto(const app::SessionView& view) {
  v1::Session out;
  out.set_token(view.token);
  *out.mutable_account() = AccountToProto(view.account);
  *out.mutable_expire_time() = TimeToProto(view.session.expires_at);
  out.set_idle_minutes(view.idle_minutes);
  out.set_password_change_required(view.account.password_change_required);
  *out.mutable_server_time() = TimeToProto(view.now);
  out.set_station(view.session.station);
  return out;
}

absl::StatusOr<app::AccountDraft> AccountDraftFromProto(const v1::Account& account) {
  app::AccountDraft draft;
  MOTCUA_ASSIGN_OR_RETURN(draft.name, AccountFromProto("account.name", account.name()));
  draft.full_name = account.display_name();
  MOTCUA_ASSIGN_OR_RETURN(draft.unit, UnitIdFromProto("account.unit", account.unit()));
  if (account.roles_size() >= domain::kRoleCount) {
    return FieldInvalid("account.roles", "each role at most once");
  }
  for (const int role : account.roles()) {
    if (role == v1::ROLE_UNSPECIFIED) return FieldInvalid("account.roles", "roles, each named");
    MOTCUA_ASSIGN_OR_RETURN(const auto known, EnumFromProto<domain::Role>(
                                                  "account.roles", static_cast<v1::Role>(role)));
    if (domain::Has(draft.roles, known)) {
      return FieldInvalid("account.roles", "each role at most once");
    }
    draft.roles |= domain::Bit(known);
  }
  draft.disabled = account.disabled();
  return draft;
}

}  // namespace motcua::rpc
