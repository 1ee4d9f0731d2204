#include "common/law/receipt.h"

#include <algorithm>

#include "common/base/text.h"

namespace motcua::law {
namespace {

constexpr int kColumns = 80;
constexpr std::string_view kDots = "........................";

std::string Clean(std::string_view text) {
  std::string clean;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    clean += byte < 0x20 || byte == 0x7F ? ' ' : c;
  }
  return clean;
}

// The longest beginning of `text` that fits `columns`, at least one character.
size_t FittingPrefix(std::string_view text, int columns) {
  size_t end = 0;
  while (end < text.size()) {
    size_t next = end + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80U) ++next;
    if (end > 0 && DisplayWidth(text.substr(0, next)) > columns) break;
    end = next;
  }
  return end;
}

class Page {
 public:
  // One paragraph, wrapped at spaces; lines after the first are indented by `indent`.
  void Write(std::string_view text, int indent = 0) {
    const std::string clean = Clean(text);
    std::string line;
    size_t at = 0;
    while (at < clean.size()) {
      const size_t space = std::min(clean.find(' ', at), clean.size());
      std::string word = clean.substr(at, space - at);
      at = space + 1;
      if (word.empty()) continue;
      if (!line.empty() && DisplayWidth(line) + 1 + DisplayWidth(word) > kColumns) {
        Put(line);
        line = std::string(static_cast<size_t>(indent), ' ');
      } else if (!line.empty() && line.back() != ' ') {
        line += ' ';
      }
      while (DisplayWidth(line) + DisplayWidth(word) > kColumns) {
        const size_t fits = FittingPrefix(word, kColumns - DisplayWidth(line));
        Put(line + word.substr(0, fits));
        word.erase(0, fits);
        line = std::string(static_cast<size_t>(indent), ' ');
      }
      line += word;
    }
    Put(line);
  }
  void Centre(std::string_view text) {
    const std::string clean = Clean(text);
    const int width = DisplayWidth(clean);
    if (width >= kColumns) return Write(clean);
    Put(std::string(static_cast<size_t>((kColumns - width) / 2), ' ') + clean);
  }
  // `left` and `right` in two halves of the line; each is wrapped by the caller's choice of words.
  void Halves(std::string_view left, std::string_view right) {
    constexpr int kHalf = kColumns / 2;
    const std::string l = Clean(left);
    const std::string r = Clean(right);
    const int l_width = DisplayWidth(l);
    const int r_width = DisplayWidth(r);
    if (l_width >= kHalf || r_width > kHalf) {
      Centre(l);
      Centre(r);
      return;
    }
    const auto pad = [](int n) { return std::string(static_cast<size_t>(std::max(0, n)), ' '); };
    const int l_pad = (kHalf - l_width) / 2;
    Put(pad(l_pad) + l + pad(kHalf - l_pad - l_width + (kHalf - r_width) / 2) + r);
  }
  void Field(std::string_view label, std::string_view value) {
    Write(std::string(label) + ": " + std::string(value.empty() ? kDots : value), 4);
  }
  void Blank() { Put(""); }
  std::string Take() { return std::move(text_); }

 private:
  void Put(std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    text_ += line + "\n";
  }
  std::string text_;
};

std::string TwoDigits(int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); }

void WriteParty(Page& page, std::string_view label, const ReceiptParty& party) {
  page.Field(label, party.name);
  page.Field("Số định danh cá nhân/Mã số tổ chức", party.identity_number);
  page.Field("Địa chỉ", party.address);
  page.Field("Số điện thoại", party.phone);
  page.Field("Email", party.email);
}

void WriteComponents(Page& page, const Receipt& receipt) {
  page.Write("Thành phần hồ sơ nộp gồm:");
  int ordinal = 0;
  for (const ReceiptComponent& component : receipt.components) {
    std::string line = std::to_string(++ordinal) + ". " + component.name_vi +
                       " (số lượng: " + TwoDigits(component.quantity) + ")";
    if (!component.note_vi.empty()) line += " - " + component.note_vi;
    page.Write(line, 3);
  }
  page.Field("Số lượng hồ sơ", TwoDigits(receipt.sets) + " (bộ)");
}

}  // namespace

