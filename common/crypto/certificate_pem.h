// Reading of PEM, and the demand for P-256, shared by the certificate sources of this folder.
#ifndef MOTCUA_COMMON_CRYPTO_CERTIFICATE_PEM_H_
#define MOTCUA_COMMON_CRYPTO_CERTIFICATE_PEM_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/crypto/openssl.h"

namespace motcua::crypto {

inline constexpr size_t kLargestPem = 64 * 1024;

// The first certificate in `pem`, or null.
X509Ptr ParseCertificate(std::string_view pem);
std::string CertificatePem(X509* certificate);

// Whether `key` is an EC key on the named curve P-256 (secp256r1). A curve spelled out by its
// parameters is refused: it may have a chosen generator (CVE-2020-0601).
bool IsP256(const EVP_PKEY* key);

// INVALID_ARGUMENT PRIVATE_KEY_INVALID unless `pem` holds an unencrypted P-256 private key.
absl::StatusOr<PkeyPtr> ParseP256PrivateKey(std::string_view pem);

}  // namespace motcua::crypto

#endif  // MOTCUA_COMMON_CRYPTO_CERTIFICATE_PEM_H_
