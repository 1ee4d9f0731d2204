// The 24 columns of figures, counted by × metric, in the order in which every table has them.
#ifndef MOTCUA_SERVER_STORAGE_FIGURE_COLUMNS_H_
#define MOTCUA_SERVER_STORAGE_FIGURE_COLUMNS_H_

#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "common/sql/query.h"
#include "server/domain/flows.h"

namespace motcua::storage {

inline constexpr size_t kFigureCount = 3 * domain::kMetricCount;
using FigureArray = std::array<int64_t, kFigureCount>;

constexpr size_t FigureIndex(domain::CountedBy by, domain::Metric metric) {
  return (static_cast<size_t>(by) - 1) * domain::kMetricCount + static_cast<size_t>(metric);
}

// "r_received", "d_late" …
std::string FigureName(size_t index);
// All names, each made by `form` with % replaced by the name, joined by ", ".
std::string FigureList(const std::string& form);
// The eight of one way of counting, in the order of Metric.
std::string FigureListOf(domain::CountedBy by, const std::string& form);

// Binds `head` to $1 …, then the figures.
template <typename... Head>
void BindFigures(sql::Query& q, const FigureArray& figures, const Head&... head) {
  [&]<size_t... I>(std::index_sequence<I...>) { q.Bind(head..., figures[I]...); }
  (std::make_index_sequence<kFigureCount>());
}

FigureArray ReadFigures(sql::Query& q, int first_column);
// The eight metrics from `first_column` on.
domain::Tally ReadTally(sql::Query& q, int first_column);

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_FIGURE_COLUMNS_H_
