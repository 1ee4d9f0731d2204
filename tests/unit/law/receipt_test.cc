#include "common/law/receipt.h"

#include <gtest/gtest.h>

#include <sstream>

#include "common/base/text.h"
#include "tests/unit/law/law_testing.h"

namespace motcua::law {
namespace {

Receipt Example() {
  Receipt receipt;
  receipt.unit_name = "Phường Hương An";
  receipt.centre_name = "Trung tâm Phục vụ hành chính công";
  receipt.number = "12";
  receipt.dossier_code = "H57.21-260805-0042";
  receipt.applicant = {"Nguyễn Thị Mẫu", "046190001234", "Phường Hương An, thành phố Huế",
                       "0912 345 678", ""};
  receipt.request = "Cấp Giấy xác nhận tình trạng hôn nhân";
  receipt.procedure_code = "1.004873";
  receipt.procedure_name = "Cấp Giấy xác nhận tình trạng hôn nhân";
  receipt.components = {
      {"Tờ khai cấp Giấy xác nhận tình trạng hôn nhân", 1, "bản chính"},
      {"Giấy tờ tùy thân của người yêu cầu (xuất trình)", 1, "lấy từ CSDL quốc gia về dân cư"}};
  receipt.limit = *ParseTimeLimit("3wd");
  receipt.received_at = T("2026-08-05 09:05");
  receipt.promised_due = T("2026-08-10 09:05");
  receipt.place_of_result = "Trung tâm Phục vụ hành chính công Phường Hương An";
  receipt.fee_vnd = 0;
  receipt.receiver_name = "Trần Văn Một";
  return receipt;
}

TEST(ReceiptTest, PrintsEveryFieldOfTheForm) {
  Receipt receipt = Example();
  receipt.authorised_by = ReceiptParty{"Lê Văn Hai", "046090004321", "Xã Quảng Điền", "", ""};
  receipt.authorisation_paper = "Giấy ủy quyền số 5";
  receipt.competent_unit = "Xã Quảng Điền";
  receipt.book_volume = "01";
  receipt.book_serial = "42";
  receipt.fee_vnd = 1234567;
  const std::string text = RenderReceiptText(receipt, false);
  for (const char* part :
       {"Mẫu số 01 (Thông tư số 03/2025/TT-VPCP)",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 12/TTPVHCC",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "H57.21-260805-0042",
        "Nguyễn Thị Mẫu",
        "046190001234",
        "0912 345 678",
        "Theo ủy quyền của: Lê Văn Hai",
        "046090004321",
        "Giấy ủy quyền số 5",
        "1.004873",
        "bản chính",
        "Số lượng hồ sơ: 01 (bộ)",
        "03 ngày làm việc",
        "Thời gian nhận hồ sơ: 09 giờ 05 phút, ngày 05 tháng 8 năm 2026",
        "Thời gian trả kết quả giải quyết hồ sơ: 09 giờ 05 phút, ngày 10 tháng 8 năm 2026",
        "(Hồ sơ phi địa giới): Xã Quảng Điền",
        "Nơi trả kết quả",
        "1.234.567 đồng",
        "Quyển số: 01, Số thứ tự: 42",
        "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
        "Trần Văn Một"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  }
  EXPECT_EQ(text.find("Bản in lại"), std::string::npos);
}

TEST(ReceiptTest, AReprintIsMarkedAndOtherwiseTheSame) {
  const std::string first = RenderReceiptText(Example(), false);
  std::string again = RenderReceiptText(Example(), true);
  const size_t mark = again.find("(Bản in lại)");
  ASSERT_NE(mark, std::string::npos);
  const size_t line = again.rfind('\n', mark) + 1;
  again.erase(line, again.find('\n', mark) + 1 - line);
  EXPECT_EQ(again, first);
}

TEST(ReceiptTest, NoLineIsWiderThan80Columns) {
  Receipt receipt = Example();
  receipt.applicant.address = std::string(200, 'x') + " " + "Đường Nguyễn Văn Một dài ";
  for (int i = 0; i < 20; ++i) receipt.applicant.address += "rất dài ";
  receipt.unit_name = "Đặc khu có một cái tên dài hơn nửa dòng giấy in";
  receipt.request = "một\ndòng\tkhác\x7F";
  const std::string text = RenderReceiptText(receipt, true);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(DisplayWidth(line), 80) << line;
    EXPECT_FALSE(line.ends_with(' ')) << line;
    for (char c : line) EXPECT_GE(static_cast<unsigned char>(c), 0x20U);
  }
  EXPECT_NE(text.find("một dòng khác"), std::string::npos);
  EXPECT_TRUE(IsValidUtf8(text));
}

TEST(ReceiptTest, NamesTheFormSetOfItsTime) {
  Receipt receipt = Example();
  receipt.forms = FormSet::kCircular01Of2018;
  EXPECT_TRUE(
      RenderReceiptText(receipt, false).starts_with("Mẫu số 01 (Thông tư số 01/2018/TT-VPCP)\n"));
}

TEST(ReceiptTest, WritesMoneyAndDaysAsPeopleDo) {
  EXPECT_EQ(FormatVnd(0), "0 đồng");
  EXPECT_EQ(FormatVnd(999), "999 đồng");
  EXPECT_EQ(FormatVnd(8000), "8.000 đồng");
  EXPECT_EQ(FormatVnd(1234567), "1.234.567 đồng");
  EXPECT_EQ(FormatHourDayVi(T("2026-02-03 14:30")), "14 giờ 30 phút, ngày 03 tháng 02 năm 2026");
  EXPECT_EQ(FormatHourDayVi(T("2026-11-21 07:00")), "07 giờ 00 phút, ngày 21 tháng 11 năm 2026");
}

}  // namespace
}  // namespace motcua::law
