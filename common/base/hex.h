// Bytes as hexadecimal digits.
#ifndef MOTCUA_COMMON_BASE_HEX_H_
#define MOTCUA_COMMON_BASE_HEX_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace motcua {

// Two lower-case digits a byte, first byte first.
std::string ToHex(std::string_view bytes);
// The inverse; upper-case digits are read as well. INVALID_ARGUMENT (FIELD_INVALID, field "hex")
// for an odd length or any other character.
absl::StatusOr<std::string> FromHex(std::string_view hex);

}  // namespace motcua

#endif  // MOTCUA_COMMON_BASE_HEX_H_
