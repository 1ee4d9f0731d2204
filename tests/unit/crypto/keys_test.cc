#include "common/crypto/keys.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <utility>

#include "common/base/error.h"
#include "common/base/file.h"
#include "common/base/hex.h"
#include "tests/unit/crypto/temp_dir.h"

namespace motcua::crypto {
namespace {

std::string Line(int id, const std::string& purpose, char digit = 'a') {
  return "key " + std::to_string(id) + " " + purpose + " " + std::string(64, digit) + "\n";
}
const std::string kHead = "motcua-keys 1\n";
const std::string kOthers = Line(2, "index", 'b') + Line(3, "token", 'c') + Line(4, "request", 'd');

class KeyRingTest : public testing::Test {
 protected:
  absl::StatusOr<KeyRing> LoadText(const std::string& text) {
    EXPECT_TRUE(WritePrivateFile(path_, text).ok());
    return KeyRing::Load(path_);
  }
  void ExpectInvalid(const std::string& text) {
    const auto ring = LoadText(text);
    EXPECT_EQ(ring.status().code(), absl::StatusCode::kDataLoss) << text;
    EXPECT_EQ(ErrorReason(ring.status()), "KEY_FILE_INVALID") << text;
  }

  TempDir folder_;
  const std::string path_ = folder_.File("keys");
};

TEST_F(KeyRingTest, ANewFileHoldsFourDifferentKeysAndIsPrivate) {
  ASSERT_TRUE(KeyRing::Create(path_).ok());
  struct stat info {};
  ASSERT_EQ(::stat(path_.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600);
  const auto ring = KeyRing::Load(path_);
  ASSERT_TRUE(ring.ok()) << ring.status();
  const std::string keys[] = {std::string(ring->newest_field_key()), std::string(ring->index_key()),
                              std::string(ring->token_key()), std::string(ring->request_key())};
  for (size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(keys[i].size(), kKeyBytes);
    for (size_t j = 0; j < i; ++j) EXPECT_NE(keys[i], keys[j]);
  }
}

TEST_F(KeyRingTest, AKeyFileIsNeverOverwritten) {
  ASSERT_TRUE(KeyRing::Create(path_).ok());
  const std::string before = *ReadFile(path_);
  const absl::Status again = KeyRing::Create(path_);
  EXPECT_EQ(again.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(ErrorReason(again), "KEY_FILE_EXISTS");
  EXPECT_EQ(*ReadFile(path_), before);
}

TEST_F(KeyRingTest, AFileThatOthersMayUseIsRefused) {
  ASSERT_TRUE(KeyRing::Create(path_).ok());
  for (const mode_t mode : {0644, 0640, 0604, 0660, 0620, 0602, 0610, 0601, 0444}) {
    ASSERT_EQ(::chmod(path_.c_str(), mode), 0);
    const auto ring = KeyRing::Load(path_);
    EXPECT_EQ(ring.status().code(), absl::StatusCode::kFailedPrecondition) << std::oct << mode;
    EXPECT_EQ(ErrorReason(ring.status()), "KEY_FILE_PERMISSIONS");
    EXPECT_EQ(std::string(ring.status().message()).find(folder_.File("")), std::string::npos);
  }
  for (const mode_t mode : {0600, 0400}) {
    ASSERT_EQ(::chmod(path_.c_str(), mode), 0);
    EXPECT_TRUE(KeyRing::Load(path_).ok()) << std::oct << mode;
  }
}

TEST_F(KeyRingTest, AMissingFileAndAFolderAreToldApart) {
  EXPECT_EQ(ErrorReason(KeyRing::Load(path_).status()), "FILE_NOT_FOUND");
  ASSERT_EQ(::mkdir(path_.c_str(), 0700), 0);
  EXPECT_EQ(ErrorReason(KeyRing::Load(path_).status()), "KEY_FILE_PERMISSIONS");
}

TEST_F(KeyRingTest, ANamedPipeIsRefusedWithoutWaiting) {
  ASSERT_EQ(::mkfifo(path_.c_str(), 0600), 0);
  EXPECT_EQ(ErrorReason(KeyRing::Load(path_).status()), "KEY_FILE_PERMISSIONS");
}

TEST_F(KeyRingTest, TheNewestFieldKeyIsTheOneWithTheLargestId) {
  const auto ring = LoadText(kHead + Line(7, "field", '7') + Line(5, "field", '5') + kOthers);
  ASSERT_TRUE(ring.ok()) << ring.status();
  EXPECT_EQ(ring->newest_field_key_id(), 7u);
  EXPECT_EQ(ToHex(ring->newest_field_key()), std::string(64, '7'));
  EXPECT_EQ(ToHex(ring->field_key(5)), std::string(64, '5'));
  EXPECT_EQ(ToHex(ring->index_key()), std::string(64, 'b'));
  EXPECT_EQ(ToHex(ring->token_key()), std::string(64, 'c'));
  EXPECT_EQ(ToHex(ring->request_key()), std::string(64, 'd'));
}

TEST_F(KeyRingTest, AKeyOfAnotherPurposeIsNoFieldKey) {
  const auto ring = LoadText(kHead + Line(1, "field") + kOthers);
  ASSERT_TRUE(ring.ok());
  EXPECT_TRUE(ring->field_key(2).empty());
  EXPECT_TRUE(ring->field_key(9).empty());
}

TEST_F(KeyRingTest, AnAddedFieldKeyIsTheNewestAndTheOldOnesStay) {
  ASSERT_TRUE(KeyRing::Create(path_).ok());
  const auto before = KeyRing::Load(path_);
  ASSERT_TRUE(KeyRing::AddFieldKey(path_).ok());
  const auto after = KeyRing::Load(path_);
  ASSERT_TRUE(after.ok()) << after.status();
  EXPECT_GT(after->newest_field_key_id(), before->newest_field_key_id());
  EXPECT_EQ(after->field_key(before->newest_field_key_id()), before->newest_field_key());
  EXPECT_NE(after->newest_field_key(), before->newest_field_key());
  EXPECT_EQ(after->index_key(), before->index_key());
  EXPECT_EQ(after->token_key(), before->token_key());
  EXPECT_EQ(after->request_key(), before->request_key());
}

TEST_F(KeyRingTest, EveryOtherTextIsInvalid) {
  const std::string field = Line(1, "field");
  ASSERT_TRUE(LoadText(kHead + field + kOthers).ok());
  ExpectInvalid("");
  ExpectInvalid(kHead);
  ExpectInvalid(field + kOthers);
  ExpectInvalid("motcua-keys 2\n" + field + kOthers);
  ExpectInvalid(kHead + kOthers);                               // no field key
  ExpectInvalid(kHead + field);                                 // nothing else
  ExpectInvalid(kHead + field + kOthers + Line(5, "index"));    // two index keys
  ExpectInvalid(kHead + field + kOthers + Line(5, "token"));    // two token keys
  ExpectInvalid(kHead + field + kOthers + Line(5, "request"));  // two request keys
  ExpectInvalid(kHead + field + kOthers + Line(4, "field"));    // an id twice
  ExpectInvalid(kHead + Line(0, "field") + kOthers);            // no id 0
  ExpectInvalid(kHead + Line(-1, "field") + kOthers);
  ExpectInvalid(kHead + "key 4294967296 field " + std::string(64, 'a') + "\n" + kOthers);
  ExpectInvalid(kHead + "key 1x field " + std::string(64, 'a') + "\n" + kOthers);
  ExpectInvalid(kHead + field + kOthers + Line(5, "other"));
  ExpectInvalid(kHead + "lock 1 field " + std::string(64, 'a') + "\n" + kOthers);
  ExpectInvalid(kHead + "key 1 field " + std::string(63, 'a') + "\n" + kOthers);
  ExpectInvalid(kHead + "key 1 field " + std::string(65, 'a') + "\n" + kOthers);
  ExpectInvalid(kHead + "key 1 field " + std::string(63, 'a') + "g\n" + kOthers);
  ExpectInvalid(kHead + "key 1 field " + std::string(64, 'a') + " \n" + kOthers);
  ExpectInvalid(kHead + field + "\n" + kOthers);
}

TEST_F(KeyRingTest, AFileBeyondTheLimitIsNotRead) {
  EXPECT_EQ(ErrorReason(LoadText(std::string(64 * 1024 + 1, 'x')).status()), "FILE_UNREADABLE");
}

TEST_F(KeyRingTest, AKeyIsWipedWhenItIsMovedAway) {
  SecretKey key = SecretKey::Random();
  const std::string bytes(key.bytes());
  const SecretKey moved = std::move(key);
  EXPECT_EQ(moved.bytes(), bytes);
  EXPECT_EQ(key.bytes(), std::string(kKeyBytes, '\0'));  // NOLINT: the point of the test
}

}  // namespace
}  // namespace motcua::crypto
