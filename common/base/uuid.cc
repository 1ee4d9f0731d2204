#include "common/base/uuid.h"

#include <algorithm>
#include <cstdint>

#include "common/base/hex.h"
#include "common/base/random.h"

namespace motcua {

std::string NewUuidV7(Time now) {
  const int64_t whole =
      std::chrono::floor<std::chrono::milliseconds>(now).time_since_epoch().count();
  const auto ms = static_cast<uint64_t>(std::max<int64_t>(whole, 0));
  std::string bytes = RandomBytes(16);
  for (size_t i = 0; i < 6; ++i) bytes[i] = static_cast<char>(ms >> (8 * (5 - i)) & 0xFF);
  bytes[6] = static_cast<char>((bytes[6] & 0x0F) | 0x70);  // version 7
  bytes[8] = static_cast<char>((bytes[8] & 0x3F) | 0x80);  // variant of RFC 9562
  const std::string hex = ToHex(bytes);
  return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" +
         hex.substr(16, 4) + "-" + hex.substr(20);
}

bool IsUuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (i == 8 || i == 13 || i == 18 || i == 23) {
      if (c != '-') return false;
    } else if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
      return false;
    }
  }
  return true;
}

}  // namespace motcua
