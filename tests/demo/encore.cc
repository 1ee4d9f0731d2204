#include "tests/demo/encore.h"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <map>

#include "client/lib/channel.h"
#include "client/lib/client.h"
#include "client/lib/station_folder.h"
#include "common/base/file.h"
#include "common/base/status_macros.h"
#include "common/base/tsv.h"
#include "motcua/v1/session_service.grpc.pb.h"
#include "tests/demo/live.h"
#include "tests/demo/report.h"

namespace motcua::demo {
namespace {

constexpr std::chrono::milliseconds kDrain{3000};

absl::StatusOr<std::map<std::string, std::string>> LoadEncore(const StagePaths& paths) {
  const auto text = ReadFile(paths.encore());
  if (!text.ok()) {
    return absl::FailedPreconditionError("this folder was not kept by a demo: run it with --keep");
  }
  MOTCUA_ASSIGN_OR_RETURN(const TsvTable table, ParseTsv(*text, {"key", "value"}));
  std::map<std::string, std::string> values;
  for (const TsvRow& row : table.rows) values[row["key"]] = row["value"];
  for (const char* key :
       {"time", "address", "clerk", "clerk_password", "supervisor", "supervisor_password"}) {
    if (values[key].empty()) return absl::FailedPreconditionError("encore.tsv is damaged");
  }
  return values;
}

// Signs in and leaves the session in the station's folder, so that commands work at once.
absl::Status SignIn(const std::filesystem::path& station, const std::string& account,
                    const std::string& password) {
  const client::StationFolder folder(station);
  MOTCUA_ASSIGN_OR_RETURN(const client::StationIdentity identity, folder.Load());
  client::Client client(
      client::MakeChannel({identity.address, identity.authority_pem, identity.certificate_pem,
                           identity.key_pem, identity.server_name}));
  v1::SignInRequest request;
  request.set_account(account);
  request.set_password(password);
  MOTCUA_ASSIGN_OR_RETURN(const v1::Session session,
                          client.Call(&v1::SessionService::Stub::SignIn, request));
  return folder.SaveSession({account, session.token()});
}

void PrintGuide(std::ostream& out, const StagePaths& paths, const std::string& client,
                const std::map<std::string, std::string>& values, const TimeSource& time) {
  const std::string station = paths.stations() / kMostReceivedUnit;
  const std::string centre = paths.stations() / "46";
  PrintHeading(out, "Máy chủ đang chạy", "The server is running");
  PrintTable(out, {{"địa chỉ / address", values.at("address")},
                   {"giờ hệ thống / its time", FormatTimeVi(time.Now())},
                   {"máy trạm / station (Quảng Điền)", station},
                   {"tài khoản / account", values.at("clerk")},
                   {"mật khẩu / password", values.at("clerk_password")},
                   {"giám sát / supervisor", values.at("supervisor")},
                   {"mật khẩu / password", values.at("supervisor_password")}});
  Dice dice(static_cast<uint64_t>(ToMicros(time.Now())));
  const Person applicant = MakePerson(dice, "046", "Xã Quảng Điền");
  const auto line = [&](const std::vector<std::string>& words) { out << Quoted(words) << "\n"; };
  PrintHeading(out, "Các lệnh tiếp theo (đã đăng nhập sẵn)", "Commands to go on with (signed in)");
  line({client, "--dir", station, "queue"});
  line(ReceiveCommand(client, station, applicant));
  line({client, "--dir", station, "dossier", "find", "--name", applicant.full_name});
  line({client, "--dir", centre, "stats", "rank", "--unit", "46", "--from", "01/07/2025", "--until",
        "01/07/2025", "--rank-by", "resolved-of-received"});
  line({client, "--dir", station, "sign-in", values.at("clerk")});
  out << "\nHồ sơ của màn 1 không ai xử lý tiếp từ 01/07/2025, nên hàng đợi ở Huế đã quá hạn.\n"
         "Nobody went on with act 1's dossiers for a year, so the queues in Huế are overdue.\n";
  out << "\nDừng / stop: kill " << getpid() << "; rm -rf " << Quoted({paths.root.string()}) << "\n"
      << std::flush;
}

}  // namespace

absl::Status SaveEncore(const StagePaths& paths, const std::string& address, const Play& play) {
  const size_t clerk = play.cast.Holder(kMostReceivedUnit, Post::kClerk);
  const size_t supervisor = play.cast.IndexOf(kSupervisor);
  MOTCUA_ASSIGN_OR_RETURN(
      const std::string text,
      WriteTsv({"key", "value"}, {{"time", std::to_string(ToMicros(play.time.Now()))},
                                  {"address", address},
                                  {"clerk", play.cast.members()[clerk].account},
                                  {"clerk_password", play.cast.PasswordOf(clerk)},
                                  {"supervisor", kSupervisor},
                                  {"supervisor_password", play.cast.PasswordOf(supervisor)}}));
  return WritePrivateFile(paths.encore(), text);
}

absl::Status RunEncore(std::ostream& out, const StagePaths& paths, const std::string& client) {
  MOTCUA_ASSIGN_OR_RETURN(auto values, LoadEncore(paths));
  // Before any thread is started, so that all inherit it.
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTERM);
  sigaddset(&stop, SIGINT);
  pthread_sigmask(SIG_BLOCK, &stop, nullptr);

  int64_t micros = 0;
  const std::string& at = values["time"];
  std::from_chars(at.data(), at.data() + at.size(), micros);
  const std::string& address = values["address"];
  int port = 0;
  const size_t colon = address.rfind(':') + 1;
  std::from_chars(address.data() + colon, address.data() + address.size(), port);

  DemoTime time(FromMicros(micros));
  time.RunOn();
  // Whoever tries things out reads between the commands.
  app::SessionOptions sessions;
  sessions.idle = sessions.shift;
  MOTCUA_ASSIGN_OR_RETURN(const auto server, Serve(paths, port, time, sessions));
  MOTCUA_RETURN_IF_ERROR(
      SignIn(paths.stations() / kMostReceivedUnit, values["clerk"], values["clerk_password"]));
  MOTCUA_RETURN_IF_ERROR(
      SignIn(paths.stations() / "46", values["supervisor"], values["supervisor_password"]));
  PrintGuide(out, paths, client, values, time);
  int signal = 0;
  sigwait(&stop, &signal);
  server->Drain(kDrain);
  // The next time goes on from here.
  values["time"] = std::to_string(ToMicros(time.Now()));
  std::vector<std::vector<std::string>> rows;
  for (const auto& [key, value] : values) rows.push_back({key, value});
  MOTCUA_ASSIGN_OR_RETURN(const std::string text, WriteTsv({"key", "value"}, rows));
  return WritePrivateFile(paths.encore(), text);
}

}  // namespace motcua::demo
