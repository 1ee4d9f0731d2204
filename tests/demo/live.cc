#include "tests/demo/live.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstring>

#include "absl/status/status.h"
#include "common/base/status_macros.h"
#include "tests/demo/performer.h"
#include "tests/demo/report.h"

namespace motcua::demo {
namespace {

absl::Status RunProgram(const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  pid_t child = 0;
  if (const int error =
          posix_spawn(&child, arguments[0], nullptr, nullptr, arguments.data(), environ);
      error != 0) {
    return absl::InternalError("cannot start " + command[0] + ": " + std::strerror(error));
  }
  int how = 0;
  while (waitpid(child, &how, 0) < 0) {
    if (errno != EINTR) return absl::InternalError("lost sight of " + command[0]);
  }
  if (WIFEXITED(how) && WEXITSTATUS(how) == 0) return absl::OkStatus();
  return absl::InternalError(command[0] + " did not end well");
}

}  // namespace

std::vector<std::string> ReceiveCommand(const std::string& client,
                                        const std::filesystem::path& station,
                                        const Person& applicant) {
  return {client,
          "--dir",
          station,
          "dossier",
          "receive",
          "--procedure",
          "1.001193",
          "--name",
          applicant.full_name,
          "--identity",
          applicant.identity_number,
          "--phone",
          applicant.phone,
          "--address",
          applicant.address,
          "--print"};
}

std::string Quoted(const std::vector<std::string>& command) {
  std::string line;
  for (const std::string& word : command) {
    const bool plain = word.find_first_not_of(
                           "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./") ==
                       std::string::npos;
    if (!line.empty()) line += ' ';
    if (plain) {
      line += word;
      continue;
    }
    line += '\'';
    for (const char c : word) line += c == '\'' ? std::string("'\\''") : std::string(1, c);
    line += '\'';
  }
  return line;
}

absl::Status ReceiveLive(std::ostream& out, Play& play, const std::string& client, Dice& dice) {
  PrintHeading(out, "Một hồ sơ nữa, tiếp nhận lúc 11:31 tại xã Quảng Điền",
               "One dossier more, received at 11:31 at Quảng Điền");
  const Time at = kActOneEnd + std::chrono::minutes{1};
  const Person applicant = MakePerson(dice, "046", "Xã Quảng Điền");
  if (client.empty()) {
    const std::vector<PlannedDossier> planned = {
        {kMostReceivedUnit, "1.001193", "", false, applicant, "Đăng ký khai sinh cho con", 1}};
    Performer performer(play.cast, play.time, planned);
    return performer.Do({at, 0, Verb::kReceive, kMostReceivedUnit, Post::kClerk, "", ""});
  }
  play.time.MoveTo(at);
  const size_t clerk = play.cast.Holder(kMostReceivedUnit, Post::kClerk);
  MOTCUA_RETURN_IF_ERROR(play.cast.SaveSession(clerk));
  const auto command =
      ReceiveCommand(client, play.cast.StationFolderOf(kMostReceivedUnit), applicant);
  out << "$ " << Quoted(command) << "\n" << std::flush;
  return RunProgram(command);
}

}  // namespace motcua::demo
