#include "tests/tidy/layering.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/tidy/source_tree.h"

namespace motcua::tidy {
namespace {

constexpr char kDeps[] = "tests/tidy/layering.deps";

Layering Read() {
  const std::vector<SourceFile> files = ReadFiles(MOTCUA_SOURCE_DIR, {kDeps});
  return files.empty() ? Layering() : ParseLayering(kDeps, files.front().text);
}

TEST(LayeringTest, ListOfRoomsIsWellFormed) {
  const Layering layering = Read();
  EXPECT_FALSE(layering.rooms.empty());
  EXPECT_EQ(Print(layering.errors), "");
}

TEST(LayeringTest, EveryIncludeFollowsAnAllowedArrow) {
  const Layering layering = Read();
  const std::vector<SourceFile> files = ReadFiles(MOTCUA_SOURCE_DIR, ListFiles(MOTCUA_SOURCE_DIR));
  ASSERT_GT(files.size(), 100U) << "git lists no files in " << MOTCUA_SOURCE_DIR;
  Findings findings;
  for (const SourceFile& file : files) {
    if (!file.path.ends_with(".h") && !file.path.ends_with(".cc")) continue;
    for (Finding& f : CheckIncludes(layering, file)) findings.push_back(std::move(f));
  }
  EXPECT_EQ(Print(findings), "");
}

// -- What the rule catches, with the real list --------------------------------------------------

struct Arrow {
  std::string from;
  std::string include;
  bool allowed;
};

TEST(LayeringTest, ArrowsOneByOne) {
  const std::vector<Arrow> arrows = {
      {"common/base/time.cc", "\"common/base/time.h\"", true},
      {"common/base/time.cc", "\"common/crypto/hash.h\"", false},
      {"common/law/clock.cc", "\"common/units/unit.h\"", true},
      {"common/units/unit.cc", "\"common/law/clock.h\"", false},
      {"common/law/clock.cc", "\"server/domain/dossier.h\"", false},
      {"common/law/clock.cc", "<openssl/evp.h>", false},
      {"common/crypto/hash.cc", "<openssl/evp.h>", true},
      {"common/sql/query.cc", "<sqlite3.h>", true},
      {"common/crypto/hash.cc", "<sqlite3.h>", false},
      {"server/storage/engine.cc", "<sqlite3.h>", false},
      {"server/storage/engine.cc", "<openssl/evp.h>", false},
      {"server/storage/engine.cc", "\"server/app/commands.h\"", false},
      {"server/storage/engine.cc", "\"common/sql/query.h\"", true},
      {"server/storage/storage.h", "\"common/sql/query.h\"", false},
      {"server/storage/storage.h", "\"server/storage/engine.h\"", false},
      {"server/storage/records.h", "\"server/storage/storage.h\"", false},
      {"server/domain/decide.cc", "\"server/domain/dossier.h\"", true},
      {"server/domain/decide.cc", "<vector>", true},
      {"server/domain/decide.cc", "<fstream>", false},
      {"server/domain/decide.cc", "<mutex>", false},
      {"server/domain/decide.cc", "<unistd.h>", false},
      {"server/domain/decide.cc", "\"server/storage/records.h\"", false},
      {"server/domain/decide.cc", "\"motcua/v1/dossier.pb.h\"", false},
      {"server/app/commands.cc", "\"server/storage/storage.h\"", true},
      {"server/app/commands.cc", "\"server/storage/engine.h\"", false},
      {"server/app/commands.cc", "\"common/sql/query.h\"", false},
      {"server/app/commands.cc", "\"server/rpc/status.h\"", false},
      {"server/app/commands.cc", "\"motcua/v1/dossier.pb.h\"", false},
      {"server/app/commands.cc", "<google/protobuf/message.h>", false},
      {"server/rpc/status.cc", "\"server/app/commands.h\"", true},
      {"server/rpc/status.cc", "<grpcpp/support/status.h>", true},
      {"server/rpc/status.cc", "\"server/storage/storage.h\"", false},
      {"server/rpc/converters/clock.cc", "\"server/storage/storage.h\"", false},
      {"server/rpc/converters/clock.cc", "<grpcpp/support/status.h>", false},
      {"server/rpc/converters/clock.cc", "\"server/rpc/reactor.h\"", false},
      {"server/rpc/status.cc", "\"server/app/installation.h\"", false},
      {"server/rpc/server.cc", "\"server/app/installation.h\"", true},
      {"server/app/commands.cc", "\"server/app/installation.h\"", false},
      {"server/app/installation.cc", "\"server/storage/sqlite_storage.h\"", true},
      {"server/app/installation.cc", "\"server/storage/engine.h\"", false},
      {"server/main.cc", "\"server/storage/verify.h\"", true},
      {"server/main.cc", "\"server/storage/engine.h\"", false},
      {"server/main.cc", "<sqlite3.h>", false},
      {"client/lib/channel.cc", "<grpcpp/channel.h>", true},
      {"client/lib/channel.cc", "\"client/cli/run.h\"", false},
      {"client/lib/channel.cc", "\"server/domain/dossier.h\"", false},
      {"client/cli/run.cc", "\"client/lib/channel.h\"", true},
      {"client/cli/run.cc", "<grpcpp/channel.h>", false},
      {"client/cli/run.cc", "\"common/sql/query.h\"", false},
      {"client/cli/run.cc", "\"common/lawless/query.h\"", false},
      {"tests/unit/x_test.cc", "<sqlite3.h>", true},
      {"server/other/x.cc", "<vector>", false},
  };
  const Layering layering = Read();
  for (const Arrow& arrow : arrows) {
    const Findings findings =
        CheckIncludes(layering, {arrow.from, "// Text.\n#include " + arrow.include + "\n"});
    EXPECT_EQ(findings.empty(), arrow.allowed) << arrow.from << " -> " << arrow.include;
  }
}

TEST(LayeringTest, FindingNamesFileAndLine) {
  const Findings findings = CheckIncludes(
      Read(),
      {"server/domain/decide.cc", "#include <vector>\n\n  #  include \"server/app/a.h\"\n"});
  EXPECT_EQ(Print(findings),
            "server/domain/decide.cc:3: server/domain may not include server/app/a.h\n");
}

TEST(LayeringTest, MacroAfterIncludeIsRefused) {
  EXPECT_EQ(CheckIncludes(Read(), {"common/base/time.cc", "#include HEADER\n"}).size(), 1U);
}

TEST(LayeringTest, ListRefusesRoomThatIsNotAbove) {
  const Layering layering = ParseLayering("x.deps", "common/a: common/b\ncommon/b: common/a\n");
  EXPECT_EQ(Print(layering.errors),
            "x.deps:1: common/a names common/b, which is not in a line above\n");
}

TEST(LayeringTest, ListRefusesLineWithoutRoom) {
  EXPECT_EQ(ParseLayering("x.deps", "  absl\n").errors.size(), 1U);
  EXPECT_EQ(ParseLayering("x.deps", "common/a absl\n").errors.size(), 1U);
}

}  // namespace
}  // namespace motcua::tidy
