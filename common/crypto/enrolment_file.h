// The enrolment file: what a new station gets from its administrator for its first call.
//
// Plain text, written by the server, read once by the client:
//
//   motcua-enrolment 1
//   address <host:port>
//   unit <unit id>
//   code <one-time code>
//   -----BEGIN CERTIFICATE-----     the authority's certificate
//   -----BEGIN CERTIFICATE-----     the enrolment certificate, which may enrol and nothing else
//   -----BEGIN PRIVATE KEY-----     its key (or EC PRIVATE KEY)
//
// Each BEGIN line starts a whole PEM block (RFC 7468). The file is a secret until its code is used:
// it is carried to the station by hand and kept with mode 0600.
#ifndef MOTCUA_COMMON_CRYPTO_ENROLMENT_FILE_H_
#define MOTCUA_COMMON_CRYPTO_ENROLMENT_FILE_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace motcua::crypto {

struct EnrolmentFile {
  std::string address;  // host:port; an IPv6 host in brackets
  std::string unit;     // unit id without units/, for example 19804
  std::string code;
  // One PEM block each, with a line end.
  std::string authority_pem;
  std::string certificate_pem;
  std::string key_pem;
};

// `address`, `unit` and `code` have no white space; each *_pem is one PEM block.
std::string FormatEnrolmentFile(const EnrolmentFile& file);

// Reads what FormatEnrolmentFile() writes, also with Windows line ends and blank lines, as a file
// gets them on its way by mail or memory stick. INVALID_ARGUMENT ENROLMENT_FILE_INVALID otherwise,
// with the value `line` (1, 2 …): the first line that is not as it should be, or the last line plus
// one when something is missing.
absl::StatusOr<EnrolmentFile> ParseEnrolmentFile(std::string_view text);

}  // namespace motcua::crypto

#endif  // MOTCUA_COMMON_CRYPTO_ENROLMENT_FILE_H_
