// The program `motcua` as a function.
#ifndef MOTCUA_CLIENT_CLI_RUN_H_
#define MOTCUA_CLIENT_CLI_RUN_H_

#include <istream>
#include <ostream>

#include "client/cli/seams.h"

namespace motcua::cli {

// Runs one command line and returns its exit code (errors.h). The language is taken from --lang or
// MOTCUA_LANG before anything else, so that help and errors speak it.
int Run(int argc, const char* const* argv, std::istream& in, std::ostream& out, std::ostream& err,
        Seams seams = Seams::Real());

}  // namespace motcua::cli

#endif  // MOTCUA_CLIENT_CLI_RUN_H_
