// Turns planned actions into calls of the person who does them.
#ifndef MOTCUA_TESTS_DEMO_PERFORMER_H_
#define MOTCUA_TESTS_DEMO_PERFORMER_H_

#include <cstddef>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "motcua/v1/dossier.pb.h"
#include "tests/demo/action.h"
#include "tests/demo/cast.h"
#include "tests/demo/demo_time.h"

namespace motcua::demo {

class Performer {
 public:
  // All given outlive it.
  Performer(Cast& cast, DemoTime& time, const std::vector<PlannedDossier>& dossiers)
      : cast_(cast), time_(time), planned_(dossiers), dossiers_(dossiers.size()) {}

  // Moves the time to the action's and does it. The error of the call, with what was being done.
  absl::Status Do(const Action& action);
  // As the service last answered.
  const v1::Dossier& Dossier(size_t index) const { return dossiers_[index]; }

 private:
  absl::StatusOr<v1::Dossier> Call(const Action& action);
  template <typename Method, typename Request>
  absl::StatusOr<v1::Dossier> Answer(const Action& action, Method method, Request request);
  absl::StatusOr<v1::Dossier> StartOf(const Action& action);

  Cast& cast_;
  DemoTime& time_;
  const std::vector<PlannedDossier>& planned_;
  std::vector<v1::Dossier> dossiers_;
};

}  // namespace motcua::demo

#endif  // MOTCUA_TESTS_DEMO_PERFORMER_H_
