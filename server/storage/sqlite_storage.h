// Storage in one SQLite file, with group commit (engine.h).
#ifndef MOTCUA_SERVER_STORAGE_SQLITE_STORAGE_H_
#define MOTCUA_SERVER_STORAGE_SQLITE_STORAGE_H_

#include <filesystem>
#include <functional>
#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/crypto/keys.h"
#include "server/storage/batch_state.h"
#include "server/storage/engine.h"
#include "server/storage/storage.h"
#include "server/storage/transfer_table.h"
#include "server/storage/vault.h"

namespace motcua::storage {

struct OpenOptions {
  std::filesystem::path database;  // the caller holds the data directory's lock
  std::shared_ptr<const crypto::KeyRing> keys;
  ProvinceResolver province_of;  // thread safe, or changed only while nothing is written
  // Make the database when there is none. False: NOT_FOUND DATABASE_NOT_FOUND.
  bool create = false;
  // hooks and prepare are the storage's own.
  EngineOptions engine;
};

// Thread safe, but for Stop and the destructor.
class SqliteStorage final : public Storage {
 public:
  absl::Status Read(const ReadBody& body) override;
  void Submit(WriteOptions options, WriteBody body,
              std::function<void(absl::Status)> done) override;

  // A body on the tables themselves, beside Storage's own: for recount and verify.
  absl::Status ReadTables(const std::function<absl::Status(sql::Connection&)>& body);
  // The same in the writer's transaction, together with the events it records.
  absl::Status WriteTables(
      const std::function<absl::Status(sql::Connection&, WriteTransaction&)>& body);

  const Vault& vault() const { return vault_; }
  const ProvinceResolver& province_of() const { return province_of_; }
  Engine& engine() { return *engine_; }
  // Answers everything accepted and closes the database. Idempotent.
  void Stop() { engine_->Stop(); }

 private:
  friend absl::StatusOr<std::unique_ptr<SqliteStorage>> OpenStorage(OpenOptions options);
  SqliteStorage(std::shared_ptr<const crypto::KeyRing> keys, ProvinceResolver province_of)
      : vault_(std::move(keys)), province_of_(std::move(province_of)) {}
  absl::Status Prepare(sql::Connection& conn);

  const Vault vault_;
  const ProvinceResolver province_of_;
  BatchState state_;
  std::unique_ptr<Engine> engine_;  // last: its thread uses the others
};

// Migrates the database and checks that it is whole enough to write to. Errors of Engine::Open,
// sql::Migrate, and
//  - FAILED_PRECONDITION KEY_FILE_MISMATCH: the database was written with another key file
//  - DATA_LOSS LOG_CORRUPT, MERKLE_STATE_CORRUPT: the end of the log is damaged.
absl::StatusOr<std::unique_ptr<SqliteStorage>> OpenStorage(OpenOptions options);

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_SQLITE_STORAGE_H_
