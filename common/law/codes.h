// Codes that people read out, type and print: dossier codes, procedure codes, identity numbers,
// phone numbers. All are checked here and nowhere else. No error repeats the value it refuses.
#ifndef MOTCUA_COMMON_LAW_CODES_H_
#define MOTCUA_COMMON_LAW_CODES_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/time.h"
#include "common/law/regulation.h"

namespace motcua::law {

// A dossier code under CodeScheme::kReceivingUnitDaySerial:
//
//   code   = org "-" yyMMdd "-" serial          H57.21-260805-0042
//   org    = part *( "." part )                 the receiving unit's organisation code, opaque
//   part   = 1*( "A".."Z" | "0".."9" )
//   serial = 4*9 DIGIT                          of the unit and the day, from 0001; five digits and
//                                               more only when four do not do
//
// The day is the one printed on the slip (years 2000 .. 2099). Circular 01/2018/TT-VPCP Art. 19
// numbers by the receipt; Decree 309/2026 (Art. 17(3) as amended): one code, given after receipt.
struct DossierCode {
  std::string org_code;
  Day day{};
  int64_t serial = 0;  // 1 .. 999,999,999
  friend bool operator==(const DossierCode&, const DossierCode&) = default;
};
// INVALID_ARGUMENT (FIELD_INVALID dossier_code) if a part is outside the grammar.
absl::StatusOr<std::string> FormatDossierCode(CodeScheme scheme, const DossierCode& code);
// Reads what FormatDossierCode writes, for the schemes of all times; small letters and white space
// around it are taken as people type them. INVALID_ARGUMENT (FIELD_INVALID dossier_code).
absl::StatusOr<DossierCode> ParseDossierCode(std::string_view text);
bool IsOrgCode(std::string_view text);

// d.dddddd, and what a province may append: "1.014383.H13", "2.000815.000.00.00.H61".
struct ProcedureCode {
  std::string base;    // "1.014383", the national code
  std::string suffix;  // "H13", "000.00.00.H61"; "" for the national code alone
};
// INVALID_ARGUMENT (FIELD_INVALID procedure_code).
absl::StatusOr<ProcedureCode> ParseProcedureCode(std::string_view text);

// The personal identification number (số định danh cá nhân), 12 digits (Decree 137/2015 Art. 13):
// 3 of the province where the birth was registered, by the 63 provinces of that time, for ever (or
// of the country); 1 of century and sex; 2 of the year of birth; 6 at random. There is no check
// digit.
enum class Sex { kMale, kFemale };
struct IdentityNumber {
  std::string digits;
  std::string place;  // "046": Thừa Thiên Huế
  bool born_abroad = false;
  int birth_year = 0;
  Sex sex = Sex::kMale;
};
// White space and dots between the digits are dropped. `field` is the path in the request; `today`
// bounds the year of birth. INVALID_ARGUMENT (FIELD_INVALID) says which part is wrong and what
// would be right. Country codes are only known to be three digits from 101 to 399.
absl::StatusOr<IdentityNumber> ParseIdentityNumber(std::string_view field, std::string_view text,
                                                   Day today);

// "+84" and 9 digits (mobile) or 9 to 10 (fixed line), from 0912 345 678, +84 912.345.678,
// 84-912-345-678, 0084912345678. Mobile prefixes 03 05 07 08 09, fixed lines 02.
// INVALID_ARGUMENT (FIELD_INVALID).
absl::StatusOr<std::string> NormalizePhone(std::string_view field, std::string_view text);
// "0912 345 678", as printed; `normalized` is what NormalizePhone gives.
std::string FormatPhoneVi(std::string_view normalized);

}  // namespace motcua::law

#endif  // MOTCUA_COMMON_LAW_CODES_H_
