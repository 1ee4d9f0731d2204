// What the tests of the law share: the product's own calendar, times of the clock on the wall.
#ifndef MOTCUA_TESTS_UNIT_LAW_LAW_TESTING_H_
#define MOTCUA_TESTS_UNIT_LAW_LAW_TESTING_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "common/base/error.h"
#include "common/base/time.h"
#include "common/law/calendar_set.h"

namespace motcua::law {

inline std::string DataFolder() { return std::string(MOTCUA_SOURCE_DIR) + "/deploy/data"; }

// "2026-08-05 15:00" or "2026-08-05 15:00:01", Vietnam time.
inline Time T(std::string text) {
  text[10] = 'T';
  if (text.size() == 16) text += ":00";
  auto time = ParseTime(text + "+07:00");
  EXPECT_TRUE(time.ok()) << text;
  return time.value_or(Time{});
}

inline Day D(std::string_view text) {
  auto day = ParseDay(text);
  EXPECT_TRUE(day.ok()) << text;
  return day.value_or(Day{});
}

inline const WorkCalendar& National() {
  static const auto& set = *new absl::StatusOr<CalendarSet>(CalendarSet::Load(DataFolder()));
  EXPECT_TRUE(set.ok()) << set.status();
  static const auto& calendar = *new std::shared_ptr<const WorkCalendar>(set->National());
  return *calendar;
}

// "2026-08-05 15:00", so that a failed expectation can be read.
inline std::string Show(const absl::StatusOr<Time>& time) {
  if (!time.ok()) return ErrorReason(time.status());
  std::string text = FormatTime(*time);
  text[10] = ' ';
  return text.substr(0, text.find('+')).ends_with(":00") ? text.substr(0, 16)
                                                         : text.substr(0, text.find('+'));
}

}  // namespace motcua::law

#endif  // MOTCUA_TESTS_UNIT_LAW_LAW_TESTING_H_
