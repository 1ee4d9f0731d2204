// Errors as a person reads them, and as the exit code says them to a script.
#ifndef MOTCUA_CLIENT_CLI_ERRORS_H_
#define MOTCUA_CLIENT_CLI_ERRORS_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "client/cli/messages.h"

namespace motcua::cli {

enum ExitCode {
  kDone = 0,
  kRefused = 1,     // by the server
  kWrongUsage = 2,  // of the command line, or the station is not ready: nothing was sent
  kTryAgain = 3,    // server not reachable, busy, or no certain outcome
  kNotSignedIn = 4,
};

ExitCode ExitCodeOf(const absl::Status& status);

// One sentence with the next step, and the reason in brackets at its end for the help desk; then
// what else helps: how to repeat a command of uncertain outcome, and the transport's own words. A
// reason that the catalogue does not know gives the server's English sentence.
std::string ErrorText(const absl::Status& status, Language language);

// {"code": "NOT_FOUND", "reason": …, "message": …, "values": {…}}
std::string ErrorJson(const absl::Status& status);

// INVALID_ARGUMENT OPTION_INVALID: a wrong option found by this program.
absl::Status OptionInvalid(std::string_view option, std::string_view expected);

}  // namespace motcua::cli

#endif  // MOTCUA_CLIENT_CLI_ERRORS_H_
