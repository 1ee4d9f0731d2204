// The client against a server in the same process whose answers the test writes down.
#include "client/lib/client.h"

#include <google/rpc/error_details.pb.h>
#include <google/rpc/status.pb.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <functional>
#include <vector>

#include "client/lib/rpc_status.h"
#include "common/base/error.h"
#include "common/base/uuid.h"
#include "motcua/v1/dossier_service.grpc.pb.h"
#include "motcua/v1/session_service.grpc.pb.h"

namespace motcua::client {
namespace {

grpc::Status Rich(grpc::StatusCode code, const std::string& reason, int retry_ms = 0) {
  google::rpc::Status rich;
  rich.set_code(code);
  rich.set_message("An English sentence.");
  google::rpc::ErrorInfo info;
  info.set_domain("motcua");
  info.set_reason(reason);
  (*info.mutable_metadata())["actor"] = "binh.tv";
  rich.add_details()->PackFrom(info);
  if (retry_ms > 0) {
    google::rpc::RetryInfo retry;
    retry.mutable_retry_delay()->set_nanos(retry_ms * 1'000'000);
    rich.add_details()->PackFrom(retry);
  }
  return {code, rich.message(), rich.SerializeAsString()};
}

class Server final : public v1::DossierService::Service, public v1::SessionService::Service {
 public:
  Server() {
    grpc::ServerBuilder builder;
    builder.RegisterService(static_cast<v1::DossierService::Service*>(this));
    builder.RegisterService(static_cast<v1::SessionService::Service*>(this));
    server_ = builder.BuildAndStart();
  }
  ~Server() override { server_->Shutdown(); }

  std::shared_ptr<grpc::Channel> Connect() { return server_->InProcessChannel({}); }

  grpc::Status GetDossier(grpc::ServerContext* context, const v1::GetDossierRequest* request,
                          v1::Dossier* response) override {
    response->set_name(request->name());
    return Answer(context, "");
  }
  grpc::Status StopDossier(grpc::ServerContext* context, const v1::ReasonRequest* request,
                           v1::Dossier*) override {
    return Answer(context, request->request_id());
  }
  grpc::Status SignIn(grpc::ServerContext* context, const v1::SignInRequest*,
                      v1::Session*) override {
    return Answer(context, "");
  }

  // Answers of the first calls, in order; later ones succeed.
  std::vector<grpc::Status> failures;
  std::vector<std::string> request_ids;
  std::vector<std::string> tokens;

 private:
  grpc::Status Answer(grpc::ServerContext* context, const std::string& request_id) {
    request_ids.push_back(request_id);
    const auto header = context->client_metadata().find("authorization");
    tokens.push_back(header == context->client_metadata().end()
                         ? ""
                         : std::string(header->second.data(), header->second.size()));
    const size_t call = request_ids.size() - 1;
    return call < failures.size() ? failures[call] : grpc::Status::OK;
  }

