#include <arpa/inet.h>
#include <openssl/pem.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <utility>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "common/crypto/certificate.h"
#include "common/crypto/certificate_pem.h"
#include "common/crypto/spiffe.h"

namespace motcua::crypto {
namespace {

constexpr size_t kSerialBytes = 16;
constexpr long kVersion3 = 2;  // versions count from 0 on the wire
const Time kFirstTime = std::chrono::sys_days{std::chrono::year{1950} / 1 / 1};
const Time kTimeLimit = std::chrono::sys_days{std::chrono::year{10000} / 1 / 1};
constexpr std::string_view kSpiffePrefix = "spiffe://motcua/";

struct Authority {
  PkeyPtr key;
  X509Ptr certificate;
};

absl::StatusOr<Authority> ParseAuthority(const KeyAndCertificate& pair) {
  auto key = ParseP256PrivateKey(pair.key_pem);
  X509Ptr certificate = ParseCertificate(pair.certificate_pem);
  if (!key.ok() || !certificate || X509_check_private_key(certificate.get(), key->get()) != 1 ||
      X509_check_ca(certificate.get()) != 1) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "AUTHORITY_INVALID",
                     "The authority must be a certificate authority with its own P-256 key.");
  }
  return Authority{*std::move(key), std::move(certificate)};
}

PkeyPtr NewP256Key() {
  PkeyPtr key(EVP_EC_gen("P-256"));
  Require(key != nullptr, "P-256 key");
  return key;
}

std::time_t ToSeconds(Time t) {
  return std::chrono::floor<std::chrono::seconds>(t).time_since_epoch().count();
}

absl::Status CheckCommonName(std::string_view name) {
  if (name.empty() || name.size() > 64 || !IsValidUtf8(name)) {
    return FieldInvalid("common_name", "1 to 64 bytes of UTF-8 text");
  }
  return absl::OkStatus();
}

absl::Status CheckValidity(Time not_before, Time not_after) {
  if (ToSeconds(not_after) <= ToSeconds(not_before)) {
    return FieldInvalid("not_after", "later than not_before");
  }
  // X.509 has no times outside these years.
  if (not_before < kFirstTime || not_after >= kTimeLimit) {
    return FieldInvalid("not_after", "between the years 1950 and 9999, like not_before");
  }
  return absl::OkStatus();
}

bool IsDnsName(std::string_view name) {
  return !name.empty() && name.size() <= 253 && name.front() != '.' && name.front() != '-' &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '.';
         });
}

// The 4 or 16 bytes of an address in network order; empty for any other text.
std::string AddressBytes(const std::string& text) {
  std::array<char, sizeof(in6_addr)> bytes{};
  if (::inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) return {bytes.data(), 4};
  if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1) return {bytes.data(), 16};
  return "";
}

void SetCommonName(X509_NAME* name, std::string_view common_name) {
  Require(X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8, Bytes(common_name),
                                     static_cast<int>(common_name.size()), -1, 0) == 1,
          "X509_NAME_add_entry_by_NID");
}

void SetSerial(X509* certificate) {
  std::array<unsigned char, kSerialBytes> bytes{};
  Require(RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1, "RAND_bytes");
  bytes[0] |= 1;  // never shorter than 16 bytes, never zero
  const BignumPtr number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
  Require(number != nullptr &&
              BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr,
          "serial number");
}

X509Ptr NewCertificate(std::string_view common_name, EVP_PKEY* public_key, Time not_before,
                       Time not_after) {
  X509Ptr certificate(X509_new());
  Require(certificate != nullptr && X509_set_version(certificate.get(), kVersion3) == 1 &&
              X509_set_pubkey(certificate.get(), public_key) == 1 &&
              ASN1_TIME_set(X509_getm_notBefore(certificate.get()), ToSeconds(not_before)) &&
              ASN1_TIME_set(X509_getm_notAfter(certificate.get()), ToSeconds(not_after)),
          "X509_new");
  SetSerial(certificate.get());
  SetCommonName(X509_get_subject_name(certificate.get()), common_name);
  return certificate;
}

