#include "server/domain/decide.h"

#include <algorithm>
#include <utility>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "server/domain/making.h"

namespace motcua::domain {
namespace {

absl::Status CheckEtag(const Dossier& before, std::string_view etag) {
  if (etag.empty()) {
    return MakeError(absl::StatusCode::kInvalidArgument, "ETAG_MISSING",
                     "etag: give back the etag of the dossier as last seen", {{"field", "etag"}});
  }
  if (etag == std::to_string(before.version)) return absl::OkStatus();
  return MakeError(
      absl::StatusCode::kAborted, "ETAG_MISMATCH",
      "the dossier has been changed since it was last seen; read it again and decide anew",
      {{"actor", before.updated_by},
       {"time", FormatTime(before.updated_at)},
       {"event", std::string(EventKindName(static_cast<EventKind>(before.updated_kind)))},
       {"etag", std::to_string(before.version)}});
}

// The relations that a command asks for. Who only hands out a result does not reopen the decision:
// a holder other than the competent unit may reopen only what never reached that unit.
RelationSet RelationsFor(const CommandRule& rule, const Dossier& d) {
  const bool reached = d.competent == d.receiving || d.taken_over_at.has_value();
  return rule.command == Command::kReopen && reached ? kCompetentUnit : rule.relations;
}

absl::Status CheckRelation(const Dossier& before, Command command, const Actor& actor) {
  const RelationSet relations = RelationsOf(actor.office, before);
  if (relations == 0) return NotFound("DOSSIER_NOT_FOUND", "there is no such dossier");
  const CommandRule& rule = RuleFor(command);
  // A command that makes a dossier has no relation to ask for; the state refuses it.
  const RelationSet asked = RelationsFor(rule, before);
  if (asked == 0 || (relations & asked) != 0) return absl::OkStatus();
  // Whoever answers an offer that is already answered is told that, not that it was never asked.
  const bool answers = command == Command::kTakeOver || command == Command::kDecline;
  if (answers && before.transfer && before.transfer->to == actor.office) return absl::OkStatus();
  return Denied(rule.wrong_relation);
}

absl::Status CheckMay(const Dossier& before, std::string_view etag, Command command,
                      const Actor& actor) {
  const CommandRule& rule = RuleFor(command);
  const Transition& t = TransitionFor(before.state, command);
  if (before.version == 0 && !t.allowed()) {
    return NotFound("DOSSIER_NOT_FOUND", "there is no such dossier");
  }
  if (before.version > 0) MOTCUA_RETURN_IF_ERROR(CheckRelation(before, command, actor));
  if ((actor.roles & rule.roles) == 0) return Denied("ROLE_MISSING");
  if (before.version > 0) MOTCUA_RETURN_IF_ERROR(CheckEtag(before, etag));
  return t.allowed() ? absl::OkStatus() : Refused(t.reason);
}

void MoveState(Making& m, Command command) {
  const Transition& t = TransitionFor(m.before.state, command);
  switch (t.kind) {
    case Transition::Kind::kTo:
      m.after.state = t.state;
      break;
    case Transition::Kind::kBack:
      m.after.state = m.before.state_before_pause;
      break;
    // What is paid is known only after the part has run; it moves the state itself.
    case Transition::Kind::kIfPaid:
    case Transition::Kind::kSame:
    case Transition::Kind::kRefused:
      break;
  }
}

absl::Status DecideReason(Making& m, const ReasonInput& input) {
  switch (input.command) {
    case Command::kRequestSupplement:
      return DecideRequestSupplement(m, input);
    case Command::kReopen:
      return DecideReopen(m, input);
    case Command::kTakeOver:
      return DecideTakeOver(m, input);
    case Command::kRecall:
      return DecideRecall(m, input);
    default:
      return DecideClosing(m, input);
  }
}

struct Part {
  Making& m;

