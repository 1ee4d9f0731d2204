#include "common/crypto/signing.h"

#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <sys/stat.h>

#include "common/base/error.h"
#include "common/base/file.h"
#include "common/base/hex.h"
#include "common/crypto/certificate.h"
#include "tests/unit/crypto/temp_dir.h"

namespace motcua::crypto {
namespace {

TEST(SigningTest, ASignatureVerifiesWithThePublicKeyOnly) {
  const SigningKey key = SigningKey::Generate();
  const SigningKey other = SigningKey::Generate();
  const std::string signature = key.Sign("checkpoint 12");
  EXPECT_EQ(signature.size(), kSignatureBytes);
  EXPECT_TRUE(Verify(key.PublicKeyPem(), "checkpoint 12", signature));
  EXPECT_FALSE(Verify(other.PublicKeyPem(), "checkpoint 12", signature));
  EXPECT_FALSE(Verify(key.PublicKeyPem(), "checkpoint 13", signature));
  EXPECT_FALSE(Verify(key.PublicKeyPem(), "checkpoint 12", ""));
  EXPECT_FALSE(Verify(key.PublicKeyPem(), "checkpoint 12", signature + "x"));
  EXPECT_FALSE(Verify("", "checkpoint 12", signature));
  EXPECT_TRUE(Verify(key.PublicKeyPem(), "", key.Sign("")));
}

TEST(SigningTest, AnyAlteredBitOfASignatureIsDetected) {
  const SigningKey key = SigningKey::Generate();
  const auto verifier = VerifyingKey::FromPem(key.PublicKeyPem());
  ASSERT_TRUE(verifier.ok());
  const std::string signature = key.Sign("receipt");
  ASSERT_TRUE(verifier->Verify("receipt", signature));
  for (size_t i = 0; i < signature.size() * 8; ++i) {
    std::string altered = signature;
    altered[i / 8] = static_cast<char>(altered[i / 8] ^ (1 << i % 8));
    EXPECT_FALSE(verifier->Verify("receipt", altered)) << "bit " << i;
  }
}

// RFC 8032 §7.1, test 2: the key as SubjectPublicKeyInfo (RFC 8410).
TEST(SigningTest, VerifiesTheSignatureOfRfc8032) {
  const std::string der = *FromHex(
      "302a300506032b6570032100"
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  std::string base64(4 * ((der.size() + 2) / 3) + 1, '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(base64.data()),
                  reinterpret_cast<const unsigned char*>(der.data()), static_cast<int>(der.size()));
  base64.pop_back();
  const std::string pem = "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
  const std::string signature = *FromHex(
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
      "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
  EXPECT_TRUE(Verify(pem, "\x72", signature));
  EXPECT_FALSE(Verify(pem, "\x73", signature));
}

TEST(SigningTest, ASavedKeySignsForTheSamePublicKey) {
  const TempDir folder;
  const std::string path = folder.File("log.key");
  const SigningKey key = SigningKey::Generate();
  ASSERT_TRUE(key.Save(path).ok());
  struct stat info {};
  ASSERT_EQ(::stat(path.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600);
  const auto loaded = SigningKey::Load(path);
  ASSERT_TRUE(loaded.ok()) << loaded.status();
  EXPECT_EQ(loaded->PublicKeyPem(), key.PublicKeyPem());
  EXPECT_TRUE(Verify(key.PublicKeyPem(), "x", loaded->Sign("x")));
  EXPECT_EQ(ErrorReason(SigningKey::Generate().Save(path)), "KEY_FILE_EXISTS");
  ASSERT_EQ(::chmod(path.c_str(), 0644), 0);
  EXPECT_EQ(ErrorReason(SigningKey::Load(path).status()), "KEY_FILE_PERMISSIONS");
}

TEST(SigningTest, AFileWithAnotherKeyIsInvalid) {
  const TempDir folder;
  const std::string path = folder.File("key");
  for (const std::string& text : {NewPrivateKeyPem(), std::string("no key"), std::string()}) {
    ASSERT_TRUE(WritePrivateFile(path, text).ok());
    const auto key = SigningKey::Load(path);
    EXPECT_EQ(key.status().code(), absl::StatusCode::kDataLoss);
    EXPECT_EQ(ErrorReason(key.status()), "KEY_FILE_INVALID");
  }
}

TEST(SigningTest, APrivateKeyOrAnotherTextIsNoPublicKey) {
  for (const std::string& text : {NewPrivateKeyPem(), std::string("no key"), std::string()}) {
    EXPECT_EQ(ErrorReason(VerifyingKey::FromPem(text).status()), "PUBLIC_KEY_INVALID");
  }
}

TEST(SigningTest, TheFingerprintNamesTheKey) {
  const SigningKey a = SigningKey::Generate();
  const SigningKey b = SigningKey::Generate();
  EXPECT_EQ(VerifyingKey::FromPem(a.PublicKeyPem())->Fingerprint().size(), 32u);
  EXPECT_EQ(VerifyingKey::FromPem(a.PublicKeyPem())->Fingerprint(),
            VerifyingKey::FromPem(a.PublicKeyPem())->Fingerprint());
  EXPECT_NE(VerifyingKey::FromPem(a.PublicKeyPem())->Fingerprint(),
            VerifyingKey::FromPem(b.PublicKeyPem())->Fingerprint());
}

}  // namespace
}  // namespace motcua::crypto
