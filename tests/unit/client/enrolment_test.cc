// Enrolment over real mutual TLS with a server in the same process.
#include "client/lib/enrolment.h"

#include <grpcpp/security/auth_context.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "common/base/error.h"
#include "common/base/time.h"
#include "common/crypto/certificate.h"
#include "common/crypto/spiffe.h"
#include "motcua/v1/session_service.grpc.pb.h"
#include "motcua/v1/station_service.grpc.pb.h"
#include "tests/unit/client/temporary_folder.h"

namespace motcua::client {
namespace {

crypto::IssueOptions Options(const std::string& spiffe, crypto::CertificateUsage usage) {
  const Time now = SystemTimeSource().Now();
  crypto::IssueOptions options;
  options.spiffe_uri = spiffe;
  options.usage = usage;
  options.not_before = now - std::chrono::hours(1);
  options.not_after = now + std::chrono::hours(1);
  if (usage == crypto::CertificateUsage::kServer) {
    options.dns_names = {"localhost"};
    options.ip_addresses = {"127.0.0.1"};
  }
  return options;
}

// Issues certificates, and tells a station who it is.
class Server final : public v1::StationService::Service, public v1::SessionService::Service {
 public:
  Server() {
    const Time now = SystemTimeSource().Now();
    authority_ = crypto::CreateAuthority("Test authority", now - std::chrono::hours(1),
                                         now + std::chrono::hours(2))
                     .value();
    const std::string key = crypto::NewPrivateKeyPem();
    const std::string certificate =
        crypto::IssueForKey(authority_, key,
                            Options(crypto::ServerSpiffe(), crypto::CertificateUsage::kServer))
            .value();
    grpc::SslServerCredentialsOptions tls(
        GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
    tls.pem_root_certs = authority_.certificate_pem;
    tls.pem_key_cert_pairs.push_back({key, certificate});
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::SslServerCredentials(tls), &port_);
    builder.RegisterService(static_cast<v1::StationService::Service*>(this));
    builder.RegisterService(static_cast<v1::SessionService::Service*>(this));
    server_ = builder.BuildAndStart();
  }
  ~Server() override { server_->Shutdown(); }

  crypto::EnrolmentFile File() const {
    const std::string key = crypto::NewPrivateKeyPem();
    return {.address = "127.0.0.1:" + std::to_string(port_),
            .unit = "19804",
            .code = "7KQ2-M9XW",
            .authority_pem = authority_.certificate_pem,
            .certificate_pem = crypto::IssueForKey(authority_, key,
                                                   Options(crypto::EnrolmentSpiffe(1),
                                                           crypto::CertificateUsage::kClient))
                                   .value(),
            .key_pem = key};
  }

  grpc::Status EnrolStation(grpc::ServerContext*, const v1::EnrolStationRequest* request,
                            v1::EnrolStationResponse* response) override {
    ++enrolments;
    if (request->enrolment_code() != "7KQ2-M9XW") return {grpc::PERMISSION_DENIED, "code"};
    // A wrong server: certifies another key than the one asked for.
    const std::string other = crypto::NewPrivateKeyPem();
    const auto options =
        Options(crypto::StationSpiffe("19804", 1), crypto::CertificateUsage::kClient);
    const auto certificate =
        certify_other_key
            ? crypto::IssueForKey(authority_, other, options)
            : crypto::SignRequest(authority_, request->certificate_request(), options);
    if (!certificate.ok()) return {grpc::INVALID_ARGUMENT, "request"};
    response->mutable_station()->set_name("stations/19804-1");
    response->set_certificate(*certificate);
    response->set_authority("another authority");
    return grpc::Status::OK;
  }

  grpc::Status GetSession(grpc::ServerContext* context, const v1::GetSessionRequest*,
                          v1::Session* response) override {
    const auto ids = context->auth_context()->FindPropertyValues("peer_spiffe_id");
    if (ids.size() == 1) response->set_station(std::string(ids[0].data(), ids[0].size()));
    return grpc::Status::OK;
  }

  int enrolments = 0;
  bool certify_other_key = false;

 private:
  crypto::KeyAndCertificate authority_;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

TEST(EnrolmentTest, AnEnrolledStationIsKnownByItsOwnCertificate) {
  Server server;
  const TemporaryFolder place;
  const StationFolder folder(place.path() + "/station");
  const auto station = Enrol(server.File(), folder);
  ASSERT_TRUE(station.ok()) << station.status();
  EXPECT_EQ(station->name(), "stations/19804-1");

  const auto identity = folder.Load();
  ASSERT_TRUE(identity.ok()) << identity.status();
  EXPECT_NE(identity->authority_pem, "another authority");
  Client client(MakeChannel({.address = identity->address,
                             .authority_pem = identity->authority_pem,
                             .certificate_pem = identity->certificate_pem,
                             .key_pem = identity->key_pem,
                             .server_name = ""}));
  const auto session = client.Call(&v1::SessionService::Stub::GetSession, v1::GetSessionRequest());
  ASSERT_TRUE(session.ok()) << session.status();
  EXPECT_EQ(session->station(), "spiffe://motcua/unit/19804/station/1");
}

TEST(EnrolmentTest, AFolderWithAStationIsLeftAlone) {
  Server server;
  const TemporaryFolder place;
  const StationFolder folder(place.path());
  ASSERT_TRUE(Enrol(server.File(), folder).ok());
  EXPECT_EQ(ErrorReason(Enrol(server.File(), folder).status()), "STATION_ALREADY_ENROLLED");
  EXPECT_EQ(server.enrolments, 1);
}

TEST(EnrolmentTest, ARefusedCodeLeavesTheKeyForTheNextFile) {
  Server server;
  const TemporaryFolder place;
  const StationFolder folder(place.path());
  crypto::EnrolmentFile file = server.File();
  file.code = "WRONG";
  EXPECT_FALSE(Enrol(file, folder).ok());
  EXPECT_FALSE(folder.Enrolled());
  EXPECT_TRUE(Enrol(server.File(), folder).ok());
}

TEST(EnrolmentTest, ACertificateForAnotherKeyIsRefused) {
  Server server;
  server.certify_other_key = true;
  const TemporaryFolder place;
  const StationFolder folder(place.path());
  EXPECT_EQ(ErrorReason(Enrol(server.File(), folder).status()), "STATION_CERTIFICATE_INVALID");
  EXPECT_FALSE(folder.Enrolled());
}

TEST(EnrolmentTest, AServerOfAnotherAuthorityIsNotTrusted) {
  Server server;
  Server stranger;
  crypto::EnrolmentFile file = server.File();
  file.authority_pem = stranger.File().authority_pem;
  const TemporaryFolder place;
  const auto status = Enrol(file, StationFolder(place.path())).status();
  EXPECT_EQ(ErrorReason(status), "SERVER_UNREACHABLE") << status;
  EXPECT_EQ(server.enrolments, 0);
}

}  // namespace
}  // namespace motcua::client
