// Events as bytes: what is public, what can be erased, what is refused.
#include "server/domain/codec.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/domain/domain_testing.h"

namespace motcua::domain {
namespace {

const std::string kSalt(16, '\x5a');

std::string Digest(std::string_view bytes) {
  return std::string(24, '\0') + std::to_string(10'000'000 + bytes.size() % 1000);
}

EncodedEvent Encode(const Event& event, const Dossier& before, const Dossier& after) {
  return EncodeEvent(event, before, after, kSalt, Digest);
}

Play Received() {
  Play p("2025-07-01 08:00");
  Draft draft = DraftOf(kMarital);
  draft.subject = "Nội dung riêng";
  p.Do(Person(kHuongAn), Receive(draft));
  return p;
}

TEST(CodecTest, PersonalDataAndReasonsAreInThePrivatePartOnly) {
  Play p = Received();
  const Dossier first = p.d();
  const EncodedEvent received = Encode(p.last().event, Dossier{}, p.d());
  p.Do(Person(kHuongAn), Because(Command::kRequestSupplement, "thiếu giấy của bà Hoa"));
  const EncodedEvent asked = Encode(p.last().event, first, p.d());
  const auto holds = [](const std::string& bytes, const std::string& text) {
    return bytes.find(text) != std::string::npos;
  };
  const Applicant& a = first.applicant;
  for (const std::string& secret :
       {a.full_name, a.identity_number, a.phone, a.address, a.email, first.subject}) {
    EXPECT_FALSE(holds(received.public_bytes, secret)) << secret;
    EXPECT_TRUE(holds(received.private_bytes, secret)) << secret;
  }
  EXPECT_FALSE(holds(asked.public_bytes, "Hoa"));
  EXPECT_TRUE(holds(asked.private_bytes, "Hoa"));
  EXPECT_TRUE(holds(received.private_bytes, kSalt));
  EXPECT_FALSE(holds(received.public_bytes, kSalt));
}

TEST(CodecTest, ThePublicPartVouchesForThePrivateOne) {
  Play p = Received();
  const EncodedEvent e = Encode(p.last().event, Dossier{}, p.d());
  const auto digest = PrivateDigestOf(e.public_bytes);
  ASSERT_TRUE(digest.ok());
  EXPECT_EQ(*digest, Digest(e.private_bytes));
}

TEST(CodecTest, AnErasedPrivatePartLeavesTheRest) {
  Play p = Received();
  const EncodedEvent e = Encode(p.last().event, Dossier{}, p.d());
  Dossier folded;
  ASSERT_TRUE(ApplyEvent(e.public_bytes, "", folded).ok());
  Dossier expected = p.d();
  expected.applicant = Applicant{};
  expected.subject.clear();
  EXPECT_EQ(folded, expected);
  const auto event = DecodeEvent(e.public_bytes, "");
  ASSERT_TRUE(event.ok());
  EXPECT_EQ(event->reason, "");
  EXPECT_EQ(event->facts, p.last().event.facts);
}

TEST(CodecTest, AnEventOfTheInstallationReadsBack) {
  Event e;
  e.kind = EventKind::kStationRevoked;
  e.subject = "stations/1";
  e.actor = "admin";
  e.unit = kHue;
  e.station = "spiffe://motcua/unit/46/station/1";
  e.request_id = "018f";
  e.request_hash = std::string("\0\xff\x01", 3);
  e.acted_at = T("2025-07-01 08:00");
  e.recorded_at = T("2025-07-01 08:00:01");
  e.facts = {{"a", "1"}};
  e.private_facts = {{"b", "2"}};
  e.reason = "mất máy";
  const EncodedEvent bytes = Encode(e, Dossier{}, Dossier{});
  const auto back = DecodeEvent(bytes.public_bytes, bytes.private_bytes);
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(back->kind, e.kind);
  EXPECT_EQ(back->key, e.key);
  EXPECT_EQ(back->subject, e.subject);
  EXPECT_EQ(back->request_id, e.request_id);
  EXPECT_EQ(back->request_hash, e.request_hash);
  EXPECT_EQ(back->recorded_at, e.recorded_at);
  EXPECT_EQ(back->facts, e.facts);
  EXPECT_EQ(back->private_facts, e.private_facts);
  EXPECT_EQ(back->reason, e.reason);
}

TEST(CodecTest, WhatWasNeverWrittenIsCorrupt) {
  Play p = Received();
  const EncodedEvent e = Encode(p.last().event, Dossier{}, p.d());
  const std::string corrupt = "DATA_LOSS EVENT_CORRUPT";
  for (size_t n = 0; n < e.public_bytes.size(); n += 7) {
    Dossier d;
    EXPECT_EQ(Said(ApplyEvent(e.public_bytes.substr(0, n), "", d)), corrupt) << n;
    EXPECT_EQ(d, Dossier{}) << "nothing is applied by halves";
    EXPECT_EQ(Said(DecodeEvent(e.public_bytes.substr(0, n), "")), corrupt) << n;
  }
  Dossier d;
  EXPECT_EQ(Said(ApplyEvent(e.public_bytes, "x", d)), corrupt);
  EXPECT_EQ(Said(ApplyEvent("\x01", "", d)), corrupt) << "a number is no event";
  EXPECT_EQ(Said(DecodePublic("\x80", d)), corrupt) << "a list is no dossier";
  EXPECT_EQ(Said(PrivateDigestOf(e.private_bytes)), corrupt);
}

TEST(CodecTest, AnEventMustFollowAndBeOfTheSameDossier) {
  Play p = Received();
  const Dossier first = p.d();
  p.Do(Person(kHuongAn), AssignInput{"officer/19804"});
  const EncodedEvent second = Encode(p.last().event, first, p.d());
  const std::string corrupt = "DATA_LOSS EVENT_CORRUPT";
  Dossier d;
  EXPECT_EQ(Said(ApplyEvent(second.public_bytes, second.private_bytes, d)), corrupt) << "a gap";
  Dossier other = Received().d();
  EXPECT_EQ(Said(ApplyEvent(second.public_bytes, second.private_bytes, other)), corrupt);
  d = first;
  ASSERT_TRUE(ApplyEvent(second.public_bytes, second.private_bytes, d).ok());
  EXPECT_EQ(d, p.d());
  EXPECT_EQ(Said(ApplyEvent(second.public_bytes, second.private_bytes, d)), corrupt) << "twice";
}

TEST(CodecTest, APublicRowReadsBackAndClearsWhatWasThere) {
  const Dossier d = Received().d();
  Play other("2025-07-02 08:00");
  other.Do(Person(kHuongAn), Receive(DraftOf(kCopy, kPhongThai)));
  other.Do(Person(kHuongAn), OfferInput{kPhongThai, ""});
  Dossier read = other.d();
  ASSERT_TRUE(DecodePublic(EncodePublic(d), read).ok());
  read.key = d.key;
  read.version = d.version;
  read.applicant = d.applicant;
  read.subject = d.subject;
  EXPECT_EQ(read, d);
}

TEST(CodecTest, NamesOfExtraPapersAreInThePrivatePartOnly) {
  Dossier after;
  after.key = {"19804", Ulid()};
  after.version = 1;
  after.components = {
      {1, "Tờ khai", 1, ""}, {0, "Giấy ủy quyền của bà Hòa", 1, ""}, {0, "Ảnh", 2, ""}};
  Event event;
  event.key = after.key;
  event.version = 1;
  const EncodedEvent encoded = EncodeEvent(event, Dossier(), after, std::string(16, 's'),
                                           [](std::string_view) { return std::string(32, 'h'); });
  EXPECT_NE(encoded.public_bytes.find("Tờ khai"), std::string::npos);
  EXPECT_EQ(encoded.public_bytes.find("Hòa"), std::string::npos);
  EXPECT_EQ(EncodePublic(after).find("Hòa"), std::string::npos);
  Dossier folded;
  ASSERT_TRUE(ApplyEvent(encoded.public_bytes, encoded.private_bytes, folded).ok());
  EXPECT_EQ(folded.components, after.components);
}

}  // namespace
}  // namespace motcua::domain
