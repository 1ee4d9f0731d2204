// What every decision may look at besides the dossier: reference data in force, as one immutable
// value. A changed list makes a new world; a decision sees one from beginning to end.
#ifndef MOTCUA_SERVER_DOMAIN_WORLD_H_
#define MOTCUA_SERVER_DOMAIN_WORLD_H_

#include <memory>

#include "common/law/calendar_set.h"
#include "common/law/catalogue.h"
#include "common/units/unit_tree.h"

namespace motcua::domain {

struct World {
  std::shared_ptr<const units::UnitTree> units;
  std::shared_ptr<const law::Catalogue> catalogue;
  std::shared_ptr<const law::CalendarSet> calendars;
};

}  // namespace motcua::domain

#endif  // MOTCUA_SERVER_DOMAIN_WORLD_H_
