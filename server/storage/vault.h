// Personal fields on their way into and out of the tables: each is encrypted for the one place
// where it stands, and found again by keyed hash.
#ifndef MOTCUA_SERVER_STORAGE_VAULT_H_
#define MOTCUA_SERVER_STORAGE_VAULT_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/crypto/field_cipher.h"
#include "common/crypto/keys.h"

namespace motcua::storage {

// The authenticated name of a row: table|unit|id. One column is added for each field.
std::string PlaceOf(std::string_view table, std::string_view unit, std::string_view id);

// Thread safe.
class Vault {
 public:
  explicit Vault(std::shared_ptr<const crypto::KeyRing> keys) : cipher_(std::move(keys)) {}

  // nullopt for an empty text.
  std::optional<std::string> Seal(std::string_view text, std::string_view place,
                                  std::string_view column) const;
  // "" for nullopt. DATA_LOSS FIELD_CORRUPT.
  absl::StatusOr<std::string> Open(const std::optional<std::string>& sealed, std::string_view place,
                                   std::string_view column) const;

  // Keyed hashes of what people are looked for by; "" for an empty value.
  std::string IdentityKey(std::string_view number) const;
  std::string PhoneKey(std::string_view phone) const;
  // Folded (FoldForSearch): names that differ only in marks, tones and case have the same key.
  std::string NameKey(std::string_view name) const;

  // Page tokens: `position` (printable, without personal data), good for this method and filter.
  std::string MakePageToken(std::string_view method, std::string_view filter,
                            std::string_view position) const;
  // INVALID_ARGUMENT PAGE_TOKEN_INVALID.
  absl::StatusOr<std::string> ReadPageToken(std::string_view method, std::string_view filter,
                                            std::string_view token) const;

 private:
  crypto::FieldCipher cipher_;
};

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_VAULT_H_
