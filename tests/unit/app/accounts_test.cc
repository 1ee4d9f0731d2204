#include "server/app/accounts.h"

#include "tests/unit/app/admin_fixture.h"

namespace motcua::app {
namespace {

using domain::Bit;
using domain::Role;

constexpr domain::RoleSet kAdmin = Bit(Role::kAdministrator);

class AccountsTest : public AdminTest {
 protected:
  // An administrator of Huế.
  static Caller HueAdmin() {
    Caller caller = InstallationCaller();
    caller.actor.account = "hue.qt";
    caller.actor.unit = caller.actor.office = "46";
    return caller;
  }
  static AccountDraft Lan() {
    return {"lan.nt", "Nguyễn Thị Lan", "19804", Bit(Role::kReceivingClerk), false};
  }
};

TEST_F(AccountsTest, RepeatedCreationIsAnsweredWithTheFirstAnswerWithoutTheSecret) {
  const AdminRequest request = NewRequest("a");
  const auto first = accounts_->Create(HueAdmin(), request, Lan());
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->initial_password.size(), 19u);
  const uint64_t log = LogSize();
  Reopen();
  const auto again = accounts_->Create(HueAdmin(), request, Lan());
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->initial_password, "");
  EXPECT_EQ(again->account.name, "lan.nt");
  EXPECT_EQ(again->account.full_name, "Nguyễn Thị Lan");
  EXPECT_EQ(again->account.unit, "19804");
  EXPECT_EQ(again->account.roles, Bit(Role::kReceivingClerk));
  EXPECT_EQ(again->account.version, 1);
  EXPECT_EQ(LogSize(), log) << "nothing was written";
}

TEST_F(AccountsTest, RequestIdWithOtherContentCallerOrMethodIsReused) {
  const AdminRequest request = NewRequest("a");
  ASSERT_TRUE(accounts_->Create(HueAdmin(), request, Lan()).ok());
  const uint64_t log = LogSize();
  AdminRequest other = request;
  other.content = "b";
  EXPECT_EQ(ReasonOf(accounts_->Create(HueAdmin(), other, Lan())), "REQUEST_ID_REUSED");
  Caller colleague = HueAdmin();
  colleague.actor.account = "hue.qt2";
  EXPECT_EQ(ReasonOf(accounts_->Create(colleague, request, Lan())), "REQUEST_ID_REUSED");
  EXPECT_EQ(ReasonOf(accounts_->Update(HueAdmin(), request, Lan(), "1")), "REQUEST_ID_REUSED");
  EXPECT_EQ(ReasonOf(accounts_->ResetPassword(HueAdmin(), request, "lan.nt", "1")),
            "REQUEST_ID_REUSED");
  EXPECT_EQ(ReasonOf(stations_->Create(HueAdmin(), request, "19804", "Quầy 1")),
            "REQUEST_ID_REUSED");
  EXPECT_EQ(LogSize(), log);
}

