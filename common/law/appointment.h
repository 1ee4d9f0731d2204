// The two dates of a dossier: the appointment printed on the receipt and the legal start of the
// clock.
//
// The appointment (ngày hẹn trả) is made of legs that follow each other without a gap: waiting for
// the transfer of what came in after the cut-off, the way to the competent unit, the time limit,
// the way of the result back. It is computed once, at reception, and is a fact from then on. The
// legal due time (hạn giải quyết) is ComputeDue (clock.h) from LegalStart.
#ifndef MOTCUA_COMMON_LAW_APPOINTMENT_H_
#define MOTCUA_COMMON_LAW_APPOINTMENT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/time.h"
#include "common/law/calendar.h"
#include "common/law/regulation.h"
#include "common/law/time_limit.h"

namespace motcua::law {

enum class LegKind {
  kCutOffWait,  // received directly after 15:00: transferred at the start of the next working day
  kTransfer,    // the way to the competent unit
  kTimeLimit,   // the time limit of the procedure
  kReturn,      // the way of the result to the returning unit
};
std::string LegKindVi(LegKind kind);

struct Leg {
  LegKind kind = LegKind::kTimeLimit;
  Time from{};
  Time until{};
  friend bool operator==(const Leg&, const Leg&) = default;
};

struct Appointment {
  Time promised_due{};
  std::vector<Leg> legs;  // contiguous, from the reception to `promised_due`
  int regulation_version = 0;
  int64_t calendar_version = 0;
};

struct AppointmentInput {
  Time received_at{};
  TimeLimit limit;
  bool crosses = false;           // the competent unit is not the receiving unit
  bool returns = false;           // the result has to travel to the returning unit
  bool received_directly = true;  // at the counter or by post; false: online
};

// `calendar` is that of the competent unit. When the regulation keeps the transfer inside the limit
// (transfer_leg 0: the clock runs from reception), a crossing adds no leg. CALENDAR_UNKNOWN.
absl::StatusOr<Appointment> ComputeAppointment(const AppointmentInput& input,
                                               const Regulation& regulation,
                                               const WorkCalendar& calendar);

// When the electronic dossier is sent at the latest: at once, or at the start of the next working
// day for what was received directly after the cut-off or on a day off. CALENDAR_UNKNOWN.
absl::StatusOr<Time> LatestSending(Time received_at, bool received_directly,
                                   const Regulation& regulation, const WorkCalendar& calendar);

// When an offer made at `offered_at` expires if it is neither taken over nor declined: the
// regulation's take_over_limit (1 working day) of the offered unit's working time.
absl::StatusOr<Time> TransferDue(Time offered_at, const Regulation& regulation,
                                 const WorkCalendar& calendar);

// Where the deadline clock starts: the reception, or for a dossier whose competent unit is another
// one the take-over, if the regulation says so; none while that has not happened.
std::optional<Time> LegalStart(Time received_at, std::optional<Time> taken_over_at,
                               bool boundary_free, const Regulation& regulation);

}  // namespace motcua::law

#endif  // MOTCUA_COMMON_LAW_APPOINTMENT_H_
