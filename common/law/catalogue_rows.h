// Reading and writing the rows of the catalogue's tables: the inside of catalogue.cc.
#ifndef MOTCUA_COMMON_LAW_CATALOGUE_ROWS_H_
#define MOTCUA_COMMON_LAW_CATALOGUE_ROWS_H_

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/law/procedure.h"

namespace motcua::law {

struct ProcedureRow {
  int line = 0;
  ProcedureVersion version;
};
using ProcedureRows = std::map<std::pair<std::string, int>, ProcedureRow>;

// Each returns LINE_INVALID for its own file; ReadProcedures goes first.
absl::Status ReadProcedures(std::string_view text, ProcedureRows& rows);
absl::Status ReadSteps(std::string_view text, ProcedureRows& rows);
absl::Status ReadComponents(std::string_view text, ProcedureRows& rows);
// What can only be seen when all is read.
absl::Status CheckWhole(const ProcedureRows& rows);

absl::StatusOr<std::string> WriteProcedures(const std::vector<ProcedureVersion>& versions);
absl::StatusOr<std::string> WriteSteps(const std::vector<ProcedureVersion>& versions);
absl::StatusOr<std::string> WriteComponents(const std::vector<ProcedureVersion>& versions);

}  // namespace motcua::law

#endif  // MOTCUA_COMMON_LAW_CATALOGUE_ROWS_H_
