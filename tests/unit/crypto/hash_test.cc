#include "common/crypto/hash.h"

#include <gtest/gtest.h>

#include <thread>
#include <utility>
#include <vector>

#include "common/base/hex.h"

namespace motcua::crypto {
namespace {

TEST(HashTest, Sha256GivesTheDigestsOfTheStandard) {
  EXPECT_EQ(ToHex(Sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(ToHex(Sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(ToHex(Sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(HashTest, AStreamGivesTheDigestOfTheWholeForEverySplit) {
  const std::string text = "một cửa, phi địa giới hành chính";
  for (size_t i = 0; i <= text.size(); ++i) {
    Sha256Stream stream;
    stream.Update(text.substr(0, i));
    stream.Update(text.substr(i));
    EXPECT_EQ(stream.Finish(), Sha256(text)) << "split at " << i;
  }
}

TEST(HashTest, AStreamIsEmptyAgainAfterFinish) {
  Sha256Stream stream;
  stream.Update("first");
  stream.Finish();
  EXPECT_EQ(stream.Finish(), Sha256(""));
  stream.Update("abc");
  Sha256Stream moved = std::move(stream);
  EXPECT_EQ(moved.Finish(), Sha256("abc"));
}

// RFC 4231 §4.2, §4.3, §4.7.
TEST(HashTest, HmacGivesTheValuesOfRfc4231) {
  EXPECT_EQ(ToHex(HmacSha256(std::string(20, '\x0b'), "Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(ToHex(HmacSha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(ToHex(HmacSha256(std::string(131, '\xaa'),
                             "Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(HashTest, HmacWithAnEmptyKeyDoesNotUseTheKeyBefore) {
  const std::string empty = "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad";
  HmacSha256("another key", "text");
  EXPECT_EQ(ToHex(HmacSha256("", "")), empty);
  EXPECT_EQ(ToHex(HmacSha256(std::string_view(), "")), empty);
}

TEST(HashTest, ThreadsDoNotDisturbEachOther) {
  std::vector<std::thread> threads;
  std::vector<int> wrong(4, 0);
  for (size_t t = 0; t < wrong.size(); ++t) {
    threads.emplace_back([t, &wrong] {
      const std::string text(t + 1, static_cast<char>('a' + t));
      const std::string digest = Sha256(text);
      const std::string mac = HmacSha256(text, text);
      for (int i = 0; i < 2000; ++i) {
        wrong[t] += Sha256(text) != digest || HmacSha256(text, text) != mac;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(wrong, std::vector<int>(4, 0));
}

TEST(HashTest, ConstantTimeEqualsIsEquality) {
  EXPECT_TRUE(ConstantTimeEquals("", ""));
  EXPECT_TRUE(ConstantTimeEquals("token", "token"));
  EXPECT_FALSE(ConstantTimeEquals("token", "tokem"));
  EXPECT_FALSE(ConstantTimeEquals("token", "toke"));
}

}  // namespace
}  // namespace motcua::crypto
