#include "common/crypto/field_cipher.h"

#include <openssl/rand.h>

#include <limits>
#include <utility>

#include "common/base/error.h"
#include "common/crypto/hash.h"
#include "common/crypto/openssl.h"

namespace motcua::crypto {
namespace {

constexpr char kVersion = 1;
constexpr size_t kHeaderBytes = 5;
constexpr size_t kIvBytes = 12;
constexpr size_t kTagBytes = 16;
static_assert(kHeaderBytes + kIvBytes + kTagBytes == kFieldOverheadBytes);

const EVP_CIPHER* Aes256Gcm() {
  static const EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
  Require(cipher != nullptr, "AES-256-GCM");
  return cipher;
}

EVP_CIPHER_CTX* ThreadContext() {
  thread_local const CipherContextPtr context(EVP_CIPHER_CTX_new());
  Require(context != nullptr, "EVP_CIPHER_CTX_new");
  return context.get();
}

int Length(std::string_view bytes) {
  Require(bytes.size() <= static_cast<size_t>(std::numeric_limits<int>::max()), "a field < 2 GiB");
  return static_cast<int>(bytes.size());
}

uint32_t KeyId(std::string_view blob) {
  uint32_t id = 0;
  for (size_t i = 1; i < kHeaderBytes; ++i) id = id << 8 | static_cast<unsigned char>(blob[i]);
  return id;
}

bool HasForm(std::string_view blob) {
  return blob.size() >= kFieldOverheadBytes && blob[0] == kVersion;
}

absl::Status Corrupt() {
  return MakeError(absl::StatusCode::kDataLoss, "FIELD_CORRUPT",
                   "An encrypted field was altered, stands where it was not written, or was "
                   "encrypted with a key that is not in the key file.");
}

}  // namespace

FieldCipher::FieldCipher(std::shared_ptr<const KeyRing> keys) : keys_(std::move(keys)) {}

std::string FieldCipher::Encrypt(std::string_view plaintext, std::string_view aad) const {
  const uint32_t key_id = keys_->newest_field_key_id();
  std::string blob(plaintext.size() + kFieldOverheadBytes, '\0');
  blob[0] = kVersion;
  for (size_t i = 1; i < kHeaderBytes; ++i) {
    blob[i] = static_cast<char>((key_id >> (8 * (4 - i))) & 0xff);
  }
  unsigned char* const header = Bytes(blob);
  unsigned char* const iv = header + kHeaderBytes;
  unsigned char* const text = iv + kIvBytes;
  Require(RAND_bytes(iv, static_cast<int>(kIvBytes)) == 1, "RAND_bytes");

  EVP_CIPHER_CTX* const context = ThreadContext();
  int n = 0;
  bool ok =
      EVP_EncryptInit_ex2(context, Aes256Gcm(), Bytes(keys_->newest_field_key()), iv, nullptr) == 1;
  ok = ok && EVP_EncryptUpdate(context, nullptr, &n, header, kHeaderBytes) == 1;
  ok = ok && (aad.empty() || EVP_EncryptUpdate(context, nullptr, &n, Bytes(aad), Length(aad)) == 1);
  ok = ok && (plaintext.empty() ||
              EVP_EncryptUpdate(context, text, &n, Bytes(plaintext), Length(plaintext)) == 1);
  ok = ok && EVP_EncryptFinal_ex(context, text + plaintext.size(), &n) == 1;
  ok = ok &&
       EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_GET_TAG, kTagBytes, text + plaintext.size()) == 1;
  Require(ok, "AES-256-GCM encryption");
  return blob;
}

absl::StatusOr<std::string> FieldCipher::Decrypt(std::string_view blob,
                                                 std::string_view aad) const {
  if (!HasForm(blob)) return Corrupt();
  const std::string_view key = keys_->field_key(KeyId(blob));
  if (key.empty()) return Corrupt();
  const std::string_view iv = blob.substr(kHeaderBytes, kIvBytes);
  const std::string_view text =
      blob.substr(kHeaderBytes + kIvBytes, blob.size() - kFieldOverheadBytes);
  std::string tag(blob.substr(blob.size() - kTagBytes));
  std::string plaintext(text.size(), '\0');

  const ErrorScope errors;
  EVP_CIPHER_CTX* const context = ThreadContext();
  int n = 0;
  bool ok = EVP_DecryptInit_ex2(context, Aes256Gcm(), Bytes(key), Bytes(iv), nullptr) == 1;
  ok = ok && EVP_DecryptUpdate(context, nullptr, &n, Bytes(blob), kHeaderBytes) == 1;
  ok = ok && (aad.empty() || EVP_DecryptUpdate(context, nullptr, &n, Bytes(aad), Length(aad)) == 1);
  ok = ok && (text.empty() ||
              EVP_DecryptUpdate(context, Bytes(plaintext), &n, Bytes(text), Length(text)) == 1);
  ok = ok && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_SET_TAG, kTagBytes, tag.data()) == 1;
  Require(ok, "AES-256-GCM decryption");
  unsigned char nothing[kTagBytes];
  if (EVP_DecryptFinal_ex(context, nothing, &n) != 1) return Corrupt();
  return plaintext;
}

bool FieldCipher::HasNewestKey(std::string_view blob) const {
  return HasForm(blob) && KeyId(blob) == keys_->newest_field_key_id();
}

std::string FieldCipher::BlindIndex(std::string_view kind, std::string_view normalised) const {
  std::string input;
  input.reserve(kind.size() + 1 + normalised.size());
  input.append(kind).push_back('\0');
  input.append(normalised);
  std::string digest = HmacSha256(keys_->index_key(), input);
  digest.resize(kBlindIndexBytes);
  return digest;
}

}  // namespace motcua::crypto
