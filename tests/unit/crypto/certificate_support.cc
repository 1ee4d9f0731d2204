#include "tests/unit/crypto/certificate_support.h"

#include <openssl/pem.h>
#include <openssl/x509_vfy.h>

#include "common/crypto/certificate_pem.h"

namespace motcua::crypto {

IssueOptions StationOptions(const std::string& spiffe_uri) {
  IssueOptions options;
  options.spiffe_uri = spiffe_uri;
  options.not_before = kIssuedAt - std::chrono::days{1};
  options.not_after = kIssuedAt + std::chrono::days{90};
  return options;
}

KeyAndCertificate NewAuthority() {
  return *CreateAuthority("Motcua test authority", kIssuedAt - std::chrono::days{1},
                          kIssuedAt + 10 * kYear);
}

int VerifyChain(const std::string& authority_pem, const std::string& certificate_pem, Time at,
                int purpose) {
  const ErrorScope errors;
  const X509Ptr authority = ParseCertificate(authority_pem);
  const X509Ptr leaf = ParseCertificate(certificate_pem);
  X509_STORE* const store = X509_STORE_new();
  X509_STORE_add_cert(store, authority.get());
  X509_STORE_CTX* const context = X509_STORE_CTX_new();
  X509_STORE_CTX_init(context, store, leaf.get(), nullptr);
  X509_VERIFY_PARAM* const parameters = X509_STORE_CTX_get0_param(context);
  X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_X509_STRICT | X509_V_FLAG_CHECK_SS_SIGNATURE);
  X509_VERIFY_PARAM_set_time(parameters, ToMicros(at) / 1'000'000);
  X509_VERIFY_PARAM_set_purpose(parameters, purpose);
  const int ok = X509_verify_cert(context);
  const int error = X509_STORE_CTX_get_error(context);
  X509_STORE_CTX_free(context);
  X509_STORE_free(store);
  return ok == 1 ? X509_V_OK : error;
}

bool NamesHost(const std::string& certificate_pem, const std::string& host) {
  return X509_check_host(ParseCertificate(certificate_pem).get(), host.c_str(), host.size(), 0,
                         nullptr) == 1;
}

bool NamesAddress(const std::string& certificate_pem, const std::string& address) {
  return X509_check_ip_asc(ParseCertificate(certificate_pem).get(), address.c_str(), 0) == 1;
}

std::string TextOf(const std::string& certificate_pem) {
  const BioPtr bio(BIO_new(BIO_s_mem()));
  X509_print(bio.get(), ParseCertificate(certificate_pem).get());
  return BioText(bio.get());
}

std::string RequestPem(EVP_PKEY* key, EVP_PKEY* signer, const std::string& common_name,
                       const std::vector<WantedExtension>& extensions) {
  const RequestPtr request(X509_REQ_new());
  X509_REQ_set_pubkey(request.get(), key);
  X509_NAME_add_entry_by_NID(X509_REQ_get_subject_name(request.get()), NID_commonName,
                             MBSTRING_UTF8, Bytes(std::string_view(common_name)),
                             static_cast<int>(common_name.size()), -1, 0);
  STACK_OF(X509_EXTENSION)* const list = sk_X509_EXTENSION_new_null();
  for (const auto& [nid, value] : extensions) {
    X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, nullptr, nid, value);
    Require(extension != nullptr, value);
    sk_X509_EXTENSION_push(list, extension);
  }
  if (!extensions.empty()) X509_REQ_add_extensions(request.get(), list);
  sk_X509_EXTENSION_pop_free(list, X509_EXTENSION_free);
  Require(X509_REQ_sign(request.get(), signer, EVP_sha256()) > 0, "X509_REQ_sign");
  const BioPtr bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509_REQ(bio.get(), request.get());
  return BioText(bio.get());
}

std::string SelfSignedPem(const std::vector<std::string>& uris) {
  const PkeyPtr key(EVP_EC_gen("P-256"));
  const X509Ptr certificate(X509_new());
  X509_set_version(certificate.get(), 2);
  X509_set_pubkey(certificate.get(), key.get());
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 0x1234);
  ASN1_TIME_set(X509_getm_notBefore(certificate.get()), 1'700'000'000);
  ASN1_TIME_set(X509_getm_notAfter(certificate.get()), 1'800'000'000);
  if (!uris.empty()) {
    const GeneralNamesPtr names(GENERAL_NAMES_new());
    for (const std::string& uri : uris) {
      GENERAL_NAME* const name = GENERAL_NAME_new();
      ASN1_STRING* const text = ASN1_STRING_type_new(V_ASN1_IA5STRING);
      ASN1_STRING_set(text, uri.data(), static_cast<int>(uri.size()));
      GENERAL_NAME_set0_value(name, GEN_URI, text);
      sk_GENERAL_NAME_push(names.get(), name);
    }
    X509_add1_ext_i2d(certificate.get(), NID_subject_alt_name, names.get(), 0, 0);
  }
  Require(X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0, "X509_sign");
  return CertificatePem(certificate.get());
}

std::string PemFromDer(const std::string& label, const std::string& der) {
  const BioPtr bio(BIO_new(BIO_s_mem()));
  PEM_write_bio(bio.get(), label.c_str(), "", Bytes(der), static_cast<long>(der.size()));
  return BioText(bio.get());
}

std::string DerFromPem(const std::string& pem) {
  const BioPtr bio = ReadOnlyBio(pem);
  char* name = nullptr;
  char* header = nullptr;
  unsigned char* data = nullptr;
  long size = 0;
  Require(PEM_read_bio(bio.get(), &name, &header, &data, &size) == 1, "PEM_read_bio");
  std::string der(reinterpret_cast<const char*>(data), static_cast<size_t>(size));
  OPENSSL_free(name);
  OPENSSL_free(header);
  OPENSSL_free(data);
  return der;
}

}  // namespace motcua::crypto
