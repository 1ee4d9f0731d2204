// Secrets that people read or programs carry: first passwords, enrolment codes, access tokens. All
// come from the kernel's generator, each character equally likely. Thread safe.
#ifndef MOTCUA_COMMON_CRYPTO_SECRET_TEXT_H_
#define MOTCUA_COMMON_CRYPTO_SECRET_TEXT_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace motcua::crypto {

// A first password to be read out and typed, "k7mf-x2pq-9wde-h4ts": 16 of 31 characters (lower-case
// letters and digits without i, l, o, 0, 1), 79 bits.
std::string NewPassword();

// 256 bits in base64url without padding (RFC 4648 §5), 43 characters.
std::string NewToken();

// With which a station enrols once, "7KQ2-M9XD-4TVB": 12 characters of Crockford's base32, 60 bits.
std::string NewEnrolmentCode();

// A typed enrolment code in the form that NewEnrolmentCode writes: any case, hyphens and spaces
// anywhere, O read as 0, I and L as 1. INVALID_ARGUMENT FIELD_INVALID (field "enrolment_code").
absl::StatusOr<std::string> NormaliseEnrolmentCode(std::string_view typed);

}  // namespace motcua::crypto

#endif  // MOTCUA_COMMON_CRYPTO_SECRET_TEXT_H_
