#include "common/law/appointment.h"

#include <gtest/gtest.h>

#include "common/law/clock.h"
#include "tests/unit/law/law_testing.h"

namespace motcua::law {
namespace {

const Regulation& At(const char* day) { return **RegulationAt(D(day)); }

TEST(RegulationTest, EachDayHasItsSet) {
  struct Row {
    const char* day;
    const char* id;
    ClockStart start;
    FormSet forms;
    bool nationwide;
  };
  const Row rows[] = {
      {"2025-07-01", "118/2025/NĐ-CP", ClockStart::kAtReception, FormSet::kCircular01Of2018, false},
      {"2025-09-14", "118/2025/NĐ-CP", ClockStart::kAtReception, FormSet::kCircular01Of2018, false},
      {"2025-09-15", "03/2025/TT-VPCP", ClockStart::kAtReception, FormSet::kCircular03Of2025,
       false},
      {"2026-08-04", "03/2025/TT-VPCP", ClockStart::kAtReception, FormSet::kCircular03Of2025,
       false},
      {"2026-08-05", "309/2026/NĐ-CP", ClockStart::kAtTakeOver, FormSet::kCircular03Of2025, true},
      {"2030-01-01", "309/2026/NĐ-CP", ClockStart::kAtTakeOver, FormSet::kCircular03Of2025, true},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.day);
    const Regulation& regulation = At(row.day);
    EXPECT_EQ(regulation.id, row.id);
    EXPECT_EQ(regulation.boundary_free_start, row.start);
    EXPECT_EQ(regulation.forms, row.forms);
    EXPECT_EQ(regulation.nationwide_boundary_free, row.nationwide);
    EXPECT_EQ(regulation.cut_off, std::chrono::hours{15});
    EXPECT_FALSE(regulation.sources.empty());
  }
  EXPECT_EQ(ErrorReason(RegulationAt(D("2025-06-30")).status()), "REGULATION_UNKNOWN");
}

TEST(RegulationTest, NumbersTheFormsOfItsSet) {
  struct Row {
    Form form;
    const char* old_number;
    const char* new_number;
  };
  const Row rows[] = {
      {Form::kReceipt, "Mẫu số 01", "Mẫu số 01"},
      {Form::kSupplement, "Mẫu số 02", "Mẫu số 02"},
      {Form::kRefusal, "Mẫu số 03", "Mẫu số 03"},
      {Form::kApology, "Mẫu số 04", "Mẫu số 04"},
      {Form::kStopNotice, "FORM_NOT_IN_SET", "Mẫu số 05"},
      {Form::kControlSlip, "Mẫu số 05", "Mẫu số 06"},
      {Form::kBook, "Mẫu số 06", "Mẫu số 07"},
  };
  const auto number = [](FormSet set, Form form) {
    const auto text = FormNumberVi(set, form);
    return text.ok() ? *text : ErrorReason(text.status());
  };
  for (const Row& row : rows) {
    EXPECT_EQ(number(FormSet::kCircular01Of2018, row.form), row.old_number);
    EXPECT_EQ(number(FormSet::kCircular03Of2025, row.form), row.new_number);
    EXPECT_FALSE(FormTitleVi(FormSet::kCircular03Of2025, row.form).empty());
  }
  EXPECT_EQ(FormTitleVi(FormSet::kCircular03Of2025, Form::kReceipt),
            "Giấy tiếp nhận hồ sơ và hẹn trả kết quả");
  EXPECT_NE(FormTitleVi(FormSet::kCircular01Of2018, Form::kApology),
            FormTitleVi(FormSet::kCircular03Of2025, Form::kApology));
}

TEST(AppointmentTest, AddsTheLegsOfTheRegulation) {
  struct Row {
    const char* regulation;
    const char* received;
    const char* limit;
    bool crosses, returns, directly;
    const char* legs;
  };
  const Row rows[] = {
      {"2025-07-01", "2025-07-01 09:00", "3wd", false, false, true, "limit 2025-07-04 09:00"},
      {"2025-07-01", "2025-07-01 16:00", "3wd", false, false, true, "limit 2025-07-04 16:00"},
      {"2025-07-01", "2025-07-01 16:00", "3wd", true, true, true,
       "limit 2025-07-04 16:00 | return 2025-07-07 16:00"},
      {"2025-07-01", "2025-07-01 10:00", "1wd!", false, false, true, "limit 2025-07-01 17:00"},
      {"2025-07-01", "2025-07-01 15:30", "1wd!", false, false, true, "limit 2025-07-02 17:00"},
      {"2026-08-05", "2026-08-05 09:00", "3wd", false, false, true, "limit 2026-08-10 09:00"},
      {"2026-08-05", "2026-08-05 09:00", "3wd", true, true, true,
       "transfer 2026-08-06 09:00 | limit 2026-08-11 09:00 | return 2026-08-12 09:00"},
      {"2026-08-05", "2026-08-05 15:00", "3wd", true, false, true,
       "transfer 2026-08-06 15:00 | limit 2026-08-11 15:00"},
      {"2026-08-05", "2026-08-05 15:01", "3wd", true, false, true,
       "wait 2026-08-06 07:00 | transfer 2026-08-06 17:00 | limit 2026-08-11 17:00"},
      {"2026-08-05", "2026-08-05 15:01", "3wd", true, false, false,
       "transfer 2026-08-06 15:01 | limit 2026-08-11 15:01"},
      {"2026-08-05", "2026-08-05 16:00", "1wd!", true, true, true,
       "wait 2026-08-06 07:00 | transfer 2026-08-06 17:00 | limit 2026-08-07 17:00 | return "
       "2026-08-10 17:00"},
      {"2026-08-05", "2026-08-08 09:00", "20d", true, false, true,
       "wait 2026-08-10 07:00 | transfer 2026-08-10 17:00 | limit 2026-09-03 17:00"},
  };
  for (const Row& row : rows) {
    const AppointmentInput input{T(row.received), *ParseTimeLimit(row.limit), row.crosses,
                                 row.returns, row.directly};
    const auto appointment = ComputeAppointment(input, At(row.regulation), National());
    ASSERT_TRUE(appointment.ok()) << appointment.status();
    std::string legs;
    Time at = input.received_at;
    for (const Leg& leg : appointment->legs) {
      static constexpr const char* kNames[] = {"wait ", "transfer ", "limit ", "return "};
      legs += (legs.empty() ? "" : " | ") + std::string(kNames[static_cast<int>(leg.kind)]) +
              Show(leg.until);
      EXPECT_EQ(leg.from, at);
      at = leg.until;
      EXPECT_FALSE(LegKindVi(leg.kind).empty());
    }
    EXPECT_EQ(legs, row.legs) << row.received << " " << row.limit;
    EXPECT_EQ(appointment->promised_due, at);
    EXPECT_EQ(appointment->regulation_version, At(row.regulation).version);
    EXPECT_EQ(appointment->calendar_version, National().version());
  }
}

TEST(AppointmentTest, IsRefusedWhereTheCalendarEnds) {
  const AppointmentInput input{T("2026-12-30 09:00"), *ParseTimeLimit("3wd"), false, false, true};
  EXPECT_EQ(ErrorReason(ComputeAppointment(input, At("2026-12-30"), National()).status()),
            "CALENDAR_UNKNOWN");
}

TEST(LegalStartTest, FollowsTheRegulation) {
  const Time received = T("2026-08-05 09:00");
  const Time taken = T("2026-08-05 14:00");
  EXPECT_EQ(LegalStart(received, taken, false, At("2026-08-05")), received);
  EXPECT_EQ(LegalStart(received, taken, true, At("2026-08-05")), taken);
  EXPECT_EQ(LegalStart(received, std::nullopt, true, At("2026-08-05")), std::nullopt);
  EXPECT_EQ(LegalStart(received, taken, true, At("2026-08-04")), received);
  EXPECT_EQ(LegalStart(received, std::nullopt, true, At("2025-07-01")), received);
}

TEST(TransferTest, HasItsOwnLimit) {
  const Regulation& regulation = At("2026-08-05");
  EXPECT_EQ(Show(TransferDue(T("2026-08-05 10:00"), regulation, National())), "2026-08-06 10:00");
  EXPECT_EQ(Show(LatestSending(T("2026-08-05 15:00"), true, regulation, National())),
            "2026-08-05 15:00");
  EXPECT_EQ(Show(LatestSending(T("2026-08-05 15:01"), true, regulation, National())),
            "2026-08-06 07:00");
  EXPECT_EQ(Show(LatestSending(T("2026-08-05 15:01"), false, regulation, National())),
            "2026-08-05 15:01");
  EXPECT_EQ(Show(LatestSending(T("2026-08-08 08:00"), true, regulation, National())),
            "2026-08-10 07:00");
}

}  // namespace
}  // namespace motcua::law
