// motcua dossier resolve, deliver, receipt.
#include "client/cli/command.h"
#include "client/cli/dossier_target.h"
#include "client/cli/enum_words.h"
#include "client/cli/errors.h"
#include "client/cli/format.h"
#include "common/base/status_macros.h"
#include "motcua/v1/dossier_service.grpc.pb.h"

namespace motcua::cli {
namespace {

using Stub = v1::DossierService::Stub;

struct ResolveOptions {
  Target target;
  bool approve = false;
  bool reject = false;
  std::string number;
  std::string reason;
};

struct DeliverOptions {
  Target target;
  std::string recipient;
  std::string paper = "receipt";
  std::string authorisation;
};

struct ReceiptOptions {
  std::string dossier;
  int32_t number = 0;
};

absl::Status Resolve(Context& context, const ResolveOptions& options) {
  if (options.approve == options.reject) {
    return OptionInvalid("--approve, --reject", context.T("say.one_of"));
  }
  if (options.reject && options.reason.empty())
    return OptionInvalid("--reason", "--reject --reason …");
  v1::ResolveDossierRequest request;
  request.set_outcome(options.approve ? v1::OUTCOME_APPROVED : v1::OUTCOME_REJECTED);
  request.set_result_number(options.number);
  request.set_reason(options.reason);
  return Transition(context, &Stub::ResolveDossier, options.target, request);
}

absl::Status Deliver(Context& context, const DeliverOptions& options) {
  v1::DeliverResultRequest request;
  request.set_recipient_name(options.recipient);
  request.set_shown_paper(options.paper);
  request.set_authorisation(options.authorisation);
  return Transition(context, &Stub::DeliverResult, options.target, request);
}

absl::Status PrintReceipt(Context& context, const ReceiptOptions& options) {
  v1::GetReceiptRequest request;
  request.set_name(DossierName(options.dossier));
  request.set_number(options.number);
  MOTCUA_ASSIGN_OR_RETURN(const v1::Receipt receipt, context.Call(&Stub::GetReceipt, request));
  if (context.json()) return context.PrintJson(receipt);
  context.out() << Printable(receipt.text(), /*keep_lines=*/true);
  if (!receipt.text().empty() && receipt.text().back() != '\n') context.out() << "\n";
  // Beside the slip, not on it: a printer takes standard output.
  if (receipt.superseded()) context.err() << context.T("say.superseded") << "\n";
  return absl::OkStatus();
}

}  // namespace

void AddResultCommands(CLI::App& dossier, Context& context) {
  Command<ResolveOptions> resolve(dossier, context, "resolve");
  AddTarget(resolve);
  resolve.Flag("approve", resolve.options().approve);
  resolve.Flag("reject", resolve.options().reject);
  resolve.Option("number", resolve.options().number, "opt.result_number");
  resolve.Option("reason", resolve.options().reason);
  resolve.Does(Resolve);

  Command<DeliverOptions> deliver(dossier, context, "deliver");
  AddTarget(deliver);
  deliver.Option("recipient", deliver.options().recipient);
  deliver.Option("paper", deliver.options().paper);
  deliver.Option("authorisation", deliver.options().authorisation);
  deliver.Does(Deliver);

  Command<ReceiptOptions> receipt(dossier, context, "receipt");
  receipt.Word("dossier", receipt.options().dossier, "opt.dossier_word");
  receipt.Option("number", receipt.options().number, "opt.receipt_number");
  receipt.Does(PrintReceipt);
}

}  // namespace motcua::cli
