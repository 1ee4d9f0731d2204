#include "common/law/regulation.h"

#include <algorithm>

#include "common/base/error.h"
#include "common/law/calendar.h"

namespace motcua::law {
namespace {

using std::chrono::hours;

std::vector<RuleSource> CommonSources() {
  return {
      {"cut_off",
       "Decree 118/2025 Art. 18(2) as amended by Decree 309/2026; Cao Bằng 2022/QĐ-UBND (2025)",
       Confidence::kSecondary},
      {"return_leg",
       "handing out is not counted in the limit (Cao Bằng 2022/QĐ-UBND); one day chosen",
       Confidence::kOwnRule},
      {"take_over_limit", "paper goes within 1 working day (Cao Bằng 2022, Bắc Ninh 1490/QĐ-UBND)",
       Confidence::kOwnRule},
      {"online_answer",
       "decree on the linked procedure business, security, karaoke; Gia Lai practice",
       Confidence::kOneSource},
      {"supplement_wait_days", "decree on the linked procedure business, security, karaoke",
       Confidence::kOneSource},
      {"most_supplements", "Decree 118/2025 Art. 11", Confidence::kSecondary},
      {"most_reappointments", "Lai Châu 88/2025/QĐ-UBND", Confidence::kOneSource},
      {"apology_before", "Lai Châu 88/2025/QĐ-UBND; Hà Tĩnh internal process",
       Confidence::kOneSource},
      {"codes", "Circular 01/2018 Art. 19 numbers by the receipt; Decree 309/2026 Art. 17(3)",
       Confidence::kSecondary},
  };
}

std::vector<Regulation> MakeAll() {
  Regulation decree118;
  decree118.version = 1;
  decree118.id = "118/2025/NĐ-CP";
  decree118.name_vi = "Nghị định 118/2025/NĐ-CP về cơ chế một cửa, một cửa liên thông";
  decree118.from = MakeDay(2025, 7, 1);
  decree118.boundary_free_start = ClockStart::kAtReception;
  decree118.cut_off = hours{15};
  decree118.transfer_leg = hours{0};
  decree118.return_leg = kWorkingDay;
  decree118.take_over_limit = kWorkingDay;
  decree118.online_answer = hours{8};
  decree118.supplement_wait_days = 15;
  decree118.most_supplements = 1;
  decree118.most_reappointments = 1;
  decree118.apology_before = kWorkingDay;
  decree118.forms = FormSet::kCircular01Of2018;
  decree118.sources = CommonSources();
  decree118.sources.push_back({"boundary_free_start",
                               "Decree 118/2025: full and correct dossier, as on the receipt",
                               Confidence::kSecondary});
  decree118.sources.push_back(
      {"transfer_leg",
       "the clock runs from reception; reception and transfer (0.5 day) are inside the limit in "
       "Cao Bằng 2022/QĐ-UBND",
       Confidence::kOneSource});

  Regulation circular03 = decree118;
  circular03.version = 2;
  circular03.id = "03/2025/TT-VPCP";
  circular03.name_vi = "Nghị định 118/2025/NĐ-CP và Thông tư 03/2025/TT-VPCP";
  circular03.from = MakeDay(2025, 9, 15);
  circular03.forms = FormSet::kCircular03Of2025;

  Regulation decree309 = circular03;
  decree309.version = 3;
  decree309.id = "309/2026/NĐ-CP";
  decree309.name_vi = "Nghị định 118/2025/NĐ-CP, sửa đổi bởi Nghị định 309/2026/NĐ-CP";
  decree309.from = MakeDay(2026, 8, 5);
  decree309.boundary_free_start = ClockStart::kAtTakeOver;
  decree309.transfer_leg = kWorkingDay;
  decree309.nationwide_boundary_free = true;
  decree309.sources = CommonSources();
  decree309.sources.push_back(
      {"boundary_free_start", "Decree 309/2026, Art. 17(3) as amended", Confidence::kText});
  decree309.sources.push_back(
      {"transfer_leg", "paper goes within 1 working day (Cao Bằng 2022, Bắc Ninh 1490/QĐ-UBND)",
       Confidence::kOneSource});
  decree309.sources.push_back(
      {"nationwide_boundary_free", "Decree 309/2026, Art. 14(4) as amended", Confidence::kText});
  return {decree118, circular03, decree309};
}

}  // namespace

const std::vector<Regulation>& AllRegulations() {
  static const auto& all = *new std::vector<Regulation>(MakeAll());
  return all;
}

absl::StatusOr<const Regulation*> RegulationAt(Day day) {
  const std::vector<Regulation>& all = AllRegulations();
  const auto after = std::upper_bound(all.begin(), all.end(), day,
                                      [](Day d, const Regulation& r) { return d < r.from; });
  if (after == all.begin()) {
    return MakeError(absl::StatusCode::kOutOfRange, "REGULATION_UNKNOWN",
                     "Regulations are known from " + FormatDay(all.front().from) + " on.",
                     {{"known_from", FormatDay(all.front().from)}, {"day", FormatDay(day)}});
  }
  return &*(after - 1);
}

absl::StatusOr<std::string> FormNumberVi(FormSet set, Form form) {
  int number = static_cast<int>(form) + 1;
  if (set == FormSet::kCircular01Of2018) {
    if (form == Form::kStopNotice) {
      return MakeError(absl::StatusCode::kFailedPrecondition, "FORM_NOT_IN_SET",
                       "The stop notice exists since Circular 03/2025/TT-VPCP.",
                       {{"form_set", FormSetVi(set)}});
    }
    if (form > Form::kStopNotice) --number;
  }
  return "Mẫu số 0" + std::to_string(number);
}

std::string FormTitleVi(FormSet set, Form form) {
  switch (form) {
    case Form::kReceipt:
      return "Giấy tiếp nhận hồ sơ và hẹn trả kết quả";
    case Form::kSupplement:
      return "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ";
    case Form::kRefusal:
      return "Phiếu từ chối tiếp nhận giải quyết hồ sơ";
    case Form::kApology:
      return set == FormSet::kCircular01Of2018
                 ? "Phiếu xin lỗi và hẹn lại ngày trả kết quả"
                 : "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết";
    case Form::kStopNotice:
      return "Thông báo dừng giải quyết hồ sơ";
    case Form::kControlSlip:
      return "Phiếu kiểm soát quá trình giải quyết hồ sơ";
    case Form::kBook:
      return "Sổ theo dõi hồ sơ";
  }
  return "";
}

std::string FormSetVi(FormSet set) {
  return set == FormSet::kCircular01Of2018 ? "Thông tư số 01/2018/TT-VPCP"
                                           : "Thông tư số 03/2025/TT-VPCP";
}

}  // namespace motcua::law
