#include "common/crypto/merkle.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <utility>

#include "common/base/error.h"
#include "common/base/hex.h"
#include "common/crypto/hash.h"

namespace motcua::crypto {
namespace {

using Strings = std::vector<std::string>;
constexpr uint64_t kMost = 130;

// RFC 6962 §2.1 as it is written, over entries [begin, end).
size_t SplitOf(size_t n) {
  size_t k = 1;
  while (2 * k < n) k *= 2;
  return k;
}
std::string Mth(const Strings& d, size_t begin, size_t end) {
  if (begin == end) return Sha256("");
  if (end - begin == 1) return Sha256(std::string(1, '\0') + d[begin]);
  const size_t k = SplitOf(end - begin);
  return Sha256("\x01" + Mth(d, begin, begin + k) + Mth(d, begin + k, end));
}
Strings Path(const Strings& d, size_t m, size_t begin, size_t end) {
  if (end - begin == 1) return {};
  const size_t k = SplitOf(end - begin);
  Strings path = m < k ? Path(d, m, begin, begin + k) : Path(d, m - k, begin + k, end);
  path.push_back(m < k ? Mth(d, begin + k, end) : Mth(d, begin, begin + k));
  return path;
}
Strings Subproof(const Strings& d, size_t m, size_t begin, size_t end, bool b) {
  if (m == end - begin) return b ? Strings{} : Strings{Mth(d, begin, end)};
  const size_t k = SplitOf(end - begin);
  Strings proof =
      m <= k ? Subproof(d, m, begin, begin + k, b) : Subproof(d, m - k, begin + k, end, false);
  proof.push_back(m <= k ? Mth(d, begin + k, end) : Mth(d, begin, begin + k));
  return proof;
}

// A log of kMost entries as a store keeps it: the nodes that CompactRange reported.
class MerkleTest : public testing::Test {
 protected:
  MerkleTest() {
    CompactRange range;
    roots_.push_back(range.Root());
    for (uint64_t i = 0; i < kMost; ++i) {
      entries_.push_back("event " + std::to_string(i));
      range.Append(LeafHash(entries_.back()),
                   [this](uint64_t level, uint64_t index, const std::string& hash) {
                     EXPECT_TRUE(nodes_.emplace(std::pair(level, index), hash).second);
                   });
      roots_.push_back(range.Root());
    }
  }
  // Fails for a node beyond `size` leaves: a proof must not need what did not exist.
  NodeReader NodesOf(uint64_t size) const {
    return [this, size](uint64_t level, uint64_t index) -> absl::StatusOr<std::string> {
      const auto it = nodes_.find({level, index});
      if (it == nodes_.end() || (index + 1) << level > size) return absl::NotFoundError("node");
      return it->second;
    };
  }

