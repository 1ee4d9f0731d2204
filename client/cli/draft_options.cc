#include "client/cli/draft_options.h"

#include <google/protobuf/util/json_util.h>

#include <charconv>
#include <optional>
#include <string_view>

#include "client/cli/enum_words.h"
#include "client/cli/errors.h"
#include "client/cli/resource.h"
#include "common/base/hex.h"
#include "common/base/status_macros.h"
#include "common/crypto/hash.h"

namespace motcua::cli {
namespace {

std::optional<int32_t> WholeNumber(std::string_view text) {
  int32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

void PutIfGiven(const std::string& value, std::string& field) {
  if (!value.empty()) field = value;
}

}  // namespace

bool ApplicantOptions::Any() const {
  return !(kind + name + identity + phone + address + email).empty();
}

absl::Status PutApplicant(const ApplicantOptions& options, v1::Applicant& applicant) {
  MOTCUA_ASSIGN_OR_RETURN(const auto kind, ReadEnum<v1::ApplicantKind>("--kind", options.kind));
  if (kind != v1::APPLICANT_KIND_UNSPECIFIED) applicant.set_kind(kind);
  PutIfGiven(options.name, *applicant.mutable_full_name());
  PutIfGiven(options.identity, *applicant.mutable_identity_number());
  PutIfGiven(options.phone, *applicant.mutable_phone());
  PutIfGiven(options.address, *applicant.mutable_address());
  PutIfGiven(options.email, *applicant.mutable_email());
  return absl::OkStatus();
}

v1::DossierComponent ReadComponent(const std::string& text) {
  v1::DossierComponent component;
  component.set_copies(1);
  const size_t times = text.find('x');
  const auto ordinal = WholeNumber(text.substr(0, times));
  const auto copies =
      times == std::string::npos ? std::optional<int32_t>(1) : WholeNumber(text.substr(times + 1));
  if (ordinal.has_value() && copies.has_value()) {
    component.set_ordinal(*ordinal);
    component.set_copies(*copies);
  } else {
    component.set_display_name(text);
  }
  return component;
}

absl::StatusOr<std::vector<v1::DossierComponent>> ReadComponents(
    Context& context, const std::vector<std::string>& components,
    const std::vector<std::string>& scans) {
  std::vector<v1::DossierComponent> papers;
  for (const std::string& text : components) papers.push_back(ReadComponent(text));
  for (const std::string& scan : scans) {
    const size_t equals = scan.find('=');
    const auto ordinal = WholeNumber(scan.substr(0, equals));
    if (equals == std::string::npos || !ordinal.has_value()) {
      return OptionInvalid("--scan", "1=giay-khai-sinh.pdf");
    }
    MOTCUA_ASSIGN_OR_RETURN(const std::string bytes, ReadText(context, scan.substr(equals + 1)));
    v1::DossierComponent* paper = nullptr;
    for (v1::DossierComponent& one : papers) {
      if (one.ordinal() == *ordinal) paper = &one;
    }
    if (paper == nullptr) {
      paper = &papers.emplace_back(ReadComponent(std::to_string(*ordinal)));
    }
    paper->set_document_sha256(ToHex(crypto::Sha256(bytes)));
  }
  return papers;
}

absl::StatusOr<v1::DossierDraft> ReadDraft(Context& context, const DraftOptions& options) {
  v1::DossierDraft draft;
  if (!options.draft_file.empty()) {
    MOTCUA_ASSIGN_OR_RETURN(const std::string json, ReadText(context, options.draft_file));
    if (!google::protobuf::util::JsonStringToMessage(json, &draft).ok()) {
      return OptionInvalid("--draft-file",
                           R"({"procedure": "procedures/2.000815", "applicant": {…}})");
    }
  }
  PutIfGiven(Resource("procedures", options.procedure), *draft.mutable_procedure());
  PutIfGiven(Resource("units", options.place), *draft.mutable_place());
  PutIfGiven(Resource("units", options.receiving_unit), *draft.mutable_receiving_unit());
  PutIfGiven(Resource("units", options.returning_unit), *draft.mutable_returning_unit());
  PutIfGiven(Resource("units", options.competent_unit), *draft.mutable_competent_unit());
  MOTCUA_RETURN_IF_ERROR(PutApplicant(options.applicant, *draft.mutable_applicant()));
  PutIfGiven(options.subject, *draft.mutable_subject());
  MOTCUA_ASSIGN_OR_RETURN(const auto papers,
                          ReadComponents(context, options.components, options.scans));
  for (const v1::DossierComponent& paper : papers) *draft.add_components() = paper;
  if (options.quantity != 0) draft.set_quantity(options.quantity);
  return draft;
}

}  // namespace motcua::cli
