// Resource names (AIP-122): "dossiers/…", "units/…", "procedures/…", "accounts/…".
//
// Requests are read strictly: the collection, a slash, and an id of the collection's grammar.
// Whether there is such a resource is not asked here. Answers are written from ids that the
// service made itself.
//
// Every …FromProto is INVALID_ARGUMENT FIELD_INVALID with `field`, the path in the request.
#ifndef MOTCUA_SERVER_RPC_CONVERTERS_NAMES_H_
#define MOTCUA_SERVER_RPC_CONVERTERS_NAMES_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "server/domain/dossier.h"

namespace motcua::rpc {

// Id or printed code of "dossiers/{dossier}" or "dossiers/{code}"; at most 80 of A-Z a-z 0-9 . -
absl::StatusOr<std::string> DossierIdFromProto(std::string_view field, std::string_view name);
// Unit id of "units/{unit}" (common/units/unit.h).
absl::StatusOr<std::string> UnitIdFromProto(std::string_view field, std::string_view name);
// Code of "procedures/{code}" (common/law/codes.h).
absl::StatusOr<std::string> ProcedureCodeFromProto(std::string_view field, std::string_view name);
// Account of "accounts/{account}" or of the account alone: people type it.
absl::StatusOr<std::string> AccountFromProto(std::string_view field, std::string_view name);

// The same, and "" for "".
absl::StatusOr<std::string> OptionalUnitIdFromProto(std::string_view field, std::string_view name);
absl::StatusOr<std::string> OptionalProcedureCodeFromProto(std::string_view field,
                                                           std::string_view name);
absl::StatusOr<std::string> OptionalAccountFromProto(std::string_view field, std::string_view name);

// "" for "".
std::string UnitName(std::string_view unit);
std::string ProcedureName(std::string_view code);
std::string AccountName(std::string_view account);
std::string DossierName(const domain::DossierKey& key);
std::string TransferName(const domain::DossierKey& key, const Ulid& transfer);

// The etag of a dossier: its version in decimal digits.
std::string EtagOf(int64_t version);

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_CONVERTERS_NAMES_H_
