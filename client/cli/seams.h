// What surrounds the program and differs in tests.
#ifndef MOTCUA_CLIENT_CLI_SEAMS_H_
#define MOTCUA_CLIENT_CLI_SEAMS_H_

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "client/lib/enrolment.h"
#include "client/lib/retry.h"

namespace motcua::cli {

struct Seams {
  client::ChannelMaker make_channel;
  client::RetryEnvironment retry;
  // Shows the prompt and reads one line without echo. FAILED_PRECONDITION PASSWORD_NEEDED when
  // there is no terminal to ask on.
  std::function<absl::StatusOr<std::string>(const std::string& prompt)> ask_secret;
  // Columns of the terminal on standard output; 0 when it is not one.
  size_t terminal_width = 0;
  // True when the error stream is a terminal: only then is progress shown.
  bool show_progress = false;
  std::chrono::milliseconds progress_delay{2000};

  static Seams Real();
};

}  // namespace motcua::cli

#endif  // MOTCUA_CLIENT_CLI_SEAMS_H_
