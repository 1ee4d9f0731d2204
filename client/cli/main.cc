#include <iostream>

#include "client/cli/run.h"

int main(int argc, char** argv) {
  return motcua::cli::Run(argc, argv, std::cin, std::cout, std::cerr);
}
