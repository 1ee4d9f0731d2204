#include "server/app/accounts.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "common/crypto/password.h"
#include "common/crypto/secret_text.h"
#include "server/domain/rights.h"

namespace motcua::app {
namespace {

using domain::EventKind;
using storage::AccountRecord;

constexpr size_t kLongestFullName = 80;
constexpr int kUsualPage = 50;
constexpr int kLargestPage = 500;
constexpr domain::RoleSet kAllRoles = (1u << domain::kRoleCount) - 2;

bool IsAccountName(std::string_view name) {
  return name.size() >= 3 && name.size() <= 40 && std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
                  c == '-';
         });
}

size_t Characters(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

bool HasControl(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

absl::Status NotFound(const std::string& name) {
  return MakeError(absl::StatusCode::kNotFound, "ACCOUNT_NOT_FOUND", "There is no such account.",
                   {{"account", name}});
}

// What an event says of an account; full names are personal.
void Describe(const AccountRecord& account, domain::Event& event) {
  event.version = account.version;
  event.facts["unit"] = account.unit;
  event.facts["roles"] = std::to_string(account.roles);
  event.facts["disabled"] = account.disabled ? "1" : "0";
  event.facts["password_change_required"] = account.password_change_required ? "1" : "0";
  event.private_facts["full_name"] = account.full_name;
}

// The account as it was after `event`.
AccountRecord FromEvent(const domain::Event& event) {
  AccountRecord account;
  const auto fact = [](const std::map<std::string, std::string>& facts, const char* name) {
    const auto it = facts.find(name);
    return it == facts.end() ? std::string() : it->second;
  };
  account.name = event.subject.substr(event.subject.find('/') + 1);
  account.full_name = fact(event.private_facts, "full_name");
  account.unit = fact(event.facts, "unit");
  const std::string roles = fact(event.facts, "roles");
  std::from_chars(roles.data(), roles.data() + roles.size(), account.roles);
  account.disabled = fact(event.facts, "disabled") == "1";
  account.password_change_required = fact(event.facts, "password_change_required") == "1";
  account.version = event.version;
  return account;
}

}  // namespace

absl::Status CheckDraft(AccountDraft& draft, const units::UnitTree& units) {
  if (!IsAccountName(draft.name)) {
    return FieldInvalid("account.name", "accounts/ and 3 to 40 of a-z 0-9 . _ -");
  }
  const bool valid = IsValidUtf8(draft.full_name) && !HasControl(draft.full_name);
  if (valid) draft.full_name = Nfc(draft.full_name);
  if (!valid || draft.full_name.empty() || Characters(draft.full_name) > kLongestFullName) {
    return FieldInvalid("account.display_name", "a full name of 1 to 80 characters");
  }
  if (draft.roles == 0 || (draft.roles & ~kAllRoles) != 0) {
    return FieldInvalid("account.roles", "at least one role");
  }
  if (units.Find(draft.unit) == nullptr) {
    return MakeError(absl::StatusCode::kNotFound, "UNIT_NOT_FOUND", "There is no such unit.",
                     {{"unit", draft.unit}});
  }
  return absl::OkStatus();
}

domain::Event AccountCreatedEvent(const AccountRecord& account, const Caller& caller,
                                  const AdminRequest& request, std::string request_hash, Time now) {
  domain::Event event = NewAdminEvent(EventKind::kAccountCreated, "accounts/" + account.name,
                                      caller, request.request_id, std::move(request_hash), now);
  Describe(account, event);
  return event;
}

absl::StatusOr<std::string> Accounts::HashNew(const std::string& password) {
  MOTCUA_ASSIGN_OR_RETURN(const auto permit, gate_.Enter());
  return crypto::HashPassword(password);
}

absl::StatusOr<AccountRecord> Accounts::Load(storage::ReadTransaction& tx, const Caller& caller,
                                             const std::string& name) {
  MOTCUA_ASSIGN_OR_RETURN(auto account, tx.GetAccount(name));
  if (!account.has_value()) return NotFound(name);
  const auto world = context_.world.Get();
  const absl::Status may = domain::MayAdminister(caller.actor, account->unit, *world->units);
  if (!may.ok()) {
    // Whoever is an administrator elsewhere must not learn which names exist here.
    return ErrorReason(may) == "ROLE_MISSING" ? may : NotFound(name);
  }
  return *std::move(account);
}

absl::StatusOr<AccountWithSecret> Accounts::Create(const Caller& caller,
                                                   const AdminRequest& request,
                                                   AccountDraft draft) {
  const auto world = context_.world.Get();
  MOTCUA_ASSIGN_OR_RETURN(const std::string hash,
                          RequestHash(context_, caller, "CreateAccount", request));
  MOTCUA_RETURN_IF_ERROR(CheckDraft(draft, *world->units));
  MOTCUA_RETURN_IF_ERROR(domain::MayAdminister(caller.actor, draft.unit, *world->units));
  const std::string password = crypto::NewPassword();
  MOTCUA_ASSIGN_OR_RETURN(const std::string encoded, HashNew(password));
  const AccountRecord fresh{draft.name, draft.full_name, draft.unit, draft.roles, encoded,
                            true,       draft.disabled,  1};
  const Time now = context_.time.Now();
  AccountWithSecret answer;
  const absl::Status written = context_.storage.Write(
      [&](storage::WriteTransaction& tx) -> absl::Status {
        answer = {fresh, password};
        MOTCUA_ASSIGN_OR_RETURN(const auto first, FindFirstRun(tx, request, hash));
        if (first.has_value()) {
          answer = {FromEvent(*first), ""};
          return absl::OkStatus();
        }
        MOTCUA_ASSIGN_OR_RETURN(const auto existing, tx.GetAccount(fresh.name));
        if (existing.has_value()) {
          return MakeError(absl::StatusCode::kAlreadyExists, "ACCOUNT_EXISTS",
                           "An account of this name exists.", {{"account", fresh.name}});
        }
        MOTCUA_RETURN_IF_ERROR(tx.PutAccount(fresh));
        return tx.RecordEvent(AccountCreatedEvent(fresh, caller, request, hash, now));
      },
      OptionsFor(caller));
  MOTCUA_RETURN_IF_ERROR(written);
  return answer;
}

absl::StatusOr<AccountRecord> Accounts::Get(const Caller& caller, const std::string& name) {
  AccountRecord account;
  MOTCUA_RETURN_IF_ERROR(context_.storage.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    if (name == caller.actor.account) {
      MOTCUA_ASSIGN_OR_RETURN(auto own, tx.GetAccount(name));
      if (!own.has_value()) return NotFound(name);
      account = *std::move(own);
      return absl::OkStatus();
    }
    MOTCUA_ASSIGN_OR_RETURN(account, Load(tx, caller, name));
    return absl::OkStatus();
  }));
  return account;
}

