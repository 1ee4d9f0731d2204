#include "common/crypto/signing.h"

#include <openssl/crypto.h>
#include <openssl/pem.h>

#include <utility>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/crypto/hash.h"
#include "common/crypto/openssl.h"
#include "common/crypto/private_file.h"

namespace motcua::crypto {
namespace {

std::shared_ptr<evp_pkey_st> Share(PkeyPtr key) { return {key.release(), EVP_PKEY_free}; }

bool IsEd25519(const PkeyPtr& key) { return key && EVP_PKEY_is_a(key.get(), "ED25519") == 1; }

}  // namespace

SigningKey::SigningKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}

SigningKey SigningKey::Generate() {
  PkeyPtr key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
  Require(key != nullptr, "ED25519 key");
  return SigningKey(Share(std::move(key)));
}

absl::StatusOr<SigningKey> SigningKey::Load(const std::string& path) {
  MOTCUA_ASSIGN_OR_RETURN(std::string pem, ReadKeyFile(path));
  PkeyPtr key = ParsePrivateKey(pem);
  OPENSSL_cleanse(pem.data(), pem.size());
  if (!IsEd25519(key)) {
    return MakeError(absl::StatusCode::kDataLoss, "KEY_FILE_INVALID",
                     "The signing key file must hold an unencrypted Ed25519 private key in PEM.");
  }
  return SigningKey(Share(std::move(key)));
}

absl::Status SigningKey::Save(const std::string& path) const {
  std::string pem = PrivateKeyPem(key_.get());
  absl::Status status = CreateKeyFile(path, pem);
  OPENSSL_cleanse(pem.data(), pem.size());
  return status;
}

std::string SigningKey::Sign(std::string_view message) const {
  const DigestContextPtr context(EVP_MD_CTX_new());
  std::string signature(kSignatureBytes, '\0');
  size_t size = signature.size();
  Require(context != nullptr &&
              EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1 &&
              EVP_DigestSign(context.get(), Bytes(signature), &size, Bytes(message),
                             message.size()) == 1 &&
              size == kSignatureBytes,
          "ED25519 signature");
  return signature;
}

std::string SigningKey::PublicKeyPem() const {
  const BioPtr bio(BIO_new(BIO_s_mem()));
  Require(bio != nullptr && PEM_write_bio_PUBKEY(bio.get(), key_.get()) == 1,
          "PEM_write_bio_PUBKEY");
  return BioText(bio.get());
}

VerifyingKey::VerifyingKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}

absl::StatusOr<VerifyingKey> VerifyingKey::FromPem(std::string_view pem) {
  const ErrorScope errors;
  const BioPtr bio = ReadOnlyBio(pem);
  PkeyPtr key(PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr));
  if (!IsEd25519(key)) {
    return MakeError(absl::StatusCode::kInvalidArgument, "PUBLIC_KEY_INVALID",
                     "The text must hold an Ed25519 public key in PEM.");
  }
  return VerifyingKey(Share(std::move(key)));
}

bool VerifyingKey::Verify(std::string_view message, std::string_view signature) const {
  const ErrorScope errors;
  const DigestContextPtr context(EVP_MD_CTX_new());
  Require(context != nullptr &&
              EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1,
          "ED25519 verification");
  return EVP_DigestVerify(context.get(), Bytes(signature), signature.size(), Bytes(message),
                          message.size()) == 1;
}

std::string VerifyingKey::Fingerprint() const {
  unsigned char* der = nullptr;
  const int size = i2d_PUBKEY(key_.get(), &der);
  Require(size > 0, "i2d_PUBKEY");
  std::string digest =
      Sha256(std::string_view(reinterpret_cast<const char*>(der), static_cast<size_t>(size)));
  OPENSSL_free(der);
  return digest;
}

bool Verify(std::string_view public_key_pem, std::string_view message, std::string_view signature) {
  const auto key = VerifyingKey::FromPem(public_key_pem);
  return key.ok() && key->Verify(message, signature);
}

}  // namespace motcua::crypto
