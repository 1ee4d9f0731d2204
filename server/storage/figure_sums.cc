#include "server/storage/figure_sums.h"

#include <array>
#include <limits>
#include <map>
#include <unordered_set>

#include "common/base/status_macros.h"
#include "common/sql/query.h"
#include "server/storage/figure_columns.h"
#include "server/storage/tally_table.h"

namespace motcua::storage {
namespace {

using domain::CountedBy;
using domain::Tally;

constexpr int kBeforeEveryDay = std::numeric_limits<int>::min();
// Up to here it is cheaper to look units up one by one than to read the rows of all.
constexpr size_t kFewUnits = 64;

std::string_view Letter(CountedBy by) {
  return by == CountedBy::kReceiver ? "r" : by == CountedBy::kDecider ? "d" : "h";
}

// One text for each way of counting, made once.
class Texts {
 public:
  template <typename F>
  explicit Texts(F make)
      : texts_{make(CountedBy::kReceiver), make(CountedBy::kDecider), make(CountedBy::kHolder)} {}
  const std::string& operator[](CountedBy by) const { return texts_[static_cast<size_t>(by) - 1]; }

 private:
  std::array<std::string, 3> texts_;
};

class UnitFilter {
 public:
  explicit UnitFilter(const std::vector<std::string>& units)
      : all_(units.empty()), units_(units.begin(), units.end()) {}
  bool Has(std::string_view unit) const { return all_ || units_.contains(std::string(unit)); }

