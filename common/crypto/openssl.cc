#include "common/crypto/openssl.h"

#include <openssl/crypto.h>
#include <openssl/pem.h>

#include <cstdio>
#include <cstdlib>

namespace motcua::crypto {
namespace {

int NoPassphrase(char*, int, int, void*) { return -1; }

}  // namespace

void Require(bool ok, const char* what) {
  if (ok) return;
  std::fprintf(stderr, "OpenSSL cannot do its work: %s\n", what);
  ERR_print_errors_fp(stderr);
  std::abort();
}

BioPtr ReadOnlyBio(std::string_view text) {
  BioPtr bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  Require(bio != nullptr, "BIO_new_mem_buf");
  return bio;
}

std::string BioText(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return size > 0 ? std::string(data, static_cast<size_t>(size)) : std::string();
}

PkeyPtr ParsePrivateKey(std::string_view pem) {
  ErrorScope errors;
  BioPtr bio = ReadOnlyBio(pem);
  return PkeyPtr(PEM_read_bio_PrivateKey(bio.get(), nullptr, NoPassphrase, nullptr));
}

std::string PrivateKeyPem(EVP_PKEY* key) {
  // The secure memory BIO is wiped when it is freed.
  BioPtr bio(BIO_new(BIO_s_secmem()));
  Require(bio != nullptr, "BIO_new");
  Require(PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1,
          "PEM_write_bio_PKCS8PrivateKey");
  return BioText(bio.get());
}

}  // namespace motcua::crypto
