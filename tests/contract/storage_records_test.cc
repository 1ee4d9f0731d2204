// Accounts, sessions, stations and reference lists.
#include <gtest/gtest.h>

#include "tests/support/storage_contract.h"

namespace motcua::storage {

// For EXPECT_EQ.
static bool operator==(const AccountRecord& a, const AccountRecord& b) {
  return a.name == b.name && a.full_name == b.full_name && a.unit == b.unit && a.roles == b.roles &&
         a.password_hash == b.password_hash &&
         a.password_change_required == b.password_change_required && a.disabled == b.disabled &&
         a.version == b.version;
}
static bool operator==(const StationRecord& a, const StationRecord& b) {
  return a.unit == b.unit && a.number == b.number && a.display_name == b.display_name &&
         a.state == b.state && a.code_hash == b.code_hash &&
         a.code_expires_at == b.code_expires_at && a.certificate_sha256 == b.certificate_sha256 &&
         a.certificate_expires_at == b.certificate_expires_at && a.version == b.version;
}

namespace {

class StorageRecordsTest : public StorageContract {
 protected:
  template <typename F>
  absl::Status Change(F change) {
    return storage().Write([&](WriteTransaction& tx) { return change(tx); });
  }
};
MOTCUA_EVERY_DRIVER(StorageRecordsTest);

TEST_P(StorageRecordsTest, AccountsAreKeptReplacedAndListedByName) {
  AccountRecord lan{"lan.nt", "Nguyễn Thị Lan", "19804", 6, "$argon2id$", true, false, 1};
  const AccountRecord an{"an.tv", "Trần Văn An", "19805", 2, "$argon2id$", false, true, 4};
  ASSERT_TRUE(Change([&](WriteTransaction& tx) { return tx.PutAccount(lan); }).ok());
  ASSERT_TRUE(Change([&](WriteTransaction& tx) { return tx.PutAccount(an); }).ok());
  lan.unit = "46001";
  lan.roles = 0x80;
  lan.password_change_required = false;
  lan.version = 2;
  ASSERT_TRUE(Change([&](WriteTransaction& tx) { return tx.PutAccount(lan); }).ok());
  EXPECT_TRUE(Get([](ReadTransaction& tx) { return tx.GetAccount("lan.nt"); }) == lan);
  EXPECT_FALSE(Get([](ReadTransaction& tx) { return tx.GetAccount("lan"); }));
  const auto all = Get([](ReadTransaction& tx) { return tx.ListAccounts(); });
  ASSERT_EQ(all.size(), 2u);
  EXPECT_TRUE(all[0] == an);
  EXPECT_TRUE(all[1] == lan);
}

TEST_P(StorageRecordsTest, SessionsEndOneByOneOrAllButOne) {
  const Time now = maker_.now();
  const auto has = [&](const std::string& hash) {
    return Get([&](ReadTransaction& tx) { return tx.GetSession(hash); }).has_value();
  };
  const std::string zero("a\0b", 3);
  for (const std::string& hash : {std::string("1"), std::string("2"), zero, std::string("other")}) {
    const std::string account = hash == "other" ? "an.tv" : "lan.nt";
    ASSERT_TRUE(
        Change([&](WriteTransaction& tx) {
          return tx.PutSession({hash, account, "spiffe://x", now, now + std::chrono::hours(8)});
        }).ok());
  }
  const auto session = Get([&](ReadTransaction& tx) { return tx.GetSession(zero); });
  ASSERT_TRUE(session);
  EXPECT_EQ(session->token_hash, zero);
  EXPECT_EQ(session->account, "lan.nt");
  EXPECT_EQ(session->station, "spiffe://x");
  EXPECT_EQ(session->created_at, now);
  EXPECT_EQ(session->expires_at, now + std::chrono::hours(8));
  ASSERT_TRUE(Change([&](WriteTransaction& tx) { return tx.DeleteSession(zero); }).ok());
  EXPECT_FALSE(has(zero));
  ASSERT_TRUE(
      Change([&](WriteTransaction& tx) { return tx.DeleteSessionsOf("lan.nt", "2"); }).ok());
  EXPECT_FALSE(has("1"));
  EXPECT_TRUE(has("2"));
  EXPECT_TRUE(has("other"));
}

TEST_P(StorageRecordsTest, AStationIsFoundByItsEnrolmentCodeUntilItIsUsed) {
  StationRecord s{"19804",
                  1,
                  "Quầy 1",
                  StationState::kAwaitingEnrolment,
                  std::string(32, 'h'),
                  maker_.now(),
                  "",
                  std::nullopt,
                  1};
  const StationRecord other{
      "19803", 2, "Quầy 2", StationState::kRevoked, "", std::nullopt, "ab", maker_.now(), 3};
  ASSERT_TRUE(Change([&](WriteTransaction& tx) { return tx.PutStation(s); }).ok());
  ASSERT_TRUE(Change([&](WriteTransaction& tx) { return tx.PutStation(other); }).ok());
  const auto find = [&] {
    return Get([](ReadTransaction& tx) { return tx.FindEnrolment(std::string(32, 'h')); });
  };
  EXPECT_TRUE(find() == s);
  EXPECT_FALSE(Get([](ReadTransaction& tx) { return tx.FindEnrolment(""); }));
  s.state = StationState::kEnrolled;
  s.code_hash.clear();
  s.code_expires_at.reset();
  s.certificate_sha256 = "cd";
  s.version = 2;
  ASSERT_TRUE(Change([&](WriteTransaction& tx) { return tx.PutStation(s); }).ok());
  EXPECT_FALSE(find());
  EXPECT_TRUE(Get([](ReadTransaction& tx) { return tx.GetStation("19804", 1); }) == s);
  EXPECT_FALSE(Get([](ReadTransaction& tx) { return tx.GetStation("19804", 2); }));
  const auto all = Get([](ReadTransaction& tx) { return tx.ListStations(); });
  ASSERT_EQ(all.size(), 2u);
  EXPECT_TRUE(all[0] == other);
}

TEST_P(StorageRecordsTest, TheNewestVersionOfAReferenceListHolds) {
  const auto put = [&](const ReferenceRecord& r) {
    return Change([&](WriteTransaction& tx) { return tx.PutReference(r); });
  };
  EXPECT_FALSE(Get([](ReadTransaction& tx) { return tx.GetReference("units"); }));
  ASSERT_TRUE(put({"units", 0, maker_.now(), "aa", "một\t1\n"}).ok());
  ASSERT_TRUE(put({"units", 2, maker_.now(), "bb", "hai\t2\n"}).ok());
  EXPECT_EQ(ErrorReason(put({"units", 2, maker_.now(), "cc", "ba"})), "ETAG_MISMATCH");
  const auto newest = Get([](ReadTransaction& tx) { return tx.GetReference("units"); });
  ASSERT_TRUE(newest);
  EXPECT_EQ(newest->kind, "units");
  EXPECT_EQ(newest->version, 2);
  EXPECT_EQ(newest->sha256, "bb");
  EXPECT_EQ(newest->content, "hai\t2\n");
  EXPECT_EQ(newest->recorded_at, maker_.now());
  EXPECT_FALSE(Get([](ReadTransaction& tx) { return tx.GetReference("holidays"); }));
}

}  // namespace
}  // namespace motcua::storage
