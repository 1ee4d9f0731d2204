#include "server/app/installation.h"

#include <sys/stat.h>

#include "tests/unit/app/admin_fixture.h"

namespace motcua::app {
namespace {

class InstallationTest : public AdminTest {
 protected:
  std::string TryInit(const std::function<void(InitOptions&)>& spoil) {
    InitOptions options;
    options.reference = std::string(MOTCUA_SOURCE_DIR) + "/deploy/data";
    spoil(options);
    return ReasonOf(Init(folder_ / "other", options, time_));
  }
};

TEST_F(InstallationTest, PrivateFilesAreClosedToOthers) {
  for (const char* name : {"keys", "log.key", "ca.key", "server.key", "first-administrator.txt",
                           "first-station.enrolment", "motcua.db"}) {
    struct stat info {};
    ASSERT_EQ(stat((folder_ / "data" / name).c_str(), &info), 0) << name;
    EXPECT_EQ(info.st_mode & 077, 0u) << name;
  }
}

TEST_F(InstallationTest, FirstAdministratorEnrolsAndSignsIn) {
  const auto file = crypto::ParseEnrolmentFile(ReadFile(init_.enrolment_file).value());
  ASSERT_TRUE(file.ok()) << file.status();
  ASSERT_TRUE(stations_->Enrol(Caller(), file->code, CertificateRequest()).ok());
  const std::string text = ReadFile(init_.password_file).value();
  const std::string before = "account admin\npassword ";
  ASSERT_EQ(text.substr(0, before.size()), before);
  const std::string password = text.substr(before.size(), 19);
  EXPECT_EQ(ReasonOf(SignIn(crypto::StationSpiffe("VN", 1), "admin", password)), "OK");
}

TEST_F(InstallationTest, ServersCertificateNamesTheAddressAndTheServer) {
  const auto info = crypto::ReadCertificate(installation_->server_certificate());
  ASSERT_TRUE(info.ok());
  EXPECT_EQ(info->spiffe_uri, crypto::ServerSpiffe());
  EXPECT_TRUE(crypto::KeyMatches(installation_->server_key(), installation_->server_certificate()));
}

TEST_F(InstallationTest, BadOptionsLeaveNoFolder) {
  for (const char* address : {"", "host", "host:0", "host:65536", ":7443", "a:b:7443", "host:x"}) {
    EXPECT_EQ(TryInit([&](InitOptions& o) { o.address = address; }), "FIELD_INVALID") << address;
  }
  EXPECT_EQ(TryInit([](InitOptions& o) { o.admin_account = "x"; }), "FIELD_INVALID");
  EXPECT_EQ(TryInit([](InitOptions& o) { o.admin_unit = "99999"; }), "UNIT_NOT_FOUND");
  EXPECT_EQ(TryInit([this](InitOptions& o) { o.reference = folder_ / "data"; }),
            "REFERENCE_MISSING");
  // Found only when the certificate is made, after the folder.
  EXPECT_EQ(TryInit([](InitOptions& o) { o.names = {"not a name"}; }), "FIELD_INVALID");
  EXPECT_FALSE(std::filesystem::exists(folder_ / "other"));
  EXPECT_EQ(TryInit([](InitOptions&) {}), "OK");
}

TEST_F(InstallationTest, OneProgramAtATimeAndNoneWithoutItsFiles) {
  EXPECT_EQ(
      ReasonOf(Installation::Open(folder_ / "data", storage::ProgramKind::kProduction, time_)),
      "DATA_DIRECTORY_LOCKED");
  EXPECT_EQ(ReasonOf(Init(folder_ / "data", {}, time_)), "REFERENCE_MISSING");
  InitOptions options;
  options.reference = std::string(MOTCUA_SOURCE_DIR) + "/deploy/data";
  EXPECT_EQ(ReasonOf(Init(folder_ / "data", options, time_)), "DATA_DIRECTORY_NOT_EMPTY");
  options.kind = storage::ProgramKind::kDemo;
  ASSERT_TRUE(Init(folder_ / "demo", options, time_).ok());
  EXPECT_EQ(
      ReasonOf(Installation::Open(folder_ / "demo", storage::ProgramKind::kProduction, time_)),
      "DEMO_DATA_DIRECTORY");
  std::filesystem::remove(folder_ / "demo" / "ca.key");
  EXPECT_EQ(ReasonOf(Installation::Open(folder_ / "demo", storage::ProgramKind::kDemo, time_)),
            "INSTALLATION_INCOMPLETE");
}

}  // namespace
}  // namespace motcua::app
