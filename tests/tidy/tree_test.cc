// The rules of rules.h on the files of this tree.
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "tests/tidy/rules.h"
#include "tests/tidy/source_tree.h"

namespace motcua::tidy {
namespace {

// Where SQL is put together, from names of columns and tables of ours and never from a value.
const std::vector<std::string>& MadeSql() {
  static const std::vector<std::string> kFiles{
      "server/storage/figure_columns.cc",  // lists of figure columns by kind of counting
      "server/storage/figure_sums.cc",     // the same sums over several tables
      "server/storage/recount.cc",         // one comparison for every table of figures
      "server/storage/tally_table.cc",     // upserts over those columns
  };
  return kFiles;
}

std::string OnEveryFile(const std::function<Findings(const SourceFile&)>& rule) {
  static const std::vector<SourceFile> files =
      ReadFiles(MOTCUA_SOURCE_DIR, ListFiles(MOTCUA_SOURCE_DIR));
  if (files.size() < 100) return "git lists no files in " MOTCUA_SOURCE_DIR;
  Findings all;
  for (const SourceFile& file : files) {
    for (Finding& f : rule(file)) all.push_back(std::move(f));
  }
  return Print(all);
}

TEST(TreeTest, EveryFileIsCleanText) { EXPECT_EQ(OnEveryFile(CheckText), ""); }

TEST(TreeTest, NothingIsPutOff) { EXPECT_EQ(OnEveryFile(CheckWords), ""); }

TEST(TreeTest, NoForbiddenCall) { EXPECT_EQ(OnEveryFile(CheckCalls), ""); }

TEST(TreeTest, SqlIsWrittenWhole) {
  EXPECT_EQ(OnEveryFile([](const SourceFile& file) { return CheckSql(file, MadeSql()); }), "");
}

TEST(TreeTest, FilesAreSmall) { EXPECT_EQ(OnEveryFile(CheckSize), ""); }

TEST(TreeTest, EveryHeaderIsGuardedByItsPath) { EXPECT_EQ(OnEveryFile(CheckGuard), ""); }

TEST(TreeTest, ScriptsEndAtTheFirstError) { EXPECT_EQ(OnEveryFile(CheckScript), ""); }

TEST(TreeTest, TopLevelHoldsOnlyItsRooms) {
  const std::vector<std::string> paths = ListFiles(MOTCUA_SOURCE_DIR);
  ASSERT_FALSE(paths.empty());
  EXPECT_EQ(Print(CheckTopLevel(paths)), "");
}

}  // namespace
}  // namespace motcua::tidy
