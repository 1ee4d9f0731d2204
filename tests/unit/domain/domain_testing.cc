#include "tests/unit/domain/domain_testing.h"

#include <atomic>
#include <cstdio>
#include <functional>
#include <iostream>
#include <memory>
#include <string_view>

#include "common/base/file.h"
#include "common/units/units_tsv.h"

namespace motcua::domain {
namespace {

std::string Read(const std::string& name) {
  auto text = ReadFile(std::string(MOTCUA_SOURCE_DIR) + "/deploy/data/" + name);
  EXPECT_TRUE(text.ok()) << name;
  return text.value_or("");
}

units::Unit ExtraUnit(const std::string& id, units::UnitKind kind, const std::string& parent,
                      const std::string& name, const std::string& org_code) {
  units::Unit unit;
  unit.id = id;
  unit.kind = kind;
  unit.parent_id = parent;
  unit.place_code = units::PlaceCodeOf(id);
  units::UnitVersion version;
  version.from = MakeDay(2025, 7, 1);
  version.name = name;
  version.org_code = org_code;
  version.org_code_provisional = !org_code.empty();
  unit.versions.push_back(version);
  return unit;
}

std::shared_ptr<const units::UnitTree> MakeUnits() {
  using units::UnitKind;
  auto list = units::ReadUnitsTsv(Read("units.tsv"));
  EXPECT_TRUE(list.ok()) << list.status();
  list->push_back(ExtraUnit(kDepartment, UnitKind::kDepartment, kHue, "Sở Xây dựng", "H57.X1"));
  for (const char* commune : {kHuongAn, kPhongThai, kQuangDien, kPhuBai, kBaDinh}) {
    const std::string id = std::string(commune) + ".CA";
    list->push_back(ExtraUnit(id, UnitKind::kCommunePolice, commune, "Công an " + id,
                              "H57.CA" + std::string(commune)));
  }
  list->push_back(ExtraUnit(kDivision, UnitKind::kDivision, kHuongAn, "Phòng Văn hóa", ""));
  list->push_back(ExtraUnit(kClosedBranch, UnitKind::kBranch, kHue, "Chi nhánh số 1", "H57.X2"));
  list->back().versions[0].until = MakeDay(2026, 1, 1);
  list->back().versions[0].successor_id = kHue;
  auto tree = units::UnitTree::Build(*std::move(list));
  EXPECT_TRUE(tree.ok()) << tree.status();
  return *tree;
}

std::string ExtraProcedure(const std::string& code, const std::string& from,
                           const std::string& limit, const std::string& competence) {
  std::string row = code + "\t1\tpublished\t" + from + "\t\tThủ tục thử " + code +
                    "\tTest\tThử\tboth\t" + limit + "\t\t\t0\t\t=Kết quả\t2025-07-01\t\tthử\t" +
                    competence + "\tno\tthử\tthử\tthử\n";
  return row;
}

std::string ExtraSteps(const std::string& code) {
  const char* steps[] = {
      "receive\treceiving_clerk", "assign\tdivision_head", "process\tofficer",
      "check\tdivision_head",     "sign\tleader",          "number_and_seal\trecords_clerk",
      "return\treceiving_clerk"};
  std::string rows;
  int ordinal = 0;
  for (const char* step : steps) {
    rows += code + "\t1\t" + std::to_string(++ordinal) + "\t" + step + "\tBước\t1\n";
  }
  return rows;
}

std::shared_ptr<const law::Catalogue> MakeCatalogue() {
  law::CatalogueText text{Read("procedures.tsv"), Read("procedure_steps.tsv"),
                          Read("procedure_components.tsv")};
  text.procedures += ExtraProcedure(kPermit, "2025-07-01", "5wd", "department:SXD");
  text.procedures += ExtraProcedure(kLater, "2026-01-01", "2wd", "commune");
  for (const char* code : {kPermit, kLater}) {
    text.steps += ExtraSteps(code);
    text.components += std::string(code) + "\t1\t1\tĐơn\tyes\t\n";
  }
  auto catalogue = law::Catalogue::FromTsv(text);
  EXPECT_TRUE(catalogue.ok()) << catalogue.status();
  return std::make_shared<const law::Catalogue>(*std::move(catalogue));
}

Ulid NextUlid() {
  static std::atomic<uint64_t> count{0};
  std::array<uint8_t, Ulid::kBytes> bytes{};
  uint64_t n = ++count;
  for (size_t i = bytes.size(); n > 0; n >>= 8) bytes[--i] = static_cast<uint8_t>(n);
  return Ulid(bytes);
}

std::string PseudoSha256Hex(std::string_view bytes) {
  char text[17];
  std::snprintf(text, sizeof text, "%016zx", std::hash<std::string_view>{}(bytes));
  return std::string(48, '0') + text;
}

Time NextAppointment(const Dossier& d, Time now) {
  const Time later = std::max(now, d.promised_due.value_or(now));
  const auto calendar = TestWorld().calendars->ForUnit(d.competent);
  const auto day = calendar->NextWorkingDay(LocalDay(later));
  return day.ok() ? At(*day, std::chrono::hours{10}) : later + std::chrono::hours{24};
}

}  // namespace

Time T(std::string text) {
  text[10] = 'T';
  if (text.size() == 16) text += ":00";
  auto time = ParseTime(text + "+07:00");
  EXPECT_TRUE(time.ok()) << text;
  return time.value_or(Time{});
}

std::string Show(const std::optional<Time>& time) {
  if (!time) return "-";
  std::string text = FormatTime(*time);
  text[10] = ' ';
  text = text.substr(0, text.find('+'));
  return text.ends_with(":00") ? text.substr(0, 16) : text;
}

const World& TestWorld() {
  static const World& world = *[] {
    auto* made = new World;
    made->units = MakeUnits();
    made->catalogue = MakeCatalogue();
    auto calendars = law::CalendarSet::Load(std::string(MOTCUA_SOURCE_DIR) + "/deploy/data");
    EXPECT_TRUE(calendars.ok()) << calendars.status();
    made->calendars = std::make_shared<const law::CalendarSet>(*std::move(calendars));
    return made;
  }();
  return world;
}

Actor Person(const std::string& unit, RoleSet roles) {
  const std::string office = TestWorld().units->OfficeOf(unit);
  return {unit + "." + std::to_string(roles),
          unit,
          office,
          roles,
          "spiffe://motcua/unit/" + office + "/station/1",
          office};
}
Actor Clerk(const std::string& unit) { return Person(unit, Bit(Role::kReceivingClerk)); }
Actor Officer(const std::string& unit) { return Person(unit, Bit(Role::kOfficer)); }
Actor Head(const std::string& unit) { return Person(unit, Bit(Role::kHead)); }

absl::StatusOr<std::optional<AccountFacts>> FindTestAccount(std::string_view name) {
  const size_t slash = name.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::string_view role = name.substr(0, slash);
  AccountFacts facts{std::string(name), std::string(name.substr(slash + 1)), 0, false};
  if (role == "clerk") facts.roles = Bit(Role::kReceivingClerk);
  if (role == "officer" || role == "disabled") facts.roles = Bit(Role::kOfficer);
  if (role == "head") facts.roles = Bit(Role::kHead);
  facts.disabled = role == "disabled";
  if (facts.roles == 0) return std::nullopt;
  return facts;
}

Applicant SomeApplicant() {
  Applicant a;
  a.full_name = "Nguyễn Văn An";
  a.identity_number = "046090012345";
  a.phone = "0912 345 678";
  a.address = "12 Lê Lợi";
  a.email = "an@example.vn";
  return a;
}

Draft DraftOf(const std::string& procedure, const std::string& place) {
  Draft draft;
  draft.procedure = procedure;
  draft.place = place;
  draft.applicant = SomeApplicant();
  return draft;
}

ReceiveInput Receive(const Draft& draft, Channel channel) { return {draft, channel}; }
ReasonInput Because(Command command, const std::string& reason) { return {command, reason}; }
PaymentInput Ask(int64_t vnd) { return {false, vnd, "", "nghĩa vụ tài chính"}; }
PaymentInput Pay(int64_t vnd) { return {true, vnd, "BL-1", ""}; }
ResolveInput Approve() { return {Outcome::kApproved, "12/GXN", ""}; }
DeliverInput HandOut() { return {"", "receipt", ""}; }
StepInput Forward() { return {}; }

Input SensibleInput(Command command, const Dossier& d, Time now) {
  switch (command) {
    case Command::kRegister:
      return RegisterInput{DraftOf(kMarital)};
    case Command::kReceive:
      if (d.version > 0) return ReceiveInput{};
      return Receive(DraftOf(kMarital));
    case Command::kServeNow:
      return ServeNowInput{DraftOf(kCopy), "", 2000};
    case Command::kAssign:
      return AssignInput{"officer/" + d.holder};
    case Command::kAdvance:
      return Forward();
    case Command::kSendBack:
      return StepInput{true, 0, "làm lại"};
    case Command::kResume:
      return ResumeInput{{{1, "", 1, ""}}, ""};
    case Command::kRequestPayment:
      return Ask(100'000);
    case Command::kRecordPayment:
      return Pay(std::max<int64_t>(d.asked_vnd - d.paid_vnd, 1000));
    case Command::kResolve:
      return Approve();
    case Command::kDeliver:
      return HandOut();
    case Command::kCorrect: {
      CorrectInput input;
      input.reason = "gõ nhầm";
      input.subject = "nội dung đúng";
      return input;
    }
    case Command::kReappoint:
      return ReappointInput{"quá tải", NextAppointment(d, now)};
    case Command::kOffer:
      if (d.state == State::kResolved || d.holder != d.competent) return OfferInput{};
      return OfferInput{d.holder == kQuangDien ? kPhuBai : kQuangDien, "nhờ giải quyết"};
    case Command::kDecline:
      return DeclineInput{"không thuộc thẩm quyền", kQuangDien};
    default:
      return Because(command);
  }
}

absl::StatusOr<Decision> Play::Try(const Actor& who, const Input& input) const {
  return TryWith(std::to_string(dossier_.version), who, input);
}

absl::StatusOr<Decision> Play::TryWith(const std::string& etag, const Actor& who,
                                       const Input& input) const {
  const Context context{
      who,
      TestWorld(),
      now_,
      NextUlid,
      [this](std::string_view, Day) -> absl::StatusOr<int64_t> { return 41 + ++serials_; },
      FindTestAccount,
      PseudoSha256Hex};
  return Decide(dossier_, etag, input, context);
}

Play& Play::Do(const Actor& who, const Input& input) {
  auto decision = Try(who, input);
  EXPECT_TRUE(decision.ok()) << CommandName(CommandOf(input)) << " in " << StateName(dossier_.state)
                             << " by " << who.account << ": " << Said(decision) << " "
                             << decision.status().message();
  if (decision.ok()) Apply(*decision);
  return *this;
}

void Play::Apply(const Decision& decision) {
  dossier_ = decision.after;
  history_.push_back(decision);
}

std::string Said(const absl::Status& status) {
  if (status.ok()) return "OK";
  std::string text = absl::StatusCodeToString(status.code()) + " " + ErrorReason(status);
  const ErrorValues values = GetErrorValues(status);
  if (const auto it = values.find("field"); it != values.end()) text += " " + it->second;
  return text;
}

}  // namespace motcua::domain
