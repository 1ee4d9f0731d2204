#include "server/rpc/converters/names.h"

#include <algorithm>

#include "common/base/error.h"
#include "common/law/codes.h"
#include "common/units/unit.h"

namespace motcua::rpc {
namespace {

constexpr std::string_view kDossiers = "dossiers/";
constexpr std::string_view kUnits = "units/";
constexpr std::string_view kProcedures = "procedures/";
constexpr std::string_view kAccounts = "accounts/";
constexpr size_t kLongestDossier = 80;
constexpr size_t kShortestAccount = 3;
constexpr size_t kLongestAccount = 40;

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsDossierChar(char c) {
  return IsLower(c) || IsUpper(c) || IsDigit(c) || c == '.' || c == '-';
}
bool IsAccountChar(char c) { return IsLower(c) || IsDigit(c) || c == '.' || c == '_' || c == '-'; }

std::string Named(std::string_view collection, std::string_view id) {
  return id.empty() ? std::string() : std::string(collection) + std::string(id);
}

template <typename Read>
absl::StatusOr<std::string> Optional(std::string_view field, std::string_view name, Read read) {
  if (name.empty()) return std::string();
  return read(field, name);
}

}  // namespace

absl::StatusOr<std::string> DossierIdFromProto(std::string_view field, std::string_view name) {
  if (name.starts_with(kDossiers)) {
    const std::string_view id = name.substr(kDossiers.size());
    if (!id.empty() && id.size() <= kLongestDossier && std::ranges::all_of(id, IsDossierChar)) {
      return std::string(id);
    }
  }
  return FieldInvalid(field,
                      "dossiers/ and an id such as 19804-01JZ2V8Q0M5T1R9WYH3X4K6B7C or a code such "
                      "as H57.103-250701-0001");
}

absl::StatusOr<std::string> UnitIdFromProto(std::string_view field, std::string_view name) {
  if (name.starts_with(kUnits)) {
    const std::string_view id = name.substr(kUnits.size());
    if (units::ParseUnitId(id).ok()) return std::string(id);
  }
  return FieldInvalid(field, "units/ and a unit such as 19804 or 46.SXD");
}

absl::StatusOr<std::string> ProcedureCodeFromProto(std::string_view field, std::string_view name) {
  if (name.starts_with(kProcedures)) {
    const std::string_view code = name.substr(kProcedures.size());
    if (law::ParseProcedureCode(code).ok()) return std::string(code);
  }
  return FieldInvalid(field, "procedures/ and a code such as 1.001193");
}

absl::StatusOr<std::string> AccountFromProto(std::string_view field, std::string_view name) {
  const std::string_view account =
      name.starts_with(kAccounts) ? name.substr(kAccounts.size()) : name;
  if (account.size() >= kShortestAccount && account.size() <= kLongestAccount &&
      std::ranges::all_of(account, IsAccountChar)) {
    return std::string(account);
  }
  return FieldInvalid(field, "accounts/ and 3 to 40 of a-z 0-9 . _ -");
}

absl::StatusOr<std::string> OptionalUnitIdFromProto(std::string_view field, std::string_view name) {
  return Optional(field, name, UnitIdFromProto);
}

absl::StatusOr<std::string> OptionalProcedureCodeFromProto(std::string_view field,
                                                           std::string_view name) {
  return Optional(field, name, ProcedureCodeFromProto);
}

absl::StatusOr<std::string> OptionalAccountFromProto(std::string_view field,
                                                     std::string_view name) {
  return Optional(field, name, AccountFromProto);
}

std::string UnitName(std::string_view unit) { return Named(kUnits, unit); }
std::string ProcedureName(std::string_view code) { return Named(kProcedures, code); }
std::string AccountName(std::string_view account) { return Named(kAccounts, account); }

std::string DossierName(const domain::DossierKey& key) { return Named(kDossiers, key.ToString()); }

std::string TransferName(const domain::DossierKey& key, const Ulid& transfer) {
  return DossierName(key) + "/transfers/" + transfer.ToString();
}

std::string EtagOf(int64_t version) { return std::to_string(version); }

}  // namespace motcua::rpc