// `value` in the language of OpenSSL's configuration files: constants of this file only.
void AddExtension(X509* certificate, X509* issuer, int nid, const char* value) {
  X509V3_CTX context{};
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const ExtensionPtr extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
  Require(extension && X509_add_ext(certificate, extension.get(), -1) == 1, value);
}

void AddName(GENERAL_NAMES* names, int type, ASN1_STRING* value) {
  GENERAL_NAME* name = GENERAL_NAME_new();
  Require(name != nullptr && value != nullptr, "GENERAL_NAME_new");
  GENERAL_NAME_set0_value(name, type, value);
  Require(sk_GENERAL_NAME_push(names, name) > 0, "sk_GENERAL_NAME_push");
}

ASN1_STRING* NewString(int type, std::string_view bytes) {
  ASN1_STRING* string = ASN1_STRING_type_new(type);
  Require(string != nullptr &&
              ASN1_STRING_set(string, bytes.data(), static_cast<int>(bytes.size())) == 1,
          "ASN1_STRING_set");
  return string;
}

// The alternative names are built as values, never as configuration text, so that no name can
// bring in another.
void AddAlternativeNames(X509* certificate, const IssueOptions& options) {
  const GeneralNamesPtr names(GENERAL_NAMES_new());
  Require(names != nullptr, "GENERAL_NAMES_new");
  AddName(names.get(), GEN_URI, NewString(V_ASN1_IA5STRING, options.spiffe_uri));
  for (const std::string& dns : options.dns_names) {
    AddName(names.get(), GEN_DNS, NewString(V_ASN1_IA5STRING, dns));
  }
  for (const std::string& address : options.ip_addresses) {
    AddName(names.get(), GEN_IPADD, NewString(V_ASN1_OCTET_STRING, AddressBytes(address)));
  }
  Require(X509_add1_ext_i2d(certificate, NID_subject_alt_name, names.get(), 0, 0) == 1,
          "subjectAltName");
}

absl::Status CheckOptions(const IssueOptions& options, X509* authority) {
  if (!ParseSpiffe(options.spiffe_uri).ok()) {
    return FieldInvalid("spiffe_uri", "spiffe://motcua/ and a server, an enrolment or a station");
  }
  for (const std::string& dns : options.dns_names) {
    if (!IsDnsName(dns)) {
      return FieldInvalid("dns_names", "host names of letters, digits, '-' and '.'");
    }
  }
  for (const std::string& address : options.ip_addresses) {
    if (AddressBytes(address).empty()) {
      return FieldInvalid("ip_addresses", "IPv4 or IPv6 addresses");
    }
  }
  MOTCUA_RETURN_IF_ERROR(CheckValidity(options.not_before, options.not_after));
  if (ASN1_TIME_cmp_time_t(X509_get0_notAfter(authority), ToSeconds(options.not_after)) < 0) {
    return FieldInvalid("not_after", "not later than the end of the authority's certificate");
  }
  return absl::OkStatus();
}

const char* UsageText(CertificateUsage usage) {
  switch (usage) {
    case CertificateUsage::kClient:
      return "clientAuth";
    case CertificateUsage::kServer:
      return "serverAuth";
    case CertificateUsage::kBoth:
      return "clientAuth,serverAuth";
  }
  Require(false, "a usage of a certificate");
  return "";
}

absl::StatusOr<std::string> Issue(const Authority& authority, EVP_PKEY* public_key,
                                  const IssueOptions& options) {
  MOTCUA_RETURN_IF_ERROR(CheckOptions(options, authority.certificate.get()));
  const std::string_view path = std::string_view(options.spiffe_uri).substr(kSpiffePrefix.size());
  const X509Ptr certificate =
      NewCertificate(path, public_key, options.not_before, options.not_after);
  X509* const issuer = authority.certificate.get();
  Require(X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer)) == 1,
          "X509_set_issuer_name");
  AddExtension(certificate.get(), issuer, NID_basic_constraints, "critical,CA:FALSE");
  AddExtension(certificate.get(), issuer, NID_key_usage, "critical,digitalSignature");
  AddExtension(certificate.get(), issuer, NID_ext_key_usage, UsageText(options.usage));
  AddExtension(certificate.get(), issuer, NID_subject_key_identifier, "hash");
  AddExtension(certificate.get(), issuer, NID_authority_key_identifier, "keyid:always");
  AddAlternativeNames(certificate.get(), options);
  Require(X509_sign(certificate.get(), authority.key.get(), EVP_sha256()) > 0, "X509_sign");
  return CertificatePem(certificate.get());
}

