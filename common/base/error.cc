#include "common/base/error.h"

#include <nlohmann/json.hpp>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"

namespace motcua {
namespace {

constexpr char kReasonPayload[] = "motcua/reason";
constexpr char kValuesPayload[] = "motcua/values";

absl::string_view View(std::string_view s) { return {s.data(), s.size()}; }

}  // namespace

absl::Status MakeError(absl::StatusCode code, std::string_view reason, std::string_view message,
                       const ErrorValues& values) {
  absl::Status status(code, View(message));
  status.SetPayload(kReasonPayload, absl::Cord(View(reason)));
  if (!values.empty()) {
    status.SetPayload(kValuesPayload, absl::Cord(nlohmann::json(values).dump()));
  }
  return status;
}

std::string ErrorReason(const absl::Status& status) {
  auto payload = status.GetPayload(kReasonPayload);
  return payload ? std::string(*payload) : std::string();
}

ErrorValues GetErrorValues(const absl::Status& status) {
  auto payload = status.GetPayload(kValuesPayload);
  if (!payload) return {};
  return nlohmann::json::parse(std::string(*payload)).get<ErrorValues>();
}

absl::Status FieldInvalid(std::string_view field, std::string_view right) {
  return MakeError(absl::StatusCode::kInvalidArgument, "FIELD_INVALID",
                   absl::StrCat(View(field), ": ", View(right)),
                   {{"field", std::string(field)}, {"expected", std::string(right)}});
}

}  // namespace motcua