absl::StatusOr<AccountPage> Accounts::List(const Caller& caller, std::string unit, int page_size,
                                           std::string_view page_token) {
  if (unit.empty()) unit = caller.actor.office;
  const auto world = context_.world.Get();
  MOTCUA_RETURN_IF_ERROR(domain::MayAdminister(caller.actor, unit, *world->units));
  std::vector<AccountRecord> all;
  MOTCUA_RETURN_IF_ERROR(context_.storage.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    MOTCUA_ASSIGN_OR_RETURN(all, tx.ListAccounts());
    return absl::OkStatus();
  }));
  std::erase_if(all, [&](const AccountRecord& a) { return !world->units->IsUnder(a.unit, unit); });
  std::sort(all.begin(), all.end(),
            [](const AccountRecord& a, const AccountRecord& b) { return a.name < b.name; });
  std::vector<std::string> keys;
  for (const AccountRecord& account : all) keys.push_back(account.name);
  MOTCUA_ASSIGN_OR_RETURN(PageRange range, PageOf(keys, "accounts of " + unit, page_size,
                                                  kUsualPage, kLargestPage, page_token));
  AccountPage page;
  page.next_page_token = std::move(range.next_token);
  for (size_t i = range.begin; i < range.end; ++i) page.items.push_back(std::move(all[i]));
  return page;
}

