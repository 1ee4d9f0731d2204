#include "server/storage/figure_columns.h"

#include <string_view>

namespace motcua::storage {
namespace {

constexpr std::string_view kBy[] = {"r_", "d_", "h_"};
constexpr std::string_view kMetrics[] = {"received",  "early",   "on_time",   "late",
                                         "withdrawn", "stopped", "handed_in", "handed_out"};
static_assert(std::size(kMetrics) == domain::kMetricCount);

std::string Join(size_t begin, size_t end, const std::string& form) {
  std::string list;
  for (size_t i = begin; i < end; ++i) {
    if (i != begin) list += ", ";
    for (const char c : form) {
      if (c == '%') {
        list += FigureName(i);
      } else {
        list += c;
      }
    }
  }
  return list;
}

}  // namespace

std::string FigureName(size_t index) {
  return std::string(kBy[index / domain::kMetricCount]) +
         std::string(kMetrics[index % domain::kMetricCount]);
}

std::string FigureList(const std::string& form) { return Join(0, kFigureCount, form); }

std::string FigureListOf(domain::CountedBy by, const std::string& form) {
  const size_t first = FigureIndex(by, static_cast<domain::Metric>(0));
  return Join(first, first + domain::kMetricCount, form);
}

FigureArray ReadFigures(sql::Query& q, int first_column) {
  FigureArray figures{};
  for (size_t i = 0; i < kFigureCount; ++i) {
    figures[i] = q.Int(first_column + static_cast<int>(i));
  }
  return figures;
}

domain::Tally ReadTally(sql::Query& q, int first_column) {
  domain::Tally tally;
  for (size_t i = 0; i < domain::kMetricCount; ++i) {
    tally.metrics[i] = q.Int(first_column + static_cast<int>(i));
  }
  return tally;
}

}  // namespace motcua::storage
