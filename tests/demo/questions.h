// What a supervisor of Huế asks the service about one day, and how it fits the press report.
#ifndef MOTCUA_TESTS_DEMO_QUESTIONS_H_
#define MOTCUA_TESTS_DEMO_QUESTIONS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "client/lib/client.h"
#include "common/base/time.h"
#include "motcua/v1/statistics_service.pb.h"
#include "tests/demo/figures.h"

namespace motcua::demo {

struct DayFigures {
  v1::QueryRatesResponse rates;       // by commune, as receiver
  v1::RankUnitsResponse by_received;  // most received first
  v1::RankUnitsResponse by_rate;      // highest resolved of received first
};

// Flows of `day` in the subtree of Huế. Errors of the calls.
absl::StatusOr<DayFigures> AskFigures(client::Client& supervisor, Day day);

// One sentence of the report beside the service's answer.
struct Comparison {
  std::string sentence;
  std::string answer;
  bool fits = false;
};
std::vector<Comparison> CompareWithPress(const DayFigures& figures);
// Whether every commune has the volume the generator meant it to have; the units that have not.
std::vector<std::string> UnitsUnlike(const v1::QueryRatesResponse& rates,
                                     const std::vector<Volume>& volumes);

int64_t ResolvedOf(const v1::Figures& figures);
// "11/12 = 91,67 %", rounded half up without floating point; "–" without denominator.
std::string RateVi(const v1::Fraction& fraction);
// The row of a unit; null if it has no dossier.
const v1::FigureRow* RowOf(const v1::QueryRatesResponse& rates, const std::string& unit);

}  // namespace motcua::demo

#endif  // MOTCUA_TESTS_DEMO_QUESTIONS_H_
