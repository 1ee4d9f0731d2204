// The server's key file: the secrets that live with the process and never in the database.
//
// The file is text, mode 0600:
//
//   motcua-keys 1
//   key <id> <purpose> <64 hexadecimal digits>
//
// <id> is a number from 1, unique in the file; <purpose> is `field`, `index`, `token` or `request`.
// There are one or more field keys and exactly one of each other purpose. Whoever loses this file
// loses every encrypted field; whoever copies it can read them: keep a copy apart from the backups.
#ifndef MOTCUA_COMMON_CRYPTO_KEYS_H_
#define MOTCUA_COMMON_CRYPTO_KEYS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace motcua::crypto {

inline constexpr size_t kKeyBytes = 32;

enum class KeyPurpose {
  kField,    // AES-256-GCM over personal fields
  kIndex,    // HMAC over normalised personal values, to find them again
  kToken,    // HMAC over access tokens and page tokens
  kRequest,  // HMAC over the content of a request, kept with its request id
};

// 32 secret bytes, wiped (OPENSSL_cleanse) when moved from and when destroyed.
class SecretKey {
 public:
  static SecretKey Random();
  // `bytes` are 32 bytes; anything else ends the program.
  explicit SecretKey(std::string_view bytes);
  SecretKey(SecretKey&& other) noexcept;
  SecretKey& operator=(SecretKey&& other) noexcept;
  ~SecretKey();

  // Valid while this key stands where it is.
  std::string_view bytes() const { return {bytes_.data(), bytes_.size()}; }

 private:
  std::array<char, kKeyBytes> bytes_;
};

// Immutable after loading, so any number of threads may read it. Movable, not copyable.
class KeyRing {
 public:
  // A new ring in memory: one random key for each purpose, ids 1 to 4.
  static KeyRing Generate();

  // Writes a new ring to a new file, mode 0600. ALREADY_EXISTS KEY_FILE_EXISTS if there is one;
  // errors of WritePrivateFile.
  static absl::Status Create(const std::string& path);

  // NOT_FOUND FILE_NOT_FOUND; FAILED_PRECONDITION KEY_FILE_PERMISSIONS if anybody but the owner has
  // a right to the file; INTERNAL FILE_UNREADABLE; DATA_LOSS KEY_FILE_INVALID if its text is not as
  // above.
  static absl::StatusOr<KeyRing> Load(const std::string& path);

  // Adds a field key, with which everything is encrypted once the file is loaded again; older keys
  // stay and go on decrypting. Due long before a key has encrypted 2^32 fields (NIST SP 800-38D
  // §8.3). Errors of Load() and of WritePrivateFile. One process at a time.
  static absl::Status AddFieldKey(const std::string& path);

  KeyRing(KeyRing&&) noexcept = default;
  KeyRing& operator=(KeyRing&&) noexcept = default;

  // The newest is the one with the largest id.
  uint32_t newest_field_key_id() const { return newest_field_key_id_; }
  std::string_view newest_field_key() const { return field_key(newest_field_key_id_); }
  // Empty when there is no field key of this id.
  std::string_view field_key(uint32_t id) const;
  std::string_view index_key() const { return Only(KeyPurpose::kIndex); }
  std::string_view token_key() const { return Only(KeyPurpose::kToken); }
  std::string_view request_key() const { return Only(KeyPurpose::kRequest); }

 private:
  struct Entry {
    uint32_t id;
    KeyPurpose purpose;
    SecretKey key;
  };

  KeyRing() = default;
  static absl::StatusOr<KeyRing> Parse(std::string_view text);
  std::string Text() const;
  void Add(uint32_t id, KeyPurpose purpose, SecretKey key);
  bool Complete() const;
  std::string_view Only(KeyPurpose purpose) const;

  std::vector<Entry> entries_;
  uint32_t newest_field_key_id_ = 0;
};

}  // namespace motcua::crypto

#endif  // MOTCUA_COMMON_CRYPTO_KEYS_H_
