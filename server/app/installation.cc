#include "server/app/installation.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <system_error>
#include <utility>

#include "common/base/error.h"
#include "common/base/file.h"
#include "common/base/status_macros.h"
#include "common/crypto/certificate.h"
#include "common/crypto/hash.h"
#include "common/crypto/password.h"
#include "common/crypto/private_file.h"
#include "common/crypto/secret_text.h"
#include "common/crypto/spiffe.h"
#include "server/app/accounts.h"
#include "server/app/admin_request.h"
#include "server/app/reference.h"

namespace motcua::app {
namespace {

constexpr std::chrono::days kAuthorityLife{3650};
constexpr std::chrono::days kServerCertificateLife{730};
constexpr char kAddressName[] = "address";
constexpr char kPasswordName[] = "first-administrator.txt";
constexpr char kEnrolmentName[] = "first-station.enrolment";
// Each hash takes 19 MiB and a core for 40 ms: two at once leave the machine to the counters.
constexpr int kHashesAtOnce = 2;
constexpr int kHashesWaiting = 64;

Time SystemNow() {
  return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

// The host of "host:port" or "[v6]:port"; "" if it is neither.
std::string HostOf(const std::string& address) {
  const size_t colon = address.rfind(':');
  if (colon == std::string::npos || colon == 0) return "";
  int port = 0;
  const char* end = address.data() + address.size();
  const auto parsed = std::from_chars(address.data() + colon + 1, end, port);
  if (parsed.ec != std::errc() || parsed.ptr != end || port < 1 || port > 65535) return "";
  std::string host = address.substr(0, colon);
  if (host.front() == '[') return host.back() == ']' ? host.substr(1, host.size() - 2) : "";
  return host.find(':') == std::string::npos ? host : "";
}

bool IsIpAddress(const std::string& name) {
  return name.find(':') != std::string::npos ||
         name.find_first_not_of("0123456789.") == std::string::npos;
}

void AddName(const std::string& name, crypto::IssueOptions& options) {
  auto& list = IsIpAddress(name) ? options.ip_addresses : options.dns_names;
  if (std::find(list.begin(), list.end(), name) == list.end()) list.push_back(name);
}

absl::Status MakeCertificates(const storage::DataDirectory& directory, const InitOptions& options,
                              const std::string& host) {
  const Time now = SystemNow();
  MOTCUA_ASSIGN_OR_RETURN(
      const crypto::KeyAndCertificate authority,
      crypto::CreateAuthority("Motcua authority", now - kBackDating, now + kAuthorityLife));
  crypto::IssueOptions issue;
  issue.spiffe_uri = crypto::ServerSpiffe();
  issue.usage = crypto::CertificateUsage::kServer;
  issue.not_before = now - kBackDating;
  issue.not_after = now + kServerCertificateLife;
  AddName("localhost", issue);
  AddName("127.0.0.1", issue);
  AddName(host, issue);
  for (const std::string& name : options.names) AddName(name, issue);
  const std::string key = crypto::NewPrivateKeyPem();
  MOTCUA_ASSIGN_OR_RETURN(const std::string certificate,
                          crypto::IssueForKey(authority, key, issue));
  MOTCUA_RETURN_IF_ERROR(crypto::CreateKeyFile(directory.ca_key(), authority.key_pem));
  MOTCUA_RETURN_IF_ERROR(WritePublicFile(directory.ca_certificate(), authority.certificate_pem));
  MOTCUA_RETURN_IF_ERROR(crypto::CreateKeyFile(directory.server_key(), key));
  return WritePublicFile(directory.server_certificate(), certificate);
}

// First administrator and first station, in one write.
absl::StatusOr<InitResult> MakeFirstPeople(Installation& installation, const InitOptions& options) {
  const ServiceContext& context = installation.context();
  const Caller tool = InstallationCaller();
  AccountDraft draft{options.admin_account, options.admin_full_name, options.admin_unit,
                     domain::Bit(domain::Role::kAdministrator), false};
  MOTCUA_RETURN_IF_ERROR(CheckDraft(draft, *context.world.Get()->units));
  const std::string password = crypto::NewPassword();
  MOTCUA_ASSIGN_OR_RETURN(const std::string encoded, crypto::HashPassword(password));
  const storage::AccountRecord account{
      draft.name, draft.full_name, draft.unit, draft.roles, encoded, true, false, 1};
  const Time now = context.time.Now();
  const std::string code = crypto::NewEnrolmentCode();
  const storage::StationRecord station =
      NewStation(options.admin_unit, 1, "Máy trạm của quản trị", code, now);
  MOTCUA_ASSIGN_OR_RETURN(const std::string file,
                          NewEnrolmentFile(installation.issuer(), options.admin_unit, code));
  const AdminRequest account_request = NewToolRequest(now);
  const AdminRequest station_request = NewToolRequest(now);
  MOTCUA_RETURN_IF_ERROR(context.storage.Write([&](storage::WriteTransaction& tx) -> absl::Status {
    MOTCUA_RETURN_IF_ERROR(tx.PutAccount(account));
    MOTCUA_RETURN_IF_ERROR(
        tx.RecordEvent(AccountCreatedEvent(account, tool, account_request, "", now)));
    MOTCUA_RETURN_IF_ERROR(tx.PutStation(station));
    return tx.RecordEvent(StationCreatedEvent(station, tool, station_request, "", now));
  }));
  InitResult result;
  result.admin_account = draft.name;
  result.password_file = installation.directory().path() / kPasswordName;
  result.enrolment_file = installation.directory().path() / kEnrolmentName;
  MOTCUA_RETURN_IF_ERROR(WritePrivateFile(
      result.password_file, "account " + draft.name + "\npassword " + password + "\n"));
  MOTCUA_RETURN_IF_ERROR(WritePrivateFile(result.enrolment_file, file));
  return result;
}

absl::Status Incomplete(const absl::Status& status) {
  if (!absl::IsNotFound(status)) return status;
  return MakeError(absl::StatusCode::kFailedPrecondition, "INSTALLATION_INCOMPLETE",
                   "The data directory lacks a file; restore it from the backup.",
                   GetErrorValues(status));
}

}  // namespace

Installation::Installation(std::unique_ptr<storage::DataDirectory> directory,
                           std::shared_ptr<const crypto::KeyRing> keys, crypto::SigningKey log_key,
                           const TimeSource& time, std::unique_ptr<WorldHolder> world,
                           std::unique_ptr<storage::SqliteStorage> storage)
    : directory_(std::move(directory)),
      keys_(std::move(keys)),
      log_key_(std::move(log_key)),
      world_(std::move(world)),
      gate_(kHashesAtOnce, kHashesWaiting),
      storage_(std::move(storage)),
      access_(std::make_unique<AccessTable>(*storage_)),
      context_{*storage_,
               time,
               *world_,
               ulids_,
               [ring = keys_](std::string_view content) {
                 return crypto::HmacSha256(ring->request_key(), content);
               },
               [this](std::string_view message) { return log_key_.Sign(message); }} {}

// What the last writes do when they are done still uses the rest of it.
Installation::~Installation() { storage_->Stop(); }

absl::StatusOr<std::unique_ptr<Installation>> Installation::OpenIn(
    std::unique_ptr<storage::DataDirectory> directory, const TimeSource& time, bool create) {
  absl::StatusOr<crypto::KeyRing> ring = crypto::KeyRing::Load(directory->field_keys());
  if (!ring.ok()) return Incomplete(ring.status());
  auto keys = std::make_shared<const crypto::KeyRing>(*std::move(ring));
  absl::StatusOr<crypto::SigningKey> log_key = crypto::SigningKey::Load(directory->log_key());
  if (!log_key.ok()) return Incomplete(log_key.status());
  Issuer issuer;
  std::string server_key;
  std::string server_certificate;
  const auto read = [](absl::StatusOr<std::string> text, std::string& to) {
    if (text.ok()) to = *std::move(text);
    return Incomplete(text.status());
  };
  MOTCUA_RETURN_IF_ERROR(read(crypto::ReadKeyFile(directory->ca_key()), issuer.authority.key_pem));
  MOTCUA_RETURN_IF_ERROR(
      read(ReadFile(directory->ca_certificate()), issuer.authority.certificate_pem));
  MOTCUA_RETURN_IF_ERROR(read(crypto::ReadKeyFile(directory->server_key()), server_key));
  MOTCUA_RETURN_IF_ERROR(read(ReadFile(directory->server_certificate()), server_certificate));
  MOTCUA_RETURN_IF_ERROR(read(ReadFile(directory->path() / kAddressName), issuer.address));
  while (!issuer.address.empty() && issuer.address.back() == '\n') issuer.address.pop_back();

  auto world = std::make_unique<WorldHolder>();
  storage::OpenOptions open;
  open.database = directory->database();
  open.keys = keys;
  open.create = create;
  open.province_of = [holder = world.get()](std::string_view unit) {
    const auto now = holder->Get();
    return now == nullptr ? std::string() : now->units->ProvinceOf(unit);
  };
  MOTCUA_ASSIGN_OR_RETURN(auto storage, storage::OpenStorage(std::move(open)));
  if (!create) MOTCUA_RETURN_IF_ERROR(world->Load(*storage));
  std::unique_ptr<Installation> opened(new Installation(std::move(directory), std::move(keys),
                                                        *std::move(log_key), time, std::move(world),
                                                        std::move(storage)));
  opened->issuer_ = std::move(issuer);
  opened->server_key_ = std::move(server_key);
  opened->server_certificate_ = std::move(server_certificate);
  return opened;
}

absl::StatusOr<std::unique_ptr<Installation>> Installation::Open(const std::filesystem::path& data,
                                                                 storage::ProgramKind kind,
                                                                 const TimeSource& time) {
  MOTCUA_ASSIGN_OR_RETURN(auto directory, storage::DataDirectory::Open(data, kind));
  return OpenIn(std::move(directory), time, /*create=*/false);
}

absl::StatusOr<InitResult> Init(const std::filesystem::path& data, const InitOptions& options,
                                const TimeSource& time) {
  // Everything that can be wrong with the options is found before the folder is made.
  const std::string host = HostOf(options.address);
  if (host.empty()) return FieldInvalid("address", "host:port, port 1 to 65535");
  MOTCUA_ASSIGN_OR_RETURN(const ReferenceTexts texts, ReadReferenceFolder(options.reference));
  MOTCUA_ASSIGN_OR_RETURN(const auto world, BuildWorld(texts));
  AccountDraft draft{options.admin_account, options.admin_full_name, options.admin_unit,
                     domain::Bit(domain::Role::kAdministrator), false};
  MOTCUA_RETURN_IF_ERROR(CheckDraft(draft, *world->units));

  std::error_code ignored;
  const bool folder_was_there = std::filesystem::exists(data, ignored);
  MOTCUA_ASSIGN_OR_RETURN(auto directory, storage::DataDirectory::Create(data, options.kind));
  const auto make = [&]() -> absl::StatusOr<InitResult> {
    MOTCUA_RETURN_IF_ERROR(crypto::KeyRing::Create(directory->field_keys()));
    MOTCUA_RETURN_IF_ERROR(crypto::SigningKey::Generate().Save(directory->log_key()));
    MOTCUA_RETURN_IF_ERROR(MakeCertificates(*directory, options, host));
    MOTCUA_RETURN_IF_ERROR(
        WritePublicFile(directory->path() / kAddressName, options.address + "\n"));
    MOTCUA_ASSIGN_OR_RETURN(auto installation,
                            Installation::OpenIn(std::move(directory), time, /*create=*/true));
    MOTCUA_RETURN_IF_ERROR(
        ImportReferences(installation->context(), InstallationCaller(), texts).status());
    return MakeFirstPeople(*installation, options);
  };
  absl::StatusOr<InitResult> made = make();
  if (!made.ok()) {
    for (const auto& entry : std::filesystem::directory_iterator(data, ignored)) {
      std::filesystem::remove_all(entry.path(), ignored);
    }
    if (!folder_was_there) std::filesystem::remove(data, ignored);
  }
  return made;
}

}  // namespace motcua::app
