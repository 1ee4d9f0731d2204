#include "tests/tidy/rules.h"

#include <algorithm>
#include <array>
#include <regex>
#include <set>
#include <sstream>
#include <string_view>

#include "tests/tidy/tokens.h"

namespace motcua::tidy {
namespace {

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool StartsWith(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

bool IsCpp(std::string_view path) { return EndsWith(path, ".h") || EndsWith(path, ".cc"); }

int LineAt(std::string_view text, size_t at) {
  return 1 +
         static_cast<int>(std::count(text.begin(), text.begin() + static_cast<int64_t>(at), '\n'));
}

// Bytes of the character at the start of `text`; 0 if it is none (RFC 3629 §4).
size_t CharacterSize(std::string_view text) {
  const auto byte = [&](size_t i) -> unsigned {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const auto tail = [&](size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return tail(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    if (first == 0xE0 && byte(1) < 0xA0) return 0;
    if (first == 0xED && byte(1) > 0x9F) return 0;
    return tail(1) && tail(2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    if (first == 0xF0 && byte(1) < 0x90) return 0;
    if (first == 0xF4 && byte(1) > 0x8F) return 0;
    return tail(1) && tail(2) && tail(3) ? 4 : 0;
  }
  return 0;
}

// Whether the string begins, or goes on with, a statement of SQL. In capitals, as all of ours are;
// a keyword alone is an English word.
bool IsSql(const std::string& text) {
  static const std::regex kSql(
      R"((SELECT\s|INSERT (OR \w+ )?INTO|UPDATE \w+ SET|DELETE FROM|\bFROM \w+ |\bWHERE\s|\bVALUES ?\(|ORDER BY|ON CONFLICT))");
  return std::regex_search(text, kSql);
}

// The function whose argument list holds token `i`; "" if there is none.
std::string_view CalleeAt(const std::vector<Token>& tokens, size_t i) {
  int depth = 0;
  while (i-- > 0) {
    const Token& token = tokens[i];
    if (token.kind != TokenKind::kPunctuation) continue;
    if (token.text == ")") ++depth;
    if (token.text == ";" && depth == 0) return "";
    if (token.text == "(" && depth-- == 0) {
      return i > 0 && tokens[i - 1].kind == TokenKind::kWord ? tokens[i - 1].text
                                                             : std::string_view();
    }
  }
  return "";
}

}  // namespace

std::string Print(const Findings& findings) {
  std::ostringstream out;
  for (const Finding& f : findings) {
    out << f.path;
    if (f.line > 0) out << ":" << f.line;
    out << ": " << f.message << "\n";
  }
  return out.str();
}

Findings CheckText(const SourceFile& file) {
  Findings findings;
  const std::string_view text = file.text;
  const auto add = [&](size_t at, std::string message) {
    findings.push_back({file.path, LineAt(text, at), std::move(message)});
  };
  if (StartsWith(text, "\xEF\xBB\xBF")) add(0, "byte order mark");
  for (size_t at = 0; at < text.size();) {
    const size_t size = CharacterSize(text.substr(at));
    if (size == 0) {
      add(at, "not UTF-8");
      return findings;
    }
    at += size;
  }
  if (const size_t at = text.find('\0'); at != text.npos) add(at, "NUL");
  if (const size_t at = text.find('\r'); at != text.npos) add(at, "carriage return");
  if (!EndsWith(file.path, ".tsv")) {
    if (const size_t at = text.find('\t'); at != text.npos) add(at, "tab");
    if (const size_t at = text.find(" \n"); at != text.npos) add(at, "white space at a line's end");
  }
  if (!text.empty() && text.back() != '\n') add(text.size() - 1, "no line feed at the end");
  return findings;
}

Findings CheckWords(const SourceFile& file) {
  // Put together here so that this file passes its own rule.
  static const std::regex kWords(std::string(R"(\b(TO)") + "DO|FIX" + "ME|XX" + "X|HA" +
                                 R"(CK)\b)");
  Findings findings;
  for (std::sregex_iterator it(file.text.begin(), file.text.end(), kWords), end; it != end; ++it) {
    findings.push_back({file.path, LineAt(file.text, static_cast<size_t>(it->position())),
                        "work put off: " + it->str()});
  }
  return findings;
}

Findings CheckCalls(const SourceFile& file) {
  static const std::set<std::string_view> kNever{
      "system", "rand",   "srand",  "gets", "strcpy", "strcat", "sprintf", "vsprintf",
      "strtok", "tmpnam", "mktemp", "atoi", "atof",   "vfork",  "alloca"};
  static const std::set<std::string_view> kNotInTests{"sleep", "usleep", "nanosleep", "sleep_for",
                                                      "sleep_until"};
  Findings findings;
  if (!IsCpp(file.path)) return findings;
  const bool test = StartsWith(file.path, "tests/");
  const std::vector<Token> tokens = Tokens(file.text);
  for (size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.kind != TokenKind::kWord) continue;
    const auto add = [&](std::string message) {
      findings.push_back({file.path, token.line, std::move(message)});
    };
    if (token.text == "sqlite3_expanded_sql") add("its text holds bound values");
    const bool call = i + 1 < tokens.size() && tokens[i + 1].text == "(";
    const bool member = i > 0 && (tokens[i - 1].text == "." || tokens[i - 1].text == "->");
    if (!call || member) continue;
    if (kNever.count(token.text) > 0) add("forbidden call: " + token.text);
    if (test && kNotInTests.count(token.text) > 0) {
      add("a test moves time by a TimeSource: " + token.text);
    }
  }
  return findings;
}

Findings CheckSql(const SourceFile& file, const std::vector<std::string>& made_sql) {
  static const std::set<std::string_view> kJoins{"+", "+=", "<<"};
  static const std::set<std::string_view> kMakers{"StrCat", "StrAppend", "Substitute", "StrFormat",
                                                  "format", "append",    "snprintf",   "arg"};
  Findings findings;
  const bool ours = StartsWith(file.path, "common/") || StartsWith(file.path, "server/");
  if (!IsCpp(file.path) || !ours || std::count(made_sql.begin(), made_sql.end(), file.path) > 0) {
    return findings;
  }
  const std::vector<Token> tokens = Tokens(file.text);
  const std::string none;
  const auto text_at = [&](size_t i) -> const std::string& {
    return i < tokens.size() && tokens[i].kind != TokenKind::kString ? tokens[i].text : none;
  };
  for (size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.kind != TokenKind::kString || !IsSql(token.text)) continue;
    const bool joined =
        (i > 0 && kJoins.count(text_at(i - 1)) > 0) || kJoins.count(text_at(i + 1)) > 0;
    const bool made = kMakers.count(CalleeAt(tokens, i)) > 0;
    // A statement that waits for its end: `text = "SELECT x FROM "; text += table;`. A word right
    // behind a string is a macro, and so a literal as well.
    const bool goes_on = i + 1 < tokens.size() && tokens[i + 1].kind == TokenKind::kWord;
    const char last = token.text.back();
    const bool open_quote =
        last == '\'' && std::count(token.text.begin(), token.text.end(), '\'') % 2 == 1;
    const bool open =
        !goes_on && (std::string_view(" (,=").find(last) != std::string_view::npos || open_quote);
    if (joined || made || open) {
      findings.push_back({file.path, token.line, "SQL put together from pieces"});
    }
  }
  return findings;
}

Findings CheckSize(const SourceFile& file) {
  struct Limit {
    std::string_view ending;
    int64_t lines;
  };
  static constexpr std::array<Limit, 3> kLimits{{{".h", 300}, {".cc", 600}, {".proto", 450}}};
  const int64_t lines = std::count(file.text.begin(), file.text.end(), '\n');
  for (const Limit& limit : kLimits) {
    if (EndsWith(file.path, limit.ending) && lines > limit.lines) {
      return {
          {file.path, 0, std::to_string(lines) + " lines, at most " + std::to_string(limit.lines)}};
    }
  }
  return {};
}

Findings CheckGuard(const SourceFile& file) {
  if (!EndsWith(file.path, ".h")) return {};
  std::string guard = "MOTCUA_";
  for (const char c : file.path) {
    const bool letter = c >= 'a' && c <= 'z';
    const bool kept = letter || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    guard += letter ? static_cast<char>(c - 'a' + 'A') : kept ? c : '_';
  }
  guard += '_';
  const std::string opening = "#ifndef " + guard + "\n#define " + guard + "\n";
  const std::string closing = "#endif  // " + guard + "\n";
  Findings findings;
  if (file.text.find(opening) == std::string::npos) {
    findings.push_back({file.path, 0, "no include guard " + guard});
  } else if (!EndsWith(file.text, closing)) {
    findings.push_back({file.path, 0, "does not end with #endif  // " + guard});
  }
  return findings;
}

Findings CheckScript(const SourceFile& file) {
  Findings findings;
  if (!EndsWith(file.path, ".sh")) return findings;
  if (!StartsWith(file.text, "#!")) findings.push_back({file.path, 1, "names no interpreter"});
  if (!std::regex_search(file.text, std::regex(R"((^|\n)set -e)"))) {
    findings.push_back({file.path, 0, "goes on after an error: no set -e"});
  }
  return findings;
}

Findings CheckTopLevel(const std::vector<std::string>& paths) {
  static const std::set<std::string> kAllowed{"CMakeLists.txt", "README.md", "client", "common",
                                              "deploy",         "proto",     "server", "tests"};
  std::set<std::string> found;
  for (const std::string& path : paths) found.insert(path.substr(0, path.find('/')));
  Findings findings;
  for (const std::string& name : found) {
    if (name.front() != '.' && kAllowed.count(name) == 0) {
      findings.push_back({name, 0, "has no place at the top level"});
    }
  }
  return findings;
}

}  // namespace motcua::tidy
