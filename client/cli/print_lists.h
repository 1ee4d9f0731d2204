// Tables that several commands share.
#ifndef MOTCUA_CLIENT_CLI_PRINT_LISTS_H_
#define MOTCUA_CLIENT_CLI_PRINT_LISTS_H_

#include <google/protobuf/repeated_ptr_field.h>

#include "client/cli/context.h"
#include "motcua/v1/dossier.pb.h"
#include "motcua/v1/transfer.pb.h"

namespace motcua::cli {

using Dossiers = google::protobuf::RepeatedPtrField<v1::DossierSummary>;
using Transfers = google::protobuf::RepeatedPtrField<v1::Transfer>;

void PrintDossiers(Context& context, const Dossiers& dossiers);
void PrintTransfers(Context& context, const Transfers& transfers);
// "còn 2 giờ 15 phút", "quá hạn 1 ngày", "tạm dừng"; "–" when nothing is due.
std::string TimeLeftOf(const v1::DossierSummary& dossier, Language language);

}  // namespace motcua::cli

#endif  // MOTCUA_CLIENT_CLI_PRINT_LISTS_H_
