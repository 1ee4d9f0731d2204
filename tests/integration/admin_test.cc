// People, stations and sessions through a real server: who gets in, and with what.
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/impl/client_unary_call.h>
#include <grpcpp/security/credentials.h>

#include "common/base/file.h"
#include "common/base/uuid.h"
#include "common/crypto/spiffe.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "motcua/v1/procedure_service.grpc.pb.h"
#include "motcua/v1/unit_service.grpc.pb.h"
#include "tests/integration/fixture.h"

namespace motcua {
namespace {

using Accounts = v1::AccountService::Stub;
using Procedures = v1::ProcedureService::Stub;
using SessionStub = v1::SessionService::Stub;
using Stations = v1::StationService::Stub;
using Units = v1::UnitService::Stub;
using testing::HasSubstr;

// A call that does not go through the client library, for what it never sends.
struct RawAnswer {
  grpc::Status status;
  std::string bytes;
};
RawAnswer RawCall(const std::shared_ptr<grpc::Channel>& channel, const std::string& method,
                  const std::string& bytes, const std::string& authorization = "") {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds{10});
  if (!authorization.empty()) context.AddMetadata("authorization", authorization);
  const grpc::Slice slice(bytes);
  const grpc::ByteBuffer request(&slice, 1);
  grpc::ByteBuffer response;
  RawAnswer answer;
  answer.status = grpc::internal::BlockingUnaryCall<grpc::ByteBuffer, grpc::ByteBuffer>(
      channel.get(),
      grpc::internal::RpcMethod(method.c_str(), grpc::internal::RpcMethod::NORMAL_RPC, channel),
      &context, request, &response);
  std::vector<grpc::Slice> slices;
  if (answer.status.ok() && response.Dump(&slices).ok()) {
    for (const grpc::Slice& s : slices) {
      answer.bytes.append(reinterpret_cast<const char*>(s.begin()), s.size());
    }
  }
  return answer;
}

class ServerAdminTest : public ServedTest {
 protected:
  static std::string TryHealth(const client::ChannelOptions& options) {
    const RawAnswer answer =
        RawCall(client::MakeChannel(options), "/grpc.health.v1.Health/Check", "");
    return answer.status.ok() ? "OK" : std::to_string(answer.status.error_code());
  }
  static std::string TryUnit(client::Client& client) {
    v1::GetUnitRequest request;
    request.set_name("units/19804");
    return ReasonOf(client.Call(&Units::GetUnit, request, {std::chrono::milliseconds{3000}}));
  }
  const crypto::KeyAndCertificate& Authority() {
    return server_->installation().issuer().authority;
  }
};

TEST_F(ServerAdminTest, EnrolSignInAndAskWithTheClientLibrary) {
  v1::GetUnitRequest unit;
  unit.set_name("units/19804");
  const auto answer = Admin().Call(&Units::GetUnit, unit);
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->full_name(), "Phường Hương An");
  EXPECT_EQ(answer->parent(), "units/46");
  EXPECT_EQ(answer->place_type(), v1::PLACE_TYPE_WARD);

  v1::ListUnitsRequest list;
  list.set_parent("units/46");
  list.set_page_size(30);
  std::vector<std::string> names;
  do {
    const auto page = Admin().Call(&Units::ListUnits, list);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const auto& one : page->units()) names.push_back(one.display_name());
    list.set_page_token(page->next_page_token());
  } while (!list.page_token().empty());
  EXPECT_EQ(names.size(), 41u);
  EXPECT_EQ(names.front(), "A Lưới 1");

  v1::GetProcedureRequest procedure;
  procedure.set_name("procedures/2.000815");
  const auto found = Admin().Call(&Procedures::GetProcedure, procedure);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_TRUE(found->serve_now());
  v1::FindCompetentUnitRequest competent;
  competent.set_procedure("procedures/1.004746");
  competent.set_place("units/19804");
  competent.set_receiving_unit("units/19774");
  const auto decides = Admin().Call(&Procedures::FindCompetentUnit, competent);
  ASSERT_TRUE(decides.ok()) << decides.status();
  EXPECT_EQ(decides->competent_unit(), "units/19804");
  EXPECT_EQ(decides->boundary(), "other_commune");
  EXPECT_GE(decides->reasons_size(), 1);
}

