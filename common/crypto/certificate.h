// Certificates (RFC 5280) with ECDSA P-256 keys: the installation's own authority, the server's and
// the stations' certificates, and what a certificate says.
//
// A certificate speaks for exactly one SPIFFE id, its only URI name; its common name is the path of
// that id and carries no right. Certificates live by system time; validity is in whole seconds, and
// the caller back-dates `not_before` (by 24 hours) for stations whose clock is behind.
//
// PEM texts are at most 64 KiB. Thread safe.
#ifndef MOTCUA_COMMON_CRYPTO_CERTIFICATE_H_
#define MOTCUA_COMMON_CRYPTO_CERTIFICATE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/time.h"

namespace motcua::crypto {

struct KeyAndCertificate {
  std::string key_pem;  // PKCS #8, unencrypted: WritePrivateFile only
  std::string certificate_pem;
};

// A self-signed authority that signs end certificates only (path length 0), with a new key.
// INVALID_ARGUMENT FIELD_INVALID (common_name: 1 to 64 bytes of UTF-8; not_after).
absl::StatusOr<KeyAndCertificate> CreateAuthority(std::string_view common_name, Time not_before,
                                                  Time not_after);

// A new P-256 private key.
std::string NewPrivateKeyPem();

// A certificate request (PKCS #10) signed with `key_pem`. INVALID_ARGUMENT PRIVATE_KEY_INVALID if
// that is no unencrypted P-256 key; FIELD_INVALID (common_name).
absl::StatusOr<std::string> NewCertificateRequest(std::string_view key_pem,
                                                  std::string_view common_name);

enum class CertificateUsage { kClient, kServer, kBoth };

struct IssueOptions {
  std::string spiffe_uri;              // see spiffe.h
  std::vector<std::string> dns_names;  // of the server; letters, digits, '-' and '.'
  std::vector<std::string> ip_addresses;
  CertificateUsage usage = CertificateUsage::kClient;
  Time not_before;
  Time not_after;  // not later than the authority's
};

// Signs the public key of a request. Takes from the request nothing but its key, and shows that the
// sender holds the private one; names and extensions asked for are ignored. PEM of the certificate.
// INVALID_ARGUMENT CERTIFICATE_REQUEST_INVALID if it is not a request, its key is not P-256 or its
// signature is forged; FIELD_INVALID for the options (spiffe_uri, dns_names, ip_addresses,
// not_after); FAILED_PRECONDITION AUTHORITY_INVALID if `authority` is not an authority or its key
// is not that of its certificate.
absl::StatusOr<std::string> SignRequest(const KeyAndCertificate& authority,
                                        std::string_view request_pem, const IssueOptions& options);

// The same for a private key at hand: the server's own. INVALID_ARGUMENT PRIVATE_KEY_INVALID.
absl::StatusOr<std::string> IssueForKey(const KeyAndCertificate& authority,
                                        std::string_view key_pem, const IssueOptions& options);

struct CertificateInfo {
  std::string subject_cn;  // empty unless there is exactly one; never an identity
  std::string spiffe_uri;  // empty unless there is exactly one URI name; still to be parsed
  std::string serial;      // lower-case hexadecimal, two digits a byte
  std::string sha256;      // of the DER, lower-case hexadecimal: the fingerprint
  Time not_before;
  Time not_after;
};

// Of the first certificate in `pem`. Checks no signature and no time. INVALID_ARGUMENT
// CERTIFICATE_INVALID.
absl::StatusOr<CertificateInfo> ReadCertificate(std::string_view pem);

// Whether the certificate is for this private key; false if either cannot be read.
bool KeyMatches(std::string_view key_pem, std::string_view certificate_pem);

}  // namespace motcua::crypto

#endif  // MOTCUA_COMMON_CRYPTO_CERTIFICATE_H_
