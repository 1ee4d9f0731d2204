// What the parts of Decide share: a decision in the making and the checks common to all commands.
// Private to decide*.cc.
#ifndef MOTCUA_SERVER_DOMAIN_MAKING_H_
#define MOTCUA_SERVER_DOMAIN_MAKING_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/law/procedure.h"
#include "common/law/regulation.h"
#include "server/domain/decide.h"

namespace motcua::domain {

// The largest amount a command takes, in đồng: more is a slip of the finger.
inline constexpr int64_t kMostVnd = 1'000'000'000'000;

struct Making {
  const Dossier& before;
  const Context& context;
  Dossier after;
  Event event;

  Time now() const { return context.now; }
  Day today() const { return LocalDay(context.now); }
};

// Errors with their sentences; `reason` of the table of states included.
absl::Status Refused(std::string_view reason);
absl::Status Denied(std::string_view reason);
absl::Status NotFound(std::string_view reason, std::string_view what);

// 1 to `most` characters (0 allowed unless `required`), valid UTF-8.
absl::Status CheckText(std::string_view field, std::string_view text, size_t most, bool required);

// The version the dossier was received under. INTERNAL if the catalogue lost it.
absl::StatusOr<const law::ProcedureVersion*> VersionOf(const Dossier& d, const World& world);
// The set in force at receipt (at registration, while only registered).
absl::StatusOr<const law::Regulation*> RegulationOf(const Dossier& d);
// The step the dossier is at; null when at none.
const law::Step* StepOf(const Dossier& d, const law::ProcedureVersion& version);
// The first step of the kind; null if the version has none.
const law::Step* FirstStep(const law::ProcedureVersion& version, law::StepKind kind);
bool MayDoStep(const law::Step& step, RoleSet roles);

// Sets clock_start and legal_due from what the dossier knows.
absl::Status UpdateLegalDue(Dossier& d, const World& world);
// Stops the clock from `now` on.
void BeginPause(Dossier& d, PauseReason reason, bool at_reception, Time now);
// Moves the appointment by the time that `pause`, which has ended, took: working time, or elapsed
// time for limits in calendar days. A date that had passed before it began stays: late stays late.
absl::Status MoveAppointment(Dossier& d, const Pause& pause, const World& world);
// Ends the open pause and moves the appointment.
absl::Status EndPause(Dossier& d, const World& world, Time now);
// Writes down that a slip with the present appointment is issued.
absl::Status IssueReceipt(Making& m);
// Opens a transfer; the dossier has no pending one, or an expired one that is offered again.
absl::Status OpenTransfer(Making& m, TransferPurpose purpose, const std::string& to);
// Ends the counting of an open dossier.
void Close(Dossier& d, State as, Time now);
absl::Status RefuseWhilePending(const Dossier& d);
absl::Status NeedCompetentHolder(const Dossier& d);
// Whether the regulation leaves another request at this stage, another appointment.
bool MayAskSupplement(const Dossier& d);
bool MayReappoint(const Dossier& d);

// The parts of Decide, by meaning.
absl::Status DecideRegister(Making& m, const RegisterInput& input);
absl::Status DecideReceive(Making& m, const ReceiveInput& input);
absl::Status DecideServeNow(Making& m, const ServeNowInput& input);
absl::Status DecideAssign(Making& m, const AssignInput& input);
absl::Status DecideStep(Making& m, const StepInput& input);
absl::Status DecideResolve(Making& m, const ResolveInput& input);
absl::Status DecideDeliver(Making& m, const DeliverInput& input);
absl::Status DecideRequestSupplement(Making& m, const ReasonInput& input);
absl::Status DecideResume(Making& m, const ResumeInput& input);
absl::Status DecidePayment(Making& m, const PaymentInput& input);
absl::Status DecideClosing(Making& m, const ReasonInput& input);  // refuse, withdraw, stop, void
absl::Status DecideReopen(Making& m, const ReasonInput& input);
absl::Status DecideCorrect(Making& m, const CorrectInput& input);
absl::Status DecideReappoint(Making& m, const ReappointInput& input);
absl::Status DecideOffer(Making& m, const OfferInput& input);
absl::Status DecideTakeOver(Making& m, const ReasonInput& input);
absl::Status DecideDecline(Making& m, const DeclineInput& input);
absl::Status DecideRecall(Making& m, const ReasonInput& input);

// Shared by intake and correction: procedure, place and units of `draft`, checked, put into
// `after`.
absl::Status PlaceDossier(Making& m, const Draft& draft, Day day);
// Checked and normalised; `field` is the path of the applicant in the request.
absl::StatusOr<Applicant> CheckApplicant(std::string_view field, const Applicant& applicant,
                                         Day today);
absl::StatusOr<std::vector<Component>> CheckComponents(std::string_view field,
                                                       const std::vector<Component>& given,
                                                       const law::ProcedureVersion& version,
                                                       bool whole);
// Appointment, legal due time, receipt and, where needed, the offer of a dossier received at
// `received_at`.
absl::Status StartDossier(Making& m, Time received_at);
// Nobody has worked on it yet: a wrong procedure can still be put right.
bool IsUntouched(const Dossier& d);

}  // namespace motcua::domain

#endif  // MOTCUA_SERVER_DOMAIN_MAKING_H_
