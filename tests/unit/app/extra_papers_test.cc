// Papers beyond the procedure's own keep their names, encrypted like everything personal.
#include <gtest/gtest.h>

#include "common/base/file.h"
#include "server/app/queries.h"
#include "server/storage/verify.h"
#include "tests/support/town.h"

namespace motcua::app {
namespace {

TEST(ExtraPapersTest, AreKeptEncryptedAndShownAgain) {
  Town town;
  ASSERT_TRUE(town.AddPerson("19804").ok());
  const Caller clerk = town.Person("19804");
  domain::Draft draft = Town::Draft("1.004873");
  draft.components = {{1, "", 1, ""}, {0, "Giay uy quyen cua ba Hoa", 2, ""}};
  const auto received = town.Do(clerk, "", 0, domain::ReceiveInput{draft});
  ASSERT_TRUE(received.ok()) << received.status();
  const std::string id = received->dossier.key.ToString();

  town.Reopen();
  const auto shown = GetDossier(town.context(), clerk, id);
  ASSERT_TRUE(shown.ok()) << shown.status();
  EXPECT_EQ(shown->dossier.components, received->dossier.components);
  ASSERT_EQ(shown->dossier.components.size(), 2u);
  EXPECT_EQ(shown->dossier.components[1].name, "Giay uy quyen cua ba Hoa");
  EXPECT_NE(shown->receipt->text.find("Giay uy quyen cua ba Hoa"), std::string::npos);

  const auto report = storage::Verify(town.storage(), {});
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->difference_count, 0u);
  for (const char* file : {"motcua.db", "motcua.db-wal"}) {
    const auto bytes = ReadFile(town.path() / file);
    ASSERT_TRUE(bytes.ok()) << bytes.status();
    EXPECT_EQ(bytes->find("uy quyen cua"), std::string::npos) << file;
  }
}

}  // namespace
}  // namespace motcua::app
