// Each rule catches a planted violation and lets its neighbour pass.
#include "tests/tidy/rules.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/tidy/tokens.h"

namespace motcua::tidy {
namespace {

std::string Lines(int count) { return std::string(static_cast<size_t>(count), '\n'); }

TEST(TokensTest, CommentsAreLeftOutAndStringsKept) {
  const std::vector<Token> tokens =
      Tokens("a /* b\n */ \"c // d\" \"\\\"e\"\n// f\nR\"x(g\n\"h\")x\" 'i' ->");
  ASSERT_EQ(tokens.size(), 4U);
  EXPECT_EQ(tokens[0].text, "a");
  EXPECT_EQ(tokens[1].text, "c // d\\\"eg\n\"h\"");
  EXPECT_EQ(tokens[1].kind, TokenKind::kString);
  EXPECT_EQ(tokens[1].line, 2);
  EXPECT_EQ(tokens[2].kind, TokenKind::kCharacter);
  EXPECT_EQ(tokens[2].line, 5);
  EXPECT_EQ(tokens[3].text, "->");
}

TEST(TokensTest, DigitSeparatorIsNoCharacterLiteral) {
  const std::vector<Token> tokens = Tokens("1'000 x");
  ASSERT_EQ(tokens.size(), 2U);
  EXPECT_EQ(tokens[1].text, "x");
}

TEST(TokensTest, UnfinishedTextEnds) {
  EXPECT_EQ(Tokens("\"abc").size(), 1U);
  EXPECT_EQ(Tokens("/* abc").size(), 0U);
  EXPECT_EQ(Tokens("R\"(abc").size(), 0U);
  EXPECT_EQ(Tokens("'\\").size(), 1U);
}

TEST(RulesTest, TextMustBeUtf8WithoutTabs) {
  EXPECT_EQ(Print(CheckText({"a.cc", "Quảng Điền\n"})), "");
  EXPECT_EQ(Print(CheckText({"a.cc", ""})), "");
  EXPECT_EQ(Print(CheckText({"a.cc", "x\n\ty\n"})), "a.cc:2: tab\n");
  EXPECT_EQ(Print(CheckText({"a.tsv", "x\ty \n"})), "");
  EXPECT_EQ(Print(CheckText({"a.md", "x \n"})), "a.md:1: white space at a line's end\n");
  EXPECT_EQ(Print(CheckText({"a.cc", "x\r\n"})), "a.cc:1: carriage return\n");
  EXPECT_EQ(Print(CheckText({"a.cc", "x"})), "a.cc:1: no line feed at the end\n");
  EXPECT_EQ(Print(CheckText({"a.cc", std::string("\0\n", 2)})), "a.cc:1: NUL\n");
  EXPECT_EQ(Print(CheckText({"a.cc", "\xEF\xBB\xBFx\n"})), "a.cc:1: byte order mark\n");
}

TEST(RulesTest, EveryWrongFormOfUtf8IsFound) {
  for (const char* text : {"\xC0\xAF", "\xC3", "\xE1\xBB", "\xE0\x80\xAF", "\xED\xA0\x80", "\xFF",
                           "\xF0\x80\x80\xAF", "\xF4\x90\x80\x80", "\x80"}) {
    EXPECT_EQ(Print(CheckText({"a.cc", std::string("x\n") + text + "\n"})), "a.cc:2: not UTF-8\n");
  }
}

TEST(RulesTest, WordsThatPutWorkOffAreFound) {
  const std::string open = "TO";
  EXPECT_EQ(CheckWords({"a.sh", "x\n# " + open + "DO: later\n"}).size(), 1U);
  EXPECT_EQ(CheckWords({"a.h", "// FIX" + std::string("ME\n")}).size(), 1U);
  EXPECT_EQ(CheckWords({"a.h", "// X" + std::string("XX HA") + "CK\n"}).size(), 2U);
  EXPECT_EQ(Print(CheckWords({"a.cc", "\"/tmp/motcua-XXXXXX\"; todo, HACKNEY\n"})), "");
}

TEST(RulesTest, ForbiddenCallsAreFound) {
  EXPECT_EQ(Print(CheckCalls({"server/a.cc", "\nint r = std::system(\"ls\");\n"})),
            "server/a.cc:2: forbidden call: system\n");
  EXPECT_EQ(CheckCalls({"common/a.cc", "rand();"}).size(), 1U);
  EXPECT_EQ(CheckCalls({"common/a.cc", "sprintf (b, f);"}).size(), 1U);
  EXPECT_EQ(CheckCalls({"common/a.cc", "f(&sqlite3_expanded_sql);"}).size(), 1U);
  EXPECT_EQ(Print(CheckCalls({"common/a.cc", "// system(x)\n\"rand()\"; grand(); o.rand();"})), "");
  EXPECT_EQ(Print(CheckCalls({"deploy/a.py", "system(x)\n"})), "");
}

TEST(RulesTest, SleepingIsFoundInTestsOnly) {
  EXPECT_EQ(CheckCalls({"tests/a.cc", "std::this_thread::sleep_for(x);"}).size(), 1U);
  EXPECT_EQ(CheckCalls({"tests/a.cc", "usleep(1); sleep(2);"}).size(), 2U);
  EXPECT_EQ(Print(CheckCalls({"tests/a.cc", "options.sleep(x); .sleep = f;"})), "");
  EXPECT_EQ(Print(CheckCalls({"client/a.cc", "std::this_thread::sleep_for(x);"})), "");
}

TEST(RulesTest, SqlFromPiecesIsFound) {
  const std::vector<std::string> pieces = {
      R"x(q = "SELECT a FROM t WHERE b = '" + name + "'";)x",
      R"x(q = "SELECT a FROM t" + where;)x",
      R"x(q = head + " WHERE a = 1";)x",
      R"x(q += " WHERE a = 1";)x",
      R"x(q = absl::StrCat("DELETE FROM t WHERE a = ", id);)x",
      R"x(q = fmt::format("INSERT INTO t VALUES ({})", id);)x",
      R"x(out << "UPDATE t SET a = 1";)x",
      R"x(q = "SELECT a FROM "; q.append(table);)x",
      R"x(q = R"sql(SELECT a FROM t LIMIT )sql" + n;)x",
      R"x(f("DELETE FROM t WHERE a = '", name, "'");)x",
      R"x(snprintf(b, n, "SELECT %d", 1);)x",
  };
  for (const std::string& text : pieces) {
    EXPECT_FALSE(CheckSql({"server/storage/a.cc", text}, {}).empty()) << text;
    EXPECT_EQ(Print(CheckSql({"server/storage/a.cc", text}, {"server/storage/a.cc"})), "") << text;
    EXPECT_EQ(Print(CheckSql({"tests/a.cc", text}, {})), "") << text;
  }
}  // namespace

TEST(RulesTest, SqlWrittenWholeAndPlainWordsPass) {
  const std::vector<std::string> whole = {
      R"x(q = "SELECT a FROM t " "WHERE b = $1";)x",
      R"x(Query q(conn, "INSERT INTO t (a) VALUES ($1) ON CONFLICT (a) DO NOTHING");)x",
      R"x(Query q(conn, "SELECT " MOTCUA_COLUMNS " FROM t WHERE a = 'b'");)x",
      R"x(m = "Choose from " + list;)x",
      R"x(m = "Where it lies: " + place + "; update the values (all)";)x",
      R"x(// q = "SELECT a FROM t" + where)x",
  };
  for (const std::string& text : whole) {
    EXPECT_EQ(Print(CheckSql({"server/storage/a.cc", text}, {})), "") << text;
  }
}

TEST(RulesTest, LongFilesAreFound) {
  EXPECT_EQ(Print(CheckSize({"a.h", Lines(300)})), "");
  EXPECT_EQ(Print(CheckSize({"a.h", Lines(301)})), "a.h: 301 lines, at most 300\n");
  EXPECT_EQ(Print(CheckSize({"a.cc", Lines(600)})), "");
  EXPECT_EQ(CheckSize({"a.cc", Lines(601)}).size(), 1U);
  EXPECT_EQ(CheckSize({"a.proto", Lines(451)}).size(), 1U);
  EXPECT_EQ(Print(CheckSize({"a.tsv", Lines(4000)})), "");
}

TEST(RulesTest, HeaderWithoutItsGuardIsFound) {
  const std::string good =
      "// Text.\n#ifndef MOTCUA_A_B_C_H_\n#define MOTCUA_A_B_C_H_\n#endif  // MOTCUA_A_B_C_H_\n";
  EXPECT_EQ(Print(CheckGuard({"a/b_c.h", good})), "");
  EXPECT_EQ(CheckGuard({"a/d.h", good}).size(), 1U);
  EXPECT_EQ(CheckGuard({"a/b_c.h", good + "int x;\n"}).size(), 1U);
  EXPECT_EQ(CheckGuard({"a/b_c.h", "#pragma once\n"}).size(), 1U);
  EXPECT_EQ(Print(CheckGuard({"a/b_c.cc", ""})), "");
}

TEST(RulesTest, ScriptThatGoesOnAfterAnErrorIsFound) {
  EXPECT_EQ(Print(CheckScript({"a.sh", "#!/bin/sh\n# Text.\nset -eu\n"})), "");
  EXPECT_EQ(CheckScript({"a.sh", "#!/bin/sh\necho set -e\n"}).size(), 1U);
  EXPECT_EQ(CheckScript({"a.sh", "set -e\n"}).size(), 1U);
  EXPECT_EQ(Print(CheckScript({"a.py", ""})), "");
}

TEST(RulesTest, StrangerAtTheTopLevelIsFound) {
  EXPECT_EQ(Print(CheckTopLevel({"README.md", "server/main.cc", ".clang-format", ".ci/run"})), "");
  EXPECT_EQ(Print(CheckTopLevel({"docs/a.md", "docs/b.md", "NOTES.md"})),
            "NOTES.md: has no place at the top level\ndocs: has no place at the top level\n");
}

}  // namespace
}  // namespace motcua::tidy
