#include "tests/demo/stage.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <ostream>

#include "common/base/file.h"
#include "common/base/status_macros.h"
#include "common/base/tsv.h"
#include "server/app/installation.h"
#include "server/app/provision.h"
#include "server/storage/recount.h"
#include "server/storage/verify.h"

namespace motcua::demo {
namespace {

namespace fs = std::filesystem;

constexpr char kMark[] = ".motcua-demo";

absl::Status SystemRefused(const std::string& what) {
  return absl::InternalError(what + ": " + std::strerror(errno));
}

// The first lines of a list of differences.
template <typename Differences, typename Line>
void PrintDifferences(std::ostream& out, const Differences& differences, Line line) {
  size_t shown = 0;
  for (const auto& d : differences) {
    if (++shown > 5) break;
    out << "  " << line(d) << "\n";
  }
}

}  // namespace

absl::Status MakeRoot(const StagePaths& paths) {
  std::error_code error;
  if (fs::exists(paths.root / kMark, error)) {
    fs::remove_all(paths.root, error);
    if (error) return absl::InternalError("cannot remove the earlier demo: " + error.message());
  }
  if (fs::exists(paths.root, error) && !fs::is_empty(paths.root, error)) {
    return absl::FailedPreconditionError(
        "the folder holds files that are not a demo's; give another one");
  }
  if (mkdir(paths.root.c_str(), 0700) != 0 && errno != EEXIST) return SystemRefused("mkdir");
  if (chmod(paths.root.c_str(), 0700) != 0) return SystemRefused("chmod");
  MOTCUA_RETURN_IF_ERROR(WritePrivateFile(paths.root / kMark, "made by motcua-demo\n"));
  if (mkdir(paths.stations().c_str(), 0700) != 0) return SystemRefused("mkdir");
  return absl::OkStatus();
}

void RemoveRoot(const StagePaths& paths) {
  std::error_code ignored;
  if (fs::exists(paths.root / kMark, ignored)) fs::remove_all(paths.root, ignored);
}

absl::StatusOr<int> FreePort() {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return SystemRefused("socket");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* any = reinterpret_cast<sockaddr*>(&address);
  const bool bound = bind(fd, any, size) == 0 && getsockname(fd, any, &size) == 0;
  close(fd);
  if (!bound) return SystemRefused("bind");
  return ntohs(address.sin_port);
}

absl::StatusOr<std::map<std::string, std::string>> Install(const StagePaths& paths,
                                                           const fs::path& lists,
                                                           const std::string& address,
                                                           const std::string& provision_text,
                                                           const TimeSource& time) {
  app::InitOptions init;
  init.kind = storage::ProgramKind::kDemo;
  init.address = address;
  init.reference = lists;
  MOTCUA_RETURN_IF_ERROR(app::Init(paths.data(), init, time).status());
  MOTCUA_ASSIGN_OR_RETURN(const auto installation,
                          app::Installation::Open(paths.data(), storage::ProgramKind::kDemo, time));
  app::ProvisionOptions options;
  options.output = paths.handed_out();
  MOTCUA_RETURN_IF_ERROR(app::Provision(*installation, provision_text, options).status());
  MOTCUA_ASSIGN_OR_RETURN(const std::string text, ReadFile(paths.handed_out() / "passwords.tsv"));
  MOTCUA_ASSIGN_OR_RETURN(const TsvTable table,
                          ParseTsv(text, {"account", "full_name", "unit", "password"}));
  std::map<std::string, std::string> passwords;
  for (const TsvRow& row : table.rows) passwords[row["account"]] = row["password"];
  return passwords;
}

absl::StatusOr<std::unique_ptr<rpc::Server>> Serve(const StagePaths& paths, int port,
                                                   const TimeSource& time,
                                                   const app::SessionOptions& sessions) {
  rpc::ServerOptions options;
  options.data = paths.data();
  options.kind = storage::ProgramKind::kDemo;
  options.listen = fmt::format("127.0.0.1:{}", port);
  options.sessions = sessions;
  return rpc::Server::Start(options, time);
}

absl::Status EnrolAll(const StagePaths& paths, Cast& cast, Progress& progress) {
  const std::vector<std::string>& units = cast.station_units();
  progress.Begin("Ghi danh máy trạm", units.size());
  MOTCUA_RETURN_IF_ERROR(OnTwoThreads(units.size(), [&](size_t i) -> absl::Status {
    MOTCUA_ASSIGN_OR_RETURN(const std::string file,
                            ReadFile(paths.handed_out() / (units[i] + "-1.enrolment")));
    MOTCUA_RETURN_IF_ERROR(cast.EnrolStation(units[i], file));
    progress.Step();
    return absl::OkStatus();
  }));
  progress.End();
  return absl::OkStatus();
}

absl::StatusOr<bool> CheckRecords(rpc::Server& server, std::ostream& out) {
  storage::SqliteStorage& storage = server.installation().storage();
  MOTCUA_ASSIGN_OR_RETURN(const storage::RecountReport recount, storage::Recount(storage));
  out << fmt::format("recount: {} sự kiện, {} hồ sơ, {} dòng số liệu, {} chỗ khác\n",
                     recount.events, recount.dossiers, recount.rows, recount.difference_count);
  PrintDifferences(out, recount.differences, [](const storage::FigureDifference& d) {
    return d.table + " " + d.key + ": " + d.kept + " | " + d.recomputed;
  });
  MOTCUA_ASSIGN_OR_RETURN(const storage::VerifyReport verify, storage::Verify(storage));
  out << fmt::format("verify:  {} sự kiện, {} gốc Merkle, {} hồ sơ, {} chỗ khác\n", verify.events,
                     verify.roots, verify.dossiers, verify.difference_count);
  PrintDifferences(out, verify.differences, [](const storage::RowDifference& d) {
    return d.table + " " + d.key + ": " + d.what;
  });
  return recount.difference_count == 0 && verify.difference_count == 0;
}

}  // namespace motcua::demo
