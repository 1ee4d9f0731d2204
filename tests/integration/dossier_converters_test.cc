// Edges of what stands between the messages of dossiers and the domain.
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "common/base/error.h"
#include "server/rpc/command_call.h"
#include "server/rpc/converters/clock.h"
#include "server/rpc/converters/dossier.h"
#include "server/rpc/converters/dossier_requests.h"
#include "server/rpc/converters/event.h"
#include "server/rpc/converters/names.h"
#include "server/rpc/converters/paging.h"
#include "server/rpc/converters/receipt.h"
#include "server/rpc/converters/statistics.h"
#include "server/rpc/converters/transfer.h"

namespace motcua::rpc {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const Day kDay = MakeDay(2025, 7, 1);
constexpr char kUuid[] = "0197c3a0-0000-7000-8000-000000000001";

// The path in a FIELD_INVALID; "" for success, the reason for any other error.
template <typename T>
std::string FieldOf(const absl::StatusOr<T>& result) {
  if (result.ok()) return "";
  if (ErrorReason(result.status()) != "FIELD_INVALID") return ErrorReason(result.status());
  return GetErrorValues(result.status())["field"];
}

domain::Dossier OpenDossier() {
  domain::Dossier d;
  d.key = {"19804", *Ulid::Parse("01JZ2V8Q0M5T1R9WYH3X4K6B7C")};
  d.version = 7;
  d.state = domain::State::kProcessing;
  d.code = "H57.104-250701-0001";
  d.procedure = "1.001193";
  d.channel = domain::Channel::kCounter;
  d.boundary = domain::Boundary::kOtherCommune;
  d.place = d.receiving = d.returning = "19804";
  d.competent = d.holder = "19774";
  d.created_at = At(kDay, hours(8));
  d.received_at = At(kDay, hours(8));
  d.promised_due = At(kDay, hours(17));
  d.updated_at = At(kDay, hours(9));
  d.officer = "lan.nt";
  d.applicant.full_name = "Nguyễn Văn An";
  d.applicant.identity_number = "046090001234";
  d.subject = "Khai sinh cho con";
  d.supplement_text = "Giấy chứng sinh";
  d.components = {{1, "Tờ khai", 1, ""}};
  return d;
}

app::DossierView ViewOf(const domain::Dossier& dossier, domain::View view) {
  app::DossierView v;
  v.dossier = dossier;
  v.view = view;
  v.masked_name = "N***** V** A*";
  v.now = At(kDay, hours(10));
  return v;
}

TEST(NamesTest, OnlyTheGrammarOfTheCollectionIsRead) {
  struct Case {
    const char* name;
    bool right;
  };
  for (const Case& c : std::vector<Case>{{"units/19804", true},
                                         {"units/46.SXD", true},
                                         {"units/VN", true},
                                         {"units/", false},
                                         {"units/198", false},
                                         {"units/19804/x", false},
                                         {"19804", false},
                                         {"Units/19804", false},
                                         {"unit/19804", false},
                                         {"", false}}) {
    EXPECT_EQ(FieldOf(UnitIdFromProto("draft.place", c.name)), c.right ? "" : "draft.place")
        << c.name;
  }
  for (const Case& c : std::vector<Case>{{"procedures/1.001193", true},
                                         {"procedures/1.001193.H57", true},
                                         {"procedures/1.00119", false},
                                         {"1.001193", false},
                                         {"procedures/", false}}) {
    EXPECT_EQ(FieldOf(ProcedureCodeFromProto("procedure", c.name)), c.right ? "" : "procedure")
        << c.name;
  }
  for (const Case& c : std::vector<Case>{{"dossiers/19804-01JZ2V8Q0M5T1R9WYH3X4K6B7C", true},
                                         {"dossiers/H57.104-250701-0001", true},
                                         {"dossiers/", false},
                                         {"dossiers/a/b", false},
                                         {"dossiers/a'b", false},
                                         {"H57.104-250701-0001", false}}) {
    EXPECT_EQ(FieldOf(DossierIdFromProto("name", c.name)), c.right ? "" : "name") << c.name;
  }
  EXPECT_EQ(FieldOf(DossierIdFromProto("name", "dossiers/" + std::string(81, 'A'))), "name");
  for (const Case& c : std::vector<Case>{{"accounts/lan.nt", true},
                                         {"lan.nt", true},
                                         {"accounts/ab", false},
                                         {"accounts/Lan", false},
                                         {"units/lan.nt", false}}) {
    EXPECT_EQ(FieldOf(AccountFromProto("officer", c.name)), c.right ? "" : "officer") << c.name;
  }
}

TEST(NamesTest, OptionalNamesMayBeEmptyAndAreOtherwiseRead) {
  EXPECT_EQ(*OptionalUnitIdFromProto("unit", ""), "");
  EXPECT_EQ(*OptionalUnitIdFromProto("unit", "units/46"), "46");
  EXPECT_EQ(FieldOf(OptionalUnitIdFromProto("unit", "46")), "unit");
  EXPECT_EQ(*OptionalProcedureCodeFromProto("procedure", ""), "");
  EXPECT_EQ(FieldOf(OptionalProcedureCodeFromProto("procedure", "x")), "procedure");
  EXPECT_EQ(*OptionalAccountFromProto("officer", ""), "");
  EXPECT_EQ(UnitName(""), "");
  EXPECT_EQ(AccountName("lan.nt"), "accounts/lan.nt");
}

TEST(PagingTest, ZeroIsTheDefaultLargeIsCutNegativeIsRefused) {
  EXPECT_EQ(*PageSizeFromProto(0), 50);
  EXPECT_EQ(*PageSizeFromProto(1), 1);
  EXPECT_EQ(*PageSizeFromProto(500), 500);
  EXPECT_EQ(*PageSizeFromProto(501), 500);
  EXPECT_EQ(FieldOf(PageSizeFromProto(-1)), "page_size");
}

TEST(DraftTest, UnknownEnumNumbersNameTheirPath) {
  v1::RegisterDossierRequest request;
  request.mutable_draft()->set_procedure("procedures/1.001193");
  request.mutable_draft()->mutable_applicant()->set_kind(static_cast<v1::ApplicantKind>(9));
  EXPECT_EQ(FieldOf(RegisterFromProto(request)), "draft.applicant.kind");

  v1::ReceiveDossierRequest receive;
  receive.set_channel(static_cast<v1::Channel>(77));
  EXPECT_EQ(FieldOf(ReceiveFromProto(receive)), "channel");

  v1::ResolveDossierRequest resolve;
  resolve.set_outcome(static_cast<v1::Outcome>(-1));
  EXPECT_EQ(FieldOf(ResolveFromProto(resolve)), "outcome");

  v1::ListDossiersRequest list;
  list.set_state(static_cast<v1::DossierState>(12));
  EXPECT_EQ(FieldOf(DossierFilterFromProto(list, At(kDay))), "state");

  v1::GetQueueRequest queue;
  queue.set_lane(static_cast<v1::QueueLane>(6));
  EXPECT_EQ(FieldOf(QueueFilterFromProto(queue)), "lane");

  EXPECT_EQ(FieldOf(DirectionsFromProto(static_cast<v1::TransferDirection>(3))), "direction");
}

TEST(DraftTest, EachMalformedNameHasItsPath) {
  using Change = void (*)(v1::DossierDraft&);
  const std::vector<std::pair<std::string, Change>> cases = {
      {"draft.procedure", [](v1::DossierDraft& d) { d.set_procedure("1.001193"); }},
      {"draft.procedure", [](v1::DossierDraft& d) { d.clear_procedure(); }},
      {"draft.place", [](v1::DossierDraft& d) { d.set_place("Hương An"); }},
      {"draft.receiving_unit", [](v1::DossierDraft& d) { d.set_receiving_unit("units/x"); }},
      {"draft.returning_unit", [](v1::DossierDraft& d) { d.set_returning_unit("units/x"); }},
      {"draft.competent_unit", [](v1::DossierDraft& d) { d.set_competent_unit("units/x"); }},
  };
  for (const auto& [field, change] : cases) {
    v1::RegisterDossierRequest request;
    request.mutable_draft()->set_procedure("procedures/1.001193");
    change(*request.mutable_draft());
    EXPECT_EQ(FieldOf(RegisterFromProto(request)), field);
  }
}

TEST(DraftTest, AHundredPapersAreTakenAndOneMoreRefused) {
  v1::DossierDraft draft;
  draft.set_procedure("procedures/1.001193");
  for (int i = 0; i < 100; ++i) draft.add_components()->set_ordinal(1);
  ASSERT_TRUE(DraftFromProto(draft).ok());
  EXPECT_EQ(DraftFromProto(draft)->components.size(), 100u);
  draft.add_components();
  EXPECT_EQ(FieldOf(DraftFromProto(draft)), "draft.components");
  v1::ResumeDossierRequest resume;
  *resume.mutable_components() = draft.components();
  EXPECT_EQ(FieldOf(ResumeFromProto(resume)), "components");
}

TEST(DraftTest, WhatIsLeftOutHasTheDocumentedMeaning) {
  v1::DossierDraft draft;
  draft.set_procedure("procedures/1.001193");
  draft.add_components()->set_ordinal(2);
  const auto converted = DraftFromProto(draft);
  ASSERT_TRUE(converted.ok());
  EXPECT_EQ(converted->quantity, 1);
  EXPECT_EQ(converted->components[0].copies, 1);
  EXPECT_EQ(converted->applicant.kind, domain::ApplicantKind::kCitizen);
  EXPECT_EQ(converted->place, "");
  EXPECT_EQ(converted->competent, "");
}

TEST(RequestsTest, DaysAreRealAndIso) {
  for (const char* day : {"2025-02-30", "2025-7-1", "today", "2025-07-01T00:00:00Z"}) {
    v1::ListDossiersRequest list;
    list.set_from_day(day);
    EXPECT_EQ(FieldOf(DossierFilterFromProto(list, At(kDay))), "from_day") << day;
    v1::FindDossiersRequest find;
    find.set_until_day(day);
    EXPECT_EQ(FieldOf(FindQueryFromProto(find)), "until_day") << day;
    v1::QueryRatesRequest query;
    query.set_until_day(day);
    EXPECT_EQ(FieldOf(FiguresQueryFromProto("query.", query)), "query.until_day") << day;
  }
  v1::ListDossiersRequest list;
  list.set_from_day("2025-07-01");
  EXPECT_EQ(DossierFilterFromProto(list, At(kDay))->from, kDay);
  EXPECT_EQ(DossierFilterFromProto(list, At(kDay))->until, std::nullopt);
}

TEST(RequestsTest, ANewAppointmentIsNeededAndMustBeATime) {
  v1::ReappointDossierRequest request;
  EXPECT_EQ(FieldOf(ReappointFromProto(request)), "promised_due");
  request.mutable_promised_due()->set_nanos(1'000'000'000);
  EXPECT_EQ(FieldOf(ReappointFromProto(request)), "promised_due");
  request.mutable_promised_due()->set_nanos(0);
  request.mutable_promised_due()->set_seconds(1'751'360'400);  // 2025-07-01T16:00:00+07:00
  EXPECT_EQ(ReappointFromProto(request)->promised_due, At(kDay, hours(16)));
}

TEST(ContentTest, OnlyTheRequestIdIsLeftOut) {
  v1::ReasonRequest request;
  request.set_request_id(kUuid);
  request.set_name("dossiers/H57.104-250701-0001");
  request.set_etag("3");
  request.set_reason("Người dân xin rút");
  const std::string first = ContentOf("DossierService/WithdrawDossier", request);
  v1::ReasonRequest retry = request;
  retry.set_request_id("0197c3a0-0000-7000-8000-000000000002");
  EXPECT_EQ(ContentOf("DossierService/WithdrawDossier", retry), first);
  EXPECT_NE(ContentOf("DossierService/StopDossier", request), first);
  retry.set_etag("4");
  EXPECT_NE(ContentOf("DossierService/WithdrawDossier", retry), first);
  retry = request;
  retry.set_reason("Người dân xin rút.");
  EXPECT_NE(ContentOf("DossierService/WithdrawDossier", retry), first);
  EXPECT_EQ(request.request_id(), kUuid);
}

TEST(CommandTest, OnlyWhatCanBringADraftMayLeaveTheNameOut) {
  v1::ReceiveDossierRequest receive;
  EXPECT_EQ(CommandFromProto("m", receive)->dossier, "");
  receive.set_name("dossiers/x y");
  EXPECT_EQ(FieldOf(CommandFromProto("m", receive)), "name");
  EXPECT_EQ(FieldOf(CommandFromProto("m", v1::ReasonRequest())), "name");
  EXPECT_EQ(CommandFromProto("m", v1::RegisterDossierRequest())->dossier, "");
}

TEST(DossierTest, TheOutlineHoldsNoContents) {
  // Even if a view were not cleared, the message would be.
  const v1::Dossier outline = DossierToProto(ViewOf(OpenDossier(), domain::View::kOutline));
  EXPECT_FALSE(outline.contents_shown());
  EXPECT_FALSE(outline.has_applicant());
  EXPECT_EQ(outline.subject(), "");
  EXPECT_EQ(outline.supplement_request(), "");
  EXPECT_EQ(outline.components_size(), 0);
  EXPECT_FALSE(outline.has_receipt());
  EXPECT_EQ(outline.SerializeAsString().find("046090001234"), std::string::npos);
  EXPECT_EQ(outline.masked_applicant(), "N***** V** A*");
  EXPECT_EQ(outline.etag(), "7");
  EXPECT_EQ(outline.name(), "dossiers/19804-01JZ2V8Q0M5T1R9WYH3X4K6B7C");
  EXPECT_EQ(outline.holder_unit(), "units/19774");

  const v1::Dossier whole = DossierToProto(ViewOf(OpenDossier(), domain::View::kContents));
  EXPECT_TRUE(whole.contents_shown());
  EXPECT_EQ(whole.applicant().identity_number(), "046090001234");
  EXPECT_EQ(whole.components(0).display_name(), "Tờ khai");
}

TEST(DossierTest, WhatHasNotHappenedIsAbsent) {
  domain::Dossier d = OpenDossier();
  d.state = domain::State::kRegistered;
  d.received_at.reset();
  d.promised_due.reset();
  const v1::Dossier shown = DossierToProto(ViewOf(d, domain::View::kContents));
  EXPECT_FALSE(shown.has_receive_time());
  EXPECT_FALSE(shown.has_promised_due());
  EXPECT_FALSE(shown.has_legal_due());
  EXPECT_FALSE(shown.has_resolve_time());
  EXPECT_FALSE(shown.has_deliver_time());
  EXPECT_FALSE(shown.has_transfer());
  EXPECT_EQ(shown.timeliness(), "");
}

TEST(DossierTest, MinutesLeftAreRoundedDownAndZeroWhileNothingRuns) {
  domain::Dossier d = OpenDossier();
  const Time due = *d.promised_due;
  EXPECT_EQ(MinutesLeft(d, due - minutes(90)), 90);
  EXPECT_EQ(MinutesLeft(d, due - seconds(59)), 0);
  EXPECT_EQ(MinutesLeft(d, due), 0);
  EXPECT_EQ(MinutesLeft(d, due + seconds(1)), -1);
  EXPECT_EQ(MinutesLeft(d, due + hours(2)), -120);
  d.pauses.push_back({due - hours(3), std::nullopt, domain::PauseReason::kSupplement, false});
  EXPECT_EQ(MinutesLeft(d, due + hours(2)), 0);
  d.pauses.back().until = due - hours(2);
  EXPECT_EQ(MinutesLeft(d, due + hours(2)), -120);
  d.state = domain::State::kResolved;
  d.closed_as = domain::State::kResolved;
  EXPECT_EQ(MinutesLeft(d, due - hours(1)), 0);
  d = OpenDossier();
  d.promised_due.reset();
  EXPECT_EQ(MinutesLeft(d, due), 0);
}

TEST(TransferTest, AnUnansweredOfferIsShownAsExpiredOnceItsTimeIsPast) {
  domain::Dossier d = OpenDossier();
  domain::Transfer t;
  t.id = *Ulid::Parse("01JZ2V8Q0M5T1R9WYH3X4K6B7D");
  t.state = domain::TransferState::kOffered;
  t.purpose = domain::TransferPurpose::kDecision;
  t.from = "19804";
  t.to = "19774";
  t.offered_at = At(kDay, hours(8));
  t.due = At(kDay, hours(11));
  d.transfer = t;
  app::DossierView view = ViewOf(d, domain::View::kOutline);
  v1::DossierSummary line = DossierSummaryToProto(view);
  ASSERT_TRUE(line.has_pending_transfer());
  EXPECT_EQ(line.pending_transfer().state(), v1::TRANSFER_STATE_OFFERED);
  EXPECT_EQ(line.pending_transfer().name(),
            "dossiers/19804-01JZ2V8Q0M5T1R9WYH3X4K6B7C/transfers/01JZ2V8Q0M5T1R9WYH3X4K6B7D");
  view.now = At(kDay, hours(12));
  line = DossierSummaryToProto(view);
  EXPECT_EQ(line.pending_transfer().state(), v1::TRANSFER_STATE_EXPIRED);
  EXPECT_FALSE(line.pending_transfer().has_answer_time());
  view.dossier.transfer->state = domain::TransferState::kTakenOver;
  EXPECT_FALSE(DossierSummaryToProto(view).has_pending_transfer());
  EXPECT_EQ(DossierToProto(view).transfer().state(), v1::TRANSFER_STATE_TAKEN_OVER);
}

TEST(ReceiptTest, PapersAreNumberedLines) {
  EXPECT_EQ(ComponentLine(1, {"Tờ khai", 1, ""}), "1. Tờ khai (01 bản)");
  EXPECT_EQ(ComponentLine(12, {"Ảnh 4x6", 10, ""}), "12. Ảnh 4x6 (10 bản)");
  EXPECT_EQ(ComponentLine(2, {"Giấy chứng sinh", 1, "bản chính"}),
            "2. Giấy chứng sinh (01 bản, bản chính)");
}

TEST(ReceiptTest, TheDecidingUnitIsNamedAlsoWhenItIsTheReceivingOne) {
  app::ReceiptView view;
  view.receipt.unit_name = "Phường Hương An";
  view.receipt.limit = {3, law::TimeLimit::kWorkingDays, false};
  EXPECT_EQ(ReceiptToProto(view).competent_unit(), "Phường Hương An");
  view.receipt.competent_unit = "Phường Kim Long";
  EXPECT_EQ(ReceiptToProto(view).competent_unit(), "Phường Kim Long");
  EXPECT_EQ(FieldOf(ReceiptNumberFromProto(-1)), "number");
}

TEST(ClockTest, LinesOfOneDayAreOneDayAndNoMinuteIsLost) {
  const Day next = kDay + std::chrono::days{1};
  const std::vector<law::DayAccount> lines = {
      {kDay, law::AccountKind::kBeforeStart, {}, hours(2), "trước khi tiếp nhận", ""},
      {kDay, law::AccountKind::kCounted, hours(5) + seconds(30), {}, "", "19804"},
      {kDay, law::AccountKind::kPaused, {}, hours(1), "chờ bổ sung hồ sơ", ""},
      {next, law::AccountKind::kCounted, hours(2) + seconds(30), {}, "", "19804"},
      {next, law::AccountKind::kCounted, minutes(59), {}, "", "19774"},
  };
  const std::vector<v1::DayAccount> days = DaysToProto(lines);
  ASSERT_EQ(days.size(), 3u);
  EXPECT_EQ(days[0].day(), "2025-07-01");
  EXPECT_EQ(days[0].counted_minutes(), 300);
  EXPECT_EQ(days[0].charged_unit(), "units/19804");
  EXPECT_EQ(days[0].not_counted_because(), "trước khi tiếp nhận; chờ bổ sung hồ sơ");
  EXPECT_EQ(days[1].counted_minutes(), 121);
  EXPECT_EQ(days[1].charged_unit(), "units/19804");
  EXPECT_EQ(days[2].counted_minutes(), 59);
  EXPECT_EQ(days[2].charged_unit(), "units/19774");
  EXPECT_EQ(days[2].not_counted_because(), "");
  EXPECT_TRUE(DaysToProto({}).empty());
}

TEST(ClockTest, ADayOffIsADayWithItsReason) {
  const std::vector<v1::DayAccount> days =
      DaysToProto({{kDay, law::AccountKind::kWeekend, {}, {}, "thứ Bảy", ""},
                   {kDay, law::AccountKind::kWeekend, {}, {}, "thứ Bảy", ""}});
  ASSERT_EQ(days.size(), 1u);
  EXPECT_EQ(days[0].counted_minutes(), 0);
  EXPECT_EQ(days[0].not_counted_because(), "thứ Bảy");
  EXPECT_EQ(days[0].charged_unit(), "");
}

TEST(EventTest, FactsAndHashAreShownAndPositionsDiffer) {
  storage::LogEntry entry;
  entry.index = 41;
  entry.event.kind = domain::EventKind::kTakenOver;
  entry.event.facts = {{"to_unit", "19774"}};
  entry.leaf_hash = std::string("\x00\xff", 2);
  const v1::Event event = EventToProto(entry);
  EXPECT_EQ(event.kind(), "TAKEN_OVER");
  EXPECT_EQ(event.facts().at("to_unit"), "19774");
  EXPECT_EQ(event.leaf_sha256(), "00ff");
  EXPECT_EQ(event.actor(), "");
  EXPECT_NE(PositionToProto(41), PositionToProto(4));
}

TEST(StatisticsTest, KeysAreNamedByWhatTheyStandFor) {
  app::FigureRow row;
  row.key = "19804";
  EXPECT_EQ(FigureRowToProto(row, app::GroupBy::kCommune).key(), "units/19804");
  EXPECT_EQ(FigureRowToProto(row, app::GroupBy::kProvince).key(), "units/19804");
  row.key = "1.001193";
  EXPECT_EQ(FigureRowToProto(row, app::GroupBy::kProcedure).key(), "procedures/1.001193");
  row.key = "Hộ tịch";
  EXPECT_EQ(FigureRowToProto(row, app::GroupBy::kField).key(), "Hộ tịch");
}

TEST(StatisticsTest, UnspecifiedHasTheDocumentedMeaningAndUnknownIsRefused) {
  const auto query = FiguresQueryFromProto("", v1::QueryRatesRequest());
  ASSERT_TRUE(query.ok());
  EXPECT_EQ(query->by, domain::CountedBy::kReceiver);
  EXPECT_EQ(*RankByFromProto(v1::RANK_BY_UNSPECIFIED), app::RankBy::kResolvedOfReceived);
  EXPECT_EQ(*FigureKindFromProto(v1::FIGURE_KIND_UNSPECIFIED), app::FigureKind::kReceived);
  EXPECT_EQ(*MinimumVolumeFromProto(0), 1);
  EXPECT_EQ(FieldOf(MinimumVolumeFromProto(-1)), "minimum_volume");
  EXPECT_EQ(FieldOf(RankByFromProto(static_cast<v1::RankBy>(5))), "rank_by");
  EXPECT_EQ(FieldOf(FigureKindFromProto(static_cast<v1::FigureKind>(7))), "kind");
  v1::QueryRatesRequest bad;
  bad.set_counted_by(static_cast<v1::CountedBy>(4));
  EXPECT_EQ(FieldOf(FiguresQueryFromProto("query.", bad)), "query.counted_by");
  bad.clear_counted_by();
  bad.set_group_by(static_cast<v1::GroupBy>(8));
  EXPECT_EQ(FieldOf(FiguresQueryFromProto("query.", bad)), "query.group_by");
  v1::ReportPeriodRequest period;
  period.set_until_day("2025-07-01");
  EXPECT_EQ(FieldOf(PeriodQueryFromProto(period)), "from_day");
}

TEST(StatisticsTest, OverdueThatIsNotKnownIsNotInvented) {
  app::FigureRow row;
  row.figures.overdue = 5;
  EXPECT_EQ(FigureRowToProto(row, app::GroupBy::kNone).figures().overdue(), 5);
  row.figures.overdue_known = false;
  EXPECT_FALSE(FigureRowToProto(row, app::GroupBy::kNone).figures().has_overdue());
}

}  // namespace
}  // namespace motcua::rpc
