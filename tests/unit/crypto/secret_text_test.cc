#include "common/crypto/secret_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "common/base/error.h"

namespace motcua::crypto {
namespace {

TEST(SecretTextTest, HasItsFormAndIsNeverTheSame) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string password = NewPassword();
    EXPECT_THAT(password, testing::MatchesRegex("[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}"));
    EXPECT_EQ(password.find_first_of("ilo01"), std::string::npos) << password;
    const std::string token = NewToken();
    EXPECT_THAT(token, testing::MatchesRegex("[A-Za-z0-9_-]{43}"));
    const std::string code = NewEnrolmentCode();
    EXPECT_THAT(code, testing::MatchesRegex("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}"));
    EXPECT_EQ(code.find_first_of("ILOU"), std::string::npos) << code;
    EXPECT_TRUE(seen.insert(password).second && seen.insert(token).second &&
                seen.insert(code).second);
  }
}

// 160,000 characters over 31: each about 5,161; 600 is more than eight standard deviations.
TEST(SecretTextTest, EveryCharacterOfAPasswordIsEquallyLikely) {
  std::map<char, int> count;
  for (int i = 0; i < 10000; ++i) {
    for (const char c : NewPassword()) ++count[c];
  }
  count.erase('-');
  EXPECT_EQ(count.size(), 31u);
  for (const auto& [c, n] : count) EXPECT_NEAR(n, 160000 / 31, 600) << c;
}

TEST(SecretTextTest, ATypedEnrolmentCodeIsReadAsMeant) {
  EXPECT_EQ(*NormaliseEnrolmentCode("7KQ2-M9XD-4TVB"), "7KQ2-M9XD-4TVB");
  EXPECT_EQ(*NormaliseEnrolmentCode("7kq2m9xd4tvb"), "7KQ2-M9XD-4TVB");
  EXPECT_EQ(*NormaliseEnrolmentCode(" 7kq2 M9xd-4tvb "), "7KQ2-M9XD-4TVB");
  EXPECT_EQ(*NormaliseEnrolmentCode("oOiIlL000000"), "0011-1100-0000");
  for (int i = 0; i < 100; ++i) {
    const std::string code = NewEnrolmentCode();
    EXPECT_EQ(*NormaliseEnrolmentCode(code), code);
  }
}

TEST(SecretTextTest, AnyOtherEnrolmentCodeIsRefused) {
  for (const char* bad :
       {"", "7KQ2-M9XD-4TV", "7KQ2-M9XD-4TVBB", "7KQ2-M9XD-4TVU", "7KQ2-M9XD-4TV!", "7KQ2_M9XD"}) {
    const auto code = NormaliseEnrolmentCode(bad);
    EXPECT_EQ(code.status().code(), absl::StatusCode::kInvalidArgument) << bad;
    EXPECT_EQ(ErrorReason(code.status()), "FIELD_INVALID") << bad;
  }
}

}  // namespace
}  // namespace motcua::crypto