TEST_F(ServerAdminTest, NoCertificateOrOneOfAnotherAuthorityDoesNotEvenReachHealth) {
  const auto good = WithCertificate(Authority(), crypto::StationSpiffe("19804", 1));
  EXPECT_EQ(TryHealth(good), "OK");
  client::ChannelOptions none = good;
  none.certificate_pem.clear();
  none.key_pem.clear();
  EXPECT_EQ(TryHealth(none), std::to_string(grpc::StatusCode::UNAVAILABLE));
  const Time now = SystemTimeSource().Now();
  const auto foreign = crypto::CreateAuthority("Motcua authority", now - std::chrono::hours{48},
                                               now + std::chrono::hours{48});
  ASSERT_TRUE(foreign.ok());
  EXPECT_EQ(TryHealth(WithCertificate(*foreign, crypto::StationSpiffe("19804", 1))),
            std::to_string(grpc::StatusCode::UNAVAILABLE));
  const RawAnswer plain =
      RawCall(grpc::CreateChannel(address(), grpc::InsecureChannelCredentials()),
              "/grpc.health.v1.Health/Check", "");
  EXPECT_EQ(plain.status.error_code(), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(ServerAdminTest, CertificateOfTheAuthorityForNoEnrolledStationHasNoIdentity) {
  Admin();
  for (const std::string& spiffe :
       {crypto::StationSpiffe("19804", 1), crypto::EnrolmentSpiffe(7), crypto::ServerSpiffe()}) {
    client::Client client(client::MakeChannel(WithCertificate(Authority(), spiffe)));
    EXPECT_EQ(TryUnit(client), "STATION_IDENTITY_INVALID") << spiffe;
  }
}

TEST_F(ServerAdminTest, EnrolmentCertificateEnrolsAndNothingElse) {
  const auto file = EnrolmentOf(ReadFile(init_.enrolment_file).value());
  client::Client client(client::MakeChannel(WithEnrolment(file)));
  v1::SignInRequest sign_in;
  sign_in.set_account("admin");
  EXPECT_EQ(ReasonOf(client.Call(&SessionStub::SignIn, sign_in)), "STATION_IDENTITY_INVALID");
  EXPECT_EQ(TryUnit(client), "STATION_IDENTITY_INVALID");
  v1::EnrolStationRequest enrol;
  enrol.set_enrolment_code(file.code);
  enrol.set_certificate_request(
      crypto::NewCertificateRequest(crypto::NewPrivateKeyPem(), "x").value());
  EXPECT_EQ(ReasonOf(client.Call(&Stations::EnrolStation, enrol)), "OK");
  // Neither the same request nor another key: a code is used once.
  EXPECT_EQ(ReasonOf(client.Call(&Stations::EnrolStation, enrol)), "ENROLMENT_CODE_INVALID");
  // And an enrolled station cannot enrol another one with its own certificate.
  client::Client station(
      client::MakeChannel(WithCertificate(Authority(), crypto::StationSpiffe("VN", 1))));
  EXPECT_EQ(ReasonOf(station.Call(&Stations::EnrolStation, enrol)), "STATION_IDENTITY_INVALID");
}

TEST_F(ServerAdminTest, PersonOfAnotherUnitCannotUseTheStation) {
  const std::string password = AddAccount("kim", "19774", v1::ROLE_OFFICER);
  client::Client client(client::MakeChannel(AddStation("19804")));
  v1::SignInRequest sign_in;
  sign_in.set_account("kim");
  sign_in.set_password(password);
  EXPECT_EQ(ReasonOf(client.Call(&SessionStub::SignIn, sign_in)), "ACCOUNT_OUTSIDE_STATION");
}

TEST_F(ServerAdminTest, TokenOfAnotherStationIsNoToken) {
  const std::string password = AddAccount("lan", "19804", v1::ROLE_RECEIVING_CLERK);
  const auto first = AddStation("19804");
  const auto second = AddStation("19804");
  v1::SignInRequest sign_in;
  sign_in.set_account("lan");
  sign_in.set_password(password);
  client::Client there(client::MakeChannel(first));
  const auto session = there.Call(&SessionStub::SignIn, sign_in);
  ASSERT_TRUE(session.ok());
  there.set_token(session->token());
  EXPECT_EQ(TryUnit(there), "PASSWORD_CHANGE_REQUIRED");
  client::Client here(client::MakeChannel(second));
  here.set_token(session->token());
  EXPECT_EQ(TryUnit(here), "SESSION_MISSING");
  client::Client nobody(client::MakeChannel(second));
  EXPECT_EQ(TryUnit(nobody), "SESSION_MISSING");
}

TEST_F(ServerAdminTest, RevokedStationAndChangedRolesCountOnTheNextCall) {
  const auto station = AddStation("19804");
  auto lan = SignIn(station, "lan", AddAccount("lan", "19804", v1::ROLE_ADMINISTRATOR));
  v1::ListAccountsRequest list;
  EXPECT_EQ(ReasonOf(lan->Call(&Accounts::ListAccounts, list)), "OK");
  v1::GetAccountRequest get;
  get.set_name("accounts/lan");
  auto account = Admin().Call(&Accounts::GetAccount, get);
  ASSERT_TRUE(account.ok());
  v1::UpdateAccountRequest update;
  *update.mutable_account() = *account;
  update.mutable_account()->clear_roles();
  update.mutable_account()->add_roles(v1::ROLE_OFFICER);
  ASSERT_EQ(ReasonOf(Admin().Call(&Accounts::UpdateAccount, update)), "OK");
  EXPECT_EQ(ReasonOf(lan->Call(&Accounts::ListAccounts, list)), "ROLE_MISSING");
  EXPECT_EQ(TryUnit(*lan), "OK");
  v1::RevokeStationRequest revoke;
  revoke.set_name("stations/19804-1");
  revoke.set_etag("2");
  revoke.set_reason("Mất máy");
  const auto revoked = Admin().Call(&Stations::RevokeStation, revoke);
  ASSERT_TRUE(revoked.ok()) << revoked.status();
  EXPECT_EQ(revoked->state(), v1::STATION_STATE_REVOKED);
  EXPECT_EQ(TryUnit(*lan), "STATION_REVOKED");
}

TEST_F(ServerAdminTest, RepeatedRequestIsAnsweredAgainAfterARestart) {
  v1::CreateAccountRequest request;
  request.set_request_id(NewUuidV7(time_.Now()));
  request.mutable_account()->set_name("accounts/lan");
  request.mutable_account()->set_display_name("Nguyễn Thị Lan");
  request.mutable_account()->set_unit("units/19804");
  request.mutable_account()->add_roles(v1::ROLE_OFFICER);
  const auto first = Admin().Call(&Accounts::CreateAccount, request);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_FALSE(first->initial_password().empty());
  const std::string token_holder = admin_station_.certificate_pem;
  Restart();
  admin_station_.address = address();
  v1::SignInRequest sign_in;
  sign_in.set_account("admin");
  sign_in.set_password(kNewPassword);
  client::Client admin(client::MakeChannel(admin_station_));
  const auto session = admin.Call(&SessionStub::SignIn, sign_in);
  ASSERT_TRUE(session.ok()) << session.status();
  admin.set_token(session->token());
  const auto again = admin.Call(&Accounts::CreateAccount, request);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->account().SerializeAsString(), first->account().SerializeAsString());
  EXPECT_EQ(again->initial_password(), "");
  request.mutable_account()->set_unit("units/19774");
  EXPECT_EQ(ReasonOf(admin.Call(&Accounts::CreateAccount, request)), "REQUEST_ID_REUSED");
}

TEST_F(ServerAdminTest, ErrorsCarryReasonFieldAndDelay) {
  const std::string password = AddAccount("lan", "19804", v1::ROLE_OFFICER);
  const auto channel = client::MakeChannel(AddStation("19804"));
  const auto details = [](const grpc::Status& status) {
    google::rpc::Status rich;
    EXPECT_TRUE(rich.ParseFromString(status.error_details()));
    return rich;
  };
  v1::SignInRequest sign_in;
  sign_in.set_account("lan");
  sign_in.set_password("wrong");
  RawAnswer answer;
  for (int i = 0; i < 6; ++i) {
    answer = RawCall(channel, "/motcua.v1.SessionService/SignIn", sign_in.SerializeAsString());
  }
  EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  google::rpc::Status rich = details(answer.status);
  ASSERT_EQ(rich.details_size(), 2);
  google::rpc::ErrorInfo info;
  ASSERT_TRUE(rich.details(0).UnpackTo(&info));
  EXPECT_EQ(info.domain(), "motcua");
  EXPECT_EQ(info.reason(), "SIGN_IN_SLOWED");
  google::rpc::RetryInfo retry;
  ASSERT_TRUE(rich.details(1).UnpackTo(&retry));
  EXPECT_EQ(retry.retry_delay().seconds(), 1);

  sign_in.set_account(std::string(65, 'a'));
  answer = RawCall(channel, "/motcua.v1.SessionService/SignIn", sign_in.SerializeAsString());
  rich = details(answer.status);
  google::rpc::BadRequest bad;
  ASSERT_EQ(rich.details_size(), 2);
  ASSERT_TRUE(rich.details(1).UnpackTo(&bad));
  ASSERT_EQ(bad.field_violations_size(), 1);
  EXPECT_EQ(bad.field_violations(0).field(), "account");
}

TEST_F(ServerAdminTest, AuthorizationThatIsNotOneBearerTokenIsNone) {
  Admin();
  const auto channel = client::MakeChannel(admin_station_);
  v1::GetUnitRequest request;
  request.set_name("units/19804");
  for (const char* authorization : {"Basic YTpi", "bearer x", "Bearer ", "Bearer x"}) {
    const RawAnswer answer = RawCall(channel, "/motcua.v1.UnitService/GetUnit",
                                     request.SerializeAsString(), authorization);
    EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::UNAUTHENTICATED) << authorization;
  }
}

