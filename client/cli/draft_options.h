// Options from which a draft of a dossier is made.
#ifndef MOTCUA_CLIENT_CLI_DRAFT_OPTIONS_H_
#define MOTCUA_CLIENT_CLI_DRAFT_OPTIONS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/cli/command.h"
#include "motcua/v1/dossier_service.pb.h"

namespace motcua::cli {

struct ApplicantOptions {
  std::string kind;
  std::string name;
  std::string identity;
  std::string phone;
  std::string address;
  std::string email;

  bool Any() const;
};

struct DraftOptions {
  std::string draft_file;
  std::string procedure;
  std::string place;
  std::string receiving_unit;
  std::string returning_unit;
  std::string competent_unit;
  ApplicantOptions applicant;
  std::string subject;
  std::vector<std::string> components;
  std::vector<std::string> scans;
  int32_t quantity = 0;
};

template <typename Options>
void AddApplicantOptions(Command<Options>& command, ApplicantOptions& applicant) {
  command.Option("kind", applicant.kind, "opt.applicant_kind");
  command.Option("name", applicant.name, "opt.applicant_name");
  command.Option("identity", applicant.identity);
  command.Option("phone", applicant.phone);
  command.Option("address", applicant.address);
  command.Option("email", applicant.email);
}

// --component and --scan.
template <typename Options>
void AddComponentOptions(Command<Options>& command, std::vector<std::string>& components,
                         std::vector<std::string>& scans) {
  command.Option("component", components);
  command.Option("scan", scans);
}

template <typename Options>
void AddDraftOptions(Command<Options>& command) {
  DraftOptions& draft = command.options().draft;
  command.Option("draft-file", draft.draft_file);
  command.Option("procedure", draft.procedure);
  command.Option("place", draft.place);
  command.Option("receiving-unit", draft.receiving_unit);
  command.Option("returning-unit", draft.returning_unit);
  command.Option("competent-unit", draft.competent_unit);
  AddApplicantOptions(command, draft.applicant);
  command.Option("subject", draft.subject);
  AddComponentOptions(command, draft.components, draft.scans);
  command.Option("quantity", draft.quantity);
}

// Overlays what was given onto `applicant`. OPTION_INVALID for an unknown kind.
absl::Status PutApplicant(const ApplicantOptions& options, v1::Applicant& applicant);

// One paper of --component: "2", "2x3" (ordinal and copies) or the name of an extra paper.
v1::DossierComponent ReadComponent(const std::string& text);

// Papers of --component and --scan ORDINAL=FILE, whose SHA-256 goes to the server, never the file.
// OPTION_INVALID, FILE_NOT_READABLE.
absl::StatusOr<std::vector<v1::DossierComponent>> ReadComponents(
    Context& context, const std::vector<std::string>& components,
    const std::vector<std::string>& scans);

// The draft of --draft-file (JSON of motcua.v1.DossierDraft), overlaid with the options given.
absl::StatusOr<v1::DossierDraft> ReadDraft(Context& context, const DraftOptions& options);

}  // namespace motcua::cli

#endif  // MOTCUA_CLIENT_CLI_DRAFT_OPTIONS_H_
