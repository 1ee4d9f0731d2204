#include "tests/demo/people.h"

#include <array>

namespace motcua::demo {
namespace {

using Words = std::string_view;

// By how common they are.
constexpr std::array<Words, 26> kFamilyNames = {
    "Nguyễn", "Trần", "Lê",  "Phạm",  "Hoàng", "Phan",   "Võ",       "Hồ",   "Đặng",
    "Ngô",    "Bùi",  "Đỗ",  "Dương", "Lý",    "Trương", "Huỳnh",    "Đoàn", "Mai",
    "Châu",   "Hà",   "Cao", "Văn",   "La",    "Thái",   "Tôn Thất", "Đinh"};
constexpr std::array<int, 26> kFamilyWeights = {300, 110, 95, 55, 50, 40, 36, 30, 25,
                                                22,  20,  18, 16, 12, 14, 12, 10, 9,
                                                8,   8,   8,  6,  4,  6,  5,  5};
constexpr Words kMaleMiddle[] = {"Văn",  "Hữu",  "Đức", "Quốc", "Minh",  "Đình",
                                 "Công", "Xuân", "Anh", "Viết", "Thanh", "Ngọc"};
constexpr Words kMaleGiven[] = {"An",    "Bình",  "Cường", "Dũng",  "Đạt",  "Hải",  "Hiếu", "Hòa",
                                "Hùng",  "Huy",   "Khoa",  "Kiên",  "Lâm",  "Long", "Lộc",  "Mạnh",
                                "Nam",   "Nghĩa", "Phong", "Phúc",  "Quân", "Sơn",  "Tài",  "Thắng",
                                "Thành", "Thịnh", "Toàn",  "Trung", "Tuấn", "Vinh"};
constexpr Words kFemaleMiddle[] = {"Thị",     "Thị Thu", "Thị Ngọc", "Ngọc", "Thị Minh",
                                   "Thị Kim", "Thị Mỹ",  "Thu",      "Diệu", "Thị Bích"};
constexpr Words kFemaleGiven[] = {"Anh",   "Chi", "Dung",  "Giang", "Hà",    "Hạnh",  "Hằng",
                                  "Hiền",  "Hoa", "Hương", "Lan",   "Liên",  "Linh",  "Loan",
                                  "Mai",   "My",  "Nga",   "Ngân",  "Nhung", "Oanh",  "Phương",
                                  "Quỳnh", "Tâm", "Thảo",  "Thủy",  "Trang", "Tuyết", "Vân"};
constexpr Words kStreets[] = {"Lê Lợi",      "Hùng Vương",   "Trần Phú",      "Lý Thường Kiệt",
                              "Nguyễn Trãi", "Hai Bà Trưng", "Điện Biên Phủ", "Phan Đình Phùng",
                              "Nguyễn Huệ",  "Bà Triệu",     "Lê Duẩn",       "Trường Chinh"};
// Prefixes of mobile numbers (Circular 22/2014/TT-BTTTT and its amendments).
constexpr Words kPrefixes[] = {"032", "035", "038", "070", "077",
                               "081", "090", "091", "093", "098"};

std::string Digits(Dice& dice, int count) {
  std::string digits;
  for (int i = 0; i < count; ++i) digits += static_cast<char>('0' + dice.Below(10));
  return digits;
}

std::string Name(Dice& dice, bool male) {
  std::string name(kFamilyNames[dice.Weighted(kFamilyWeights)]);
  if (!male && name == "Tôn Thất") name = "Tôn Nữ";
  name += ' ';
  name += male ? dice.Pick(kMaleMiddle) : dice.Pick(kFemaleMiddle);
  name += ' ';
  name += male ? dice.Pick(kMaleGiven) : dice.Pick(kFemaleGiven);
  return name;
}

}  // namespace

Person MakePerson(Dice& dice, std::string_view birth_province, std::string_view place) {
  Person person;
  const bool male = dice.Chance(50);
  person.full_name = Name(dice, male);
  const int year = dice.Between(1946, 2005);
  const int sex_digit = (year >= 2000 ? 2 : 0) + (male ? 0 : 1);
  const std::string two = std::to_string(100 + year % 100).substr(1);
  person.identity_number =
      std::string(birth_province) + std::to_string(sex_digit) + two + Digits(dice, 6);
  person.phone = std::string(dice.Pick(kPrefixes)) + Digits(dice, 7);
  const std::string number = std::to_string(dice.Between(1, 240));
  person.address = dice.Chance(60)
                       ? "số " + number + " đường " + std::string(dice.Pick(kStreets)) + ", "
                       : "tổ dân phố " + std::to_string(dice.Between(1, 12)) + ", ";
  person.address += place;
  return person;
}

std::string MakeStaffName(Dice& dice) { return Name(dice, dice.Chance(45)); }

}  // namespace motcua::demo
