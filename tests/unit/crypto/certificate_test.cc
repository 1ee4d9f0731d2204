#include "common/crypto/certificate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <set>

#include "common/base/error.h"
#include "common/crypto/spiffe.h"
#include "tests/unit/crypto/certificate_support.h"

namespace motcua::crypto {
namespace {

using testing::HasSubstr;
using testing::Not;

class CertificateTest : public testing::Test {
 protected:
  // The queue of OpenSSL's errors is shared with TLS connections of the same thread.
  ~CertificateTest() override { EXPECT_EQ(ERR_peek_error(), 0u); }

  std::string Sign(const std::string& request, const IssueOptions& options) const {
    const auto pem = SignRequest(authority_, request, options);
    EXPECT_TRUE(pem.ok()) << pem.status();
    return pem.ok() ? *pem : "";
  }
  std::string ReasonFor(const std::string& request) const {
    const auto pem = SignRequest(authority_, request, StationOptions(station_));
    EXPECT_EQ(pem.status().code(), absl::StatusCode::kInvalidArgument);
    return ErrorReason(pem.status());
  }

  const KeyAndCertificate authority_ = NewAuthority();
  const std::string key_ = NewPrivateKeyPem();
  const std::string request_ = *NewCertificateRequest(key_, "desk 3");
  const std::string station_ = StationSpiffe("H57.21", 3);
};

TEST_F(CertificateTest, AStationsCertificateVerifiesAsAClientAndNotAsAServer) {
  const std::string pem = Sign(request_, StationOptions(station_));
  const auto verify = [&](Time at, int purpose) {
    return VerifyChain(authority_.certificate_pem, pem, at, purpose);
  };
  EXPECT_EQ(verify(kIssuedAt, X509_PURPOSE_SSL_CLIENT), X509_V_OK);
  EXPECT_EQ(verify(kIssuedAt, X509_PURPOSE_SSL_SERVER), X509_V_ERR_INVALID_PURPOSE);
  EXPECT_EQ(verify(kIssuedAt - std::chrono::hours{23}, X509_PURPOSE_SSL_CLIENT), X509_V_OK);
  EXPECT_EQ(verify(kIssuedAt - std::chrono::hours{25}, X509_PURPOSE_SSL_CLIENT),
            X509_V_ERR_CERT_NOT_YET_VALID);
  EXPECT_EQ(verify(kIssuedAt + std::chrono::days{91}, X509_PURPOSE_SSL_CLIENT),
            X509_V_ERR_CERT_HAS_EXPIRED);
  EXPECT_NE(VerifyChain(NewAuthority().certificate_pem, pem, kIssuedAt, X509_PURPOSE_SSL_CLIENT),
            X509_V_OK);
}

TEST_F(CertificateTest, TheServersCertificateVerifiesForItsNamesOnly) {
  IssueOptions options = StationOptions(ServerSpiffe());
  options.usage = CertificateUsage::kServer;
  options.dns_names = {"motcua.hanoi.example", "localhost"};
  options.ip_addresses = {"127.0.0.1", "::1"};
  const auto pem = IssueForKey(authority_, key_, options);
  ASSERT_TRUE(pem.ok()) << pem.status();
  EXPECT_EQ(VerifyChain(authority_.certificate_pem, *pem, kIssuedAt, X509_PURPOSE_SSL_SERVER),
            X509_V_OK);
  EXPECT_EQ(VerifyChain(authority_.certificate_pem, *pem, kIssuedAt, X509_PURPOSE_SSL_CLIENT),
            X509_V_ERR_INVALID_PURPOSE);
  EXPECT_TRUE(NamesHost(*pem, "motcua.hanoi.example"));
  EXPECT_TRUE(NamesHost(*pem, "localhost"));
  EXPECT_FALSE(NamesHost(*pem, "hanoi.example"));
  EXPECT_FALSE(NamesHost(*pem, "server"));  // the common name is no host
  EXPECT_TRUE(NamesAddress(*pem, "127.0.0.1"));
  EXPECT_TRUE(NamesAddress(*pem, "::1"));
  EXPECT_FALSE(NamesAddress(*pem, "127.0.0.2"));
  EXPECT_TRUE(KeyMatches(key_, *pem));
}

TEST_F(CertificateTest, BothUsagesVerifyInBothRoles) {
  IssueOptions options = StationOptions(ServerSpiffe());
  options.usage = CertificateUsage::kBoth;
  const auto pem = IssueForKey(authority_, key_, options);
  ASSERT_TRUE(pem.ok());
  for (const int purpose : {X509_PURPOSE_SSL_CLIENT, X509_PURPOSE_SSL_SERVER}) {
    EXPECT_EQ(VerifyChain(authority_.certificate_pem, *pem, kIssuedAt, purpose), X509_V_OK);
  }
}

TEST_F(CertificateTest, AStationCannotSignForAnother) {
  const std::string pem = Sign(request_, StationOptions(station_));
  const auto forged =
      IssueForKey({key_, pem}, NewPrivateKeyPem(), StationOptions(StationSpiffe("H57.21", 4)));
  EXPECT_EQ(forged.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ErrorReason(forged.status()), "AUTHORITY_INVALID");
}

TEST_F(CertificateTest, ExtensionsAreThoseOfTheProfile) {
  const std::string leaf = TextOf(Sign(request_, StationOptions(station_)));
  EXPECT_THAT(leaf, HasSubstr("Version: 3 (0x2)"));
  EXPECT_THAT(leaf, HasSubstr("Basic Constraints: critical\n                CA:FALSE"));
  EXPECT_THAT(leaf, HasSubstr("Key Usage: critical\n                Digital Signature\n"));
  EXPECT_THAT(leaf, HasSubstr("Extended Key Usage: \n                TLS Web Client Auth"));
  EXPECT_THAT(leaf, Not(HasSubstr("TLS Web Server")));
  EXPECT_THAT(leaf, HasSubstr("Subject Key Identifier"));
  EXPECT_THAT(leaf, HasSubstr("Authority Key Identifier"));
  EXPECT_THAT(leaf, HasSubstr("URI:spiffe://motcua/unit/H57.21/station/3\n"));
  EXPECT_THAT(leaf, HasSubstr("ASN1 OID: prime256v1"));
  EXPECT_THAT(leaf, HasSubstr("ecdsa-with-SHA256"));
  const std::string authority = TextOf(authority_.certificate_pem);
  EXPECT_THAT(authority, HasSubstr("Basic Constraints: critical\n                CA:TRUE, path"));
  EXPECT_THAT(authority, HasSubstr("pathlen:0"));
  EXPECT_THAT(authority, HasSubstr("Key Usage: critical\n                Certificate Sign, CRL"));
  EXPECT_THAT(authority, HasSubstr("Subject: CN=Motcua test authority"));
}

TEST_F(CertificateTest, InfoSaysWhatWasIssued) {
  const IssueOptions options = StationOptions(station_);
  const std::string pem = Sign(request_, options);
  const auto info = ReadCertificate(pem);
  ASSERT_TRUE(info.ok()) << info.status();
  EXPECT_EQ(info->subject_cn, "unit/H57.21/station/3");
  EXPECT_EQ(info->spiffe_uri, station_);
  EXPECT_EQ(info->not_before, options.not_before);
  EXPECT_EQ(info->not_after, options.not_after);
  EXPECT_THAT(info->serial, testing::MatchesRegex("[0-9a-f]{32}"));
  EXPECT_THAT(info->sha256, testing::MatchesRegex("[0-9a-f]{64}"));
  const auto authority = ReadCertificate(authority_.certificate_pem);
  EXPECT_EQ(authority->spiffe_uri, "");
  EXPECT_EQ(authority->subject_cn, "Motcua test authority");
  EXPECT_NE(authority->sha256, info->sha256);
}

TEST_F(CertificateTest, SerialNumbersDiffer) {
  std::set<std::string> serials;
  for (int i = 0; i < 50; ++i) {
    serials.insert(ReadCertificate(Sign(request_, StationOptions(station_)))->serial);
  }
  EXPECT_EQ(serials.size(), 50u);
}

TEST_F(CertificateTest, WhatARequestAsksForIsIgnored) {
  const PkeyPtr key = ParsePrivateKey(key_);
  const std::string greedy =
      RequestPem(key.get(), key.get(), "server",
                 {{NID_basic_constraints, "critical,CA:TRUE"},
                  {NID_key_usage, "critical,keyCertSign,cRLSign,digitalSignature"},
                  {NID_ext_key_usage, "serverAuth"},
                  {NID_subject_alt_name, "URI:spiffe://motcua/server,DNS:localhost,IP:127.0.0.1"}});
  const std::string pem = Sign(greedy, StationOptions(station_));
  const auto info = ReadCertificate(pem);
  EXPECT_EQ(info->spiffe_uri, station_);
  EXPECT_EQ(info->subject_cn, "unit/H57.21/station/3");
  const std::string text = TextOf(pem);
  EXPECT_THAT(text, Not(HasSubstr("CA:TRUE")));
  EXPECT_THAT(text, Not(HasSubstr("Certificate Sign")));
  EXPECT_THAT(text, Not(HasSubstr("TLS Web Server")));
  EXPECT_THAT(text, Not(HasSubstr("spiffe://motcua/server")));
  EXPECT_FALSE(NamesHost(pem, "localhost"));
  EXPECT_FALSE(NamesAddress(pem, "127.0.0.1"));
  EXPECT_EQ(VerifyChain(authority_.certificate_pem, pem, kIssuedAt, X509_PURPOSE_SSL_SERVER),
            X509_V_ERR_INVALID_PURPOSE);
  EXPECT_TRUE(KeyMatches(key_, pem));
}

TEST_F(CertificateTest, ARequestSignedWithAnotherKeyIsRefused) {
  const PkeyPtr key = ParsePrivateKey(key_);
  const PkeyPtr other = ParsePrivateKey(NewPrivateKeyPem());
  EXPECT_EQ(ReasonFor(RequestPem(key.get(), other.get(), "x", {})), "CERTIFICATE_REQUEST_INVALID");
}

TEST_F(CertificateTest, AnyAlteredByteOfARequestIsDetected) {
  const std::string der = DerFromPem(request_);
  for (size_t i = 0; i < der.size(); ++i) {
    std::string altered = der;
    altered[i] = static_cast<char>(altered[i] ^ 1);
    EXPECT_EQ(ReasonFor(PemFromDer("CERTIFICATE REQUEST", altered)), "CERTIFICATE_REQUEST_INVALID")
        << "byte " << i;
  }
}

TEST_F(CertificateTest, KeysOtherThanP256AreRefused) {
  const PkeyPtr keys[] = {PkeyPtr(EVP_EC_gen("P-384")), PkeyPtr(EVP_EC_gen("secp256k1")),
                          PkeyPtr(EVP_RSA_gen(2048))};
  for (const PkeyPtr& key : keys) {
    ASSERT_NE(key, nullptr);
    EXPECT_EQ(ReasonFor(RequestPem(key.get(), key.get(), "x", {})), "CERTIFICATE_REQUEST_INVALID");
    EXPECT_EQ(
        ErrorReason(
            IssueForKey(authority_, PrivateKeyPem(key.get()), StationOptions(station_)).status()),
        "PRIVATE_KEY_INVALID");
    EXPECT_EQ(ErrorReason(NewCertificateRequest(PrivateKeyPem(key.get()), "x").status()),
              "PRIVATE_KEY_INVALID");
  }
}

TEST_F(CertificateTest, ACurveSpelledOutByItsParametersIsRefused) {
  const PkeyPtr key(EVP_EC_gen("P-256"));
  ASSERT_EQ(EVP_PKEY_set_utf8_string_param(key.get(), OSSL_PKEY_PARAM_EC_ENCODING,
                                           OSSL_PKEY_EC_ENCODING_EXPLICIT),
            1);
  EXPECT_EQ(ReasonFor(RequestPem(key.get(), key.get(), "x", {})), "CERTIFICATE_REQUEST_INVALID");
}

TEST_F(CertificateTest, OtherTextsAreNoRequest) {
  for (const std::string& text :
       {std::string(), std::string("hello"), authority_.certificate_pem, key_,
        request_.substr(0, request_.size() / 2), std::string(65 * 1024, 'x') + request_}) {
    EXPECT_EQ(ReasonFor(text), "CERTIFICATE_REQUEST_INVALID");
  }
}

TEST_F(CertificateTest, OptionsOutsideTheirRangeAreNamed) {
  const auto field = [&](auto change) {
    IssueOptions options = StationOptions(station_);
    change(options);
    const auto pem = SignRequest(authority_, request_, options);
    EXPECT_EQ(ErrorReason(pem.status()), "FIELD_INVALID");
    return GetErrorValues(pem.status())["field"];
  };
  using O = IssueOptions&;
  EXPECT_EQ(field([](O o) { o.spiffe_uri = ""; }), "spiffe_uri");
  EXPECT_EQ(field([](O o) { o.spiffe_uri = "spiffe://other/server"; }), "spiffe_uri");
  EXPECT_EQ(field([](O o) { o.spiffe_uri += ",DNS:localhost"; }), "spiffe_uri");
  EXPECT_EQ(field([](O o) { o.dns_names = {""}; }), "dns_names");
  EXPECT_EQ(field([](O o) { o.dns_names = {"a b"}; }), "dns_names");
  EXPECT_EQ(field([](O o) { o.dns_names = {"*.example"}; }), "dns_names");
  EXPECT_EQ(field([](O o) { o.dns_names = {std::string("a\0b", 3)}; }), "dns_names");
  EXPECT_EQ(field([](O o) { o.ip_addresses = {"localhost"}; }), "ip_addresses");
  EXPECT_EQ(field([](O o) { o.ip_addresses = {"1.2.3.4.5"}; }), "ip_addresses");
  EXPECT_EQ(field([](O o) { o.not_after = o.not_before; }), "not_after");
  EXPECT_EQ(field([](O o) { o.not_after = kIssuedAt + 11 * kYear; }), "not_after");
  EXPECT_EQ(field([](O o) { o.not_before = FromMicros(-2'000'000'000'000'000); }), "not_after");
  EXPECT_EQ(field([](O o) { o.not_after = FromMicros(300'000'000'000'000'000); }), "not_after");
}

TEST_F(CertificateTest, AnAuthorityNeedsANameAndATime) {
  const Time later = kIssuedAt + kYear;
  EXPECT_EQ(ErrorReason(CreateAuthority("", kIssuedAt, later).status()), "FIELD_INVALID");
  EXPECT_EQ(ErrorReason(CreateAuthority(std::string(65, 'x'), kIssuedAt, later).status()),
            "FIELD_INVALID");
  EXPECT_EQ(ErrorReason(CreateAuthority("\xff", kIssuedAt, later).status()), "FIELD_INVALID");
  EXPECT_EQ(ErrorReason(CreateAuthority("x", later, kIssuedAt).status()), "FIELD_INVALID");
  const auto vietnamese = CreateAuthority("Trung tâm một cửa", kIssuedAt, later);
  ASSERT_TRUE(vietnamese.ok());
  EXPECT_EQ(ReadCertificate(vietnamese->certificate_pem)->subject_cn, "Trung tâm một cửa");
}

TEST_F(CertificateTest, AnAuthorityWithTheKeyOfAnotherIsInvalid) {
  const auto pem = SignRequest({NewAuthority().key_pem, authority_.certificate_pem}, request_,
                               StationOptions(station_));
  EXPECT_EQ(pem.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ErrorReason(pem.status()), "AUTHORITY_INVALID");
  EXPECT_EQ(ErrorReason(SignRequest({}, request_, StationOptions(station_)).status()),
            "AUTHORITY_INVALID");
}

TEST_F(CertificateTest, OnlyASingleUriIsAnIdentity) {
  const std::string server = ServerSpiffe();
  EXPECT_EQ(ReadCertificate(SelfSignedPem({}))->spiffe_uri, "");
  EXPECT_EQ(ReadCertificate(SelfSignedPem({server}))->spiffe_uri, server);
  EXPECT_EQ(ReadCertificate(SelfSignedPem({server, station_}))->spiffe_uri, "");
  EXPECT_EQ(ReadCertificate(SelfSignedPem({server, server}))->spiffe_uri, "");
  EXPECT_EQ(ReadCertificate(SelfSignedPem({server}))->serial, "1234");
  // A zero byte must not cut a name short.
  const std::string longer = server + std::string("\0.evil", 6);
  EXPECT_EQ(ReadCertificate(SelfSignedPem({longer}))->spiffe_uri, longer);
  EXPECT_FALSE(ParseSpiffe(longer).ok());
}

TEST_F(CertificateTest, OtherTextsAreNoCertificate) {
  for (const std::string& text : {std::string(), std::string("hello"), key_, request_}) {
    const auto info = ReadCertificate(text);
    EXPECT_EQ(info.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(ErrorReason(info.status()), "CERTIFICATE_INVALID");
  }
}

TEST_F(CertificateTest, AKeyMatchesItsOwnCertificateOnly) {
  EXPECT_TRUE(KeyMatches(authority_.key_pem, authority_.certificate_pem));
  EXPECT_FALSE(KeyMatches(key_, authority_.certificate_pem));
  EXPECT_FALSE(KeyMatches("", authority_.certificate_pem));
  EXPECT_FALSE(KeyMatches(authority_.key_pem, ""));
}

// An encrypted key must be refused, not asked for at the terminal of a service.
TEST_F(CertificateTest, AnEncryptedPrivateKeyIsRefusedWithoutAsking) {
  const std::string encrypted = [&] {
    const PkeyPtr key = ParsePrivateKey(key_);
    const BioPtr bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PKCS8PrivateKey(bio.get(), key.get(), EVP_aes_256_cbc(), "secret", 6, nullptr,
                                  nullptr);
    return BioText(bio.get());
  }();
  ASSERT_THAT(encrypted, HasSubstr("BEGIN ENCRYPTED PRIVATE KEY"));
  EXPECT_EQ(ErrorReason(NewCertificateRequest(encrypted, "x").status()), "PRIVATE_KEY_INVALID");
  EXPECT_FALSE(KeyMatches(encrypted, authority_.certificate_pem));
}

}  // namespace
}  // namespace motcua::crypto
