// Asks both ends of a dossier who answers for it.
#ifndef MOTCUA_TESTS_DEMO_HOLDERS_H_
#define MOTCUA_TESTS_DEMO_HOLDERS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "tests/demo/cast.h"

namespace motcua::demo {

// Both units' clerks are told the same holder by GetDossier, and of the queues of `units`, page by
// page, exactly the holder's has the dossier (none once its result is handed out). INTERNAL, with
// what they said, if not; errors of the calls.
absl::Status CheckOneHolder(Cast& cast, const std::string& dossier, bool finished,
                            const std::vector<std::string>& units);

}  // namespace motcua::demo

#endif  // MOTCUA_TESTS_DEMO_HOLDERS_H_