TEST_F(ServerAdminTest, LimitsHold) {
  Admin();
  const auto channel = client::MakeChannel(admin_station_);
  v1::SignInRequest big;
  big.set_password(std::string(rpc::kLargestRequest, 'x'));
  EXPECT_EQ(RawCall(channel, "/motcua.v1.SessionService/SignIn", big.SerializeAsString())
                .status.error_code(),
            grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(RawCall(channel, "/motcua.v1.UnitService/GetUnit", "",
                    "Bearer " + std::string(2 * rpc::kLargestMetadata, 'x'))
                .status.error_code(),
            grpc::StatusCode::RESOURCE_EXHAUSTED);
}

TEST_F(ServerAdminTest, HealthAndReflectionAreServed) {
  const auto station = WithCertificate(Authority(), crypto::StationSpiffe("19804", 1));
  const auto channel = client::MakeChannel(station);
  const RawAnswer health = RawCall(channel, "/grpc.health.v1.Health/Check", "");
  ASSERT_TRUE(health.status.ok()) << health.status.error_message();
  EXPECT_EQ(health.bytes, std::string("\x08\x01")) << "status: SERVING";

  // ServerReflectionRequest{list_services: ""}: field 7, one empty string; a stream of one.
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds{10});
  grpc::CompletionQueue queue;
  const auto stream = stub.PrepareCall(
      &context, "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", &queue);
  const auto step = [&queue] {
    void* tag = nullptr;
    bool ok = false;
    return queue.Next(&tag, &ok) && ok;
  };
  stream->StartCall(nullptr);
  ASSERT_TRUE(step());
  const grpc::Slice slice(std::string("\x3a\x00", 2));
  stream->Write(grpc::ByteBuffer(&slice, 1), nullptr);
  ASSERT_TRUE(step());
  grpc::ByteBuffer response;
  stream->Read(&response, nullptr);
  ASSERT_TRUE(step());
  std::vector<grpc::Slice> slices;
  ASSERT_TRUE(response.Dump(&slices).ok());
  std::string bytes;
  for (const grpc::Slice& s : slices) {
    bytes.append(reinterpret_cast<const char*>(s.begin()), s.size());
  }
  for (const char* service :
       {"DossierService", "TransferService", "QueueService", "StatisticsService", "SessionService",
        "AccountService", "StationService", "UnitService", "ProcedureService"}) {
    EXPECT_THAT(bytes, HasSubstr(std::string("motcua.v1.") + service));
  }
  context.TryCancel();
  grpc::Status status;
  stream->Finish(&status, nullptr);
  step();
  queue.Shutdown();
  while (step()) {
  }
}

TEST_F(ServerAdminTest, SecondServerOnTheDataDirectoryOrThePortIsRefused) {
  const auto same_data = rpc::Server::Start(Options(), time_);
  EXPECT_EQ(ReasonOf(same_data), "DATA_DIRECTORY_LOCKED");
  app::InitOptions init;
  init.reference = std::string(MOTCUA_SOURCE_DIR) + "/deploy/data";
  ASSERT_TRUE(app::Init(folder_ / "other", init, time_).ok());
  rpc::ServerOptions options = Options();
  options.data = folder_ / "other";
  options.listen = address();
  EXPECT_EQ(ReasonOf(rpc::Server::Start(options, time_)), "ADDRESS_IN_USE");
}

TEST_F(ServerAdminTest, DrainedServerAnswersNoMore) {
  client::Client& admin = Admin();
  ASSERT_EQ(TryUnit(admin), "OK");
  server_->Drain(std::chrono::milliseconds{1000});
  EXPECT_EQ(TryUnit(admin), "SERVER_UNREACHABLE");
}

}  // namespace
}  // namespace motcua
