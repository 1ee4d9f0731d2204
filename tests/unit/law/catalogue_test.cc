#include "common/law/catalogue.h"

#include <gtest/gtest.h>

#include "common/base/file.h"
#include "tests/unit/law/law_testing.h"

namespace motcua::law {
namespace {

using std::chrono::microseconds;
using std::chrono::minutes;

const Catalogue& Shipped() {
  static const auto& catalogue = *new absl::StatusOr<Catalogue>(Catalogue::Load(DataFolder()));
  EXPECT_TRUE(catalogue.ok()) << catalogue.status();
  return *catalogue;
}

TEST(ShippedCatalogueTest, Has48ProceduresThatCanBeHandled) {
  EXPECT_EQ(Shipped().All().size(), 48U);
  int police = 0;
  int nationwide = 0;
  for (const ProcedureVersion& v : Shipped().All()) {
    SCOPED_TRACE(v.code);
    EXPECT_EQ(v.version, 1);
    EXPECT_TRUE(v.InForce(D("2025-07-01")));
    EXPECT_FALSE(v.InForce(D("2025-06-30")));
    EXPECT_EQ(v.steps.size(), 7U);
    EXPECT_EQ(v.steps.back().share, 0);
    EXPECT_FALSE(v.components.empty());
    EXPECT_FALSE(v.results.empty());
    EXPECT_FALSE(v.source_status.empty());
    EXPECT_EQ(v.boundary.province_from, D("2025-07-01"));
    police += v.competence.kind == CompetenceRule::kCommunePolice ? 1 : 0;
    if (v.boundary.nationwide_from) {
      ++nationwide;
      EXPECT_EQ(v.boundary.nationwide_from, D("2026-08-05"));
      EXPECT_NE(v.boundary.source.find("provisional list"), std::string::npos);
    }
    microseconds sum{0};
    for (microseconds time : StepTimes(v.steps, v.limit)) {
      EXPECT_GE(time, microseconds{0});
      sum += time;
    }
    EXPECT_EQ(sum, NominalAmount(v.limit));
  }
  EXPECT_EQ(police, 5);
  EXPECT_EQ(nationwide, 26);
}

TEST(ShippedCatalogueTest, SaysWhatThePortalSays) {
  struct Row {
    const char* code;
    const char* limit;
    const char* longer;
    FeeKind fee;
    int64_t amount;
    const char* rule;
    bool serve_now;
    size_t components;
  };
  const Row rows[] = {
      {"1.001193", "1wd!", "", FeeKind::kFree, 0, "commune", false, 4},
      {"1.004873", "3wd", "", FeeKind::kByCouncil, 0, "commune", false, 4},
      {"1.004884", "5wd", "25wd", FeeKind::kByCouncil, 0, "commune", false, 3},
      {"2.000635", "1wd!", "", FeeKind::kFixed, 8000, "any_civil_status", true, 3},
      {"2.000815", "1wd!", "", FeeKind::kFixed, 2000, "commune_or_notary", true, 1},
      {"2.000884", "1wd!", "", FeeKind::kFixed, 10000, "commune_or_notary", true, 2},
      {"2.000908", "1wd!", "", FeeKind::kFree, 0, "register_keeper", true, 2},
      {"1.010041", "1wd", "3wd", FeeKind::kFree, 0, "commune_police", false, 1},
      {"1.004222", "7wd", "", FeeKind::kFixed, 20000, "commune_police", false, 2},
      {"2.000986", "20wd", "", FeeKind::kFree, 0, "linked_commune", false, 4},
      {"1.013225", "20d", "", FeeKind::kByCouncil, 0, "commune", false, 3},
      {"1.012812", "30d", "", FeeKind::kFree, 0, "commune", false, 2},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.code);
    const ProcedureVersion* v = Shipped().InForce(row.code, D("2026-08-05"));
    ASSERT_NE(v, nullptr);
    EXPECT_EQ(FormatTimeLimit(v->limit), row.limit);
    EXPECT_EQ(v->limit_with_verification ? FormatTimeLimit(*v->limit_with_verification) : "",
              row.longer);
    EXPECT_EQ(v->fee.kind, row.fee);
    EXPECT_EQ(v->fee.amount_vnd, row.amount);
    EXPECT_EQ(FormatCompetenceRule(v->competence), row.rule);
    EXPECT_EQ(v->serve_now_allowed, row.serve_now);
    EXPECT_EQ(v->components.size(), row.components);
    EXPECT_EQ(&LimitFor(*v, false), &v->limit);
    EXPECT_EQ(FormatTimeLimit(LimitFor(*v, true)), *row.longer ? row.longer : row.limit);
  }
  EXPECT_EQ(Shipped().InForce("1.000894", D("2026-08-05"))->components.back().replaced_by_data,
            "CSDL quốc gia về dân cư");
}

TEST(ShippedCatalogueTest, ComesBackByteForByte) {
  const auto text = Shipped().ToTsv();
  ASSERT_TRUE(text.ok()) << text.status();
  EXPECT_EQ(text->procedures, *ReadFile(DataFolder() + "/procedures.tsv"));
  EXPECT_EQ(text->steps, *ReadFile(DataFolder() + "/procedure_steps.tsv"));
  EXPECT_EQ(text->components, *ReadFile(DataFolder() + "/procedure_components.tsv"));
  EXPECT_EQ(Catalogue::FromTsv(*text)->All(), Shipped().All());
}

TEST(ShippedCatalogueTest, IsSearchedWithoutTones) {
  const auto codes = [](std::string_view text, size_t limit = 50) {
    std::string found;
    for (const ProcedureVersion* v : Shipped().Search(text, D("2026-08-05"), limit)) {
      found += (found.empty() ? "" : " ") + v->code;
    }
    return found;
  };
  EXPECT_EQ(codes("1.001193"), "1.001193");
  EXPECT_EQ(codes("chung thuc chu ky"), "2.000884");
  EXPECT_EQ(codes("dang ky khai sinh", 2), "1.000689 1.001193");
  EXPECT_EQ(codes("ĐĂNG KÝ LẠI"), "1.004746 1.004884 1.005461");
  EXPECT_EQ(codes("certified will"), "2.001019");
  EXPECT_EQ(codes("giam ngheo"), "1.011607");
  EXPECT_EQ(codes(""), "");
  EXPECT_EQ(codes("không có thủ tục này"), "");
  EXPECT_TRUE(Shipped().Search("khai sinh", D("2025-06-30"), 9).empty());
}

const char kProcedureHead[] =
    "code\tversion\tstate\tfrom\tuntil\tname_vi\tname_en\tfield_vi\tlevel\tlimit\t"
    "limit_with_verification\tlimit_rule_vi\tfee\tfee_rule_vi\tresults\tprovince_from\t"
    "nationwide_from\tboundary_source\tcompetence\tserve_now\tlegal_basis\tsource\tstatus\n";
const char kStepHead[] = "code\tversion\tordinal\tkind\trole\tname_vi\tshare\n";
const char kComponentHead[] = "code\tversion\tordinal\tname_vi\trequired\treplaced_by_data\n";

std::string Procedure(const std::string& version, const std::string& state, const std::string& from,
                      const std::string& until) {
  return "1.000001\t" + version + "\t" + state + "\t" + from + "\t" + until +
         "\tTên\tName\tLĩnh vực\tcommune\t3wd\t\t\t0\t\t=Kết quả\t2025-07-01\t\t\tcommune\tno\t\t"
         "\t\n";
}
std::string Steps(const std::string& version) {
  return "1.000001\t" + version + "\t1\treceive\treceiving_clerk\tNhận\t1\n1.000001\t" + version +
         "\t2\tsign\tleader\tKý\t1\n1.000001\t" + version +
         "\t3\treturn\treceiving_clerk\tTrả\t0\n";
}
std::string Parts(const std::string& version) {
  return "1.000001\t" + version + "\t1\tĐơn\tyes\t\n";
}

CatalogueText Good() {
  return {kProcedureHead + Procedure("1", "ended", "2025-07-01", "2026-01-01") +
              Procedure("2", "published", "2026-01-01", "") +
              Procedure("3", "draft", "2026-06-01", ""),
          kStepHead + Steps("1") + Steps("2") + Steps("3"),
          kComponentHead + Parts("1") + Parts("2") + Parts("3")};
}

TEST(CatalogueTest, FindsTheVersionOfTheDay) {
  const auto catalogue = Catalogue::FromTsv(Good());
  ASSERT_TRUE(catalogue.ok()) << catalogue.status();
  const auto version = [&](const char* day) {
    const ProcedureVersion* v = catalogue->InForce("1.000001", D(day));
    return v == nullptr ? 0 : v->version;
  };
  EXPECT_EQ(version("2025-06-30"), 0);
  EXPECT_EQ(version("2025-07-01"), 1);
  EXPECT_EQ(version("2025-12-31"), 1);
  EXPECT_EQ(version("2026-01-01"), 2);
  EXPECT_EQ(version("2026-12-01"), 2);  // the draft is never in force
  EXPECT_EQ(catalogue->Version("1.000001", 3)->state, ProcedureState::kDraft);
  EXPECT_EQ(catalogue->Version("1.000001", 4), nullptr);
  EXPECT_EQ(catalogue->Version("1.000000", 1), nullptr);
  EXPECT_EQ((*catalogue->Require("1.000001", D("2026-01-01")))->version, 2);
  const auto early = catalogue->Require("1.000001", D("2025-06-30"));
  EXPECT_EQ(early.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ErrorReason(early.status()), "PROCEDURE_NOT_IN_FORCE");
  EXPECT_EQ(GetErrorValues(early.status())["from"], "2025-07-01");
  const auto unknown = catalogue->Require("9.999999", D("2026-01-01"));
  EXPECT_EQ(unknown.status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(ErrorReason(unknown.status()), "PROCEDURE_NOT_FOUND");
}

TEST(CatalogueTest, RefusesABadRowByFileLineAndColumn) {
  struct Row {
    const char* file;
    const char* old_text;
    const char* new_text;
    const char* line;
    const char* column;
  };
  const Row rows[] = {
      {"procedures.tsv", "1.000001\t1", "1.00001\t1", "2", "code"},
      {"procedures.tsv", "1.000001\t1", "1.000001.H57\t1", "2", "code"},
      {"procedures.tsv", "1.000001\t1", "1.000001\t0", "2", "version"},
      {"procedures.tsv", "1.000001\t1", "1.000001\t01", "2", "version"},
      {"procedures.tsv", "1.000001\t2", "1.000001\t1", "3", "version"},
      {"procedures.tsv", "published", "public", "3", "state"},
      {"procedures.tsv", "2026-01-01\t\t", "\t\t", "3", "from"},
      {"procedures.tsv", "2026-01-01\t\t", "01/01/2026\t\t", "3", "from"},
      {"procedures.tsv", "2026-01-01\t\t", "2025-12-31\t\t", "3", "from"},
      {"procedures.tsv", "2025-07-01\t2026-01-01", "2025-07-01\t", "2", "until"},
      {"procedures.tsv", "2025-07-01\t2026-01-01", "2025-07-01\t2025-07-01", "2", "until"},
      {"procedures.tsv", "Tên", "", "2", "name_vi"},
      {"procedures.tsv", "Name", "", "2", "name_en"},
      {"procedures.tsv", "Lĩnh vực", "", "2", "field_vi"},
      {"procedures.tsv", "\tcommune\t3wd", "\tdistrict\t3wd", "2", "level"},
      {"procedures.tsv", "3wd", "3 days", "2", "limit"},
      {"procedures.tsv", "3wd\t", "3wd\tx", "2", "limit_with_verification"},
      {"procedures.tsv", "\t0\t\t=", "\tfree\t\t=", "2", "fee"},
      {"procedures.tsv", "\t0\t\t=", "\t-1\t\t=", "2", "fee"},
      {"procedures.tsv", "=Kết quả", "Kết quả", "2", "results"},
      {"procedures.tsv", "=Kết quả", "KQ.15=Kết quả", "2", "results"},
      {"procedures.tsv", "=Kết quả", "=Kết quả;", "2", "results"},
      {"procedures.tsv", "2025-07-01\t\t\tcommune", "2025-07-01\t2025-06-30\t\tcommune", "2",
       "nationwide_from"},
      {"procedures.tsv", "2025-07-01\t\t\tcommune", "\t2026-08-05\t\tcommune", "2",
       "nationwide_from"},
      {"procedures.tsv", "\tcommune\tno", "\tdistrict\tno", "2", "competence"},
      {"procedures.tsv", "\tcommune\tno", "\tdepartment:\tno", "2", "competence"},
      {"procedures.tsv", "\tcommune\tno", "\tcommune\tmaybe", "2", "serve_now"},
      {"procedures.tsv", "status\n", "state_\n", "1", "state_"},
      {"procedure_steps.tsv", "1.000001\t1\t1", "1.000002\t1\t1", "2", "code"},
      {"procedure_steps.tsv", "1.000001\t1\t1", "1.000001\t9\t1", "2", "code"},
      {"procedure_steps.tsv", "1.000001\t1\t1", "1.000001\tx\t1", "2", "version"},
      {"procedure_steps.tsv", "\t2\tsign", "\t3\tsign", "3", "ordinal"},
      {"procedure_steps.tsv", "\tsign\t", "\tstamp\t", "3", "kind"},
      {"procedure_steps.tsv", "leader", "mayor", "3", "role"},
      {"procedure_steps.tsv", "Nhận", "", "2", "name_vi"},
      {"procedure_steps.tsv", "Nhận\t1", "Nhận\t-1", "2", "share"},
      {"procedure_components.tsv", "1.000001\t1", "1.000009\t1", "2", "code"},
      {"procedure_components.tsv", "\t1\tĐơn", "\t2\tĐơn", "2", "ordinal"},
      {"procedure_components.tsv", "Đơn", "", "2", "name_vi"},
      {"procedure_components.tsv", "\tyes", "\ty", "2", "required"},
      // Seen only in the whole: reported at the procedure.
      {"steps in procedures.tsv", "\treceive\t", "\tprocess\t", "2", "code"},
      {"steps in procedures.tsv", "\tsign\t", "\tcheck\t", "2", "code"},
      {"steps in procedures.tsv", "\treturn\t", "\tprocess\t", "2", "code"},
      {"steps in procedures.tsv", "Nhận\t1\n1.000001\t1\t2\tsign\tleader\tKý\t1",
       "Nhận\t0\n1.000001\t1\t2\tsign\tleader\tKý\t0", "2", "code"},
      {"components in procedures.tsv", "1.000001\t1\t1\tĐơn\tyes\t\n", "", "2", "code"},
  };
  for (const Row& row : rows) {
    CatalogueText text = Good();
    const std::string_view file(row.file);
    std::string& target = file.find("steps") != std::string_view::npos        ? text.steps
                          : file.find("components") != std::string_view::npos ? text.components
                                                                              : text.procedures;
    const size_t at = target.find(row.old_text);
    ASSERT_NE(at, std::string::npos) << row.old_text;
    target.replace(at, std::string_view(row.old_text).size(), row.new_text);
    const auto catalogue = Catalogue::FromTsv(text);
    SCOPED_TRACE(std::string(row.file) + " " + row.new_text);
    ASSERT_EQ(ErrorReason(catalogue.status()), "LINE_INVALID");
    ErrorValues values = GetErrorValues(catalogue.status());
    EXPECT_EQ(values["file"],
              file.find(' ') == std::string_view::npos ? row.file : "procedures.tsv");
    EXPECT_EQ(values["line"], row.line) << catalogue.status();
    EXPECT_EQ(values["column"], row.column) << catalogue.status();
  }
}

TEST(StepTimesTest, ShareTheLimitWithoutRest) {
  std::vector<Step> steps(7);
  const int shares[] = {4, 4, 16, 4, 8, 4, 0};
  for (size_t i = 0; i < 7; ++i) steps[i].share = shares[i];
  const auto times = [&](const char* limit) {
    std::vector<int64_t> in_minutes;
    for (microseconds time : StepTimes(steps, *ParseTimeLimit(limit))) {
      in_minutes.push_back(std::chrono::duration_cast<minutes>(time).count());
    }
    return in_minutes;
  };
  EXPECT_EQ(times("5wd"), (std::vector<int64_t>{240, 240, 960, 240, 480, 240, 0}));
  EXPECT_EQ(times("3wd"), (std::vector<int64_t>{144, 144, 576, 144, 288, 144, 0}));
  EXPECT_EQ(times("1wh"), (std::vector<int64_t>{6, 6, 24, 6, 12, 6, 0}));
  steps.resize(3);
  for (Step& step : steps) step.share = 7;
  EXPECT_EQ(times("1wd"), (std::vector<int64_t>{160, 160, 160}));
  steps[0].share = 1;
  EXPECT_EQ(times("1wd"), (std::vector<int64_t>{32, 224, 224}));
}

}  // namespace
}  // namespace motcua::law
