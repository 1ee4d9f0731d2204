// Personal fields at rest: AES-256-GCM (NIST SP 800-38D) per field, and keyed hashes to find them.
//
// An encrypted field is
//   version (1 byte, 0x01) ‖ key id (4 bytes, big-endian) ‖ IV (12 random bytes) ‖ ciphertext ‖
//   tag (16 bytes)
// and 33 bytes longer than its plain text. The authenticated data are the version and the key id
// followed by the caller's: where the field stands, as table|row|column, so that a ciphertext
// copied to another row or column is refused.
#ifndef MOTCUA_COMMON_CRYPTO_FIELD_CIPHER_H_
#define MOTCUA_COMMON_CRYPTO_FIELD_CIPHER_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/crypto/keys.h"

namespace motcua::crypto {

inline constexpr size_t kFieldOverheadBytes = 33;
inline constexpr size_t kBlindIndexBytes = 16;

// Thread safe: each thread has a cipher context of its own.
class FieldCipher {
 public:
  explicit FieldCipher(std::shared_ptr<const KeyRing> keys);

  // With the newest field key. The same text encrypted twice gives two different results.
  std::string Encrypt(std::string_view plaintext, std::string_view aad) const;

  // DATA_LOSS FIELD_CORRUPT if `blob` is not, byte for byte, what Encrypt made with this `aad` and
  // a key of this ring. Says nothing else, and gives nothing out.
  absl::StatusOr<std::string> Decrypt(std::string_view blob, std::string_view aad) const;

  // Whether `blob` was made with the newest field key; if not, a rotation encrypts it again.
  bool HasNewestKey(std::string_view blob) const;

  // 16 bytes by which a value is found without decrypting: HMAC-SHA256 with the index key over
  // kind ‖ 0x00 ‖ value, cut. `kind` ("identity", "phone", "name") keeps equal values of different
  // kinds apart and holds no zero byte; the caller normalises the value (NFC, no spaces, folded).
  // Equality only. Whoever holds the key can guess short values, so the key is not in the database.
  std::string BlindIndex(std::string_view kind, std::string_view normalised) const;

 private:
  std::shared_ptr<const KeyRing> keys_;
};

}  // namespace motcua::crypto

#endif  // MOTCUA_COMMON_CRYPTO_FIELD_CIPHER_H_
