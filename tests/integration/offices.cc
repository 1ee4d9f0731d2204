#include "tests/integration/offices.h"

#include <array>
#include <filesystem>
#include <fstream>

#include "common/base/file.h"
#include "common/crypto/password.h"
#include "common/crypto/spiffe.h"
#include "motcua/v1/session_service.grpc.pb.h"
#include "server/domain/roles.h"

namespace motcua {
namespace {

using domain::Bit;
using domain::Role;

constexpr domain::RoleSet kWorks =
    Bit(Role::kReceivingClerk) | Bit(Role::kOfficer) | Bit(Role::kHead);

struct Person {
  const char* account;
  const char* unit;
  domain::RoleSet roles;
};
constexpr std::array kPeople = {
    Person{"clerk", "19804", Bit(Role::kReceivingClerk)},
    Person{"officer", "19804", Bit(Role::kOfficer)},
    Person{"head", "19804", Bit(Role::kHead)},
    Person{"head2", "19804", Bit(Role::kHead)},
    Person{"kimlong", "19774", kWorks},
    Person{"thuanhoa", "19789", kWorks},
    Person{"stp", "46.STP", kWorks},
    Person{"desk", "46", Bit(Role::kDispatcher)},
    Person{"watch", "46", Bit(Role::kSupervisor)},
    Person{"danang", "20194", kWorks},
};

const Person& PersonOf(const std::string& account) {
  for (const Person& person : kPeople) {
    if (person.account == account) return person;
  }
  throw std::invalid_argument("no such person: " + account);
}

// The lists that ship, with the two differences the header names.
void MakeReference(const std::filesystem::path& folder) {
  const std::filesystem::path shipped = std::string(MOTCUA_SOURCE_DIR) + "/deploy/data";
  std::filesystem::copy(shipped, folder);
  std::ofstream(folder / "units.tsv", std::ios::app)
      << "46.STP\tdepartment\t46\t2025-07-01\t\tSở Tư pháp\t\tH57.15\tprovisional\t\n";
  std::string procedures = ReadFile(shipped / "procedures.tsv").value();
  const std::string row = "1.004944\t1\tpublished\t2025-07-01";
  const size_t at = procedures.find(row);
  ASSERT_NE(at, std::string::npos);
  procedures.replace(at, row.size(), "1.004944\t1\tpublished\t2026-01-01");
  std::ofstream(folder / "procedures.tsv") << procedures;
}

const std::string& PasswordHash() {
  static const std::string hash = crypto::HashPassword(kPassword).value();
  return hash;
}

}  // namespace

void OfficesTest::SetUp() {
  const std::filesystem::path reference = folder_ / "reference";
  ASSERT_NO_FATAL_FAILURE(MakeReference(reference));
  app::InitOptions options;
  options.reference = reference;
  const auto made = app::Init(folder_ / "data", options, time_);
  ASSERT_TRUE(made.ok()) << made.status();
  ASSERT_NO_FATAL_FAILURE(Start());
  ASSERT_NO_FATAL_FAILURE(AddPeople());
}

void OfficesTest::Start() {
  rpc::ServerOptions options = Options();
  // Days pass in a test without anybody signing in again.
  options.sessions = {std::chrono::hours{24 * 1000}, std::chrono::hours{24 * 1000}};
  auto started = rpc::Server::Start(options, time_);
  ASSERT_TRUE(started.ok()) << started.status();
  server_ = *std::move(started);
  for (auto& [unit, station] : stations_) station.address = address();
}

void OfficesTest::AddPeople() {
  const absl::Status added =
      server_->installation().storage().Write([&](storage::WriteTransaction& tx) {
        for (const Person& person : kPeople) {
          storage::AccountRecord account;
          account.name = person.account;
          account.full_name = std::string("Cán bộ ") + person.account;
          account.unit = person.unit;
          account.roles = person.roles;
          account.password_hash = PasswordHash();
          account.version = 1;
          if (absl::Status put = tx.PutAccount(account); !put.ok()) return put;
          storage::StationRecord station;
          station.unit = person.unit;
          station.number = 1;
          station.display_name = "Quầy 1";
          station.state = storage::StationState::kEnrolled;
          station.version = 1;
          if (absl::Status put = tx.PutStation(station); !put.ok()) return put;
        }
        return absl::OkStatus();
      });
  ASSERT_TRUE(added.ok()) << added;
  server_->installation().access().Forget();
  for (const Person& person : kPeople) {
    if (stations_.contains(person.unit)) continue;
    stations_[person.unit] = WithCertificate(server_->installation().issuer().authority,
                                             crypto::StationSpiffe(person.unit, 1));
  }
}

void OfficesTest::Reopen() {
  clients_.clear();
  channels_.clear();
  server_.reset();
  ASSERT_NO_FATAL_FAILURE(Start());
}

uint64_t OfficesTest::LogSize() {
  uint64_t size = 0;
  const absl::Status read =
      server_->installation().storage().Read([&](storage::ReadTransaction& tx) {
        const auto found = tx.LogSize();
        if (found.ok()) size = *found;
        return found.status();
      });
  EXPECT_TRUE(read.ok()) << read;
  return size;
}

std::shared_ptr<grpc::Channel> OfficesTest::StationOf(const std::string& account) {
  const std::string unit = PersonOf(account).unit;
  auto& channel = channels_[unit];
  if (channel == nullptr) channel = client::MakeChannel(stations_.at(unit));
  return channel;
}

client::Client& OfficesTest::As(const std::string& account) {
  auto& known = clients_[account];
  if (known != nullptr) return *known;
  known = std::make_unique<client::Client>(StationOf(account));
  v1::SignInRequest request;
  request.set_account(account);
  request.set_password(kPassword);
  const auto session = known->Call(&v1::SessionService::Stub::SignIn, request);
  EXPECT_TRUE(session.ok()) << account << ": " << session.status();
  if (session.ok()) known->set_token(session->token());
  return *known;
}

v1::DossierDraft OfficesTest::Draft(const std::string& procedure, const std::string& place) {
  v1::DossierDraft draft;
  draft.set_procedure(procedure);
  draft.set_place(place);
  v1::Applicant& applicant = *draft.mutable_applicant();
  applicant.set_kind(v1::APPLICANT_KIND_CITIZEN);
  applicant.set_full_name(kApplicantName);
  applicant.set_identity_number(kIdentityNumber);
  applicant.set_phone(kPhone);
  applicant.set_address("12 Lê Lợi");
  draft.set_subject("Xin cấp một bản");
  return draft;
}

v1::ReceiveDossierRequest OfficesTest::Counter(const v1::DossierDraft& draft) {
  v1::ReceiveDossierRequest request;
  *request.mutable_draft() = draft;
  request.set_channel(v1::CHANNEL_COUNTER);
  return request;
}

v1::Dossier OfficesTest::Receive(const std::string& account, const std::string& procedure,
                                 const std::string& place) {
  return Must(account, &Dossiers::ReceiveDossier, Counter(Draft(procedure, place)));
}

v1::Dossier OfficesTest::BringToSigning(v1::Dossier dossier) {
  auto assign = On<v1::AssignDossierRequest>(dossier);
  assign.set_officer("accounts/officer");
  dossier = Must("head", &Dossiers::AssignDossier, assign);
  dossier = Must("officer", &Dossiers::AdvanceDossier, On<v1::StepRequest>(dossier));
  return Must("head", &Dossiers::AdvanceDossier, On<v1::StepRequest>(dossier));
}

v1::Dossier OfficesTest::Resolve(const std::string& account, const v1::Dossier& dossier,
                                 v1::Outcome outcome) {
  auto request = On<v1::ResolveDossierRequest>(
      dossier, outcome == v1::OUTCOME_REJECTED ? "Không đủ điều kiện" : "");
  request.set_outcome(outcome);
  return Must(account, &Dossiers::ResolveDossier, request);
}

v1::Dossier OfficesTest::Get(const std::string& account, const std::string& name) {
  v1::GetDossierRequest request;
  request.set_name(name);
  return Must(account, &Dossiers::GetDossier, request);
}

std::string ResultOf(const absl::Status& status) {
  if (status.ok()) return "OK";
  std::string text = absl::StatusCodeToString(status.code()) + " " + ErrorReason(status);
  if (ErrorReason(status) == "FIELD_INVALID") text += " " + GetErrorValues(status)["field"];
  return text;
}

bool HoldsNoPersonalData(const google::protobuf::Message& message) {
  const std::string bytes = message.SerializeAsString();
  for (const char* secret : {kApplicantName, kIdentityNumber, "912345678", "912 345 678", "Nguyễn",
                             "Thanh", "Lê Lợi", "Xin cấp một bản"}) {
    if (bytes.find(secret) != std::string::npos) return false;
  }
  return true;
}

}  // namespace motcua
