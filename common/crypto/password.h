// Passwords at rest: argon2id (RFC 9106), 19 MiB, 2 passes, 1 lane, salt 16 bytes, hash 32 bytes: a
// setting of the OWASP password storage guide, about 40 ms and 19 MiB for each hash. Bound how many
// run at once with a HashGate.
//
// A password is normalised to NFC first, since keyboards for Vietnamese differ in what they send.
// Thread safe.
#ifndef MOTCUA_COMMON_CRYPTO_PASSWORD_H_
#define MOTCUA_COMMON_CRYPTO_PASSWORD_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace motcua::crypto {

inline constexpr size_t kLongestPasswordBytes = 256;

// "$argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>". INVALID_ARGUMENT FIELD_INVALID (field "password")
// unless it is 1 to 256 bytes of UTF-8; RESOURCE_EXHAUSTED SIGN_IN_BUSY when there is no memory.
absl::StatusOr<std::string> HashPassword(std::string_view password);

// False also for a password or an encoded text of another form, and for an encoded text that asks
// for more than 256 MiB or 16 passes, so that no altered row can exhaust the server.
bool VerifyPassword(std::string_view encoded, std::string_view password);

// Whether `encoded` was made with other parameters than today's: hash again at the next sign-in.
bool NeedsRehash(std::string_view encoded);

// A hash that no password matches, made once. Verify against it when the account does not exist, so
// that the time of an answer does not tell which accounts do.
const std::string& DecoyPasswordHash();

}  // namespace motcua::crypto

#endif  // MOTCUA_COMMON_CRYPTO_PASSWORD_H_
