// Random histories: whatever people do, in whatever order, some things hold after every step.
//
// MOTCUA_SEED repeats a run; MOTCUA_DOSSIERS sets how many histories are played.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/law/time_limit.h"
#include "server/domain/codec.h"
#include "server/domain/flows.h"
#include "tests/unit/domain/domain_testing.h"

namespace motcua::domain {
namespace {

using C = Command;
using std::chrono::hours;
using std::chrono::minutes;

uint64_t NumberFrom(const char* variable, uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

constexpr const char* kUnits[] = {kHuongAn, kPhongThai, kQuangDien,  kPhuBai,
                                  kBaDinh,  kPolice,    kDepartment, kHue};
constexpr const char* kProcedures[] = {kMarital, kBirth,     kCopy,   kCopy,     kExtract,
                                       kPoor,    kAllowance, kPermit, kResidence};

bool LeadsOn(Command c) {
  static const auto& commands =
      *new std::set<Command>{C::kReceive, C::kTakeOver, C::kAssign, C::kAdvance,      C::kResolve,
                             C::kDeliver, C::kResume,   C::kOffer,  C::kRecordPayment};
  return commands.contains(c);
}

using By = std::pair<std::string, CountedBy>;

// The sums of all flows so far, by who counts.
struct Figures {
  std::map<By, Tally> tallies;
  std::map<std::pair<By, Day>, int64_t> due;  // falls_due - left_overdue

  int64_t OverdueAt(const By& by, Day day) const {
    int64_t sum = 0;
    for (const auto& [key, n] : due) {
      if (key.first == by && key.second <= day) sum += n;
    }
    return sum;
  }
};

// What one dossier looked like from a moment on, for the figures of all.
struct Standing {
  Time from;
  bool open = false;
  bool runs = false;
  Day due;
  std::string holder;
};

class Histories {
 public:
  explicit Histories(uint64_t seed) : random_(seed) {}

  void PlayOne();
  void ExpectThatAllWereSeen(size_t dossiers) const;
  void ExpectThatTheNationAddsUp() const;
  void ExpectThatPastDaysAddUp();

 private:
  template <typename List>
  auto Pick(const List& list) {
    return *(std::begin(list) + static_cast<long>(random_() % std::size(list)));
  }
  bool Chance(unsigned percent) { return random_() % 100 < percent; }

  Actor SomeActor(const Dossier& d);
  Draft SomeDraft();
  Input SomeInput(Command command, const Dossier& d, Time now);
  void Step(Play& p);
  void Check(const Dossier& before, const Decision& decision, Command command);
  void CheckCustody(const Dossier& before, const Dossier& after, Command command);
  void CheckPromise(const Dossier& before, const Dossier& after, Command command);
  void CheckFigures(const Dossier& before, const Dossier& after, Time now);
  void CheckBytes(const Dossier& before, const Decision& decision);
  void CheckAccount(const Dossier& d, Time now);
  void CheckPermitted(const Play& p, const Actor& who);

  std::mt19937_64 random_;
  Figures all_;
  std::map<std::pair<By, Day>, Tally> days_;
  std::vector<std::vector<Standing>> standings_;
  std::map<Command, int> given_;
  std::set<State> seen_;
  int refused_ = 0;
  // Of the dossier being played.
  Figures own_;
  Dossier folded_;
  Dossier public_only_;
};

Actor Histories::SomeActor(const Dossier& d) {
  std::vector<std::string> units = {d.holder,    d.holder,    d.holder,
                                    d.receiving, d.competent, d.returning};
  if (d.transfer) units.insert(units.end(), 4, d.transfer->to);
  std::string unit = Chance(8) ? std::string(Pick(kUnits)) : Pick(units);
  if (unit.empty()) unit = Pick(kUnits);
  if (Chance(70)) return Person(unit);
  return Person(unit, static_cast<RoleSet>(random_() % 256) & kAllRoles);
}

Draft Histories::SomeDraft() {
  Draft draft = DraftOf(Pick(kProcedures));
  if (Chance(50)) draft.place = Pick(kUnits);
  if (Chance(25)) draft.competent = Pick(kUnits);
  if (Chance(25)) draft.returning = Pick(kUnits);
  draft.quantity = static_cast<int>(random_() % 4);
  if (Chance(5)) draft.applicant.identity_number = "1";
  return draft;
}

Input Histories::SomeInput(Command command, const Dossier& d, Time now) {
  Input input = SensibleInput(command, d, now);
  if (command == C::kRegister) return RegisterInput{SomeDraft()};
  if (command == C::kReceive && d.version == 0) {
    return Receive(SomeDraft(), Chance(30) ? Channel::kPost : Channel::kCounter);
  }
  if (command == C::kOffer && Chance(50)) return OfferInput{Pick(kUnits), ""};
  if (command == C::kSendBack) return StepInput{true, static_cast<int>(random_() % 7), "làm lại"};
  if (command == C::kRecordPayment) return Pay(static_cast<int64_t>(random_() % 120'000));
  if (command == C::kResolve && Chance(30)) return ResolveInput{Outcome::kRejected, "", "thiếu"};
  if (command == C::kCorrect && Chance(60)) {
    CorrectInput correct{"nhầm", std::nullopt, Pick(kProcedures), "", ""};
    if (Chance(40)) correct.place = Pick(kUnits);
    return correct;
  }
  return input;
}

void Histories::PlayOne() {
  own_ = Figures{};
  folded_ = public_only_ = Dossier{};
  Play p(T("2025-07-01 07:00") + minutes{random_() % (430 * 24 * 60)});
  standings_.emplace_back();
  const Command first = Chance(60) ? C::kReceive : Chance(80) ? C::kRegister : C::kServeNow;
  for (int tries = 0; p.d().version == 0 && tries < 20; ++tries) {
    auto decision = p.Try(Person(Pick(kUnits)), SomeInput(first, p.d(), p.now()));
    if (!decision.ok()) continue;
    Check(p.d(), *decision, first);
    p.Apply(*decision);
  }
  for (int i = 0; i < 25 && !testing::Test::HasFailure(); ++i) {
    if (!IsInQueue(p.d()) && Chance(10)) break;
    Step(p);
  }
}

void Histories::Step(Play& p) {
  const uint64_t pace = random_() % 10;
  if (pace > 0) p.At(p.now() + minutes{random_() % (pace < 7 ? 300 : 3000)});
  const Actor who = SomeActor(p.d());
  if (Chance(10)) CheckPermitted(p, who);
  auto command = static_cast<Command>(random_() % kCommandCount);
  const auto permitted = PermittedCommands(p.d(), who, TestWorld(), p.now());
  if (!permitted.empty() && Chance(80)) command = Pick(permitted);
  // Half of the time people get on with the work.
  std::vector<Command> onwards = permitted;
  std::erase_if(onwards, [](Command c) { return !LeadsOn(c); });
  if (!onwards.empty() && Chance(55)) command = Pick(onwards);
  const Input input = SomeInput(command, p.d(), p.now());
  const std::string etag = std::to_string(p.d().version - (Chance(3) ? 1 : 0));
  const auto decision = p.TryWith(etag, who, input);
  if (decision.ok()) {
    Check(p.d(), *decision, command);
    p.Apply(*decision);
    return;
  }
  ++refused_;
  EXPECT_NE(decision.status().code(), absl::StatusCode::kInternal) << decision.status();
  EXPECT_NE(decision.status().code(), absl::StatusCode::kOutOfRange) << decision.status();
  EXPECT_NE(ErrorReason(decision.status()), "") << decision.status();
}

void Histories::Check(const Dossier& before, const Decision& decision, Command command) {
  const Dossier& after = decision.after;
  SCOPED_TRACE(std::string(CommandName(command)) + " in " + std::string(StateName(before.state)) +
               " at " + Show(after.updated_at) + ", version " + std::to_string(after.version) +
               ", " + after.procedure);
  ++given_[command];
  seen_.insert(after.state);
  EXPECT_EQ(after.version, before.version + 1);
  EXPECT_TRUE(TransitionFor(before.state, command).allowed());
  EXPECT_EQ(decision.event.kind, RuleFor(command).event);
  EXPECT_EQ(after.IsPaused(), after.received_at && (after.state == State::kSupplementRequested ||
                                                    after.state == State::kPaymentRequested));
  CheckCustody(before, after, command);
  CheckPromise(before, after, command);
  CheckFigures(before, after, after.updated_at);
  CheckBytes(before, decision);
  CheckAccount(after, after.updated_at);
}

void Histories::CheckCustody(const Dossier& before, const Dossier& after, Command command) {
  EXPECT_NE(TestWorld().units->Find(after.holder), nullptr) << after.holder;
  EXPECT_EQ(TestWorld().units->OfficeOf(after.holder), after.holder);
  EXPECT_EQ(after.key.unit, after.receiving);
  if (before.version > 0) {
    EXPECT_EQ(after.key, before.key);
    EXPECT_EQ(after.created_at, before.created_at);
    EXPECT_TRUE(before.code.empty() || after.code == before.code);
  }
  EXPECT_EQ(after.code.empty(), !after.received_at);
  std::set<std::string> past(after.past_holders.begin(), after.past_holders.end());
  EXPECT_EQ(past.size(), after.past_holders.size());
  EXPECT_FALSE(past.contains(after.holder));
  if (before.version > 0 && before.holder != after.holder) {
    EXPECT_TRUE(command == C::kTakeOver || command == C::kReopen);
    EXPECT_TRUE(past.contains(before.holder));
  }
  if (HasPendingTransfer(after)) {
    EXPECT_EQ(after.transfer->from, after.holder);
    EXPECT_NE(after.transfer->to, after.holder);
    EXPECT_TRUE(IsInQueue(after));
  }
}

void Histories::CheckPromise(const Dossier& before, const Dossier& after, Command command) {
  EXPECT_EQ(after.promised_due.has_value(), after.received_at.has_value());
  EXPECT_EQ(after.receipts.empty(), !after.received_at);
  EXPECT_GE(after.receipts.size(), before.receipts.size());
  for (size_t i = 0; i < before.receipts.size(); ++i) {
    EXPECT_EQ(after.receipts[i], before.receipts[i]) << "a slip once printed stays";
  }
  if (!after.received_at) return;
  EXPECT_EQ(after.receipts.back().promised_due, *after.promised_due);
  if (before.promised_due == after.promised_due) return;
  EXPECT_GT(after.receipts.size(), before.receipts.size()) << "a new date needs a new slip";
  const std::set<Command> movers = {C::kReceive,       C::kServeNow, C::kResume,
                                    C::kRecordPayment, C::kCorrect,  C::kReappoint};
  EXPECT_TRUE(movers.contains(command));
  EXPECT_TRUE(command == C::kCorrect || !before.promised_due ||
              *after.promised_due > *before.promised_due);
}

void Histories::CheckFigures(const Dossier& before, const Dossier& after, Time now) {
  const Day today = LocalDay(now);
  for (const Flow& f : FlowsBetween(before, after)) {
    EXPECT_NE(f.delta, 0);
    EXPECT_TRUE(f.cell >= 1 && f.cell <= 9) << f.cell;
    EXPECT_TRUE(f.by == CountedBy::kHolder || f.metric < Metric::kHandedIn);
    own_.tallies[{f.unit, f.by}][f.metric] += f.delta;
    all_.tallies[{f.unit, f.by}][f.metric] += f.delta;
    days_[{{f.unit, f.by}, today}][f.metric] += f.delta;
  }
  for (const DueFlow& f : DueFlowsBetween(before, after, today)) {
    EXPECT_GE(f.day, today) << "no past bucket changes";
    EXPECT_GE(f.left_overdue, 0);
    own_.due[{{f.unit, f.by}, f.day}] += f.falls_due - f.left_overdue;
    all_.due[{{f.unit, f.by}, f.day}] += f.falls_due - f.left_overdue;
  }
  const bool runs = IsOpen(after) && !after.IsPaused();
  for (const auto& [by, tally] : own_.tallies) {
    const std::string& mine = by.second == CountedBy::kReceiver  ? after.receiving
                              : by.second == CountedBy::kDecider ? after.competent
                                                                 : after.holder;
    const bool here = by.first == mine;
    EXPECT_EQ(tally.Open(), here && IsOpen(after) ? 1 : 0) << by.first;
    for (const Day day : {today, today + std::chrono::days{1}, today + std::chrono::days{60}}) {
      const bool due = here && runs && LocalDay(*after.promised_due) <= day;
      EXPECT_EQ(own_.OverdueAt(by, day), due ? 1 : 0) << by.first << " " << FormatDay(day);
    }
  }
  standings_.back().push_back({now, IsOpen(after), runs,
                               after.promised_due ? LocalDay(*after.promised_due) : Day{},
                               after.holder});
}

void Histories::CheckBytes(const Dossier& before, const Decision& decision) {
  Event event = decision.event;
  event.request_id = "018f3c1e-0000-7000-8000-000000000001";
  event.request_hash = std::string("\0\x80\xff", 3);
  const HashFunction hash = [](std::string_view bytes) { return std::string(bytes.substr(0, 32)); };
  const EncodedEvent bytes = EncodeEvent(event, before, decision.after, std::string(16, 's'), hash);
  ASSERT_TRUE(ApplyEvent(bytes.public_bytes, bytes.private_bytes, folded_).ok());
  EXPECT_TRUE(folded_ == decision.after) << "the fold of the events is the dossier";
  ASSERT_TRUE(ApplyEvent(bytes.public_bytes, "", public_only_).ok());
  EXPECT_EQ(EncodePublic(public_only_), EncodePublic(decision.after));
  EXPECT_EQ(public_only_.version, decision.after.version);
  EXPECT_EQ(public_only_.applicant, Applicant{});
  const auto read = DecodeEvent(bytes.public_bytes, bytes.private_bytes);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->kind, event.kind);
  EXPECT_EQ(read->key, event.key);
  EXPECT_EQ(read->version, event.version);
  EXPECT_EQ(read->actor, event.actor);
  EXPECT_EQ(read->unit, event.unit);
  EXPECT_EQ(read->station, event.station);
  EXPECT_EQ(read->request_hash, event.request_hash);
  EXPECT_EQ(read->acted_at, event.acted_at);
  EXPECT_EQ(read->state_before, event.state_before);
  EXPECT_EQ(read->state_after, event.state_after);
  EXPECT_EQ(read->holder_after, event.holder_after);
  EXPECT_EQ(read->facts, event.facts);
  EXPECT_EQ(read->private_facts, event.private_facts);
  EXPECT_EQ(read->reason, event.reason);
}

void Histories::CheckAccount(const Dossier& d, Time now) {
  if (!d.received_at || !Chance(20)) return;
  const auto account = ExplainDue(d, TestWorld(), now);
  ASSERT_TRUE(account.ok()) << account.status();
  std::chrono::microseconds counted{};
  for (const law::DayAccount& day : account->days) counted += day.counted;
  if (d.legal_due && IsOpen(d) && !account->limit.same_day) {
    EXPECT_EQ(counted, law::NominalAmount(account->limit));
  }
  Time at = *d.received_at;
  for (const law::Leg& leg : account->legs) {
    EXPECT_EQ(leg.from, at);
    at = leg.until;
  }
}

// What is permitted and sensibly given is done; what is not permitted is refused.
void Histories::CheckPermitted(const Play& p, const Actor& who) {
  const auto permitted = PermittedCommands(p.d(), who, TestWorld(), p.now());
  for (int i = 0; i < kCommandCount; ++i) {
    const auto command = static_cast<Command>(i);
    // To hand over to a unit of one's own choice is possible, but not proposed.
    const Input input =
        command == C::kOffer ? Input(OfferInput{}) : SensibleInput(command, p.d(), p.now());
    const auto decision = p.Try(who, input);
    const std::string said = Said(decision);
    if (std::find(permitted.begin(), permitted.end(), command) == permitted.end()) {
      EXPECT_NE(said, "OK") << CommandName(command) << " in " << StateName(p.d().state);
      continue;
    }
    EXPECT_EQ(said, "OK") << CommandName(command) << " in " << StateName(p.d().state) << " by "
                          << who.account;
  }
}

void Histories::ExpectThatAllWereSeen(size_t dossiers) const {
  EXPECT_EQ(seen_.size(), static_cast<size_t>(kStateCount) - 1);
  for (int i = 0; i < kCommandCount; ++i) {
    const auto it = given_.find(static_cast<Command>(i));
    const int n = it == given_.end() ? 0 : it->second;
    EXPECT_GE(n, static_cast<int>(dossiers / 100)) << CommandName(static_cast<Command>(i));
  }
  EXPECT_GT(refused_, static_cast<int>(dossiers));
}

void Histories::ExpectThatTheNationAddsUp() const {
  Tally sums[4];
  for (const auto& [by, tally] : all_.tallies) sums[static_cast<int>(by.second)] += tally;
  const Tally& receiver = sums[static_cast<int>(CountedBy::kReceiver)];
  const Tally& decider = sums[static_cast<int>(CountedBy::kDecider)];
  const Tally& holder = sums[static_cast<int>(CountedBy::kHolder)];
  EXPECT_EQ(receiver, decider);
  EXPECT_EQ(holder[Metric::kHandedIn], holder[Metric::kHandedOut]);
  EXPECT_GT(holder[Metric::kHandedIn], 0);
  for (int m = 0; m < static_cast<int>(Metric::kHandedIn); ++m) {
    EXPECT_EQ(receiver[static_cast<Metric>(m)], holder[static_cast<Metric>(m)]) << m;
    EXPECT_GT(receiver[static_cast<Metric>(m)], 0) << m;
  }
}

// The stocks of any past day, from flows alone, are what the dossiers were on that day.
void Histories::ExpectThatPastDaysAddUp() {
  for (int i = 0; i < 40; ++i) {
    const Day day = MakeDay(2025, 7, 1) + std::chrono::days{random_() % 500};
    const Time end = At(day + std::chrono::days{1});
    std::map<std::string, int64_t> open;
    std::map<std::string, int64_t> overdue;
    for (const std::vector<Standing>& history : standings_) {
      const Standing* last = nullptr;
      for (const Standing& s : history) {
        if (s.from < end) last = &s;
      }
      if (last == nullptr) continue;
      if (last->open) ++open[last->holder];
    }
    std::map<std::string, int64_t> counted;
    for (const auto& [key, tally] : days_) {
      if (key.first.second != CountedBy::kHolder || key.second > day) continue;
      counted[key.first.first] += tally.Open();
    }
    std::erase_if(counted, [](const auto& row) { return row.second == 0; });
    EXPECT_EQ(counted, open) << FormatDay(day);
  }
  const Day last = MakeDay(2027, 12, 31);
  std::map<std::string, int64_t> running;
  for (const std::vector<Standing>& history : standings_) {
    if (!history.empty() && history.back().runs) ++running[history.back().holder];
  }
  for (const auto& [unit, n] : running) {
    EXPECT_EQ(all_.OverdueAt({unit, CountedBy::kHolder}, last), n) << unit;
  }
}

TEST(HistoriesTest, WhateverIsDoneCustodyPromisesAndFiguresHold) {
  const uint64_t seed = NumberFrom("MOTCUA_SEED", std::random_device{}());
  const uint64_t dossiers = NumberFrom("MOTCUA_DOSSIERS", 3000);
  std::cout << "MOTCUA_SEED=" << seed << "\n";
  SCOPED_TRACE("MOTCUA_SEED=" + std::to_string(seed));
  Histories histories(seed);
  for (uint64_t i = 0; i < dossiers && !HasFailure(); ++i) histories.PlayOne();
  if (HasFailure()) return;
  histories.ExpectThatTheNationAddsUp();
  histories.ExpectThatPastDaysAddUp();
  histories.ExpectThatAllWereSeen(dossiers);
}

}  // namespace
}  // namespace motcua::domain
