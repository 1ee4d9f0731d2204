#include "server/storage/vault.h"

#include <utility>

#include "common/base/error.h"
#include "common/base/hex.h"
#include "common/base/text.h"
#include "common/crypto/hash.h"

namespace motcua::storage {
namespace {

std::string Aad(std::string_view place, std::string_view column) {
  std::string aad;
  aad.reserve(place.size() + column.size() + 1);
  aad.append(place).append("|").append(column);
  return aad;
}

std::string PageContent(std::string_view filter, std::string_view position) {
  std::string content(filter);
  content.push_back('\0');
  content.append(position);
  return content;
}

absl::Status BadToken() {
  return MakeError(absl::StatusCode::kInvalidArgument, "PAGE_TOKEN_INVALID",
                   "the page token is not one that this list gave out for this filter");
}

}  // namespace

std::string PlaceOf(std::string_view table, std::string_view unit, std::string_view id) {
  std::string place;
  place.reserve(table.size() + unit.size() + id.size() + 2);
  place.append(table).append("|").append(unit).append("|").append(id);
  return place;
}

std::optional<std::string> Vault::Seal(std::string_view text, std::string_view place,
                                       std::string_view column) const {
  if (text.empty()) return std::nullopt;
  return cipher_.Encrypt(text, Aad(place, column));
}

absl::StatusOr<std::string> Vault::Open(const std::optional<std::string>& sealed,
                                        std::string_view place, std::string_view column) const {
  if (!sealed) return std::string();
  return cipher_.Decrypt(*sealed, Aad(place, column));
}

std::string Vault::IdentityKey(std::string_view number) const {
  return number.empty() ? std::string() : cipher_.BlindIndex("identity", number);
}

std::string Vault::PhoneKey(std::string_view phone) const {
  return phone.empty() ? std::string() : cipher_.BlindIndex("phone", phone);
}

std::string Vault::NameKey(std::string_view name) const {
  const std::string folded = FoldForSearch(name);
  return folded.empty() ? std::string() : cipher_.BlindIndex("name", folded);
}

std::string Vault::MakePageToken(std::string_view method, std::string_view filter,
                                 std::string_view position) const {
  const std::string kind = "page " + std::string(method);
  return ToHex(cipher_.BlindIndex(kind, PageContent(filter, position)) + std::string(position));
}

absl::StatusOr<std::string> Vault::ReadPageToken(std::string_view method, std::string_view filter,
                                                 std::string_view token) const {
  const auto bytes = FromHex(token);
  if (!bytes.ok() || bytes->size() <= crypto::kBlindIndexBytes) return BadToken();
  std::string position = bytes->substr(crypto::kBlindIndexBytes);
  const std::string kind = "page " + std::string(method);
  if (!crypto::ConstantTimeEquals(bytes->substr(0, crypto::kBlindIndexBytes),
                                  cipher_.BlindIndex(kind, PageContent(filter, position)))) {
    return BadToken();
  }
  return position;
}

}  // namespace motcua::storage
