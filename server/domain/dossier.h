// A dossier (hồ sơ) as a value: what is true of it after its latest event.
//
// A dossier is never changed in place. A command decides a changed copy (see decide.h); the event
// records the difference; storage writes both in one transaction. Field by field the struct is what
// EncodePublic/EncodePrivate (codec.h) write into events, so replaying events gives it back.
#ifndef MOTCUA_SERVER_DOMAIN_DOSSIER_H_
#define MOTCUA_SERVER_DOMAIN_DOSSIER_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/time.h"
#include "common/base/ulid.h"

namespace motcua::domain {

// States by their national status numbers; kVoided (a mistaken intake) has none.
enum class State : int {
  kNone = 0,  // before the first event
  kRegistered = 1,
  kReceived = 2,
  kRefused = 3,
  kProcessing = 4,
  kSupplementRequested = 5,
  kPaymentRequested = 6,
  kWithdrawn = 7,
  kStopped = 8,
  kResolved = 9,
  kResultDelivered = 10,
  kVoided = 11,
};
inline constexpr int kStateCount = 12;

enum class Channel : int { kNone = 0, kCounter = 1, kOnline = 2, kPost = 3 };
// Receiving against competent unit; fixed at receipt and again when the competent unit changes.
enum class Boundary : int { kNone = 0, kOwnCommune = 1, kOtherCommune = 2, kOtherProvince = 3 };
enum class Outcome : int { kNone = 0, kApproved = 1, kRejected = 2 };
enum class ApplicantKind : int {
  kNone = 0,
  kCitizen = 1,
  kEnterprise = 2,
  kAgency = 3,
  kOther = 4
};
// Against promised_due: on an earlier day; on that day in time; after it.
enum class Timeliness : int { kNone = 0, kEarly = 1, kOnTime = 2, kLate = 3 };
enum class PauseReason : int { kSupplement = 1, kPayment = 2, kStopped = 3 };
enum class TransferPurpose : int { kNone = 0, kDecision = 1, kResult = 2 };
// kExpired is written when an unanswered offer is offered again; until then an open offer whose
// time is past *counts* as expired (TransferStateAt).
enum class TransferState : int {
  kNone = 0,
  kOffered = 1,
  kTakenOver = 2,
  kDeclined = 3,
  kRecalled = 4,
  kExpired = 5,
};

// Identifies a dossier for ever: the unit that took it in, and a ULID. "19804-01JZ…" as text.
struct DossierKey {
  std::string unit;
  Ulid ulid;

  std::string ToString() const { return unit + "-" + ulid.ToString(); }
  auto operator<=>(const DossierKey&) const = default;
};

// Who files. Personal data: never in logs, errors or the public part of an event.
struct Applicant {
  ApplicantKind kind = ApplicantKind::kCitizen;
  std::string full_name;
  std::string identity_number;
  std::string phone;
  std::string address;
  std::string email;

  bool operator==(const Applicant&) const = default;
};

struct Component {
  int ordinal = 0;  // of the procedure's component; 0 for an extra paper
  std::string name;
  int copies = 1;
  std::string document_sha256;  // hex; empty when not scanned
  bool operator==(const Component&) const = default;
};

// One span in which the clock stands still.
struct Pause {
  Time from;
  std::optional<Time> until;  // absent while it lasts
  PauseReason reason = PauseReason::kSupplement;
  bool at_reception = false;  // asked before the dossier was in process
  bool operator==(const Pause&) const = default;
};

// What a printed slip promised. A later one supersedes it; none is forgotten.
struct ReceiptRecord {
  int number = 0;
  Time issued_at;
  Time promised_due;
  std::string procedure;
  int procedure_version = 0;
  std::string form;         // id of the form set in force
  std::string received_by;  // account
  bool operator==(const ReceiptRecord&) const = default;
};

struct Transfer {
  Ulid id;
  TransferState state = TransferState::kNone;
  TransferPurpose purpose = TransferPurpose::kNone;
  std::string from;
  std::string to;
  Time offered_at;
  Time due;  // until when it must be answered
  std::optional<Time> answered_at;
  std::string suggested;       // by the unit that declined; may be empty
  std::string content_sha256;  // hex, of the dossier when offered
  bool operator==(const Transfer&) const = default;
};

struct Dossier {
  DossierKey key;
  int64_t version = 0;  // counts events; the etag
  State state = State::kNone;
  std::string code;  // empty while only registered

