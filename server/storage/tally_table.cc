#include "server/storage/tally_table.h"

#include "common/base/status_macros.h"
#include "common/sql/query.h"

namespace motcua::storage {
namespace {

// VALUES ($1 … $n)
std::string Placeholders(size_t count) {
  std::string text;
  for (size_t i = 1; i <= count; ++i) text += (i == 1 ? "$" : ", $") + std::to_string(i);
  return text;
}

std::string UpsertSql(const std::string& table, const std::string& keys, size_t key_count) {
  return "INSERT INTO " + table + " (" + keys + ", " + FigureList("%") + ") VALUES (" +
         Placeholders(key_count + kFigureCount) + ") ON CONFLICT (" + keys + ") DO UPDATE SET " +
         FigureList("% = " + table + ".% + excluded.%");
}

std::string SumList() { return FigureList("CAST(SUM(%) AS BIGINT)"); }

// Day of the latest sums before $1; far in the past when there are none.
std::string LatestBefore(const std::string& table) {
  return "COALESCE((SELECT MAX(day) FROM " + table + " WHERE day < $1), -100000000)";
}

std::string CloseUnitsSql() {
  const std::string last = LatestBefore("cumulative_unit");
  const std::string names = FigureList("%");
  return "INSERT INTO cumulative_unit (day, cell, unit, " + names + ") SELECT $1, cell, unit, " +
         SumList() + " FROM (SELECT cell, unit, " + names +
         " FROM cumulative_unit WHERE day = " + last + " UNION ALL SELECT cell, unit, " + names +
         " FROM tally_unit WHERE day > " + last + " AND day <= $1 UNION ALL SELECT 0, unit, " +
         names + " FROM tally_unit WHERE day > " + last +
         " AND day <= $1) AS parts GROUP BY cell, unit";
}

std::string CloseProceduresSql() {
  const std::string last = LatestBefore("cumulative_procedure");
  const std::string names = FigureList("%");
  return "INSERT INTO cumulative_procedure (day, procedure, unit, cell, " + names +
         ") SELECT $1, procedure, unit, cell, " + SumList() +
         " FROM (SELECT procedure, unit, cell, " + names +
         " FROM cumulative_procedure WHERE day = " + last +
         " UNION ALL SELECT procedure, unit, cell, " + names +
         " FROM tally_procedure WHERE day > " + last +
         " AND day <= $1) AS parts GROUP BY procedure, unit, cell";
}

std::string CloseOverdueSql() {
  const std::string last = LatestBefore("overdue_stock");
  return "INSERT INTO overdue_stock (day, unit, r_overdue, d_overdue, h_overdue) "
         "SELECT $1, unit, CAST(SUM(r) AS BIGINT), CAST(SUM(d) AS BIGINT), CAST(SUM(h) AS BIGINT) "
         "FROM (SELECT unit, r_overdue AS r, d_overdue AS d, h_overdue AS h FROM overdue_stock "
         "WHERE day = " +
         last +
         " UNION ALL SELECT unit, r_falls_due - r_left_overdue, d_falls_due - d_left_overdue, "
         "h_falls_due - h_left_overdue FROM due_bucket WHERE day > " +
         last + " AND day <= $1) AS parts GROUP BY unit";
}

}  // namespace

void FlowRows::Add(const std::vector<domain::Flow>& flows) {
  for (const domain::Flow& flow : flows) {
    const size_t i = FigureIndex(flow.by, flow.metric);
    units[{flow.unit, flow.cell}][i] += flow.delta;
    procedures[{flow.procedure, flow.unit, flow.cell}][i] += flow.delta;
  }
}

void FlowRows::AddDue(const std::vector<domain::DueFlow>& flows) {
  for (const domain::DueFlow& flow : flows) {
    const size_t i = 2 * (static_cast<size_t>(flow.by) - 1);
    DueArray& row = due[{flow.day, flow.unit}];
    row[i] += flow.falls_due;
    row[i + 1] += flow.left_overdue;
  }
}

absl::Status TallyTable::Add(Day day, const FlowRows& rows) {
  static const std::string unit_sql = UpsertSql("tally_unit", "day, unit, cell", 3);
  static const std::string procedure_sql =
      UpsertSql("tally_procedure", "day, procedure, unit, cell", 4);
  for (const auto& [key, figures] : rows.units) {
    sql::Query q(conn_, unit_sql);
    BindFigures(q, figures, ToDayNumber(day), key.unit, key.cell);
    MOTCUA_RETURN_IF_ERROR(q.Run());
  }
  for (const auto& [key, figures] : rows.procedures) {
    sql::Query q(conn_, procedure_sql);
    BindFigures(q, figures, ToDayNumber(day), key.procedure, key.unit, key.cell);
    MOTCUA_RETURN_IF_ERROR(q.Run());
  }
  for (const auto& [key, row] : rows.due) {
    MOTCUA_RETURN_IF_ERROR(sql::Exec(
        conn_,
        "INSERT INTO due_bucket (day, unit, r_falls_due, r_left_overdue, d_falls_due, "
        "d_left_overdue, h_falls_due, h_left_overdue) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "
        "ON CONFLICT (day, unit) DO UPDATE SET "
        "r_falls_due = due_bucket.r_falls_due + excluded.r_falls_due, "
        "r_left_overdue = due_bucket.r_left_overdue + excluded.r_left_overdue, "
        "d_falls_due = due_bucket.d_falls_due + excluded.d_falls_due, "
        "d_left_overdue = due_bucket.d_left_overdue + excluded.d_left_overdue, "
        "h_falls_due = due_bucket.h_falls_due + excluded.h_falls_due, "
        "h_left_overdue = due_bucket.h_left_overdue + excluded.h_left_overdue",
        ToDayNumber(key.first), key.second, row[0], row[1], row[2], row[3], row[4], row[5]));
  }
  return absl::OkStatus();
}

absl::Status TallyTable::CloseDay(Day day, bool month_ends) {
  static const std::string units = CloseUnitsSql();
  static const std::string procedures = CloseProceduresSql();
  static const std::string overdue = CloseOverdueSql();
  MOTCUA_RETURN_IF_ERROR(sql::Exec(conn_, units, ToDayNumber(day)));
  MOTCUA_RETURN_IF_ERROR(sql::Exec(conn_, overdue, ToDayNumber(day)));
  return month_ends ? sql::Exec(conn_, procedures, ToDayNumber(day)) : absl::OkStatus();
}

}  // namespace motcua::storage
