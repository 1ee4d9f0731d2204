// What the demo prints: Vietnamese first, an English line under each heading.
#ifndef MOTCUA_TESTS_DEMO_REPORT_H_
#define MOTCUA_TESTS_DEMO_REPORT_H_

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tests/demo/act_one_plan.h"
#include "tests/demo/play.h"
#include "tests/demo/questions.h"

namespace motcua::demo {

void PrintHeading(std::ostream& out, std::string_view vi, std::string_view en);
// Columns as wide as their widest cell; the first row is the heading.
void PrintTable(std::ostream& out, const std::vector<std::vector<std::string>>& rows);

void PrintWhatIsInvented(std::ostream& out, uint64_t seed);
void PrintMorning(std::ostream& out, const ActOnePlan& plan);
// True when every sentence fits.
bool PrintComparison(std::ostream& out, const std::vector<Comparison>& comparisons);

// The twelve dossiers of Hương An and why one is open. Asks as the supervisor (outlines) and, for
// the open one, as the head of the centre. INTERNAL unless there are twelve.
absl::Status PrintHuongAn(std::ostream& out, Cast& cast);

}  // namespace motcua::demo

#endif  // MOTCUA_TESTS_DEMO_REPORT_H_
