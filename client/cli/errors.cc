#include "client/cli/errors.h"

#include <array>
#include <nlohmann/json.hpp>

#include "client/cli/format.h"
#include "common/base/error.h"

namespace motcua::cli {
namespace {

template <size_t n>
bool IsOneOf(const std::string& reason, const std::array<std::string_view, n>& reasons) {
  for (std::string_view one : reasons) {
    if (reason == one) return true;
  }
  return false;
}

constexpr std::array<std::string_view, 4> kSignInReasons = {"SESSION_MISSING", "SESSION_EXPIRED",
                                                            "SESSION_IDLE", "SIGN_IN_FAILED"};
constexpr std::array<std::string_view, 12> kLocalReasons = {
    "OPTION_INVALID",         "PASSWORD_NEEDED",           "PASSWORDS_DIFFER",
    "FILE_NOT_READABLE",      "FILE_NOT_WRITABLE",         "STATION_NOT_ENROLLED",
    "STATION_KEY_EXPOSED",    "STATION_ALREADY_ENROLLED",  "STATION_FOLDER_INVALID",
    "ENROLMENT_FILE_INVALID", "STATION_FOLDER_UNWRITABLE", "STATION_CERTIFICATE_INVALID"};

std::string MessageOf(const absl::Status& status) {
  const absl::string_view message = status.message();
  return {message.data(), message.size()};
}

// Adds what the sentence about a field needs: its name and what is right in the reader's language.
void NameField(Values& values, Language language) {
  const auto field = values.find("field");
  if (field == values.end()) return;
  const std::string path = field->second;
  const size_t dot = path.rfind('.');
  const std::string last = dot == std::string::npos ? path : path.substr(dot + 1);
  const auto name = FindText(language, "field." + last);
  values["field_name"] = name.has_value() ? std::string(*name) + " (" + path + ")" : path;
  if (const auto right = FindText(language, "right." + last)) {
    values["expected"] = std::string(*right);
  }
}

}  // namespace

ExitCode ExitCodeOf(const absl::Status& status) {
  if (status.ok()) return kDone;
  const std::string reason = ErrorReason(status);
  if (IsOneOf(reason, kSignInReasons)) return kNotSignedIn;
  if (IsOneOf(reason, kLocalReasons)) return kWrongUsage;
  if (reason == "COMMIT_UNKNOWN") return kTryAgain;
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kResourceExhausted:
    case absl::StatusCode::kCancelled:
      return kTryAgain;
    default:
      return kRefused;
  }
}

std::string ErrorText(const absl::Status& status, Language language) {
  const std::string reason = ErrorReason(status);
  Values values = GetErrorValues(status);
  NameField(values, language);
  if (const auto event = FindText(language, "event." + values["event"])) {
    values["event"] = std::string(*event);
  }
  const auto pattern = FindText(language, "error." + reason);
  std::string text = Text(language, "say.error") + ": " +
                     (pattern.has_value() ? Fill(*pattern, values) : MessageOf(status));
  if (!reason.empty()) text += " [" + reason + "]";
  text += "\n";
  if (values.contains("request_id") && ExitCodeOf(status) == kTryAgain) {
    text += Text(language, "say.repeat", values) + "\n";
  }
  if (const auto detail = values.find("detail");
      detail != values.end() && !detail->second.empty()) {
    text += Text(language, "say.detail") + ": " + detail->second + "\n";
  }
  return Printable(text, /*keep_lines=*/true);
}

std::string ErrorJson(const absl::Status& status) {
  nlohmann::ordered_json json;
  json["code"] = absl::StatusCodeToString(status.code());
  json["reason"] = ErrorReason(status);
  json["message"] = MessageOf(status);
  json["values"] = GetErrorValues(status);
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

absl::Status OptionInvalid(std::string_view option, std::string_view expected) {
  return MakeError(absl::StatusCode::kInvalidArgument, "OPTION_INVALID",
                   std::string(option) + ": " + std::string(expected),
                   {{"option", std::string(option)}, {"expected", std::string(expected)}});
}

}  // namespace motcua::cli
