#include "common/base/ulid.h"

#include <algorithm>

#include "common/base/error.h"
#include "common/base/random.h"

namespace motcua {
namespace {

constexpr char kAlphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr int kTimeBytes = 6;

// -1 for a character outside the alphabet.
int DigitValue(char c) {
  const std::string_view alphabet(kAlphabet, 32);
  const size_t at = alphabet.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

uint64_t Milliseconds(const std::array<uint8_t, Ulid::kBytes>& bytes) {
  uint64_t ms = 0;
  for (int i = 0; i < kTimeBytes; ++i) ms = ms << 8 | bytes[static_cast<size_t>(i)];
  return ms;
}

}  // namespace

absl::StatusOr<Ulid> Ulid::Parse(std::string_view text) {
  constexpr std::string_view kRight =
      "26 characters of Crockford's base 32 in upper case, the first at most 7";
  // 26 characters hold 130 bits: the upper two of the first must be zero.
  if (text.size() != kChars || text[0] > '7') return FieldInvalid("ulid", kRight);
  std::array<uint8_t, kBytes> bytes{};
  uint32_t held = 0;
  int bits = -2;
  size_t at = 0;
  for (char c : text) {
    const int value = DigitValue(c);
    if (value < 0) return FieldInvalid("ulid", kRight);
    held = (held << 5 | static_cast<uint32_t>(value)) & 0xFFFF;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = static_cast<uint8_t>(held >> bits);
    }
  }
  return Ulid(bytes);
}

absl::StatusOr<Ulid> Ulid::FromBytes(std::string_view bytes) {
  if (bytes.size() != kBytes) return FieldInvalid("ulid", "16 bytes");
  std::array<uint8_t, kBytes> copy{};
  std::copy(bytes.begin(), bytes.end(), copy.begin());
  return Ulid(copy);
}

std::string Ulid::ToString() const {
  std::string text;
  text.reserve(kChars);
  uint32_t held = 0;
  int bits = 2;
  for (uint8_t byte : bytes_) {
    held = (held << 8 | byte) & 0xFFFF;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += kAlphabet[held >> bits & 31];
    }
  }
  return text;
}

std::string Ulid::ToBytes() const { return {bytes_.begin(), bytes_.end()}; }

Time Ulid::time() const { return Time{std::chrono::milliseconds{Milliseconds(bytes_)}}; }

Ulid UlidGenerator::Next(Time now) {
  const int64_t whole =
      std::chrono::floor<std::chrono::milliseconds>(now).time_since_epoch().count();
  const auto ms = static_cast<uint64_t>(std::max<int64_t>(whole, 0));
  const std::string random = RandomBytes(Ulid::kBytes - kTimeBytes);
  std::lock_guard<std::mutex> lock(mutex_);
  if (any_ && ms <= Milliseconds(last_)) {
    // A carry out of the random part moves into the milliseconds, which keeps the order.
    for (size_t i = last_.size(); i-- > 0;) {
      if (++last_[i] != 0) break;
    }
  } else {
    for (size_t i = 0; i < kTimeBytes; ++i) {
      last_[i] = static_cast<uint8_t>(ms >> (8 * (kTimeBytes - 1 - i)));
    }
    std::copy(random.begin(), random.end(), last_.begin() + kTimeBytes);
    any_ = true;
  }
  return Ulid(last_);
}

}  // namespace motcua