  Strings entries_;
  Strings roots_;  // by size
  std::map<std::pair<uint64_t, uint64_t>, std::string> nodes_;
};

// The vectors of the Certificate Transparency reference implementation.
TEST_F(MerkleTest, RootsAreThoseOfTheReferenceImplementation) {
  const std::vector<std::pair<std::string, std::string>> steps = {
      {"", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
      {"00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"},
      {"10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"},
      {"2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"},
      {"3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"},
      {"40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"},
      {"5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"},
      {"606162636465666768696a6b6c6d6e6f",
       "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"}};
  CompactRange range;
  EXPECT_EQ(ToHex(range.Root()),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  for (const auto& [entry, root] : steps) {
    range.Append(LeafHash(*FromHex(entry)));
    EXPECT_EQ(ToHex(range.Root()), root) << "size " << range.size();
  }
}

TEST_F(MerkleTest, RootsAreThoseOfTheDefinitionAtEverySize) {
  for (uint64_t n = 0; n <= kMost; ++n) {
    EXPECT_EQ(roots_[n], Mth(entries_, 0, n)) << n;
    EXPECT_EQ(*RootAt(n, NodesOf(n)), roots_[n]) << n;
  }
}

TEST_F(MerkleTest, EveryCompleteSubtreeIsReportedOnce) {
  size_t expected = 0;
  for (uint64_t width = 1; width <= kMost; width *= 2) expected += kMost / width;
  EXPECT_EQ(nodes_.size(), expected);
  for (const auto& [name, hash] : nodes_) {
    const auto [level, index] = name;
    EXPECT_EQ(hash, Mth(entries_, index << level, (index + 1) << level));
  }
}

TEST_F(MerkleTest, InclusionProofsAreThoseOfTheDefinitionAndVerify) {
  for (uint64_t n = 1; n <= kMost; ++n) {
    for (uint64_t i = 0; i < n; ++i) {
      const auto proof = InclusionProof(i, n, NodesOf(n));
      ASSERT_TRUE(proof.ok()) << i << " of " << n << ": " << proof.status();
      ASSERT_EQ(*proof, Path(entries_, i, 0, n)) << i << " of " << n;
      ASSERT_TRUE(VerifyInclusion(i, n, LeafHash(entries_[i]), *proof, roots_[n]));
    }
  }
}

TEST_F(MerkleTest, AnInclusionProofFailsForAnythingElse) {
  for (uint64_t n = 1; n <= 40; ++n) {
    for (uint64_t i = 0; i < n; ++i) {
      const Strings proof = *InclusionProof(i, n, NodesOf(n));
      const std::string leaf = LeafHash(entries_[i]);
      EXPECT_FALSE(VerifyInclusion(i, n, LeafHash("another"), proof, roots_[n]));
      EXPECT_FALSE(VerifyInclusion(i, n, leaf, proof, roots_[n - 1]));
      EXPECT_FALSE(VerifyInclusion(n, n, leaf, proof, roots_[n]));
      for (uint64_t j = 0; j < n; ++j) {
        EXPECT_EQ(VerifyInclusion(j, n, leaf, proof, roots_[n]), i == j) << i << " as " << j;
      }
      for (size_t k = 0; k < proof.size(); ++k) {
        Strings altered = proof;
        altered[k][7] = static_cast<char>(altered[k][7] ^ 1);
        EXPECT_FALSE(VerifyInclusion(i, n, leaf, altered, roots_[n]));
        altered = proof;
        altered.erase(altered.begin() + static_cast<ptrdiff_t>(k));
        EXPECT_FALSE(VerifyInclusion(i, n, leaf, altered, roots_[n]));
      }
      Strings longer = proof;
      longer.push_back(leaf);
      EXPECT_FALSE(VerifyInclusion(i, n, leaf, longer, roots_[n]));
    }
  }
}

TEST_F(MerkleTest, ConsistencyProofsAreThoseOfTheDefinitionAndVerify) {
  for (uint64_t n = 0; n <= kMost; ++n) {
    for (uint64_t m = 0; m <= n; ++m) {
      const auto proof = ConsistencyProof(m, n, NodesOf(n));
      ASSERT_TRUE(proof.ok()) << m << " in " << n << ": " << proof.status();
      if (m > 0) {
        ASSERT_EQ(*proof, Subproof(entries_, m, 0, n, true)) << m << " in " << n;
      }
      ASSERT_TRUE(VerifyConsistency(m, n, roots_[m], roots_[n], *proof)) << m << " in " << n;
    }
  }
}

TEST_F(MerkleTest, ProofOfConsistencyFailsForAnotherTail) {
  for (uint64_t rewritten = 0; rewritten < 40; ++rewritten) {
    // Another log, with one entry rewritten.
    Strings entries = entries_;
    entries[rewritten] = "rewritten";
    CompactRange range;
    std::map<std::pair<uint64_t, uint64_t>, std::string> nodes;
    for (uint64_t i = 0; i < 40; ++i) {
      range.Append(LeafHash(entries[i]), [&](uint64_t level, uint64_t index, const auto& hash) {
        nodes[{level, index}] = hash;
      });
    }
    const NodeReader reader = [&](uint64_t level, uint64_t index) { return nodes[{level, index}]; };
    for (uint64_t m = 1; m < 40; ++m) {
      const Strings proof = *ConsistencyProof(m, 40, reader);
      EXPECT_EQ(VerifyConsistency(m, 40, roots_[m], range.Root(), proof), rewritten >= m)
          << rewritten << " rewritten, witness has " << m;
    }
  }
}

TEST_F(MerkleTest, AConsistencyProofFailsForAnythingElse) {
  for (uint64_t n = 2; n <= 40; ++n) {
    for (uint64_t m = 1; m < n; ++m) {
      const Strings proof = *ConsistencyProof(m, n, NodesOf(n));
      EXPECT_FALSE(VerifyConsistency(m, n, roots_[m - 1], roots_[n], proof));
      EXPECT_FALSE(VerifyConsistency(m, n, roots_[m], roots_[n - 1], proof));
      EXPECT_FALSE(VerifyConsistency(n, m, roots_[n], roots_[m], proof));
      for (size_t k = 0; k < proof.size(); ++k) {
        Strings altered = proof;
        altered[k][31] = static_cast<char>(altered[k][31] ^ 0x80);
        EXPECT_FALSE(VerifyConsistency(m, n, roots_[m], roots_[n], altered));
        altered = proof;
        altered.erase(altered.begin() + static_cast<ptrdiff_t>(k));
        EXPECT_FALSE(VerifyConsistency(m, n, roots_[m], roots_[n], altered));
      }
      Strings longer = proof;
      longer.push_back(roots_[m]);
      EXPECT_FALSE(VerifyConsistency(m, n, roots_[m], roots_[n], longer));
    }
  }
  EXPECT_FALSE(VerifyConsistency(5, 5, roots_[5], roots_[6], {}));
  EXPECT_FALSE(VerifyConsistency(5, 5, roots_[5], roots_[5], {roots_[5]}));
  EXPECT_FALSE(VerifyConsistency(0, 5, roots_[1], roots_[5], {}));
  EXPECT_FALSE(VerifyConsistency(0, 0, roots_[1], roots_[1], {}));
}

TEST_F(MerkleTest, AProofOutsideTheLogIsRefused) {
  EXPECT_EQ(ErrorReason(InclusionProof(5, 5, NodesOf(5)).status()), "FIELD_INVALID");
  EXPECT_EQ(ErrorReason(InclusionProof(0, 0, NodesOf(0)).status()), "FIELD_INVALID");
  EXPECT_EQ(ErrorReason(ConsistencyProof(6, 5, NodesOf(5)).status()), "FIELD_INVALID");
}

TEST_F(MerkleTest, TheErrorOfTheReaderIsHandedOn) {
  const NodeReader broken = [](uint64_t, uint64_t) { return absl::DataLossError("no node"); };
  EXPECT_EQ(RootAt(3, broken).status().code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(InclusionProof(1, 3, broken).status().code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(ConsistencyProof(1, 3, broken).status().code(), absl::StatusCode::kDataLoss);
}

TEST_F(MerkleTest, AStoredStateGoesOnWhereItStopped) {
  for (uint64_t stop = 0; stop <= kMost; ++stop) {
    CompactRange range;
    for (uint64_t i = 0; i < stop; ++i) range.Append(LeafHash(entries_[i]));
    auto resumed = CompactRange::Deserialize(range.Serialize());
    ASSERT_TRUE(resumed.ok()) << resumed.status();
    EXPECT_EQ(resumed->size(), stop);
    EXPECT_EQ(resumed->Root(), roots_[stop]);
    for (uint64_t i = stop; i < kMost; ++i) resumed->Append(LeafHash(entries_[i]));
    EXPECT_EQ(resumed->Root(), roots_[kMost]);
  }
}

TEST_F(MerkleTest, AStateOfAnotherLengthIsCorrupt) {
  CompactRange range;
  for (uint64_t i = 0; i < 11; ++i) range.Append(LeafHash(entries_[i]));
  const std::string bytes = range.Serialize();
  EXPECT_EQ(bytes.size(), 8 + 3 * kSha256Bytes);
  for (size_t n = 0; n < bytes.size(); ++n) {
    const auto read = CompactRange::Deserialize(bytes.substr(0, n));
    EXPECT_EQ(read.status().code(), absl::StatusCode::kDataLoss) << n;
    EXPECT_EQ(ErrorReason(read.status()), "MERKLE_STATE_CORRUPT");
  }
  EXPECT_FALSE(CompactRange::Deserialize(bytes + "x").ok());
}

TEST_F(MerkleTest, AnEntryCannotPassForANode) {
  EXPECT_NE(LeafHash(LeafHash("a") + LeafHash("b")), NodeHash(LeafHash("a"), LeafHash("b")));
}

TEST_F(MerkleTest, RandomProofsOfALargeLogVerify) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  CompactRange range;
  std::map<std::pair<uint64_t, uint64_t>, std::string> nodes;
  Strings roots = {range.Root()};
  for (uint64_t i = 0; i < 5000; ++i) {
    range.Append(LeafHash(std::to_string(i)), [&](uint64_t l, uint64_t x, const std::string& h) {
      nodes[{l, x}] = h;
    });
    roots.push_back(range.Root());
  }
  const NodeReader reader = [&](uint64_t level, uint64_t index) {
    return nodes.at({level, index});
  };
  for (int i = 0; i < 500; ++i) {
    const uint64_t n = 1 + random() % 5000;
    const uint64_t m = random() % n;
    EXPECT_TRUE(VerifyInclusion(m, n, LeafHash(std::to_string(m)), *InclusionProof(m, n, reader),
                                roots[n]));
    EXPECT_TRUE(VerifyConsistency(m, n, roots[m], roots[n], *ConsistencyProof(m, n, reader)));
  }
}

}  // namespace
}  // namespace motcua::crypto
