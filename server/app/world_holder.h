// Holds the reference data in force and swaps it whole when a list is imported.
#ifndef MOTCUA_SERVER_APP_WORLD_HOLDER_H_
#define MOTCUA_SERVER_APP_WORLD_HOLDER_H_

#include <memory>
#include <mutex>

#include "absl/status/status.h"
#include "server/domain/world.h"
#include "server/storage/storage.h"

namespace motcua::app {

// Kinds of reference lists (ReferenceRecord::kind).
inline constexpr char kUnitsReference[] = "units";
inline constexpr char kProceduresReference[] = "procedures";
inline constexpr char kStepsReference[] = "procedure_steps";
inline constexpr char kComponentsReference[] = "procedure_components";
inline constexpr char kHolidaysReference[] = "holidays";
inline constexpr char kHoursReference[] = "hours";

// Thread safe.
class WorldHolder {
 public:
  std::shared_ptr<const domain::World> Get() const {
    std::lock_guard lock(mutex_);
    return world_;
  }
  void Set(std::shared_ptr<const domain::World> world) {
    std::lock_guard lock(mutex_);
    world_ = std::move(world);
  }
  // Reads the newest lists from storage and swaps. FAILED_PRECONDITION REFERENCE_MISSING if a list
  // was never imported; the errors of the lists' readers.
  absl::Status Load(storage::Storage& storage);

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const domain::World> world_;
};

}  // namespace motcua::app

#endif  // MOTCUA_SERVER_APP_WORLD_HOLDER_H_
