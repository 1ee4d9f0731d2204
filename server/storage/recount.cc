#include "server/storage/recount.h"

#include <map>
#include <set>
#include <utility>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/sql/query.h"
#include "server/domain/codec.h"
#include "server/storage/event_table.h"
#include "server/storage/tally_table.h"

namespace motcua::storage {
namespace {

using domain::Dossier;

bool SameMonth(Day a, Day b) {
  const std::chrono::year_month_day x(a);
  const std::chrono::year_month_day y(b);
  return x.year() == y.year() && x.month() == y.month();
}

// The figures as the events have them. Days of `rows` are those of recording.
struct Replayed {
  std::map<Day, FlowRows> rows;
  std::map<std::pair<Day, std::string>, DueArray> due;
  std::set<Day> days;  // with records of any kind
  uint64_t events = 0;
  uint64_t dossiers = 0;
};

absl::Status ReplayDossiers(EventTable& table, uint64_t total, const RecountOptions& options,
                            Replayed& replayed) {
  Dossier dossier;
  FlowRows due;
  const absl::Status status = table.ScanByDossier([&](const StoredEvent& e) -> absl::Status {
    if (dossier.key.ulid != *e.ulid || dossier.key.unit != e.unit) {
      dossier = Dossier();
      ++replayed.dossiers;
    }
    const Dossier before = dossier;
    // Figures rest on public fields alone.
    MOTCUA_RETURN_IF_ERROR(domain::ApplyEvent(e.public_bytes, "", dossier));
    const Day day = LocalDay(FromMicros(e.recorded_at));
    replayed.rows[day].Add(domain::FlowsBetween(before, dossier));
    due.AddDue(domain::DueFlowsBetween(before, dossier, day));
    if (++replayed.events % 1000 == 0 && options.progress) {
      options.progress(replayed.events, total);
    }
    return absl::OkStatus();
  });
  replayed.due = std::move(due.due);
  return status;
}

absl::StatusOr<Replayed> Replay(SqliteStorage& storage, sql::Connection& conn,
                                const RecountOptions& options) {
  Replayed replayed;
  EventTable table(conn, storage.vault());
  MOTCUA_ASSIGN_OR_RETURN(const uint64_t total, table.Size());
  MOTCUA_RETURN_IF_ERROR(ReplayDossiers(table, total, options, replayed));
  sql::Query q(conn, "SELECT recorded_at FROM event");
  q.Bind();
  while (q.Next()) replayed.days.insert(LocalDay(FromMicros(q.Int(0))));
  MOTCUA_RETURN_IF_ERROR(q.status());
  if (options.progress) options.progress(total, total);
  return replayed;
}

// Rows of any of the tables: key as text → figures.
template <size_t N>
using Rows = std::map<std::string, std::array<int64_t, N>>;

std::string DayText(int64_t day) { return FormatDay(FromDayNumber(static_cast<int32_t>(day))); }

struct Shape {
  std::string table;
  std::vector<std::string> keys;  // the first one is the day
  std::vector<std::string> columns;
};

class Comparison {
 public:
  Comparison(sql::Connection& conn, size_t listed, RecountReport& report)
      : conn_(conn), listed_(listed), report_(report) {}

  // Compares `expected` with the rows of the table, or with those of one day.
  template <size_t N>
  absl::Status Compare(const Shape& shape, std::optional<Day> day, Rows<N> expected) {
    const auto& [table, keys, columns] = shape;
    std::string text = "SELECT ";
    for (const std::string& key : keys) text += key + ", ";
    for (size_t i = 0; i < N; ++i) text += (i ? ", " : "") + columns[i];
    text += " FROM " + table + (day ? " WHERE day = $1" : "");
    sql::Query q(conn_, text);
    if (day) {
      q.Bind(ToDayNumber(*day));
    } else {
      q.Bind();
    }
    while (q.Next()) {
      std::string key = DayText(q.Int(0));
      for (size_t i = 1; i < keys.size(); ++i) {
        const int column = static_cast<int>(i);
        key +=
            "|" + (keys[i] == "cell" ? std::to_string(q.Int(column)) : std::string(q.Text(column)));
      }
      std::array<int64_t, N> kept{};
      for (size_t i = 0; i < N; ++i) kept[i] = q.Int(static_cast<int>(keys.size() + i));
      const auto found = expected.find(key);
      const std::array<int64_t, N> right =
          found == expected.end() ? std::array<int64_t, N>{} : found->second;
      if (found != expected.end()) expected.erase(found);
      Note<N>(shape, key, kept, right);
    }
    MOTCUA_RETURN_IF_ERROR(q.status());
    for (const auto& [key, right] : expected) {
      Note<N>(shape, key, std::array<int64_t, N>{}, right);
    }
    return absl::OkStatus();
  }

