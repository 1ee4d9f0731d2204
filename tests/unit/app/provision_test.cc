#include "server/app/provision.h"

#include <sys/stat.h>

#include "tests/unit/app/admin_fixture.h"

namespace motcua::app {
namespace {

constexpr char kGood[] =
    "motcua-provision 1\n"
    "# a department, its station and its head\n"
    "unit\t46.SXD\tdepartment\t46\t2025-07-01\tSở Xây dựng\tH57.205\tprovisional\n"
    "\n"
    "station\t46.SXD\tMáy 1\n"
    "account\tsxd.ld\tTrần Văn Bình\t46.SXD\thead,officer\n"
    "station\t19804\tQuầy 1\n";

mode_t ModeOf(const std::filesystem::path& path) {
  struct stat info {};
  return stat(path.c_str(), &info) == 0 ? info.st_mode & 07777 : 0;
}

class ProvisionTest : public AdminTest {
 protected:
  absl::StatusOr<ProvisionResult> Run(const std::string& text, bool dry_run = false) {
    ProvisionOptions options;
    options.dry_run = dry_run;
    options.output = folder_ / "out";
    return Provision(*installation_, text, options);
  }
};

TEST_F(ProvisionTest, MakesUnitsStationsAndAccountsThatWork) {
  const auto result = Run(kGood);
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->units, 1);
  EXPECT_EQ(result->stations, 2);
  EXPECT_EQ(result->accounts, 1);
  EXPECT_THAT(result->skipped, testing::IsEmpty());
  EXPECT_EQ(ModeOf(folder_ / "out"), 0700u);
  EXPECT_EQ(ModeOf(folder_ / "out/passwords.tsv"), 0600u);
  EXPECT_EQ(ModeOf(folder_ / "out/46.SXD-1.enrolment"), 0600u);

  const auto file =
      crypto::ParseEnrolmentFile(ReadFile(folder_ / "out/46.SXD-1.enrolment").value());
  ASSERT_TRUE(file.ok());
  ASSERT_TRUE(stations_->Enrol(Caller(), file->code, CertificateRequest()).ok());
  const std::string passwords = ReadFile(folder_ / "out/passwords.tsv").value();
  const std::string row = "sxd.ld\tTrần Văn Bình\t46.SXD\t";
  const size_t at = passwords.find(row);
  ASSERT_NE(at, std::string::npos) << passwords;
  const auto session =
      SignIn(crypto::StationSpiffe("46.SXD", 1), "sxd.ld", passwords.substr(at + row.size(), 19));
  ASSERT_TRUE(session.ok()) << session.status();
  EXPECT_EQ(session->account.roles,
            domain::Bit(domain::Role::kHead) | domain::Bit(domain::Role::kOfficer));
  EXPECT_TRUE(session->account.password_change_required);
}

TEST_F(ProvisionTest, DryRunWritesNothing) {
  const uint64_t log = LogSize();
  const auto result = Run(kGood, /*dry_run=*/true);
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->stations, 2);
  EXPECT_EQ(LogSize(), log);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "out"));
  EXPECT_EQ(context().world.Get()->units->Find("46.SXD"), nullptr);
}

