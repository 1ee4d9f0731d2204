// The demo's installation: its folder, its server in this process, its stations.
//
//   ROOT/.motcua-demo   the mark: only a folder that has it is ever removed
//   ROOT/server/        data directory, marked as demo, so that the production program refuses it
//   ROOT/handed-out/    what provisioning writes: enrolment files and first passwords
//   ROOT/stations/UNIT/ station folders, as `motcua --dir` takes them
//   ROOT/encore.tsv     for going on later: time, address, accounts with passwords; 0600
#ifndef MOTCUA_TESTS_DEMO_STAGE_H_
#define MOTCUA_TESTS_DEMO_STAGE_H_

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/rpc/server.h"
#include "tests/demo/cast.h"
#include "tests/demo/demo_time.h"
#include "tests/demo/progress.h"

namespace motcua::demo {

struct StagePaths {
  explicit StagePaths(std::filesystem::path folder) : root(std::move(folder)) {}
  std::filesystem::path root;
  std::filesystem::path data() const { return root / "server"; }
  std::filesystem::path handed_out() const { return root / "handed-out"; }
  std::filesystem::path stations() const { return root / "stations"; }
  std::filesystem::path encore() const { return root / "encore.tsv"; }
};

// A new, empty, marked folder (0700). Removes what an earlier demo left there. FAILED_PRECONDITION
// when the folder holds anything that is not a demo's; INTERNAL when the system refuses.
absl::Status MakeRoot(const StagePaths& paths);
// Removes a folder that MakeRoot made; leaves any other alone.
void RemoveRoot(const StagePaths& paths);

// A port of 127.0.0.1 that is free now.
absl::StatusOr<int> FreePort();

// Init and Provision, as `motcua-server init` and `provision` do. First passwords by account.
absl::StatusOr<std::map<std::string, std::string>> Install(const StagePaths& paths,
                                                           const std::filesystem::path& lists,
                                                           const std::string& address,
                                                           const std::string& provision_text,
                                                           const TimeSource& time);

// Serves the data directory on 127.0.0.1.
absl::StatusOr<std::unique_ptr<rpc::Server>> Serve(const StagePaths& paths, int port,
                                                   const TimeSource& time,
                                                   const app::SessionOptions& sessions = {});

// Every station of the cast, on two threads.
absl::Status EnrolAll(const StagePaths& paths, Cast& cast, Progress& progress);

// Recount and verify on the running storage: true when both are clean; says what is not on `out`.
absl::StatusOr<bool> CheckRecords(rpc::Server& server, std::ostream& out);

}  // namespace motcua::demo

#endif  // MOTCUA_TESTS_DEMO_STAGE_H_
