#include "tests/integration/fixture.h"

#include "client/lib/enrolment.h"
#include "client/lib/station_folder.h"
#include "common/base/file.h"

namespace motcua {

void ServedTest::SetUp() {
  app::InitOptions options;
  options.reference = std::string(MOTCUA_SOURCE_DIR) + "/deploy/data";
  const auto made = app::Init(folder_ / "data", options, time_);
  ASSERT_TRUE(made.ok()) << made.status();
  init_ = *made;
  Restart();
}

rpc::ServerOptions ServedTest::Options() const {
  rpc::ServerOptions options;
  options.data = folder_ / "data";
  options.listen = "localhost:0";
  return options;
}

void ServedTest::Restart() {
  server_.reset();
  auto started = rpc::Server::Start(Options(), time_);
  ASSERT_TRUE(started.ok()) << started.status();
  server_ = *std::move(started);
}

crypto::EnrolmentFile ServedTest::EnrolmentOf(const std::string& text) const {
  auto file = crypto::ParseEnrolmentFile(text);
  EXPECT_TRUE(file.ok()) << file.status();
  if (!file.ok()) return {};
  file->address = address();
  return *file;
}

client::ChannelOptions ServedTest::WithEnrolment(const crypto::EnrolmentFile& file) const {
  return {file.address, file.authority_pem, file.certificate_pem, file.key_pem, ""};
}

client::ChannelOptions ServedTest::WithCertificate(const crypto::KeyAndCertificate& authority,
                                                   const std::string& spiffe) const {
  crypto::IssueOptions options;
  options.spiffe_uri = spiffe;
  options.not_before = SystemTimeSource().Now() - std::chrono::hours{24};
  options.not_after = SystemTimeSource().Now() + std::chrono::hours{24};
  client::ChannelOptions channel;
  channel.address = address();
  channel.authority_pem = server_->installation().issuer().authority.certificate_pem;
  channel.key_pem = crypto::NewPrivateKeyPem();
  channel.certificate_pem = crypto::IssueForKey(authority, channel.key_pem, options).value();
  return channel;
}

client::ChannelOptions ServedTest::Enrol(const crypto::EnrolmentFile& file,
                                         const std::string& folder) {
  const client::StationFolder station(folder);
  const auto enrolled = client::Enrol(file, station);
  EXPECT_TRUE(enrolled.ok()) << enrolled.status();
  const auto identity = station.Load();
  EXPECT_TRUE(identity.ok()) << identity.status();
  if (!identity.ok()) return {};
  return {identity->address, identity->authority_pem, identity->certificate_pem, identity->key_pem,
          identity->server_name};
}

std::unique_ptr<client::Client> ServedTest::SignIn(const client::ChannelOptions& station,
                                                   const std::string& account,
                                                   const std::string& initial_password) {
  auto client = std::make_unique<client::Client>(client::MakeChannel(station));
  v1::SignInRequest sign_in;
  sign_in.set_account(account);
  sign_in.set_password(initial_password);
  const auto session = client->Call(&v1::SessionService::Stub::SignIn, sign_in);
  EXPECT_TRUE(session.ok()) << session.status();
  if (!session.ok()) return client;
  client->set_token(session->token());
  v1::ChangePasswordRequest change;
  change.set_password(initial_password);
  change.set_new_password(kNewPassword);
  const auto changed = client->Call(&v1::SessionService::Stub::ChangePassword, change);
  EXPECT_TRUE(changed.ok()) << changed.status();
  return client;
}

client::Client& ServedTest::Admin() {
  if (admin_ == nullptr) {
    admin_station_ =
        Enrol(EnrolmentOf(ReadFile(init_.enrolment_file).value()), folder_ / "admin-station");
    const std::string text = ReadFile(init_.password_file).value();
    const size_t at = text.find("password ") + 9;
    admin_ = SignIn(admin_station_, init_.admin_account, text.substr(at, text.find('\n', at) - at));
  }
  return *admin_;
}

std::string ServedTest::AddAccount(const std::string& name, const std::string& unit,
                                   v1::Role role) {
  v1::CreateAccountRequest request;
  request.mutable_account()->set_name("accounts/" + name);
  request.mutable_account()->set_display_name("Nguyễn Văn " + name);
  request.mutable_account()->set_unit("units/" + unit);
  request.mutable_account()->add_roles(role);
  const auto made = Admin().Call(&v1::AccountService::Stub::CreateAccount, request);
  EXPECT_TRUE(made.ok()) << made.status();
  return made.ok() ? made->initial_password() : "";
}

client::ChannelOptions ServedTest::AddStation(const std::string& unit) {
  v1::CreateStationRequest request;
  request.set_unit("units/" + unit);
  request.set_display_name("Quầy 1");
  const auto made = Admin().Call(&v1::StationService::Stub::CreateStation, request);
  EXPECT_TRUE(made.ok()) << made.status();
  if (!made.ok()) return {};
  const std::string name = made->station().name();
  return Enrol(EnrolmentOf(made->enrolment_file()),
               folder_ / ("station-" + name.substr(name.find('/') + 1)).c_str());
}

}  // namespace motcua
