// Receipt slips.
#ifndef MOTCUA_SERVER_RPC_CONVERTERS_RECEIPT_H_
#define MOTCUA_SERVER_RPC_CONVERTERS_RECEIPT_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "common/law/receipt.h"
#include "motcua/v1/receipt.pb.h"
#include "server/app/dossier_view.h"

namespace motcua::rpc {

v1::Receipt ReceiptToProto(const app::ReceiptView& view);
// 0: the latest. FIELD_INVALID number when negative.
absl::StatusOr<int> ReceiptNumberFromProto(int32_t number);
// "1. Tờ khai (01 bản)", with a note: "2. Giấy chứng sinh (01 bản, bản chính)".
std::string ComponentLine(int number, const law::ReceiptComponent& component);

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_CONVERTERS_RECEIPT_H_
