// The lines of a provision file (grammar: provision.h), before anything is known of what exists.
#ifndef MOTCUA_SERVER_APP_PROVISION_FILE_H_
#define MOTCUA_SERVER_APP_PROVISION_FILE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/units/unit.h"
#include "server/app/accounts.h"

namespace motcua::app {

struct ProvisionFile {
  struct UnitLine {
    int line = 0;
    units::Unit unit;  // one version
  };
  struct StationLine {
    int line = 0;
    std::string unit;
    std::string name;
  };
  struct AccountLine {
    int line = 0;
    AccountDraft draft;
  };
  std::vector<UnitLine> units;
  std::vector<StationLine> stations;
  std::vector<AccountLine> accounts;
};

// INVALID_ARGUMENT LINE_INVALID (values: line, column, expected) for the first line that is not of
// the grammar, or that repeats a unit, organisation code, station or account of the file.
absl::StatusOr<ProvisionFile> ParseProvisionFile(std::string_view text);

}  // namespace motcua::app

#endif  // MOTCUA_SERVER_APP_PROVISION_FILE_H_
