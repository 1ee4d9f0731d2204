// motcua-server: makes an installation, serves it, and keeps it in order.
//
// Exit status: 0 done; 1 refused or failed; 2 wrong options; 3 recount or verify found a fault.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

#include "common/base/error.h"
#include "common/base/file.h"
#include "common/base/status_macros.h"
#include "common/base/time.h"
#include "server/app/accounts.h"
#include "server/app/admin_request.h"
#include "server/app/installation.h"
#include "server/app/provision.h"
#include "server/app/reference.h"
#include "server/app/stations.h"
#include "server/rpc/serve.h"
#include "server/rpc/server.h"
#include "server/storage/recount.h"
#include "server/storage/verify.h"

namespace motcua {
namespace {

constexpr char kVersion[] = MOTCUA_VERSION;
constexpr int kExitFailed = 1;
constexpr int kExitUsage = 2;
constexpr int kExitFault = 3;

const SystemTimeSource kTime;

constexpr char kExamples[] = R"(
Examples:
  motcua-server init --data /var/lib/motcua --address motcua.hue.gov.vn:7443
  motcua-server provision hue.tsv --data /var/lib/motcua --dry-run
  motcua-server provision hue.tsv --data /var/lib/motcua --out /root/hue
  motcua-server serve --data /var/lib/motcua
  motcua-server account add --data /var/lib/motcua --account lan.nt --name "Nguyễn Thị Lan" --unit 19804 --role receiving_clerk
  motcua-server recount --data /var/lib/motcua

Everything but serve works on a data directory that no server is using.
Exit status: 0 done; 1 refused or failed; 2 wrong options; 3 recount or verify found a fault.)";

// The lists that ship: beside the installed program, else where it was built.
std::string DefaultReference() {
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  const auto shared = self.parent_path().parent_path() / "share" / "motcua" / "data";
  return !error && std::filesystem::is_directory(shared, error) ? shared.string()
                                                                : std::string(MOTCUA_DATA_DIR);
}

struct Options {
  std::string data;
  std::string file, folder, out, unit, name, account;
  std::vector<std::string> roles;
  bool dry_run = false;
  bool repair = false;
  app::InitOptions init;
  rpc::ServerOptions serve;
};

absl::StatusOr<std::unique_ptr<app::Installation>> Open(const Options& o) {
  return app::Installation::Open(o.data, storage::ProgramKind::kProduction, kTime);
}

absl::Status Init(Options& o) {
  if (o.init.reference.empty()) o.init.reference = DefaultReference();
  MOTCUA_ASSIGN_OR_RETURN(const app::InitResult made, app::Init(o.data, o.init, kTime));
  std::cout << "Administrator " << made.admin_account << ": first password in "
            << made.password_file.string() << "\nFirst station: motcua station enrol "
            << made.enrolment_file.string() << "\nThen: motcua-server serve --data " << o.data
            << '\n';
  return absl::OkStatus();
}

absl::Status Serve(Options& o) {
  rpc::SetUpLog();
  const rpc::StopSignals signals;
  o.serve.data = o.data;
  MOTCUA_ASSIGN_OR_RETURN(const auto server, rpc::Server::Start(o.serve, kTime));
  rpc::ServeUntilStopped(*server, signals);
  return absl::OkStatus();
}

absl::Status Migrate(Options& o) {
  MOTCUA_RETURN_IF_ERROR(Open(o).status());
  std::cout << "The database is at the version of this program.\n";
  return absl::OkStatus();
}

void ShowProgress(uint64_t done, uint64_t total) {
  if (isatty(STDERR_FILENO) == 0 || total == 0) return;
  std::cerr << '\r' << done * 100 / total << " %" << (done == total ? "\n" : "") << std::flush;
}

absl::Status Provision(Options& o) {
  if (o.out.empty() && !o.dry_run) return FieldInvalid("--out", "a new folder, or --dry-run");
  MOTCUA_ASSIGN_OR_RETURN(const std::string text, ReadFile(o.file));
  MOTCUA_ASSIGN_OR_RETURN(const auto installation, Open(o));
  app::ProvisionOptions options;
  options.dry_run = o.dry_run;
  options.output = o.out;
  options.progress = ShowProgress;
  MOTCUA_ASSIGN_OR_RETURN(const app::ProvisionResult result,
                          app::Provision(*installation, text, options));
  for (const std::string& line : result.skipped) std::cout << "skipped " << line << '\n';
  std::cout << (o.dry_run ? "would make " : "made ") << result.units << " units, "
            << result.stations << " stations, " << result.accounts << " accounts\n";
  return absl::OkStatus();
}

absl::Status AddStation(Options& o) {
  MOTCUA_ASSIGN_OR_RETURN(const auto installation, Open(o));
  app::Stations stations(installation->context(), installation->access(), installation->issuer());
  MOTCUA_ASSIGN_OR_RETURN(
      const app::StationWithCode made,
      stations.Create(app::InstallationCaller(), app::NewToolRequest(kTime.Now()), o.unit, o.name));
  MOTCUA_RETURN_IF_ERROR(WritePrivateFile(o.out, made.enrolment_file));
  std::cout << app::StationName(made.station.unit, made.station.number) << ": enrolment file in "
            << o.out << '\n';
  return absl::OkStatus();
}

absl::Status AddAccount(Options& o) {
  app::AccountDraft draft{o.account, o.name, o.unit, 0, false};
  for (const std::string& name : o.roles) {
    const domain::Role role = domain::RoleFromName(name);
    if (role == domain::Role::kNone) {
      return FieldInvalid("--role",
                          "receiving_clerk, officer, head, dispatcher, supervisor, "
                          "administrator or auditor");
    }
    draft.roles |= domain::Bit(role);
  }
  MOTCUA_ASSIGN_OR_RETURN(const auto installation, Open(o));
  app::Accounts accounts(installation->context(), installation->access(), installation->gate());
  MOTCUA_ASSIGN_OR_RETURN(
      const app::AccountWithSecret made,
      accounts.Create(app::InstallationCaller(), app::NewToolRequest(kTime.Now()), draft));
  std::cout << "accounts/" << made.account.name << ": initial password " << made.initial_password
            << '\n';
  return absl::OkStatus();
}

absl::Status ImportReference(Options& o) {
  MOTCUA_ASSIGN_OR_RETURN(const app::ReferenceTexts texts, app::ReadReferenceFolder(o.folder));
  MOTCUA_ASSIGN_OR_RETURN(const auto installation, Open(o));
  MOTCUA_ASSIGN_OR_RETURN(
      const app::ImportResult result,
      app::ImportReferences(installation->context(), app::InstallationCaller(), texts, o.dry_run));
  for (const std::string& kind : result.changed) {
    std::cout << (o.dry_run ? "would import " : "imported ") << kind << '\n';
  }
  for (const std::string& kind : result.unchanged) std::cout << "unchanged " << kind << '\n';
  return absl::OkStatus();
}

absl::Status ExportReference(Options& o) {
  MOTCUA_ASSIGN_OR_RETURN(const auto installation, Open(o));
  return app::ExportReferences(installation->storage(), o.folder);
}

// A fault found is not a failure of the program: it has an exit status of its own.
absl::Status FaultsFound() { return MakeError(absl::StatusCode::kDataLoss, "FAULTS_FOUND", ""); }

absl::Status Recount(Options& o) {
  MOTCUA_ASSIGN_OR_RETURN(const auto installation, Open(o));
  storage::RecountOptions options;
  options.progress = ShowProgress;
  if (o.repair) {
    options.repair = app::NewAdminEvent(
        domain::EventKind::kFiguresRepaired, "figures", app::InstallationCaller(),
        app::NewToolRequest(kTime.Now()).request_id, "", kTime.Now());
  }
  MOTCUA_ASSIGN_OR_RETURN(const storage::RecountReport report,
                          storage::Recount(installation->storage(), options));
  for (const storage::FigureDifference& d : report.differences) {
    std::cout << d.table << ' ' << d.key << "\n  kept:   " << d.kept
              << "\n  events: " << d.recomputed << '\n';
  }
  std::cout << "events " << report.events << ", dossiers " << report.dossiers << ", rows compared "
            << report.rows << ", differences " << report.difference_count
            << (report.repaired ? ", repaired" : "") << '\n';
  return report.difference_count == 0 || report.repaired ? absl::OkStatus() : FaultsFound();
}

absl::Status Verify(Options& o) {
  MOTCUA_ASSIGN_OR_RETURN(const auto installation, Open(o));
  storage::VerifyOptions options;
  options.progress = ShowProgress;
  MOTCUA_ASSIGN_OR_RETURN(const storage::VerifyReport report,
                          storage::Verify(installation->storage(), options));
  for (const storage::RowDifference& d : report.differences) {
    std::cout << d.table << ' ' << d.key << ": " << d.what << '\n';
  }
  std::cout << "events " << report.events << ", roots " << report.roots << ", dossiers "
            << report.dossiers << ", differences " << report.difference_count << '\n';
  return report.difference_count == 0 ? absl::OkStatus() : FaultsFound();
}

int Report(const absl::Status& status) {
  if (ErrorReason(status) == "FAULTS_FOUND") return kExitFault;
  if (status.ok()) return 0;
  std::cerr << "motcua-server: " << ErrorReason(status) << ": " << status.message() << '\n';
  for (const auto& [name, value] : GetErrorValues(status)) {
    std::cerr << "  " << name << ": " << value << '\n';
  }
  return kExitFailed;
}

int Run(int argc, char** argv) {
  CLI::App cli("motcua-server: one-stop dossiers across Vietnam's communes");
  cli.footer(kExamples);
  cli.require_subcommand(1);
  Options o;
  std::function<int()> action;
  const auto command = [&](CLI::App* parent, const char* name, const char* help,
                           absl::Status (*run)(Options&)) {
    CLI::App* sub = parent->add_subcommand(name, help);
    sub->add_option("--data", o.data, "Data directory")->required();
    sub->callback([&o, &action, run] { action = [&o, run] { return Report(run(o)); }; });
    return sub;
  };

  CLI::App* init = command(&cli, "init",
                           "Make a data directory, the authority and the first "
                           "administrator",
                           Init);
  init->add_option("--address", o.init.address, "host:port under which stations find the server")
      ->capture_default_str();
  init->add_option("--also", o.init.names, "Further names or addresses of the server");
  init->add_option("--reference", o.init.reference, "Folder with the reference lists");
  init->add_option("--admin", o.init.admin_account, "First administrator")->capture_default_str();
  init->add_option("--admin-name", o.init.admin_full_name, "Full name")->capture_default_str();
  init->add_option("--admin-unit", o.init.admin_unit, "Unit")->capture_default_str();

  CLI::App* serve = command(&cli, "serve", "Serve until SIGTERM or SIGINT", Serve);
  serve->add_option("--listen", o.serve.listen,
                    "Address and port; every address, on the port given to init, when absent");

  command(&cli, "migrate", "Bring the database to the version of this program", Migrate);

  CLI::App* provision =
      command(&cli, "provision", "Set up units, stations and accounts from a file", Provision);
  provision->add_option("file", o.file, "Provision file")->required();
  provision->add_option("--out", o.out, "New folder for enrolment files and passwords");
  provision->add_flag("--dry-run", o.dry_run, "Only check and count");

  CLI::App* station = cli.add_subcommand("station", "Stations")->require_subcommand(1);
  CLI::App* station_add = command(station, "add", "Make a station", AddStation);
  station_add->add_option("--unit", o.unit, "Unit id, for example 19804")->required();
  station_add->add_option("--name", o.name, "What people call it")->required();
  station_add->add_option("--out", o.out, "Enrolment file to write")->required();

  CLI::App* account = cli.add_subcommand("account", "Accounts")->require_subcommand(1);
  CLI::App* account_add = command(account, "add", "Make an account", AddAccount);
  account_add->add_option("--account", o.account, "Account name")->required();
  account_add->add_option("--name", o.name, "Full name")->required();
  account_add->add_option("--unit", o.unit, "Unit id")->required();
  account_add->add_option("--role", o.roles, "Role; may be given more than once")->required();

  CLI::App* reference = cli.add_subcommand("reference", "Reference lists")->require_subcommand(1);
  CLI::App* import = command(reference, "import", "Import lists from a folder", ImportReference);
  import->add_option("folder", o.folder, "Folder")->required();
  import->add_flag("--dry-run", o.dry_run, "Only check");
  CLI::App* export_lists = command(reference, "export", "Write the lists", ExportReference);
  export_lists->add_option("folder", o.folder, "Folder")->required();

  cli.add_subcommand("version", "Version of this program")->callback([&action] {
    action = [] {
      std::cout << "motcua-server " << kVersion << '\n';
      return 0;
    };
  });

  CLI::App* recount = command(&cli, "recount", "Compare the figures with the events", Recount);
  recount->add_flag("--repair", o.repair, "Write the figures anew where they differ");
  command(&cli, "verify", "Compare every row and the log with the events", Verify);

  try {
    cli.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return cli.exit(error) == 0 ? 0 : kExitUsage;
  }
  return action();
}

}  // namespace
}  // namespace motcua

int main(int argc, char** argv) { return motcua::Run(argc, argv); }
