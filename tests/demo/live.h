// One dossier more, received while people watch.
#ifndef MOTCUA_TESTS_DEMO_LIVE_H_
#define MOTCUA_TESTS_DEMO_LIVE_H_

#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "tests/demo/people.h"
#include "tests/demo/play.h"

namespace motcua::demo {

// The command line of `motcua` that receives a birth registration of `applicant` at the station in
// `station`.
std::vector<std::string> ReceiveCommand(const std::string& client,
                                        const std::filesystem::path& station,
                                        const Person& applicant);
// As one line to paste into a shell.
std::string Quoted(const std::vector<std::string>& command);

// At 11:31 of act 1, at Quảng Điền: through the client program `client` with the session of the
// centre's clerk, its output going to ours; through the library when `client` is empty. INTERNAL
// when the program fails; errors of the call.
absl::Status ReceiveLive(std::ostream& out, Play& play, const std::string& client, Dice& dice);

}  // namespace motcua::demo

#endif  // MOTCUA_TESTS_DEMO_LIVE_H_
