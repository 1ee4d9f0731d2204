// Figures as they are read: the latest closed sums and what was recorded after them.
#ifndef MOTCUA_SERVER_STORAGE_FIGURE_SUMS_H_
#define MOTCUA_SERVER_STORAGE_FIGURE_SUMS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/sql/connection.h"
#include "server/storage/records.h"

namespace motcua::storage {

// As ReadTransaction describes them.
class FigureSums {
 public:
  explicit FigureSums(sql::Connection& conn) : conn_(conn) {}

  absl::StatusOr<std::vector<UnitTally>> Units(domain::CountedBy by, Day day, bool by_cell,
                                               const std::vector<std::string>& units);
  absl::StatusOr<std::vector<ProcedureTally>> Procedures(domain::CountedBy by, Day day,
                                                         std::string_view procedure,
                                                         const std::vector<std::string>& units);
  absl::StatusOr<std::vector<UnitOverdue>> Overdue(domain::CountedBy by, Day day,
                                                   const std::vector<std::string>& units);

 private:
  // The latest day of `table` up to `day`; before every day when there is none.
  absl::StatusOr<int> ClosedDay(std::string_view table, int day);
  // Days of `table` in (after, until] that have rows.
  absl::StatusOr<std::vector<int>> DaysIn(std::string_view table, int after, int until);

  sql::Connection& conn_;
};

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_FIGURE_SUMS_H_
