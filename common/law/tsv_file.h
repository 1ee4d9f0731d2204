// Errors of tables that come in several files.
#ifndef MOTCUA_COMMON_LAW_TSV_FILE_H_
#define MOTCUA_COMMON_LAW_TSV_FILE_H_

#include <string>

#include "absl/status/status.h"
#include "common/base/error.h"

namespace motcua::law {

// `status` (LINE_INVALID) with the name of the file it is about in the message and the values
// (file). OK stays OK.
inline absl::Status InFile(const absl::Status& status, const std::string& file) {
  if (status.ok()) return status;
  ErrorValues values = GetErrorValues(status);
  values["file"] = file;
  return MakeError(status.code(), ErrorReason(status), file + ", " + std::string(status.message()),
                   values);
}

}  // namespace motcua::law

#endif  // MOTCUA_COMMON_LAW_TSV_FILE_H_