absl::Status RequestInvalid() {
  return MakeError(absl::StatusCode::kInvalidArgument, "CERTIFICATE_REQUEST_INVALID",
                   "The text must be a certificate request in PEM for a P-256 key, signed with "
                   "that key.");
}

}  // namespace

absl::StatusOr<KeyAndCertificate> CreateAuthority(std::string_view common_name, Time not_before,
                                                  Time not_after) {
  MOTCUA_RETURN_IF_ERROR(CheckCommonName(common_name));
  MOTCUA_RETURN_IF_ERROR(CheckValidity(not_before, not_after));
  const ErrorScope errors;
  const PkeyPtr key = NewP256Key();
  const X509Ptr certificate = NewCertificate(common_name, key.get(), not_before, not_after);
  X509* const self = certificate.get();
  Require(X509_set_issuer_name(self, X509_get_subject_name(self)) == 1, "X509_set_issuer_name");
  AddExtension(self, self, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
  AddExtension(self, self, NID_key_usage, "critical,keyCertSign,cRLSign");
  AddExtension(self, self, NID_subject_key_identifier, "hash");
  AddExtension(self, self, NID_authority_key_identifier, "keyid:always");
  Require(X509_sign(self, key.get(), EVP_sha256()) > 0, "X509_sign");
  return KeyAndCertificate{PrivateKeyPem(key.get()), CertificatePem(self)};
}

std::string NewPrivateKeyPem() { return PrivateKeyPem(NewP256Key().get()); }

absl::StatusOr<std::string> NewCertificateRequest(std::string_view key_pem,
                                                  std::string_view common_name) {
  MOTCUA_ASSIGN_OR_RETURN(const PkeyPtr key, ParseP256PrivateKey(key_pem));
  MOTCUA_RETURN_IF_ERROR(CheckCommonName(common_name));
  const RequestPtr request(X509_REQ_new());
  Require(request != nullptr && X509_REQ_set_version(request.get(), X509_REQ_VERSION_1) == 1 &&
              X509_REQ_set_pubkey(request.get(), key.get()) == 1,
          "X509_REQ_new");
  SetCommonName(X509_REQ_get_subject_name(request.get()), common_name);
  Require(X509_REQ_sign(request.get(), key.get(), EVP_sha256()) > 0, "X509_REQ_sign");
  const BioPtr bio(BIO_new(BIO_s_mem()));
  Require(bio != nullptr && PEM_write_bio_X509_REQ(bio.get(), request.get()) == 1,
          "PEM_write_bio_X509_REQ");
  return BioText(bio.get());
}

absl::StatusOr<std::string> SignRequest(const KeyAndCertificate& authority,
                                        std::string_view request_pem, const IssueOptions& options) {
  const ErrorScope errors;
  MOTCUA_ASSIGN_OR_RETURN(const Authority signer, ParseAuthority(authority));
  if (request_pem.size() > kLargestPem) return RequestInvalid();
  const BioPtr bio = ReadOnlyBio(request_pem);
  const RequestPtr request(PEM_read_bio_X509_REQ(bio.get(), nullptr, nullptr, nullptr));
  EVP_PKEY* const key = request ? X509_REQ_get0_pubkey(request.get()) : nullptr;
  if (!IsP256(key) || X509_REQ_verify(request.get(), key) != 1) return RequestInvalid();
  return Issue(signer, key, options);
}

absl::StatusOr<std::string> IssueForKey(const KeyAndCertificate& authority,
                                        std::string_view key_pem, const IssueOptions& options) {
  const ErrorScope errors;
  MOTCUA_ASSIGN_OR_RETURN(const Authority signer, ParseAuthority(authority));
  MOTCUA_ASSIGN_OR_RETURN(const PkeyPtr key, ParseP256PrivateKey(key_pem));
  return Issue(signer, key.get(), options);
}

}  // namespace motcua::crypto
