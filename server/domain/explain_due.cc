#include "common/base/status_macros.h"
#include "server/domain/making.h"

namespace motcua::domain {
namespace {

std::string StartsBecause(const Dossier& d, const law::Regulation& regulation) {
  const std::string by = " (" + regulation.name_vi + ")";
  if (d.competent == d.receiving) {
    return "Thời hạn giải quyết tính từ khi tiếp nhận đủ hồ sơ" + by + ".";
  }
  if (regulation.boundary_free_start == law::ClockStart::kAtReception) {
    return "Hồ sơ phi địa giới: thời hạn giải quyết tính từ khi tiếp nhận đủ hồ sơ" + by + ".";
  }
  const std::string rule =
      "Hồ sơ phi địa giới: thời hạn giải quyết tính từ khi cơ quan có thẩm quyền nhận được hồ sơ";
  return d.taken_over_at ? rule + by + "." : rule + by + "; cơ quan có thẩm quyền chưa nhận.";
}

}  // namespace

absl::StatusOr<DueExplanation> ExplainDue(const Dossier& dossier, const World& world, Time now) {
  if (!dossier.received_at) return Refused("DOSSIER_NOT_RECEIVED");
  DueExplanation explanation;
  MOTCUA_ASSIGN_OR_RETURN(const law::Regulation* regulation, RegulationOf(dossier));
  MOTCUA_ASSIGN_OR_RETURN(explanation.limit, law::ParseTimeLimit(dossier.limit));
  explanation.regulation = regulation->name_vi;
  explanation.starts_because = StartsBecause(dossier, *regulation);
  const auto calendar = world.calendars->ForUnit(dossier.competent);
  const law::AppointmentInput appointment{
      *dossier.received_at, explanation.limit, dossier.competent != dossier.receiving,
      dossier.returning != dossier.competent, dossier.channel != Channel::kOnline};
  MOTCUA_ASSIGN_OR_RETURN(law::Appointment promised,
                          law::ComputeAppointment(appointment, *regulation, *calendar));
  explanation.legs = std::move(promised.legs);

  law::ClockInput clock{dossier.clock_start, explanation.limit, regulation->cut_off, {}, {}};
  for (const Pause& p : dossier.pauses) {
    const law::PauseReason reason = p.reason == PauseReason::kPayment ? law::PauseReason::kPayment
                                    : p.reason == PauseReason::kStopped
                                        ? law::PauseReason::kStopped
                                        : law::PauseReason::kSupplement;
    clock.pauses.push_back({p.from, p.until, reason});
  }
  clock.holdings.push_back({*dossier.received_at, dossier.receiving});
  if (dossier.taken_over_at) clock.holdings.push_back({*dossier.taken_over_at, dossier.competent});
  MOTCUA_ASSIGN_OR_RETURN(explanation.days, law::Explain(clock, *calendar, now));
  return explanation;
}

}  // namespace motcua::domain
