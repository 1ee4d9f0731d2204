// Proto enums as words for people and as choices on the command line.
#ifndef MOTCUA_CLIENT_CLI_ENUM_WORDS_H_
#define MOTCUA_CLIENT_CLI_ENUM_WORDS_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/generated_enum_reflection.h>

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "client/cli/messages.h"

namespace motcua::cli {

// The catalogue's word for a value; "–" for the zero value; the value's own name or number when it
// is newer than this program.
std::string EnumWord(const google::protobuf::EnumDescriptor* type, int value, Language language);
template <typename E>
std::string EnumWord(E value, Language language) {
  return EnumWord(google::protobuf::GetEnumDescriptor<E>(), static_cast<int>(value), language);
}

// "counter, online, post": all values but zero, as options write them.
std::string EnumChoices(const google::protobuf::EnumDescriptor* type);

// The value of a choice ("send-back" and "send_back" are the same; its number is understood as
// well); zero for "". OPTION_INVALID with the choices for anything else.
absl::StatusOr<int> ReadEnum(const google::protobuf::EnumDescriptor* type, std::string_view option,
                             std::string_view text);
template <typename E>
absl::StatusOr<E> ReadEnum(std::string_view option, std::string_view text) {
  const absl::StatusOr<int> value =
      ReadEnum(google::protobuf::GetEnumDescriptor<E>(), option, text);
  if (!value.ok()) return value.status();
  return static_cast<E>(*value);
}

}  // namespace motcua::cli

#endif  // MOTCUA_CLIENT_CLI_ENUM_WORDS_H_
