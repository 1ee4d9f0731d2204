// A storage to hold to its contract, whatever the driver: opened on an empty place, closed and
// opened again, made to fail.
#ifndef MOTCUA_TESTS_SUPPORT_STORAGE_DRIVER_H_
#define MOTCUA_TESTS_SUPPORT_STORAGE_DRIVER_H_

#include <gtest/gtest.h>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "common/base/error.h"
#include "server/storage/sqlite_storage.h"
#include "tests/support/engine_fixture.h"
#include "tests/support/temp_folder.h"

namespace motcua::storage {

class StorageDriver {
 public:
  virtual ~StorageDriver() = default;
  virtual Storage& storage() = 0;
  // Closes in order and opens again.
  virtual void Restart() = 0;
  // The next commit fails with this status: before it is done, or after.
  virtual void FailNextCommit(bool done, absl::Status status) = 0;
};

// Two characters of a commune's id stand for its province in tests.
inline std::string TestProvince(std::string_view unit) { return std::string(unit.substr(0, 2)); }

class SqliteDriver final : public StorageDriver {
 public:
  SqliteDriver() { Open(); }
  Storage& storage() override { return *storage_; }
  void Restart() override {
    storage_.reset();
    Open();
  }
  void FailNextCommit(bool done, absl::Status status) override {
    fault_.Arm(done ? SwitchedFault::Where::kAfterCommit : SwitchedFault::Where::kAtCommit,
               std::move(status));
  }

  absl::StatusOr<std::unique_ptr<SqliteStorage>> TryOpen(
      std::shared_ptr<const crypto::KeyRing> keys, bool create) {
    OpenOptions options;
    options.database = path();
    options.keys = std::move(keys);
    options.province_of = TestProvince;
    options.create = create;
    options.engine.fault = &fault_;
    options.engine.diagnostics = [](std::string_view) {};
    options.engine.on_fatal = [] {};
    return OpenStorage(std::move(options));
  }
  void Open() {
    auto opened = TryOpen(keys_, true);
    if (!opened.ok()) throw std::runtime_error(opened.status().ToString());
    storage_ = std::move(*opened);
  }
  void Close() { storage_.reset(); }
  SqliteStorage& sqlite() { return *storage_; }
  std::filesystem::path path() const { return folder_ / "motcua.db"; }

  // Changes rows as somebody with the file in hand would.
  void Tamper(const std::string& sql) {
    const absl::Status status = storage_->WriteTables(
        [&](sql::Connection& conn, WriteTransaction&) { return conn.Execute(sql); });
    if (!status.ok()) throw std::runtime_error(status.ToString());
  }

 private:
  TempFolder folder_;
  SwitchedFault fault_;
  std::shared_ptr<const crypto::KeyRing> keys_ =
      std::make_shared<crypto::KeyRing>(crypto::KeyRing::Generate());
  std::unique_ptr<SqliteStorage> storage_;
};

// Puts bodies into one batch by holding the writer's thread meanwhile, and gives their answers.
inline std::vector<absl::Status> InOneBatch(Storage& storage, std::vector<WriteBody> bodies) {
  std::mutex mutex;
  std::condition_variable changed;
  bool held = false;
  bool open = false;
  size_t answered = 0;
  storage.Submit(
      {},
      [&](WriteTransaction&) {
        std::unique_lock lock(mutex);
        held = true;
        changed.notify_all();
        changed.wait(lock, [&] { return open; });
        return absl::OkStatus();
      },
      [&](const absl::Status&) {
        std::lock_guard lock(mutex);
        ++answered;
        changed.notify_all();
      });
  std::vector<absl::Status> answers(bodies.size());
  {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return held; });
  }
  for (size_t i = 0; i < bodies.size(); ++i) {
    storage.Submit({}, bodies[i], [&, i](absl::Status status) {
      std::lock_guard lock(mutex);
      answers[i] = std::move(status);
      ++answered;
      changed.notify_all();
    });
  }
  std::unique_lock lock(mutex);
  open = true;
  changed.notify_all();
  changed.wait(lock, [&] { return answered == bodies.size() + 1; });
  return answers;
}

}  // namespace motcua::storage

#endif  // MOTCUA_TESTS_SUPPORT_STORAGE_DRIVER_H_
