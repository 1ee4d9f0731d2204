// A match by something personal tells whose dossier it is: only who sees the contents gets one.
#include <gtest/gtest.h>

#include "server/app/queries.h"
#include "tests/support/town.h"

namespace motcua::app {
namespace {

TEST(FindDossiersTest, MatchesByPersonalDataNeedTheRightToTheContents) {
  Town town;
  ASSERT_TRUE(town.AddPerson("19804").ok());
  const Caller clerk = town.Person("19804");
  const Caller supervisor = town.Supervisor("46");
  const auto received = town.Do(clerk, "", 0, domain::ReceiveInput{Town::Draft("1.004873")});
  ASSERT_TRUE(received.ok()) << received.status();

  const auto found = [&](const Caller& caller, const FindQuery& query) {
    const auto page = FindDossiers(town.context(), caller, query);
    EXPECT_TRUE(page.ok()) << page.status();
    return page.ok() ? page->items.size() : 99;
  };
  const domain::Applicant citizen = Town::Citizen();
  FindQuery by_number, by_phone, by_name, by_code;
  by_number.identity_number = citizen.identity_number;
  by_phone.phone = citizen.phone;
  by_name.name = "tran thi hoa";
  by_code.code = received->dossier.code;
  for (const FindQuery& personal : {by_number, by_phone, by_name}) {
    EXPECT_EQ(found(clerk, personal), 1u);
    EXPECT_EQ(found(supervisor, personal), 0u);
  }
  EXPECT_EQ(found(clerk, by_code), 1u);
  EXPECT_EQ(found(supervisor, by_code), 1u) << "the outline, by the code on the slip";
}

}  // namespace
}  // namespace motcua::app
