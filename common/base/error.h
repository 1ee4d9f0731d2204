// One way to say what went wrong: an absl::Status that carries a machine-readable reason.
//
// Every error that can reach a caller has a code (the gRPC one, by number), a REASON in upper snake
// case that is stable and documented, an English sentence that says what is wrong, where, and what
// would be right, and named values for clients that speak other languages. No message and no value
// holds personal data, SQL or a path.
#ifndef MOTCUA_COMMON_BASE_ERROR_H_
#define MOTCUA_COMMON_BASE_ERROR_H_

#include <map>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace motcua {

using ErrorValues = std::map<std::string, std::string>;

absl::Status MakeError(absl::StatusCode code, std::string_view reason, std::string_view message,
                       const ErrorValues& values = {});

// The reason given to MakeError; "" for a status made otherwise.
std::string ErrorReason(const absl::Status& status);
ErrorValues GetErrorValues(const absl::Status& status);

// INVALID_ARGUMENT FIELD_INVALID for `field` (its path in the request, for example
// "applicant.identity_number"); `right` says what would be right. Values: field, expected.
absl::Status FieldInvalid(std::string_view field, std::string_view right);

}  // namespace motcua

#endif  // MOTCUA_COMMON_BASE_ERROR_H_
