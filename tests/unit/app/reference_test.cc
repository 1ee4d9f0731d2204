#include "server/app/reference.h"

#include "tests/unit/app/admin_fixture.h"

namespace motcua::app {
namespace {

void RemoveRows(std::string& text, const std::string& begin) {
  for (size_t at = text.find(begin); at != std::string::npos; at = text.find(begin)) {
    text.erase(at, text.find('\n', at + 1) - at);
  }
}

class ReferenceTest : public AdminTest {};

TEST_F(ReferenceTest, ImportOfOneBadListChangesNoList) {
  const uint64_t log = LogSize();
  ReferenceTexts texts =
      ReadReferenceFolder(std::string(MOTCUA_SOURCE_DIR) + "/deploy/data").value();
  ASSERT_EQ(texts.size(), ReferenceLists().size());
  const ReferenceTexts shipped = texts;
  texts[kHoursReference] += "19804\tSat\t07:30-11:00\tsáng thứ bảy\n";
  texts[kHolidaysReference] += "99999\t2026-03-03\tclosure\t\tBão\tStorm\tx\tfound\n";
  const auto refused = ImportReferences(context(), InstallationCaller(), texts);
  EXPECT_EQ(ReasonOf(refused), "LINE_INVALID");
  EXPECT_EQ(GetErrorValues(refused.status())["file"], "holidays.tsv");
  EXPECT_EQ(LogSize(), log);

  texts[kHolidaysReference] = shipped.at(kHolidaysReference);
  const auto imported = ImportReferences(context(), InstallationCaller(), texts);
  ASSERT_TRUE(imported.ok()) << imported.status();
  EXPECT_THAT(imported->changed, testing::ElementsAre(kHoursReference));
  EXPECT_EQ(LogSize(), log + 1);
  const absl::Status exported = ExportReferences(installation_->storage(), folder_ / "lists");
  ASSERT_TRUE(exported.ok()) << exported;
  EXPECT_EQ(ReadReferenceFolder(folder_ / "lists").value(), texts);
}

TEST_F(ReferenceTest, AUnitOrVersionThatVanishesIsRefused) {
  const std::string folder = std::string(MOTCUA_SOURCE_DIR) + "/deploy/data";
  const ReferenceTexts shipped = ReadReferenceFolder(folder).value();
  const uint64_t log = LogSize();
  struct Case {
    const char* kind;
    std::string row;  // how the row begins
    const char* reason;
  };
  const Case cases[] = {{kUnitsReference, "\n19804\t", "UNIT_REMOVED"},
                        {kProceduresReference, "\n1.000656\t1\t", "PROCEDURE_VERSION_REMOVED"}};
  for (const Case& c : cases) {
    ReferenceTexts texts = shipped;
    RemoveRows(texts[c.kind], c.row);
    if (c.kind == std::string(kProceduresReference)) {
      RemoveRows(texts[kStepsReference], c.row);
      RemoveRows(texts[kComponentsReference], c.row);
    }
    EXPECT_EQ(ReasonOf(ImportReferences(context(), InstallationCaller(), texts)), c.reason);
  }
  EXPECT_EQ(LogSize(), log);
}

TEST_F(ReferenceTest, DryRunTellsWhatWouldChange) {
  ReferenceTexts texts;
  texts[kHoursReference] =
      ReadFile(std::string(MOTCUA_SOURCE_DIR) + "/deploy/data/hours.tsv").value() +
      "19804\tSat\t07:30-11:00\tsáng thứ bảy\n";
  const uint64_t log = LogSize();
  const auto result = ImportReferences(context(), InstallationCaller(), texts, /*dry_run=*/true);
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_THAT(result->changed, testing::ElementsAre(kHoursReference));
  EXPECT_EQ(LogSize(), log);
}

}  // namespace
}  // namespace motcua::app
