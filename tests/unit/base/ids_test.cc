#include <gtest/gtest.h>

#include <random>
#include <set>
#include <thread>
#include <unordered_set>
#include <vector>

#include "common/base/error.h"
#include "common/base/hex.h"
#include "common/base/random.h"
#include "common/base/ulid.h"
#include "common/base/uuid.h"

namespace motcua {
namespace {

TEST(UlidTest, TheExampleOfTheSpecificationIsReadAndWritten) {
  const auto id = Ulid::Parse("01ARZ3NDEKTSV4RRFFQ69G5FAV");
  ASSERT_TRUE(id.ok());
  EXPECT_EQ(id->ToString(), "01ARZ3NDEKTSV4RRFFQ69G5FAV");
  EXPECT_EQ(ToHex(id->ToBytes()), "01563e3ab5d3d6764c61efb99302bd5b");
  EXPECT_EQ(ToMicros(id->time()), 1469922850259LL * 1000);
  EXPECT_EQ(Ulid().ToString(), "00000000000000000000000000");
  EXPECT_EQ(ToHex(Ulid::Parse("7ZZZZZZZZZZZZZZZZZZZZZZZZZ")->ToBytes()), std::string(32, 'f'));
}

TEST(UlidTest, OtherSpellingsAreRefused) {
  for (const char* text :
       {"", "01ARZ3NDEKTSV4RRFFQ69G5FA", "01ARZ3NDEKTSV4RRFFQ69G5FAVV",
        "01arz3ndektsv4rrffq69g5fav", "81ARZ3NDEKTSV4RRFFQ69G5FAV", "01ARZ3NDEKTSV4RRFFQ69G5FAI",
        "01ARZ3NDEKTSV4RRFFQ69G5FAO", "01ARZ3NDEKTSV4RRFFQ69G5FA-"}) {
    EXPECT_EQ(ErrorReason(Ulid::Parse(text).status()), "FIELD_INVALID") << text;
  }
  EXPECT_FALSE(Ulid::FromBytes(std::string(15, 'x')).ok());
  EXPECT_FALSE(Ulid::FromBytes(std::string(17, 'x')).ok());
}

TEST(UlidTest, TextAndBytesRoundTripAndSortAlike) {
  const unsigned seed = 7;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  Ulid before;
  for (int i = 0; i < 5000; ++i) {
    std::string bytes(16, '\0');
    for (char& c : bytes) c = static_cast<char>(random() & 0xFF);
    const Ulid id = *Ulid::FromBytes(bytes);
    ASSERT_EQ(id.ToBytes(), bytes);
    ASSERT_EQ(*Ulid::Parse(id.ToString()), id);
    ASSERT_EQ(id < before, id.ToString() < before.ToString());
    ASSERT_EQ(id < before, bytes < before.ToBytes());
    before = id;
  }
}

TEST(UlidTest, EachIsGreaterThanTheOneBeforeAlsoWhenTimeStandsStillOrGoesBack) {
  const unsigned seed = 11;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  UlidGenerator generator;
  Time now = At(MakeDay(2025, 7, 1));
  Ulid before;
  for (int i = 0; i < 20000; ++i) {
    now += std::chrono::microseconds{static_cast<int>(random() % 2000) - 700};
    const Ulid id = generator.Next(now);
    ASSERT_LT(before, id) << i;
    before = id;
  }
  EXPECT_GE(before.time() + std::chrono::milliseconds{1}, now);
}

TEST(UlidTest, ANewMillisecondShowsInTheId) {
  UlidGenerator generator;
  const Time now = At(MakeDay(2025, 7, 1), std::chrono::microseconds{123456});
  EXPECT_EQ(generator.Next(now).time(), At(MakeDay(2025, 7, 1), std::chrono::milliseconds{123}));
}

TEST(UlidTest, ThreadsNeverGetTheSame) {
  UlidGenerator generator;
  std::vector<std::vector<Ulid>> made(4);
  std::vector<std::thread> threads;
  for (auto& list : made) {
    threads.emplace_back([&generator, &list] {
      for (int i = 0; i < 2000; ++i) list.push_back(generator.Next(At(MakeDay(2025, 7, 1))));
    });
  }
  for (auto& thread : threads) thread.join();
  std::unordered_set<Ulid> all;
  for (const auto& list : made) all.insert(list.begin(), list.end());
  EXPECT_EQ(all.size(), 8000u);
}

TEST(UuidTest, VersionSevenBeginsWithTheMillisecondAndIsNeverTheSame) {
  const Time now = At(MakeDay(2026, 8, 5), std::chrono::milliseconds{1});
  std::set<std::string> made;
  for (int i = 0; i < 1000; ++i) {
    const std::string id = NewUuidV7(now);
    ASSERT_TRUE(IsUuid(id)) << id;
    ASSERT_EQ(id[14], '7') << id;
    ASSERT_NE(std::string("89ab").find(id[19]), std::string::npos) << id;
    const std::string ms = id.substr(0, 8) + id.substr(9, 4);
    ASSERT_EQ(std::stoll(ms, nullptr, 16), ToMicros(now) / 1000);
    made.insert(id);
  }
  EXPECT_EQ(made.size(), 1000u);
}

TEST(UuidTest, OnlyOneFormIsAUuid) {
  EXPECT_TRUE(IsUuid("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"));
  for (const char* text :
       {"", "017F22E2-79B0-7CC3-98C4-DC0C0C07398F", "017f22e279b07cc398c4dc0c0c07398f",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398", "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
        "{17f22e2-79b0-7cc3-98c4-dc0c0c07398f", "017f22e2-79b0-7cc3-98c4dc-0c0c07398f"}) {
    EXPECT_FALSE(IsUuid(text)) << text;
  }
}

TEST(HexTest, BytesRoundTrip) {
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  EXPECT_EQ(ToHex(all).substr(0, 8), "00010203");
  EXPECT_EQ(*FromHex(ToHex(all)), all);
  EXPECT_EQ(*FromHex("FFfe"), "\xFF\xFE");
  EXPECT_EQ(ErrorReason(FromHex("abc").status()), "FIELD_INVALID");
  EXPECT_EQ(ErrorReason(FromHex("0g").status()), "FIELD_INVALID");
}

TEST(RandomTest, BytesAreAsManyAsAskedForAndDiffer) {
  EXPECT_EQ(RandomBytes(0), "");
  EXPECT_EQ(RandomBytes(1000).size(), 1000u);
  EXPECT_NE(RandomBytes(16), RandomBytes(16));
}

}  // namespace
}  // namespace motcua
