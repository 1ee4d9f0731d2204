// An installation with the lists that ship, on real storage, without RPC. It is Tuesday 1 July
// 2025, 07:00.
#ifndef MOTCUA_TESTS_UNIT_APP_ADMIN_FIXTURE_H_
#define MOTCUA_TESTS_UNIT_APP_ADMIN_FIXTURE_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "common/base/error.h"
#include "common/base/file.h"
#include "common/base/uuid.h"
#include "common/crypto/certificate.h"
#include "common/crypto/enrolment_file.h"
#include "common/crypto/spiffe.h"
#include "server/app/accounts.h"
#include "server/app/installation.h"
#include "server/app/sessions.h"
#include "server/app/stations.h"
#include "tests/support/fake_time.h"
#include "tests/support/temp_folder.h"

namespace motcua::app {

inline constexpr char kNewPassword[] = "mật khẩu mới đủ dài";

class AdminTest : public ::testing::Test {
 protected:
  void SetUp() override {
    InitOptions options;
    options.reference = std::string(MOTCUA_SOURCE_DIR) + "/deploy/data";
    const auto made = Init(folder_ / "data", options, time_);
    ASSERT_TRUE(made.ok()) << made.status();
    init_ = *made;
    Reopen();
  }

  // As after a restart of the server.
  void Reopen() {
    sessions_.reset();
    stations_.reset();
    accounts_.reset();
    installation_.reset();
    auto opened = Installation::Open(folder_ / "data", storage::ProgramKind::kProduction, time_);
    ASSERT_TRUE(opened.ok()) << opened.status();
    installation_ = *std::move(opened);
    sessions_ = std::make_unique<Sessions>(installation_->context(), installation_->access(),
                                           installation_->gate());
    accounts_ = std::make_unique<Accounts>(installation_->context(), installation_->access(),
                                           installation_->gate());
    stations_ = std::make_unique<Stations>(installation_->context(), installation_->access(),
                                           installation_->issuer());
  }

  const ServiceContext& context() { return installation_->context(); }
  AdminRequest NewRequest(std::string content = "") {
    return {NewUuidV7(time_.Now()), std::move(content)};
  }

  // A new station of the unit, enrolled; its SPIFFE id.
  std::string Enrol(const std::string& unit) {
    const auto made = stations_->Create(InstallationCaller(), NewRequest(), unit, "Quầy 1");
    EXPECT_TRUE(made.ok()) << made.status();
    const auto enrolled = stations_->Enrol(Caller(), made->code, CertificateRequest());
    EXPECT_TRUE(enrolled.ok()) << enrolled.status();
    return crypto::StationSpiffe(unit, static_cast<uint32_t>(enrolled->station.number));
  }
  static std::string CertificateRequest() {
    return crypto::NewCertificateRequest(crypto::NewPrivateKeyPem(), "station").value();
  }

  // A new account; its initial password.
  std::string Add(const std::string& name, const std::string& unit, domain::RoleSet roles) {
    const auto made = accounts_->Create(InstallationCaller(), NewRequest(),
                                        {name, "Nguyễn Văn " + name, unit, roles, false});
    EXPECT_TRUE(made.ok()) << made.status();
    return made.ok() ? made->initial_password : "";
  }

  absl::StatusOr<SessionView> SignIn(const std::string& station, const std::string& account,
                                     const std::string& password) {
    Caller caller;
    const auto actor = sessions_->CheckStation(station);
    if (!actor.ok()) return actor.status();
    caller.actor = *actor;
    return sessions_->SignIn(caller, account, password);
  }
  // Who calls with this token, before the password is changed.
  Caller CallerOf(const std::string& station, const std::string& token) {
    Caller caller;
    const auto actor = sessions_->Authenticate(token, station, /*initial_password_will_do=*/true);
    EXPECT_TRUE(actor.ok()) << actor.status();
    if (actor.ok()) caller.actor = *actor;
    return caller;
  }
  // Signs in and changes the initial password; the token.
  std::string Start(const std::string& station, const std::string& account,
                    const std::string& initial) {
    const auto session = SignIn(station, account, initial);
    EXPECT_TRUE(session.ok()) << session.status();
    if (!session.ok()) return "";
    const auto changed = sessions_->ChangePassword(CallerOf(station, session->token),
                                                   session->token, initial, kNewPassword);
    EXPECT_TRUE(changed.ok()) << changed.status();
    return session->token;
  }
  // "OK" or the reason why not.
  std::string Try(const std::string& station, const std::string& token) {
    const auto actor = sessions_->Authenticate(token, station, false);
    return actor.ok() ? "OK" : ErrorReason(actor.status());
  }
  template <typename T>
  static std::string ReasonOf(const absl::StatusOr<T>& result) {
    return result.ok() ? "OK" : ErrorReason(result.status());
  }

  uint64_t LogSize() {
    uint64_t size = 0;
    EXPECT_TRUE(context()
                    .storage
                    .Read([&](storage::ReadTransaction& tx) {
                      const auto found = tx.LogSize();
                      if (found.ok()) size = *found;
                      return found.status();
                    })
                    .ok());
    return size;
  }

  TempFolder folder_;
  FakeTime time_{At(MakeDay(2025, 7, 1), std::chrono::hours{7})};
  InitResult init_;
  std::unique_ptr<Installation> installation_;
  std::unique_ptr<Sessions> sessions_;
  std::unique_ptr<Accounts> accounts_;
  std::unique_ptr<Stations> stations_;
};

}  // namespace motcua::app

#endif  // MOTCUA_TESTS_UNIT_APP_ADMIN_FIXTURE_H_
