// Rates as fractions, compared without dividing, and rankings (xếp hạng) with shared ranks.
#ifndef MOTCUA_SERVER_DOMAIN_RANKING_H_
#define MOTCUA_SERVER_DOMAIN_RANKING_H_

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace motcua::domain {

// 0 ≤ numbers < 2^62. A fraction with denominator 0 is undefined and ranks below every other.
struct Fraction {
  int64_t numerator = 0;
  int64_t denominator = 0;
};
// By value: 11/12 == 22/24. Exact (128-bit products).
std::weak_ordering Compare(const Fraction& a, const Fraction& b);

struct RankInput {
  Fraction rate;
  int64_t received = 0;
  std::string sort_key;  // VietnameseSortKey of the name
};
struct Ranked {
  size_t index = 0;  // into the input
  int rank = 0;      // 1, 1, 3: equal rates share the rank (đồng hạng)
  bool tied = false;
};
// Highest rate first; equal ones by more received, then by name.
std::vector<Ranked> Rank(const std::vector<RankInput>& input);

}  // namespace motcua::domain

#endif  // MOTCUA_SERVER_DOMAIN_RANKING_H_
