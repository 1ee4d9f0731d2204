#include <algorithm>
#include <array>

#include "common/base/error.h"
#include "common/law/codes.h"

namespace motcua::law {
namespace {

// The 63 provinces of 2015, by number: 001 Hà Nội .. 096 Cà Mau.
constexpr std::array<int, 63> kProvinces = {
    1,  2,  4,  6,  8,  10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33,
    34, 35, 36, 37, 38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66,
    67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96};

constexpr int kFirstCountry = 101;
constexpr int kLastCountry = 399;

}  // namespace

absl::StatusOr<IdentityNumber> ParseIdentityNumber(std::string_view field, std::string_view text,
                                                   Day today) {
  IdentityNumber number;
  for (char c : text) {
    if (c == ' ' || c == '.') continue;
    if (c < '0' || c > '9') return FieldInvalid(field, "12 digits and nothing else");
    number.digits += c;
  }
  if (number.digits.size() != 12) {
    return FieldInvalid(field,
                        number.digits.size() == 9
                            ? "the personal identification number of 12 digits; numbers of 9 "
                              "digits have not been valid since 2025"
                            : "12 digits");
  }
  const auto digit = [&](size_t i) { return number.digits[i] - '0'; };
  number.place = number.digits.substr(0, 3);
  const int place = digit(0) * 100 + digit(1) * 10 + digit(2);
  number.born_abroad = place >= kFirstCountry && place <= kLastCountry;
  if (!number.born_abroad && !std::binary_search(kProvinces.begin(), kProvinces.end(), place)) {
    return FieldInvalid(field,
                        "12 digits, the first three being a province of the birth registration "
                        "(001 to 096) or a country");
  }
  number.birth_year = 1900 + digit(3) / 2 * 100 + digit(4) * 10 + digit(5);
  number.sex = digit(3) % 2 == 0 ? Sex::kMale : Sex::kFemale;
  const int this_year = static_cast<int>(std::chrono::year_month_day(today).year());
  if (number.birth_year > this_year) {
    return FieldInvalid(field,
                        "12 digits, the fourth being 0 to 3 for births of 1900 to 2099, and digits "
                        "five and six a year of birth that is not in the future");
  }
  return number;
}

}  // namespace motcua::law