TEST_F(ProvisionTest, OneBadLineIsNamedAndNothingIsWritten) {
  struct Case {
    const char* line;  // put in as line 8
    const char* column;
  };
  const Case cases[] = {
      {"nonsense", ""},
      {"unit\t46.SYT\tdepartment\t46\t2025-07-01", ""},
      {"unit\t46\tdepartment\tVN\t2025-07-01\tSở", "id"},
      {"unit\t46.SYT\tcommune_centre\t46\t2025-07-01\tSở Y tế", "kind"},
      {"unit\t46.SYT\tdepartment\t46\t2025-02-30\tSở Y tế", "from"},
      {"unit\t46.SYT\tdepartment\t46\t2025-07-01\t", "name"},
      {"unit\t46.SYT\tdepartment\t46\t2025-07-01\tSở Y tế\tH57.9\tmaybe", "status"},
      {"unit\t46.SYT\tdepartment\t99999\t2025-07-01\tSở Y tế", ""},
      {"unit\t46.SYT\tdepartment\t46\t2025-07-01\tSở Y tế\tH57.205\tfinal", "org_code"},
      {"unit\t46.SYT\tdepartment\t46\t2025-07-01\tSở Y tế\tH57\tfinal", ""},
      {"unit\t46.SXD\tdepartment\t46\t2025-07-01\tSở Xây dựng", ""},
      {"station\t99999\tMáy 1", "unit"},
      {"station\t46.SXD\tMáy 1", ""},
      {"station\t46.SXD", ""},
      {"station\t46.SXD\t", "name"},
      {"account\tAB\tTrần Văn Bình\t46.SXD\thead", ""},
      {"account\tsxd.cm\tTrần Văn Bình\t46.SXD\tboss", "roles"},
      {"account\tsxd.cm\tTrần Văn Bình\t99999\thead", "unit"},
      {"account\tsxd.ld\tTrần Văn Bình\t46.SXD\thead", ""},
      {"account\tadmin\tNgười khác\tVN\tadministrator", "name"},
      {"account\tsxd.cm\tTr\xff\t46.SXD\thead", ""},
  };
  const uint64_t log = LogSize();
  for (const Case& c : cases) {
    const auto result = Run(std::string(kGood) + c.line + "\nstation\t19774\tQuầy 1\n");
    EXPECT_EQ(ReasonOf(result), "LINE_INVALID") << c.line;
    EXPECT_EQ(GetErrorValues(result.status())["line"], "8") << c.line;
    EXPECT_EQ(GetErrorValues(result.status())["column"], c.column) << c.line;
    EXPECT_EQ(LogSize(), log) << c.line;
    EXPECT_FALSE(std::filesystem::exists(folder_ / "out")) << c.line;
    EXPECT_EQ(context().world.Get()->units->Find("46.SXD"), nullptr) << c.line;
  }
  EXPECT_EQ(GetErrorValues(Run("station\t19804\tQuầy 1\n").status())["line"], "1");
}

TEST_F(ProvisionTest, RunAgainItSkipsWhatIsThereAndSaysSo) {
  ASSERT_TRUE(Run(kGood).ok());
  const uint64_t log = LogSize();
  const auto again = Run(kGood);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_THAT(again->skipped, testing::ElementsAre("line 3: unit 46.SXD exists",
                                                   "line 5: station Máy 1 of 46.SXD exists",
                                                   "line 7: station Quầy 1 of 19804 exists",
                                                   "line 6: account sxd.ld exists"));
  EXPECT_EQ(LogSize(), log);
  const auto grown = Run(std::string(kGood) + "station\t19804\tQuầy 2\n");
  EXPECT_EQ(ReasonOf(grown), "OUTPUT_NOT_EMPTY");
  EXPECT_EQ(LogSize(), log);
  std::filesystem::remove_all(folder_ / "out");
  const auto fresh = Run(std::string(kGood) + "station\t19804\tQuầy 2\n");
  ASSERT_TRUE(fresh.ok()) << fresh.status();
  EXPECT_EQ(fresh->stations, 1);
  EXPECT_TRUE(std::filesystem::exists(folder_ / "out/19804-2.enrolment"));
}

TEST_F(ProvisionTest, SampleThatShipsSetsUpHuesFortyCentres) {
  const std::string text =
      ReadFile(std::string(MOTCUA_SOURCE_DIR) + "/deploy/data/provision_sample.tsv").value();
  const auto result = Run(text, /*dry_run=*/true);
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->stations, 40 + 11 + 1);
  EXPECT_EQ(result->units, 40 + 11);
  EXPECT_EQ(result->accounts, 40 * 4 + 11 * 2 + 4);
}

TEST_F(ProvisionTest, UnitsOfAProvisionSurviveARestart) {
  ASSERT_TRUE(Run(kGood).ok());
  Reopen();
  EXPECT_NE(context().world.Get()->units->Find("46.SXD"), nullptr);
}

}  // namespace
}  // namespace motcua::app
