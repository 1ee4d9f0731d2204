// SHA-256 (FIPS 180-4) and HMAC-SHA256 (RFC 2104). Digests are 32 raw bytes in a std::string.
//
// All functions are thread safe.
#ifndef MOTCUA_COMMON_CRYPTO_HASH_H_
#define MOTCUA_COMMON_CRYPTO_HASH_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace motcua::crypto {

inline constexpr size_t kSha256Bytes = 32;

std::string Sha256(std::string_view data);

// SHA-256 of data that comes in pieces. One thread at a time.
class Sha256Stream {
 public:
  Sha256Stream();
  ~Sha256Stream();
  Sha256Stream(Sha256Stream&&) noexcept;
  Sha256Stream& operator=(Sha256Stream&&) noexcept;

  void Update(std::string_view data);
  // The digest of everything since construction or the last Finish(); the stream is empty again.
  std::string Finish();

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

// 32 bytes. `key` may have any length; 32 random bytes are right.
std::string HmacSha256(std::string_view key, std::string_view data);

// Whether both are equal, in a time that depends on their lengths only. For everything an attacker
// may guess byte by byte: codes, tokens, authenticators.
bool ConstantTimeEquals(std::string_view a, std::string_view b);

}  // namespace motcua::crypto

#endif  // MOTCUA_COMMON_CRYPTO_HASH_H_
