// The receipt slip: form 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả.
//
// The fields of Annex I, Circular 03/2025/TT-VPCP (and of Circular 01/2018 before 15 September
// 2025: the form set says which). Holds personal data: never logged. What is printed here is
// durable before it is printed.
#ifndef MOTCUA_COMMON_LAW_RECEIPT_H_
#define MOTCUA_COMMON_LAW_RECEIPT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/base/time.h"
#include "common/law/regulation.h"
#include "common/law/time_limit.h"

namespace motcua::law {

struct ReceiptParty {
  std::string name;  // person or organisation
  std::string identity_number;
  std::string address;
  std::string phone;
  std::string email;
};

struct ReceiptComponent {
  std::string name_vi;
  int quantity = 1;
  std::string note_vi;  // "bản chính", "lấy từ CSDL quốc gia về dân cư"
};

// Texts that are "" print as a dotted line, or not at all where the form has no line for them.
struct Receipt {
  FormSet forms = FormSet::kCircular03Of2025;
  std::string unit_name;    // the receiving unit: "Phường Hương An"
  std::string centre_name;  // "Trung tâm Phục vụ hành chính công"
  std::string number;       // of the slip, without "/TTPVHCC"
  std::string dossier_code;
  ReceiptParty applicant;
  std::optional<ReceiptParty> authorised_by;  // the person for whom the applicant acts
  std::string authorisation_paper;
  std::string request;  // content of the request
  std::string procedure_code;
  std::string procedure_name;
  std::vector<ReceiptComponent> components;
  int sets = 1;
  TimeLimit limit;
  Time received_at{};
  Time promised_due{};
  std::string competent_unit;   // where another unit decides, else ""
  std::string place_of_result;  // where the result is handed out
  std::optional<int64_t> fee_vnd;
  std::string book_volume;  // of the book (form 07), if one is kept
  std::string book_serial;
  std::string receiver_name;
  bool signed_digitally = false;  // by the receiver
};

// Printable plain text in Vietnamese, lines of at most 80 columns, LF at each end. A reprint
// carries
// "(Bản in lại)" and is otherwise the same. Control characters in texts print as spaces.
std::string RenderReceiptText(const Receipt& receipt, bool reprint);

// "1.234.567 đồng".
std::string FormatVnd(int64_t amount);
// "09 giờ 05 phút, ngày 01 tháng 7 năm 2025".
std::string FormatHourDayVi(Time t);

}  // namespace motcua::law

#endif  // MOTCUA_COMMON_LAW_RECEIPT_H_