  std::unique_ptr<grpc::Server> server_;
};

// A client whose waits are written down instead of slept.
class ClientTest : public testing::Test {
 protected:
  Server server_;
  std::vector<Milliseconds> waits_;
  Client client_{server_.Connect(),
                 {},
                 {.now = [] { return SteadyTime{}; },
                  .sleep = [this](Milliseconds wait) { waits_.push_back(wait); },
                  .random = [] { return 0.0; }}};
};

TEST_F(ClientTest, AReadIsRepeatedWhileTheServerIsUnavailable) {
  server_.failures = {Rich(grpc::UNAVAILABLE, "STORAGE_BUSY"),
                      Rich(grpc::UNAVAILABLE, "SHUTTING_DOWN")};
  v1::GetDossierRequest request;
  request.set_name("dossiers/H57");
  const auto dossier = client_.Call(&v1::DossierService::Stub::GetDossier, request);
  ASSERT_TRUE(dossier.ok()) << dossier.status();
  EXPECT_EQ(dossier->name(), "dossiers/H57");
  EXPECT_EQ(waits_.size(), 2u);
}

TEST_F(ClientTest, ACommandKeepsItsRequestIdAcrossAttempts) {
  server_.failures = {Rich(grpc::UNAVAILABLE, "STORAGE_BUSY"),
                      Rich(grpc::UNKNOWN, "COMMIT_UNKNOWN")};
  const auto dossier = client_.Call(&v1::DossierService::Stub::StopDossier, v1::ReasonRequest());
  ASSERT_TRUE(dossier.ok()) << dossier.status();
  ASSERT_EQ(server_.request_ids.size(), 3u);
  EXPECT_TRUE(IsUuid(server_.request_ids[0]));
  EXPECT_EQ(server_.request_ids[0], server_.request_ids[1]);
  EXPECT_EQ(server_.request_ids[0], server_.request_ids[2]);
}

TEST_F(ClientTest, EachCommandHasARequestIdOfItsOwnUnlessGiven) {
  v1::ReasonRequest given;
  given.set_request_id("0190a6c2-0000-7000-8000-000000000001");
  for (const auto& request : {v1::ReasonRequest(), v1::ReasonRequest(), given}) {
    ASSERT_TRUE(client_.Call(&v1::DossierService::Stub::StopDossier, request).ok());
  }
  EXPECT_NE(server_.request_ids[0], server_.request_ids[1]);
  EXPECT_EQ(server_.request_ids[2], given.request_id());
}

TEST_F(ClientTest, ACommandOfUncertainOutcomeSaysHowToRepeatIt) {
  server_.failures.assign(6, Rich(grpc::UNAVAILABLE, "STORAGE_BUSY"));
  v1::ReasonRequest request;
  request.set_etag("7");
  const auto status = client_.Call(&v1::DossierService::Stub::StopDossier, request).status();
  EXPECT_EQ(ErrorReason(status), "STORAGE_BUSY");
  EXPECT_EQ(GetErrorValues(status)["request_id"], server_.request_ids[0]);
  EXPECT_EQ(GetErrorValues(status)["etag"], "7");
  EXPECT_EQ(server_.request_ids.size(), 6u);
}

TEST_F(ClientTest, ARefusalIsNotRepeatedAndKeepsReasonAndValues) {
  server_.failures = {Rich(grpc::ABORTED, "ETAG_MISMATCH")};
  const auto status =
      client_.Call(&v1::DossierService::Stub::StopDossier, v1::ReasonRequest()).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(ErrorReason(status), "ETAG_MISMATCH");
  EXPECT_EQ(GetErrorValues(status)["actor"], "binh.tv");
  EXPECT_FALSE(GetErrorValues(status).contains("request_id"));
  EXPECT_EQ(server_.request_ids.size(), 1u);
}

TEST_F(ClientTest, AnOverloadedServersDelayIsHonoured) {
  server_.failures = {Rich(grpc::RESOURCE_EXHAUSTED, "QUEUE_FULL", 750)};
  ASSERT_TRUE(client_.Call(&v1::DossierService::Stub::StopDossier, v1::ReasonRequest()).ok());
  EXPECT_EQ(waits_, std::vector<Milliseconds>{Milliseconds(750)});
}

TEST_F(ClientTest, SigningInIsNeverRepeated) {
  server_.failures = {Rich(grpc::UNAVAILABLE, "STORAGE_BUSY")};
  EXPECT_FALSE(client_.Call(&v1::SessionService::Stub::SignIn, v1::SignInRequest()).ok());
  EXPECT_EQ(server_.request_ids.size(), 1u);
}

TEST_F(ClientTest, TheTokenTravelsWithEveryCall) {
  ASSERT_TRUE(client_.Call(&v1::DossierService::Stub::GetDossier, v1::GetDossierRequest()).ok());
  client_.set_token("abc");
  ASSERT_TRUE(client_.Call(&v1::DossierService::Stub::GetDossier, v1::GetDossierRequest()).ok());
  EXPECT_EQ(server_.tokens, (std::vector<std::string>{"", "Bearer abc"}));
}

TEST_F(ClientTest, NoErrorHoldsTheToken) {
  client_.set_token("abc-secret");
  server_.failures = {grpc::Status(grpc::INTERNAL, "")};
  const auto status =
      client_.Call(&v1::DossierService::Stub::GetDossier, v1::GetDossierRequest()).status();
  EXPECT_EQ(ErrorReason(status), "SERVER_ERROR");
  EXPECT_EQ(status.ToString().find("abc-secret"), std::string::npos);
}

TEST(RpcStatusTest, AStatusOfTheTransportHasAReasonOfTheClients) {
  const auto reason = [](grpc::StatusCode code) {
    return ErrorReason(ResultFromGrpc({code, "connection refused"}).status);
  };
  EXPECT_EQ(reason(grpc::UNAVAILABLE), "SERVER_UNREACHABLE");
  EXPECT_EQ(reason(grpc::DEADLINE_EXCEEDED), "DEADLINE_PASSED");
  EXPECT_EQ(reason(grpc::UNIMPLEMENTED), "SERVER_WITHOUT_METHOD");
  EXPECT_EQ(reason(grpc::RESOURCE_EXHAUSTED), "MESSAGE_TOO_LARGE");
  EXPECT_EQ(reason(grpc::INTERNAL), "SERVER_ERROR");
  EXPECT_EQ(GetErrorValues(ResultFromGrpc({grpc::UNAVAILABLE, "refused"}).status)["detail"],
            "refused");
  EXPECT_TRUE(ResultFromGrpc(grpc::Status::OK).status.ok());
}

TEST(RpcStatusTest, AWrongFieldIsNamed) {
  google::rpc::Status rich;
  google::rpc::ErrorInfo info;
  info.set_domain("motcua");
  info.set_reason("FIELD_INVALID");
  google::rpc::BadRequest bad;
  for (const char* field : {"draft.procedure", "draft.place"}) {
    auto* violation = bad.add_field_violations();
    violation->set_field(field);
    violation->set_description("must be set");
  }
  rich.add_details()->PackFrom(info);
  rich.add_details()->PackFrom(bad);
  const auto status =
      ResultFromGrpc({grpc::INVALID_ARGUMENT, "x", rich.SerializeAsString()}).status;
  EXPECT_EQ(ErrorReason(status), "FIELD_INVALID");
  EXPECT_EQ(GetErrorValues(status)["field"], "draft.procedure");
  EXPECT_EQ(GetErrorValues(status)["expected"], "must be set");
  EXPECT_EQ(GetErrorValues(status)["other_fields"], "draft.place");
}

TEST(RpcStatusTest, AReasonOfAnotherDomainIsNotOurs) {
  google::rpc::Status rich;
  google::rpc::ErrorInfo info;
  info.set_domain("proxy.example");
  info.set_reason("BLOCKED");
  rich.add_details()->PackFrom(info);
  const auto status = ResultFromGrpc({grpc::UNAVAILABLE, "x", rich.SerializeAsString()}).status;
  EXPECT_EQ(ErrorReason(status), "SERVER_UNREACHABLE");
}

}  // namespace
}  // namespace motcua::client
