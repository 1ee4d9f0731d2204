// Accounts and sessions.
#ifndef MOTCUA_SERVER_RPC_CONVERTERS_ACCOUNT_H_
#define MOTCUA_SERVER_RPC_CONVERTERS_ACCOUNT_H_

#include "absl/status/statusor.h"
#include "motcua/v1/account.pb.h"
#include "motcua/v1/account_service.pb.h"
#include "motcua/v1/session_service.pb.h"
#include "server/app/accounts.h"
#include "server/app/sessions.h"

namespace motcua::rpc {

v1::Account AccountToProto(const storage::AccountRecord& account);
v1::CreateAccountResponse AccountWithSecretToProto(const app::AccountWithSecret& answer);
v1::ListAccountsResponse AccountPageToProto(const app::AccountPage& page);
v1::Session SessionToProto(const app::SessionView& view);

// FIELD_INVALID: account.name, account.unit, account.roles (unknown, given twice, more than there
// are).
absl::StatusOr<app::AccountDraft> AccountDraftFromProto(const v1::Account& account);

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_CONVERTERS_ACCOUNT_H_
