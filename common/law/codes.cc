#include "common/law/codes.h"

#include "common/base/error.h"

namespace motcua::law {
namespace {

constexpr int64_t kMostSerial = 999'999'999;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool AllDigits(std::string_view text) {
  for (char c : text) {
    if (!IsDigit(c)) return false;
  }
  return !text.empty();
}

int64_t Number(std::string_view digits) {
  int64_t value = 0;
  for (char c : digits) value = value * 10 + (c - '0');
  return value;
}

std::string Padded(int64_t number, size_t width) {
  std::string digits = std::to_string(number);
  return digits.size() >= width ? digits : std::string(width - digits.size(), '0') + digits;
}

absl::Status DossierCodeInvalid() {
  return FieldInvalid("dossier_code",
                      "organisation code, day and serial, such as H57.21-260805-0042");
}

bool InCodeYears(Day day) { return day >= MakeDay(2000, 1, 1) && day < MakeDay(2100, 1, 1); }

}  // namespace

bool IsOrgCode(std::string_view text) {
  bool part_begun = false;
  for (char c : text) {
    if (c == '.') {
      if (!part_begun) return false;
      part_begun = false;
    } else if (IsDigit(c) || (c >= 'A' && c <= 'Z')) {
      part_begun = true;
    } else {
      return false;
    }
  }
  return part_begun;
}

absl::StatusOr<std::string> FormatDossierCode(CodeScheme scheme, const DossierCode& code) {
  switch (scheme) {
    case CodeScheme::kReceivingUnitDaySerial:
      if (!IsOrgCode(code.org_code) || !InCodeYears(code.day) || code.serial < 1 ||
          code.serial > kMostSerial) {
        return DossierCodeInvalid();
      }
      return code.org_code + "-" + FormatCompactDay(code.day) + "-" + Padded(code.serial, 4);
  }
  return DossierCodeInvalid();
}

absl::StatusOr<DossierCode> ParseDossierCode(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return DossierCodeInvalid();
  text = text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
  std::string upper;
  for (char c : text) upper += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  const std::string_view code(upper);

  const size_t serial_dash = code.rfind('-');
  if (serial_dash == std::string_view::npos || serial_dash == 0) return DossierCodeInvalid();
  const size_t day_dash = code.rfind('-', serial_dash - 1);
  if (day_dash == std::string_view::npos) return DossierCodeInvalid();
  const std::string_view org = code.substr(0, day_dash);
  const std::string_view day = code.substr(day_dash + 1, serial_dash - day_dash - 1);
  const std::string_view serial = code.substr(serial_dash + 1);
  if (!IsOrgCode(org) || day.size() != 6 || !AllDigits(day) || serial.size() < 4 ||
      serial.size() > 9 || !AllDigits(serial) || (serial.size() > 4 && serial[0] == '0')) {
    return DossierCodeInvalid();
  }
  const auto parsed = ParseDay("20" + std::string(day.substr(0, 2)) + "-" +
                               std::string(day.substr(2, 2)) + "-" + std::string(day.substr(4)));
  if (!parsed.ok() || Number(serial) == 0) return DossierCodeInvalid();
  return DossierCode{std::string(org), *parsed, Number(serial)};
}

absl::StatusOr<ProcedureCode> ParseProcedureCode(std::string_view text) {
  const bool base =
      text.size() >= 8 && IsDigit(text[0]) && text[1] == '.' && AllDigits(text.substr(2, 6));
  const bool suffix =
      text.size() == 8 || (text.size() > 9 && text[8] == '.' && IsOrgCode(text.substr(9)));
  if (!base || !suffix) {
    return FieldInvalid("procedure_code",
                        "a digit, a dot and six digits, such as 1.001193, perhaps with a suffix "
                        "such as .H57");
  }
  ProcedureCode code;
  code.base = std::string(text.substr(0, 8));
  if (text.size() > 8) code.suffix = std::string(text.substr(9));
  return code;
}

absl::StatusOr<std::string> NormalizePhone(std::string_view field, std::string_view text) {
  std::string digits;
  bool plus = false;
  for (char c : text) {
    if (IsDigit(c)) {
      digits += c;
    } else if (c == '+' && digits.empty() && !plus) {
      plus = true;
    } else if (c != ' ' && c != '.' && c != '-' && c != '(' && c != ')') {
      digits = "x";
      break;
    }
  }
  const std::string_view all(digits);
  std::string_view subscriber;  // without the leading 0
  if (plus) {
    if (all.starts_with("84")) subscriber = all.substr(2);
  } else if (all.starts_with("0084")) {
    subscriber = all.substr(4);
  } else if (all.starts_with("84") && all.size() >= 11) {
    subscriber = all.substr(2);
  } else if (all.starts_with("0")) {
    subscriber = all.substr(1);
  }
  // Written by some as +84 (0) 912 ...
  if (subscriber.starts_with("0")) subscriber.remove_prefix(1);
  const bool mobile = subscriber.size() == 9 &&
                      (subscriber[0] == '3' || subscriber[0] == '5' || subscriber[0] == '7' ||
                       subscriber[0] == '8' || subscriber[0] == '9');
  const bool fixed = (subscriber.size() == 9 || subscriber.size() == 10) && subscriber[0] == '2';
  if (!mobile && !fixed) {
    return FieldInvalid(field,
                        "a Vietnamese phone number, such as 0912 345 678, +84 912 345 678 or "
                        "0234 3822 222");
  }
  return "+84" + std::string(subscriber);
}

std::string FormatPhoneVi(std::string_view normalized) {
  if (!normalized.starts_with("+84") || normalized.size() < 12) return std::string(normalized);
  const std::string local = "0" + std::string(normalized.substr(3));
  return local.substr(0, 4) + " " + local.substr(4, 3) + " " + local.substr(7);
}

}  // namespace motcua::law
