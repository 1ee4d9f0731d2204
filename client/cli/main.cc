#include <cstdlib>
#include <iostream>

#include "client/cli/run.h"

int main(int argc, char** argv) {
  // gRPC writes its own lines about a broken line to the error stream; people get a sentence
  // instead.
  ::setenv("GRPC_VERBOSITY", "NONE", /*overwrite=*/0);
  return motcua::cli::Run(argc, argv, std::cin, std::cout, std::cerr);
}
