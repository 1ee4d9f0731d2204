// Reference lists: units, procedures with steps and components, holidays and hours. Imported whole,
// exported as they came, every version kept.
#ifndef MOTCUA_SERVER_APP_REFERENCE_H_
#define MOTCUA_SERVER_APP_REFERENCE_H_

#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/app/service_context.h"
#include "server/domain/world.h"
#include "server/storage/storage.h"

namespace motcua::app {

struct ReferenceList {
  const char* kind;  // ReferenceRecord::kind
  const char* file;  // its name in a folder of lists
};
// All of them; a world needs each.
std::span<const ReferenceList> ReferenceLists();

// Text by kind.
using ReferenceTexts = std::map<std::string, std::string>;

// Reads what `folder` has of the lists; at least one. NOT_FOUND REFERENCE_MISSING if none is there;
// errors of ReadFile.
absl::StatusOr<ReferenceTexts> ReadReferenceFolder(const std::filesystem::path& folder);

// The newest text of each list that was ever imported.
absl::StatusOr<ReferenceTexts> LoadReferences(storage::ReadTransaction& tx);

// FAILED_PRECONDITION REFERENCE_MISSING (value: kind); INVALID_ARGUMENT LINE_INVALID (values: file,
// line, column, expected) or UNIT_LIST_INVALID for the first fault in any list, or between them:
// a calendar row for a unit that is not in the tree.
absl::StatusOr<std::shared_ptr<const domain::World>> BuildWorld(const ReferenceTexts& texts);

struct ImportResult {
  std::vector<std::string> changed;    // kinds of which a new version was stored
  std::vector<std::string> unchanged;  // given, and the same as before
};

// Puts `texts` in the place of the lists of the same kind, in one write with one event
// (REFERENCE_IMPORTED) for each list that changed. The whole new world is checked first; on any
// error nothing is stored. Besides the errors of BuildWorld: FAILED_PRECONDITION UNIT_REMOVED,
// PROCEDURE_VERSION_REMOVED, since dossiers go on naming units and versions for ever: end them with
// `until` instead. The holder of `context` has the new world afterwards. `dry_run`: only the check.
absl::StatusOr<ImportResult> ImportReferences(const ServiceContext& context, const Caller& caller,
                                              const ReferenceTexts& texts, bool dry_run = false);

// The part of ImportReferences that runs inside a write, for provisioning: stores what differs from
// `before` and records the events.
absl::Status PutReferences(storage::WriteTransaction& tx, const Caller& caller,
                           const ReferenceTexts& before, const ReferenceTexts& texts, Time now,
                           ImportResult& result);

// Writes the newest lists into `folder`, made (0755) if missing. Errors of WritePublicFile.
absl::Status ExportReferences(storage::Storage& storage, const std::filesystem::path& folder);

}  // namespace motcua::app

#endif  // MOTCUA_SERVER_APP_REFERENCE_H_
