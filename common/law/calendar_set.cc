#include "common/law/calendar_set.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "common/base/error.h"
#include "common/base/file.h"
#include "common/base/status_macros.h"
#include "common/base/tsv.h"
#include "common/law/tsv_file.h"

namespace motcua::law {
namespace {

constexpr std::string_view kNation = "VN";
// More levels than any administration has; ends a circle in a broken tree.
constexpr int kMostLevels = 16;

const std::map<std::string, DayKind, std::less<>>& Kinds() {
  static const std::map<std::string, DayKind, std::less<>> kinds = {
      {"holiday", DayKind::kHoliday},
      {"swap_dayoff", DayKind::kSwapDayOff},
      {"compensatory_off", DayKind::kCompensatoryOff},
      {"swap_workday", DayKind::kSwapWorkday},
      {"closure", DayKind::kClosure},
      {"own_hours", DayKind::kOwnHours}};
  return kinds;
}

struct UnitRows {
  int hours_line = 0;  // the first one in the table of hours; 0: none
  std::map<Day, std::pair<int, SpecialDay>> special;  // with the line
  std::map<size_t, DayHours> weekly;
};
using RowsByUnit = std::map<std::string, UnitRows, std::less<>>;

struct Span {
  std::optional<Day> from;
  std::optional<Day> until;
};

absl::Status ReadHoliday(const TsvRow& row, RowsByUnit& units, Span& span) {
  const std::string& unit = row["unit"];
  if (unit.empty()) return row.Invalid("unit", "a unit id, VN for the nation");
  const auto day = ParseDay(row["day"]);
  if (!day.ok()) return row.Invalid("day", "a day such as 2026-09-02");
  const std::string& kind = row["kind"];
  if (kind == "known_from" || kind == "known_until") {
    std::optional<Day>& end = kind == "known_from" ? span.from : span.until;
    if (unit != kNation || end.has_value()) return row.Invalid("kind", kind + " once, for VN");
    end = *day;
    return absl::OkStatus();
  }
  const auto known = Kinds().find(kind);
  if (known == Kinds().end()) {
    return row.Invalid("kind",
                       "holiday, swap_dayoff, compensatory_off, swap_workday, closure, own_hours, "
                       "known_from or known_until");
  }
  const auto hours = ParseDayHours(row["hours"]);
  const bool may_have_hours =
      known->second == DayKind::kOwnHours || known->second == DayKind::kSwapWorkday;
  if (!hours.ok() || (!may_have_hours && !hours->empty()) ||
      (known->second == DayKind::kOwnHours && hours->empty())) {
    return row.Invalid("hours", "for own_hours and swap_workday, such as 07:00-11:30");
  }
  if (row["name_vi"].empty()) return row.Invalid("name_vi", "the reason shown to people");
  UnitRows& rows = units[unit];
  if (!rows.special
           .emplace(*day, std::pair(row.line(), SpecialDay{known->second, row["name_vi"], *hours}))
           .second) {
    return row.Invalid("day", "each day once for a unit");
  }
  return absl::OkStatus();
}

std::optional<size_t> WeekdayNumber(std::string_view name) {
  static constexpr std::array<std::string_view, 7> kNames = {"Mon", "Tue", "Wed", "Thu",
                                                             "Fri", "Sat", "Sun"};
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<size_t>(found - kNames.begin());
}

absl::Status ReadWeekly(const TsvRow& row, RowsByUnit& units) {
  if (row["unit"].empty()) return row.Invalid("unit", "a unit id, VN for the nation");
  const auto hours = ParseDayHours(row["hours"]);
  if (!hours.ok()) return row.Invalid("hours", "spans such as 07:00-11:30,13:30-17:00, or nothing");
  UnitRows& rows = units[row["unit"]];
  if (rows.hours_line == 0) rows.hours_line = row.line();
  std::string_view rest = row["days"];
  while (true) {
    const size_t comma = rest.find(',');
    const std::string_view part = rest.substr(0, comma);
    const size_t dash = part.find('-');
    const auto first = WeekdayNumber(part.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : WeekdayNumber(part.substr(dash + 1));
    if (!first || !last || *last < *first) {
      return row.Invalid("days", "weekdays such as Mon, Mon-Fri or Sat,Sun");
    }
    for (size_t weekday = *first; weekday <= *last; ++weekday) {
      if (!rows.weekly.emplace(weekday, *hours).second) {
        return row.Invalid("days", "each weekday once for a unit");
      }
    }
    if (comma == std::string_view::npos) return absl::OkStatus();
    rest.remove_prefix(comma + 1);
  }
}

absl::Status ReadHolidays(std::string_view text, RowsByUnit& units, Span& span) {
  MOTCUA_ASSIGN_OR_RETURN(
      const TsvTable table,
      ParseTsv(text, {"unit", "day", "kind", "hours", "name_vi", "name_en", "source", "status"}));
  for (const TsvRow& row : table.rows) MOTCUA_RETURN_IF_ERROR(ReadHoliday(row, units, span));
  if (!span.from || !span.until || *span.until < *span.from) {
    return LineInvalid(1, "kind", "one row known_from and one known_until, in this order, for VN");
  }
  return absl::OkStatus();
}

absl::Status ReadHours(std::string_view text, RowsByUnit& units) {
  MOTCUA_ASSIGN_OR_RETURN(const TsvTable table, ParseTsv(text, {"unit", "days", "hours", "note"}));
  for (const TsvRow& row : table.rows) MOTCUA_RETURN_IF_ERROR(ReadWeekly(row, units));
  return absl::OkStatus();
}

// The unit and those above it, nearest first, the nation last.
std::vector<std::string> Lineage(std::string_view unit_id, const ParentOf& parent_of) {
  std::vector<std::string> lineage;
  std::string unit(unit_id);
  for (int level = 0; level < kMostLevels && !unit.empty() && unit != kNation; ++level) {
    lineage.push_back(unit);
    unit = parent_of(unit);
  }
  lineage.emplace_back(kNation);
  return lineage;
}

absl::StatusOr<std::shared_ptr<const WorkCalendar>> Build(const std::vector<std::string>& lineage,
                                                          const RowsByUnit& units,
                                                          const Span& span) {
  CalendarSpec spec;
  spec.known_from = *span.from;
  spec.known_until = *span.until;
  for (auto unit = lineage.rbegin(); unit != lineage.rend(); ++unit) {
    const auto rows = units.find(*unit);
    if (rows == units.end()) continue;
    for (const auto& [weekday, hours] : rows->second.weekly) spec.weekly[weekday] = hours;
    for (const auto& [day, special] : rows->second.special) {
      if (day < spec.known_from || day > spec.known_until) {
        return InFile(LineInvalid(special.first, "day",
                                  "a day from " + FormatDay(spec.known_from) + " to " +
                                      FormatDay(spec.known_until)),
                      "holidays.tsv");
      }
      spec.special[day] = special.second;
    }
  }
  auto calendar = WorkCalendar::Create(std::move(spec));
  if (!calendar.ok()) {
    const auto rows = units.find(lineage.front());
    return InFile(LineInvalid(rows == units.end() ? 1 : std::max(1, rows->second.hours_line), "",
                              "working time for " + lineage.front()),
                  "hours.tsv");
  }
  return calendar;
}

}  // namespace

std::string ParentByIdAlone(std::string_view unit_id) {
  const size_t dot = unit_id.find('.');
  return std::string(dot == std::string_view::npos ? kNation : unit_id.substr(0, dot));
}

absl::StatusOr<CalendarSet> CalendarSet::FromTsv(std::string_view holidays_tsv,
                                                 std::string_view hours_tsv, ParentOf parent_of) {
  RowsByUnit units;
  Span span;
  MOTCUA_RETURN_IF_ERROR(InFile(ReadHolidays(holidays_tsv, units, span), "holidays.tsv"));
  MOTCUA_RETURN_IF_ERROR(InFile(ReadHours(hours_tsv, units), "hours.tsv"));
  CalendarSet set;
  set.parent_of_ = std::move(parent_of);
  units[std::string(kNation)];
  for (const auto& [unit, rows] : units) {
    MOTCUA_ASSIGN_OR_RETURN(auto calendar, Build(Lineage(unit, set.parent_of_), units, span));
    set.calendars_.emplace(unit, std::move(calendar));
  }
  return set;
}

absl::StatusOr<CalendarSet> CalendarSet::Load(const std::string& folder, ParentOf parent_of) {
  MOTCUA_ASSIGN_OR_RETURN(const std::string holidays, ReadFile(folder + "/holidays.tsv"));
  MOTCUA_ASSIGN_OR_RETURN(const std::string hours, ReadFile(folder + "/hours.tsv"));
  return FromTsv(holidays, hours, std::move(parent_of));
}

std::shared_ptr<const WorkCalendar> CalendarSet::ForUnit(std::string_view unit_id) const {
  for (const std::string& unit : Lineage(unit_id, parent_of_)) {
    if (auto found = calendars_.find(unit); found != calendars_.end()) return found->second;
  }
  return National();
}

}  // namespace motcua::law
