#include "common/crypto/merkle.h"

#include <bit>
#include <utility>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/crypto/hash.h"

namespace motcua::crypto {
namespace {

using Proof = std::vector<std::string>;

// The largest power of two below n, for n >= 2: where RFC 6962 splits n leaves.
uint64_t Split(uint64_t n) { return std::bit_floor(n - 1); }

// The root of the leaves [begin, end). `begin` is a multiple of the smallest power of two that is
// not less than the count of leaves, as in every subtree that RFC 6962's definitions reach.
absl::StatusOr<std::string> RangeRoot(uint64_t begin, uint64_t end, const NodeReader& node) {
  const uint64_t n = end - begin;
  if (std::has_single_bit(n)) {
    const auto level = static_cast<uint64_t>(std::countr_zero(n));
    return node(level, begin >> level);
  }
  const uint64_t k = Split(n);
  MOTCUA_ASSIGN_OR_RETURN(const std::string left, RangeRoot(begin, begin + k, node));
  MOTCUA_ASSIGN_OR_RETURN(const std::string right, RangeRoot(begin + k, end, node));
  return NodeHash(left, right);
}

// PATH(index, D[begin:end]) of RFC 6962 §2.1.1.
absl::Status AddPath(uint64_t index, uint64_t begin, uint64_t end, const NodeReader& node,
                     Proof& proof) {
  if (end - begin == 1) return absl::OkStatus();
  const uint64_t middle = begin + Split(end - begin);
  const bool in_left = index < middle;
  MOTCUA_RETURN_IF_ERROR(
      AddPath(index, in_left ? begin : middle, in_left ? middle : end, node, proof));
  MOTCUA_ASSIGN_OR_RETURN(std::string sibling,
                          in_left ? RangeRoot(middle, end, node) : RangeRoot(begin, middle, node));
  proof.push_back(std::move(sibling));
  return absl::OkStatus();
}

// SUBPROOF(first, D[begin:end], known) of RFC 6962 §2.1.2, with `first` counted from leaf 0;
// `known`: the verifier has the root of [begin, first) already.
absl::Status AddSubproof(uint64_t first, uint64_t begin, uint64_t end, bool known,
                         const NodeReader& node, Proof& proof) {
  if (first == end) {
    if (known) return absl::OkStatus();
    MOTCUA_ASSIGN_OR_RETURN(std::string root, RangeRoot(begin, end, node));
    proof.push_back(std::move(root));
    return absl::OkStatus();
  }
  const uint64_t middle = begin + Split(end - begin);
  const bool in_left = first <= middle;
  MOTCUA_RETURN_IF_ERROR(in_left ? AddSubproof(first, begin, middle, known, node, proof)
                                 : AddSubproof(first, middle, end, false, node, proof));
  MOTCUA_ASSIGN_OR_RETURN(std::string sibling,
                          in_left ? RangeRoot(middle, end, node) : RangeRoot(begin, middle, node));
  proof.push_back(std::move(sibling));
  return absl::OkStatus();
}

}  // namespace

std::string LeafHash(std::string_view entry) {
  std::string bytes;
  bytes.reserve(entry.size() + 1);
  bytes.push_back('\x00');
  bytes.append(entry);
  return Sha256(bytes);
}

std::string NodeHash(std::string_view left, std::string_view right) {
  std::string bytes;
  bytes.reserve(1 + left.size() + right.size());
  bytes.push_back('\x01');
  bytes.append(left);
  bytes.append(right);
  return Sha256(bytes);
}

std::string EmptyRoot() { return Sha256(""); }

void CompactRange::Append(std::string_view leaf_hash, const OnNode& on_node) {
  std::string hash(leaf_hash);
  uint64_t index = size_;
  uint64_t level = 0;
  if (on_node) on_node(level, index, hash);
  for (; (index & 1) != 0; index >>= 1) {
    hash = NodeHash(subtrees_.back(), hash);
    subtrees_.pop_back();
    ++level;
    if (on_node) on_node(level, index >> 1, hash);
  }
  subtrees_.push_back(std::move(hash));
  ++size_;
}

std::string CompactRange::Root() const {
  if (subtrees_.empty()) return EmptyRoot();
  std::string root = subtrees_.back();
  for (auto it = subtrees_.rbegin() + 1; it != subtrees_.rend(); ++it) root = NodeHash(*it, root);
  return root;
}

std::string CompactRange::Serialize() const {
  std::string bytes;
  bytes.reserve(8 + subtrees_.size() * kSha256Bytes);
  for (int shift = 56; shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<char>((size_ >> shift) & 0xff));
  }
  for (const std::string& subtree : subtrees_) bytes.append(subtree);
  return bytes;
}

