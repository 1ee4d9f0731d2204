// Where tests make storage fail. A driver asks the fault point before each writing statement and
// around each COMMIT; the base class never fails anything.
#ifndef MOTCUA_COMMON_SQL_FAULT_POINT_H_
#define MOTCUA_COMMON_SQL_FAULT_POINT_H_

#include <string_view>

#include "absl/status/status.h"

namespace motcua::sql {

class FaultPoint {
 public:
  virtual ~FaultPoint() = default;

  // Not OK: the statement is not run and fails with this status. `sql` is its text as it was
  // written, without values. Called in the thread of the connection, like the others.
  virtual absl::Status BeforeWrite(std::string_view sql);
  // Not OK: the transaction is undone and COMMIT fails with this status.
  virtual absl::Status AtCommit();
  // Not OK: the transaction is committed and COMMIT fails with this status all the same.
  virtual absl::Status AfterCommit();
};

inline absl::Status FaultPoint::BeforeWrite(std::string_view) { return absl::OkStatus(); }
inline absl::Status FaultPoint::AtCommit() { return absl::OkStatus(); }
inline absl::Status FaultPoint::AfterCommit() { return absl::OkStatus(); }

}  // namespace motcua::sql

#endif  // MOTCUA_COMMON_SQL_FAULT_POINT_H_