  absl::Status operator()(const RegisterInput& i) { return DecideRegister(m, i); }
  absl::Status operator()(const ReceiveInput& i) { return DecideReceive(m, i); }
  absl::Status operator()(const ServeNowInput& i) { return DecideServeNow(m, i); }
  absl::Status operator()(const ReasonInput& i) { return DecideReason(m, i); }
  absl::Status operator()(const AssignInput& i) { return DecideAssign(m, i); }
  absl::Status operator()(const StepInput& i) { return DecideStep(m, i); }
  absl::Status operator()(const ResumeInput& i) { return DecideResume(m, i); }
  absl::Status operator()(const PaymentInput& i) { return DecidePayment(m, i); }
  absl::Status operator()(const ResolveInput& i) { return DecideResolve(m, i); }
  absl::Status operator()(const DeliverInput& i) { return DecideDeliver(m, i); }
  absl::Status operator()(const CorrectInput& i) { return DecideCorrect(m, i); }
  absl::Status operator()(const ReappointInput& i) { return DecideReappoint(m, i); }
  absl::Status operator()(const OfferInput& i) { return DecideOffer(m, i); }
  absl::Status operator()(const DeclineInput& i) { return DecideDecline(m, i); }
};

void Finish(Making& m, Command command) {
  Dossier& after = m.after;
  const Dossier& before = m.before;
  after.version = before.version + 1;
  after.updated_at = m.now();
  after.updated_by = m.context.actor.account;
  after.updated_kind = static_cast<int>(RuleFor(command).event);
  if (!before.holder.empty() && before.holder != after.holder) {
    std::erase(after.past_holders, before.holder);
    after.past_holders.push_back(before.holder);
  }
  std::erase(after.past_holders, after.holder);

  Event& e = m.event;
  e.kind = RuleFor(command).event;
  e.key = after.key;
  e.version = after.version;
  e.actor = m.context.actor.account;
  e.unit = m.context.actor.office;
  e.station = m.context.actor.station;
  e.acted_at = m.now();
  e.recorded_at = m.now();
  e.state_before = before.state;
  e.state_after = after.state;
  e.holder_after = after.holder;
}

// Conditions beyond the table that a caller can see beforehand.
bool CanNow(const Dossier& d, Command command, RoleSet roles, const World& world, Time now) {
  const bool pending = HasPendingTransfer(d);
  const bool competent_holds = d.holder == d.competent;
  const auto version = VersionOf(d, world);
  const law::Step* step = version.ok() ? StepOf(d, **version) : nullptr;
  switch (command) {
    case Command::kAssign:
      return !pending && competent_holds;
    case Command::kAdvance:
      if (pending || step == nullptr || !MayDoStep(*step, roles)) return false;
      if (d.state == State::kResolved) return step->kind == law::StepKind::kNumberAndSeal;
      return competent_holds && step->kind != law::StepKind::kSign &&
             step->kind != law::StepKind::kReturn;
    case Command::kSendBack:
      return !pending && competent_holds && d.step > 2 && step != nullptr &&
             MayDoStep(*step, roles);
    case Command::kResolve:
      return !pending && competent_holds && step != nullptr && step->kind == law::StepKind::kSign;
    case Command::kDeliver:
      return !pending && d.holder == d.returning;
    case Command::kRequestSupplement:
      return !pending && MayAskSupplement(d);
    case Command::kRequestPayment:
      return !pending;
    case Command::kStop:
      return !pending && d.received_at.has_value();
    case Command::kReappoint:
      return MayReappoint(d);
    case Command::kRefuse:
      return !d.received_at;
    case Command::kReopen:
      return d.received_at.has_value();
    case Command::kVoid:
      return !pending && IsUntouched(d);
    case Command::kOffer:
      if (pending) return TransferStateAt(*d.transfer, now) == TransferState::kExpired;
      return d.state == State::kResolved ? d.holder != d.returning : !competent_holds;
    case Command::kTakeOver:
      return pending && TransferStateAt(*d.transfer, now) == TransferState::kOffered;
    case Command::kDecline:
    case Command::kRecall:
      return pending;
    default:
      return true;
  }
}

}  // namespace

Command CommandOf(const Input& input) {
  struct Visitor {
    Command operator()(const RegisterInput&) const { return Command::kRegister; }
    Command operator()(const ReceiveInput&) const { return Command::kReceive; }
    Command operator()(const ServeNowInput&) const { return Command::kServeNow; }
    Command operator()(const ReasonInput& i) const { return i.command; }
    Command operator()(const AssignInput&) const { return Command::kAssign; }
    Command operator()(const StepInput& i) const {
      return i.back ? Command::kSendBack : Command::kAdvance;
    }
    Command operator()(const ResumeInput&) const { return Command::kResume; }
    Command operator()(const PaymentInput& i) const {
      return i.paid ? Command::kRecordPayment : Command::kRequestPayment;
    }
    Command operator()(const ResolveInput&) const { return Command::kResolve; }
    Command operator()(const DeliverInput&) const { return Command::kDeliver; }
    Command operator()(const CorrectInput&) const { return Command::kCorrect; }
    Command operator()(const ReappointInput&) const { return Command::kReappoint; }
    Command operator()(const OfferInput&) const { return Command::kOffer; }
    Command operator()(const DeclineInput&) const { return Command::kDecline; }
  };
  return std::visit(Visitor{}, input);
}

absl::StatusOr<Decision> Decide(const Dossier& before, std::string_view etag, const Input& input,
                                const Context& context) {
  const Command command = CommandOf(input);
  MOTCUA_RETURN_IF_ERROR(CheckMay(before, etag, command, context.actor));
  Making m{before, context, before, {}};
  MoveState(m, command);
  MOTCUA_RETURN_IF_ERROR(std::visit(Part{m}, input));
  Finish(m, command);
  return Decision{std::move(m.after), std::move(m.event)};
}

std::vector<Command> PermittedCommands(const Dossier& dossier, const Actor& actor,
                                       const World& world, Time now) {
  std::vector<Command> commands;
  const RelationSet relations = RelationsOf(actor.office, dossier);
  for (int i = 0; i < kCommandCount; ++i) {
    const auto command = static_cast<Command>(i);
    const CommandRule& rule = RuleFor(command);
    const RelationSet asked = RelationsFor(rule, dossier);
    if ((relations & asked) == 0 || (actor.roles & rule.roles) == 0) continue;
    if (!TransitionFor(dossier.state, command).allowed()) continue;
    if (CanNow(dossier, command, actor.roles, world, now)) commands.push_back(command);
  }
  return commands;
}

}  // namespace motcua::domain
