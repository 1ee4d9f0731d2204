// motcua-demo: plays one morning in Huế and one day of the whole country through real clients on a
// real server, in its own time.
#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdint>
#include <iostream>
#include <set>
#include <string>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "server/storage/data_directory.h"
#include "tests/demo/company.h"
#include "tests/demo/encore.h"
#include "tests/demo/live.h"
#include "tests/demo/play.h"
#include "tests/demo/questions.h"
#include "tests/demo/report.h"
#include "tests/demo/stage.h"

namespace motcua::demo {
namespace {

constexpr uint64_t kUsualSeed = 20250701;

struct Options {
  std::string data;
  std::string serve;
  std::string lists = MOTCUA_SOURCE_DIR "/deploy/data";
  std::string client;
  uint64_t seed = kUsualSeed;
  bool keep = false;
};

// People of act 1, and those who are asked for figures and outlines.
std::set<size_t> PeopleOfActOne(const Cast& cast, const ActOnePlan& plan) {
  std::set<size_t> people = PeopleOf(cast, plan.actions);
  people.insert(cast.IndexOf(kSupervisor));
  people.insert(cast.Holder(kMostReceivedUnit, Post::kClerk));
  people.insert(cast.Holder(kBestUnits[0], Post::kHead));
  return people;
}

bool PrintUnlike(const v1::QueryRatesResponse& rates, const std::vector<Volume>& volumes) {
  const std::vector<std::string> unlike = UnitsUnlike(rates, volumes);
  for (const std::string& line : unlike) std::cout << "không khớp: " << line << "\n";
  if (unlike.empty()) {
    std::cout << fmt::format("Từng trung tâm trong {} trung tâm: khớp với dữ liệu đã sinh.\n",
                             volumes.size());
  }
  return unlike.empty();
}

// 527 and 84 after one more.
absl::StatusOr<bool> AskAfterLive(Play& play) {
  MOTCUA_ASSIGN_OR_RETURN(const DayFigures figures,
                          AskFigures(play.cast.Use(play.cast.IndexOf(kSupervisor)), kActOneDay));
  const v1::FigureRow* row = RowOf(figures.rates, kMostReceivedUnit);
  const int64_t all = figures.rates.total().figures().received();
  const int64_t here = row == nullptr ? 0 : row->figures().received();
  const bool fits = all == kReceived + 1 && here == kMostReceived + 1;
  std::cout << fmt::format("Toàn thành phố: {}, Quảng Điền: {}  {}\n", all, here,
                           fits ? "khớp" : "không khớp");
  return fits;
}

void PrintActTwo(const ActTwoOutcome& outcome) {
  PrintHeading(std::cout, "Màn 2: 34 tỉnh, thành phố, 11 và 12/08/2026",
               "Act 2: 34 provinces, 11 and 12 August 2026");
  std::cout << fmt::format(
      "{} hồ sơ thuộc danh mục toàn quốc nộp ở một tỉnh, giải quyết ở tỉnh khác; {} kết quả đã "
      "trả\n"
      "tại nơi nộp. {} lần chuyển lại sau khi bị từ chối, thu hồi hoặc quá hạn. {} lần kiểm tra: "
      "mỗi\n"
      "lần đúng một đơn vị đang xử lý.\n",
      outcome.dossiers, outcome.delivered, outcome.retold, outcome.holder_checks);
}

// Act 1's day is asked about again a year later.
absl::StatusOr<bool> AskAgain(Play& play, const v1::QueryRatesResponse& then) {
  const size_t supervisor = play.cast.IndexOf(kSupervisor);
  MOTCUA_RETURN_IF_ERROR(play.cast.SignIn(supervisor));
  MOTCUA_ASSIGN_OR_RETURN(const DayFigures now, AskFigures(play.cast.Use(supervisor), kActOneDay));
  v1::QueryRatesResponse a = then, b = now.rates;
  a.clear_as_of();
  b.clear_as_of();
  const bool same = a.SerializeAsString() == b.SerializeAsString();
  std::cout << "Số liệu ngày 01/07/2025 hỏi lại sau màn 2: "
            << (same ? "không đổi, khớp" : "đã đổi, không khớp") << "\n";
  return same;
}

// The program for real dossiers must not open what a settable clock has written.
bool PrintRefusal(const StagePaths& paths) {
  const auto opened = storage::DataDirectory::Open(paths.data(), storage::ProgramKind::kProduction);
  const bool refused = ErrorReason(opened.status()) == "DEMO_DATA_DIRECTORY";
  std::cout << "motcua-server mở thư mục dữ liệu này: "
            << (refused ? "bị từ chối" : "KHÔNG bị từ chối") << " (DEMO_DATA_DIRECTORY)\n";
  return refused;
}

absl::StatusOr<bool> PlayAll(const Options& options, const StagePaths& paths) {
  const auto started = std::chrono::steady_clock::now();
  Progress progress(std::cerr, isatty(STDERR_FILENO) != 0);
  PrintWhatIsInvented(std::cout, options.seed);
  std::cout << std::flush;

  MOTCUA_ASSIGN_OR_RETURN(const Company company, ReadCompany(options.lists));
  const ActOnePlan act_one = MakeActOnePlan(company.hue_centres, options.seed);
  const ActTwoPlan act_two = MakeActTwoPlan(company.stations, options.seed);
  DemoTime time(At(kActOneDay));
  Cast cast(paths.stations(), time);
  Engage(company, act_one, options.seed, cast);
  Play play{time, cast, progress};

  MOTCUA_RETURN_IF_ERROR(MakeRoot(paths));
  MOTCUA_ASSIGN_OR_RETURN(const int port, FreePort());
  const std::string address = fmt::format("127.0.0.1:{}", port);
  progress.Begin("Thiết lập đơn vị, máy trạm, tài khoản", 1);
  MOTCUA_ASSIGN_OR_RETURN(const auto passwords, Install(paths, options.lists, address,
                                                        ProvisionText(act_one, cast), time));
  progress.End();
  MOTCUA_ASSIGN_OR_RETURN(auto server, Serve(paths, port, time));
  MOTCUA_RETURN_IF_ERROR(EnrolAll(paths, cast, progress));

  time.MoveTo(kActOneStart);
  MOTCUA_RETURN_IF_ERROR(SignInAll(play, PeopleOfActOne(cast, act_one), passwords,
                                   "Màn 1: công chức Huế đăng nhập, đổi mật khẩu"));
  MOTCUA_RETURN_IF_ERROR(PlayActOne(play, act_one));
  PrintMorning(std::cout, act_one);
  client::Client& supervisor = cast.Use(cast.IndexOf(kSupervisor));
  MOTCUA_ASSIGN_OR_RETURN(const DayFigures at_end, AskFigures(supervisor, kActOneDay));
  bool all_fits = PrintComparison(std::cout, CompareWithPress(at_end));
  all_fits &= PrintUnlike(at_end.rates, act_one.volumes);
  MOTCUA_RETURN_IF_ERROR(PrintHuongAn(std::cout, cast));

  Dice dice(options.seed + 1);
  MOTCUA_RETURN_IF_ERROR(ReceiveLive(std::cout, play, options.client, dice));
  MOTCUA_ASSIGN_OR_RETURN(const bool one_more, AskAfterLive(play));
  all_fits &= one_more;
  MOTCUA_ASSIGN_OR_RETURN(const DayFigures evening, AskFigures(supervisor, kActOneDay));
  MOTCUA_RETURN_IF_ERROR(cast.SignAllOut());
  std::cout << std::flush;

  ActTwoOutcome outcome;
  MOTCUA_RETURN_IF_ERROR(PlayActTwo(play, act_two, passwords, outcome));
  PrintActTwo(outcome);
  all_fits &= outcome.delivered == outcome.dossiers;
  MOTCUA_ASSIGN_OR_RETURN(const bool unchanged, AskAgain(play, evening.rates));
  all_fits &= unchanged;

  PrintHeading(std::cout, "Kiểm đếm lại và đối chiếu nhật ký", "Recount and verification");
  MOTCUA_ASSIGN_OR_RETURN(const bool clean, CheckRecords(*server, std::cout));
  all_fits &= clean;
  if (options.keep) MOTCUA_RETURN_IF_ERROR(SaveEncore(paths, address, play));
  server->Drain(std::chrono::milliseconds{2000});
  server.reset();
  all_fits &= PrintRefusal(paths);
  const auto seconds =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - started);
  std::cout << fmt::format("\nKết quả: {} ({} giây)\n", all_fits ? "khớp" : "KHÔNG KHỚP",
                           seconds.count());
  return all_fits;
}

int Failed(const absl::Status& status) {
  std::cout << std::flush;
  std::cerr << "\nmotcua-demo: " << ErrorReason(status) << " " << status.message() << "\n";
  for (const auto& [key, value] : GetErrorValues(status)) {
    std::cerr << "  " << key << " = " << value << "\n";
  }
  return 2;
}

int Run(int argc, char** argv) {
  Options options;
  CLI::App app(
      "Trình diễn Motcua: một buổi sáng ở Huế và một ngày của 34 tỉnh, thành.\n"
      "Ends with 0 when every figure fits, 1 when one does not, 2 on an error.");
  app.add_option("--data", options.data, "folder that the demo makes, and removes at the end");
  app.add_option("--serve", options.serve, "serve a folder kept by --keep until SIGTERM");
  app.add_option("--lists", options.lists, "folder of the reference lists");
  app.add_option("--client", options.client, "path of the program motcua");
  app.add_option("--seed", options.seed, "of the generator")->capture_default_str();
  app.add_flag("--keep", options.keep, "leave the folder, so that --serve can go on with it");
  CLI11_PARSE(app, argc, argv);
  if (options.data.empty() == options.serve.empty()) {
    std::cerr << "motcua-demo: give either --data FOLDER or --serve FOLDER\n";
    return 2;
  }
  spdlog::set_default_logger(spdlog::stderr_logger_mt("demo"));
  spdlog::set_level(spdlog::level::warn);

  if (!options.serve.empty()) {
    const std::string client = options.client.empty() ? "motcua" : options.client;
    const absl::Status served =
        RunEncore(std::cout, StagePaths(std::filesystem::absolute(options.serve)), client);
    return served.ok() ? 0 : Failed(served);
  }
  const StagePaths paths(std::filesystem::absolute(options.data));
  const absl::StatusOr<bool> fits = PlayAll(options, paths);
  if (!options.keep || !fits.ok()) RemoveRoot(paths);
  if (!fits.ok()) return Failed(fits.status());
  return *fits ? 0 : 1;
}

}  // namespace
}  // namespace motcua::demo

int main(int argc, char** argv) { return motcua::demo::Run(argc, argv); }
