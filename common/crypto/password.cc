#include "common/crypto/password.h"

#include <argon2.h>
#include <openssl/crypto.h>

#include <charconv>
#include <cstdint>
#include <optional>

#include "common/base/error.h"
#include "common/base/random.h"
#include "common/base/text.h"
#include "common/crypto/openssl.h"

namespace motcua::crypto {
namespace {

constexpr uint32_t kMemoryKib = 19 * 1024;
constexpr uint32_t kPasses = 2;
constexpr uint32_t kLanes = 1;
constexpr size_t kSaltBytes = 16;
constexpr size_t kHashBytes = 32;
constexpr uint32_t kMostMemoryKib = 256 * 1024;
constexpr uint32_t kMostPasses = 16;
constexpr uint32_t kMostLanes = 16;

struct Parameters {
  uint32_t memory_kib = 0;
  uint32_t passes = 0;
  uint32_t lanes = 0;
  size_t hash_characters = 0;
};

bool TakeText(std::string_view& rest, std::string_view text) {
  if (!rest.starts_with(text)) return false;
  rest.remove_prefix(text.size());
  return true;
}

bool TakeNumber(std::string_view& rest, uint32_t& number) {
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  if (error != std::errc()) return false;
  rest.remove_prefix(static_cast<size_t>(end - rest.data()));
  return true;
}

std::optional<Parameters> ParseParameters(std::string_view encoded) {
  Parameters p;
  if (encoded.size() > 256 || !TakeText(encoded, "$argon2id$v=19$m=") ||
      !TakeNumber(encoded, p.memory_kib) || !TakeText(encoded, ",t=") ||
      !TakeNumber(encoded, p.passes) || !TakeText(encoded, ",p=") ||
      !TakeNumber(encoded, p.lanes) || !TakeText(encoded, "$")) {
    return std::nullopt;
  }
  const size_t separator = encoded.find('$');
  if (separator == std::string_view::npos) return std::nullopt;
  p.hash_characters = encoded.size() - separator - 1;
  return p;
}

// Base64 without padding.
constexpr size_t EncodedCharacters(size_t bytes) { return (bytes * 8 + 5) / 6; }

bool IsAcceptable(std::string_view password) {
  return !password.empty() && password.size() <= kLongestPasswordBytes && IsValidUtf8(password);
}

}  // namespace

absl::StatusOr<std::string> HashPassword(std::string_view password) {
  if (!IsAcceptable(password)) return FieldInvalid("password", "1 to 256 bytes of UTF-8 text");
  std::string normal = Nfc(password);
  const std::string salt = RandomBytes(kSaltBytes);
  std::string encoded(
      argon2_encodedlen(kPasses, kMemoryKib, kLanes, kSaltBytes, kHashBytes, Argon2_id), '\0');
  const int result =
      argon2id_hash_encoded(kPasses, kMemoryKib, kLanes, normal.data(), normal.size(), salt.data(),
                            salt.size(), kHashBytes, encoded.data(), encoded.size());
  OPENSSL_cleanse(normal.data(), normal.size());
  if (result == ARGON2_MEMORY_ALLOCATION_ERROR) {
    return MakeError(absl::StatusCode::kResourceExhausted, "SIGN_IN_BUSY",
                     "There is no memory to hash a password now; try again later.");
  }
  Require(result == ARGON2_OK, "argon2id");
  encoded.resize(encoded.find('\0'));  // argon2_encodedlen counts the zero at the end
  return encoded;
}

bool VerifyPassword(std::string_view encoded, std::string_view password) {
  const auto parameters = ParseParameters(encoded);
  if (!parameters || parameters->memory_kib > kMostMemoryKib || parameters->passes > kMostPasses ||
      parameters->lanes > kMostLanes || !IsAcceptable(password)) {
    return false;
  }
  std::string normal = Nfc(password);
  const std::string terminated(encoded);
  const int result = argon2id_verify(terminated.c_str(), normal.data(), normal.size());
  OPENSSL_cleanse(normal.data(), normal.size());
  return result == ARGON2_OK;
}

bool NeedsRehash(std::string_view encoded) {
  const auto parameters = ParseParameters(encoded);
  return !parameters || parameters->memory_kib != kMemoryKib || parameters->passes != kPasses ||
         parameters->lanes != kLanes ||
         parameters->hash_characters != EncodedCharacters(kHashBytes);
}

const std::string& DecoyPasswordHash() {
  static const std::string decoy = [] {
    // Random bytes as a hash: no password is known for it, by anybody.
    std::string encoded = *HashPassword("decoy");
    const size_t hash = encoded.rfind('$') + 1;
    static constexpr char kAlphabet[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::string random = RandomBytes(encoded.size() - hash);
    for (size_t i = 0; i + 1 < random.size(); ++i) {
      encoded[hash + i] = kAlphabet[static_cast<unsigned char>(random[i]) & 63];
    }
    return encoded;
  }();
  return decoy;
}

}  // namespace motcua::crypto