absl::StatusOr<AccountRecord> Accounts::Update(const Caller& caller, const AdminRequest& request,
                                               AccountDraft draft, std::string_view etag) {
  const auto world = context_.world.Get();
  MOTCUA_ASSIGN_OR_RETURN(const std::string hash,
                          RequestHash(context_, caller, "UpdateAccount", request));
  MOTCUA_RETURN_IF_ERROR(CheckDraft(draft, *world->units));
  const Time now = context_.time.Now();
  AccountRecord changed;
  const absl::Status written = context_.storage.Write(
      [&](storage::WriteTransaction& tx) -> absl::Status {
        MOTCUA_ASSIGN_OR_RETURN(const auto first, FindFirstRun(tx, request, hash));
        if (first.has_value()) {
          changed = FromEvent(*first);
          return absl::OkStatus();
        }
        MOTCUA_ASSIGN_OR_RETURN(changed, Load(tx, caller, draft.name));
        MOTCUA_RETURN_IF_ERROR(domain::MayAdminister(caller.actor, draft.unit, *world->units));
        MOTCUA_RETURN_IF_ERROR(CheckEtag(etag, changed.version));
        if (draft.name == caller.actor.account &&
            (draft.disabled || !domain::Has(draft.roles, domain::Role::kAdministrator))) {
          return MakeError(absl::StatusCode::kFailedPrecondition, "OWN_ACCOUNT",
                           "An administrator cannot disable the own account or give up the role; "
                           "another administrator can.");
        }
        changed.full_name = draft.full_name;
        changed.unit = draft.unit;
        changed.roles = draft.roles;
        changed.disabled = draft.disabled;
        ++changed.version;
        domain::Event event = NewAdminEvent(EventKind::kAccountUpdated, "accounts/" + changed.name,
                                            caller, request.request_id, hash, now);
        Describe(changed, event);
        MOTCUA_RETURN_IF_ERROR(tx.PutAccount(changed));
        if (changed.disabled) MOTCUA_RETURN_IF_ERROR(tx.DeleteSessionsOf(changed.name, ""));
        return tx.RecordEvent(std::move(event));
      },
      OptionsFor(caller));
  access_.Forget();
  MOTCUA_RETURN_IF_ERROR(written);
  return changed;
}

absl::StatusOr<AccountWithSecret> Accounts::ResetPassword(const Caller& caller,
                                                          const AdminRequest& request,
                                                          const std::string& name,
                                                          std::string_view etag) {
  MOTCUA_ASSIGN_OR_RETURN(const std::string hash,
                          RequestHash(context_, caller, "ResetPassword", request));
  // Before the hash is computed: only who may do it may use so much of the server.
  MOTCUA_RETURN_IF_ERROR(context_.storage.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    return Load(tx, caller, name).status();
  }));
  const std::string password = crypto::NewPassword();
  MOTCUA_ASSIGN_OR_RETURN(const std::string encoded, HashNew(password));
  const Time now = context_.time.Now();
  AccountWithSecret answer;
  const absl::Status written = context_.storage.Write(
      [&](storage::WriteTransaction& tx) -> absl::Status {
        MOTCUA_ASSIGN_OR_RETURN(const auto first, FindFirstRun(tx, request, hash));
        if (first.has_value()) {
          answer = {FromEvent(*first), ""};
          return absl::OkStatus();
        }
        answer.initial_password = password;
        AccountRecord& account = answer.account;
        MOTCUA_ASSIGN_OR_RETURN(account, Load(tx, caller, name));
        MOTCUA_RETURN_IF_ERROR(CheckEtag(etag, account.version));
        account.password_hash = encoded;
        account.password_change_required = true;
        ++account.version;
        domain::Event event = NewAdminEvent(EventKind::kPasswordReset, "accounts/" + name, caller,
                                            request.request_id, hash, now);
        Describe(account, event);
        MOTCUA_RETURN_IF_ERROR(tx.PutAccount(account));
        MOTCUA_RETURN_IF_ERROR(tx.DeleteSessionsOf(name, ""));
        return tx.RecordEvent(std::move(event));
      },
      OptionsFor(caller));
  access_.Forget();
  MOTCUA_RETURN_IF_ERROR(written);
  return answer;
}

}  // namespace motcua::app
