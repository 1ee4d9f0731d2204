// The files of the tree as git sees them.
#ifndef MOTCUA_TESTS_TIDY_SOURCE_TREE_H_
#define MOTCUA_TESTS_TIDY_SOURCE_TREE_H_

#include <string>
#include <vector>

#include "tests/tidy/finding.h"

namespace motcua::tidy {

// Committed files and new ones that are not ignored, sorted, from the top of the tree. Empty when
// `root` is no git working tree.
std::vector<std::string> ListFiles(const std::string& root);

// Reads the files listed; those deleted but not yet committed are left out.
std::vector<SourceFile> ReadFiles(const std::string& root, const std::vector<std::string>& paths);

}  // namespace motcua::tidy

#endif  // MOTCUA_TESTS_TIDY_SOURCE_TREE_H_
