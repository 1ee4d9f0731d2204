// Values as columns and back: what every table needs.
#ifndef MOTCUA_SERVER_STORAGE_ROW_VALUES_H_
#define MOTCUA_SERVER_STORAGE_ROW_VALUES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/base/time.h"
#include "common/base/ulid.h"
#include "common/sql/query.h"
#include "server/domain/dossier.h"

namespace motcua::storage {

// A view of the bytes: `ulid` must outlive the binding.
inline sql::Blob BlobOf(const Ulid& ulid) {
  return {{reinterpret_cast<const char*>(ulid.bytes().data()), Ulid::kBytes}};
}

// A column that CHECK (length = 16) guards: other lengths give the zero ULID, which no row has.
inline Ulid UlidFrom(std::string_view bytes) {
  auto ulid = Ulid::FromBytes(bytes);
  return ulid.ok() ? *ulid : Ulid();
}

inline std::optional<int64_t> MicrosOf(const std::optional<Time>& t) {
  if (!t) return std::nullopt;
  return ToMicros(*t);
}

inline std::optional<Time> TimeFrom(const std::optional<int64_t>& micros) {
  if (!micros) return std::nullopt;
  return FromMicros(*micros);
}

inline domain::DossierKey KeyFrom(sql::Query& q, int ulid_column, int unit_column) {
  return {std::string(q.Text(unit_column)), UlidFrom(q.Blob(ulid_column))};
}

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_ROW_VALUES_H_
