// Going on after the play: a server whose time runs on from where the play ended.
#ifndef MOTCUA_TESTS_DEMO_ENCORE_H_
#define MOTCUA_TESTS_DEMO_ENCORE_H_

#include <ostream>
#include <string>

#include "absl/status/status.h"
#include "tests/demo/play.h"
#include "tests/demo/stage.h"

namespace motcua::demo {

// Writes what RunEncore needs: where the time stands, the address, a clerk and the supervisor with
// their passwords.
absl::Status SaveEncore(const StagePaths& paths, const std::string& address, const Play& play);

// Serves until SIGTERM or SIGINT; prints how to use it and how to stop it once it is ready.
// `client`: path of `motcua` for the commands. FAILED_PRECONDITION if the folder was not kept by a
// play; errors of Serve and of signing in.
absl::Status RunEncore(std::ostream& out, const StagePaths& paths, const std::string& client);

}  // namespace motcua::demo

#endif  // MOTCUA_TESTS_DEMO_ENCORE_H_
