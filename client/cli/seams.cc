#include "client/cli/seams.h"

#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <iostream>

#include "common/base/error.h"

namespace motcua::cli {
namespace {

absl::StatusOr<std::string> AskOnTerminal(const std::string& prompt) {
  termios shown{};
  if (::isatty(STDIN_FILENO) == 0 || ::tcgetattr(STDIN_FILENO, &shown) != 0) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "PASSWORD_NEEDED",
                     "There is no terminal to ask for the password on; use --password-file.");
  }
  termios hidden = shown;
  hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
  std::cerr << prompt << std::flush;
  ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  std::string line;
  std::getline(std::cin, line);
  ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
  std::cerr << "\n";
  return line;
}

size_t TerminalWidth() {
  winsize size{};
  if (::isatty(STDOUT_FILENO) == 0 || ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

}  // namespace

Seams Seams::Real() {
  Seams seams;
  seams.make_channel = client::MakeChannel;
  seams.retry = client::RetryEnvironment::Real();
  seams.ask_secret = AskOnTerminal;
  seams.terminal_width = TerminalWidth();
  seams.show_progress = ::isatty(STDERR_FILENO) != 0;
  return seams;
}

}  // namespace motcua::cli
