// The dossiers behind a figure: each dossier related to a unit of the scope is folded from its
// events, and the flows that fall into the question are added up.
#include <algorithm>
#include <utility>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "server/app/figures_scope.h"
#include "server/app/history.h"
#include "server/app/statistics.h"

namespace motcua::app {
namespace {

constexpr int kKeysAtOnce = 200;

absl::Status BadToken() {
  return MakeError(absl::StatusCode::kInvalidArgument, "PAGE_TOKEN_INVALID",
                   "page_token: must be the one of the previous answer", {{"field", "page_token"}});
}

// page token = index of the unit ":" keys of its page already used ":" storage's token of that page
struct Place {
  size_t unit = 0;
  size_t used = 0;
  std::string token;

  std::string ToString() const {
    return std::to_string(unit) + ":" + std::to_string(used) + ":" + token;
  }
};

absl::StatusOr<Place> ParsePlace(const std::string& text, size_t unit_count) {
  Place place;
  if (text.empty()) return place;
  const size_t first = text.find(':');
  const size_t second = first == std::string::npos ? first : text.find(':', first + 1);
  if (second == std::string::npos || first == 0 || first > 6 || second - first < 2 ||
      second - first > 6) {
    return BadToken();
  }
  const std::string unit = text.substr(0, first);
  const std::string used = text.substr(first + 1, second - first - 1);
  const auto digits = [](const std::string& s) {
    return s.find_first_not_of("0123456789") == std::string::npos;
  };
  if (!digits(unit) || !digits(used)) return BadToken();
  place.unit = std::stoul(unit);
  place.used = std::stoul(used);
  place.token = text.substr(second + 1);
  if (place.unit >= unit_count) return BadToken();
  return place;
}

// What one flow adds to the figure.
int64_t Weight(FigureKind kind, domain::Metric metric) {
  using domain::Metric;
  switch (kind) {
    case FigureKind::kReceived:
      return metric == Metric::kReceived;
    case FigureKind::kResolved:
      return metric == Metric::kResolvedEarly || metric == Metric::kResolvedOnTime ||
             metric == Metric::kResolvedLate;
    case FigureKind::kResolvedLate:
      return metric == Metric::kResolvedLate;
    case FigureKind::kWithdrawn:
      return metric == Metric::kWithdrawn;
    case FigureKind::kStopped:
      return metric == Metric::kStopped;
    case FigureKind::kOpen:
      return metric == Metric::kReceived || metric == Metric::kHandedIn ? 1 : -1;
  }
  return 0;
}

absl::StatusOr<int64_t> CountIn(storage::ReadTransaction& tx, const FiguresScope& scope,
                                FigureKind kind, const std::string& unit,
                                const domain::DossierKey& key) {
  int64_t counted = 0;
  MOTCUA_RETURN_IF_ERROR(ForEachEvent(
      tx, key,
      [&](const domain::Dossier& before, const domain::Dossier& after, const domain::Event& event) {
        const Day day = LocalDay(event.recorded_at);
        if (day > scope.until) return false;
        // A stock counts from the beginning, a flow in the period.
        if (kind != FigureKind::kOpen && day < scope.from) return true;
        for (const domain::Flow& flow : domain::FlowsBetween(before, after)) {
          if (flow.unit != unit || flow.by != scope.query.by) continue;
          if (!scope.Contains(flow.unit, flow.procedure, flow.cell)) continue;
          counted += Weight(kind, flow.metric) * flow.delta;
        }
        return true;
      }));
  return counted;
}

}  // namespace

absl::StatusOr<FigureDossiers> ListFigureDossiers(const ServiceContext& context,
                                                  const Caller& caller, const FiguresQuery& query,
                                                  FigureKind kind, int page_size,
                                                  const std::string& page_token) {
  MOTCUA_ASSIGN_OR_RETURN(const FiguresScope scope, MakeScope(context, caller, query));
  MOTCUA_ASSIGN_OR_RETURN(const Place start, ParsePlace(page_token, scope.units.size()));
  const Time now = context.time.Now();
  FigureDossiers answer;
  MOTCUA_RETURN_IF_ERROR(context.storage.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    answer = {};
    Place place = start;
    while (place.unit < scope.units.size()) {
      storage::DossierFilter filter;
      filter.unit = scope.units[place.unit];
      MOTCUA_ASSIGN_OR_RETURN(auto keys, tx.ListDossiers(filter, kKeysAtOnce, place.token));
      for (; place.used < keys.items.size(); ++place.used) {
        if (answer.items.size() == static_cast<size_t>(page_size)) {
          answer.next_page_token = place.ToString();
          return absl::OkStatus();
        }
        const domain::DossierKey& key = keys.items[place.used];
        MOTCUA_ASSIGN_OR_RETURN(const int64_t counted, CountIn(tx, scope, kind, filter.unit, key));
        if (counted == 0) continue;
        MOTCUA_ASSIGN_OR_RETURN(const auto dossier, tx.GetDossier(key));
        auto view = MakeView(*dossier, caller.actor, *scope.world, now);
        if (!view.ok()) continue;
        ClearPrivate(view->dossier);
        answer.items.push_back(*std::move(view));
        answer.counted.push_back(static_cast<int>(counted));
      }
      place.used = 0;
      place.token = keys.next;
      if (keys.next.empty()) ++place.unit;
    }
    return absl::OkStatus();
  }));
  return answer;
}

}  // namespace motcua::app