TEST_F(AccountsTest, BadFieldsLeaveNothingWritten) {
  const uint64_t log = LogSize();
  struct Case {
    const char* what;
    std::function<void(AccountDraft&)> spoil;
    const char* reason;
  };
  const Case cases[] = {
      {"short name", [](AccountDraft& d) { d.name = "ab"; }, "FIELD_INVALID"},
      {"capital", [](AccountDraft& d) { d.name = "Lan"; }, "FIELD_INVALID"},
      {"slash", [](AccountDraft& d) { d.name = "a/b/c"; }, "FIELD_INVALID"},
      {"41 letters", [](AccountDraft& d) { d.name = std::string(41, 'a'); }, "FIELD_INVALID"},
      {"no full name", [](AccountDraft& d) { d.full_name = ""; }, "FIELD_INVALID"},
      {"81 letters", [](AccountDraft& d) { d.full_name = std::string(81, 'a'); }, "FIELD_INVALID"},
      {"line end", [](AccountDraft& d) { d.full_name = "a\nb"; }, "FIELD_INVALID"},
      {"not UTF-8", [](AccountDraft& d) { d.full_name = "a\xff"; }, "FIELD_INVALID"},
      {"no role", [](AccountDraft& d) { d.roles = 0; }, "FIELD_INVALID"},
      {"unknown role", [](AccountDraft& d) { d.roles = 1u << 20; }, "FIELD_INVALID"},
      {"no unit", [](AccountDraft& d) { d.unit = "99999"; }, "UNIT_NOT_FOUND"},
      {"not his unit", [](AccountDraft& d) { d.unit = "20194"; }, "UNIT_OUT_OF_SIGHT"},
  };
  for (const Case& c : cases) {
    AccountDraft draft = Lan();
    c.spoil(draft);
    EXPECT_EQ(ReasonOf(accounts_->Create(HueAdmin(), NewRequest(), draft)), c.reason) << c.what;
  }
  EXPECT_EQ(ReasonOf(accounts_->Create(HueAdmin(), {"7", ""}, Lan())), "FIELD_INVALID");
  EXPECT_EQ(LogSize(), log);
}

TEST_F(AccountsTest, SecondAccountOfANameIsRefused) {
  ASSERT_TRUE(accounts_->Create(HueAdmin(), NewRequest(), Lan()).ok());
  EXPECT_EQ(ReasonOf(accounts_->Create(HueAdmin(), NewRequest(), Lan())), "ACCOUNT_EXISTS");
}

TEST_F(AccountsTest, StaleEtagChangesNothing) {
  ASSERT_TRUE(accounts_->Create(HueAdmin(), NewRequest(), Lan()).ok());
  AccountDraft draft = Lan();
  draft.roles = Bit(Role::kHead);
  EXPECT_EQ(ReasonOf(accounts_->Update(HueAdmin(), NewRequest(), draft, "1")), "OK");
  const uint64_t log = LogSize();
  const auto stale = accounts_->Update(HueAdmin(), NewRequest(), Lan(), "1");
  EXPECT_EQ(ReasonOf(stale), "ETAG_MISMATCH");
  EXPECT_EQ(GetErrorValues(stale.status())["etag"], "2");
  EXPECT_EQ(ReasonOf(accounts_->Update(HueAdmin(), NewRequest(), Lan(), "")), "FIELD_INVALID");
  EXPECT_EQ(ReasonOf(accounts_->ResetPassword(HueAdmin(), NewRequest(), "lan.nt", "1")),
            "ETAG_MISMATCH");
  EXPECT_EQ(LogSize(), log);
}

TEST_F(AccountsTest, AccountsElsewhereDoNotExistForAnAdministrator) {
  Add("da.nang", "20194", Bit(Role::kOfficer));
  AccountDraft draft{"da.nang", "X", "19804", Bit(Role::kOfficer), false};
  EXPECT_EQ(ReasonOf(accounts_->Get(HueAdmin(), "da.nang")), "ACCOUNT_NOT_FOUND");
  EXPECT_EQ(ReasonOf(accounts_->Update(HueAdmin(), NewRequest(), draft, "1")), "ACCOUNT_NOT_FOUND");
  EXPECT_EQ(ReasonOf(accounts_->ResetPassword(HueAdmin(), NewRequest(), "da.nang", "1")),
            "ACCOUNT_NOT_FOUND");
  EXPECT_EQ(ReasonOf(accounts_->Get(HueAdmin(), "khong.co")), "ACCOUNT_NOT_FOUND");
  Caller clerk = HueAdmin();
  clerk.actor.roles = Bit(Role::kReceivingClerk);
  EXPECT_EQ(ReasonOf(accounts_->Create(clerk, NewRequest(), Lan())), "ROLE_MISSING");
  EXPECT_EQ(ReasonOf(accounts_->List(clerk, "", 0, "")), "ROLE_MISSING");
}

