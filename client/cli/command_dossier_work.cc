// motcua dossier assign, advance, send-back, resume, request-payment, record-payment, reappoint.
#include "client/cli/command.h"
#include "client/cli/dossier_target.h"
#include "client/cli/draft_options.h"
#include "client/cli/errors.h"
#include "client/cli/format.h"
#include "common/base/status_macros.h"
#include "motcua/v1/dossier_service.grpc.pb.h"

namespace motcua::cli {
namespace {

using Stub = v1::DossierService::Stub;

struct AssignOptions {
  Target target;
  std::string officer;
};

struct StepOptions {
  Target target;
  std::string reason;
  int32_t to_step = 0;
};

struct ResumeOptions {
  Target target;
  std::string reason;
  std::vector<std::string> components;
  std::vector<std::string> scans;
};

struct PaymentOptions {
  Target target;
  int64_t amount = 0;
  std::string reference;
  std::string reason;
};

struct ReappointOptions {
  Target target;
  std::string until;
  std::string reason;
};

absl::Status Assign(Context& context, const AssignOptions& options) {
  v1::AssignDossierRequest request;
  request.set_officer(Id(options.officer));
  return Transition(context, &Stub::AssignDossier, options.target, request);
}

absl::Status Advance(Context& context, const StepOptions& options) {
  v1::StepRequest request;
  request.set_reason(options.reason);
  return Transition(context, &Stub::AdvanceDossier, options.target, request);
}

absl::Status SendBack(Context& context, const StepOptions& options) {
  v1::StepRequest request;
  request.set_reason(options.reason);
  request.set_to_step(options.to_step);
  return Transition(context, &Stub::SendBackDossier, options.target, request);
}

absl::Status Resume(Context& context, const ResumeOptions& options) {
  v1::ResumeDossierRequest request;
  request.set_reason(options.reason);
  MOTCUA_ASSIGN_OR_RETURN(const auto papers,
                          ReadComponents(context, options.components, options.scans));
  for (const v1::DossierComponent& paper : papers) *request.add_components() = paper;
  return Transition(context, &Stub::ResumeDossier, options.target, request);
}

absl::Status Reappoint(Context& context, const ReappointOptions& options) {
  const auto until = ReadDateTime(options.until);
  if (!until.has_value()) return OptionInvalid("--until", "dd/MM/yyyy HH:mm, 05/08/2026 16:30");
  v1::ReappointDossierRequest request;
  request.set_reason(options.reason);
  SetTime(*until, *request.mutable_promised_due());
  return Transition(context, &Stub::ReappointDossier, options.target, request);
}

template <typename Method>
void AddPaymentCommand(CLI::App& dossier, Context& context, const std::string& name,
                       Method method) {
  Command<PaymentOptions> command(dossier, context, name);
  AddTarget(command);
  command.Word("amount", command.options().amount, "opt.amount_word");
  command.Option("reference", command.options().reference);
  command.Option("reason", command.options().reason);
  command.Does([method](Context& at, const PaymentOptions& options) {
    v1::PaymentRequest request;
    request.set_amount_vnd(options.amount);
    request.set_reference(options.reference);
    request.set_reason(options.reason);
    return Transition(at, method, options.target, request);
  });
}

}  // namespace

void AddWorkCommands(CLI::App& dossier, Context& context) {
  Command<AssignOptions> assign(dossier, context, "assign");
  AddTarget(assign);
  assign.Word("officer", assign.options().officer, "opt.officer_word");
  assign.Does(Assign);

  Command<StepOptions> advance(dossier, context, "advance");
  AddTarget(advance);
  advance.Option("note", advance.options().reason);
  advance.Does(Advance);

  Command<StepOptions> back(dossier, context, "send-back");
  AddTarget(back);
  back.Option("reason", back.options().reason)->required();
  back.Option("to-step", back.options().to_step);
  back.Does(SendBack);

  Command<ResumeOptions> resume(dossier, context, "resume");
  AddTarget(resume);
  resume.Option("note", resume.options().reason);
  AddComponentOptions(resume, resume.options().components, resume.options().scans);
  resume.Does(Resume);

  AddPaymentCommand(dossier, context, "request-payment", &Stub::RequestPayment);
  AddPaymentCommand(dossier, context, "record-payment", &Stub::RecordPayment);

  Command<ReappointOptions> reappoint(dossier, context, "reappoint");
  AddTarget(reappoint);
  reappoint.Option("until", reappoint.options().until, "opt.reappoint_until")->required();
  reappoint.Option("reason", reappoint.options().reason)->required();
  reappoint.Does(Reappoint);
}

}  // namespace motcua::cli
