// Custody: who holds a dossier, and how that changes.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/unit/domain/domain_testing.h"

namespace motcua::domain {
namespace {

using C = Command;

// A certified copy taken in by Hương An and offered to Phong Thái; offers last until the next day.
Play Offered() {
  Play p("2025-07-01 08:00");
  Draft draft = DraftOf(kCopy);
  draft.competent = kPhongThai;
  p.Do(Clerk(kHuongAn), Receive(draft));
  return p;
}

TEST(TransferTest, TheHolderChangesAtTheTakeOverAndNotBefore) {
  Play p = Offered();
  EXPECT_EQ(p.d().holder, kHuongAn);
  const std::string hash = p.d().transfer->content_sha256;
  p.At("2025-07-01 09:00").Do(Clerk(kPhongThai), Because(C::kTakeOver, ""));
  EXPECT_EQ(p.d().holder, kPhongThai);
  EXPECT_EQ(p.d().transfer->state, TransferState::kTakenOver);
  EXPECT_EQ(Show(p.d().transfer->answered_at), "2025-07-01 09:00");
  EXPECT_EQ(Show(p.d().taken_over_at), "2025-07-01 09:00");
  EXPECT_EQ(p.d().past_holders, std::vector<std::string>{kHuongAn});
  EXPECT_EQ(p.d().step, 2);
  EXPECT_EQ(p.last().event.facts.at("content_sha256"), hash);
  EXPECT_EQ(p.last().event.facts.at("from_unit"), kHuongAn);
  EXPECT_EQ(p.last().event.facts.at("to_unit"), kPhongThai);
}

TEST(TransferTest, TakingOverTwiceSaysThatItIsTakenOver) {
  Play p = Offered();
  p.Do(Clerk(kPhongThai), Because(C::kTakeOver));
  const std::string already = "FAILED_PRECONDITION TRANSFER_ALREADY_TAKEN_OVER";
  EXPECT_EQ(Said(p.Try(Clerk(kPhongThai), Because(C::kTakeOver))), already);
  EXPECT_EQ(Said(p.Try(Clerk(kPhongThai), DeclineInput{"x", ""})), already);
  EXPECT_EQ(Said(p.Try(Clerk(kPhongThai), Because(C::kRecall))), already);
  EXPECT_EQ(Said(p.Try(Clerk(kHuongAn), Because(C::kRecall))), "PERMISSION_DENIED UNIT_NOT_HOLDER");
}

TEST(TransferTest, ADeclinedOfferStaysWithItsSenderAndSuggestsAnother) {
  Play p = Offered();
  EXPECT_EQ(Said(p.Try(Clerk(kPhongThai), DeclineInput{"", ""})),
            "INVALID_ARGUMENT FIELD_INVALID reason");
  EXPECT_EQ(Said(p.Try(Clerk(kPhongThai), DeclineInput{"x", "99999"})),
            "NOT_FOUND UNIT_NOT_FOUND suggested_unit");
  p.Do(Clerk(kPhongThai), DeclineInput{"không phải của chúng tôi", kQuangDien});
  EXPECT_EQ(p.d().holder, kHuongAn);
  EXPECT_EQ(p.d().transfer->state, TransferState::kDeclined);
  EXPECT_EQ(p.d().transfer->suggested, kQuangDien);
  EXPECT_EQ(p.last().event.facts.at("suggested_unit"), kQuangDien);
  EXPECT_EQ(p.last().event.reason, "không phải của chúng tôi");
  EXPECT_EQ(Said(p.Try(Clerk(kPhongThai), Because(C::kTakeOver))),
            "FAILED_PRECONDITION TRANSFER_DECLINED");
  const Ulid declined = p.d().transfer->id;
  p.Do(Clerk(kHuongAn), OfferInput{kQuangDien, ""});
  EXPECT_NE(p.d().transfer->id, declined);
  EXPECT_EQ(p.d().competent, kPhongThai) << "until another takes over";
  p.Do(Clerk(kQuangDien), Because(C::kTakeOver));
  EXPECT_EQ(p.d().competent, kQuangDien);
  EXPECT_EQ(p.d().holder, kQuangDien);
  EXPECT_TRUE(p.d().competence_chosen);
  EXPECT_EQ(p.last().event.facts.at("competent_unit"), kQuangDien);
}

TEST(TransferTest, ARecalledOfferIsOver) {
  Play p = Offered();
  EXPECT_EQ(Said(p.Try(Clerk(kPhongThai), Because(C::kRecall))),
            "PERMISSION_DENIED UNIT_NOT_HOLDER");
  p.Do(Clerk(kHuongAn), Because(C::kRecall));
  EXPECT_EQ(p.d().transfer->state, TransferState::kRecalled);
  EXPECT_EQ(Said(p.Try(Clerk(kPhongThai), Because(C::kTakeOver))),
            "FAILED_PRECONDITION TRANSFER_RECALLED");
  EXPECT_EQ(Said(p.Try(Clerk(kHuongAn), Because(C::kRecall))),
            "FAILED_PRECONDITION TRANSFER_RECALLED");
  p.Do(Clerk(kHuongAn), OfferInput{}).Do(Clerk(kPhongThai), Because(C::kTakeOver));
  EXPECT_EQ(p.d().holder, kPhongThai);
}

TEST(TransferTest, AnOfferExpiresByTimeAloneAndIsOfferedAgainAsTheSameTransfer) {
  Play p = Offered();
  const Transfer first = *p.d().transfer;
  EXPECT_EQ(Show(first.due), "2025-07-02 08:00");
  EXPECT_EQ(TransferStateAt(first, T("2025-07-02 08:00")), TransferState::kOffered);
  EXPECT_EQ(TransferStateAt(first, T("2025-07-02 08:00:01")), TransferState::kExpired);
  p.At("2025-07-02 07:59");
  EXPECT_EQ(Said(p.Try(Clerk(kHuongAn), OfferInput{})),
            "FAILED_PRECONDITION TRANSFER_ALREADY_OFFERED");
  p.At("2025-07-02 08:00:01");
  EXPECT_TRUE(HasPendingTransfer(p.d())) << "it stays visible to both";
  EXPECT_EQ(Said(p.Try(Clerk(kPhongThai), Because(C::kTakeOver))),
            "FAILED_PRECONDITION TRANSFER_EXPIRED");
  p.Do(Clerk(kHuongAn), OfferInput{});
  EXPECT_EQ(p.d().transfer->id, first.id);
  EXPECT_EQ(p.d().transfer->to, kPhongThai);
  EXPECT_EQ(Show(p.d().transfer->offered_at), "2025-07-02 08:00:01");
  EXPECT_EQ(Show(p.d().transfer->due), "2025-07-03 08:00:01");
  p.Do(Clerk(kPhongThai), Because(C::kTakeOver));
  EXPECT_EQ(p.d().holder, kPhongThai);
}

TEST(TransferTest, AnExpiredOfferGivenToAnotherUnitIsAnotherTransfer) {
  Play p = Offered();
  const Ulid first = p.d().transfer->id;
  p.At("2025-07-03 08:00").Do(Clerk(kHuongAn), OfferInput{kQuangDien, ""});
  EXPECT_NE(p.d().transfer->id, first);
  // The one that waits without an answer, not the competent unit, is offered again.
  const Ulid second = p.d().transfer->id;
  p.At("2025-07-08 08:00").Do(Clerk(kHuongAn), OfferInput{});
  EXPECT_EQ(p.d().transfer->to, kQuangDien);
  EXPECT_EQ(p.d().transfer->id, second);
}

TEST(TransferTest, AnExpiredOfferCanStillBeDeclinedOrRecalled) {
  Play p = Offered();
  p.At("2025-07-07 08:00");
  EXPECT_EQ(Said(p.Try(Clerk(kPhongThai), DeclineInput{"x", ""})), "OK");
  EXPECT_EQ(Said(p.Try(Clerk(kHuongAn), Because(C::kRecall))), "OK");
}

TEST(TransferTest, ADeclinedHandOverLeavesTheDeciderAtWork) {
  Play p("2025-07-01 08:00");
  p.Do(Person(kHuongAn), Receive(DraftOf(kCopy)));
  p.Do(Person(kHuongAn), AssignInput{"officer/19804"});
  p.Do(Person(kHuongAn), OfferInput{kQuangDien, "quá tải"});
  EXPECT_EQ(Said(p.Try(Person(kHuongAn), Forward())), "FAILED_PRECONDITION TRANSFER_PENDING");
  const Dossier offered = p.d();
  p.Do(Person(kQuangDien), DeclineInput{"không nhận", ""});
  EXPECT_EQ(p.d().competent, kHuongAn);
  p.Do(Person(kHuongAn), Forward());
  EXPECT_EQ(p.d().step, 4);

  p.Put(offered);
  p.Do(Person(kQuangDien), Because(C::kTakeOver));
  EXPECT_EQ(p.d().competent, kQuangDien);
  EXPECT_EQ(p.d().boundary, Boundary::kOtherCommune);
  EXPECT_EQ(p.d().officer, "");
  EXPECT_EQ(p.d().state, State::kProcessing);
  EXPECT_EQ(p.d().step, 2);
}

TEST(TransferTest, OnlyUnitsThatLawAllowsAreOffered) {
  Play p("2025-07-01 08:00");
  p.Do(Clerk(kHuongAn), Receive(DraftOf(kMarital)));
  EXPECT_EQ(Said(p.Try(Clerk(kHuongAn), OfferInput{kPhongThai, ""})),
            "FAILED_PRECONDITION COMPETENT_UNIT_NOT_ALLOWED");
  EXPECT_EQ(Said(p.Try(Clerk(kHuongAn), OfferInput{"99999", ""})),
            "NOT_FOUND UNIT_NOT_FOUND to_unit");
  EXPECT_EQ(Said(p.Try(Clerk(kHuongAn), OfferInput{})), "FAILED_PRECONDITION TRANSFER_NOT_NEEDED");
  Play copy("2025-07-01 08:00");
  copy.Do(Clerk(kHuongAn), Receive(DraftOf(kCopy)));
  EXPECT_EQ(Said(copy.Try(Clerk(kHuongAn), OfferInput{kBaDinh, ""})),
            "FAILED_PRECONDITION NOT_BOUNDARY_FREE");
}

TEST(TransferTest, NothingElseIsDoneWhileAnOfferWaits) {
  Play p = Offered();
  const Actor who = Person(kHuongAn);
  const std::string pending = "FAILED_PRECONDITION TRANSFER_PENDING";
  for (const Command c :
       {C::kAssign, C::kAdvance, C::kRequestSupplement, C::kRequestPayment, C::kStop, C::kVoid}) {
    EXPECT_EQ(Said(p.Try(who, SensibleInput(c, p.d(), p.now()))), pending) << CommandName(c);
  }
  CorrectInput move;
  move.reason = "x";
  move.procedure = kMarital;
  EXPECT_EQ(Said(p.Try(who, move)), pending);
}

TEST(TransferTest, TheResultTravelsBackTheSameWay) {
  Play p = Offered();
  const Actor there = Person(kPhongThai);
  p.Do(there, Because(C::kTakeOver)).Do(there, AssignInput{"officer/19858"});
  p.Do(there, Forward()).Do(there, Forward()).Do(there, Approve());
  ASSERT_TRUE(p.d().transfer);
  EXPECT_EQ(p.d().transfer->purpose, TransferPurpose::kResult);
  EXPECT_EQ(p.d().transfer->to, kHuongAn);
  EXPECT_EQ(p.d().holder, kPhongThai);
  EXPECT_EQ(p.d().closed_by, kPhongThai);
  EXPECT_EQ(Said(p.Try(there, HandOut())), "FAILED_PRECONDITION TRANSFER_PENDING");
  p.Do(there, Because(C::kRecall));
  EXPECT_EQ(Said(p.Try(there, HandOut())), "FAILED_PRECONDITION UNIT_NOT_RETURNING");
  EXPECT_EQ(Said(p.Try(there, OfferInput{kQuangDien, ""})),
            "INVALID_ARGUMENT FIELD_INVALID to_unit");
  p.Do(there, OfferInput{}).Do(Clerk(kHuongAn), Because(C::kTakeOver));
  EXPECT_EQ(Said(p.Try(Clerk(kHuongAn), OfferInput{})), "FAILED_PRECONDITION TRANSFER_NOT_NEEDED");
  const std::optional<Time> taken_over = p.d().taken_over_at;
  p.Do(Clerk(kHuongAn), HandOut());
  EXPECT_EQ(p.d().state, State::kResultDelivered);
  EXPECT_EQ(p.d().taken_over_at, taken_over) << "the clock's start is not that of the result";
}

TEST(EtagTest, AStaleOneSaysWhoChangedWhatAndWhen) {
  Play p("2025-07-01 08:00");
  p.Do(Person(kHuongAn), Receive(DraftOf(kMarital)));
  p.At("2025-07-01 09:30").Do(Head(kHuongAn), AssignInput{"officer/19804"});
  const auto late = p.TryWith("1", Clerk(kHuongAn), Because(C::kWithdraw));
  EXPECT_EQ(Said(late), "ABORTED ETAG_MISMATCH");
  ErrorValues values = GetErrorValues(late.status());
  EXPECT_EQ(values["actor"], Head(kHuongAn).account);
  EXPECT_EQ(values["time"], "2025-07-01T09:30:00+07:00");
  EXPECT_EQ(values["event"], "ASSIGNED");
  EXPECT_EQ(values["etag"], "2");
  for (const char* wrong : {"3", "02", "2 ", "x"}) {
    EXPECT_EQ(Said(p.TryWith(wrong, Clerk(kHuongAn), Because(C::kWithdraw))),
              "ABORTED ETAG_MISMATCH")
        << wrong;
  }
  EXPECT_EQ(Said(p.TryWith("", Clerk(kHuongAn), Because(C::kWithdraw))),
            "INVALID_ARGUMENT ETAG_MISSING etag");
  EXPECT_EQ(Said(p.TryWith("2", Clerk(kHuongAn), Because(C::kWithdraw))), "OK");
}

TEST(EtagTest, OfTwoOfficersDecidingOneDossierOneWins) {
  Play p("2025-07-01 08:00");
  const Actor one = Person(kHuongAn);
  p.Do(one, Receive(DraftOf(kMarital))).Do(one, AssignInput{"officer/19804"});
  p.Do(one, Forward()).Do(one, Forward());
  const std::string seen = std::to_string(p.d().version);
  p.Do(Head(kHuongAn), Approve());
  const auto other =
      p.TryWith(seen, one, ResolveInput{Outcome::kRejected, "", "không đủ điều kiện"});
  EXPECT_EQ(Said(other), "ABORTED ETAG_MISMATCH");
  EXPECT_EQ(GetErrorValues(other.status())["event"], "RESOLVED");
  EXPECT_EQ(GetErrorValues(other.status())["actor"], Head(kHuongAn).account);
}

}  // namespace
}  // namespace motcua::domain
