// The program `motcua`, command line in and text out, against a server in the same process.
#include "client/cli/run.h"

#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "client/cli/errors.h"
#include "client/cli/format.h"
#include "client/cli/progress.h"
#include "client/lib/station_folder.h"
#include "common/base/error.h"
#include "common/base/uuid.h"
#include "motcua/v1/dossier_service.grpc.pb.h"
#include "motcua/v1/queue_service.grpc.pb.h"
#include "motcua/v1/session_service.grpc.pb.h"
#include "motcua/v1/statistics_service.grpc.pb.h"
#include "motcua/v1/unit_service.grpc.pb.h"
#include "tests/unit/client/temporary_folder.h"

namespace motcua::cli {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr char kCode[] = "H57.103-250701-0001";

class Server final : public v1::DossierService::Service,
                     public v1::SessionService::Service,
                     public v1::QueueService::Service,
                     public v1::StatisticsService::Service,
                     public v1::UnitService::Service {
 public:
  Server() {
    grpc::ServerBuilder builder;
    builder.RegisterService(static_cast<v1::DossierService::Service*>(this));
    builder.RegisterService(static_cast<v1::SessionService::Service*>(this));
    builder.RegisterService(static_cast<v1::QueueService::Service*>(this));
    builder.RegisterService(static_cast<v1::StatisticsService::Service*>(this));
    builder.RegisterService(static_cast<v1::UnitService::Service*>(this));
    server = builder.BuildAndStart();
  }
  ~Server() override { server->Shutdown(); }

  grpc::Status SignIn(grpc::ServerContext*, const v1::SignInRequest* request,
                      v1::Session* response) override {
    if (request->password() != "mật khẩu dài") return {grpc::UNAUTHENTICATED, "no"};
    response->set_token("token-1");
    response->mutable_account()->set_name("accounts/" + request->account());
    response->mutable_account()->set_display_name("Nguyễn Thị Lan");
    SetTime(At(MakeDay(2025, 7, 1), hours(17)), *response->mutable_expire_time());
    return grpc::Status::OK;
  }
  grpc::Status GetUnit(grpc::ServerContext*, const v1::GetUnitRequest* request,
                       v1::Unit* response) override {
    if (request->name() != "units/19804") return {grpc::NOT_FOUND, "unit"};
    response->set_full_name("Phường Hương An");
    return grpc::Status::OK;
  }
  grpc::Status GetDossier(grpc::ServerContext* context, const v1::GetDossierRequest* request,
                          v1::Dossier* response) override {
    token = context->client_metadata().find("authorization")->second.data();
    Fill(request->name(), response);
    return grpc::Status::OK;
  }
  grpc::Status ReceiveDossier(grpc::ServerContext*, const v1::ReceiveDossierRequest* request,
                              v1::Dossier* response) override {
    received = *request;
    Fill("", response);
    response->mutable_receipt()->set_text("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ\n\x1b[2J\n");
    return grpc::Status::OK;
  }
  grpc::Status ResolveDossier(grpc::ServerContext*, const v1::ResolveDossierRequest* request,
                              v1::Dossier* response) override {
    resolved = *request;
    Fill(request->name(), response);
    return grpc::Status::OK;
  }
  grpc::Status CorrectDossier(grpc::ServerContext*, const v1::CorrectDossierRequest* request,
                              v1::Dossier* response) override {
    corrected = *request;
    Fill(request->name(), response);
    return grpc::Status::OK;
  }
  grpc::Status ListDossiers(grpc::ServerContext*, const v1::ListDossiersRequest* request,
                            v1::ListDossiersResponse* response) override {
    listed = *request;
    const int page = request->page_token().empty() ? 1 : std::stoi(request->page_token());
    auto* summary = response->add_dossiers();
    summary->set_code("H57.103-250701-000" + std::to_string(page));
    if (page < 3) response->set_next_page_token(std::to_string(page + 1));
    return grpc::Status::OK;
  }
  grpc::Status GetQueue(grpc::ServerContext*, const v1::GetQueueRequest* request,
                        v1::Queue* response) override {
    if (request->page_token().empty()) {
      response->mutable_counters()->set_held(1234);
      auto* offer = response->add_offers_in();
      offer->set_dossier_code("H57.200-250701-0009");
      offer->set_state(v1::TRANSFER_STATE_EXPIRED);
      response->set_next_page_token("2");
    }
    auto* summary = response->add_dossiers();
    summary->set_code(request->page_token().empty() ? kCode : "H57.103-250701-0002");
    summary->set_state(v1::DOSSIER_STATE_PROCESSING);
    summary->mutable_promised_due()->set_seconds(1);
    summary->set_minutes_left(request->page_token().empty() ? -1440 : 135);
    return grpc::Status::OK;
  }
  grpc::Status RankUnits(grpc::ServerContext*, const v1::RankUnitsRequest* request,
                         v1::RankUnitsResponse* response) override {
    ranked = *request;
    for (const char* name : {"Phường Hương An", "Xã Phong Thái"}) {
      auto* row = response->add_rows();
      row->set_rank(1);
      row->set_tied(true);
      row->mutable_row()->set_display_name(name);
      row->mutable_row()->mutable_resolved_of_received()->set_numerator(11);
      row->mutable_row()->mutable_resolved_of_received()->set_denominator(12);
    }
    return grpc::Status::OK;
  }

  std::unique_ptr<grpc::Server> server;
  std::string token;
  v1::ReceiveDossierRequest received;
  v1::ResolveDossierRequest resolved;
  v1::CorrectDossierRequest corrected;
  v1::ListDossiersRequest listed;
  v1::RankUnitsRequest ranked;

 private:
  static void Fill(const std::string& name, v1::Dossier* d) {
    d->set_name(name);
    d->set_code(kCode);
    d->set_etag("7");
    d->set_state(v1::DOSSIER_STATE_PROCESSING);
    d->set_holder_unit("units/19804");
    d->set_competent_unit("units/99999");
    d->mutable_applicant()->set_full_name("Nguyễn Thị Lan");
    d->mutable_applicant()->set_phone("0905123456");
    d->set_contents_shown(true);
    d->add_permitted_commands("REQUEST_SUPPLEMENT");
    d->add_permitted_commands("TAKE_OVER");
    SetTime(At(MakeDay(2025, 7, 3), hours(16) + minutes(30)), *d->mutable_promised_due());
  }
};

class RunTest : public testing::Test {
 protected:
  void Enrol() {
    ASSERT_TRUE(folder_
                    .Save({.address = "in-process:1",
                           .station = "stations/19804-1",
                           .server_name = "",
                           .authority_pem = "CA",
                           .certificate_pem = "CERT",
                           .key_pem = "KEY"})
                    .ok());
  }
  void EnrolAndSignIn() {
    Enrol();
    ASSERT_TRUE(folder_.SaveSession({.account = "lan.nt", .token = "token-1"}).ok());
  }

