// Ed25519 signatures (RFC 8032): the log's checkpoints and the receipts of take-over.
//
// A signature covers exact bytes. Begin every signed text with what it is ("motcua checkpoint
// v1\n") so that a signature of one kind never passes for another.
#ifndef MOTCUA_COMMON_CRYPTO_SIGNING_H_
#define MOTCUA_COMMON_CRYPTO_SIGNING_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

struct evp_pkey_st;

namespace motcua::crypto {

inline constexpr size_t kSignatureBytes = 64;

// A private key. Copies share it; thread safe. OpenSSL wipes it with the last copy.
class SigningKey {
 public:
  static SigningKey Generate();

  // A PEM file of mode 0600 that Save() wrote. Errors of ReadKeyFile (private_file.h);
  // DATA_LOSS KEY_FILE_INVALID if it holds no unencrypted Ed25519 key.
  static absl::StatusOr<SigningKey> Load(const std::string& path);
  // To a new file, PKCS #8 PEM, mode 0600. Errors of CreateKeyFile.
  absl::Status Save(const std::string& path) const;

  std::string Sign(std::string_view message) const;  // 64 bytes
  std::string PublicKeyPem() const;

 private:
  explicit SigningKey(std::shared_ptr<evp_pkey_st> key);
  std::shared_ptr<evp_pkey_st> key_;
};

// A public key, read once and used often. Copies share it; thread safe.
class VerifyingKey {
 public:
  // INVALID_ARGUMENT PUBLIC_KEY_INVALID if `pem` holds no Ed25519 public key.
  static absl::StatusOr<VerifyingKey> FromPem(std::string_view pem);
  bool Verify(std::string_view message, std::string_view signature) const;
  // SHA-256 of the DER SubjectPublicKeyInfo, 32 bytes: names the key in a signed text.
  std::string Fingerprint() const;

 private:
  explicit VerifyingKey(std::shared_ptr<evp_pkey_st> key);
  std::shared_ptr<evp_pkey_st> key_;
};

// False also when the key cannot be read.
bool Verify(std::string_view public_key_pem, std::string_view message, std::string_view signature);

}  // namespace motcua::crypto

#endif  // MOTCUA_COMMON_CRYPTO_SIGNING_H_
