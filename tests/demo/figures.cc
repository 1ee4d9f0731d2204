#include "tests/demo/figures.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace motcua::demo {
namespace {

constexpr double kSigma = 0.54;
// The next after the most received stays well below it.
constexpr int kMostOfOthers = 45;

// Nearly normal: the sum of twelve even chances.
double Normal(Dice& dice) {
  double sum = -6;
  for (int i = 0; i < 12; ++i) sum += dice.Unit();
  return sum;
}

bool IsBest(const std::string& unit) {
  return std::find(std::begin(kBestUnits), std::end(kBestUnits), unit) != std::end(kBestUnits);
}

}  // namespace

std::vector<int> Spread(int total, const std::vector<double>& weights,
                        const std::vector<int>& caps) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<int> shares(weights.size());
  std::vector<double> wanted(weights.size());
  int left = total;
  for (size_t i = 0; i < weights.size(); ++i) {
    wanted[i] = weights[i] / sum * total;
    shares[i] = std::min(static_cast<int>(wanted[i]), caps[i]);
    left -= shares[i];
  }
  for (; left > 0; --left) {
    size_t best = weights.size();
    for (size_t i = 0; i < weights.size(); ++i) {
      if (shares[i] >= caps[i]) continue;
      if (best == weights.size() || wanted[i] - shares[i] > wanted[best] - shares[best]) best = i;
    }
    ++shares[best];
  }
  return shares;
}

std::vector<Volume> MakeVolumes(const std::vector<std::string>& units, Dice& dice) {
  std::vector<double> received_weights, resolved_weights;
  std::vector<int> received_caps, resolved_caps;
  for (const std::string& unit : units) {
    const bool named = unit == kMostReceivedUnit || IsBest(unit);
    received_weights.push_back(named ? 0 : std::exp(kSigma * Normal(dice)));
    received_caps.push_back(named ? 0 : kMostOfOthers);
  }
  const int others = kReceived - kMostReceived - 2 * kBestReceived;
  const std::vector<int> received = Spread(others, received_weights, received_caps);

  std::vector<Volume> volumes;
  for (size_t i = 0; i < units.size(); ++i) {
    Volume v{units[i], received[i], 0};
    if (v.unit == kMostReceivedUnit) v.received = kMostReceived;
    if (IsBest(v.unit)) v = {v.unit, kBestReceived, kBestResolved};
    resolved_weights.push_back(IsBest(v.unit) ? 0 : v.received * (0.5 + dice.Unit()));
    // Well below 11 of 12.
    resolved_caps.push_back(IsBest(v.unit) ? 0 : v.received * 3 / 5);
    volumes.push_back(v);
  }
  const std::vector<int> resolved =
      Spread(kResolved - 2 * kBestResolved, resolved_weights, resolved_caps);
  for (size_t i = 0; i < volumes.size(); ++i) volumes[i].resolved += resolved[i];
  return volumes;
}

}  // namespace motcua::demo
