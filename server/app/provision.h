// Setting up many units, stations and accounts from one file, so that a province is ready in an
// evening.
//
// Grammar: UTF-8 text, one entry a line, cells separated by one tab; blank lines and lines that
// begin with '#' are skipped. The first line is exactly "motcua-provision 1".
//
//   unit     ID  KIND  PARENT  FROM  NAME  [ORG_CODE  STATUS]
//   station  UNIT  NAME
//   account  NAME  FULL_NAME  UNIT  ROLES
//
// unit     an office or division beside a place's own centre: ID as in common/units/unit.h with a
//          local part (46.SXD, 19804.CA), KIND department, division, branch, reception_point or
//          commune_police, FROM its first day (2025-07-01), STATUS of the organisation code `final`
//          or `provisional` (mã tạm). Provinces and communes come with the list of units.
// station  UNIT by id, NAME what people call it; two stations of one unit have different names.
// account  NAME and FULL_NAME as in Accounts, UNIT by id, ROLES separated by commas:
//          receiving_clerk, officer, head, dispatcher, supervisor, administrator, auditor.
//
// An entry may use units of any line. What exists already with the same content is left alone and
// said so, so a file can grow and be run again; what exists with other content is an error, since
// changing is done by hand, one at a time.
#ifndef MOTCUA_SERVER_APP_PROVISION_H_
#define MOTCUA_SERVER_APP_PROVISION_H_

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/app/installation.h"

namespace motcua::app {

struct ProvisionOptions {
  bool dry_run = false;
  // Made with mode 0700; must not exist, or be empty. Not used by a dry run.
  std::filesystem::path output;
  // Initial passwords must be changed at the first sign-in. Off only where nobody signs in by hand.
  bool password_change_required = true;
  // Passwords hashed so far, of all; called in one thread of Provision's own. May be empty.
  std::function<void(uint64_t done, uint64_t total)> progress;
};

struct ProvisionResult {
  int units = 0, stations = 0, accounts = 0;  // made (or to be made, in a dry run)
  std::vector<std::string> skipped;           // "line 12: account lan.nt exists"
};

// Everything of the file or nothing. Writes one enrolment file for each new station
// (<unit>-<number>.enrolment) and passwords.tsv (account, full name, unit, password), all 0600,
// before the entries are stored: a code that nobody has is worse than a file that opens nothing.
// One write; an event for each entry and one for the run (PROVISIONED).
//
// INVALID_ARGUMENT LINE_INVALID (values: line, column, expected) for the first bad line;
// UNIT_LIST_INVALID if the units do not fit the tree; FAILED_PRECONDITION OUTPUT_NOT_EMPTY;
// INTERNAL OUTPUT_UNUSABLE; errors of WritePrivateFile and Storage.
absl::StatusOr<ProvisionResult> Provision(Installation& installation, std::string_view text,
                                          const ProvisionOptions& options);

}  // namespace motcua::app

#endif  // MOTCUA_SERVER_APP_PROVISION_H_
