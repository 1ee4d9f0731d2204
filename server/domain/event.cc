#include "server/domain/event.h"

namespace motcua::domain {
namespace {

struct Name {
  EventKind kind;
  std::string_view name;
  std::string_view vi;
};

constexpr Name kNames[] = {
    {EventKind::kRegistered, "REGISTERED", "Nộp hồ sơ trực tuyến"},
    {EventKind::kReceived, "RECEIVED", "Tiếp nhận hồ sơ"},
    {EventKind::kRefused, "REFUSED", "Từ chối tiếp nhận"},
    {EventKind::kAssigned, "ASSIGNED", "Phân công xử lý"},
    {EventKind::kAdvanced, "ADVANCED", "Chuyển bước"},
    {EventKind::kSentBack, "SENT_BACK", "Trả lại bước trước"},
    {EventKind::kSupplementRequested, "SUPPLEMENT_REQUESTED", "Yêu cầu bổ sung, hoàn thiện"},
    {EventKind::kResumed, "RESUMED", "Tiếp tục xử lý"},
    {EventKind::kPaymentRequested, "PAYMENT_REQUESTED", "Yêu cầu thực hiện nghĩa vụ tài chính"},
    {EventKind::kPaymentRecorded, "PAYMENT_RECORDED", "Ghi nhận nộp phí, lệ phí"},
    {EventKind::kResolved, "RESOLVED", "Giải quyết xong"},
    {EventKind::kDelivered, "DELIVERED", "Trả kết quả"},
    {EventKind::kWithdrawn, "WITHDRAWN", "Rút hồ sơ"},
    {EventKind::kStopped, "STOPPED", "Dừng giải quyết"},
    {EventKind::kReopened, "REOPENED", "Mở lại hồ sơ"},
    {EventKind::kCorrected, "CORRECTED", "Đính chính"},
    {EventKind::kVoided, "VOIDED", "Hủy do tiếp nhận nhầm"},
    {EventKind::kReappointed, "REAPPOINTED", "Xin lỗi và hẹn lại ngày trả"},
    {EventKind::kServedNow, "SERVED_NOW", "Tiếp nhận, giải quyết và trả ngay"},
    {EventKind::kOffered, "OFFERED", "Chuyển hồ sơ"},
    {EventKind::kTakenOver, "TAKEN_OVER", "Tiếp nhận bàn giao"},
    {EventKind::kDeclined, "DECLINED", "Từ chối nhận bàn giao"},
    {EventKind::kRecalled, "RECALLED", "Thu hồi hồ sơ đã chuyển"},
    {EventKind::kReceiptReprinted, "RECEIPT_REPRINTED", "In lại giấy tiếp nhận"},
    {EventKind::kAccountCreated, "ACCOUNT_CREATED", "Tạo tài khoản"},
    {EventKind::kAccountUpdated, "ACCOUNT_UPDATED", "Sửa tài khoản"},
    {EventKind::kPasswordReset, "PASSWORD_RESET", "Cấp lại mật khẩu"},
    {EventKind::kPasswordChanged, "PASSWORD_CHANGED", "Đổi mật khẩu"},
    {EventKind::kStationCreated, "STATION_CREATED", "Thêm máy trạm"},
    {EventKind::kStationEnrolled, "STATION_ENROLLED", "Đăng ký máy trạm"},
    {EventKind::kStationRevoked, "STATION_REVOKED", "Thu hồi máy trạm"},
    {EventKind::kSignedIn, "SIGNED_IN", "Đăng nhập"},
    {EventKind::kSignedOut, "SIGNED_OUT", "Đăng xuất"},
    {EventKind::kReferenceImported, "REFERENCE_IMPORTED", "Nhập dữ liệu danh mục"},
    {EventKind::kProvisioned, "PROVISIONED", "Thiết lập hàng loạt"},
    {EventKind::kFiguresRepaired, "FIGURES_REPAIRED", "Sửa số liệu theo nhật ký"},
};

const Name* Find(EventKind kind) {
  for (const Name& n : kNames) {
    if (n.kind == kind) return &n;
  }
  return nullptr;
}

}  // namespace

std::string_view EventKindName(EventKind kind) {
  const Name* n = Find(kind);
  return n ? n->name : "NONE";
}

std::string_view EventKindNameVi(EventKind kind) {
  const Name* n = Find(kind);
  return n ? n->vi : "";
}

}  // namespace motcua::domain
