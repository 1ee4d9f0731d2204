// What a rule of the tree has found, and the files it looked at.
#ifndef MOTCUA_TESTS_TIDY_FINDING_H_
#define MOTCUA_TESTS_TIDY_FINDING_H_

#include <string>
#include <vector>

namespace motcua::tidy {

struct SourceFile {
  std::string path;  // from the top of the tree, with "/"
  std::string text;
};

struct Finding {
  std::string path;
  int line = 0;  // from 1; 0 for the file as a whole
  std::string message;
};

using Findings = std::vector<Finding>;

// "path:line: message", one on a line.
std::string Print(const Findings& findings);

}  // namespace motcua::tidy

#endif  // MOTCUA_TESTS_TIDY_FINDING_H_
