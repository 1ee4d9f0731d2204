// The press report of the first morning in Huế, and volumes of the rest that add up to it.
#ifndef MOTCUA_TESTS_DEMO_FIGURES_H_
#define MOTCUA_TESTS_DEMO_FIGURES_H_

#include <string>
#include <vector>

#include "tests/demo/dice.h"

namespace motcua::demo {

// Facts of the report: 1 July 2025, until 11:30, all 40 centres of the city.
inline constexpr int kReceived = 526;
inline constexpr int kResolved = 126;
inline constexpr char kMostReceivedUnit[] = "19867";  // Quảng Điền
inline constexpr int kMostReceived = 83;
inline constexpr char kBestUnits[][6] = {"19804", "19858"};  // Hương An, Phong Thái
inline constexpr int kBestReceived = 12;
inline constexpr int kBestResolved = 11;

struct Volume {
  std::string unit;
  int received = 0;
  int resolved = 0;
};

// A volume for each unit, in the order given, that makes the report true: the totals and the named
// centres exactly, nobody else near the best rate or the most received. The spread of the rest has
// the shape of a year of the 148 communes of Phú Thọ (log-normal, sigma 0.54). `units` holds the
// three named ones and at least 20 others.
std::vector<Volume> MakeVolumes(const std::vector<std::string>& units, Dice& dice);

// `total` spread over `weights` by largest remainder, each share within [0, cap]; the caps allow
// it.
std::vector<int> Spread(int total, const std::vector<double>& weights,
                        const std::vector<int>& caps);

}  // namespace motcua::demo

#endif  // MOTCUA_TESTS_DEMO_FIGURES_H_