TEST_F(AccountsTest, NobodyMovesAnAccountOutOfTheOwnUnits) {
  ASSERT_TRUE(accounts_->Create(HueAdmin(), NewRequest(), Lan()).ok());
  AccountDraft draft = Lan();
  draft.unit = "20194";
  EXPECT_EQ(ReasonOf(accounts_->Update(HueAdmin(), NewRequest(), draft, "1")), "UNIT_OUT_OF_SIGHT");
}

TEST_F(AccountsTest, AnAdministratorCannotShutTheOwnAccount) {
  Add("hue.qt", "46", kAdmin);
  AccountDraft draft{"hue.qt", "Quản trị", "46", kAdmin, true};
  EXPECT_EQ(ReasonOf(accounts_->Update(HueAdmin(), NewRequest(), draft, "1")), "OWN_ACCOUNT");
  draft.disabled = false;
  draft.roles = Bit(Role::kHead);
  EXPECT_EQ(ReasonOf(accounts_->Update(HueAdmin(), NewRequest(), draft, "1")), "OWN_ACCOUNT");
  draft.roles = kAdmin | Bit(Role::kAuditor);
  EXPECT_EQ(ReasonOf(accounts_->Update(HueAdmin(), NewRequest(), draft, "1")), "OK");
}

TEST_F(AccountsTest, ListsPageByNameAndShowOnlyTheUnitsAsked) {
  for (const char* name : {"ccc", "aaa", "bbb"}) Add(name, "19804", Bit(Role::kOfficer));
  Add("kim", "19774", Bit(Role::kOfficer));
  Add("dan", "20194", Bit(Role::kOfficer));
  const auto names = [](const AccountPage& page) {
    std::vector<std::string> all;
    for (const auto& account : page.items) all.push_back(account.name);
    return all;
  };
  const auto whole = accounts_->List(HueAdmin(), "", 0, "");
  ASSERT_TRUE(whole.ok());
  EXPECT_THAT(names(*whole), testing::ElementsAre("aaa", "bbb", "ccc", "kim"));
  const auto first = accounts_->List(HueAdmin(), "19804", 2, "");
  ASSERT_TRUE(first.ok());
  EXPECT_THAT(names(*first), testing::ElementsAre("aaa", "bbb"));
  const auto second = accounts_->List(HueAdmin(), "19804", 2, first->next_page_token);
  ASSERT_TRUE(second.ok());
  EXPECT_THAT(names(*second), testing::ElementsAre("ccc"));
  EXPECT_EQ(second->next_page_token, "");
  EXPECT_EQ(ReasonOf(accounts_->List(HueAdmin(), "19774", 2, first->next_page_token)),
            "PAGE_TOKEN_INVALID");
  EXPECT_EQ(ReasonOf(accounts_->List(HueAdmin(), "19804", 2, "00")), "PAGE_TOKEN_INVALID");
  EXPECT_EQ(ReasonOf(accounts_->List(HueAdmin(), "19804", -1, "")), "FIELD_INVALID");
}

TEST_F(AccountsTest, ResettingThePasswordEndsTheSessionsAndTheOldPassword) {
  const std::string station = Enrol("19804");
  const std::string token = Start(station, "lan.nt", Add("lan.nt", "19804", Bit(Role::kOfficer)));
  const AdminRequest request = NewRequest();
  const auto reset = accounts_->ResetPassword(HueAdmin(), request, "lan.nt", "2");
  ASSERT_TRUE(reset.ok()) << reset.status();
  EXPECT_EQ(Try(station, token), "SESSION_MISSING");
  EXPECT_EQ(ReasonOf(SignIn(station, "lan.nt", kNewPassword)), "SIGN_IN_FAILED");
  const auto again = accounts_->ResetPassword(HueAdmin(), request, "lan.nt", "2");
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->initial_password, "");
  EXPECT_EQ(again->account.version, 3);
  EXPECT_EQ(ReasonOf(SignIn(station, "lan.nt", reset->initial_password)), "OK");
}

}  // namespace
}  // namespace motcua::app
