// One installation: everything a data directory holds, made once by Init and opened by every
// program that works on it.
#ifndef MOTCUA_SERVER_APP_INSTALLATION_H_
#define MOTCUA_SERVER_APP_INSTALLATION_H_

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/time.h"
#include "common/base/ulid.h"
#include "common/crypto/hash_gate.h"
#include "common/crypto/keys.h"
#include "common/crypto/signing.h"
#include "server/app/access_table.h"
#include "server/app/service_context.h"
#include "server/app/stations.h"
#include "server/app/world_holder.h"
#include "server/storage/data_directory.h"
#include "server/storage/sqlite_storage.h"

namespace motcua::app {

struct InitOptions {
  storage::ProgramKind kind = storage::ProgramKind::kProduction;
  // host:port under which stations find the server; its host is put into the server's certificate
  // beside localhost and 127.0.0.1.
  std::string address = "localhost:7443";
  std::vector<std::string> names;   // further DNS names and IP addresses of the certificate
  std::filesystem::path reference;  // folder with the six reference lists
  std::string admin_account = "admin";
  std::string admin_full_name = "Quản trị hệ thống";
  std::string admin_unit = "VN";
};

struct InitResult {
  std::string admin_account;
  std::filesystem::path password_file;   // account and first password; 0600
  std::filesystem::path enrolment_file;  // of the administrator's station; 0600
};

// Makes the data directory: key file, log's signing key, authority (ten years), server's
// certificate (two years), database, reference lists, first administrator and a station for it.
// Nothing is left of a folder that could not be completed. Errors of DataDirectory::Create,
// ReadReferenceFolder and BuildWorld; INVALID_ARGUMENT FIELD_INVALID (address, name, and the fields
// of CheckDraft); NOT_FOUND UNIT_NOT_FOUND.
absl::StatusOr<InitResult> Init(const std::filesystem::path& data, const InitOptions& options,
                                const TimeSource& time);

// Thread safe once opened.
class Installation {
 public:
  // FAILED_PRECONDITION INSTALLATION_INCOMPLETE if a file is missing; errors of
  // DataDirectory::Open, KeyRing::Load, OpenStorage and WorldHolder::Load. `time` outlives it.
  static absl::StatusOr<std::unique_ptr<Installation>> Open(const std::filesystem::path& data,
                                                            storage::ProgramKind kind,
                                                            const TimeSource& time);
  // Answers everything accepted, then closes the database.
  ~Installation();

  const ServiceContext& context() const { return context_; }
  storage::SqliteStorage& storage() { return *storage_; }
  const storage::DataDirectory& directory() const { return *directory_; }
  const Issuer& issuer() const { return issuer_; }
  const crypto::SigningKey& log_key() const { return log_key_; }
  AccessTable& access() { return *access_; }
  crypto::HashGate& gate() { return gate_; }
  const std::string& server_certificate() const { return server_certificate_; }
  const std::string& server_key() const { return server_key_; }

 private:
  friend absl::StatusOr<InitResult> Init(const std::filesystem::path&, const InitOptions&,
                                         const TimeSource&);
  static absl::StatusOr<std::unique_ptr<Installation>> OpenIn(
      std::unique_ptr<storage::DataDirectory> directory, const TimeSource& time, bool create);

  Installation(std::unique_ptr<storage::DataDirectory> directory,
               std::shared_ptr<const crypto::KeyRing> keys, crypto::SigningKey log_key,
               const TimeSource& time, std::unique_ptr<WorldHolder> world,
               std::unique_ptr<storage::SqliteStorage> storage);

  std::unique_ptr<storage::DataDirectory> directory_;
  std::shared_ptr<const crypto::KeyRing> keys_;
  crypto::SigningKey log_key_;
  std::unique_ptr<WorldHolder> world_;
  UlidGenerator ulids_;
  crypto::HashGate gate_;
  Issuer issuer_;
  std::string server_certificate_;
  std::string server_key_;
  std::unique_ptr<storage::SqliteStorage> storage_;
  std::unique_ptr<AccessTable> access_;
  ServiceContext context_;
};

}  // namespace motcua::app

#endif  // MOTCUA_SERVER_APP_INSTALLATION_H_
