// Resource names as people type and read them: without the collection in front.
#ifndef MOTCUA_CLIENT_CLI_RESOURCE_H_
#define MOTCUA_CLIENT_CLI_RESOURCE_H_

#include <string>
#include <string_view>

namespace motcua::cli {

// Resource("units", "19804") and Resource("units", "units/19804") are units/19804; "" stays "".
inline std::string Resource(std::string_view collection, std::string_view text) {
  const std::string prefix = std::string(collection) + "/";
  if (text.empty() || text.substr(0, prefix.size()) == prefix) return std::string(text);
  return prefix + std::string(text);
}

// The part after the first slash: 19804 of units/19804.
inline std::string Id(std::string_view resource) {
  const size_t slash = resource.find('/');
  return std::string(slash == std::string_view::npos ? resource : resource.substr(slash + 1));
}

}  // namespace motcua::cli

#endif  // MOTCUA_CLIENT_CLI_RESOURCE_H_
