// The life cycle as one table: state × command → new state, or the reason of the refusal; and for
// each command who may give it, what it does to the clock, and which event it leaves.
//
// State numbers and the moves between them follow the national status list of the one-stop systems
// (1 Mới đăng ký … 10 Đã trả kết quả). The table is printed whole as a golden file.
#ifndef MOTCUA_SERVER_DOMAIN_TRANSITIONS_H_
#define MOTCUA_SERVER_DOMAIN_TRANSITIONS_H_

#include <string>
#include <string_view>

#include "server/domain/dossier.h"
#include "server/domain/event.h"
#include "server/domain/roles.h"

namespace motcua::domain {

enum class Command : int {
  kRegister = 0,
  kReceive,
  kRefuse,
  kAssign,
  kAdvance,
  kSendBack,
  kRequestSupplement,
  kResume,
  kRequestPayment,
  kRecordPayment,
  kResolve,
  kDeliver,
  kWithdraw,
  kStop,
  kReopen,
  kCorrect,
  kVoid,
  kReappoint,
  kServeNow,
  kOffer,
  kTakeOver,
  kDecline,
  kRecall,
};
inline constexpr int kCommandCount = 23;

enum class ClockEffect : int {
  kNone,
  kStart,     // starts, by the rule in force at receipt
  kPause,     // stands still from now on
  kContinue,  // runs again
  kStop,      // closed
  kNewDate,   // the appointment is given anew
};

// Where a command leads.
struct Transition {
  enum class Kind : int {
    kRefused,  // `reason` says why
    kTo,       // to `state`
    kSame,     // the state stays
    kBack,     // to the state before the pause
    kIfPaid,   // as kBack once all that was asked is paid, else kSame
  };
  Kind kind = Kind::kRefused;
  State state = State::kNone;
  std::string_view reason;

  bool allowed() const { return kind != Kind::kRefused; }
};

struct CommandRule {
  Command command;
  std::string_view name;  // as in permitted_commands, for example REQUEST_SUPPLEMENT
  EventKind event;
  RoleSet roles;          // one of these
  RelationSet relations;  // the person's office is one of these to the dossier; 0: no dossier yet
  std::string_view wrong_relation;  // reason when it is none of them
  ClockEffect clock;
};

const Transition& TransitionFor(State state, Command command);
const CommandRule& RuleFor(Command command);

// REGISTERED, RECEIVED … VOIDED; NONE before the first event.
std::string_view StateName(State state);
// The national names verbatim, for example "Đang xử lý".
std::string_view StateNameVi(State state);
std::string_view CommandName(Command command);

// The whole table as tab-separated text, one line a cell, for the golden file.
std::string PrintTransitions();

}  // namespace motcua::domain

#endif  // MOTCUA_SERVER_DOMAIN_TRANSITIONS_H_
