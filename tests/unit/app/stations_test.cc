#include "server/app/stations.h"

#include "tests/unit/app/admin_fixture.h"

namespace motcua::app {
namespace {

using storage::StationState;

class StationsTest : public AdminTest {
 protected:
  StationWithCode Make(const std::string& unit) {
    const auto made = stations_->Create(InstallationCaller(), NewRequest(), unit, "Quầy 1");
    EXPECT_TRUE(made.ok()) << made.status();
    return made.ok() ? *made : StationWithCode();
  }
  std::string Enrol(const std::string& code) {
    return ReasonOf(stations_->Enrol(Caller(), code, CertificateRequest()));
  }
};

TEST_F(StationsTest, NumbersCountUpWithinAUnitAndAreNotUsedAgain) {
  EXPECT_EQ(Make("19804").station.number, 1);
  EXPECT_EQ(Make("19804").station.number, 2);
  EXPECT_EQ(Make("19774").station.number, 1);
  ASSERT_TRUE(
      stations_->Revoke(InstallationCaller(), NewRequest(), "stations/19804-2", "1", "Nhầm").ok());
  EXPECT_EQ(Make("19804").station.number, 3);
}

TEST_F(StationsTest, CodeGivesOneCertificateForTheStationAndIsThenUsed) {
  const StationWithCode made = Make("19804");
  const auto enrolled = stations_->Enrol(Caller(), made.code, CertificateRequest());
  ASSERT_TRUE(enrolled.ok()) << enrolled.status();
  const auto info = crypto::ReadCertificate(enrolled->certificate_pem);
  ASSERT_TRUE(info.ok());
  EXPECT_EQ(info->spiffe_uri, "spiffe://motcua/unit/19804/station/1");
  EXPECT_EQ(
      info->not_after - info->not_before,
      std::chrono::duration_cast<std::chrono::microseconds>(kStationCertificateLife + kBackDating));
  EXPECT_EQ(enrolled->station.certificate_sha256, info->sha256);
  EXPECT_EQ(enrolled->station.state, StationState::kEnrolled);
  const uint64_t log = LogSize();
  EXPECT_EQ(Enrol(made.code), "ENROLMENT_CODE_INVALID");
  EXPECT_EQ(LogSize(), log);
}

TEST_F(StationsTest, CodeThatIsUnknownTooOldOrOfARevokedStationIsRefused) {
  const StationWithCode made = Make("19804");
  EXPECT_EQ(Enrol("7KQ2-M9XD-4TVB"), "ENROLMENT_CODE_INVALID");
  EXPECT_EQ(Enrol("no code"), "ENROLMENT_CODE_INVALID");
  EXPECT_EQ(Enrol(""), "ENROLMENT_CODE_INVALID");
  const StationWithCode revoked = Make("19774");
  ASSERT_TRUE(
      stations_->Revoke(InstallationCaller(), NewRequest(), "stations/19774-1", "1", "Nhầm").ok());
  EXPECT_EQ(Enrol(revoked.code), "ENROLMENT_CODE_INVALID");
  EXPECT_EQ(ReasonOf(stations_->Enrol(Caller(), made.code, "not a request")),
            "CERTIFICATE_REQUEST_INVALID");
  time_.Advance(kEnrolmentLife);
  EXPECT_EQ(Enrol(made.code), "ENROLMENT_CODE_INVALID");
  time_.Advance(-std::chrono::seconds{1});
  EXPECT_EQ(Enrol(made.code), "OK");
}

TEST_F(StationsTest, EnrolmentFileHoldsWhatTheFirstCallNeeds) {
  const StationWithCode made = Make("19804");
  const auto file = crypto::ParseEnrolmentFile(made.enrolment_file);
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_EQ(file->address, "localhost:7443");
  EXPECT_EQ(file->unit, "19804");
  EXPECT_EQ(file->code, made.code);
  EXPECT_EQ(file->authority_pem, installation_->issuer().authority.certificate_pem);
  EXPECT_TRUE(crypto::KeyMatches(file->key_pem, file->certificate_pem));
  const auto id = crypto::ParseSpiffe(crypto::ReadCertificate(file->certificate_pem)->spiffe_uri);
  ASSERT_TRUE(id.ok());
  EXPECT_EQ(id->kind, crypto::SpiffeKind::kEnrolment);
}

TEST_F(StationsTest, RepeatedRequestsAreAnsweredWithoutTheCode) {
  const AdminRequest create = NewRequest();
  const auto first = stations_->Create(InstallationCaller(), create, "19804", "Quầy 1");
  ASSERT_TRUE(first.ok());
  ASSERT_EQ(Enrol(first->code), "OK");
  const auto again = stations_->Create(InstallationCaller(), create, "19804", "Quầy 1");
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->code, "");
  EXPECT_EQ(again->enrolment_file, "");
  EXPECT_EQ(again->station.number, 1);
  EXPECT_EQ(again->station.display_name, "Quầy 1");
  EXPECT_EQ(again->station.state, StationState::kAwaitingEnrolment) << "as first answered";
  EXPECT_EQ(again->station.code_expires_at, first->station.code_expires_at);
  const AdminRequest revoke = NewRequest();
  for (int i = 0; i < 2; ++i) {
    const auto revoked =
        stations_->Revoke(InstallationCaller(), revoke, "stations/19804-1", "2", "Mất máy");
    ASSERT_TRUE(revoked.ok()) << revoked.status();
    EXPECT_EQ(revoked->state, StationState::kRevoked);
    EXPECT_EQ(revoked->version, 3);
  }
}

TEST_F(StationsTest, RevokingAsksForEtagReasonAndTheRightUnit) {
  Make("19804");
  const auto revoke = [&](const Caller& caller, const char* name, const char* etag,
                          const std::string& reason) {
    return ReasonOf(stations_->Revoke(caller, NewRequest(), name, etag, reason));
  };
  const Caller tool = InstallationCaller();
  EXPECT_EQ(revoke(tool, "stations/19804-1", "9", "Mất"), "ETAG_MISMATCH");
  EXPECT_EQ(revoke(tool, "stations/19804-1", "1", ""), "FIELD_INVALID");
  EXPECT_EQ(revoke(tool, "stations/19804-1", "1", std::string(2001, 'a')), "FIELD_INVALID");
  for (const char* name : {"stations/19804-2", "stations/19804-01", "stations/19804", "19804-1",
                           "stations/19804-0", "stations/-1", "stations/19804-1x"}) {
    EXPECT_EQ(revoke(tool, name, "1", "Mất"), "STATION_NOT_FOUND") << name;
  }
  Caller elsewhere = tool;
  elsewhere.actor.unit = elsewhere.actor.office = "48";
  EXPECT_EQ(revoke(elsewhere, "stations/19804-1", "1", "Mất"), "STATION_NOT_FOUND");
  EXPECT_EQ(revoke(tool, "stations/19804-1", "1", "Mất"), "OK");
  EXPECT_EQ(revoke(tool, "stations/19804-1", "2", "Mất"), "STATION_ALREADY_REVOKED");
}

}  // namespace
}  // namespace motcua::app
