// What a command adds to the figures (số liệu).
//
// Figures are flows: numbers added to the bucket of the day on which the command is *recorded*, so
// no past figure ever changes. A dossier is counted by three units at once: the one that received
// it, the one that decides, the one that answers for it. A flow is the difference between how a
// dossier counts before and after a command; a mistake taken back therefore counts -1 on its own
// day. Stocks (open, overdue) are sums of flows:
//   carried over + received + handed in = resolved + withdrawn + stopped + handed out + open.
#ifndef MOTCUA_SERVER_DOMAIN_FLOWS_H_
#define MOTCUA_SERVER_DOMAIN_FLOWS_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "server/domain/dossier.h"

namespace motcua::domain {

enum class CountedBy : int { kReceiver = 1, kDecider = 2, kHolder = 3 };

enum class Metric : int {
  kReceived = 0,
  kResolvedEarly,
  kResolvedOnTime,
  kResolvedLate,
  kWithdrawn,
  kStopped,
  kHandedIn,   // by holder only
  kHandedOut,  // by holder only
};
inline constexpr int kMetricCount = 8;

// Channel × boundary, 1..9; 0 stands for the sum of all.
using Cell = int;
inline constexpr int kCellCount = 10;
constexpr Cell CellOf(Channel channel, Boundary boundary) {
  return (static_cast<int>(channel) - 1) * 3 + static_cast<int>(boundary);
}
constexpr Channel ChannelOf(Cell cell) { return static_cast<Channel>((cell - 1) / 3 + 1); }
constexpr Boundary BoundaryOf(Cell cell) { return static_cast<Boundary>((cell - 1) % 3 + 1); }

struct Flow {
  std::string unit;
  CountedBy by = CountedBy::kReceiver;
  std::string procedure;
  Cell cell = 0;
  Metric metric = Metric::kReceived;
  int64_t delta = 0;

  bool operator==(const Flow&) const = default;
};

// No entry is zero; entries with the same key are added up. Order: by unit, by, procedure, cell,
// metric.
std::vector<Flow> FlowsBetween(const Dossier& before, const Dossier& after);

// Movement between the buckets from which overdue stocks follow:
//   overdue(end of D) = sum over days up to D of (falls_due - left_overdue).
// A dossier counts in them while it is open, not paused and has an appointment. `day` is never
// before the day of recording, so no past bucket changes.
struct DueFlow {
  Day day;
  std::string unit;
  CountedBy by = CountedBy::kReceiver;
  int64_t falls_due = 0;
  int64_t left_overdue = 0;

  bool operator==(const DueFlow&) const = default;
};

// `today`: the day of recording.
std::vector<DueFlow> DueFlowsBetween(const Dossier& before, const Dossier& after, Day today);

// A row of sums.
struct Tally {
  std::array<int64_t, kMetricCount> metrics{};

  int64_t& operator[](Metric m) { return metrics[static_cast<size_t>(m)]; }
  int64_t operator[](Metric m) const { return metrics[static_cast<size_t>(m)]; }
  Tally& operator+=(const Tally& other);
  bool operator==(const Tally&) const = default;
  // What the flows up to a day leave open.
  int64_t Open() const;
  int64_t Resolved() const;
};

}  // namespace motcua::domain

#endif  // MOTCUA_SERVER_DOMAIN_FLOWS_H_
