#include "server/app/world_holder.h"

#include <utility>

#include "common/base/status_macros.h"
#include "server/app/reference.h"

namespace motcua::app {

absl::Status WorldHolder::Load(storage::Storage& storage) {
  ReferenceTexts texts;
  MOTCUA_RETURN_IF_ERROR(storage.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    MOTCUA_ASSIGN_OR_RETURN(texts, LoadReferences(tx));
    return absl::OkStatus();
  }));
  MOTCUA_ASSIGN_OR_RETURN(auto world, BuildWorld(texts));
  Set(std::move(world));
  return absl::OkStatus();
}

}  // namespace motcua::app
