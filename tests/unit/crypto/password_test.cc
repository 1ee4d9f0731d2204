#include "common/crypto/password.h"

#include <argon2.h>
#include <gtest/gtest.h>

#include "common/base/error.h"

namespace motcua::crypto {
namespace {

std::string Encoded(uint32_t passes, uint32_t memory_kib, uint32_t lanes, size_t hash_bytes,
                    argon2_type type = Argon2_id) {
  std::string text(argon2_encodedlen(passes, memory_kib, lanes, 16, 64, type), '\0');
  EXPECT_EQ(argon2_hash(passes, memory_kib, lanes, "mật khẩu", std::string("mật khẩu").size(),
                        "0123456789abcdef", 16, nullptr, hash_bytes, text.data(), text.size(), type,
                        ARGON2_VERSION_13),
            ARGON2_OK);
  return text.substr(0, text.find('\0'));
}

TEST(PasswordTest, TheEncodedTextNamesItsParameters) {
  const auto encoded = HashPassword("k7mf-x2pq-9wde-h4ts");
  ASSERT_TRUE(encoded.ok()) << encoded.status();
  EXPECT_TRUE(encoded->starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << *encoded;
  EXPECT_EQ(encoded->find('\0'), std::string::npos);
  EXPECT_FALSE(NeedsRehash(*encoded));
}

TEST(PasswordTest, OnlyTheSamePasswordVerifies) {
  const std::string encoded = *HashPassword("k7mf-x2pq-9wde-h4ts");
  EXPECT_TRUE(VerifyPassword(encoded, "k7mf-x2pq-9wde-h4ts"));
  EXPECT_FALSE(VerifyPassword(encoded, "k7mf-x2pq-9wde-h4tS"));
  EXPECT_FALSE(VerifyPassword(encoded, ""));
  EXPECT_FALSE(VerifyPassword("", "k7mf-x2pq-9wde-h4ts"));
  EXPECT_NE(*HashPassword("k7mf-x2pq-9wde-h4ts"), encoded);  // another salt
}

TEST(PasswordTest, ComposedAndDecomposedSpellingAreOnePassword) {
  const std::string composed = "m\u1EADt kh\u1EA9u";
  const std::string decomposed = "ma\u0323\u0302t kha\u0302\u0309u";
  EXPECT_TRUE(VerifyPassword(*HashPassword(composed), decomposed));
  EXPECT_TRUE(VerifyPassword(*HashPassword(decomposed), composed));
  EXPECT_FALSE(VerifyPassword(*HashPassword(composed), "mat khau"));
}

TEST(PasswordTest, LengthAndEncodingAreBounded) {
  for (const std::string& bad : {std::string(), std::string(257, 'x'), std::string("\xff\xfe")}) {
    const auto encoded = HashPassword(bad);
    EXPECT_EQ(encoded.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(ErrorReason(encoded.status()), "FIELD_INVALID");
  }
  const std::string longest(256, 'x');
  const std::string encoded = *HashPassword(longest);
  EXPECT_TRUE(VerifyPassword(encoded, longest));
  EXPECT_FALSE(VerifyPassword(encoded, longest + "x"));
}

TEST(PasswordTest, OtherParametersVerifyAndAreHashedAgain) {
  const std::string today = Encoded(2, 19456, 1, 32);
  EXPECT_FALSE(NeedsRehash(today));
  EXPECT_TRUE(VerifyPassword(today, "mật khẩu"));
  for (const std::string& other :
       {Encoded(1, 19456, 1, 32), Encoded(3, 19456, 1, 32), Encoded(2, 1024, 1, 32),
        Encoded(2, 19456, 2, 32), Encoded(2, 19456, 1, 16)}) {
    EXPECT_TRUE(NeedsRehash(other)) << other;
    EXPECT_TRUE(VerifyPassword(other, "mật khẩu")) << other;
  }
}

TEST(PasswordTest, AnotherFormNeitherVerifiesNorStands) {
  const std::string good = *HashPassword("x");
  for (const std::string& bad :
       {std::string("$2b$12$abc"), std::string("$argon2id$"), std::string("$argon2id$v=19$m=19456"),
        good.substr(0, good.rfind('$')), "x" + good, good + std::string(300, 'A'),
        Encoded(2, 1024, 1, 32, Argon2_i), Encoded(2, 1024, 1, 32, Argon2_d)}) {
    EXPECT_FALSE(VerifyPassword(bad, "x")) << bad;
    EXPECT_FALSE(VerifyPassword(bad, "mật khẩu")) << bad;
    EXPECT_TRUE(NeedsRehash(bad)) << bad;
  }
}

// 4 TiB of memory, 4,000 million passes: returns at once or the test times out.
TEST(PasswordTest, AnAlteredRowCannotExhaustTheServer) {
  const std::string tail = "$MDEyMzQ1Njc4OWFiY2RlZg$" + std::string(43, 'A');
  EXPECT_FALSE(VerifyPassword("$argon2id$v=19$m=4294967295,t=2,p=1" + tail, "x"));
  EXPECT_FALSE(VerifyPassword("$argon2id$v=19$m=19456,t=4294967295,p=1" + tail, "x"));
  EXPECT_FALSE(VerifyPassword("$argon2id$v=19$m=262144,t=1,p=16777215" + tail, "x"));
}

TEST(PasswordTest, TheDecoyHasTodaysCostAndNoPassword) {
  const std::string& decoy = DecoyPasswordHash();
  EXPECT_FALSE(NeedsRehash(decoy));
  EXPECT_FALSE(VerifyPassword(decoy, "decoy"));
  EXPECT_FALSE(VerifyPassword(decoy, ""));
  EXPECT_EQ(&DecoyPasswordHash(), &decoy);
  // The library itself accepts its form: it hashes and compares, rather than return at once.
  EXPECT_EQ(argon2id_verify(decoy.c_str(), "x", 1), ARGON2_VERIFY_MISMATCH);
}

}  // namespace
}  // namespace motcua::crypto
