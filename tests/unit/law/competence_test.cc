#include "common/law/competence.h"

#include <gtest/gtest.h>

#include "tests/unit/law/law_testing.h"

namespace motcua::law {
namespace {

using units::PlaceType;
using units::Unit;
using units::UnitKind;
using units::UnitTree;

Unit MakeUnit(const char* id, UnitKind kind, const char* parent, const char* name,
              PlaceType type = PlaceType::kNone) {
  Unit unit;
  unit.id = id;
  unit.kind = kind;
  unit.parent_id = parent;
  unit.place_code = units::PlaceCodeOf(id);
  units::UnitVersion version;
  version.from = MakeDay(2025, 7, 1);
  version.name = name;
  version.place_type = type;
  unit.versions = {version};
  return unit;
}

const UnitTree& Tree() {
  static const auto& tree = *new std::shared_ptr<const UnitTree>([] {
    std::vector<Unit> list = {
        MakeUnit("VN", UnitKind::kNation, "", "Việt Nam"),
        MakeUnit("46", UnitKind::kProvinceCentre, "VN", "Huế", PlaceType::kThanhPho),
        MakeUnit("46.SXD", UnitKind::kDepartment, "46", "Sở Xây dựng"),
        MakeUnit("19804", UnitKind::kCommuneCentre, "46", "Hương An", PlaceType::kPhuong),
        MakeUnit("19804.CA", UnitKind::kCommunePolice, "19804", "Công an phường Hương An"),
        MakeUnit("19804.VH", UnitKind::kDivision, "19804", "Phòng Văn hóa - Xã hội"),
        MakeUnit("19804.D1", UnitKind::kReceptionPoint, "19804", "Điểm tiếp nhận 1"),
        MakeUnit("19867", UnitKind::kCommuneCentre, "46", "Quảng Điền", PlaceType::kXa),
        MakeUnit("19900", UnitKind::kCommuneCentre, "46", "Cũ", PlaceType::kXa),
        MakeUnit("01", UnitKind::kProvinceCentre, "VN", "Hà Nội", PlaceType::kThanhPho),
        MakeUnit("00004", UnitKind::kCommuneCentre, "01", "Ba Đình", PlaceType::kPhuong),
    };
    list[8].versions[0].until = MakeDay(2026, 1, 1);
    list[8].versions[0].successor_id = "19867";
    auto built = UnitTree::Build(std::move(list));
    EXPECT_TRUE(built.ok()) << built.status();
    return *built;
  }());
  return *tree;
}

ProcedureVersion Procedure(const char* rule) {
  ProcedureVersion version;
  version.code = "1.000001";
  version.version = 1;
  version.state = ProcedureState::kPublished;
  version.from = MakeDay(2025, 7, 1);
  version.competence = *ParseCompetenceRule(rule);
  version.boundary.province_from = MakeDay(2025, 7, 1);
  version.boundary.nationwide_from = MakeDay(2026, 8, 5);
  return version;
}

TEST(CompetenceTest, EachRuleNamesItsUnit) {
  struct Row {
    const char* rule;
    const char* place;
    const char* receiving;
    const char* answer;  // the allowed units, or the reason of the error
    bool choice;
  };
  const Row rows[] = {
      {"commune", "19804", "19804", "19804", false},
      {"commune", "19804", "19867", "19804", false},
      {"commune", "19804.CA", "46", "19804", false},
      {"commune", "46", "19804", "FIELD_INVALID", false},
      {"commune", "VN", "19804", "FIELD_INVALID", false},
      {"commune", "", "19804", "FIELD_INVALID", false},
      {"commune", "99999", "19804", "PLACE_UNKNOWN", false},
      {"commune", "19900", "19804", "PLACE_UNKNOWN", false},
      {"commune", "xã Quảng Điền", "19804", "PLACE_UNKNOWN", false},
      {"commune", "19804", "99999", "UNIT_NOT_FOUND", false},
      {"commune", "19804", "19900", "UNIT_NOT_FOUND", false},
      {"linked_commune", "19867", "19804", "19867", false},
      {"commune_police", "19804", "19867", "19804.CA", false},
      {"commune_police", "19867", "19867", "COMPETENT_UNIT_MISSING", false},
      {"commune_police", "46", "19867", "FIELD_INVALID", false},
      {"commune_or_notary", "", "19804", "19804", true},
      {"commune_or_notary", "", "19804.D1", "19804", true},
      {"commune_or_notary", "19867", "19804", "19804 19867", true},
      {"commune_or_notary", "19867", "46", "19867", true},
      {"commune_or_notary", "", "46", "FIELD_INVALID", false},
      {"commune_or_notary", "46", "19804", "FIELD_INVALID", false},
      {"any_civil_status", "19867", "19804", "19804 19867", true},
      {"any_civil_status", "00004", "19804", "19804 00004", true},
      {"any_civil_status", "19804", "19804", "19804", false},
      {"any_civil_status", "19867", "46", "19867", false},
      {"any_civil_status", "", "19867", "19867", false},
      {"register_keeper", "19867", "19804", "19867", false},
      {"register_keeper", "46.SXD", "19804", "46.SXD", false},
      {"register_keeper", "19804.VH", "19867", "19804", false},
      {"register_keeper", "", "19867", "FIELD_INVALID", false},
      {"department:SXD", "19804", "19804", "46.SXD", false},
      {"department:SXD", "46", "19804", "46.SXD", false},
      {"department:SXD", "00004", "19804", "COMPETENT_UNIT_MISSING", false},
      {"department:SXD", "VN", "19804", "FIELD_INVALID", false},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string(row.rule) + " " + row.place + " " + row.receiving);
    const auto found =
        FindCompetentUnit(Procedure(row.rule), row.place, row.receiving, D("2026-08-05"), Tree());
    if (!found.ok()) {
      EXPECT_EQ(ErrorReason(found.status()), row.answer) << found.status();
      continue;
    }
    std::string allowed;
    for (const std::string& unit : found->allowed) {
      allowed += (allowed.empty() ? "" : " ") + unit;
      EXPECT_TRUE(Allows(*found, unit, D("2026-08-05"), Tree()));
    }
    EXPECT_EQ(allowed, row.answer);
    EXPECT_EQ(found->default_unit, found->allowed.front());
    EXPECT_EQ(found->choice, row.choice);
    EXPECT_EQ(found->rule_id, row.rule);
    EXPECT_FALSE(found->reasons.empty());
  }
}

TEST(CompetenceTest, SaysWhyInVietnamese) {
  const auto found =
      FindCompetentUnit(Procedure("any_civil_status"), "19867", "19804", D("2026-08-05"), Tree());
  ASSERT_EQ(found->reasons.size(), 3U);
  EXPECT_EQ(found->reasons[1], "Mặc định là nơi tiếp nhận: Phường Hương An.");
  EXPECT_EQ(found->reasons[2], "Có thể chọn nơi phát sinh việc: Xã Quảng Điền.");
}

TEST(CompetenceTest, AllowsEveryCommuneForCertificationOnly) {
  const Day day = D("2026-08-05");
  const auto any = FindCompetentUnit(Procedure("commune_or_notary"), "", "19804", day, Tree());
  EXPECT_TRUE(Allows(*any, "00004", day, Tree()));
  EXPECT_FALSE(Allows(*any, "46", day, Tree()));
  EXPECT_FALSE(Allows(*any, "19804.CA", day, Tree()));
  EXPECT_FALSE(Allows(*any, "19900", day, Tree()));
  EXPECT_FALSE(Allows(*any, "99999", day, Tree()));
  const auto one = FindCompetentUnit(Procedure("commune"), "19804", "19804", day, Tree());
  EXPECT_FALSE(Allows(*one, "00004", day, Tree()));
}

TEST(CompetenceTest, NamesTheSuccessorOfAMergedPlace) {
  const auto found =
      FindCompetentUnit(Procedure("commune"), "19900", "19804", D("2026-08-05"), Tree());
  EXPECT_EQ(found.status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(GetErrorValues(found.status())["successor"], "19867");
  EXPECT_TRUE(
      FindCompetentUnit(Procedure("commune"), "19900", "19804", D("2025-12-31"), Tree()).ok());
}

TEST(CompetenceTest, RefusesAVersionNotInForce) {
  ProcedureVersion version = Procedure("commune");
  const auto refused = [&](const char* day) {
    const auto found = FindCompetentUnit(version, "19804", "19804", D(day), Tree());
    EXPECT_EQ(found.status().code(), absl::StatusCode::kFailedPrecondition);
    EXPECT_EQ(ErrorReason(found.status()), "PROCEDURE_NOT_IN_FORCE");
  };
  refused("2025-06-30");
  version.until = D("2026-01-01");
  version.state = ProcedureState::kEnded;
  refused("2026-01-01");
  version.until.reset();
  version.state = ProcedureState::kDraft;
  refused("2026-01-01");
}

TEST(BoundaryTest, IsSeenFromTheCompetentUnit) {
  struct Row {
    const char* receiving;
    const char* competent;
    Boundary boundary;
  };
  const Row rows[] = {
      {"19804", "19804", Boundary::kOwnCommune},     {"19804.D1", "19804", Boundary::kOwnCommune},
      {"19804", "19804.CA", Boundary::kOwnCommune},  {"19804", "46.SXD", Boundary::kOwnCommune},
      {"46", "46.SXD", Boundary::kOwnCommune},       {"19804", "19867", Boundary::kOtherCommune},
      {"46", "19867", Boundary::kOtherCommune},      {"19867", "19804.CA", Boundary::kOtherCommune},
      {"19804", "00004", Boundary::kOtherProvince},  {"01", "19804", Boundary::kOtherProvince},
      {"00004", "46.SXD", Boundary::kOtherProvince},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(*ClassifyBoundary(row.receiving, row.competent, Tree()), row.boundary)
        << row.receiving << " " << row.competent;
  }
  EXPECT_EQ(ErrorReason(ClassifyBoundary("19804", "99999", Tree()).status()), "UNIT_NOT_FOUND");
  EXPECT_EQ(BoundaryVi(Boundary::kOtherProvince), "khác tỉnh");
}

TEST(BoundaryTest, OpensByDateAndList) {
  ProcedureVersion listed = Procedure("commune");
  ProcedureVersion unlisted = listed;
  unlisted.boundary.nationwide_from.reset();
  ProcedureVersion closed = unlisted;
  closed.boundary.province_from.reset();
  struct Row {
    const ProcedureVersion* version;
    const char* competent;
    const char* day;
    bool open;
    const char* from;
  };
  const Row rows[] = {
      {&closed, "19804", "2025-07-01", true, ""},
      {&closed, "19867", "2026-08-05", false, ""},
      {&listed, "19867", "2025-06-30", false, "2025-07-01"},
      {&listed, "19867", "2025-07-01", true, ""},
      {&listed, "00004", "2026-08-04", false, "2026-08-05"},
      {&listed, "00004", "2026-08-05", true, ""},
      {&unlisted, "19867", "2026-08-05", true, ""},
      {&unlisted, "00004", "2026-08-05", false, ""},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string(row.competent) + " " + row.day);
    const auto boundary = CheckBoundary(*row.version, "19804", row.competent, D(row.day), Tree());
    EXPECT_EQ(boundary.ok(), row.open);
    if (boundary.ok()) continue;
    EXPECT_EQ(boundary.status().code(), absl::StatusCode::kFailedPrecondition);
    EXPECT_EQ(ErrorReason(boundary.status()), "NOT_BOUNDARY_FREE");
    EXPECT_EQ(GetErrorValues(boundary.status())["from"], row.from);
  }
}

}  // namespace
}  // namespace motcua::law
