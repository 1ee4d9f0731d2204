// Accounts of people, kept by the administrators of their units.
#ifndef MOTCUA_SERVER_APP_ACCOUNTS_H_
#define MOTCUA_SERVER_APP_ACCOUNTS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/crypto/hash_gate.h"
#include "server/app/access_table.h"
#include "server/app/admin_request.h"
#include "server/app/service_context.h"
#include "server/domain/roles.h"
#include "server/storage/records.h"

namespace motcua::app {

// What an administrator decides about an account.
struct AccountDraft {
  std::string name;  // 3 to 40 of a-z 0-9 . _ -
  std::string full_name;
  std::string unit;
  domain::RoleSet roles = 0;
  bool disabled = false;
};

// INVALID_ARGUMENT FIELD_INVALID: name; display_name (1 to 80 characters); roles (at least one);
// NOT_FOUND UNIT_NOT_FOUND. Brings the full name to NFC.
absl::Status CheckDraft(AccountDraft& draft, const units::UnitTree& units);

// The creation of an account as its event, for Accounts and for provisioning.
domain::Event AccountCreatedEvent(const storage::AccountRecord& account, const Caller& caller,
                                  const AdminRequest& request, std::string request_hash, Time now);

struct AccountWithSecret {
  storage::AccountRecord account;
  std::string initial_password;  // "" when a repeated request is answered again
};

struct AccountPage {
  std::vector<storage::AccountRecord> items;
  std::string next_page_token;
};

// Thread safe. All methods wait for storage; Create and ResetPassword compute a hash as well. Each
// change takes one write and one event; a repeated request is answered with what its first run left
// behind, without the secret. Common errors: those of RequestHash and FindFirstRun; of
// domain::MayAdminister for the account's unit (also the one it moves to).
class Accounts {
 public:
  Accounts(const ServiceContext& context, AccessTable& access, crypto::HashGate& gate)
      : context_(context), access_(access), gate_(gate) {}

  // ALREADY_EXISTS ACCOUNT_EXISTS; errors of CheckDraft; SIGN_IN_BUSY.
  absl::StatusOr<AccountWithSecret> Create(const Caller& caller, const AdminRequest& request,
                                           AccountDraft draft);
  // NOT_FOUND ACCOUNT_NOT_FOUND, also for one outside the caller's units: the name tells nothing.
  absl::StatusOr<storage::AccountRecord> Get(const Caller& caller, const std::string& name);
  // Of `unit` ("": the caller's office) and those under it, by name.
  absl::StatusOr<AccountPage> List(const Caller& caller, std::string unit, int page_size,
                                   std::string_view page_token);
  // ACCOUNT_NOT_FOUND; ETAG_MISMATCH; FAILED_PRECONDITION OWN_ACCOUNT when an administrator would
  // disable the own account or take the role away from it: somebody must be left to undo it.
  absl::StatusOr<storage::AccountRecord> Update(const Caller& caller, const AdminRequest& request,
                                                AccountDraft draft, std::string_view etag);
  // Ends all sessions of the account. ACCOUNT_NOT_FOUND; ETAG_MISMATCH; SIGN_IN_BUSY.
  absl::StatusOr<AccountWithSecret> ResetPassword(const Caller& caller, const AdminRequest& request,
                                                  const std::string& name, std::string_view etag);

 private:
  absl::StatusOr<std::string> HashNew(const std::string& password);
  // The account if the caller administers it.
  absl::StatusOr<storage::AccountRecord> Load(storage::ReadTransaction& tx, const Caller& caller,
                                              const std::string& name);

  const ServiceContext& context_;
  AccessTable& access_;
  crypto::HashGate& gate_;
};

}  // namespace motcua::app

#endif  // MOTCUA_SERVER_APP_ACCOUNTS_H_
