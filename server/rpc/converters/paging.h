// Sizes of pages (AIP-158).
#ifndef MOTCUA_SERVER_RPC_CONVERTERS_PAGING_H_
#define MOTCUA_SERVER_RPC_CONVERTERS_PAGING_H_

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/base/error.h"

namespace motcua::rpc {

inline constexpr int kDefaultPageSize = 50;
inline constexpr int kLargestPage = 500;

// The default for 0, never more than `largest`. FIELD_INVALID page_size when negative.
inline absl::StatusOr<int> PageSizeFromProto(int32_t page_size, int largest = kLargestPage) {
  if (page_size < 0) return FieldInvalid("page_size", "0 or more");
  return page_size == 0 ? kDefaultPageSize : std::min<int>(page_size, largest);
}

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_CONVERTERS_PAGING_H_
