#include "common/crypto/hash.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/params.h>

#include "common/crypto/openssl.h"

namespace motcua::crypto {
namespace {

// Fetched once: an implicit fetch costs more than hashing a short text.
const EVP_MD* Sha256Algorithm() {
  static const EVP_MD* const md = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  Require(md != nullptr, "SHA256");
  return md;
}

MacContextPtr NewHmacContext() {
  static EVP_MAC* const mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  Require(mac != nullptr, "HMAC");
  MacContextPtr context(EVP_MAC_CTX_new(mac));
  Require(context != nullptr, "EVP_MAC_CTX_new");
  char digest[] = "SHA256";
  const OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
      OSSL_PARAM_construct_end()};
  Require(EVP_MAC_CTX_set_params(context.get(), parameters) == 1, "HMAC parameters");
  return context;
}

void Start(EVP_MD_CTX* context) {
  Require(EVP_DigestInit_ex2(context, Sha256Algorithm(), nullptr) == 1, "EVP_DigestInit_ex2");
}

std::string End(EVP_MD_CTX* context) {
  std::string digest(kSha256Bytes, '\0');
  unsigned int size = 0;
  Require(EVP_DigestFinal_ex(context, Bytes(digest), &size) == 1 && size == kSha256Bytes,
          "EVP_DigestFinal_ex");
  return digest;
}

}  // namespace

std::string Sha256(std::string_view data) {
  thread_local const DigestContextPtr context(EVP_MD_CTX_new());
  Require(context != nullptr, "EVP_MD_CTX_new");
  Start(context.get());
  Require(EVP_DigestUpdate(context.get(), data.data(), data.size()) == 1, "EVP_DigestUpdate");
  return End(context.get());
}

void Sha256Stream::Free::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Sha256Stream::Sha256Stream() : context_(EVP_MD_CTX_new()) {
  Require(context_ != nullptr, "EVP_MD_CTX_new");
  Start(context_.get());
}
Sha256Stream::~Sha256Stream() = default;
Sha256Stream::Sha256Stream(Sha256Stream&&) noexcept = default;
Sha256Stream& Sha256Stream::operator=(Sha256Stream&&) noexcept = default;

void Sha256Stream::Update(std::string_view data) {
  Require(EVP_DigestUpdate(context_.get(), data.data(), data.size()) == 1, "EVP_DigestUpdate");
}

std::string Sha256Stream::Finish() {
  std::string digest = End(context_.get());
  Start(context_.get());
  return digest;
}

std::string HmacSha256(std::string_view key, std::string_view data) {
  // The context keeps the last key of this thread; keys live as long as the process anyway, and
  // EVP_MAC_CTX_free wipes them at the end of the thread.
  thread_local const MacContextPtr context = NewHmacContext();
  // A null key would mean "the same key as before".
  const unsigned char* key_bytes = key.empty() ? Bytes(std::string_view("")) : Bytes(key);
  Require(EVP_MAC_init(context.get(), key_bytes, key.size(), nullptr) == 1, "EVP_MAC_init");
  Require(EVP_MAC_update(context.get(), Bytes(data), data.size()) == 1, "EVP_MAC_update");
  std::string digest(kSha256Bytes, '\0');
  size_t size = 0;
  Require(EVP_MAC_final(context.get(), Bytes(digest), &size, digest.size()) == 1 &&
              size == kSha256Bytes,
          "EVP_MAC_final");
  return digest;
}

bool ConstantTimeEquals(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace motcua::crypto
