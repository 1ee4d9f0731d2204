// Which sums a question about figures takes in, and into which groups they fall.
#ifndef MOTCUA_SERVER_APP_FIGURES_SCOPE_H_
#define MOTCUA_SERVER_APP_FIGURES_SCOPE_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "server/app/statistics.h"

namespace motcua::app {

struct FiguresScope {
  FiguresQuery query;
  std::shared_ptr<const domain::World> world;
  Day from;
  Day until;  // inclusive
  Time as_of;
  std::vector<std::string> units;          // the subtree, its root first
  std::vector<std::string> storage_units;  // what storage is asked for; empty: all
  bool by_procedure = false;               // sums of procedures are needed
  bool by_cell = false;                    // sums of channel × boundary are needed

  // Stocks of overdue dossiers are kept for whole units only.
  bool overdue_known() const { return !by_procedure && !by_cell; }
  bool Contains(std::string_view unit, std::string_view procedure, domain::Cell cell) const;
  std::string KeyOf(std::string_view unit, std::string_view procedure, domain::Cell cell) const;
  std::string NameOf(const std::string& key) const;
  // Vietnamese name of the procedure's field; "" if the catalogue never held it.
  std::string FieldOf(std::string_view procedure) const;
};

// Checks the question and the right to ask it. UNIT_NOT_FOUND, UNIT_OUT_OF_SIGHT, ROLE_MISSING,
// PROCEDURE_NOT_FOUND, FIELD_INVALID.
absl::StatusOr<FiguresScope> MakeScope(const ServiceContext& context, const Caller& caller,
                                       const FiguresQuery& query);

}  // namespace motcua::app

#endif  // MOTCUA_SERVER_APP_FIGURES_SCOPE_H_
