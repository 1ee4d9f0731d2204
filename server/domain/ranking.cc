#include "server/domain/ranking.h"

#include <algorithm>
#include <numeric>

namespace motcua::domain {

std::weak_ordering Compare(const Fraction& a, const Fraction& b) {
  if (a.denominator == 0 || b.denominator == 0) {
    return (a.denominator != 0) <=> (b.denominator != 0);
  }
  __extension__ using Wide = __int128;
  return static_cast<Wide>(a.numerator) * b.denominator <=>
         static_cast<Wide>(b.numerator) * a.denominator;
}

std::vector<Ranked> Rank(const std::vector<RankInput>& input) {
  std::vector<size_t> order(input.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    const std::weak_ordering rates = Compare(input[a].rate, input[b].rate);
    if (std::is_neq(rates)) return std::is_gt(rates);
    if (input[a].received != input[b].received) return input[a].received > input[b].received;
    if (input[a].sort_key != input[b].sort_key) return input[a].sort_key < input[b].sort_key;
    return a < b;
  });
  const auto same = [&](size_t i, size_t j) {
    return std::is_eq(Compare(input[order[i]].rate, input[order[j]].rate));
  };
  std::vector<Ranked> ranked;
  for (size_t i = 0; i < order.size(); ++i) {
    const int rank = i > 0 && same(i, i - 1) ? ranked[i - 1].rank : static_cast<int>(i) + 1;
    const bool tied = (i > 0 && same(i, i - 1)) || (i + 1 < order.size() && same(i, i + 1));
    ranked.push_back({order[i], rank, tied});
  }
  return ranked;
}

}  // namespace motcua::domain
