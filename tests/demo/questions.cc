#include "tests/demo/questions.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "common/base/status_macros.h"
#include "motcua/v1/statistics_service.grpc.pb.h"

namespace motcua::demo {
namespace {

using Statistics = v1::StatisticsService::Stub;

v1::QueryRatesRequest Query(Day day) {
  v1::QueryRatesRequest query;
  query.set_unit("units/46");
  query.set_from_day(FormatDay(day));
  query.set_until_day(FormatDay(day));
  query.set_counted_by(v1::COUNTED_BY_RECEIVER);
  query.set_group_by(v1::GROUP_BY_COMMUNE);
  return query;
}

absl::StatusOr<v1::RankUnitsResponse> Rank(client::Client& supervisor, Day day, v1::RankBy by) {
  v1::RankUnitsRequest request;
  *request.mutable_query() = Query(day);
  request.set_rank_by(by);
  return supervisor.Call(&Statistics::RankUnits, request);
}

std::string Resource(const std::string& unit) { return "units/" + unit; }

Comparison CompareMost(const v1::RankUnitsResponse& ranking) {
  Comparison c{fmt::format("Tiếp nhận nhiều nhất: xã Quảng Điền, {} hồ sơ", kMostReceived), "–",
               false};
  if (ranking.rows().empty()) return c;
  const v1::RankedRow& first = ranking.rows(0);
  c.answer = fmt::format("{}: {}", first.row().display_name(), first.row().figures().received());
  c.fits = first.rank() == 1 && !first.tied() && first.row().key() == Resource(kMostReceivedUnit) &&
           first.row().figures().received() == kMostReceived;
  return c;
}

Comparison CompareBest(const v1::RankUnitsResponse& ranking, const std::string& unit,
                       const std::string& name) {
  Comparison c{fmt::format("Tỷ lệ cao nhất: {}, {}/{} = 91,67 %, đồng hạng", name, kBestResolved,
                           kBestReceived),
               "–", false};
  for (const v1::RankedRow& row : ranking.rows()) {
    if (row.row().key() != Resource(unit)) continue;
    const v1::Fraction& rate = row.row().resolved_of_received();
    c.answer =
        fmt::format("hạng {}{}, {}", row.rank(), row.tied() ? " (đồng hạng)" : "", RateVi(rate));
    c.fits = row.rank() == 1 && row.tied() && rate.numerator() == kBestResolved &&
             rate.denominator() == kBestReceived;
  }
  return c;
}

Comparison CompareOthers(const v1::RankUnitsResponse& ranking) {
  Comparison c{"Không trung tâm nào khác đạt tỷ lệ này", "–", false};
  if (ranking.rows_size() < 3) return c;
  const v1::RankedRow& third = ranking.rows(2);
  const v1::Fraction& rate = third.row().resolved_of_received();
  c.answer = fmt::format("tiếp theo, hạng {}: {}, {}", third.rank(), third.row().display_name(),
                         RateVi(rate));
  c.fits = third.rank() == 3 &&
           rate.numerator() * kBestReceived < int64_t{kBestResolved} * rate.denominator();
  return c;
}

}  // namespace

absl::StatusOr<DayFigures> AskFigures(client::Client& supervisor, Day day) {
  DayFigures figures;
  MOTCUA_ASSIGN_OR_RETURN(figures.rates, supervisor.Call(&Statistics::QueryRates, Query(day)));
  MOTCUA_ASSIGN_OR_RETURN(figures.by_received, Rank(supervisor, day, v1::RANK_BY_RECEIVED));
  MOTCUA_ASSIGN_OR_RETURN(figures.by_rate, Rank(supervisor, day, v1::RANK_BY_RESOLVED_OF_RECEIVED));
  return figures;
}

int64_t ResolvedOf(const v1::Figures& figures) {
  return figures.resolved_early() + figures.resolved_on_time() + figures.resolved_late();
}

std::string RateVi(const v1::Fraction& fraction) {
  if (fraction.denominator() <= 0) return "–";
  const int64_t hundredths =
      (fraction.numerator() * 20'000 + fraction.denominator()) / (2 * fraction.denominator());
  return fmt::format("{}/{} = {},{:02} %", fraction.numerator(), fraction.denominator(),
                     hundredths / 100, hundredths % 100);
}

const v1::FigureRow* RowOf(const v1::QueryRatesResponse& rates, const std::string& unit) {
  for (const v1::FigureRow& row : rates.rows()) {
    if (row.key() == Resource(unit)) return &row;
  }
  return nullptr;
}

std::vector<Comparison> CompareWithPress(const DayFigures& figures) {
  const v1::Figures& total = figures.rates.total().figures();
  std::vector<Comparison> comparisons = {
      {fmt::format("Toàn thành phố tiếp nhận {} hồ sơ", kReceived),
       std::to_string(total.received()), total.received() == kReceived},
      {fmt::format("Đã giải quyết {} hồ sơ", kResolved), std::to_string(ResolvedOf(total)),
       ResolvedOf(total) == kResolved},
      CompareMost(figures.by_received),
      CompareBest(figures.by_rate, kBestUnits[0], "phường Hương An"),
      CompareBest(figures.by_rate, kBestUnits[1], "phường Phong Thái"),
      CompareOthers(figures.by_rate)};
  return comparisons;
}

std::vector<std::string> UnitsUnlike(const v1::QueryRatesResponse& rates,
                                     const std::vector<Volume>& volumes) {
  std::vector<std::string> unlike;
  std::set<std::string> known;
  for (const Volume& v : volumes) {
    known.insert(Resource(v.unit));
    const v1::FigureRow* row = RowOf(rates, v.unit);
    const int64_t received = row == nullptr ? 0 : row->figures().received();
    const int64_t resolved = row == nullptr ? 0 : ResolvedOf(row->figures());
    if (received != v.received || resolved != v.resolved) {
      unlike.push_back(fmt::format("{}: {}/{}, dự kiến {}/{}", v.unit, resolved, received,
                                   v.resolved, v.received));
    }
  }
  for (const v1::FigureRow& row : rates.rows()) {
    if (!known.contains(row.key()) && row.figures().received() != 0) unlike.push_back(row.key());
  }
  return unlike;
}

}  // namespace motcua::demo