  // Sums that belong to a day on which nothing was closed.
  template <size_t N>
  absl::Status CompareStrayDays(const Shape& shape, const std::set<Day>& closed) {
    std::set<Day> strays;
    sql::Query q(conn_, "SELECT DISTINCT day FROM " + shape.table);
    q.Bind();
    while (q.Next()) {
      const Day day = FromDayNumber(static_cast<int32_t>(q.Int(0)));
      if (!closed.contains(day)) strays.insert(day);
    }
    MOTCUA_RETURN_IF_ERROR(q.status());
    for (const Day day : strays) MOTCUA_RETURN_IF_ERROR(Compare<N>(shape, day, {}));
    return absl::OkStatus();
  }

 private:
  template <size_t N>
  void Note(const Shape& shape, const std::string& key, const std::array<int64_t, N>& kept,
            const std::array<int64_t, N>& right) {
    ++report_.rows;
    if (kept == right) return;
    ++report_.difference_count;
    if (report_.differences.size() >= listed_) return;
    const auto text = [&](const std::array<int64_t, N>& figures) {
      std::string all;
      for (size_t i = 0; i < N; ++i) {
        if (figures[i] == 0) continue;
        all += (all.empty() ? "" : " ") + shape.columns[i] + "=" + std::to_string(figures[i]);
      }
      return all;
    };
    report_.differences.push_back({shape.table, key, text(kept), text(right)});
  }

