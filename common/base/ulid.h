// ULIDs: identifiers of 128 bits that sort by the millisecond in which they were made.
//
// 48 bits of milliseconds since 1970 and 80 random bits, most significant byte first
// (https://github.com/ulid/spec). Text and bytes sort alike.
#ifndef MOTCUA_COMMON_BASE_ULID_H_
#define MOTCUA_COMMON_BASE_ULID_H_

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "common/base/time.h"

namespace motcua {

class Ulid {
 public:
  static constexpr size_t kBytes = 16;
  static constexpr size_t kChars = 26;

  Ulid() = default;  // all zero
  explicit Ulid(const std::array<uint8_t, kBytes>& bytes) : bytes_(bytes) {}

  // Reads 26 characters of Crockford's base 32 in upper case, the one spelling that ToString
  // writes: an id in a name or a key has exactly one form. INVALID_ARGUMENT (FIELD_INVALID, field
  // "ulid").
  static absl::StatusOr<Ulid> Parse(std::string_view text);
  // INVALID_ARGUMENT (FIELD_INVALID, field "ulid") unless `bytes` holds exactly 16.
  static absl::StatusOr<Ulid> FromBytes(std::string_view bytes);

  std::string ToString() const;
  std::string ToBytes() const;
  // When it was made, in whole milliseconds.
  Time time() const;
  const std::array<uint8_t, kBytes>& bytes() const { return bytes_; }

  friend auto operator<=>(const Ulid&, const Ulid&) = default;
  template <typename H>
  friend H AbslHashValue(H h, const Ulid& u) {
    return H::combine(std::move(h), u.bytes_);
  }

 private:
  std::array<uint8_t, kBytes> bytes_{};
};

// Makes ULIDs, each greater than the one before: inside a millisecond, and when the given time goes
// back, the last random part is counted up. Thread safe.
class UlidGenerator {
 public:
  // `now` before 1970 counts as 1970.
  Ulid Next(Time now);

 private:
  std::mutex mutex_;
  bool any_ = false;
  std::array<uint8_t, Ulid::kBytes> last_{};
};

}  // namespace motcua

template <>
struct std::hash<motcua::Ulid> {
  size_t operator()(const motcua::Ulid& u) const noexcept {
    const auto& b = u.bytes();
    return std::hash<std::string_view>{}({reinterpret_cast<const char*>(b.data()), b.size()});
  }
};

#endif  // MOTCUA_COMMON_BASE_ULID_H_
