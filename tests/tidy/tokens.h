// C++ text as tokens: enough to tell code from comments and strings.
#ifndef MOTCUA_TESTS_TIDY_TOKENS_H_
#define MOTCUA_TESTS_TIDY_TOKENS_H_

#include <string>
#include <string_view>
#include <vector>

namespace motcua::tidy {

enum class TokenKind { kWord, kNumber, kString, kCharacter, kPunctuation };

struct Token {
  TokenKind kind;
  std::string text;  // of a string: what stands between the quotes, escapes as written
  int line;
};

// Comments and white space are left out; strings that follow each other are one token. `->` and
// `::` and two-character assignments are one token each, other punctuation is one character a
// token.
std::vector<Token> Tokens(std::string_view text);

}  // namespace motcua::tidy

#endif  // MOTCUA_TESTS_TIDY_TOKENS_H_
