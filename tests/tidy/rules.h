// Rules that every file of the tree keeps. Each is a pure function of paths and texts, so that a
// test can plant a violation.
#ifndef MOTCUA_TESTS_TIDY_RULES_H_
#define MOTCUA_TESTS_TIDY_RULES_H_

#include <string>
#include <vector>

#include "tests/tidy/finding.h"

namespace motcua::tidy {

// Valid UTF-8 (RFC 3629) without byte order mark, carriage returns or NUL; no tabs but in .tsv;
// a line feed at the end; no white space before it.
Findings CheckText(const SourceFile& file);

// Words that put work off, as whole words in capitals.
Findings CheckWords(const SourceFile& file);

// C++: functions that are unsafe, not thread safe or hide a shell; sqlite3_expanded_sql, whose text
// holds bound values; sleeping in tests, where time moves by a TimeSource.
Findings CheckCalls(const SourceFile& file);

// C++ of common/ and server/: SQL put together from pieces. Allowed in the files of
// `made_sql` only, where every piece is a constant of ours.
Findings CheckSql(const SourceFile& file, const std::vector<std::string>& made_sql);

// Lines: header 300, source 600, proto 450.
Findings CheckSize(const SourceFile& file);

// Headers: #ifndef, #define and #endif of MOTCUA_<PATH>_H_.
Findings CheckGuard(const SourceFile& file);

// Scripts: an interpreter, and the end at the first error.
Findings CheckScript(const SourceFile& file);

// The top level holds what it is meant to hold and dotfiles.
Findings CheckTopLevel(const std::vector<std::string>& paths);

}  // namespace motcua::tidy

#endif  // MOTCUA_TESTS_TIDY_RULES_H_