absl::StatusOr<CompactRange> CompactRange::Deserialize(std::string_view bytes) {
  uint64_t size = 0;
  for (size_t i = 0; i < 8 && i < bytes.size(); ++i) {
    size = size << 8 | static_cast<unsigned char>(bytes[i]);
  }
  const auto count = static_cast<size_t>(std::popcount(size));
  if (bytes.size() < 8 || bytes.size() != 8 + count * kSha256Bytes) {
    return MakeError(absl::StatusCode::kDataLoss, "MERKLE_STATE_CORRUPT",
                     "The stored state of the log's Merkle tree has a wrong length.");
  }
  CompactRange range;
  range.size_ = size;
  range.subtrees_.reserve(count);
  for (size_t i = 0; i < count; ++i) {
    range.subtrees_.emplace_back(bytes.substr(8 + i * kSha256Bytes, kSha256Bytes));
  }
  return range;
}

absl::StatusOr<std::string> RootAt(uint64_t size, const NodeReader& node) {
  if (size == 0) return EmptyRoot();
  return RangeRoot(0, size, node);
}

absl::StatusOr<Proof> InclusionProof(uint64_t index, uint64_t size, const NodeReader& node) {
  if (index >= size) return FieldInvalid("index", "less than the size of the log");
  Proof proof;
  MOTCUA_RETURN_IF_ERROR(AddPath(index, 0, size, node, proof));
  return proof;
}

// RFC 9162 §2.1.3.2.
bool VerifyInclusion(uint64_t index, uint64_t size, std::string_view leaf_hash, const Proof& proof,
                     std::string_view root) {
  if (index >= size || leaf_hash.size() != kSha256Bytes) return false;
  uint64_t position = index;
  uint64_t last = size - 1;
  std::string hash(leaf_hash);
  for (const std::string& sibling : proof) {
    if (last == 0 || sibling.size() != kSha256Bytes) return false;
    if ((position & 1) != 0 || position == last) {
      hash = NodeHash(sibling, hash);
      while ((position & 1) == 0 && position != 0) {
        position >>= 1;
        last >>= 1;
      }
    } else {
      hash = NodeHash(hash, sibling);
    }
    position >>= 1;
    last >>= 1;
  }
  return last == 0 && hash == root;
}

absl::StatusOr<Proof> ConsistencyProof(uint64_t first, uint64_t second, const NodeReader& node) {
  if (first > second) return FieldInvalid("first", "at most the size of the second log");
  Proof proof;
  if (first == 0 || first == second) return proof;
  MOTCUA_RETURN_IF_ERROR(AddSubproof(first, 0, second, true, node, proof));
  return proof;
}

// RFC 9162 §2.1.4.2.
bool VerifyConsistency(uint64_t first, uint64_t second, std::string_view first_root,
                       std::string_view second_root, const Proof& proof) {
  if (first > second || first_root.size() != kSha256Bytes || second_root.size() != kSha256Bytes) {
    return false;
  }
  if (first == second) {
    return proof.empty() && first_root == second_root && (first != 0 || first_root == EmptyRoot());
  }
  if (first == 0) return proof.empty() && first_root == EmptyRoot();
  for (const std::string& hash : proof) {
    if (hash.size() != kSha256Bytes) return false;
  }
  size_t next = 0;
  uint64_t position = first - 1;
  uint64_t last = second - 1;
  const int full_levels = std::countr_one(position);
  position >>= full_levels;
  last >>= full_levels;
  // When the first tree is complete its root is where the proof starts, and is left out of it.
  std::string start;
  if (std::has_single_bit(first)) {
    start = first_root;
  } else {
    if (proof.empty()) return false;
    start = proof[next++];
  }
  std::string old_hash = start;
  std::string new_hash = std::move(start);
  for (; next < proof.size(); ++next) {
    if (last == 0) return false;
    const std::string& sibling = proof[next];
    if ((position & 1) != 0 || position == last) {
      old_hash = NodeHash(sibling, old_hash);
      new_hash = NodeHash(sibling, new_hash);
      while ((position & 1) == 0 && position != 0) {
        position >>= 1;
        last >>= 1;
      }
    } else {
      new_hash = NodeHash(new_hash, sibling);
    }
    position >>= 1;
    last >>= 1;
  }
  return last == 0 && old_hash == first_root && new_hash == second_root;
}

}  // namespace motcua::crypto
