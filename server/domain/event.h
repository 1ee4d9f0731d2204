// Events: one entry of the append-only log for each command.
#ifndef MOTCUA_SERVER_DOMAIN_EVENT_H_
#define MOTCUA_SERVER_DOMAIN_EVENT_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "common/base/time.h"
#include "server/domain/dossier.h"

namespace motcua::domain {

enum class EventKind : int {
  kNone = 0,
  kRegistered = 1,
  kReceived = 2,
  kRefused = 3,
  kAssigned = 4,
  kAdvanced = 5,
  kSentBack = 6,
  kSupplementRequested = 7,
  kResumed = 8,
  kPaymentRequested = 9,
  kPaymentRecorded = 10,
  kResolved = 11,
  kDelivered = 12,
  kWithdrawn = 13,
  kStopped = 14,
  kReopened = 15,
  kCorrected = 16,
  kVoided = 17,
  kReappointed = 18,
  kServedNow = 19,
  kOffered = 20,
  kTakenOver = 21,
  kDeclined = 22,
  kRecalled = 23,
  kReceiptReprinted = 24,
  // Events of the installation; they belong to no dossier.
  kAccountCreated = 40,
  kAccountUpdated = 41,
  kPasswordReset = 42,
  kPasswordChanged = 43,
  kStationCreated = 44,
  kStationEnrolled = 45,
  kStationRevoked = 46,
  kSignedIn = 47,
  kSignedOut = 48,
  kReferenceImported = 49,
  kProvisioned = 50,
  kFiguresRepaired = 51,
};

// Upper snake case, for example TAKEN_OVER.
std::string_view EventKindName(EventKind kind);
// Vietnamese words, for example "Tiếp nhận bàn giao".
std::string_view EventKindNameVi(EventKind kind);

// Who acts, proven on every call.
struct Actor {
  std::string account;       // name, for example "lan.nt"
  std::string unit;          // of the person
  std::string office;        // UnitTree::OfficeOf(unit)
  uint32_t roles = 0;        // bits 1 << Role
  std::string station;       // SPIFFE id
  std::string station_unit;  // the person's unit lies under it
};

// One entry. `before` and `after` are the whole dossier; codec.h turns the pair into the stored
// public and private bytes and back.
struct Event {
  EventKind kind = EventKind::kNone;
  DossierKey key;       // ulid all zero for events of the installation
  std::string subject;  // for these: "accounts/…", "stations/…", "units" …
  int64_t version = 0;  // of the dossier after it
  std::string actor;    // account; "" for the installation's own tools
  std::string unit;     // office of the actor
  std::string station;
  std::string request_id;    // UUID; unique per unit
  std::string request_hash;  // keyed hash of the request's content, bytes
  Time acted_at;             // drives the clock
  Time recorded_at;          // never earlier than that of the entry before it in the log
  State state_before = State::kNone;
  State state_after = State::kNone;
  std::string holder_after;
  std::map<std::string, std::string> facts;  // public, by name
  std::string reason;                        // private free text
  std::map<std::string, std::string> private_facts;
};

}  // namespace motcua::domain

#endif  // MOTCUA_SERVER_DOMAIN_EVENT_H_
