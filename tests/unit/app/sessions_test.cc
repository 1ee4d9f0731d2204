#include "server/app/sessions.h"

#include "tests/unit/app/admin_fixture.h"

namespace motcua::app {
namespace {

using domain::Bit;
using domain::Role;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class SessionsTest : public AdminTest {
 protected:
  void SetUp() override {
    AdminTest::SetUp();
    station_ = Enrol("19804");
    password_ = Add("lan.nt", "19804", Bit(Role::kReceivingClerk));
  }
  std::string station_;
  std::string password_;
};

TEST_F(SessionsTest, GivesTheActorAsTheTablesHaveIt) {
  const std::string token = Start(station_, "lan.nt", password_);
  const auto actor = sessions_->Authenticate(token, station_, false);
  ASSERT_TRUE(actor.ok()) << actor.status();
  EXPECT_EQ(actor->account, "lan.nt");
  EXPECT_EQ(actor->unit, "19804");
  EXPECT_EQ(actor->office, "19804");
  EXPECT_EQ(actor->roles, Bit(Role::kReceivingClerk));
  EXPECT_EQ(actor->station, station_);
  EXPECT_EQ(actor->station_unit, "19804");
}

TEST_F(SessionsTest, UnknownAccountDisabledAccountAndWrongPasswordAreAnsweredAlike) {
  ASSERT_TRUE(accounts_
                  ->Update(InstallationCaller(), NewRequest(),
                           {"lan.nt", "Nguyễn Lan", "19804", Bit(Role::kOfficer), true}, "1")
                  .ok());
  const auto disabled = SignIn(station_, "lan.nt", password_);
  const auto unknown = SignIn(station_, "khong.co", password_);
  const std::string other = Add("minh.tv", "19804", Bit(Role::kOfficer));
  const auto wrong = SignIn(station_, "minh.tv", password_);
  EXPECT_EQ(ReasonOf(wrong), "SIGN_IN_FAILED");
  EXPECT_EQ(unknown.status(), wrong.status());
  EXPECT_EQ(disabled.status(), wrong.status());
  EXPECT_EQ(ReasonOf(SignIn(station_, "minh.tv", other)), "OK");
}

TEST_F(SessionsTest, SignInOutsideTheStationsUnitIsRefusedAfterThePasswordWasRight) {
  const std::string other = Add("kim", "19774", Bit(Role::kOfficer));
  EXPECT_EQ(ReasonOf(SignIn(station_, "kim", other)), "ACCOUNT_OUTSIDE_STATION");
  EXPECT_EQ(ReasonOf(SignIn(station_, "kim", "wrong password")), "SIGN_IN_FAILED");
}

TEST_F(SessionsTest, FailuresSlowTheAccountTwiceAsLongEachTimeAndTimeEndsIt) {
  for (int i = 0; i < SignInThrottle::kFreeForAccount + 1; ++i) {
    EXPECT_EQ(ReasonOf(SignIn(station_, "lan.nt", "wrong")), "SIGN_IN_FAILED") << i;
  }
  const auto slowed = SignIn(station_, "lan.nt", password_);
  ASSERT_EQ(ReasonOf(slowed), "SIGN_IN_SLOWED");
  EXPECT_EQ(GetErrorValues(slowed.status())["retry_after_ms"], "1000");
  time_.Advance(seconds{1});
  EXPECT_EQ(ReasonOf(SignIn(station_, "lan.nt", "wrong")), "SIGN_IN_FAILED");
  const auto longer = SignIn(station_, "lan.nt", password_);
  ASSERT_EQ(ReasonOf(longer), "SIGN_IN_SLOWED");
  EXPECT_EQ(GetErrorValues(longer.status())["retry_after_ms"], "2000");
  time_.Advance(seconds{2});
  EXPECT_EQ(ReasonOf(SignIn(station_, "lan.nt", password_)), "OK");
  EXPECT_EQ(ReasonOf(SignIn(station_, "lan.nt", "wrong")), "SIGN_IN_FAILED") << "counted anew";
}

TEST_F(SessionsTest, UnknownAccountsAreSlowedLikeKnownOnes) {
  for (int i = 0; i < SignInThrottle::kFreeForAccount + 1; ++i) {
    EXPECT_EQ(ReasonOf(SignIn(station_, "khong.co", "wrong")), "SIGN_IN_FAILED") << i;
  }
  EXPECT_EQ(ReasonOf(SignIn(station_, "khong.co", "wrong")), "SIGN_IN_SLOWED");
}

TEST(SignInThrottleTest, AStationThatTriesManyNamesIsSlowedWhateverTheName) {
  FakeTime time(At(MakeDay(2025, 7, 1)));
  SignInThrottle throttle(time);
  for (int i = 0; i < SignInThrottle::kFreeForStation + 1; ++i) {
    ASSERT_TRUE(throttle.Begin("name" + std::to_string(i), "station").ok()) << i;
  }
  EXPECT_EQ(ErrorReason(throttle.Begin("other", "station")), "SIGN_IN_SLOWED");
  EXPECT_TRUE(throttle.Begin("other", "other station").ok());
  throttle.Succeeded("other", "other station");
}

TEST(SignInThrottleTest, NoWaitIsLongerThanAMinuteAndAnHourForgets) {
  FakeTime time(At(MakeDay(2025, 7, 1)));
  SignInThrottle throttle(time);
  for (int i = 0; i < 40; ++i) {
    ASSERT_TRUE(throttle.Begin("lan", "s" + std::to_string(i)).ok()) << i;
    time.Advance(SignInThrottle::kLongestDelay);
  }
  time.Advance(SignInThrottle::kMemory + seconds{1});
  ASSERT_TRUE(throttle.Begin("lan", "t").ok());
  EXPECT_TRUE(throttle.Begin("lan", "t").ok()) << "the first failure costs nothing again";
}

TEST(SignInThrottleTest, AnAttemptThatWasNotJudgedIsTakenBack) {
  FakeTime time(At(MakeDay(2025, 7, 1)));
  SignInThrottle throttle(time);
  for (int i = 0; i < 100; ++i) {
    ASSERT_TRUE(throttle.Begin("lan", "s").ok()) << i;
    throttle.Undecided("lan", "s");
  }
}

TEST_F(SessionsTest, InitialPasswordOpensNothingButItsOwnChange) {
  const auto session = SignIn(station_, "lan.nt", password_);
  ASSERT_TRUE(session.ok()) << session.status();
  EXPECT_TRUE(session->account.password_change_required);
  EXPECT_EQ(Try(station_, session->token), "PASSWORD_CHANGE_REQUIRED");
  const Caller caller = CallerOf(station_, session->token);
  const auto change = [&](const char* old_password, const char* new_password) {
    return ReasonOf(sessions_->ChangePassword(caller, session->token, old_password, new_password));
  };
  EXPECT_EQ(change("wrong", kNewPassword), "SIGN_IN_FAILED");
  EXPECT_EQ(change(password_.c_str(), "ngắn quá"), "FIELD_INVALID");
  EXPECT_EQ(change(password_.c_str(), password_.c_str()), "FIELD_INVALID");
  EXPECT_EQ(change(password_.c_str(), "mười hai ch\xff"), "FIELD_INVALID");
  EXPECT_EQ(Try(station_, session->token), "PASSWORD_CHANGE_REQUIRED");
  EXPECT_EQ(change(password_.c_str(), kNewPassword), "OK");
  EXPECT_EQ(Try(station_, session->token), "OK");
  EXPECT_EQ(ReasonOf(SignIn(station_, "lan.nt", password_)), "SIGN_IN_FAILED");
}

TEST_F(SessionsTest, ChangingThePasswordEndsTheOtherSessions) {
  const std::string kept = Start(station_, "lan.nt", password_);
  const auto other = SignIn(station_, "lan.nt", kNewPassword);
  ASSERT_TRUE(other.ok());
  ASSERT_EQ(Try(station_, other->token), "OK");
  ASSERT_TRUE(
      sessions_
          ->ChangePassword(CallerOf(station_, kept), kept, kNewPassword, "một mật khẩu khác nữa")
          .ok());
  EXPECT_EQ(Try(station_, kept), "OK");
  EXPECT_EQ(Try(station_, other->token), "SESSION_MISSING");
}

TEST_F(SessionsTest, TokenIsWorthNothingOnAnotherStationOrAltered) {
  const std::string token = Start(station_, "lan.nt", password_);
  const std::string second = Enrol("19804");
  EXPECT_EQ(Try(second, token), "SESSION_MISSING");
  EXPECT_EQ(Try(station_, token + "A"), "SESSION_MISSING");
  EXPECT_EQ(Try(station_, ""), "SESSION_MISSING");
  EXPECT_EQ(Try(station_, token), "OK");
}

TEST_F(SessionsTest, IdleSessionLocksAndStaysLockedAfterARestart) {
  const std::string token = Start(station_, "lan.nt", password_);
  for (int i = 0; i < 5; ++i) {
    time_.Advance(minutes{15});
    ASSERT_EQ(Try(station_, token), "OK") << "used in time, " << i;
  }
  const uint64_t before = LogSize();
  time_.Advance(minutes{15} + seconds{1});
  EXPECT_EQ(Try(station_, token), "SESSION_IDLE");
  EXPECT_EQ(Try(station_, token), "SESSION_IDLE");
  EXPECT_EQ(LogSize(), before);
  Reopen();
  EXPECT_EQ(Try(station_, token), "SESSION_MISSING");
}

TEST_F(SessionsTest, SessionSurvivesARestartButNotTheShift) {
  const std::string token = Start(station_, "lan.nt", password_);
  Reopen();
  EXPECT_EQ(Try(station_, token), "OK");
  for (int i = 0; i < 4 * 12 - 1; ++i) {
    time_.Advance(minutes{15});
    ASSERT_EQ(Try(station_, token), "OK") << i;
  }
  time_.Advance(minutes{15});
  EXPECT_EQ(Try(station_, token), "SESSION_EXPIRED");
}

TEST_F(SessionsTest, SignOutEndsTheSession) {
  const std::string token = Start(station_, "lan.nt", password_);
  ASSERT_TRUE(sessions_->SignOut(CallerOf(station_, token), token).ok());
  EXPECT_EQ(Try(station_, token), "SESSION_MISSING");
}

TEST_F(SessionsTest, RevokedStationIsRefusedOnItsNextCall) {
  const std::string token = Start(station_, "lan.nt", password_);
  ASSERT_EQ(Try(station_, token), "OK");
  ASSERT_TRUE(
      stations_->Revoke(InstallationCaller(), NewRequest(), "stations/19804-1", "2", "Mất máy")
          .ok());
  EXPECT_EQ(Try(station_, token), "STATION_REVOKED");
  EXPECT_EQ(ReasonOf(SignIn(station_, "lan.nt", kNewPassword)), "STATION_REVOKED");
}

TEST_F(SessionsTest, ChangedRolesUnitAndDisablingCountOnTheNextCall) {
  const std::string token = Start(station_, "lan.nt", password_);
  ASSERT_EQ(Try(station_, token), "OK");
  AccountDraft draft{"lan.nt", "Nguyễn Lan", "19804", Bit(Role::kHead), false};
  ASSERT_TRUE(accounts_->Update(InstallationCaller(), NewRequest(), draft, "2").ok());
  const auto actor = sessions_->Authenticate(token, station_, false);
  ASSERT_TRUE(actor.ok());
  EXPECT_EQ(actor->roles, Bit(Role::kHead));
  draft.unit = "19774";
  ASSERT_TRUE(accounts_->Update(InstallationCaller(), NewRequest(), draft, "3").ok());
  EXPECT_EQ(Try(station_, token), "STATION_UNIT_MISMATCH");
  draft.unit = "19804";
  draft.disabled = true;
  ASSERT_TRUE(accounts_->Update(InstallationCaller(), NewRequest(), draft, "4").ok());
  EXPECT_EQ(Try(station_, token), "SESSION_MISSING");
}

TEST_F(SessionsTest, StationThatIsUnknownOrNotYetEnrolledHasNoIdentity) {
  const auto waiting = stations_->Create(InstallationCaller(), NewRequest(), "19774", "Quầy 1");
  ASSERT_TRUE(waiting.ok());
  for (const std::string& spiffe :
       {crypto::StationSpiffe("19774", 1), crypto::StationSpiffe("19774", 2),
        crypto::EnrolmentSpiffe(1), crypto::ServerSpiffe(), std::string("spiffe://motcua/x"),
        std::string()}) {
    EXPECT_EQ(ReasonOf(sessions_->CheckStation(spiffe)), "STATION_IDENTITY_INVALID") << spiffe;
  }
}

}  // namespace
}  // namespace motcua::app
