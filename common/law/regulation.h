// Which rules hold on a day: the regulations on the one-stop mechanism as dated sets.
//
// A dossier is judged by the set in force on the day it was received. Values that only one decree
// or one province's process states are options: each set names, rule by rule, where its values come
// from and how sure they are.
#ifndef MOTCUA_COMMON_LAW_REGULATION_H_
#define MOTCUA_COMMON_LAW_REGULATION_H_

#include <chrono>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/time.h"

namespace motcua::law {

// When the clock of a dossier starts that the receiving unit is not competent for.
enum class ClockStart {
  kAtReception,  // full and correct dossier received, as written on the receipt
  kAtTakeOver,   // the competent unit receives the dossier
};

// The printed forms and their numbers.
enum class FormSet {
  kCircular01Of2018,  // six forms, no stop notice
  kCircular03Of2025,  // seven forms
};
enum class Form { kReceipt, kSupplement, kRefusal, kApology, kStopNotice, kControlSlip, kBook };

// How a dossier code is made (codes.h).
enum class CodeScheme {
  kReceivingUnitDaySerial,  // {organisation code of the receiving unit}-{yyMMdd}-{serial, 4+
                            // digits}
};

enum class Confidence {
  kText,       // found in the text of the regulation
  kSecondary,  // found in a text that restates it
  kOneSource,  // one decree for one procedure, or one province's internal process
  kOwnRule,    // no source gives a value; chosen here
};

struct RuleSource {
  std::string rule;    // the field it is about
  std::string source;  // decree and article
  Confidence confidence = Confidence::kOwnRule;
};

struct Regulation {
  int version = 0;  // 1, 2, ...; stamped on projections
  std::string id;   // "118/2025/NĐ-CP"
  std::string name_vi;
  Day from{};
  ClockStart boundary_free_start = ClockStart::kAtReception;
  // Since midnight. What is received directly later than this is transferred at the start of the
  // next working day, and a same-day result is due on the next working day. No other clock moves.
  std::chrono::microseconds cut_off{};
  // Working time added to an appointment for the way to the competent unit (0: inside the time
  // limit) and for the way of the result back.
  std::chrono::microseconds transfer_leg{};
  std::chrono::microseconds return_leg{};
  // Working time in which an offered transfer is to be taken over or declined.
  std::chrono::microseconds take_over_limit{};
  // Working time in which an online dossier is accepted, refused or sent back for completion.
  std::chrono::microseconds online_answer{};
  // Working days after which a dossier is closed when the supplement asked for does not come.
  int supplement_wait_days = 0;
  int most_supplements = 0;  // requests at reception under this regulation
  int most_reappointments = 0;
  // Working time before the appointment by which an expected lateness is told with an apology.
  std::chrono::microseconds apology_before{};
  FormSet forms = FormSet::kCircular01Of2018;
  CodeScheme codes = CodeScheme::kReceivingUnitDaySerial;
  bool nationwide_boundary_free = false;  // for the listed procedures
  std::vector<RuleSource> sources;
};

// The set in force on `day`. OUT_OF_RANGE REGULATION_UNKNOWN before 1 July 2025, the day the
// two-level administration and Decree 118/2025 began. The pointer lives as long as the program.
absl::StatusOr<const Regulation*> RegulationAt(Day day);
// All sets, oldest first.
const std::vector<Regulation>& AllRegulations();

// "Mẫu số 01". FAILED_PRECONDITION FORM_NOT_IN_SET for a stop notice under the older set.
absl::StatusOr<std::string> FormNumberVi(FormSet set, Form form);
// "Giấy tiếp nhận hồ sơ và hẹn trả kết quả".
std::string FormTitleVi(FormSet set, Form form);
// The circular that gives the form set: "Thông tư số 03/2025/TT-VPCP".
std::string FormSetVi(FormSet set);

}  // namespace motcua::law

#endif  // MOTCUA_COMMON_LAW_REGULATION_H_
