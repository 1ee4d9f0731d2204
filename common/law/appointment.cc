#include "common/law/appointment.h"

#include "common/base/status_macros.h"
#include "common/law/clock.h"

namespace motcua::law {

absl::StatusOr<Time> LatestSending(Time received_at, bool received_directly,
                                   const Regulation& regulation, const WorkCalendar& calendar) {
  if (!received_directly) return received_at;
  const Day day = LocalDay(received_at);
  MOTCUA_ASSIGN_OR_RETURN(const bool working, calendar.IsWorkingDay(day));
  if (working && TimeOfDay(received_at) <= regulation.cut_off) return received_at;
  MOTCUA_ASSIGN_OR_RETURN(const Day next, calendar.NextWorkingDay(day));
  return calendar.StartOfWork(next);
}

absl::StatusOr<Appointment> ComputeAppointment(const AppointmentInput& input,
                                               const Regulation& regulation,
                                               const WorkCalendar& calendar) {
  using std::chrono::microseconds;
  Appointment appointment;
  appointment.regulation_version = regulation.version;
  appointment.calendar_version = calendar.version();
  Time at = input.received_at;
  const auto go = [&](LegKind kind, Time until) {
    appointment.legs.push_back({kind, at, until});
    at = until;
  };
  if (input.crosses && regulation.transfer_leg > microseconds{0}) {
    MOTCUA_ASSIGN_OR_RETURN(const Time sent,
                            LatestSending(at, input.received_directly, regulation, calendar));
    if (sent > at) go(LegKind::kCutOffWait, sent);
    MOTCUA_ASSIGN_OR_RETURN(const Time arrived,
                            calendar.AddWorkingTime(at, regulation.transfer_leg));
    go(LegKind::kTransfer, arrived);
  }
  ClockInput clock;
  clock.start = at;
  clock.limit = input.limit;
  clock.cut_off = regulation.cut_off;
  MOTCUA_ASSIGN_OR_RETURN(const Due due, ComputeDue(clock, calendar));
  go(LegKind::kTimeLimit, *due.due);
  if (input.returns && regulation.return_leg > microseconds{0}) {
    MOTCUA_ASSIGN_OR_RETURN(const Time returned,
                            calendar.AddWorkingTime(at, regulation.return_leg));
    go(LegKind::kReturn, returned);
  }
  appointment.promised_due = at;
  return appointment;
}

absl::StatusOr<Time> TransferDue(Time offered_at, const Regulation& regulation,
                                 const WorkCalendar& calendar) {
  return calendar.AddWorkingTime(offered_at, regulation.take_over_limit);
}

std::optional<Time> LegalStart(Time received_at, std::optional<Time> taken_over_at,
                               bool boundary_free, const Regulation& regulation) {
  if (!boundary_free || regulation.boundary_free_start == ClockStart::kAtReception) {
    return received_at;
  }
  return taken_over_at;
}

std::string LegKindVi(LegKind kind) {
  switch (kind) {
    case LegKind::kCutOffWait:
      return "nhận sau 15:00 hoặc vào ngày nghỉ, chuyển vào đầu ngày làm việc tiếp theo";
    case LegKind::kTransfer:
      return "chuyển hồ sơ đến cơ quan có thẩm quyền";
    case LegKind::kTimeLimit:
      return "thời hạn giải quyết";
    case LegKind::kReturn:
      return "chuyển kết quả về nơi trả kết quả";
  }
  return "";
}

}  // namespace motcua::law
