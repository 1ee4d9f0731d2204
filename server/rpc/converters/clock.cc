#include "server/rpc/converters/clock.h"

#include <chrono>
#include <string>

#include "common/base/time.h"
#include "common/law/time_limit.h"
#include "server/rpc/converters/names.h"
#include "server/rpc/converters/time.h"

namespace motcua::rpc {
namespace {

using std::chrono::microseconds;
using std::chrono::minutes;

void AddReason(const std::string& why, v1::DayAccount& to) {
  if (why.empty()) return;
  std::string& reasons = *to.mutable_not_counted_because();
  if (("; " + reasons + ";").find("; " + why + ";") != std::string::npos) return;
  reasons += (reasons.empty() ? "" : "; ") + why;
}

// Whether a further line belongs into the message of the line before it.
bool Continues(const v1::DayAccount& to, const std::string& day, const law::DayAccount& line) {
  if (to.day() != day) return false;
  const std::string unit = UnitName(line.unit);
  return unit.empty() || to.charged_unit().empty() || to.charged_unit() == unit;
}

}  // namespace

std::string_view LegKindToProto(law::LegKind kind) {
  switch (kind) {
    case law::LegKind::kCutOffWait:
      return "reception";
    case law::LegKind::kTransfer:
      return "transfer";
    case law::LegKind::kTimeLimit:
      return "time_limit";
    case law::LegKind::kReturn:
      return "return";
  }
  return {};
}

v1::AppointmentLeg LegToProto(const law::Leg& leg) {
  v1::AppointmentLeg to;
  to.set_kind(std::string(LegKindToProto(leg.kind)));
  *to.mutable_from_time() = TimeToProto(leg.from);
  *to.mutable_until_time() = TimeToProto(leg.until);
  to.set_because(law::LegKindVi(leg.kind));
  return to;
}

std::vector<v1::DayAccount> DaysToProto(const std::vector<law::DayAccount>& lines) {
  std::vector<v1::DayAccount> days;
  microseconds total{};
  int64_t told = 0;  // whole minutes of `total` already in `days`
  for (const law::DayAccount& line : lines) {
    const std::string day = FormatDay(line.day);
    if (days.empty() || !Continues(days.back(), day, line)) {
      days.emplace_back();
      days.back().set_day(day);
    }
    v1::DayAccount& to = days.back();
    total += line.counted;
    const int64_t whole = std::chrono::floor<minutes>(total).count();
    to.set_counted_minutes(to.counted_minutes() + static_cast<int32_t>(whole - told));
    told = whole;
    if (line.counted.count() != 0) to.set_charged_unit(UnitName(line.unit));
    AddReason(line.why_vi, to);
  }
  return days;
}

v1::DueTimeExplanation DueTimeToProto(const app::DueView& view) {
  const domain::Dossier& dossier = view.dossier;
  const domain::DueExplanation& from = view.explanation;
  v1::DueTimeExplanation to;
  if (dossier.promised_due) *to.mutable_promised_due() = TimeToProto(*dossier.promised_due);
  if (dossier.legal_due) *to.mutable_legal_due() = TimeToProto(*dossier.legal_due);
  to.set_paused(dossier.IsPaused());
  for (const law::Leg& leg : from.legs) *to.add_legs() = LegToProto(leg);
  for (v1::DayAccount& day : DaysToProto(from.days)) *to.add_days() = std::move(day);
  to.set_time_limit(law::TimeLimitVi(from.limit));
  to.set_regulation(from.regulation);
  to.set_starts_because(from.starts_because);
  return to;
}

}  // namespace motcua::rpc