 private:
  bool all_;
  std::unordered_set<std::string> units_;
};

bool IsZero(const Tally& t) { return t == Tally(); }

}  // namespace

absl::StatusOr<int> FigureSums::ClosedDay(std::string_view table, int day) {
  std::string text = "SELECT MAX(day) FROM ";
  text.append(table).append(" WHERE day <= $1");
  sql::Query q(conn_, text);
  q.Bind(day);
  int closed = kBeforeEveryDay;
  if (q.Next() && !q.IsNull(0)) closed = static_cast<int>(q.Int(0));
  MOTCUA_RETURN_IF_ERROR(q.status());
  return closed;
}

absl::StatusOr<std::vector<int>> FigureSums::DaysIn(std::string_view table, int after, int until) {
  std::string text = "SELECT MIN(day) FROM ";
  text.append(table).append(" WHERE day > $1 AND day <= $2");
  sql::Query q(conn_, text);
  std::vector<int> days;
  while (true) {
    q.Bind(after, until);
    if (!q.Next() || q.IsNull(0)) break;
    after = static_cast<int>(q.Int(0));
    days.push_back(after);
  }
  MOTCUA_RETURN_IF_ERROR(q.status());
  return days;
}

absl::StatusOr<std::vector<UnitTally>> FigureSums::Units(CountedBy by, Day day, bool by_cell,
                                                         const std::vector<std::string>& units) {
  static const auto closed_text = [](CountedBy b) {
    return "SELECT unit, cell, " + FigureListOf(b, "%") +
           " FROM cumulative_unit WHERE day = $1 AND cell >= $2 AND cell <= $3";
  };
  static const auto open_text = [](CountedBy b) {
    return "SELECT unit, cell, " + FigureListOf(b, "%") + " FROM tally_unit WHERE day = $1";
  };
  static const Texts closed_all(closed_text);
  static const Texts open_all(open_text);
  static const Texts closed_one([](CountedBy b) { return closed_text(b) + " AND unit = $4"; });
  static const Texts open_one([](CountedBy b) { return open_text(b) + " AND unit = $2"; });

  const int until = ToDayNumber(day);
  MOTCUA_ASSIGN_OR_RETURN(const int closed, ClosedDay("cumulative_unit", until));
  MOTCUA_ASSIGN_OR_RETURN(const std::vector<int> days, DaysIn("tally_unit", closed, until));
  const UnitFilter filter(units);
  const int first_cell = by_cell ? 1 : 0;
  const int last_cell = by_cell ? domain::kCellCount - 1 : 0;

  std::map<UnitCell, Tally> sums;
  const auto add = [&](sql::Query& q) {
    while (q.Next()) {
      if (!filter.Has(q.Text(0))) continue;
      const int cell = by_cell ? static_cast<int>(q.Int(1)) : 0;
      sums[{std::string(q.Text(0)), cell}] += ReadTally(q, 2);
    }
    return q.status();
  };
  if (!units.empty() && units.size() <= kFewUnits) {
    sql::Query sum(conn_, closed_one[by]);
    sql::Query tally(conn_, open_one[by]);
    for (const std::string& unit : std::unordered_set<std::string>(units.begin(), units.end())) {
      if (closed != kBeforeEveryDay) {
        sum.Bind(closed, first_cell, last_cell, unit);
        MOTCUA_RETURN_IF_ERROR(add(sum));
      }
      for (const int d : days) {
        tally.Bind(d, unit);
        MOTCUA_RETURN_IF_ERROR(add(tally));
      }
    }
  } else {
    if (closed != kBeforeEveryDay) {
      sql::Query sum(conn_, closed_all[by]);
      sum.Bind(closed, first_cell, last_cell);
      MOTCUA_RETURN_IF_ERROR(add(sum));
    }
    sql::Query tally(conn_, open_all[by]);
    for (const int d : days) {
      tally.Bind(d);
      MOTCUA_RETURN_IF_ERROR(add(tally));
    }
  }
  std::vector<UnitTally> rows;
  rows.reserve(sums.size());
  for (auto& [key, tally] : sums) {
    if (!IsZero(tally)) rows.push_back({key.unit, key.cell, tally});
  }
  return rows;
}

absl::StatusOr<std::vector<ProcedureTally>> FigureSums::Procedures(
    CountedBy by, Day day, std::string_view procedure, const std::vector<std::string>& units) {
  static const auto text = [](const std::string& table, CountedBy b) {
    return "SELECT procedure, unit, cell, " + FigureListOf(b, "%") + " FROM " + table +
           " WHERE day = $1";
  };
  static const Texts closed_all([](CountedBy b) { return text("cumulative_procedure", b); });
  static const Texts open_all([](CountedBy b) { return text("tally_procedure", b); });
  static const Texts closed_one(
      [](CountedBy b) { return text("cumulative_procedure", b) + " AND procedure = $2"; });
  static const Texts open_one(
      [](CountedBy b) { return text("tally_procedure", b) + " AND procedure = $2"; });

  const int until = ToDayNumber(day);
  MOTCUA_ASSIGN_OR_RETURN(const int closed, ClosedDay("cumulative_procedure", until));
  MOTCUA_ASSIGN_OR_RETURN(const std::vector<int> days, DaysIn("tally_procedure", closed, until));
  const UnitFilter filter(units);
  std::map<ProcedureCell, Tally> sums;
  const auto add = [&](const std::string& sql_text, int d) {
    sql::Query q(conn_, sql_text);
    if (procedure.empty()) {
      q.Bind(d);
    } else {
      q.Bind(d, procedure);
    }
    while (q.Next()) {
      if (!filter.Has(q.Text(1))) continue;
      sums[{std::string(q.Text(0)), std::string(q.Text(1)), static_cast<int>(q.Int(2))}] +=
          ReadTally(q, 3);
    }
    return q.status();
  };
  if (closed != kBeforeEveryDay) {
    MOTCUA_RETURN_IF_ERROR(add(procedure.empty() ? closed_all[by] : closed_one[by], closed));
  }
  for (const int d : days) {
    MOTCUA_RETURN_IF_ERROR(add(procedure.empty() ? open_all[by] : open_one[by], d));
  }
  std::vector<ProcedureTally> rows;
  rows.reserve(sums.size());
  for (auto& [key, tally] : sums) {
    if (!IsZero(tally)) rows.push_back({key.procedure, key.unit, key.cell, tally});
  }
  return rows;
}

absl::StatusOr<std::vector<UnitOverdue>> FigureSums::Overdue(
    CountedBy by, Day day, const std::vector<std::string>& units) {
  static const Texts closed_text([](CountedBy b) {
    return "SELECT unit, " + std::string(Letter(b)) + "_overdue FROM overdue_stock WHERE day = $1";
  });
  static const Texts open_text([](CountedBy b) {
    const std::string l(Letter(b));
    return "SELECT unit, CAST(SUM(" + l + "_falls_due - " + l +
           "_left_overdue) AS BIGINT) FROM due_bucket WHERE day > $1 AND day <= $2 GROUP BY unit";
  });
  const int until = ToDayNumber(day);
  MOTCUA_ASSIGN_OR_RETURN(const int closed, ClosedDay("overdue_stock", until));
  const UnitFilter filter(units);
  std::map<std::string, int64_t> sums;
  const auto add = [&](sql::Query& q) {
    while (q.Next()) {
      if (filter.Has(q.Text(0))) sums[std::string(q.Text(0))] += q.Int(1);
    }
    return q.status();
  };
  if (closed != kBeforeEveryDay) {
    sql::Query stock(conn_, closed_text[by]);
    stock.Bind(closed);
    MOTCUA_RETURN_IF_ERROR(add(stock));
  }
  sql::Query buckets(conn_, open_text[by]);
  buckets.Bind(closed, until);
  MOTCUA_RETURN_IF_ERROR(add(buckets));
  std::vector<UnitOverdue> rows;
  for (const auto& [unit, overdue] : sums) {
    if (overdue != 0) rows.push_back({unit, overdue});
  }
  return rows;
}

}  // namespace motcua::storage
