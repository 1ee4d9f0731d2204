// What the tests of certificates need from OpenSSL that the product does not do: odd requests, and
// the verification of a chain as a TLS peer does it.
#ifndef MOTCUA_TESTS_UNIT_CRYPTO_CERTIFICATE_SUPPORT_H_
#define MOTCUA_TESTS_UNIT_CRYPTO_CERTIFICATE_SUPPORT_H_

#include <string>
#include <string_view>
#include <vector>

#include "common/base/time.h"
#include "common/crypto/certificate.h"
#include "common/crypto/openssl.h"

namespace motcua::crypto {

inline const Time kIssuedAt = FromMicros(1'785'900'000'000'000);  // 2026-08-05
inline constexpr std::chrono::days kYear{365};

IssueOptions StationOptions(const std::string& spiffe_uri);
KeyAndCertificate NewAuthority();

// X509_verify_cert at `at` for the purpose, in strict mode: X509_V_OK or another X509_V_ERR_*.
// `purpose` is X509_PURPOSE_SSL_CLIENT or X509_PURPOSE_SSL_SERVER.
int VerifyChain(const std::string& authority_pem, const std::string& certificate_pem, Time at,
                int purpose);
// Whether a TLS client that asked for this name or address would accept the certificate.
bool NamesHost(const std::string& certificate_pem, const std::string& host);
bool NamesAddress(const std::string& certificate_pem, const std::string& address);

// As `openssl x509 -text` prints it.
std::string TextOf(const std::string& certificate_pem);

// A request signed by `key`, with these extensions: pairs of NID and configuration text.
struct WantedExtension {
  int nid;
  const char* value;
};
std::string RequestPem(EVP_PKEY* key, EVP_PKEY* signer, const std::string& common_name,
                       const std::vector<WantedExtension>& extensions);
// A certificate signed by itself with these URI names.
std::string SelfSignedPem(const std::vector<std::string>& uris);

std::string PemFromDer(const std::string& label, const std::string& der);
std::string DerFromPem(const std::string& pem);

}  // namespace motcua::crypto

#endif  // MOTCUA_TESTS_UNIT_CRYPTO_CERTIFICATE_SUPPORT_H_
