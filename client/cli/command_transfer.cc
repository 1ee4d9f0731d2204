// motcua transfer offer, take-over, decline, recall, list.
#include "client/cli/command.h"
#include "client/cli/dossier_target.h"
#include "client/cli/enum_words.h"
#include "client/cli/print_lists.h"
#include "common/base/status_macros.h"
#include "motcua/v1/transfer_service.grpc.pb.h"

namespace motcua::cli {
namespace {

using Stub = v1::TransferService::Stub;

struct OfferOptions {
  Target target;
  std::string to_unit;
  std::string note;
};

struct AnswerOptions {
  Target target;
  std::string reason;
  std::string suggested_unit;
};

struct ListOptions {
  std::string unit;
  bool subtree = false;
  std::string direction;
  bool answered = false;
  PageOptions page;
};

absl::Status Offer(Context& context, const OfferOptions& options) {
  v1::OfferTransferRequest request;
  request.set_to_unit(Resource("units", options.to_unit));
  request.set_reason(options.note);
  return Transition(context, &Stub::OfferTransfer, options.target, request);
}

absl::Status TakeOver(Context& context, const AnswerOptions& options) {
  v1::AnswerTransferRequest request;
  request.set_reason(options.reason);
  return Transition(context, &Stub::TakeOverTransfer, options.target, request);
}

absl::Status Decline(Context& context, const AnswerOptions& options) {
  v1::DeclineTransferRequest request;
  request.set_reason(options.reason);
  request.set_suggested_unit(Resource("units", options.suggested_unit));
  return Transition(context, &Stub::DeclineTransfer, options.target, request);
}

absl::Status Recall(Context& context, const AnswerOptions& options) {
  v1::AnswerTransferRequest request;
  request.set_reason(options.reason);
  return Transition(context, &Stub::RecallTransfer, options.target, request);
}

absl::Status List(Context& context, const ListOptions& options) {
  v1::ListTransfersRequest request;
  request.set_unit(Resource("units", options.unit));
  request.set_subtree(options.subtree);
  MOTCUA_ASSIGN_OR_RETURN(const auto direction,
                          ReadEnum<v1::TransferDirection>("--direction", options.direction));
  request.set_direction(direction);
  request.set_answered(options.answered);
  MOTCUA_ASSIGN_OR_RETURN(
      const v1::ListTransfersResponse answer,
      (FetchPages<v1::ListTransfersResponse>(request, options.page, [&](const auto& page) {
        return context.Call(&Stub::ListTransfers, page);
      })));
  if (context.json()) return context.PrintJson(answer);
  PrintTransfers(context, answer.transfers());
  SayMore(context, answer.next_page_token());
  return absl::OkStatus();
}

}  // namespace

void AddTransferCommands(CLI::App& app, Context& context) {
  CLI::App& transfer = AddGroup(app, context, "transfer");

  Command<OfferOptions> offer(transfer, context, "offer");
  AddTarget(offer);
  offer.Option("to-unit", offer.options().to_unit);
  offer.Option("note", offer.options().note);
  offer.Does(Offer);

  Command<AnswerOptions> take(transfer, context, "take-over");
  AddTarget(take);
  take.Option("note", take.options().reason);
  take.Does(TakeOver);

  Command<AnswerOptions> decline(transfer, context, "decline");
  AddTarget(decline);
  decline.Option("reason", decline.options().reason)->required();
  decline.Option("suggested-unit", decline.options().suggested_unit);
  decline.Does(Decline);

  Command<AnswerOptions> recall(transfer, context, "recall");
  AddTarget(recall);
  recall.Option("reason", recall.options().reason)->required();
  recall.Does(Recall);

  Command<ListOptions> list(transfer, context, "list");
  list.Option("unit", list.options().unit);
  list.Flag("subtree", list.options().subtree);
  list.Option("direction", list.options().direction);
  list.Flag("answered", list.options().answered);
  AddPageOptions(list, list.options().page);
  list.Does(List);
}

}  // namespace motcua::cli
