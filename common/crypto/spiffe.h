// SPIFFE ids: who a certificate speaks for. Grammar, and nothing else is accepted:
//
//   spiffe://motcua/server
//   spiffe://motcua/enrolment/<n>             a station that asks for its first certificate
//   spiffe://motcua/unit/<unit>/station/<n>   an installation of the client
//
// <unit> is a unit's code, 2 to 20 of A-Z, 0-9 and '.'; <n> is 1 to 999999 without leading zeros,
// so that one identity has one spelling.
#ifndef MOTCUA_COMMON_CRYPTO_SPIFFE_H_
#define MOTCUA_COMMON_CRYPTO_SPIFFE_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace motcua::crypto {

enum class SpiffeKind { kServer, kEnrolment, kStation };

struct SpiffeId {
  SpiffeKind kind = SpiffeKind::kServer;
  std::string unit;     // of a station only
  uint32_t number = 0;  // 0 for the server

  friend bool operator==(const SpiffeId&, const SpiffeId&) = default;
};

// UNAUTHENTICATED STATION_IDENTITY_INVALID if `uri` does not follow the grammar.
absl::StatusOr<SpiffeId> ParseSpiffe(std::string_view uri);

// The inverse. For input outside the grammar they write what ParseSpiffe refuses.
std::string FormatSpiffe(const SpiffeId& id);
std::string StationSpiffe(std::string_view unit, uint32_t number);
std::string EnrolmentSpiffe(uint32_t number);
std::string ServerSpiffe();

}  // namespace motcua::crypto

#endif  // MOTCUA_COMMON_CRYPTO_SPIFFE_H_
