#include "common/crypto/field_cipher.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <memory>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include "common/base/error.h"
#include "common/base/file.h"
#include "common/base/hex.h"
#include "common/crypto/hash.h"
#include "tests/unit/crypto/temp_dir.h"

namespace motcua::crypto {
namespace {

constexpr char kAad[] = "applicant|01J8|identity_number";

FieldCipher NewCipher() {
  return FieldCipher(std::make_shared<const KeyRing>(KeyRing::Generate()));
}

void ExpectCorrupt(const FieldCipher& cipher, std::string_view blob, std::string_view aad) {
  const auto plain = cipher.Decrypt(blob, aad);
  EXPECT_EQ(plain.status().code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(ErrorReason(plain.status()), "FIELD_CORRUPT");
}

TEST(FieldCipherTest, GivesBackWhatWasEncrypted) {
  const FieldCipher cipher = NewCipher();
  for (const size_t n : {0, 1, 12, 15, 16, 17, 200, 100000}) {
    const std::string text(n, 'x');
    const std::string blob = cipher.Encrypt(text, kAad);
    EXPECT_EQ(blob.size(), n + kFieldOverheadBytes);
    EXPECT_EQ(*cipher.Decrypt(blob, kAad), text);
  }
  EXPECT_EQ(*cipher.Decrypt(cipher.Encrypt("Nguyễn Thị Bưởi", ""), ""), "Nguyễn Thị Bưởi");
}

TEST(FieldCipherTest, HidesTheTextAndNeverGivesTheSameTwice) {
  const FieldCipher cipher = NewCipher();
  std::set<std::string> ivs;
  for (int i = 0; i < 1000; ++i) {
    const std::string blob = cipher.Encrypt("001099012345", kAad);
    EXPECT_EQ(blob.find("0990123"), std::string::npos);
    ivs.insert(blob.substr(5, 12));
  }
  EXPECT_EQ(ivs.size(), 1000u);
}

TEST(FieldCipherTest, AnyAlteredBitOfAnyByteIsDetected) {
  const FieldCipher cipher = NewCipher();
  const std::string blob = cipher.Encrypt("001099012345", kAad);
  for (size_t i = 0; i < blob.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string altered = blob;
      altered[i] = static_cast<char>(altered[i] ^ (1 << bit));
      SCOPED_TRACE("byte " + std::to_string(i) + " bit " + std::to_string(bit));
      ExpectCorrupt(cipher, altered, kAad);
    }
  }
}

TEST(FieldCipherTest, AnyOtherLengthIsDetected) {
  const FieldCipher cipher = NewCipher();
  const std::string blob = cipher.Encrypt("001099012345", kAad);
  for (size_t n = 0; n < blob.size(); ++n) ExpectCorrupt(cipher, blob.substr(0, n), kAad);
  ExpectCorrupt(cipher, blob + '\0', kAad);
  ExpectCorrupt(cipher, blob.substr(1), kAad);
}

TEST(FieldCipherTest, AFieldCopiedToAnotherPlaceIsDetected) {
  const FieldCipher cipher = NewCipher();
  const std::string blob = cipher.Encrypt("001099012345", "applicant|1|identity_number");
  ExpectCorrupt(cipher, blob, "applicant|2|identity_number");
  ExpectCorrupt(cipher, blob, "applicant|1|phone");
  ExpectCorrupt(cipher, blob, "");
  ExpectCorrupt(cipher, cipher.Encrypt("x", ""), kAad);
}

TEST(FieldCipherTest, AnotherRingWithTheSameKeyIdCannotDecrypt) {
  ExpectCorrupt(NewCipher(), NewCipher().Encrypt("001099012345", kAad), kAad);
}

TEST(FieldCipherTest, AfterARotationOldFieldsAreReadAndNewOnesHaveTheNewKey) {
  const TempDir folder;
  const std::string path = folder.File("keys");
  ASSERT_TRUE(KeyRing::Create(path).ok());
  const FieldCipher before(std::make_shared<const KeyRing>(*KeyRing::Load(path)));
  const std::string old_blob = before.Encrypt("old", kAad);
  EXPECT_TRUE(before.HasNewestKey(old_blob));
  ASSERT_TRUE(KeyRing::AddFieldKey(path).ok());
  const FieldCipher after(std::make_shared<const KeyRing>(*KeyRing::Load(path)));
  EXPECT_EQ(*after.Decrypt(old_blob, kAad), "old");
  EXPECT_FALSE(after.HasNewestKey(old_blob));
  const std::string new_blob = after.Encrypt("new", kAad);
  EXPECT_TRUE(after.HasNewestKey(new_blob));
  ExpectCorrupt(before, new_blob, kAad);  // a key that this ring does not have
}

TEST(FieldCipherTest, TheBlindIndexIsTheKeyedHashOfKindAndValue) {
  const TempDir folder;
  const std::string path = folder.File("keys");
  ASSERT_TRUE(KeyRing::Create(path).ok());
  const auto ring = std::make_shared<const KeyRing>(*KeyRing::Load(path));
  const FieldCipher cipher(ring);
  const std::string index = cipher.BlindIndex("phone", "0912345678");
  EXPECT_EQ(index,
            HmacSha256(ring->index_key(), std::string("phone\0000912345678", 16)).substr(0, 16));
  EXPECT_EQ(cipher.BlindIndex("phone", "0912345678"), index);
  EXPECT_NE(cipher.BlindIndex("identity", "0912345678"), index);
  EXPECT_NE(cipher.BlindIndex("phone", "0912345679"), index);
  EXPECT_NE(cipher.BlindIndex("phone0", "912345678"), index);
  EXPECT_NE(NewCipher().BlindIndex("phone", "0912345678"), index);
}

TEST(FieldCipherTest, ThreadsShareOneCipher) {
  const FieldCipher cipher = NewCipher();
  std::vector<std::thread> threads;
  std::vector<int> wrong(4, 0);
  for (size_t t = 0; t < wrong.size(); ++t) {
    threads.emplace_back([t, &wrong, &cipher] {
      const std::string aad = "row " + std::to_string(t);
      for (int i = 0; i < 1000; ++i) {
        const std::string text = std::to_string(i);
        const auto plain = cipher.Decrypt(cipher.Encrypt(text, aad), aad);
        wrong[t] += !plain.ok() || *plain != text;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(wrong, std::vector<int>(4, 0));
}

// Prints the cost of one field; it has no limit, since machines differ.
TEST(FieldCipherTest, TheCostOfAFieldIsPrinted) {
  const FieldCipher cipher = NewCipher();
  const std::string text(200, 'x');
  constexpr int kRounds = 20000;
  const auto time = [&](const char* what, const auto& work) {
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < kRounds; ++i) work();
    const std::chrono::duration<double, std::micro> spent =
        std::chrono::steady_clock::now() - start;
    std::printf("%s: %.2f us\n", what, spent.count() / kRounds);
  };
  const std::string blob = cipher.Encrypt(text, kAad);
  size_t sum = 0;
  time("encrypt 200 bytes", [&] { sum += cipher.Encrypt(text, kAad).size(); });
  time("decrypt 200 bytes", [&] { sum += cipher.Decrypt(blob, kAad)->size(); });
  time("blind index", [&] { sum += cipher.BlindIndex("identity", "001099012345").size(); });
  time("sha-256 of 65 bytes", [&] { sum += Sha256(text.substr(0, 65)).size(); });
  EXPECT_EQ(sum, size_t{kRounds} * (233 + 200 + 16 + 32));
}

}  // namespace
}  // namespace motcua::crypto
