// Seeded chance, the same on every machine and with every standard library.
#ifndef MOTCUA_TESTS_DEMO_DICE_H_
#define MOTCUA_TESTS_DEMO_DICE_H_

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <utility>
#include <vector>

namespace motcua::demo {

// SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
class Dice {
 public:
  explicit Dice(uint64_t seed) : state_(seed) {}

  uint64_t Next() {
    uint64_t z = state_ += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  // 0 .. n - 1; n > 0.
  int Below(int n) { return static_cast<int>(Next() % static_cast<uint64_t>(n)); }
  // from .. to, both included.
  int Between(int from, int to) { return from + Below(to - from + 1); }
  bool Chance(int percent) { return Below(100) < percent; }
  // [0, 1)
  double Unit() { return static_cast<double>(Next() >> 11) * 0x1.0p-53; }

  template <typename Range>
  const auto& Pick(const Range& range) {
    return range[static_cast<size_t>(Below(static_cast<int>(std::size(range))))];
  }
  // An index, each as likely as its weight; the sum is > 0.
  size_t Weighted(std::span<const int> weights) {
    int sum = 0;
    for (const int w : weights) sum += w;
    int left = Below(sum);
    size_t i = 0;
    while (left >= weights[i]) left -= weights[i++];
    return i;
  }
  template <typename T>
  void Shuffle(std::vector<T>& items) {
    for (size_t i = items.size(); i > 1; --i) {
      std::swap(items[i - 1], items[static_cast<size_t>(Below(static_cast<int>(i)))]);
    }
  }

 private:
  uint64_t state_;
};

}  // namespace motcua::demo

#endif  // MOTCUA_TESTS_DEMO_DICE_H_