  std::string procedure;
  int procedure_version = 0;
  std::string limit;  // law::TimeLimit as text, as the version had it at receipt
  Channel channel = Channel::kNone;
  Boundary boundary = Boundary::kNone;

  // Units, by id.
  std::string place;      // of the matter
  std::string receiving;  // == key.unit
  std::string competent;
  std::string returning;
  std::string holder;  // the one unit that answers for it
  std::string competence_rule;
  bool competence_chosen = false;  // another than the default, where law leaves a choice

  std::string officer;  // account; empty when nobody is assigned
  int step = 0;         // ordinal of the internal step; 0 before the competent unit works on it
  std::optional<Time> step_since;

  Time created_at;
  std::optional<Time> received_at;
  std::optional<Time> taken_over_at;  // by the competent unit, when it travelled
  std::optional<Time> resolved_at;
  std::optional<Time> delivered_at;

  std::optional<Time> promised_due;  // ngày hẹn trả: a fact, changed only by supplement or apology
  std::optional<Time> clock_start;  // of legal_due, by the rule in force at receipt
  std::optional<Time> legal_due;  // hạn giải quyết; absent before the start and while paused
  std::vector<Pause> pauses;
  int supplements_at_reception = 0;
  int supplements_in_appraisal = 0;
  int reappointments = 0;

  Outcome outcome = Outcome::kNone;
  Timeliness timeliness = Timeliness::kNone;
  std::string closed_by;  // unit that answered for it when it was resolved, withdrawn or stopped
  State closed_as = State::kNone;
  std::optional<Time> closed_at;

  int quantity = 1;
  int64_t fee_vnd = 0;
  int64_t asked_vnd = 0;  // by payment requests
  int64_t paid_vnd = 0;
  std::vector<Component> components;
  std::vector<ReceiptRecord> receipts;
  std::optional<Transfer> transfer;       // the latest
  std::vector<std::string> past_holders;  // in order, without repetition
  State state_before_pause =
      State::kNone;  // to which the dossier goes back; kNone while not paused

  // The latest event: who changed it, what and when.
  Time updated_at;
  std::string updated_by;  // account
  int updated_kind = 0;    // EventKind by number

  // The private part: encrypted at rest, erasable.
  Applicant applicant;
  std::string subject;
  std::string supplement_text;  // what was asked of the applicant last

  bool operator==(const Dossier&) const = default;

  bool IsPaused() const { return !pauses.empty() && !pauses.back().until; }
};

// Received and not taken out as a mistake: only these count.
bool IsCounted(const Dossier& d);
// Counted and neither resolved, withdrawn nor stopped.
bool IsOpen(const Dossier& d);
// Somebody still has something to do: what a queue shows.
bool IsInQueue(const Dossier& d);
// The state of an offer at `now`: an open one whose time is past counts as expired.
TransferState TransferStateAt(const Transfer& t, Time now);
// An offer that waits for an answer, expired or not.
bool HasPendingTransfer(const Dossier& d);

// Names of papers beyond the procedure's own (ordinal 0) are somebody's free text and belong to the
// private part: one a line, in order.
std::string ExtraPaperNames(const Dossier& d);
void SetExtraPaperNames(Dossier& d, std::string_view lines);

}  // namespace motcua::domain

#endif  // MOTCUA_SERVER_DOMAIN_DOSSIER_H_