std::string FormatVnd(int64_t amount) {
  const std::string digits = std::to_string(amount < 0 ? -amount : amount);
  std::string text = amount < 0 ? "-" : "";
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += '.';
    text += digits[i];
  }
  return text + " đồng";
}

std::string FormatHourDayVi(Time t) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(TimeOfDay(t)).count();
  const std::chrono::year_month_day date(LocalDay(t));
  const auto month = static_cast<unsigned>(date.month());
  // Days below 10 and the months 1 and 2 are written with a 0 (Decree 30/2020, Annex I).
  return TwoDigits(minutes / 60) + " giờ " + TwoDigits(minutes % 60) + " phút, ngày " +
         TwoDigits(static_cast<unsigned>(date.day())) + " tháng " + (month < 3 ? "0" : "") +
         std::to_string(month) + " năm " + std::to_string(static_cast<int>(date.year()));
}

std::string RenderReceiptText(const Receipt& receipt, bool reprint) {
  Page page;
  // Every form set has a receipt as its first form.
  page.Write(FormNumberVi(receipt.forms, Form::kReceipt).value() + " (" + FormSetVi(receipt.forms) +
             ")");
  page.Blank();
  page.Halves(receipt.unit_name, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
  page.Halves(receipt.centre_name, "Độc lập - Tự do - Hạnh phúc");
  page.Halves("Số: " + (receipt.number.empty() ? "......" : receipt.number) + "/TTPVHCC",
              "---------------------------");
  page.Blank();
  page.Centre("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ");
  page.Centre("Mã hồ sơ: " + receipt.dossier_code);
  if (reprint) page.Centre("(Bản in lại)");
  page.Blank();
  page.Write(receipt.centre_name + " - " + receipt.unit_name);
  WriteParty(page, "Tiếp nhận hồ sơ của", receipt.applicant);
  if (receipt.authorised_by) {
    WriteParty(page, "Theo ủy quyền của", *receipt.authorised_by);
    page.Field("Giấy tờ ủy quyền", receipt.authorisation_paper);
  }
  page.Field("Nội dung yêu cầu giải quyết", receipt.request);
  page.Field("Thủ tục hành chính", receipt.procedure_name + " (" + receipt.procedure_code + ")");
  WriteComponents(page, receipt);
  page.Field("Thời gian giải quyết hồ sơ theo quy định", TimeLimitVi(receipt.limit));
  page.Field("Thời gian nhận hồ sơ", FormatHourDayVi(receipt.received_at));
  page.Field("Thời gian trả kết quả giải quyết hồ sơ", FormatHourDayVi(receipt.promised_due));
  if (!receipt.competent_unit.empty()) {
    page.Field("Cơ quan có thẩm quyền giải quyết (Hồ sơ phi địa giới)", receipt.competent_unit);
  }
  page.Field("Nơi trả kết quả", receipt.place_of_result);
  if (receipt.fee_vnd) {
    page.Field("Phí, lệ phí", *receipt.fee_vnd == 0 ? "không thu" : FormatVnd(*receipt.fee_vnd));
  }
  if (!receipt.book_volume.empty() || !receipt.book_serial.empty()) {
    page.Write("Vào Sổ theo dõi hồ sơ, Quyển số: " +
               (receipt.book_volume.empty() ? "......" : receipt.book_volume) +
               ", Số thứ tự: " + (receipt.book_serial.empty() ? "......" : receipt.book_serial));
  }
  page.Blank();
  page.Halves("NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ");
  page.Halves("(Ký và ghi rõ họ tên)",
              receipt.signed_digitally ? "(Đã ký số)" : "(Ký và ghi rõ họ tên)");
  page.Blank();
  page.Blank();
  page.Halves(receipt.applicant.name, receipt.receiver_name);
  return page.Take();
}

}  // namespace motcua::law
