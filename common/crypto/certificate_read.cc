#include <openssl/core_names.h>
#include <openssl/pem.h>

#include <array>
#include <cstring>
#include <ctime>
#include <optional>

#include "common/base/error.h"
#include "common/base/hex.h"
#include "common/crypto/certificate.h"
#include "common/crypto/certificate_pem.h"
#include "common/crypto/hash.h"

namespace motcua::crypto {
namespace {

std::string CommonName(X509* certificate) {
  const X509_NAME* name = X509_get_subject_name(certificate);
  const int first = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
  if (first < 0 || X509_NAME_get_index_by_NID(name, NID_commonName, first) >= 0) return "";
  unsigned char* utf8 = nullptr;
  const int size =
      ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, first)));
  if (size < 0) return "";
  std::string text(reinterpret_cast<const char*>(utf8), static_cast<size_t>(size));
  OPENSSL_free(utf8);
  return text;
}

std::string OnlyUri(X509* certificate) {
  // A second SAN extension makes X509_get_ext_d2i return null, hence no identity.
  const GeneralNamesPtr names(static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
  if (!names) return "";
  std::string uri;
  int count = 0;
  for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
    if (name->type != GEN_URI) continue;
    ++count;
    const ASN1_IA5STRING* text = name->d.uniformResourceIdentifier;
    uri.assign(reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
               static_cast<size_t>(ASN1_STRING_length(text)));
  }
  return count == 1 ? uri : "";
}

std::string SerialHex(X509* certificate) {
  const BignumPtr number(ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr));
  Require(number != nullptr, "ASN1_INTEGER_to_BN");
  std::string bytes(static_cast<size_t>(BN_num_bytes(number.get())), '\0');
  BN_bn2bin(number.get(), Bytes(bytes));
  return ToHex(bytes);
}

std::optional<Time> ReadTime(const ASN1_TIME* time) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return std::nullopt;
  return Time{std::chrono::seconds{::timegm(&parts)}};
}

std::string Fingerprint(X509* certificate) {
  unsigned char* der = nullptr;
  const int size = i2d_X509(certificate, &der);
  Require(size > 0, "i2d_X509");
  std::string digest =
      Sha256(std::string_view(reinterpret_cast<const char*>(der), static_cast<size_t>(size)));
  OPENSSL_free(der);
  return ToHex(digest);
}

absl::Status Invalid() {
  return MakeError(absl::StatusCode::kInvalidArgument, "CERTIFICATE_INVALID",
                   "The text must hold a certificate in PEM, at most 64 KiB long.");
}

}  // namespace

X509Ptr ParseCertificate(std::string_view pem) {
  if (pem.size() > kLargestPem) return nullptr;
  const ErrorScope errors;
  const BioPtr bio = ReadOnlyBio(pem);
  return X509Ptr(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
}

std::string CertificatePem(X509* certificate) {
  const BioPtr bio(BIO_new(BIO_s_mem()));
  Require(bio != nullptr && PEM_write_bio_X509(bio.get(), certificate) == 1, "PEM_write_bio_X509");
  return BioText(bio.get());
}

bool IsP256(const EVP_PKEY* key) {
  if (key == nullptr || EVP_PKEY_is_a(key, "EC") != 1) return false;
  const ErrorScope errors;
  std::array<char, 64> text{};
  size_t size = 0;
  if (EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_EC_ENCODING, text.data(), text.size(),
                                     &size) != 1 ||
      std::strcmp(text.data(), OSSL_PKEY_EC_ENCODING_GROUP) != 0) {
    return false;
  }
  return EVP_PKEY_get_group_name(key, text.data(), text.size(), &size) == 1 &&
         std::strcmp(text.data(), "prime256v1") == 0;
}

absl::StatusOr<PkeyPtr> ParseP256PrivateKey(std::string_view pem) {
  PkeyPtr key = pem.size() > kLargestPem ? nullptr : ParsePrivateKey(pem);
  if (!IsP256(key.get())) {
    return MakeError(absl::StatusCode::kInvalidArgument, "PRIVATE_KEY_INVALID",
                     "The text must hold an unencrypted P-256 private key in PEM.");
  }
  return key;
}

absl::StatusOr<CertificateInfo> ReadCertificate(std::string_view pem) {
  const ErrorScope errors;
  const X509Ptr certificate = ParseCertificate(pem);
  if (!certificate) return Invalid();
  const auto not_before = ReadTime(X509_get0_notBefore(certificate.get()));
  const auto not_after = ReadTime(X509_get0_notAfter(certificate.get()));
  if (!not_before || !not_after) return Invalid();
  return CertificateInfo{CommonName(certificate.get()),
                         OnlyUri(certificate.get()),
                         SerialHex(certificate.get()),
                         Fingerprint(certificate.get()),
                         *not_before,
                         *not_after};
}

bool KeyMatches(std::string_view key_pem, std::string_view certificate_pem) {
  const ErrorScope errors;
  const PkeyPtr key = key_pem.size() > kLargestPem ? nullptr : ParsePrivateKey(key_pem);
  const X509Ptr certificate = ParseCertificate(certificate_pem);
  return key && certificate && X509_check_private_key(certificate.get(), key.get()) == 1;
}

}  // namespace motcua::crypto
