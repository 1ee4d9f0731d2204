#include "common/crypto/enrolment_file.h"

#include <gtest/gtest.h>

#include "common/base/error.h"

namespace motcua::crypto {
namespace {

std::string Block(const std::string& label, const std::string& body) {
  return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
}

EnrolmentFile Example() {
  return {.address = "hue.example:7443",
          .unit = "19804",
          .code = "7KQ2-M9XW",
          .authority_pem = Block("CERTIFICATE", "AAAA"),
          .certificate_pem = Block("CERTIFICATE", "BBBB"),
          .key_pem = Block("PRIVATE KEY", "CCCC")};
}

TEST(EnrolmentFileTest, WhatIsFormattedIsParsed) {
  const auto file = ParseEnrolmentFile(FormatEnrolmentFile(Example()));
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_EQ(file->address, "hue.example:7443");
  EXPECT_EQ(file->unit, "19804");
  EXPECT_EQ(file->code, "7KQ2-M9XW");
  EXPECT_EQ(file->authority_pem, Example().authority_pem);
  EXPECT_EQ(file->certificate_pem, Example().certificate_pem);
  EXPECT_EQ(file->key_pem, Example().key_pem);
}

TEST(EnrolmentFileTest, ReadsWindowsLineEndsBlankLinesAndEcKeys) {
  EnrolmentFile example = Example();
  example.key_pem = Block("EC PRIVATE KEY", "CCCC");
  std::string text;
  for (char c : FormatEnrolmentFile(example)) {
    if (c == '\n')
      text += " \r\n\n";
    else
      text += c;
  }
  const auto file = ParseEnrolmentFile(text);
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_EQ(file->key_pem, example.key_pem);
}

TEST(EnrolmentFileTest, NamesTheFirstWrongLine) {
  const std::string good = FormatEnrolmentFile(Example());
  const auto wrong_line = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    const size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    const auto status = ParseEnrolmentFile(text).status();
    EXPECT_EQ(ErrorReason(status), "ENROLMENT_FILE_INVALID") << to;
    return GetErrorValues(status)["line"];
  };
  EXPECT_EQ(wrong_line("enrolment 1", "enrolment 2"), "1");
  EXPECT_EQ(wrong_line(":7443", ""), "2");
  EXPECT_EQ(wrong_line(":7443", ":70000"), "2");
  EXPECT_EQ(wrong_line(":7443", ":74x3"), "2");
  EXPECT_EQ(wrong_line("unit 19804", "unit"), "3");
  EXPECT_EQ(wrong_line("unit 19804", "unit 19804 x"), "3");
  EXPECT_EQ(wrong_line("code 7KQ2-M9XW\n", ""), "4");
  EXPECT_EQ(wrong_line("-----BEGIN CERTIFICATE-----\nBBBB", "-----BEGIN PUBLIC KEY-----\nBBBB"),
            "8");
  EXPECT_EQ(wrong_line("-----END PRIVATE KEY-----\n", ""), "11");
  EXPECT_EQ(wrong_line("-----END PRIVATE KEY-----\n", "-----END PRIVATE KEY-----\nmore\n"), "14");
}

TEST(EnrolmentFileTest, EveryShortenedFileIsRefused) {
  const std::string good = FormatEnrolmentFile(Example());
  // Without its last line end the file is still whole.
  for (size_t size = 0; size + 1 < good.size(); ++size) {
    EXPECT_FALSE(ParseEnrolmentFile(good.substr(0, size)).ok()) << size;
  }
}

}  // namespace
}  // namespace motcua::crypto
