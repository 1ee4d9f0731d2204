// Dossiers and commands made by hand: what the domain decides, without its rules. For tests of what
// storage keeps, which must be right for whatever the domain hands it.
#ifndef MOTCUA_TESTS_SUPPORT_DOSSIER_HISTORY_H_
#define MOTCUA_TESTS_SUPPORT_DOSSIER_HISTORY_H_

#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "common/base/ulid.h"
#include "common/base/uuid.h"
#include "server/domain/dossier.h"
#include "server/domain/event.h"

namespace motcua::storage {

struct Step {
  domain::Dossier before;
  domain::Dossier after;
  domain::Event event;
};

class Maker {
 public:
  explicit Maker(Time start = At(MakeDay(2026, 8, 5), std::chrono::hours(8))) : now_(start) {}

  Time now() const { return now_; }
  void Advance(std::chrono::microseconds by) { now_ += by; }

  // A dossier received now in `unit`; `competent` "": the same unit.
  Step Receive(const std::string& unit, const std::string& competent = "",
               const std::string& procedure = "1.001193") {
    domain::Dossier d;
    d.key = {unit, ulids_.Next(now_)};
    d.procedure = procedure;
    d.procedure_version = 1;
    d.limit = "3 working days";
    d.channel = domain::Channel::kCounter;
    d.receiving = d.returning = d.holder = d.place = unit;
    d.competent = competent.empty() ? unit : competent;
    d.boundary = d.competent == unit                             ? domain::Boundary::kOwnCommune
                 : d.competent.substr(0, 2) == unit.substr(0, 2) ? domain::Boundary::kOtherCommune
                                                                 : domain::Boundary::kOtherProvince;
    d.created_at = now_;
    d.received_at = now_;
    d.promised_due = now_ + std::chrono::days(3);
    d.code = "H" + unit + "-" + FormatCompactDay(LocalDay(now_)) + "-" + std::to_string(++serial_);
    d.state = domain::State::kReceived;
    d.applicant.full_name = "Nguyễn Văn An";
    d.applicant.identity_number = "046085001234";
    d.applicant.phone = "+84912345678";
    d.applicant.address = "12 Lê Lợi";
    d.subject = "Đăng ký khai sinh";
    return Make(domain::Dossier(), d, domain::EventKind::kReceived);
  }

  // `change` applied to a copy of `before`, as one command.
  template <typename F>
  Step Change(const domain::Dossier& before, domain::EventKind kind, F change) {
    domain::Dossier after = before;
    change(after);
    return Make(before, after, kind);
  }

  Step Offer(const domain::Dossier& before, const std::string& to) {
    return Change(before, domain::EventKind::kOffered, [&](domain::Dossier& d) {
      domain::Transfer t;
      t.id = ulids_.Next(now_);
      t.state = domain::TransferState::kOffered;
      t.purpose = domain::TransferPurpose::kDecision;
      t.from = d.holder;
      t.to = to;
      t.offered_at = now_;
      t.due = now_ + std::chrono::hours(8);
      t.content_sha256 = std::string(64, 'a');
      d.transfer = t;
    });
  }
  Step Answer(const domain::Dossier& before, domain::TransferState answer) {
    const bool taken = answer == domain::TransferState::kTakenOver;
    const auto kind = taken                                        ? domain::EventKind::kTakenOver
                      : answer == domain::TransferState::kDeclined ? domain::EventKind::kDeclined
                                                                   : domain::EventKind::kRecalled;
    return Change(before, kind, [&](domain::Dossier& d) {
      d.transfer->state = answer;
      d.transfer->answered_at = now_;
      if (!taken) return;
      if (std::find(d.past_holders.begin(), d.past_holders.end(), d.holder) ==
          d.past_holders.end()) {
        d.past_holders.push_back(d.holder);
      }
      d.holder = d.transfer->to;
      if (d.state == domain::State::kReceived) d.state = domain::State::kProcessing;
    });
  }
  Step Resolve(const domain::Dossier& before) {
    return Change(before, domain::EventKind::kResolved, [&](domain::Dossier& d) {
      d.state = d.closed_as = domain::State::kResolved;
      d.resolved_at = now_;
      d.closed_by = d.holder;
      d.outcome = domain::Outcome::kApproved;
      d.timeliness = now_ > *d.promised_due                       ? domain::Timeliness::kLate
                     : LocalDay(now_) < LocalDay(*d.promised_due) ? domain::Timeliness::kEarly
                                                                  : domain::Timeliness::kOnTime;
    });
  }

  // A command that fits the state of `d`, chosen at random.
  Step Any(const domain::Dossier& d, const std::vector<std::string>& units, std::mt19937_64& rng);

