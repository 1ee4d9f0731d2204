#include "common/crypto/spiffe.h"

#include <algorithm>
#include <optional>

#include "common/base/error.h"

namespace motcua::crypto {
namespace {

constexpr std::string_view kServer = "spiffe://motcua/server";
constexpr std::string_view kEnrolment = "spiffe://motcua/enrolment/";
constexpr std::string_view kUnit = "spiffe://motcua/unit/";
constexpr std::string_view kStation = "/station/";

std::optional<uint32_t> ParseNumber(std::string_view text) {
  if (text.empty() || text.size() > 6 || text[0] == '0') return std::nullopt;
  uint32_t number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + static_cast<uint32_t>(c - '0');
  }
  return number;
}

bool IsUnit(std::string_view text) {
  return text.size() >= 2 && text.size() <= 20 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.';
         });
}

std::optional<SpiffeId> Parse(std::string_view uri) {
  if (uri == kServer) return SpiffeId{};
  if (uri.starts_with(kEnrolment)) {
    const auto number = ParseNumber(uri.substr(kEnrolment.size()));
    if (!number) return std::nullopt;
    return SpiffeId{SpiffeKind::kEnrolment, "", *number};
  }
  if (!uri.starts_with(kUnit)) return std::nullopt;
  uri.remove_prefix(kUnit.size());
  const std::string_view unit = uri.substr(0, uri.find('/'));
  uri.remove_prefix(unit.size());
  if (!IsUnit(unit) || !uri.starts_with(kStation)) return std::nullopt;
  const auto number = ParseNumber(uri.substr(kStation.size()));
  if (!number) return std::nullopt;
  return SpiffeId{SpiffeKind::kStation, std::string(unit), *number};
}

}  // namespace

absl::StatusOr<SpiffeId> ParseSpiffe(std::string_view uri) {
  if (auto id = Parse(uri)) return *std::move(id);
  return MakeError(absl::StatusCode::kUnauthenticated, "STATION_IDENTITY_INVALID",
                   "The certificate must name exactly one identity of the form "
                   "spiffe://motcua/unit/<unit>/station/<number>.");
}

std::string FormatSpiffe(const SpiffeId& id) {
  switch (id.kind) {
    case SpiffeKind::kServer:
      return ServerSpiffe();
    case SpiffeKind::kEnrolment:
      return EnrolmentSpiffe(id.number);
    case SpiffeKind::kStation:
      return StationSpiffe(id.unit, id.number);
  }
  return "";
}

std::string StationSpiffe(std::string_view unit, uint32_t number) {
  return std::string(kUnit).append(unit).append(kStation) + std::to_string(number);
}

std::string EnrolmentSpiffe(uint32_t number) {
  return std::string(kEnrolment) + std::to_string(number);
}

std::string ServerSpiffe() { return std::string(kServer); }

}  // namespace motcua::crypto
