// motcua dossier register, receive, accept, refuse, correct, void, serve-now.
#include "client/cli/command.h"
#include "client/cli/dossier_target.h"
#include "client/cli/draft_options.h"
#include "client/cli/enum_words.h"
#include "client/cli/errors.h"
#include "client/cli/format.h"
#include "common/base/status_macros.h"
#include "motcua/v1/dossier_service.grpc.pb.h"

namespace motcua::cli {
namespace {

using Stub = v1::DossierService::Stub;

struct IntakeOptions {
  DraftOptions draft;
  std::string request_id;
  std::string channel = "counter";
  bool print = false;
  std::string signer;
  int64_t paid = 0;
};

struct AcceptOptions {
  Target target;
  bool print = false;
};

struct ReasonOptions {
  Target target;
  std::string reason;
};

struct CorrectOptions {
  Target target;
  std::string reason;
  ApplicantOptions applicant;
  std::string procedure;
  std::string place;
  std::string subject;
};

// The slip when it was asked for, else what changed.
absl::Status PrintReceived(Context& context, const v1::Dossier& dossier, bool slip) {
  if (slip && !context.json()) {
    context.out() << Printable(dossier.receipt().text(), /*keep_lines=*/true);
    return absl::OkStatus();
  }
  return PrintChanged(context, dossier);
}

absl::Status Register(Context& context, const IntakeOptions& options) {
  v1::RegisterDossierRequest request;
  request.set_request_id(options.request_id);
  MOTCUA_ASSIGN_OR_RETURN(*request.mutable_draft(), ReadDraft(context, options.draft));
  MOTCUA_ASSIGN_OR_RETURN(const v1::Dossier dossier, context.Call(&Stub::RegisterDossier, request));
  return PrintChanged(context, dossier);
}

absl::Status Receive(Context& context, const IntakeOptions& options) {
  v1::ReceiveDossierRequest request;
  request.set_request_id(options.request_id);
  MOTCUA_ASSIGN_OR_RETURN(const auto channel, ReadEnum<v1::Channel>("--channel", options.channel));
  request.set_channel(channel);
  MOTCUA_ASSIGN_OR_RETURN(*request.mutable_draft(), ReadDraft(context, options.draft));
  MOTCUA_ASSIGN_OR_RETURN(const v1::Dossier dossier, context.Call(&Stub::ReceiveDossier, request));
  return PrintReceived(context, dossier, options.print);
}

absl::Status Accept(Context& context, const AcceptOptions& options) {
  v1::ReceiveDossierRequest request;
  MOTCUA_RETURN_IF_ERROR(Address(context, options.target, request));
  MOTCUA_ASSIGN_OR_RETURN(const v1::Dossier dossier, context.Call(&Stub::ReceiveDossier, request));
  return PrintReceived(context, dossier, options.print);
}

absl::Status Correct(Context& context, const CorrectOptions& options) {
  v1::CorrectDossierRequest request;
  MOTCUA_RETURN_IF_ERROR(Address(context, options.target, request));
  request.set_reason(options.reason);
  if (options.applicant.Any()) {
    // The request takes the whole applicant; what is not corrected stays as it is.
    MOTCUA_ASSIGN_OR_RETURN(const v1::Dossier now, FetchDossier(context, options.target.dossier));
    *request.mutable_applicant() = now.applicant();
    MOTCUA_RETURN_IF_ERROR(PutApplicant(options.applicant, *request.mutable_applicant()));
  }
  request.set_procedure(Resource("procedures", options.procedure));
  request.set_place(Resource("units", options.place));
  request.set_subject(options.subject);
  MOTCUA_ASSIGN_OR_RETURN(const v1::Dossier dossier, context.Call(&Stub::CorrectDossier, request));
  return PrintChanged(context, dossier);
}

absl::Status ServeNow(Context& context, const IntakeOptions& options) {
  v1::ServeNowRequest request;
  request.set_request_id(options.request_id);
  MOTCUA_ASSIGN_OR_RETURN(*request.mutable_draft(), ReadDraft(context, options.draft));
  request.set_signer(options.signer);
  request.set_paid_vnd(options.paid);
  MOTCUA_ASSIGN_OR_RETURN(const v1::Dossier dossier, context.Call(&Stub::ServeNow, request));
  return PrintReceived(context, dossier, options.print);
}

template <typename Method>
void AddReasonCommand(CLI::App& dossier, Context& context, const std::string& name, Method method) {
  Command<ReasonOptions> command(dossier, context, name);
  AddTarget(command);
  command.Option("reason", command.options().reason)->required();
  command.Does([method](Context& at, const ReasonOptions& options) {
    v1::ReasonRequest request;
    request.set_reason(options.reason);
    return Transition(at, method, options.target, request);
  });
}

}  // namespace

void AddIntakeCommands(CLI::App& dossier, Context& context) {
  Command<IntakeOptions> reg(dossier, context, "register");
  AddDraftOptions(reg);
  reg.Option("request-id", reg.options().request_id);
  reg.Does(Register);

  Command<IntakeOptions> receive(dossier, context, "receive");
  AddDraftOptions(receive);
  receive.Option("channel", receive.options().channel, "opt.intake_channel");
  receive.Flag("print", receive.options().print);
  receive.Option("request-id", receive.options().request_id);
  receive.Does(Receive);

  Command<AcceptOptions> accept(dossier, context, "accept");
  AddTarget(accept);
  accept.Flag("print", accept.options().print);
  accept.Does(Accept);

  Command<CorrectOptions> correct(dossier, context, "correct");
  AddTarget(correct);
  correct.Option("reason", correct.options().reason)->required();
  AddApplicantOptions(correct, correct.options().applicant);
  correct.Option("procedure", correct.options().procedure);
  correct.Option("place", correct.options().place);
  correct.Option("subject", correct.options().subject);
  correct.Does(Correct);

  Command<IntakeOptions> serve(dossier, context, "serve-now");
  AddDraftOptions(serve);
  serve.Option("signer", serve.options().signer);
  serve.Option("paid", serve.options().paid);
  serve.Flag("print", serve.options().print);
  serve.Option("request-id", serve.options().request_id);
  serve.Does(ServeNow);

  AddReasonCommand(dossier, context, "refuse", &Stub::RefuseDossier);
  AddReasonCommand(dossier, context, "request-supplement", &Stub::RequestSupplement);
  AddReasonCommand(dossier, context, "withdraw", &Stub::WithdrawDossier);
  AddReasonCommand(dossier, context, "stop", &Stub::StopDossier);
  AddReasonCommand(dossier, context, "reopen", &Stub::ReopenDossier);
  AddReasonCommand(dossier, context, "void", &Stub::VoidDossier);
}

}  // namespace motcua::cli
