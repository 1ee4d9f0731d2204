#include "common/crypto/keys.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <utility>

#include "common/base/error.h"
#include "common/base/file.h"
#include "common/base/status_macros.h"
#include "common/crypto/openssl.h"
#include "common/crypto/private_file.h"

namespace motcua::crypto {
namespace {

constexpr std::string_view kFirstLine = "motcua-keys 1";
constexpr std::array<std::pair<KeyPurpose, std::string_view>, 4> kPurposes = {{
    {KeyPurpose::kField, "field"},
    {KeyPurpose::kIndex, "index"},
    {KeyPurpose::kToken, "token"},
    {KeyPurpose::kRequest, "request"},
}};

// A text that held keys, wiped at the end of its scope.
class Wiped {
 public:
  explicit Wiped(std::string text) : text_(std::move(text)) {}
  ~Wiped() { OPENSSL_cleanse(text_.data(), text_.size()); }
  Wiped(const Wiped&) = delete;
  Wiped& operator=(const Wiped&) = delete;
  std::string& text() { return text_; }

 private:
  std::string text_;
};

absl::Status Invalid() {
  return MakeError(absl::StatusCode::kDataLoss, "KEY_FILE_INVALID",
                   "The key file must begin with the line 'motcua-keys 1' and hold lines 'key <id> "
                   "<purpose> <64 hexadecimal digits>': one or more field keys and one index, one "
                   "token and one request key, each with an id of its own.");
}

std::string_view TakeUntil(std::string_view& rest, char separator) {
  const size_t end = rest.find(separator);
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return part;
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

// Of its own, since every intermediate copy of a key must be wiped.
std::optional<SecretKey> KeyFromHex(std::string_view hex) {
  if (hex.size() != 2 * kKeyBytes) return std::nullopt;
  Wiped bytes{std::string(kKeyBytes, '\0')};
  for (size_t i = 0; i < kKeyBytes; ++i) {
    const int high = HexDigit(hex[2 * i]);
    const int low = HexDigit(hex[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes.text()[i] = static_cast<char>(high << 4 | low);
  }
  return SecretKey(bytes.text());
}

std::optional<uint32_t> ParseId(std::string_view text) {
  uint32_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (error != std::errc() || end != text.data() + text.size() || id == 0) return std::nullopt;
  return id;
}

std::optional<KeyPurpose> ParsePurpose(std::string_view text) {
  for (const auto& [purpose, name] : kPurposes) {
    if (name == text) return purpose;
  }
  return std::nullopt;
}

std::string_view PurposeName(KeyPurpose purpose) {
  return kPurposes[static_cast<size_t>(purpose)].second;
}

}  // namespace

SecretKey SecretKey::Random() {
  Wiped bytes{std::string(kKeyBytes, '\0')};
  Require(RAND_priv_bytes(Bytes(bytes.text()), static_cast<int>(kKeyBytes)) == 1,
          "RAND_priv_bytes");
  return SecretKey(bytes.text());
}

SecretKey::SecretKey(std::string_view bytes) {
  Require(bytes.size() == kKeyBytes, "a key of 32 bytes");
  std::copy(bytes.begin(), bytes.end(), bytes_.begin());
}

SecretKey::SecretKey(SecretKey&& other) noexcept : bytes_(other.bytes_) {
  OPENSSL_cleanse(other.bytes_.data(), other.bytes_.size());
}

SecretKey& SecretKey::operator=(SecretKey&& other) noexcept {
  if (this != &other) {
    bytes_ = other.bytes_;
    OPENSSL_cleanse(other.bytes_.data(), other.bytes_.size());
  }
  return *this;
}

SecretKey::~SecretKey() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }

KeyRing KeyRing::Generate() {
  KeyRing ring;
  uint32_t id = 0;
  for (const auto& [purpose, name] : kPurposes) ring.Add(++id, purpose, SecretKey::Random());
  return ring;
}

absl::Status KeyRing::Create(const std::string& path) {
  Wiped text(Generate().Text());
  return CreateKeyFile(path, text.text());
}

absl::StatusOr<KeyRing> KeyRing::Load(const std::string& path) {
  MOTCUA_ASSIGN_OR_RETURN(std::string bytes, ReadKeyFile(path));
  Wiped text(std::move(bytes));
  return Parse(text.text());
}

absl::Status KeyRing::AddFieldKey(const std::string& path) {
  MOTCUA_ASSIGN_OR_RETURN(KeyRing ring, Load(path));
  uint32_t largest = 0;
  for (const Entry& entry : ring.entries_) largest = std::max(largest, entry.id);
  if (largest == std::numeric_limits<uint32_t>::max()) return Invalid();
  ring.Add(largest + 1, KeyPurpose::kField, SecretKey::Random());
  Wiped text(ring.Text());
  return WritePrivateFile(path, text.text());
}

std::string_view KeyRing::field_key(uint32_t id) const {
  for (const Entry& entry : entries_) {
    if (entry.id == id && entry.purpose == KeyPurpose::kField) return entry.key.bytes();
  }
  return {};
}

absl::StatusOr<KeyRing> KeyRing::Parse(std::string_view text) {
  if (TakeUntil(text, '\n') != kFirstLine) return Invalid();
  KeyRing ring;
  while (!text.empty()) {
    std::string_view line = TakeUntil(text, '\n');
    if (TakeUntil(line, ' ') != "key") return Invalid();
    const auto id = ParseId(TakeUntil(line, ' '));
    const auto purpose = ParsePurpose(TakeUntil(line, ' '));
    auto key = KeyFromHex(line);
    if (!id || !purpose || !key) return Invalid();
    for (const Entry& entry : ring.entries_) {
      if (entry.id == *id) return Invalid();
    }
    ring.Add(*id, *purpose, std::move(*key));
  }
  if (!ring.Complete()) return Invalid();
  return ring;
}

std::string KeyRing::Text() const {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  text.reserve(kFirstLine.size() + 1 + entries_.size() * 96);  // no growth, no copies left behind
  text.append(kFirstLine).append("\n");
  for (const Entry& entry : entries_) {
    text.append("key ").append(std::to_string(entry.id)).append(" ");
    text.append(PurposeName(entry.purpose)).append(" ");
    for (const char c : entry.key.bytes()) {
      const auto byte = static_cast<unsigned char>(c);
      text.push_back(kDigits[byte >> 4]);
      text.push_back(kDigits[byte & 15]);
    }
    text.append("\n");
  }
  return text;
}

void KeyRing::Add(uint32_t id, KeyPurpose purpose, SecretKey key) {
  if (purpose == KeyPurpose::kField) newest_field_key_id_ = std::max(newest_field_key_id_, id);
  entries_.push_back({id, purpose, std::move(key)});
}

bool KeyRing::Complete() const {
  for (const auto& [purpose, name] : kPurposes) {
    const auto count = std::count_if(entries_.begin(), entries_.end(),
                                     [p = purpose](const Entry& e) { return e.purpose == p; });
    if (count < 1 || (count > 1 && purpose != KeyPurpose::kField)) return false;
  }
  return true;
}

std::string_view KeyRing::Only(KeyPurpose purpose) const {
  for (const Entry& entry : entries_) {
    if (entry.purpose == purpose) return entry.key.bytes();
  }
  return {};
}

}  // namespace motcua::crypto