  domain::Event InstallationEvent(domain::EventKind kind, const std::string& subject) {
    domain::Event e;
    e.kind = kind;
    e.subject = subject;
    e.actor = "admin";
    e.acted_at = e.recorded_at = now_;
    e.request_id = NewUuidV7(now_);
    return e;
  }

 private:
  Step Make(const domain::Dossier& before, domain::Dossier after, domain::EventKind kind) {
    after.version = before.version + 1;
    after.updated_at = now_;
    after.updated_by = "lan.nt";
    after.updated_kind = static_cast<int>(kind);
    domain::Event e;
    e.kind = kind;
    e.key = after.key;
    e.version = after.version;
    e.actor = "lan.nt";
    e.unit = after.holder;
    e.station = "spiffe://motcua/unit/" + after.holder + "/station/1";
    e.request_id = NewUuidV7(now_);
    e.request_hash = std::string(32, '\x7f');
    e.acted_at = e.recorded_at = now_;
    e.state_before = before.state;
    e.state_after = after.state;
    e.holder_after = after.holder;
    e.reason = "theo đề nghị của công dân";
    return {before, std::move(after), std::move(e)};
  }

  Time now_;
  UlidGenerator ulids_;
  int serial_ = 0;
};

inline Step Maker::Any(const domain::Dossier& d, const std::vector<std::string>& units,
                       std::mt19937_64& rng) {
  using domain::Dossier;
  using domain::EventKind;
  using domain::State;
  const auto pick = [&](int n) { return static_cast<int>(rng() % static_cast<uint64_t>(n)); };
  const auto unit = [&] {
    return units[static_cast<size_t>(pick(static_cast<int>(units.size())))];
  };
  const auto close = [&](State state, EventKind kind) {
    return Change(d, kind, [&](Dossier& x) {
      x.state = x.closed_as = state;
      x.closed_by = x.holder;
      if (x.IsPaused()) x.pauses.back().until = now_;
    });
  };
  if (domain::HasPendingTransfer(d)) {
    constexpr domain::TransferState kAnswers[] = {
        domain::TransferState::kTakenOver, domain::TransferState::kTakenOver,
        domain::TransferState::kDeclined, domain::TransferState::kRecalled};
    if (pick(5) == 0) return Offer(d, unit());  // the old one has expired
    return Answer(d, kAnswers[pick(4)]);
  }
  if (d.IsPaused()) {
    if (pick(6) == 0) return close(State::kWithdrawn, EventKind::kWithdrawn);
    return Change(d, EventKind::kResumed, [&](Dossier& x) {
      x.pauses.back().until = now_;
      x.state = x.state_before_pause;
      x.state_before_pause = State::kNone;
      *x.promised_due += now_ - x.pauses.back().from;
    });
  }
  if (d.state == State::kResolved && pick(2) == 0) {
    return Change(d, EventKind::kDelivered, [&](Dossier& x) {
      x.state = State::kResultDelivered;
      x.delivered_at = now_;
    });
  }
  if (d.closed_as != State::kNone) {
    return Change(d, EventKind::kReopened, [&](Dossier& x) {
      x.state = State::kProcessing;
      x.closed_as = State::kNone;
      x.closed_by.clear();
      x.timeliness = domain::Timeliness::kNone;
      x.resolved_at.reset();
      x.holder = x.competent;
      x.promised_due = now_ + std::chrono::days(1 + pick(9));
    });
  }
  switch (pick(10)) {
    case 0:
    case 1:
      return Offer(d, pick(2) == 0 ? d.competent : unit());
    case 2:
      return Change(d, EventKind::kSupplementRequested, [&](Dossier& x) {
        x.state_before_pause = x.state;
        x.state = State::kSupplementRequested;
        x.pauses.push_back({now_, std::nullopt, domain::PauseReason::kSupplement, false});
        x.supplement_text = "Bản sao giấy chứng sinh";
      });
    case 3:
      return close(State::kWithdrawn, EventKind::kWithdrawn);
    case 4:
      return close(State::kStopped, EventKind::kStopped);
    case 5:
      return Change(d, EventKind::kVoided, [&](Dossier& x) { x.state = State::kVoided; });
    case 6:
      return Change(d, EventKind::kCorrected, [&](Dossier& x) {
        x.procedure = x.procedure == "1.001193" ? "2.000815" : "1.001193";
        x.channel = static_cast<domain::Channel>(1 + pick(3));
        x.applicant.full_name = pick(2) == 0 ? "Nguyễn Thị Bình" : "Nguyễn Văn An";
        x.promised_due = now_ + std::chrono::days(pick(6));
      });
    case 7:
      return Change(d, EventKind::kAssigned, [&](Dossier& x) {
        x.officer = "minh.tv";
        x.state = State::kProcessing;
      });
    default:
      return Resolve(d);
  }
}

}  // namespace motcua::storage

#endif  // MOTCUA_TESTS_SUPPORT_DOSSIER_HISTORY_H_
