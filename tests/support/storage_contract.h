// The fixture of the storage contract: one test, every driver.
#ifndef MOTCUA_TESTS_SUPPORT_STORAGE_CONTRACT_H_
#define MOTCUA_TESTS_SUPPORT_STORAGE_CONTRACT_H_

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/base/status_macros.h"
#include "tests/support/dossier_history.h"
#include "tests/support/storage_driver.h"

namespace motcua::storage {

using DriverFactory = std::unique_ptr<StorageDriver> (*)();
inline std::unique_ptr<StorageDriver> MakeSqliteDriver() {
  return std::make_unique<SqliteDriver>();
}

class StorageContract : public testing::TestWithParam<DriverFactory> {
 protected:
  Storage& storage() { return driver_->storage(); }

  absl::Status Record(const Step& step) {
    return storage().Write([&](WriteTransaction& tx) {
      return tx.RecordCommand(step.before, step.after, step.event);
    });
  }
  // Records it, which must succeed, and gives the dossier as it is then.
  domain::Dossier Recorded(const Step& step) {
    const absl::Status status = Record(step);
    EXPECT_TRUE(status.ok()) << status;
    return step.after;
  }

  // What `get` gives in a read transaction.
  template <typename F>
  auto Get(F get) {
    using Result = decltype(get(std::declval<ReadTransaction&>()));
    std::optional<Result> result;
    const absl::Status status = storage().Read([&](ReadTransaction& tx) {
      result.emplace(get(tx));
      return absl::OkStatus();
    });
    EXPECT_TRUE(status.ok()) << status;
    EXPECT_TRUE(result->ok()) << result->status();
    return **std::move(result);
  }
  std::optional<domain::Dossier> Load(const domain::DossierKey& key) {
    return Get([&](ReadTransaction& tx) { return tx.GetDossier(key); });
  }
  // All items of a paged list, read with pages of `size`.
  template <typename F>
  auto AllPages(F page_of) {
    PageToken token;
    auto page = Get([&](ReadTransaction& tx) { return page_of(tx, token); });
    auto items = page.items;
    while (!page.next.empty()) {
      token = page.next;
      page = Get([&](ReadTransaction& tx) { return page_of(tx, token); });
      items.insert(items.end(), page.items.begin(), page.items.end());
    }
    return items;
  }

  std::unique_ptr<StorageDriver> driver_ = GetParam()();
  Maker maker_;
};

#define MOTCUA_EVERY_DRIVER(suite)                                            \
  INSTANTIATE_TEST_SUITE_P(Sqlite, suite, testing::Values(&MakeSqliteDriver), \
                           [](const auto& driver) { return std::to_string(driver.index); })

}  // namespace motcua::storage

#endif  // MOTCUA_TESTS_SUPPORT_STORAGE_CONTRACT_H_
