// The working calendars of all units: a national one and what places add to it.
//
// Two tables. holidays: one special day a row,
//   unit  day  kind  hours  name_vi  name_en  source  status
// kind = holiday | swap_dayoff | compensatory_off | swap_workday | closure | own_hours
//      | known_from | known_until    (national rows only: the announced span, each exactly once)
// hours: the weekly hours, one row per unit and days,
//   unit  days  hours  note
// days = "Mon" | "Mon-Fri" | "Sat,Sun"; hours = "07:00-11:30,13:30-17:00" or "" for none.
//
// `unit` is a unit id; "VN" is national. A row holds for the unit and everything under it; a nearer
// row wins over a farther one, day by day. A yearly notice is added by adding rows and moving
// known_until.
#ifndef MOTCUA_COMMON_LAW_CALENDAR_SET_H_
#define MOTCUA_COMMON_LAW_CALENDAR_SET_H_

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/law/calendar.h"

namespace motcua::law {

// The unit above `unit_id`; "" at the top.
using ParentOf = std::function<std::string(std::string_view unit_id)>;
// Without a unit tree: "19804.CA" is under "19804", everything else under "VN".
std::string ParentByIdAlone(std::string_view unit_id);

// Immutable, thread safe, cheap to copy (calendars are shared).
class CalendarSet {
 public:
  // INVALID_ARGUMENT LINE_INVALID (values: file, line, column, expected) names the first bad line;
  // then nothing is applied. `parent_of` is
  // only asked about units that have rows and is kept for ForUnit.
  static absl::StatusOr<CalendarSet> FromTsv(std::string_view holidays_tsv,
                                             std::string_view hours_tsv,
                                             ParentOf parent_of = ParentByIdAlone);
  // Reads holidays.tsv and hours.tsv in `folder`; the errors of ReadFile as well.
  static absl::StatusOr<CalendarSet> Load(const std::string& folder,
                                          ParentOf parent_of = ParentByIdAlone);

  // The calendar of the unit, or of the nearest unit above it that has one; the national one at the
  // last. Never null. Whether such a unit exists is the unit tree's business.
  std::shared_ptr<const WorkCalendar> ForUnit(std::string_view unit_id) const;
  std::shared_ptr<const WorkCalendar> National() const { return calendars_.at("VN"); }

 private:
  CalendarSet() = default;
  std::map<std::string, std::shared_ptr<const WorkCalendar>, std::less<>> calendars_;
  ParentOf parent_of_;
};

}  // namespace motcua::law

#endif  // MOTCUA_COMMON_LAW_CALENDAR_SET_H_
