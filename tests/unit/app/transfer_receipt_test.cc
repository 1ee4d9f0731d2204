// Both sides hold the same signed receipt of a hand-over.
#include <gtest/gtest.h>

#include "common/crypto/signing.h"
#include "server/app/queries.h"
#include "server/domain/transfer_receipt.h"
#include "tests/support/town.h"

namespace motcua::app {
namespace {

class TransferReceiptTest : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* office : {"19804", "19867"}) ASSERT_TRUE(town_.AddPerson(office).ok());
    const auto received =
        town_.Do(sender_, "", 0,
                 domain::ReceiveInput{Town::Draft("1.001193", "19867"), domain::Channel::kCounter});
    ASSERT_TRUE(received.ok()) << received.status();
    EXPECT_EQ(received->transfer_signature, "") << "nothing is handed over yet";
    id_ = received->dossier.key.ToString();
  }

  absl::StatusOr<DossierView> TakeOver() {
    return town_.Do(town_.Person("19867"), id_, 1,
                    domain::ReasonInput{domain::Command::kTakeOver, ""});
  }

  Town town_;
  Caller sender_ = town_.Person("19804");
  std::string id_;
};

TEST_F(TransferReceiptTest, IsSignedOverWhatWasOfferedAndTheSameForBothSides) {
  const auto taken = TakeOver();
  ASSERT_TRUE(taken.ok()) << taken.status();
  const domain::Dossier& d = taken->dossier;
  const std::string text = domain::TransferReceiptText(d.key, *d.transfer);
  EXPECT_NE(text.find(d.transfer->content_sha256), std::string::npos);
  EXPECT_TRUE(crypto::Verify(town_.public_key(), text, taken->transfer_signature));

  for (const char* office : {"19804", "19867"}) {
    const auto page = ListTransfers(town_.context(), town_.Person(office), "", false, true, true,
                                    /*answered=*/true, 10, "");
    ASSERT_TRUE(page.ok()) << page.status();
    ASSERT_EQ(page->items.size(), 1u) << office;
    EXPECT_EQ(page->items[0].signature, taken->transfer_signature) << office;
  }
}

TEST_F(TransferReceiptTest, DoesNotFitAnotherUnitDayOrContent) {
  const auto taken = TakeOver();
  ASSERT_TRUE(taken.ok()) << taken.status();
  const domain::Transfer& signed_transfer = *taken->dossier.transfer;
  const auto fits = [&](const domain::Transfer& t) {
    return crypto::Verify(town_.public_key(), domain::TransferReceiptText(taken->dossier.key, t),
                          taken->transfer_signature);
  };
  ASSERT_TRUE(fits(signed_transfer));
  domain::Transfer other = signed_transfer;
  other.to = "19858";
  EXPECT_FALSE(fits(other));
  other = signed_transfer;
  other.answered_at = *other.answered_at + std::chrono::days{1};
  EXPECT_FALSE(fits(other));
  other = signed_transfer;
  other.content_sha256.front() = other.content_sha256.front() == 'a' ? 'b' : 'a';
  EXPECT_FALSE(fits(other));
}

}  // namespace
}  // namespace motcua::app
