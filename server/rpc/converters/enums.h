// Enums of the API and of the domain have the same numbers on purpose; these two functions are the
// only way from one to the other.
#ifndef MOTCUA_SERVER_RPC_CONVERTERS_ENUMS_H_
#define MOTCUA_SERVER_RPC_CONVERTERS_ENUMS_H_

#include <google/protobuf/generated_enum_reflection.h>

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/base/error.h"

namespace motcua::rpc {

// FIELD_INVALID for a number that the API does not know; proto3 lets every number through. Zero
// (unspecified) becomes the domain's zero.
template <typename Domain, typename Proto>
absl::StatusOr<Domain> EnumFromProto(std::string_view field, Proto value) {
  const auto* type = google::protobuf::GetEnumDescriptor<Proto>();
  if (type->FindValueByNumber(static_cast<int>(value)) == nullptr) {
    return FieldInvalid(field, "a value of " + type->full_name());
  }
  return static_cast<Domain>(static_cast<int>(value));
}

template <typename Proto, typename Domain>
constexpr Proto EnumToProto(Domain value) {
  return static_cast<Proto>(static_cast<int>(value));
}

// For static_assert, one line a value.
template <typename Domain, typename Proto>
constexpr bool SameNumber(Domain domain, Proto proto) {
  return static_cast<int>(domain) == static_cast<int>(proto);
}

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_CONVERTERS_ENUMS_H_
