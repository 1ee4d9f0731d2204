// What each command is given, already parsed. Texts are valid UTF-8; their lengths and forms are
// checked by Decide (FIELD_INVALID with the field's path in the API).
#ifndef MOTCUA_SERVER_DOMAIN_INPUTS_H_
#define MOTCUA_SERVER_DOMAIN_INPUTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/base/time.h"
#include "server/domain/dossier.h"
#include "server/domain/transitions.h"

namespace motcua::domain {

struct Draft {
  std::string procedure;  // code
  std::string place;      // unit; "": the receiving unit's own place
  std::string receiving;  // unit; "": the actor's office
  std::string returning;  // unit; "": the receiving unit
  std::string competent;  // unit; "": the default of the competence rule
  Applicant applicant;
  std::string subject;
  std::vector<Component> components;  // empty: every required one, once
  int quantity = 1;
};

struct RegisterInput {
  Draft draft;
};
// A new dossier (draft set), or a registered one accepted as it is (no draft).
struct ReceiveInput {
  std::optional<Draft> draft;
  Channel channel = Channel::kCounter;
};
struct ServeNowInput {
  Draft draft;
  std::string signer;  // account of a head of the same office; "": the actor
  int64_t paid_vnd = 0;
};
// Refuse, RequestSupplement, Withdraw, Stop, Reopen, Void, Recall, TakeOver (the reason may be
// empty for TakeOver).
struct ReasonInput {
  Command command = Command::kRefuse;
  std::string reason;
};
struct AssignInput {
  std::string officer;
};
struct StepInput {
  bool back = false;
  int to_step = 0;  // when back; 0: the step before
  std::string reason;
};
struct ResumeInput {
  std::vector<Component> components;
  std::string reason;
};
struct PaymentInput {
  bool paid = false;  // recorded, not asked
  int64_t amount_vnd = 0;
  std::string reference;
  std::string reason;
};
struct ResolveInput {
  Outcome outcome = Outcome::kNone;
  std::string result_number;
  std::string reason;
};
struct DeliverInput {
  std::string recipient_name;  // "": the applicant
  std::string shown_paper;     // receipt, identity_paper, authorisation, post
  std::string authorisation;
};
struct CorrectInput {
  std::string reason;
  std::optional<Applicant> applicant;
  std::string procedure;
  std::string place;
  std::string subject;
};
struct ReappointInput {
  std::string reason;
  Time promised_due;
};
struct OfferInput {
  std::string to;  // "": the competent unit, or the returning one for a result
  std::string reason;
};
struct DeclineInput {
  std::string reason;
  std::string suggested;
};

using Input = std::variant<RegisterInput, ReceiveInput, ServeNowInput, ReasonInput, AssignInput,
                           StepInput, ResumeInput, PaymentInput, ResolveInput, DeliverInput,
                           CorrectInput, ReappointInput, OfferInput, DeclineInput>;

Command CommandOf(const Input& input);

}  // namespace motcua::domain

#endif  // MOTCUA_SERVER_DOMAIN_INPUTS_H_
