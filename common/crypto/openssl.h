// Ownership and error handling for OpenSSL, for the sources of this folder only: no public header
// includes it.
#ifndef MOTCUA_COMMON_CRYPTO_OPENSSL_H_
#define MOTCUA_COMMON_CRYPTO_OPENSSL_H_

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>
#include <string_view>

namespace motcua::crypto {

template <auto kFree>
struct Freer {
  template <typename T>
  void operator()(T* p) const {
    kFree(p);
  }
};

using BioPtr = std::unique_ptr<BIO, Freer<BIO_free_all>>;
using BignumPtr = std::unique_ptr<BIGNUM, Freer<BN_free>>;
using CipherContextPtr = std::unique_ptr<EVP_CIPHER_CTX, Freer<EVP_CIPHER_CTX_free>>;
using DigestContextPtr = std::unique_ptr<EVP_MD_CTX, Freer<EVP_MD_CTX_free>>;
using ExtensionPtr = std::unique_ptr<X509_EXTENSION, Freer<X509_EXTENSION_free>>;
using GeneralNamesPtr = std::unique_ptr<GENERAL_NAMES, Freer<GENERAL_NAMES_free>>;
using MacContextPtr = std::unique_ptr<EVP_MAC_CTX, Freer<EVP_MAC_CTX_free>>;
using PkeyPtr = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using RequestPtr = std::unique_ptr<X509_REQ, Freer<X509_REQ_free>>;
using X509Ptr = std::unique_ptr<X509, Freer<X509_free>>;

// Drops what OpenSSL put in this thread's error queue since construction. Left there, it would be
// taken for the failure of an unrelated TLS connection served by the same thread
// (SSL_get_error(3)).
class ErrorScope {
 public:
  ErrorScope() { ERR_set_mark(); }
  ~ErrorScope() { ERR_pop_to_mark(); }
  ErrorScope(const ErrorScope&) = delete;
  ErrorScope& operator=(const ErrorScope&) = delete;
};

// Ends the program when a primitive that can fail only for want of memory or for a broken
// installation of OpenSSL did fail: going on would mean wrong hashes or missing encryption.
void Require(bool ok, const char* what);

inline const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
inline unsigned char* Bytes(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

// A memory BIO over `text`, which must outlive it.
BioPtr ReadOnlyBio(std::string_view text);
// What was written to a memory BIO.
std::string BioText(BIO* bio);

// The first unencrypted private key in `pem`; null when there is none. Never asks for a passphrase.
PkeyPtr ParsePrivateKey(std::string_view pem);
// PKCS #8, unencrypted.
std::string PrivateKeyPem(EVP_PKEY* key);

}  // namespace motcua::crypto

#endif  // MOTCUA_COMMON_CRYPTO_OPENSSL_H_
