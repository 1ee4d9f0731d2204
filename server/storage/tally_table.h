// Figures as they are written: tallies of the day of recording and buckets of the day an
// appointment falls on. One upsert each for an intake in one's own commune.
#ifndef MOTCUA_SERVER_STORAGE_TALLY_TABLE_H_
#define MOTCUA_SERVER_STORAGE_TALLY_TABLE_H_

#include <array>
#include <compare>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/sql/connection.h"
#include "server/domain/flows.h"
#include "server/storage/figure_columns.h"

namespace motcua::storage {

// Rows of the tables as maps, for one day; also what a recount builds.
struct UnitCell {
  std::string unit;
  domain::Cell cell = 0;
  auto operator<=>(const UnitCell&) const = default;
};
struct ProcedureCell {
  std::string procedure;
  std::string unit;
  domain::Cell cell = 0;
  auto operator<=>(const ProcedureCell&) const = default;
};
// falls_due and left_overdue by receiver, decider, holder.
using DueArray = std::array<int64_t, 6>;

struct FlowRows {
  std::map<UnitCell, FigureArray> units;
  std::map<ProcedureCell, FigureArray> procedures;
  std::map<std::pair<Day, std::string>, DueArray> due;

  void Add(const std::vector<domain::Flow>& flows);
  void AddDue(const std::vector<domain::DueFlow>& flows);
};

class TallyTable {
 public:
  explicit TallyTable(sql::Connection& conn) : conn_(conn) {}

  // Adds the rows to those of `day`.
  absl::Status Add(Day day, const FlowRows& rows);

  // At the first record of a later day: the sums up to and including `day`, the last one with
  // records; `month_ends`: those by procedure as well. Days without records need no rows: sums up
  // to one of them are those up to the day before it, and appointments falling on it are still in
  // their buckets.
  absl::Status CloseDay(Day day, bool month_ends);

 private:
  sql::Connection& conn_;
};

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_TALLY_TABLE_H_
