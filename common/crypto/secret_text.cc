#include "common/crypto/secret_text.h"

#include <cstddef>

#include "common/base/error.h"
#include "common/base/random.h"

namespace motcua::crypto {
namespace {

constexpr std::string_view kReadable = "abcdefghjkmnpqrstuvwxyz23456789";
constexpr std::string_view kCrockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::string_view kBase64Url =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr size_t kGroup = 4;
constexpr size_t kCodeCharacters = 12;

std::string Grouped(std::string_view characters) {
  std::string text;
  for (size_t i = 0; i < characters.size(); ++i) {
    if (i != 0 && i % kGroup == 0) text.push_back('-');
    text.push_back(characters[i]);
  }
  return text;
}

std::string RandomCharacters(std::string_view alphabet, size_t count) {
  // Bytes from here on would make the first characters of the alphabet likelier.
  const size_t limit = 256 - 256 % alphabet.size();
  std::string text;
  while (text.size() < count) {
    for (const char c : RandomBytes(count - text.size())) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < limit) text.push_back(alphabet[byte % alphabet.size()]);
    }
  }
  return text;
}

char CrockfordDigit(char c) {
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'O') return '0';
  if (c == 'I' || c == 'L') return '1';
  return c;
}

}  // namespace

std::string NewPassword() { return Grouped(RandomCharacters(kReadable, 16)); }

std::string NewToken() {
  const std::string bytes = RandomBytes(32);
  std::string text;
  unsigned bits = 0;
  int count = 0;
  for (const char c : bytes) {
    bits = (bits << 8 | static_cast<unsigned char>(c)) & 0xffff;
    for (count += 8; count >= 6; count -= 6) text.push_back(kBase64Url[bits >> (count - 6) & 63]);
  }
  text.push_back(kBase64Url[bits << (6 - count) & 63]);
  return text;
}

std::string NewEnrolmentCode() { return Grouped(RandomCharacters(kCrockford, kCodeCharacters)); }

absl::StatusOr<std::string> NormaliseEnrolmentCode(std::string_view typed) {
  std::string characters;
  for (const char c : typed) {
    if (c == '-' || c == ' ') continue;
    const char digit = CrockfordDigit(c);
    if (kCrockford.find(digit) == std::string_view::npos || characters.size() == kCodeCharacters) {
      characters.clear();
      break;
    }
    characters.push_back(digit);
  }
  if (characters.size() != kCodeCharacters) {
    return FieldInvalid("enrolment_code", "12 letters and digits, as in 7KQ2-M9XD-4TVB");
  }
  return Grouped(characters);
}

}  // namespace motcua::crypto
