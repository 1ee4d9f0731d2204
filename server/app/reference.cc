#include "server/app/reference.h"

#include <string_view>
#include <system_error>
#include <utility>

#include "common/base/error.h"
#include "common/base/file.h"
#include "common/base/hex.h"
#include "common/base/status_macros.h"
#include "common/base/tsv.h"
#include "common/base/uuid.h"
#include "common/crypto/hash.h"
#include "common/units/units_tsv.h"
#include "server/app/admin_request.h"

namespace motcua::app {
namespace {

constexpr ReferenceList kLists[] = {
    {kUnitsReference, "units.tsv"},           {kProceduresReference, "procedures.tsv"},
    {kStepsReference, "procedure_steps.tsv"}, {kComponentsReference, "procedure_components.tsv"},
    {kHolidaysReference, "holidays.tsv"},     {kHoursReference, "hours.tsv"},
};

// Errors of a list's reader, with the file when the reader did not know it.
absl::Status InFile(const absl::Status& status, const char* file) {
  if (status.ok()) return status;
  ErrorValues values = GetErrorValues(status);
  if (!values.emplace("file", file).second) return status;
  return MakeError(status.code(), ErrorReason(status),
                   std::string(file) + ": " + std::string(status.message()), values);
}

// Every row of a calendar list must be for a unit of the tree: a mistyped id would change nobody's
// hours and nobody would notice.
absl::Status CheckCalendarUnits(const std::string& text, const char* file,
                                const std::vector<std::string>& columns,
                                const units::UnitTree& units) {
  MOTCUA_ASSIGN_OR_RETURN(const TsvTable table, ParseTsv(text, columns));
  for (const TsvRow& row : table.rows) {
    if (units.Find(row["unit"]) == nullptr) {
      return InFile(row.Invalid("unit", "a unit of the list of units"), file);
    }
  }
  return absl::OkStatus();
}

absl::Status CheckNothingVanishes(const domain::World& before, const domain::World& after) {
  for (const units::Unit& unit : before.units->units()) {
    if (after.units->Find(unit.id) == nullptr) {
      return MakeError(absl::StatusCode::kFailedPrecondition, "UNIT_REMOVED",
                       "The new list lacks unit " + unit.id +
                           "; a unit that no longer exists gets a last day in column until.",
                       {{"unit", unit.id}});
    }
  }
  for (const law::ProcedureVersion& version : before.catalogue->All()) {
    if (after.catalogue->Version(version.code, version.version) == nullptr) {
      return MakeError(absl::StatusCode::kFailedPrecondition, "PROCEDURE_VERSION_REMOVED",
                       "The new catalogue lacks version " + std::to_string(version.version) +
                           " of " + version.code + "; a version that ends gets a last day.",
                       {{"procedure", version.code}, {"version", std::to_string(version.version)}});
    }
  }
  return absl::OkStatus();
}

}  // namespace

std::span<const ReferenceList> ReferenceLists() { return kLists; }

absl::StatusOr<ReferenceTexts> ReadReferenceFolder(const std::filesystem::path& folder) {
  ReferenceTexts texts;
  for (const ReferenceList& list : kLists) {
    absl::StatusOr<std::string> text = ReadFile(folder / list.file);
    if (absl::IsNotFound(text.status())) continue;
    if (!text.ok()) return text.status();
    texts[list.kind] = *std::move(text);
  }
  if (texts.empty()) {
    return MakeError(absl::StatusCode::kNotFound, "REFERENCE_MISSING",
                     "The folder holds none of the reference lists (units.tsv, procedures.tsv …).");
  }
  return texts;
}

absl::StatusOr<ReferenceTexts> LoadReferences(storage::ReadTransaction& tx) {
  ReferenceTexts texts;
  for (const ReferenceList& list : kLists) {
    MOTCUA_ASSIGN_OR_RETURN(auto record, tx.GetReference(list.kind));
    if (record.has_value()) texts[list.kind] = std::move(record->content);
  }
  return texts;
}

absl::StatusOr<std::shared_ptr<const domain::World>> BuildWorld(const ReferenceTexts& texts) {
  for (const ReferenceList& list : kLists) {
    if (texts.count(list.kind) == 0) {
      return MakeError(absl::StatusCode::kFailedPrecondition, "REFERENCE_MISSING",
                       std::string("The list ") + list.file + " was never imported.",
                       {{"kind", list.kind}});
    }
  }
  auto world = std::make_shared<domain::World>();
  absl::StatusOr<std::vector<units::Unit>> rows = units::ReadUnitsTsv(texts.at(kUnitsReference));
  if (!rows.ok()) return InFile(rows.status(), "units.tsv");
  auto tree = units::UnitTree::Build(*std::move(rows));
  if (!tree.ok()) return InFile(tree.status(), "units.tsv");
  world->units = *std::move(tree);

  MOTCUA_ASSIGN_OR_RETURN(
      law::Catalogue catalogue,
      law::Catalogue::FromTsv({texts.at(kProceduresReference), texts.at(kStepsReference),
                               texts.at(kComponentsReference)}));
  world->catalogue = std::make_shared<const law::Catalogue>(std::move(catalogue));

  const std::string& holidays = texts.at(kHolidaysReference);
  const std::string& hours = texts.at(kHoursReference);
  const auto parent_of = [units = world->units](std::string_view id) {
    const units::Unit* unit = units->Find(id);
    return unit == nullptr ? std::string() : unit->parent_id;
  };
  MOTCUA_ASSIGN_OR_RETURN(law::CalendarSet calendars,
                          law::CalendarSet::FromTsv(holidays, hours, parent_of));
  MOTCUA_RETURN_IF_ERROR(CheckCalendarUnits(
      holidays, "holidays.tsv",
      {"unit", "day", "kind", "hours", "name_vi", "name_en", "source", "status"}, *world->units));
  MOTCUA_RETURN_IF_ERROR(
      CheckCalendarUnits(hours, "hours.tsv", {"unit", "days", "hours", "note"}, *world->units));
  world->calendars = std::make_shared<const law::CalendarSet>(std::move(calendars));
  return std::shared_ptr<const domain::World>(std::move(world));
}

absl::Status PutReferences(storage::WriteTransaction& tx, const Caller& caller,
                           const ReferenceTexts& before, const ReferenceTexts& texts, Time now,
                           ImportResult& result) {
  result = {};
  for (const auto& [kind, text] : texts) {
    const auto old = before.find(kind);
    if (old != before.end() && old->second == text) {
      result.unchanged.push_back(kind);
      continue;
    }
    storage::ReferenceRecord record;
    record.kind = kind;
    record.recorded_at = now;
    record.sha256 = ToHex(crypto::Sha256(text));
    record.content = text;
    MOTCUA_RETURN_IF_ERROR(tx.PutReference(record));
    domain::Event event = NewAdminEvent(domain::EventKind::kReferenceImported, "references/" + kind,
                                        caller, NewUuidV7(now), "", now);
    event.facts["sha256"] = record.sha256;
    MOTCUA_RETURN_IF_ERROR(tx.RecordEvent(std::move(event)));
    result.changed.push_back(kind);
  }
  return absl::OkStatus();
}

absl::StatusOr<ImportResult> ImportReferences(const ServiceContext& context, const Caller& caller,
                                              const ReferenceTexts& texts, bool dry_run) {
  ImportResult result;
  std::shared_ptr<const domain::World> world;
  const Time now = context.time.Now();
  // Reads, checks and only then writes, so two imports at once cannot undo each other.
  const auto check = [&](storage::ReadTransaction& tx, ReferenceTexts& before) -> absl::Status {
    MOTCUA_ASSIGN_OR_RETURN(before, LoadReferences(tx));
    ReferenceTexts merged = texts;
    merged.insert(before.begin(), before.end());
    MOTCUA_ASSIGN_OR_RETURN(world, BuildWorld(merged));
    if (before.size() < ReferenceLists().size()) return absl::OkStatus();
    MOTCUA_ASSIGN_OR_RETURN(const auto old, BuildWorld(before));
    return CheckNothingVanishes(*old, *world);
  };
  if (dry_run) {
    MOTCUA_RETURN_IF_ERROR(context.storage.Read([&](storage::ReadTransaction& tx) -> absl::Status {
      ReferenceTexts before;
      MOTCUA_RETURN_IF_ERROR(check(tx, before));
      result = {};
      for (const auto& [kind, text] : texts) {
        const auto old = before.find(kind);
        const bool same = old != before.end() && old->second == text;
        (same ? result.unchanged : result.changed).push_back(kind);
      }
      return absl::OkStatus();
    }));
    return result;
  }
  MOTCUA_RETURN_IF_ERROR(context.storage.Write(
      [&](storage::WriteTransaction& tx) -> absl::Status {
        ReferenceTexts before;
        MOTCUA_RETURN_IF_ERROR(check(tx, before));
        return PutReferences(tx, caller, before, texts, now, result);
      },
      OptionsFor(caller)));
  context.world.Set(std::move(world));
  return result;
}

absl::Status ExportReferences(storage::Storage& storage, const std::filesystem::path& folder) {
  ReferenceTexts texts;
  MOTCUA_RETURN_IF_ERROR(storage.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    MOTCUA_ASSIGN_OR_RETURN(texts, LoadReferences(tx));
    return absl::OkStatus();
  }));
  std::error_code ignored;  // writing tells whether the folder can be used
  std::filesystem::create_directories(folder, ignored);
  for (const ReferenceList& list : kLists) {
    const auto text = texts.find(list.kind);
    if (text == texts.end()) continue;
    MOTCUA_RETURN_IF_ERROR(WritePublicFile(folder / list.file, text->second));
  }
  return absl::OkStatus();
}

}  // namespace motcua::app
