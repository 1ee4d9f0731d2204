#include "common/law/catalogue.h"

#include <algorithm>
#include <tuple>

#include "common/base/error.h"
#include "common/base/file.h"
#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "common/law/catalogue_rows.h"
#include "common/law/tsv_file.h"

namespace motcua::law {
namespace {

constexpr char kProceduresFile[] = "procedures.tsv";
constexpr char kStepsFile[] = "procedure_steps.tsv";
constexpr char kComponentsFile[] = "procedure_components.tsv";

auto Key(const ProcedureVersion& v) { return std::pair(std::string_view(v.code), v.version); }

}  // namespace

absl::StatusOr<Catalogue> Catalogue::FromTsv(const CatalogueText& text) {
  ProcedureRows rows;
  MOTCUA_RETURN_IF_ERROR(InFile(ReadProcedures(text.procedures, rows), kProceduresFile));
  MOTCUA_RETURN_IF_ERROR(InFile(ReadSteps(text.steps, rows), kStepsFile));
  MOTCUA_RETURN_IF_ERROR(InFile(ReadComponents(text.components, rows), kComponentsFile));
  MOTCUA_RETURN_IF_ERROR(InFile(CheckWhole(rows), kProceduresFile));
  Catalogue catalogue;
  for (auto& [key, row] : rows) {
    catalogue.folded_.push_back({FoldForSearch(row.version.name_vi),
                                 FoldForSearch(row.version.name_en),
                                 FoldForSearch(row.version.field_vi)});
    catalogue.versions_.push_back(std::move(row.version));
  }
  return catalogue;
}

absl::StatusOr<Catalogue> Catalogue::Load(const std::string& folder) {
  CatalogueText text;
  MOTCUA_ASSIGN_OR_RETURN(text.procedures, ReadFile(folder + "/" + kProceduresFile));
  MOTCUA_ASSIGN_OR_RETURN(text.steps, ReadFile(folder + "/" + kStepsFile));
  MOTCUA_ASSIGN_OR_RETURN(text.components, ReadFile(folder + "/" + kComponentsFile));
  return FromTsv(text);
}

absl::StatusOr<CatalogueText> Catalogue::ToTsv() const {
  CatalogueText text;
  auto procedures = WriteProcedures(versions_);
  if (!procedures.ok()) return InFile(procedures.status(), kProceduresFile);
  auto steps = WriteSteps(versions_);
  if (!steps.ok()) return InFile(steps.status(), kStepsFile);
  auto components = WriteComponents(versions_);
  if (!components.ok()) return InFile(components.status(), kComponentsFile);
  return CatalogueText{*std::move(procedures), *std::move(steps), *std::move(components)};
}

const ProcedureVersion* Catalogue::Version(std::string_view code, int version) const {
  const auto found =
      std::lower_bound(versions_.begin(), versions_.end(), std::pair(code, version),
                       [](const ProcedureVersion& v, const auto& key) { return Key(v) < key; });
  return found != versions_.end() && Key(*found) == std::pair(code, version) ? &*found : nullptr;
}

const ProcedureVersion* Catalogue::InForce(std::string_view code, Day day) const {
  auto v =
      std::lower_bound(versions_.begin(), versions_.end(), code,
                       [](const ProcedureVersion& a, std::string_view b) { return a.code < b; });
  for (; v != versions_.end() && v->code == code; ++v) {
    if (v->InForce(day)) return &*v;
  }
  return nullptr;
}

absl::StatusOr<const ProcedureVersion*> Catalogue::Require(std::string_view code, Day day) const {
  if (const ProcedureVersion* version = InForce(code, day); version != nullptr) return version;
  bool known = false;
  std::string next;
  for (const ProcedureVersion& v : versions_) {
    if (v.code != code) continue;
    known = true;
    if (v.state != ProcedureState::kDraft && v.from > day && next.empty()) {
      next = FormatDay(v.from);
    }
  }
  // The unknown code is not repeated: it may be anything a person typed.
  if (!known) {
    return MakeError(absl::StatusCode::kNotFound, "PROCEDURE_NOT_FOUND",
                     "There is no procedure with this code in the catalogue.");
  }
  return MakeError(absl::StatusCode::kFailedPrecondition, "PROCEDURE_NOT_IN_FORCE",
                   "Procedure " + std::string(code) + " is not in force on " + FormatDay(day) + ".",
                   {{"procedure", std::string(code)}, {"day", FormatDay(day)}, {"from", next}});
}

std::vector<const ProcedureVersion*> Catalogue::Search(std::string_view text, Day day,
                                                       size_t limit) const {
  const std::string wanted = FoldForSearch(text);
  std::vector<std::pair<int, const ProcedureVersion*>> found;
  if (wanted.empty()) return {};
  for (size_t i = 0; i < versions_.size(); ++i) {
    const ProcedureVersion& version = versions_[i];
    if (!version.InForce(day)) continue;
    const Folded& folded = folded_[i];
    const auto in = [&](const std::string& name) { return name.find(wanted) != std::string::npos; };
    if (version.code.starts_with(wanted)) {
      found.emplace_back(0, &version);
    } else if (folded.name_vi.starts_with(wanted) || folded.name_en.starts_with(wanted)) {
      found.emplace_back(1, &version);
    } else if (in(folded.name_vi) || in(folded.name_en)) {
      found.emplace_back(2, &version);
    } else if (in(folded.field_vi)) {
      found.emplace_back(3, &version);
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<const ProcedureVersion*> result;
  for (const auto& [rank, version] : found) {
    if (result.size() == limit) break;
    result.push_back(version);
  }
  return result;
}

}  // namespace motcua::law