  int Motcua(std::vector<std::string> words, const std::string& input = "") {
    words.insert(words.begin(), {"motcua", "--dir", folder_.path()});
    std::vector<const char*> argv;
    for (const std::string& word : words) argv.push_back(word.c_str());
    Seams seams;
    seams.make_channel = [this](const client::ChannelOptions&) {
      return server_.server->InProcessChannel({});
    };
    seams.retry = {.now = [] { return client::SteadyTime{}; },
                   .sleep = [](client::Milliseconds) {},
                   .random = [] { return 0.0; }};
    seams.ask_secret = [this](const std::string& prompt) -> absl::StatusOr<std::string> {
      prompts_.push_back(prompt);
      return typed_;
    };
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    const int code = cli::Run(static_cast<int>(argv.size()), argv.data(), in, out, err, seams);
    out_ = out.str();
    err_ = err.str();
    return code;
  }

  Server server_;
  TemporaryFolder place_;
  client::StationFolder folder_{place_.path() + "/station"};
  std::string typed_;
  std::vector<std::string> prompts_;
  std::string out_;
  std::string err_;
};

bool Has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_F(RunTest, HelpSpeaksTheLanguageAskedFor) {
  EXPECT_EQ(Motcua({"--help"}), kDone);
  EXPECT_TRUE(Has(out_, "Cách dùng: motcua")) << out_;
  EXPECT_TRUE(Has(out_, "Mã kết thúc"));
  EXPECT_EQ(Motcua({"dossier", "--help", "--lang", "en"}), kDone);
  EXPECT_TRUE(Has(out_, "Examples:")) << out_;
  EXPECT_EQ(Motcua({"--lang=fr", "stats", "--help"}), kDone);
  EXPECT_TRUE(Has(out_, "Exemples :") || Has(out_, "Exemples:")) << out_;
  EXPECT_EQ(Motcua({"--lang", "de", "queue"}), kWrongUsage);
}

TEST_F(RunTest, EveryGroupHasHelpWithTwoExamples) {
  for (const char* group :
       {"station", "unit", "procedure", "dossier", "transfer", "queue", "stats", "account"}) {
    EXPECT_EQ(Motcua({group, "--help"}), kDone) << group;
    const size_t first = out_.find("\n  motcua ");
    ASSERT_NE(first, std::string::npos) << group;
    EXPECT_NE(out_.find("\n  motcua ", first + 1), std::string::npos) << group;
    EXPECT_FALSE(Has(out_, "opt.") || Has(out_, "help.")) << out_;
  }
}

TEST_F(RunTest, WrongUsageSaysWhereToLook) {
  EXPECT_EQ(Motcua({"dossier", "show"}), kWrongUsage);
  EXPECT_TRUE(Has(err_, "Lệnh chưa đúng")) << err_;
  EXPECT_TRUE(Has(err_, "motcua dossier show --help"));
  EXPECT_EQ(Motcua({"dossier", "dance"}), kWrongUsage);
  EXPECT_EQ(Motcua({}), kWrongUsage);
}

TEST_F(RunTest, AComputerThatIsNoStationIsToldSo) {
  EXPECT_EQ(Motcua({"queue"}), kWrongUsage);
  EXPECT_TRUE(Has(err_, "motcua station enrol")) << err_;
}

TEST_F(RunTest, WithoutSessionNothingIsCalled) {
  Enrol();
  EXPECT_EQ(Motcua({"dossier", "show", kCode}), kNotSignedIn);
  EXPECT_TRUE(Has(err_, "motcua sign-in")) << err_;
  EXPECT_EQ(server_.token, "");
}

TEST_F(RunTest, SigningInKeepsTheTokenAndShowsItNowhere) {
  Enrol();
  typed_ = "mật khẩu dài";
  EXPECT_EQ(Motcua({"sign-in", "lan.nt"}), kDone);
  EXPECT_EQ(prompts_.size(), 1u);
  EXPECT_TRUE(Has(out_, "Đã đăng nhập: Nguyễn Thị Lan (lan.nt), đến 01/07/2025 17:00.")) << out_;
  EXPECT_EQ(folder_.LoadSession()->token, "token-1");
  EXPECT_EQ(
      Motcua({"--output", "json", "sign-in", "lan.nt", "--password-file", "-"}, "mật khẩu dài\n"),
      kDone);
  EXPECT_FALSE(Has(out_, "token-1")) << out_;
  EXPECT_EQ(prompts_.size(), 1u);
}

TEST_F(RunTest, AWrongPasswordIsRefused) {
  Enrol();
  typed_ = "sai";
  EXPECT_EQ(Motcua({"sign-in", "lan.nt"}), kRefused);
  EXPECT_EQ(folder_.LoadSession()->token, "");
}

TEST_F(RunTest, AClerkTypesACodeAndTheEtagIsFetched) {
  EnrolAndSignIn();
  EXPECT_EQ(Motcua({"dossier", "resolve", kCode, "--approve", "--number", "12/KS"}), kDone) << err_;
  EXPECT_EQ(server_.resolved.name(), std::string("dossiers/") + kCode);
  EXPECT_EQ(server_.resolved.etag(), "7");
  EXPECT_EQ(server_.resolved.outcome(), v1::OUTCOME_APPROVED);
  EXPECT_TRUE(IsUuid(server_.resolved.request_id()));
  EXPECT_TRUE(Has(server_.token, "Bearer token-1"));
  EXPECT_TRUE(Has(out_, "Đơn vị đang xử lý:")) << out_;
  EXPECT_TRUE(Has(out_, "Phường Hương An (19804)")) << out_;
  EXPECT_TRUE(Has(out_, "03/07/2025 16:30")) << out_;
  EXPECT_TRUE(Has(out_, "request-supplement, transfer take-over")) << out_;
}

TEST_F(RunTest, AScriptGivesEtagAndRequestIdItself) {
  EnrolAndSignIn();
  EXPECT_EQ(
      Motcua({"dossier", "resolve", "dossiers/19804-01J", "--reject", "--reason", "Thiếu", "--etag",
              "3", "--request-id", "0190a6c2-0000-7000-8000-000000000001", "--output", "json"}),
      kDone)
      << err_;
  EXPECT_EQ(server_.token, "");  // nothing was fetched
  EXPECT_EQ(server_.resolved.etag(), "3");
  EXPECT_EQ(server_.resolved.request_id(), "0190a6c2-0000-7000-8000-000000000001");
  EXPECT_EQ(nlohmann::json::parse(out_)["code"], kCode);
  EXPECT_EQ(nlohmann::json::parse(out_)["paused"], false);  // also fields with their zero value
}

TEST_F(RunTest, ADecisionIsOneOfTwo) {
  EnrolAndSignIn();
  EXPECT_EQ(Motcua({"dossier", "resolve", kCode}), kWrongUsage);
  EXPECT_EQ(Motcua({"dossier", "resolve", kCode, "--approve", "--reject"}), kWrongUsage);
  EXPECT_EQ(Motcua({"dossier", "resolve", kCode, "--reject"}), kWrongUsage);
  EXPECT_EQ(server_.resolved.name(), "");
}

TEST_F(RunTest, ADraftComesFromOptionsOverAFile) {
  EnrolAndSignIn();
  std::ofstream(place_.path() + "/scan.pdf") << "abc";
  EXPECT_EQ(Motcua({"dossier", "receive", "--draft-file", "-", "--procedure", "1.001193",
                    "--component", "1", "--component", "2x3", "--component", "Giấy ủy quyền",
                    "--scan", "1=" + place_.path() + "/scan.pdf", "--print"},
                   R"({"place": "units/19804", "applicant": {"fullName": "Nguyễn Thị Lan"}})"),
            kDone)
      << err_;
  const v1::DossierDraft& draft = server_.received.draft();
  EXPECT_EQ(draft.procedure(), "procedures/1.001193");
  EXPECT_EQ(draft.place(), "units/19804");
  EXPECT_EQ(draft.applicant().full_name(), "Nguyễn Thị Lan");
  EXPECT_EQ(server_.received.channel(), v1::CHANNEL_COUNTER);
  ASSERT_EQ(draft.components_size(), 3);
  EXPECT_EQ(draft.components(0).document_sha256(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(draft.components(1).ordinal(), 2);
  EXPECT_EQ(draft.components(1).copies(), 3);
  EXPECT_EQ(draft.components(2).display_name(), "Giấy ủy quyền");
  EXPECT_EQ(out_, "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ\n [2J\n");
}

TEST_F(RunTest, ACorrectionKeepsWhatIsNotCorrected) {
  EnrolAndSignIn();
  EXPECT_EQ(
      Motcua({"dossier", "correct", kCode, "--name", "Nguyễn Thị Lân", "--reason", "Sai tên"}),
      kDone)
      << err_;
  EXPECT_EQ(server_.corrected.applicant().full_name(), "Nguyễn Thị Lân");
  EXPECT_EQ(server_.corrected.applicant().phone(), "0905123456");
}

TEST_F(RunTest, DaysAreTypedAsPeopleWriteThemAndPagesAreJoined) {
  EnrolAndSignIn();
  EXPECT_EQ(Motcua({"dossier", "list", "--from", "01/07/2025", "--state", "processing"}), kDone);
  EXPECT_EQ(server_.listed.from_day(), "2025-07-01");
  EXPECT_EQ(server_.listed.state(), v1::DOSSIER_STATE_PROCESSING);
  EXPECT_TRUE(Has(out_, "--page-token 2")) << out_;
  EXPECT_EQ(Motcua({"dossier", "list", "--all"}), kDone);
  for (const char* serial : {"-0001", "-0002", "-0003"}) EXPECT_TRUE(Has(out_, serial)) << out_;
  EXPECT_FALSE(Has(out_, "--page-token"));
  EXPECT_EQ(Motcua({"dossier", "list", "--from", "31/02/2025"}), kWrongUsage);
}

TEST_F(RunTest, TheQueueShowsCountersOffersAndTimeLeft) {
  EnrolAndSignIn();
  EXPECT_EQ(Motcua({"queue", "--all"}), kDone) << err_;
  EXPECT_TRUE(Has(out_, "1.234")) << out_;
  EXPECT_TRUE(Has(out_, "H57.200-250701-0009"));
  EXPECT_TRUE(Has(out_, "Quá hạn nhận"));
  EXPECT_TRUE(Has(out_, "quá hạn 1 ngày"));
  EXPECT_TRUE(Has(out_, "còn 2 giờ 15 phút"));
}

TEST_F(RunTest, ARankingShowsTiesAndFractions) {
  EnrolAndSignIn();
  EXPECT_EQ(Motcua({"stats", "rank", "--unit", "46", "--from", "01/07/2025", "--rank-by",
                    "resolved-of-received"}),
            kDone)
      << err_;
  EXPECT_EQ(server_.ranked.rank_by(), v1::RANK_BY_RESOLVED_OF_RECEIVED);
  EXPECT_EQ(server_.ranked.query().unit(), "units/46");
  EXPECT_TRUE(Has(out_, "đồng hạng")) << out_;
  EXPECT_TRUE(Has(out_, "91,67 % (11/12)"));
  EXPECT_TRUE(Has(out_, "Xã Phong Thái"));
}

TEST_F(RunTest, AnErrorOfAScriptIsJson) {
  EnrolAndSignIn();
  EXPECT_EQ(Motcua({"unit", "show", "123", "--output", "json"}), kRefused);
  EXPECT_EQ(nlohmann::json::parse(err_)["code"], "NOT_FOUND");
  EXPECT_EQ(out_, "");
}

TEST(ProgressTest, ShowsOnlyWhatTakesLong) {
  std::ostringstream slow;
  {
    Progress progress(slow, "Đang tính…", std::chrono::milliseconds(0));
    progress.WaitUntilShown();
  }
  EXPECT_EQ(slow.str(), "Đang tính…\r\x1b[K");
  std::ostringstream quick;
  { const Progress progress(quick, "Đang tính…", std::chrono::milliseconds(3600000)); }
  EXPECT_EQ(quick.str(), "");
}

}  // namespace
}  // namespace motcua::cli
