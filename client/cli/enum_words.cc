#include "client/cli/enum_words.h"

#include "client/cli/errors.h"
#include "client/cli/format.h"

namespace motcua::cli {
namespace {

// The name without the prefix that all values of the type share, in lower case.
std::string Choice(const google::protobuf::EnumValueDescriptor* value) {
  constexpr std::string_view kZeroEnd = "UNSPECIFIED";
  const size_t prefix = value->type()->FindValueByNumber(0)->name().size() - kZeroEnd.size();
  std::string choice = value->name().substr(prefix);
  for (char& c : choice) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '_') c = '-';
  }
  return choice;
}

}  // namespace

std::string EnumWord(const google::protobuf::EnumDescriptor* type, int value, Language language) {
  if (value == 0) return kNothing;
  const auto* const descriptor = type->FindValueByNumber(value);
  return descriptor == nullptr ? std::to_string(value) : Text(language, descriptor->name());
}

std::string EnumChoices(const google::protobuf::EnumDescriptor* type) {
  std::string choices;
  for (int i = 0; i < type->value_count(); ++i) {
    if (type->value(i)->number() == 0) continue;
    choices += (choices.empty() ? "" : ", ") + Choice(type->value(i));
  }
  return choices;
}

absl::StatusOr<int> ReadEnum(const google::protobuf::EnumDescriptor* type, std::string_view option,
                             std::string_view text) {
  if (text.empty()) return 0;
  std::string wanted(text);
  for (char& c : wanted) {
    if (c == '_') c = '-';
  }
  for (int i = 0; i < type->value_count(); ++i) {
    const auto* const value = type->value(i);
    if (value->number() != 0 &&
        (Choice(value) == wanted || std::to_string(value->number()) == wanted)) {
      return value->number();
    }
  }
  return OptionInvalid(option, EnumChoices(type));
}

}  // namespace motcua::cli
