// The Merkle tree of RFC 6962 §2.1: over the entries of a log in their order, so that a short proof
// shows that an entry is in the log (inclusion) and that a later log only added to an earlier one
// (consistency). Hashes are 32 raw bytes.
//
// A complete subtree is named (level, index): it covers the leaves [index·2^level,
// (index+1)·2^level).
#ifndef MOTCUA_COMMON_CRYPTO_MERKLE_H_
#define MOTCUA_COMMON_CRYPTO_MERKLE_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace motcua::crypto {

std::string LeafHash(std::string_view entry);                         // SHA-256(0x00 ‖ entry)
std::string NodeHash(std::string_view left, std::string_view right);  // SHA-256(0x01 ‖ l ‖ r)
std::string EmptyRoot();                                              // SHA-256 of nothing

// The state from which a tree goes on growing: one hash for each bit of its size, O(log n) bytes.
// A value; one thread at a time.
class CompactRange {
 public:
  using OnNode = std::function<void(uint64_t level, uint64_t index, const std::string& hash)>;

  uint64_t size() const { return size_; }
  // Appends the leaf with this hash. `on_node` is told each complete subtree that this leaf
  // finishes, the leaf itself (level 0) first: what a store must keep to prove later.
  void Append(std::string_view leaf_hash, const OnNode& on_node = {});
  std::string Root() const;

  // size as 8 bytes, big-endian ‖ the hashes of the complete subtrees, largest first.
  std::string Serialize() const;
  // DATA_LOSS MERKLE_STATE_CORRUPT if `bytes` is not what Serialize() writes. A wrong hash of the
  // right length cannot be seen here: compare Root() with the one stored beside it.
  static absl::StatusOr<CompactRange> Deserialize(std::string_view bytes);

 private:
  uint64_t size_ = 0;
  std::vector<std::string> subtrees_;  // largest first
};

// The hash of the complete subtree (level, index); its error is handed on. Asked only for subtrees
// that end within the tree.
using NodeReader = std::function<absl::StatusOr<std::string>(uint64_t level, uint64_t index)>;

// The root of the first `size` leaves.
absl::StatusOr<std::string> RootAt(uint64_t size, const NodeReader& node);

// That leaf `index` (from 0) is in the tree of `size` leaves. INVALID_ARGUMENT FIELD_INVALID unless
// index < size.
absl::StatusOr<std::vector<std::string>> InclusionProof(uint64_t index, uint64_t size,
                                                        const NodeReader& node);
bool VerifyInclusion(uint64_t index, uint64_t size, std::string_view leaf_hash,
                     const std::vector<std::string>& proof, std::string_view root);

// That the tree of `second` leaves begins with the tree of `first` leaves. The proof is empty when
// first is 0 or equals second. INVALID_ARGUMENT FIELD_INVALID unless first <= second.
absl::StatusOr<std::vector<std::string>> ConsistencyProof(uint64_t first, uint64_t second,
                                                          const NodeReader& node);
bool VerifyConsistency(uint64_t first, uint64_t second, std::string_view first_root,
                       std::string_view second_root, const std::vector<std::string>& proof);

}  // namespace motcua::crypto

#endif  // MOTCUA_COMMON_CRYPTO_MERKLE_H_