  sql::Connection& conn_;
  const size_t listed_;
  RecountReport& report_;
};

std::vector<std::string> FigureNames() {
  std::vector<std::string> names;
  for (size_t i = 0; i < kFigureCount; ++i) names.push_back(FigureName(i));
  return names;
}

template <size_t N>
void AddTo(std::array<int64_t, N>& sum, const std::array<int64_t, N>& part) {
  for (size_t i = 0; i < N; ++i) sum[i] += part[i];
}

absl::Status CompareTallies(Comparison& comparison, const Replayed& replayed) {
  Rows<kFigureCount> units;
  Rows<kFigureCount> procedures;
  for (const auto& [day, rows] : replayed.rows) {
    const std::string d = FormatDay(day);
    for (const auto& [key, figures] : rows.units) {
      units[d + "|" + key.unit + "|" + std::to_string(key.cell)] = figures;
    }
    for (const auto& [key, figures] : rows.procedures) {
      procedures[d + "|" + key.procedure + "|" + key.unit + "|" + std::to_string(key.cell)] =
          figures;
    }
  }
  Rows<6> due;
  for (const auto& [key, figures] : replayed.due) {
    due[FormatDay(key.first) + "|" + key.second] = figures;
  }
  const std::vector<std::string> names = FigureNames();
  MOTCUA_RETURN_IF_ERROR(comparison.Compare<kFigureCount>(
      {"tally_unit", {"day", "unit", "cell"}, names}, std::nullopt, std::move(units)));
  MOTCUA_RETURN_IF_ERROR(comparison.Compare<kFigureCount>(
      {"tally_procedure", {"day", "procedure", "unit", "cell"}, names}, std::nullopt,
      std::move(procedures)));
  return comparison.Compare<6>({"due_bucket",
                                {"day", "unit"},
                                {"r_falls_due", "r_left_overdue", "d_falls_due", "d_left_overdue",
                                 "h_falls_due", "h_left_overdue"}},
                               std::nullopt, std::move(due));
}

absl::Status CompareSums(Comparison& comparison, const Replayed& replayed) {
  const Shape unit_sums{"cumulative_unit", {"day", "cell", "unit"}, FigureNames()};
  const Shape procedure_sums{
      "cumulative_procedure", {"day", "procedure", "unit", "cell"}, FigureNames()};
  const Shape overdue_sums{
      "overdue_stock", {"day", "unit"}, {"r_overdue", "d_overdue", "h_overdue"}};
  std::map<std::string, FigureArray> units;  // key without the day
  std::map<std::string, FigureArray> procedures;
  std::map<std::string, std::array<int64_t, 3>> overdue;
  std::set<Day> closed;
  std::set<Day> month_ends;
  auto due = replayed.due.begin();
  for (auto day = replayed.days.begin(); day != replayed.days.end(); ++day) {
    const auto next = std::next(day);
    if (next == replayed.days.end()) break;  // still open
    if (const auto found = replayed.rows.find(*day); found != replayed.rows.end()) {
      for (const auto& [key, figures] : found->second.units) {
        AddTo(units[std::to_string(key.cell) + "|" + key.unit], figures);
        AddTo(units["0|" + key.unit], figures);
      }
      for (const auto& [key, figures] : found->second.procedures) {
        AddTo(procedures[key.procedure + "|" + key.unit + "|" + std::to_string(key.cell)], figures);
      }
    }
    for (; due != replayed.due.end() && due->first.first <= *day; ++due) {
      const DueArray& d = due->second;
      AddTo(overdue[due->first.second],
            std::array<int64_t, 3>{d[0] - d[1], d[2] - d[3], d[4] - d[5]});
    }
    const std::string text = FormatDay(*day) + "|";
    const auto dated =
        [&text]<size_t N>(const std::map<std::string, std::array<int64_t, N>>& sums) {
          Rows<N> rows;
          for (const auto& [key, figures] : sums) rows[text + key] = figures;
          return rows;
        };
    closed.insert(*day);
    MOTCUA_RETURN_IF_ERROR(comparison.Compare<kFigureCount>(unit_sums, *day, dated(units)));
    MOTCUA_RETURN_IF_ERROR(comparison.Compare<3>(overdue_sums, *day, dated(overdue)));
    if (SameMonth(*day, *next)) continue;
    month_ends.insert(*day);
    MOTCUA_RETURN_IF_ERROR(
        comparison.Compare<kFigureCount>(procedure_sums, *day, dated(procedures)));
  }
  MOTCUA_RETURN_IF_ERROR(comparison.CompareStrayDays<kFigureCount>(unit_sums, closed));
  MOTCUA_RETURN_IF_ERROR(comparison.CompareStrayDays<3>(overdue_sums, closed));
  return comparison.CompareStrayDays<kFigureCount>(procedure_sums, month_ends);
}

absl::Status Rewrite(sql::Connection& conn, const Replayed& replayed) {
  for (const char* clear : {"DELETE FROM tally_unit", "DELETE FROM tally_procedure",
                            "DELETE FROM due_bucket", "DELETE FROM cumulative_unit",
                            "DELETE FROM cumulative_procedure", "DELETE FROM overdue_stock"}) {
    MOTCUA_RETURN_IF_ERROR(sql::Exec(conn, clear));
  }
  TallyTable table(conn);
  for (const auto& [day, rows] : replayed.rows) MOTCUA_RETURN_IF_ERROR(table.Add(day, rows));
  FlowRows due;
  due.due = replayed.due;
  MOTCUA_RETURN_IF_ERROR(table.Add(Day(), due));
  for (auto day = replayed.days.begin(); day != replayed.days.end(); ++day) {
    const auto next = std::next(day);
    if (next == replayed.days.end()) break;
    MOTCUA_RETURN_IF_ERROR(table.CloseDay(*day, !SameMonth(*day, *next)));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<RecountReport> Recount(SqliteStorage& storage, const RecountOptions& options) {
  RecountReport report;
  const auto count = [&](sql::Connection& conn) -> absl::StatusOr<Replayed> {
    report = RecountReport();
    MOTCUA_ASSIGN_OR_RETURN(Replayed replayed, Replay(storage, conn, options));
    report.events = replayed.events;
    report.dossiers = replayed.dossiers;
    Comparison comparison(conn, options.listed, report);
    MOTCUA_RETURN_IF_ERROR(CompareTallies(comparison, replayed));
    MOTCUA_RETURN_IF_ERROR(CompareSums(comparison, replayed));
    return replayed;
  };
  if (!options.repair) {
    MOTCUA_RETURN_IF_ERROR(
        storage.ReadTables([&](sql::Connection& conn) { return count(conn).status(); }));
    return report;
  }
  MOTCUA_RETURN_IF_ERROR(storage.WriteTables(
      [&](sql::Connection& conn, WriteTransaction& transaction) -> absl::Status {
        MOTCUA_ASSIGN_OR_RETURN(const Replayed replayed, count(conn));
        if (report.difference_count == 0) return absl::OkStatus();
        MOTCUA_RETURN_IF_ERROR(Rewrite(conn, replayed));
        domain::Event event = *options.repair;
        event.kind = domain::EventKind::kFiguresRepaired;
        event.facts["differences"] = std::to_string(report.difference_count);
        MOTCUA_RETURN_IF_ERROR(transaction.RecordEvent(std::move(event)));
        report.repaired = true;
        return absl::OkStatus();
      }));
  return report;
}

}  // namespace motcua::storage
