// Who may do and see what: command × role × relation, view × role × relation, cell by cell.
#include "server/domain/rights.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/domain/domain_testing.h"

namespace motcua::domain {
namespace {

using C = Command;
using S = State;

// Each relation is held by an office of its own; kAbove is the province centre over them.
enum class Standing { kHolder, kReceiving, kReturning, kCompetent, kOffered, kPast, kAbove, kNone };
constexpr Standing kStandings[] = {Standing::kHolder,    Standing::kReceiving, Standing::kReturning,
                                   Standing::kCompetent, Standing::kOffered,   Standing::kPast,
                                   Standing::kAbove,     Standing::kNone};
constexpr const char* kStandingNames[] = {"holder",  "receiving",   "returning", "competent",
                                          "offered", "past_holder", "above",     "none"};
constexpr const char* kOffices[] = {"19804", "19858", "19867", "19960",
                                    "19753", "19774", "46",    "00004"};

const char* OfficeOf(Standing s) { return kOffices[static_cast<size_t>(s)]; }
const char* NameOf(Standing s) { return kStandingNames[static_cast<size_t>(s)]; }

Dossier DossierIn(State state) {
  Play p("2025-07-01 08:00");
  p.Do(Person(kHuongAn), Receive(DraftOf(kCopy)));
  Dossier d = p.d();
  d.state = state;
  d.holder = OfficeOf(Standing::kHolder);
  d.receiving = OfficeOf(Standing::kReceiving);
  d.returning = OfficeOf(Standing::kReturning);
  d.competent = OfficeOf(Standing::kCompetent);
  d.past_holders = {OfficeOf(Standing::kPast)};
  d.transfer = Transfer{};
  d.transfer->state = TransferState::kOffered;
  d.transfer->purpose = TransferPurpose::kDecision;
  d.transfer->from = d.holder;
  d.transfer->to = OfficeOf(Standing::kOffered);
  d.transfer->due = p.now() + std::chrono::hours{24};
  return d;
}

// Said apart from the table of commands: c clerk, o officer, h head, d dispatcher.
struct Right {
  Command command;
  const char* roles;
  const char* standings;  // separated by spaces
  const char* wrong;
};
constexpr Right kRights[] = {
    {C::kReceive, "c", "receiving", "UNIT_NOT_RECEIVING"},
    {C::kRefuse, "c", "receiving", "UNIT_NOT_RECEIVING"},
    {C::kAssign, "h", "holder", "UNIT_NOT_HOLDER"},
    {C::kAdvance, "coh", "holder", "UNIT_NOT_HOLDER"},
    {C::kSendBack, "coh", "holder", "UNIT_NOT_HOLDER"},
    {C::kRequestSupplement, "coh", "holder", "UNIT_NOT_HOLDER"},
    {C::kResume, "coh", "holder receiving", "UNIT_NOT_HOLDER"},
    {C::kRequestPayment, "coh", "holder", "UNIT_NOT_HOLDER"},
    {C::kRecordPayment, "co", "holder receiving", "UNIT_NOT_HOLDER"},
    {C::kResolve, "h", "holder", "UNIT_NOT_HOLDER"},
    {C::kDeliver, "c", "holder", "UNIT_NOT_HOLDER"},
    {C::kWithdraw, "ch", "holder receiving", "UNIT_NOT_HOLDER"},
    {C::kStop, "h", "holder", "UNIT_NOT_HOLDER"},
    {C::kReopen, "h", "holder competent", "UNIT_NOT_COMPETENT"},
    {C::kCorrect, "c", "receiving", "UNIT_NOT_RECEIVING"},
    {C::kVoid, "h", "receiving", "UNIT_NOT_RECEIVING"},
    {C::kReappoint, "h", "holder", "UNIT_NOT_HOLDER"},
    {C::kOffer, "cohd", "holder", "UNIT_NOT_HOLDER"},
    {C::kTakeOver, "cohd", "offered", "UNIT_NOT_OFFERED"},
    {C::kDecline, "cohd", "offered", "UNIT_NOT_OFFERED"},
    {C::kRecall, "cohd", "holder", "UNIT_NOT_HOLDER"},
};
constexpr char kRoleLetters[] = "-cohdsaA";  // by number of the role

bool Names(const std::string& words, const std::string& word) {
  return (" " + words + " ").find(" " + word + " ") != std::string::npos;
}

// With a stale etag the next check after the rights answers, whatever the state.
TEST(RightsTest, EachCommandIsForItsRolesAndItsRelationsOnly) {
  for (const Right& right : kRights) {
    for (const Standing standing : kStandings) {
      for (int r = 0; r < kRoleCount; ++r) {
        SCOPED_TRACE(std::string(CommandName(right.command)) + " " + NameOf(standing) + " " +
                     std::string(RoleName(static_cast<Role>(r))));
        Play p("2025-07-01 09:00");
        p.Put(DossierIn(S::kProcessing));
        const Actor who = Person(OfficeOf(standing), r == 0 ? 0 : Bit(static_cast<Role>(r)));
        std::string expected = "ABORTED ETAG_MISMATCH";
        if (standing == Standing::kNone || standing == Standing::kAbove) {
          expected = "NOT_FOUND DOSSIER_NOT_FOUND";
        } else if (!Names(right.standings, NameOf(standing))) {
          expected = std::string("PERMISSION_DENIED ") + right.wrong;
        } else if (std::string(right.roles).find(kRoleLetters[r]) == std::string::npos) {
          expected = "PERMISSION_DENIED ROLE_MISSING";
        }
        EXPECT_EQ(Said(p.TryWith("999", who, SensibleInput(right.command, p.d(), p.now()))),
                  expected);
      }
    }
  }
}

TEST(RightsTest, OnlyAClerkMakesADossier) {
  for (const Command command : {C::kRegister, C::kReceive, C::kServeNow}) {
    for (int r = 0; r < kRoleCount; ++r) {
      Play p("2025-07-01 09:00");
      RoleSet roles = r == 0 ? 0 : Bit(static_cast<Role>(r));
      Input input = SensibleInput(command, p.d(), p.now());
      if (auto* serve = std::get_if<ServeNowInput>(&input)) serve->signer = "head/19804";
      const std::string expected =
          static_cast<Role>(r) == Role::kReceivingClerk ? "OK" : "PERMISSION_DENIED ROLE_MISSING";
      EXPECT_EQ(Said(p.Try(Person(kHuongAn, roles), input)), expected)
          << CommandName(command) << " " << RoleName(static_cast<Role>(r));
    }
  }
}

TEST(RightsTest, ADossierThatIsNotThereIsNotFoundWhateverTheRole) {
  for (int i = 0; i < kCommandCount; ++i) {
    const auto command = static_cast<Command>(i);
    if (TransitionFor(S::kNone, command).allowed()) continue;
    Play p("2025-07-01 09:00");
    for (const RoleSet roles : {RoleSet{0}, Bit(Role::kSupervisor), kAllRoles}) {
      EXPECT_EQ(Said(p.Try(Person(kHuongAn, roles), SensibleInput(command, p.d(), p.now()))),
                "NOT_FOUND DOSSIER_NOT_FOUND")
          << CommandName(command);
    }
  }
}

TEST(RightsTest, AStepIsTakenByItsOwnRole) {
  // Steps: 2 assign (head), 3 process (officer), 4 check (head), 6 number and seal (clerk,
  // officer).
  const struct {
    int step;
    const char* roles;
    State state;
  } steps[] = {{2, "h", S::kReceived},
               {3, "o", S::kProcessing},
               {4, "h", S::kProcessing},
               {6, "co", S::kResolved}};
  for (const auto& step : steps) {
    for (const Role role : {Role::kReceivingClerk, Role::kOfficer, Role::kHead}) {
      Play p("2025-07-01 09:00");
      p.Do(Person(kHuongAn), Receive(DraftOf(kMarital)));
      Dossier d = p.d();
      d.state = step.state;
      d.step = step.step;
      p.Put(d);
      const bool may =
          std::string(step.roles).find(kRoleLetters[static_cast<int>(role)]) != std::string::npos;
      const auto decision = p.Try(Person(kHuongAn, Bit(role)), Forward());
      EXPECT_EQ(Said(decision), may ? "OK" : "PERMISSION_DENIED ROLE_MISSING")
          << step.step << " " << RoleName(role);
      EXPECT_EQ(GetErrorValues(decision.status()).count("step_role"), may ? 0u : 1u);
    }
  }
}

TEST(RightsTest, ViewsAreByRoleAndRelation) {
  // One letter for each standing in the order of kStandings: contents, outline, nothing.
  const std::pair<Role, const char*> table[] = {
      {Role::kNone, "NNNNNNNN"},          {Role::kReceivingClerk, "CCCCCONN"},
      {Role::kOfficer, "CCCCCONN"},       {Role::kHead, "CCCCCOON"},
      {Role::kDispatcher, "CCCCCOON"},    {Role::kSupervisor, "OOOOOOON"},
      {Role::kAdministrator, "NNNNNNNN"}, {Role::kAuditor, "OOOOOOON"},
  };
  const Dossier d = DossierIn(S::kProcessing);
  for (const auto& [role, views] : table) {
    for (const Standing standing : kStandings) {
      const View view = ViewOf(d, Person(OfficeOf(standing), role == Role::kNone ? 0 : Bit(role)),
                               *TestWorld().units);
      const char letter = view == View::kContents ? 'C' : view == View::kOutline ? 'O' : 'N';
      EXPECT_EQ(letter, views[static_cast<size_t>(standing)])
          << RoleName(role) << " " << NameOf(standing);
    }
  }
}

TEST(RightsTest, ATransferDeskSeesTheOutlineOfWhatIsOfferedIntoItsProvince) {
  Dossier d = DossierIn(S::kProcessing);
  const Actor desk = Person(kHaNoi, Bit(Role::kDispatcher));
  EXPECT_EQ(ViewOf(d, desk, *TestWorld().units), View::kNothing);
  d.transfer->to = kBaDinh;
  EXPECT_EQ(ViewOf(d, desk, *TestWorld().units), View::kOutline);
  d.transfer->state = TransferState::kDeclined;
  EXPECT_EQ(ViewOf(d, desk, *TestWorld().units), View::kNothing);
}

TEST(RightsTest, AnAnsweredOfferLeavesNoRelation) {
  Dossier d = DossierIn(S::kProcessing);
  EXPECT_EQ(RelationsOf(OfficeOf(Standing::kOffered), d), kOfferedUnit);
  for (const TransferState s :
       {TransferState::kTakenOver, TransferState::kDeclined, TransferState::kRecalled}) {
    d.transfer->state = s;
    EXPECT_EQ(RelationsOf(OfficeOf(Standing::kOffered), d), 0u);
  }
  EXPECT_EQ(RelationsOf("", d), 0u);
}

TEST(RightsTest, FiguresQueuesAndTransfersAreSeenInOnesOwnOfficeAndDownwards) {
  const units::UnitTree& units = *TestWorld().units;
  const std::string out = "PERMISSION_DENIED UNIT_OUT_OF_SIGHT";
  const std::string role = "PERMISSION_DENIED ROLE_MISSING";
  const struct {
    Role role;
    const char* unit;  // of the person
    const char* asked;
    std::string expected;
  } table[] = {
      {Role::kReceivingClerk, kHuongAn, kHuongAn, "OK"},
      {Role::kReceivingClerk, kHuongAn, kDivision, out},
      {Role::kReceivingClerk, kDivision, kHuongAn, "OK"},
      {Role::kReceivingClerk, kHuongAn, kPhongThai, out},
      {Role::kReceivingClerk, kHue, kHuongAn, out},
      {Role::kOfficer, kHue, kHue, "OK"},
      {Role::kOfficer, kHue, kHuongAn, out},
      {Role::kHead, kHuongAn, kDivision, "OK"},
      {Role::kHead, kHue, kHuongAn, "OK"},
      {Role::kHead, kHue, kBaDinh, out},
      {Role::kDispatcher, kHue, kPolice, "OK"},
      {Role::kDispatcher, kHue, kHaNoi, out},
      {Role::kSupervisor, kHue, kHue, "OK"},
      {Role::kSupervisor, kHue, kHuongAn, "OK"},
      {Role::kSupervisor, kHuongAn, kHue, out},
      {Role::kSupervisor, "VN", kBaDinh, "OK"},
      {Role::kAuditor, kHue, kHuongAn, "OK"},
      {Role::kAuditor, kHue, "VN", out},
      {Role::kAdministrator, kHue, kHue, role},
      {Role::kAdministrator, kHue, kHuongAn, role},
      {Role::kSupervisor, kHue, "99999", "NOT_FOUND UNIT_NOT_FOUND"},
  };
  for (const auto& row : table) {
    SCOPED_TRACE(std::string(RoleName(row.role)) + " " + row.unit + " " + row.asked);
    const Actor who = Person(row.unit, Bit(row.role));
    EXPECT_EQ(Said(MaySeeFigures(who, row.asked, units)), row.expected);
    EXPECT_EQ(Said(MaySeeQueue(who, row.asked, units)), row.expected);
    EXPECT_EQ(Said(MaySeeTransfers(who, row.asked, false, units)), row.expected);
    const bool overseer = row.role != Role::kReceivingClerk && row.role != Role::kOfficer &&
                          row.role != Role::kAdministrator;
    EXPECT_EQ(Said(MaySeeTransfers(who, row.asked, true, units)), overseer ? row.expected : role);
  }
}

TEST(RightsTest, OnlyAnAdministratorAdministersAndOnlyDownwards) {
  const units::UnitTree& units = *TestWorld().units;
  const Actor admin = Person(kHue, Bit(Role::kAdministrator));
  EXPECT_EQ(Said(MayAdminister(admin, kHue, units)), "OK");
  EXPECT_EQ(Said(MayAdminister(admin, kHuongAn, units)), "OK");
  EXPECT_EQ(Said(MayAdminister(admin, kBaDinh, units)), "PERMISSION_DENIED UNIT_OUT_OF_SIGHT");
  EXPECT_EQ(Said(MayAdminister(admin, "VN", units)), "PERMISSION_DENIED UNIT_OUT_OF_SIGHT");
  const RoleSet others = kAllRoles & ~Bit(Role::kAdministrator);
  EXPECT_EQ(Said(MayAdminister(Person(kHue, others), kHue, units)),
            "PERMISSION_DENIED ROLE_MISSING");
}

TEST(RightsTest, MaskedNamesKeepInitialsAndLengths) {
  EXPECT_EQ(MaskName("Nguyễn Văn An"), "N***** V** A*");
  EXPECT_EQ(MaskName("Đỗ Ý"), "Đ* Ý");
  EXPECT_EQ(MaskName("A"), "A");
  EXPECT_EQ(MaskName(""), "");
  EXPECT_EQ(MaskName("  Lê  Ơn"), "  L*  Ơ*");
}

TEST(RightsTest, RoleNamesReadBackAndNothingElseDoes) {
  for (int r = 1; r < kRoleCount; ++r) {
    const auto role = static_cast<Role>(r);
    EXPECT_EQ(RoleFromName(RoleName(role)), role);
  }
  for (const char* name : {"", "none", "Head", "boss"}) {
    EXPECT_EQ(RoleFromName(name), Role::kNone) << name;
  }
}

}  // namespace
}  // namespace motcua::domain
