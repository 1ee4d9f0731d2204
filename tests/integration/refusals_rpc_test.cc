// Bad input over real mutual TLS: each has its code, its reason and, where a field is wrong, the
// field; none leaves anything written. And nobody is served without signing in.
#include <google/protobuf/descriptor.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "client/lib/rpc_status.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "motcua/v1/session_service.grpc.pb.h"
#include "tests/integration/offices.h"

namespace motcua {
namespace {

using RefusalsRpcTest = OfficesTest;

TEST_F(RefusalsRpcTest, AWrongDraftIsRefusedWithItsReasonAndLeavesNothingWritten) {
  struct Case {
    const char* what;
    std::function<void(v1::DossierDraft&)> change;
    const char* result;
  };
  const std::vector<Case> cases = {
      {"unknown procedure", [](auto& d) { d.set_procedure("procedures/9.999999"); },
       "NOT_FOUND PROCEDURE_NOT_FOUND"},
      {"procedure code of the wrong form", [](auto& d) { d.set_procedure("procedures/9"); },
       "INVALID_ARGUMENT FIELD_INVALID draft.procedure"},
      {"procedure not in force on this day",
       [](auto& d) { d.set_procedure("procedures/1.004944"); },
       "FAILED_PRECONDITION PROCEDURE_NOT_IN_FORCE"},
      {"unknown returning unit", [](auto& d) { d.set_returning_unit("units/99999"); },
       "NOT_FOUND UNIT_NOT_FOUND"},
      {"unknown receiving unit", [](auto& d) { d.set_receiving_unit("units/99999"); },
       "NOT_FOUND UNIT_NOT_FOUND"},
      {"receiving unit of others", [](auto& d) { d.set_receiving_unit("units/19774"); },
       "PERMISSION_DENIED UNIT_NOT_RECEIVING"},
      {"unit of the wrong form", [](auto& d) { d.set_returning_unit("units/Huế"); },
       "INVALID_ARGUMENT FIELD_INVALID draft.returning_unit"},
      {"place outside any unit", [](auto& d) { d.set_place("units/99999"); },
       "NOT_FOUND PLACE_UNKNOWN"},
      {"not boundary-free in another province on this day",
       [](auto& d) { d.set_place("units/20194"); }, "FAILED_PRECONDITION NOT_BOUNDARY_FREE"},
      {"competent unit that the rule does not allow",
       [](auto& d) { d.set_competent_unit("units/19774"); },
       "FAILED_PRECONDITION COMPETENT_UNIT_NOT_ALLOWED"},
      {"identity number too short",
       [](auto& d) { d.mutable_applicant()->set_identity_number("04619001234"); },
       "INVALID_ARGUMENT FIELD_INVALID draft.applicant.identity_number"},
      {"identity number with letters",
       [](auto& d) { d.mutable_applicant()->set_identity_number("04619001234X"); },
       "INVALID_ARGUMENT FIELD_INVALID draft.applicant.identity_number"},
      {"identity number of no province",
       [](auto& d) { d.mutable_applicant()->set_identity_number("000190012345"); },
       "INVALID_ARGUMENT FIELD_INVALID draft.applicant.identity_number"},
      {"no identity number", [](auto& d) { d.mutable_applicant()->clear_identity_number(); },
       "INVALID_ARGUMENT FIELD_INVALID draft.applicant.identity_number"},
      {"no name", [](auto& d) { d.mutable_applicant()->set_full_name(" "); },
       "INVALID_ARGUMENT FIELD_INVALID draft.applicant.full_name"},
      {"name too long",
       [](auto& d) { d.mutable_applicant()->set_full_name(std::string(201, 'a')); },
       "INVALID_ARGUMENT FIELD_INVALID draft.applicant.full_name"},
      {"phone of the wrong form", [](auto& d) { d.mutable_applicant()->set_phone("12"); },
       "INVALID_ARGUMENT FIELD_INVALID draft.applicant.phone"},
      {"unknown kind of applicant",
       [](auto& d) { d.mutable_applicant()->set_kind(static_cast<v1::ApplicantKind>(42)); },
       "INVALID_ARGUMENT FIELD_INVALID draft.applicant.kind"},
      {"too many copies", [](auto& d) { d.set_quantity(1001); },
       "INVALID_ARGUMENT FIELD_INVALID draft.quantity"},
      {"too many papers",
       [](auto& d) {
         for (int i = 0; i < 101; ++i) d.add_components()->set_ordinal(1);
       },
       "INVALID_ARGUMENT FIELD_INVALID draft.components"},
      {"a paper the procedure does not know", [](auto& d) { d.add_components()->set_ordinal(99); },
       "INVALID_ARGUMENT FIELD_INVALID draft.components[0].ordinal"},
      {"a required paper missing",
       [](auto& d) { d.add_components()->set_display_name("Giấy khác"); },
       "INVALID_ARGUMENT FIELD_INVALID draft.components"},
  };
  As("clerk");
  const uint64_t size = LogSize();
  for (const Case& c : cases) {
    v1::DossierDraft draft = Draft(kRemarriage);
    c.change(draft);
    const auto refused = Call("clerk", &Dossiers::ReceiveDossier, Counter(draft));
    EXPECT_EQ(ResultOf(refused), c.result) << c.what;
    EXPECT_EQ(refused.status().message().find(kIdentityNumber), absl::string_view::npos) << c.what;
    v1::RegisterDossierRequest online;
    *online.mutable_draft() = draft;
    EXPECT_EQ(ResultOf(Call("clerk", &Dossiers::RegisterDossier, online)), c.result)
        << c.what << ", online";
  }
  EXPECT_EQ(LogSize(), size);
  EXPECT_EQ(Must("clerk", &Dossiers::ListDossiers, v1::ListDossiersRequest()).dossiers_size(), 0);
  // Serials are taken when everything else is right.
  EXPECT_EQ(Receive("clerk", kRemarriage).code(), "H57.104-250701-0001");
}

TEST_F(RefusalsRpcTest, ARefusalTellsFromWhenAProcedureIsBoundaryFree) {
  auto request = Counter(Draft(kRemarriage, "units/20194"));
  const auto refused = Call("clerk", &Dossiers::ReceiveDossier, request);
  ErrorValues values = GetErrorValues(refused.status());
  EXPECT_EQ(values["scope"], "nation");
  EXPECT_EQ(values["from"], "2026-08-05");
  // From that day on it is.
  time_.Set(At(MakeDay(2026, 8, 5), std::chrono::hours{8}));
  EXPECT_EQ(ResultOf(Call("clerk", &Dossiers::ReceiveDossier, request)), "OK");
  // One that is not listed never is.
  request = Counter(Draft("procedures/1.001653", "units/20194"));
  EXPECT_EQ(ResultOf(Call("clerk", &Dossiers::ReceiveDossier, request)),
            "FAILED_PRECONDITION NOT_BOUNDARY_FREE");
}

TEST_F(RefusalsRpcTest, WrongCommandsLeaveNothingWritten) {
  const v1::Dossier d = Receive("clerk", kRemarriage);
  for (const char* who : {"head", "officer"}) As(who);
  const uint64_t size = LogSize();
  const auto expect = [&](const absl::Status& status, const std::string& result) {
    EXPECT_EQ(ResultOf(status), result);
  };
  auto assign = On<v1::AssignDossierRequest>(d);
  assign.set_officer("accounts/nobody");
  expect(Call("head", &Dossiers::AssignDossier, assign).status(), "NOT_FOUND ACCOUNT_NOT_FOUND");
  assign.set_officer("accounts/kimlong");
  expect(Call("head", &Dossiers::AssignDossier, assign).status(), "NOT_FOUND ACCOUNT_NOT_FOUND");
  assign.set_officer("accounts/A");
  expect(Call("head", &Dossiers::AssignDossier, assign).status(),
         "INVALID_ARGUMENT FIELD_INVALID officer");
  assign.set_officer("accounts/clerk");
  expect(Call("head", &Dossiers::AssignDossier, assign).status(),
         "INVALID_ARGUMENT FIELD_INVALID officer");
  expect(Call("clerk", &Dossiers::RequestSupplement, On<v1::ReasonRequest>(d, " ")).status(),
         "INVALID_ARGUMENT FIELD_INVALID reason");
  expect(
      Call("clerk", &Dossiers::RequestSupplement, On<v1::ReasonRequest>(d, std::string(2001, 'x')))
          .status(),
      "INVALID_ARGUMENT FIELD_INVALID reason");
  auto payment = On<v1::PaymentRequest>(d);
  expect(Call("clerk", &Dossiers::RequestPayment, payment).status(),
         "INVALID_ARGUMENT FIELD_INVALID amount_vnd");
  auto again = On<v1::ReappointDossierRequest>(d, "Bận");
  expect(Call("head", &Dossiers::ReappointDossier, again).status(),
         "INVALID_ARGUMENT FIELD_INVALID promised_due");
  *again.mutable_promised_due() = d.promised_due();
  expect(Call("head", &Dossiers::ReappointDossier, again).status(),
         "INVALID_ARGUMENT FIELD_INVALID promised_due");
  auto correct = On<v1::CorrectDossierRequest>(d, "Sai");
  expect(Call("clerk", &Dossiers::CorrectDossier, correct).status(),
         "INVALID_ARGUMENT FIELD_INVALID applicant");
  *correct.mutable_applicant() = d.applicant();
  correct.mutable_applicant()->set_identity_number("1");
  expect(Call("clerk", &Dossiers::CorrectDossier, correct).status(),
         "INVALID_ARGUMENT FIELD_INVALID applicant.identity_number");
  auto receive = On<v1::ReceiveDossierRequest>(d);
  expect(Call("clerk", &Dossiers::ReceiveDossier, receive).status(),
         "FAILED_PRECONDITION DOSSIER_ALREADY_RECEIVED");
  v1::ReceiveDossierRequest nothing;
  expect(Call("clerk", &Dossiers::ReceiveDossier, nothing).status(),
         "INVALID_ARGUMENT FIELD_INVALID draft");
  auto online = Counter(Draft(kRemarriage));
  online.set_channel(v1::CHANNEL_ONLINE);
  expect(Call("clerk", &Dossiers::ReceiveDossier, online).status(),
         "INVALID_ARGUMENT FIELD_INVALID channel");
  v1::ServeNowRequest serve;
  *serve.mutable_draft() = Draft(kRemarriage);
  serve.set_signer("accounts/head");
  expect(Call("clerk", &Dossiers::ServeNow, serve).status(),
         "FAILED_PRECONDITION SERVE_NOW_NOT_ALLOWED");
  v1::ReasonRequest nameless;
  expect(Call("clerk", &Dossiers::WithdrawDossier, nameless).status(),
         "INVALID_ARGUMENT FIELD_INVALID name");
  EXPECT_EQ(LogSize(), size);
  EXPECT_EQ(Get("clerk", d.name()).SerializeAsString(), d.SerializeAsString());
}

TEST_F(RefusalsRpcTest, TheErrorOnTheWireHasItsDetails) {
  const auto token = [&] {
    v1::SignInRequest request;
    request.set_account("clerk");
    request.set_password(kPassword);
    return client::Client(StationOf("clerk"))
        .Call(&v1::SessionService::Stub::SignIn, request)
        ->token();
  }();
  const auto raw = [&](const v1::ReceiveDossierRequest& request) {
    grpc::ClientContext context;
    context.AddMetadata("authorization", "Bearer " + token);
    v1::Dossier answer;
    Dossiers stub(StationOf("clerk"));
    const grpc::Status status = stub.ReceiveDossier(&context, request, &answer);
    google::rpc::Status rich;
    EXPECT_TRUE(rich.ParseFromString(status.error_details()));
    EXPECT_EQ(rich.code(), static_cast<int>(status.error_code()));
    return rich;
  };
  auto request = Counter(Draft(kRemarriage));
  request.set_request_id("0197c3a0-0000-7000-8000-000000000001");
  request.mutable_draft()->mutable_applicant()->set_identity_number("12");
  google::rpc::Status rich = raw(request);
  google::rpc::ErrorInfo info;
  google::rpc::BadRequest bad;
  ASSERT_EQ(rich.details_size(), 2);
  ASSERT_TRUE(rich.details(0).UnpackTo(&info));
  EXPECT_EQ(info.reason(), "FIELD_INVALID");
  EXPECT_EQ(info.domain(), "motcua");
  ASSERT_TRUE(rich.details(1).UnpackTo(&bad));
  ASSERT_EQ(bad.field_violations_size(), 1);
  EXPECT_EQ(bad.field_violations(0).field(), "draft.applicant.identity_number");
  EXPECT_NE(bad.field_violations(0).description(), "");

  request = Counter(Draft("procedures/9.999999"));
  request.set_request_id("0197c3a0-0000-7000-8000-000000000001");
  rich = raw(request);
  ASSERT_TRUE(rich.details(0).UnpackTo(&info));
  EXPECT_EQ(info.reason(), "PROCEDURE_NOT_FOUND");
}

// Every method of every service that the protos define, called as gRPC's generic stub calls it.
TEST_F(RefusalsRpcTest, NoMethodServesACallerWhoIsNotSignedIn) {
  const std::set<std::string> without = {"/motcua.v1.SessionService/SignIn",
                                         "/motcua.v1.StationService/EnrolStation"};
  grpc::GenericStub stub(StationOf("clerk"));
  const uint64_t size = LogSize();
  const std::filesystem::path protos = std::string(MOTCUA_SOURCE_DIR) + "/proto/motcua/v1";
  const grpc::Slice nothing;
  const grpc::ByteBuffer empty(&nothing, 1);
  int called = 0;
  std::set<std::string> seen;
  for (const auto& entry : std::filesystem::directory_iterator(protos)) {
    const std::string file = "motcua/v1/" + entry.path().filename().string();
    if (!file.ends_with("_service.proto")) continue;
    const auto* descriptor =
        google::protobuf::DescriptorPool::generated_pool()->FindFileByName(file);
    ASSERT_NE(descriptor, nullptr) << file;
    for (int s = 0; s < descriptor->service_count(); ++s) {
      const auto* service = descriptor->service(s);
      for (int m = 0; m < service->method_count(); ++m) {
        const std::string method = "/" + service->full_name() + "/" + service->method(m)->name();
        for (const char* token : {"", "Bearer ", "Bearer 0123456789abcdef0123456789abcdef"}) {
          grpc::ClientContext context;
          context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds{20});
          if (*token != '\0') context.AddMetadata("authorization", token);
          grpc::CompletionQueue queue;
          const auto call = stub.PrepareUnaryCall(&context, method, empty, &queue);
          call->StartCall();
          grpc::ByteBuffer answer;
          grpc::Status status;
          call->Finish(&answer, &status, nullptr);
          void* tag = nullptr;
          bool ok = false;
          ASSERT_TRUE(queue.Next(&tag, &ok));
          const std::string result = ResultOf(client::ResultFromGrpc(status).status);
          if (without.contains(method)) {
            seen.insert(method);
            EXPECT_EQ(result.find("SESSION_MISSING"), std::string::npos) << method;
            EXPECT_FALSE(status.ok()) << method << " takes an empty request";
          } else {
            EXPECT_EQ(result, "UNAUTHENTICATED SESSION_MISSING") << method << " '" << token << "'";
          }
          ++called;
        }
      }
    }
  }
  EXPECT_EQ(seen, without);
  EXPECT_GT(called, 3 * 45) << "all services of the API";
  EXPECT_EQ(LogSize(), size);
}

TEST_F(RefusalsRpcTest, ATokenIsOfNoUseOnAnotherStation) {
  v1::SignInRequest request;
  request.set_account("clerk");
  request.set_password(kPassword);
  const auto session =
      client::Client(StationOf("clerk")).Call(&v1::SessionService::Stub::SignIn, request);
  ASSERT_TRUE(session.ok()) << session.status();
  client::Client elsewhere(StationOf("kimlong"));
  elsewhere.set_token(session->token());
  EXPECT_EQ(ResultOf(elsewhere.Call(&Dossiers::ListDossiers, v1::ListDossiersRequest())),
            "UNAUTHENTICATED SESSION_MISSING");
}

}  // namespace
}  // namespace motcua
