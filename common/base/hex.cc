#include "common/base/hex.h"

#include "common/base/error.h"

namespace motcua {
namespace {

constexpr char kDigits[] = "0123456789abcdef";

// -1 for a character that is no digit.
int DigitValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::string ToHex(std::string_view bytes) {
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

absl::StatusOr<std::string> FromHex(std::string_view hex) {
  constexpr std::string_view kRight = "an even number of hexadecimal digits";
  if (hex.size() % 2 != 0) return FieldInvalid("hex", kRight);
  std::string bytes;
  bytes.reserve(hex.size() / 2);
  for (size_t i = 0; i < hex.size(); i += 2) {
    const int high = DigitValue(hex[i]);
    const int low = DigitValue(hex[i + 1]);
    if (high < 0 || low < 0) return FieldInvalid("hex", kRight);
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

}  // namespace motcua
