#include "tests/demo/procedure_mix.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

namespace motcua::demo {
namespace {

struct Entry {
  int weight;
  std::string_view procedure;
  std::string_view subject;
  int most_copies;
};

constexpr Entry kAny[] = {
    {640, "2.000815", "Chứng thực bản sao từ bản chính", 6},
    {180, "2.000884", "Chứng thực chữ ký trong giấy ủy quyền", 2},
    {60, "2.000908", "Cấp bản sao từ sổ gốc", 3},
    {80, "2.001035", "Chứng thực hợp đồng chuyển nhượng quyền sử dụng đất", 1},
    {24, "2.001406", "Chứng thực văn bản phân chia di sản", 1},
    {24, "2.001019", "Chứng thực di chúc", 1},
    {90, "1.001193", "Đăng ký khai sinh cho con", 1},
    {30, "1.000656", "Đăng ký khai tử", 1},
    {30, "1.000894", "Đăng ký kết hôn", 1},
    {50, "1.004873", "Xác nhận tình trạng hôn nhân để đăng ký kết hôn", 1},
    {62, "2.000635", "Cấp bản sao trích lục khai sinh", 3},
    {22, "1.004859", "Cải chính thông tin hộ tịch", 1},
    {8, "2.000806", "Đăng ký kết hôn với người nước ngoài", 1},
    {60, "1.001612", "Đăng ký thành lập hộ kinh doanh", 1},
    {30, "2.000720", "Thay đổi ngành nghề của hộ kinh doanh", 1},
    {20, "1.001266", "Chấm dứt hoạt động hộ kinh doanh", 1},
    {14, "1.001570", "Tạm ngừng kinh doanh", 1},
    {90, "1.013978", "Cấp Giấy chứng nhận quyền sử dụng đất lần đầu", 1},
    {70, "1.012796", "Đính chính Giấy chứng nhận đã cấp", 1},
    {47, "1.013949", "Chuyển mục đích sử dụng đất vườn sang đất ở", 1},
    {20, "1.012812", "Hòa giải tranh chấp ranh giới đất", 1},
    {34, "1.013225", "Cấp phép xây dựng nhà ở riêng lẻ", 1},
    {5, "1.013227", "Gia hạn giấy phép xây dựng", 1},
    {4, "1.013274", "Sử dụng tạm thời vỉa hè", 1},
    {18, "1.001776", "Trợ cấp xã hội hàng tháng", 1},
    {16, "1.014027", "Trợ cấp hưu trí xã hội", 1},
    {6, "1.001699", "Xác định mức độ khuyết tật", 1},
    {8, "1.011607", "Công nhận hộ cận nghèo", 1},
    {4, "1.001731", "Hỗ trợ chi phí mai táng", 1},
};

constexpr Entry kServeNow[] = {
    {70, "2.000815", "Chứng thực bản sao từ bản chính", 8},
    {20, "2.000884", "Chứng thực chữ ký trong giấy ủy quyền", 2},
    {10, "2.000635", "Cấp bản sao trích lục khai sinh", 4},
};

constexpr Entry kSameDay[] = {
    {30, "1.001193", "Đăng ký khai sinh cho con", 1},
    {14, "1.000656", "Đăng ký khai tử", 1},
    {12, "1.000894", "Đăng ký kết hôn", 1},
    {12, "1.004873", "Xác nhận tình trạng hôn nhân", 1},
    {12, "2.001035", "Chứng thực hợp đồng mua bán xe máy", 1},
    {10, "1.001612", "Đăng ký thành lập hộ kinh doanh", 1},
    {10, "2.000720", "Thay đổi ngành nghề của hộ kinh doanh", 1},
};

constexpr Entry kCrossing[] = {
    {30, "1.004873", "Xác nhận tình trạng hôn nhân tại nơi thường trú", 1},
    {25, "1.001193", "Đăng ký khai sinh tại nơi cư trú của người mẹ", 1},
    {20, "1.004859", "Cải chính thông tin hộ tịch tại nơi đăng ký trước đây", 1},
    {15, "1.001612", "Đăng ký hộ kinh doanh tại địa bàn khác", 1},
    {10, "1.013978", "Cấp Giấy chứng nhận cho thửa đất ở địa bàn khác", 1},
};

constexpr Entry kPolice[] = {
    {50, "1.010041", "Xác nhận thông tin về cư trú", 1},
    {35, "1.004194", "Đăng ký tạm trú", 1},
    {15, "1.004222", "Đăng ký thường trú", 1},
};

constexpr Entry kNationwide[] = {
    {30, "1.004873", "Xác nhận tình trạng hôn nhân tại nơi thường trú trước đây", 1},
    {20, "1.001193", "Đăng ký khai sinh tại quê của người mẹ", 1},
    {10, "1.000656", "Đăng ký khai tử tại nơi cư trú cuối cùng", 1},
    {15, "1.004859", "Cải chính thông tin hộ tịch", 1},
    {15, "1.001612", "Đăng ký thành lập hộ kinh doanh ở quê", 1},
    {10, "1.014027", "Trợ cấp hưu trí xã hội", 1},
};

Request Choose(std::span<const Entry> entries, Dice& dice) {
  std::vector<int> weights;
  for (const Entry& e : entries) weights.push_back(e.weight);
  const Entry& e = entries[dice.Weighted(weights)];
  return {std::string(e.procedure), std::string(e.subject), dice.Between(1, e.most_copies)};
}

}  // namespace

Request AnyRequest(Dice& dice) { return Choose(kAny, dice); }
Request ServeNowRequest(Dice& dice) { return Choose(kServeNow, dice); }
Request SameDayRequest(Dice& dice) { return Choose(kSameDay, dice); }
Request CrossingRequest(Dice& dice) { return Choose(kCrossing, dice); }
Request PoliceRequest(Dice& dice) { return Choose(kPolice, dice); }
Request NationwideRequest(Dice& dice) { return Choose(kNationwide, dice); }

}  // namespace motcua::demo
