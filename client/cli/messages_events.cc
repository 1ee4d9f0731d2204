// Words for the events of a dossier, by their names in the log.
#include "client/cli/messages.h"

namespace motcua::cli {

std::vector<Entry> EventEntries() {
  return {
      {"event.REGISTERED", "Nộp hồ sơ trực tuyến", "Registered online", "Enregistré en ligne"},
      {"event.RECEIVED", "Tiếp nhận hồ sơ", "Received", "Reçu"},
      {"event.REFUSED", "Từ chối tiếp nhận", "Refused", "Non reçu"},
      {"event.ASSIGNED", "Phân công xử lý", "Assigned", "Attribué"},
      {"event.ADVANCED", "Chuyển bước", "Advanced to the next step", "Étape suivante"},
      {"event.SENT_BACK", "Trả lại bước trước", "Sent back", "Renvoyé"},
      {"event.SUPPLEMENT_REQUESTED", "Yêu cầu bổ sung, hoàn thiện", "Supplement requested",
       "Pièces demandées"},
      {"event.RESUMED", "Tiếp tục xử lý", "Resumed", "Repris"},
      {"event.PAYMENT_REQUESTED", "Yêu cầu thực hiện nghĩa vụ tài chính", "Payment requested",
       "Paiement demandé"},
      {"event.PAYMENT_RECORDED", "Ghi nhận nộp phí, lệ phí", "Payment recorded",
       "Paiement enregistré"},
      {"event.RESOLVED", "Giải quyết xong", "Resolved", "Réglé"},
      {"event.DELIVERED", "Trả kết quả", "Result delivered", "Résultat remis"},
      {"event.WITHDRAWN", "Rút hồ sơ", "Withdrawn", "Retiré"},
      {"event.STOPPED", "Dừng giải quyết", "Stopped", "Arrêté"},
      {"event.REOPENED", "Mở lại hồ sơ", "Reopened", "Rouvert"},
      {"event.CORRECTED", "Đính chính", "Corrected", "Corrigé"},
      {"event.VOIDED", "Hủy do tiếp nhận nhầm", "Voided", "Annulé"},
      {"event.REAPPOINTED", "Xin lỗi và hẹn lại ngày trả", "Re-appointed", "Rendez-vous refixé"},
      {"event.SERVED_NOW", "Tiếp nhận, giải quyết và trả ngay", "Served at once", "Servi aussitôt"},
      {"event.OFFERED", "Chuyển hồ sơ", "Offered", "Proposé"},
      {"event.TAKEN_OVER", "Tiếp nhận bàn giao", "Taken over", "Pris en charge"},
      {"event.DECLINED", "Từ chối nhận bàn giao", "Declined", "Refusé"},
      {"event.RECALLED", "Thu hồi hồ sơ đã chuyển", "Recalled", "Rappelé"},
      {"event.RECEIPT_REPRINTED", "In lại giấy tiếp nhận", "Slip printed again",
       "Récépissé réimprimé"},
  };
}

}  // namespace motcua::cli
