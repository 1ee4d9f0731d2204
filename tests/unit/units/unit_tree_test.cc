#include "common/units/unit_tree.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "common/base/error.h"

namespace motcua::units {
namespace {

const Day kDay = MakeDay(2025, 7, 1);
const Day kMerger = MakeDay(2026, 1, 1);

Unit Make(std::string id, UnitKind kind, std::string parent, std::string name,
          PlaceType type = PlaceType::kNone, std::string org_code = "") {
  Unit unit;
  unit.place_code = PlaceCodeOf(id);
  unit.id = std::move(id);
  unit.kind = kind;
  unit.parent_id = std::move(parent);
  UnitVersion version;
  version.from = kDay;
  version.name = std::move(name);
  version.place_type = type;
  version.org_code = std::move(org_code);
  unit.versions.push_back(std::move(version));
  return unit;
}

std::vector<Unit> Hue() {
  return {
      Make("VN", UnitKind::kNation, "", "Việt Nam"),
      Make("46", UnitKind::kProvinceCentre, "VN", "Huế", PlaceType::kThanhPho, "H57"),
      Make("46.SXD", UnitKind::kDepartment, "46", "Sở Xây dựng", PlaceType::kNone, "H57.07"),
      Make("46.SXD1", UnitKind::kDivision, "46.SXD", "Phòng Quy hoạch"),
      Make("46.SXD2", UnitKind::kDivision, "46.SXD1", "Tổ Thẩm định"),
      Make("46.CN03", UnitKind::kBranch, "46", "Chi nhánh số 3"),
      Make("19804", UnitKind::kCommuneCentre, "46", "Hương An", PlaceType::kPhuong, "H57.101"),
      Make("19804.VHXH", UnitKind::kDivision, "19804", "Phòng Văn hóa - Xã hội"),
      Make("19804.CA", UnitKind::kCommunePolice, "19804", "Công an phường Hương An"),
      Make("19867", UnitKind::kCommuneCentre, "46", "Quảng Điền", PlaceType::kXa, "H57.102"),
  };
}

Unit& Get(std::vector<Unit>& units, std::string_view id) {
  return *std::find_if(units.begin(), units.end(), [&](const Unit& u) { return u.id == id; });
}

// That Build refuses the list because of `unit`.
void ExpectRefused(const std::vector<Unit>& units, const std::string& unit,
                   const std::string& words) {
  const auto tree = UnitTree::Build(units);
  ASSERT_FALSE(tree.ok()) << words;
  EXPECT_EQ(tree.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ErrorReason(tree.status()), "UNIT_LIST_INVALID");
  EXPECT_EQ(GetErrorValues(tree.status())["unit"], unit) << tree.status();
  EXPECT_NE(GetErrorValues(tree.status())["expected"].find(words), std::string::npos)
      << tree.status();
}

TEST(UnitIdTest, TheGrammarIsKept) {
  for (const char* id :
       {"VN", "46", "19804", "46.SXD", "19804.CA", "01.CN03", "VN.A", "46.ABCDEFGHIJ12"}) {
    EXPECT_TRUE(ParseUnitId(id).ok()) << id;
  }
  for (const char* id : {"", "4", "460", "1980", "198040", "vn", "VN2", "46.", ".SXD", "46.sxd",
                         "46.SXD.A", "46.ABCDEFGHIJ123", "46.SỞ", "46 ", "4A", "46.S-D"}) {
    EXPECT_EQ(ErrorReason(ParseUnitId(id).status()), "FIELD_INVALID") << id;
  }
  EXPECT_EQ(ParseUnitId("46.SXD")->place_code, "46");
  EXPECT_EQ(ParseUnitId("46.SXD")->local, "SXD");
  EXPECT_EQ(PlaceCodeOf("19804.VHXH"), "19804");
  EXPECT_EQ(PlaceCodeOf("19804"), "19804");
}

TEST(UnitIdTest, CodesOfKindsAndTypesAreReadBack) {
  for (int i = 0; i <= static_cast<int>(UnitKind::kCommunePolice); ++i) {
    const auto kind = static_cast<UnitKind>(i);
    EXPECT_EQ(*ParseKind(KindCode(kind)), kind);
    EXPECT_NE(KindNameVi(kind), "");
  }
  for (int i = 0; i <= static_cast<int>(PlaceType::kDacKhu); ++i) {
    const auto type = static_cast<PlaceType>(i);
    EXPECT_EQ(*ParsePlaceType(PlaceTypeCode(type)), type);
  }
  EXPECT_FALSE(ParseKind("province").ok());
  EXPECT_FALSE(ParseKind("").ok());
  EXPECT_FALSE(ParsePlaceType("huyen").ok());
}

TEST(UnitTreeTest, RelationsFollowTheParents) {
  const auto tree = *UnitTree::Build(Hue());
  EXPECT_EQ(tree->Nation().id, "VN");
  EXPECT_EQ(tree->ProvinceOf("19804.VHXH"), "46");
  EXPECT_EQ(tree->ProvinceOf("46"), "46");
  EXPECT_EQ(tree->ProvinceOf("VN"), "");
  EXPECT_EQ(tree->ProvinceOf("47"), "");
  EXPECT_EQ(tree->OfficeOf("19804.VHXH"), "19804");
  EXPECT_EQ(tree->OfficeOf("46.SXD2"), "46.SXD");
  EXPECT_EQ(tree->OfficeOf("19804.CA"), "19804.CA");
  EXPECT_EQ(tree->OfficeOf("46.CN03"), "46.CN03");
  EXPECT_EQ(tree->OfficeOf("nowhere"), "");
  EXPECT_EQ(tree->Children("19804"), (std::vector<std::string>{"19804.CA", "19804.VHXH"}));
  EXPECT_EQ(tree->Subtree("46.SXD"), (std::vector<std::string>{"46.SXD", "46.SXD1", "46.SXD2"}));
  EXPECT_EQ(tree->Subtree("VN").size(), Hue().size());
  EXPECT_TRUE(tree->Subtree("99").empty());
  EXPECT_TRUE(tree->IsUnder("46.SXD2", "46"));
  EXPECT_TRUE(tree->IsUnder("46", "46"));
  EXPECT_FALSE(tree->IsUnder("46", "46.SXD2"));
  EXPECT_FALSE(tree->IsUnder("19867", "19804"));
  EXPECT_FALSE(tree->IsUnder("99", "99"));
  EXPECT_EQ(tree->Find("99"), nullptr);
}

TEST(UnitTreeTest, AMergedUnitKeepsItsPastAndNamesItsSuccessor) {
  std::vector<Unit> units = Hue();
  UnitVersion& version = Get(units, "19867").versions[0];
  version.until = kMerger;
  version.successor_id = "19804";
  const auto tree = *UnitTree::Build(units);
  EXPECT_EQ(tree->FullName("19867", kMerger - std::chrono::days{1}), "Xã Quảng Điền");
  EXPECT_EQ(tree->VersionAt("19867", kMerger), nullptr);
  EXPECT_EQ(tree->Find("19867")->versions.back().successor_id, "19804");
}

TEST(UnitTreeTest, OneOrganisationCodeMayServeTwoUnitsOneAfterTheOther) {
  std::vector<Unit> units = Hue();
  Get(units, "19867").versions[0].until = kMerger;
  UnitVersion later = Get(units, "19804").versions[0];
  Get(units, "19804").versions[0].until = kMerger;
  later.from = kMerger;
  later.org_code = "H57.102";
  Get(units, "19804").versions.push_back(later);
  const auto tree = *UnitTree::Build(units);
  EXPECT_EQ(tree->FindByOrgCode("H57.102", kDay)->id, "19867");
  EXPECT_EQ(tree->FindByOrgCode("H57.102", kMerger)->id, "19804");
  EXPECT_EQ(tree->FindByOrgCode("H57.101", kMerger), nullptr);
}

TEST(UnitTreeTest, AWrongListIsRefusedNamingTheUnit) {
  using Change = void (*)(std::vector<Unit>&);
  struct Case {
    const char* unit;
    const char* words;
    Change change;
  };
  const Case cases[] = {
      {"19804", "once", [](auto& u) { u.push_back(u[6]); }},
      {"VN", "has the nation", [](auto& u) { u.erase(u.begin()); }},
      {"46.CN03", "parent 47 is in", [](auto& u) { Get(u, "46.CN03").parent_id = "47"; }},
      {"46.CN03", "has a parent", [](auto& u) { Get(u, "46.CN03").parent_id = ""; }},
      {"46.SXD", "above itself", [](auto& u) { Get(u, "46.SXD").parent_id = "46.SXD2"; }},
      {"46.CN03", "above itself", [](auto& u) { Get(u, "46.CN03").parent_id = "46.CN03"; }},
      {"46", "under the nation", [](auto& u) { Get(u, "46").parent_id = "46.SXD"; }},
      {"19804", "under a province", [](auto& u) { Get(u, "19804").parent_id = "VN"; }},
      {"46.SXD1", "under an office", [](auto& u) { Get(u, "46.SXD1").parent_id = "VN"; }},
      {"19804", "every other kind", [](auto& u) { Get(u, "19804").kind = UnitKind::kDepartment; }},
      {"46.CN03", "every other kind",
       [](auto& u) { Get(u, "46.CN03").kind = UnitKind::kCommuneCentre; }},
      {"46.cn", "A-Z", [](auto& u) { Get(u, "46.CN03").id = "46.cn"; }},
      {"46.CN03", "place code", [](auto& u) { Get(u, "46.CN03").place_code = "47"; }},
      {"19867", "at least one version", [](auto& u) { Get(u, "19867").versions.clear(); }},
      {"19867", "after its first day", [](auto& u) { Get(u, "19867").versions[0].until = kDay; }},
      {"19867", "in order",
       [](auto& u) { Get(u, "19867").versions.push_back(Get(u, "19867").versions[0]); }},
      {"19867", "a name", [](auto& u) { Get(u, "19867").versions[0].name = ""; }},
      {"19867", "form C", [](auto& u) { Get(u, "19867").versions[0].name = "Hue\xCC\x82"; }},
      {"19867", "commune centre",
       [](auto& u) { Get(u, "19867").versions[0].place_type = PlaceType::kTinh; }},
      {"46", "commune centre",
       [](auto& u) { Get(u, "46").versions[0].place_type = PlaceType::kNone; }},
      {"46.SXD", "no place type",
       [](auto& u) { Get(u, "46.SXD").versions[0].place_type = PlaceType::kXa; }},
      {"46.SXD1", "provisional",
       [](auto& u) { Get(u, "46.SXD1").versions[0].org_code_provisional = true; }},
      {"19867", "organisation code H57.101",
       [](auto& u) { Get(u, "19867").versions[0].org_code = "H57.101"; }},
      {"19867", "only a version that ends",
       [](auto& u) { Get(u, "19867").versions[0].successor_id = "19804"; }},
      {"19867", "successor 19999",
       [](auto& u) {
         Get(u, "19867").versions[0].until = kMerger;
         Get(u, "19867").versions[0].successor_id = "19999";
       }},
      {"19867", "successor 19867",
       [](auto& u) {
         Get(u, "19867").versions[0].until = kMerger;
         Get(u, "19867").versions[0].successor_id = "19867";
       }},
      // The other way of writing the tone is the same name.
      {"46.CN04", "its name is not",
       [](auto& u) {
         u.push_back(Make("46.CN04", UnitKind::kBranch, "46", "Chi nhánh Hòa Bình"));
         Get(u, "46.CN03").versions[0].name = "Chi nhánh Hoà Bình";
       }},
  };
  for (const Case& c : cases) {
    std::vector<Unit> units = Hue();
    c.change(units);
    ExpectRefused(units, c.unit, c.words);
  }
  EXPECT_TRUE(UnitTree::Build(Hue()).ok());
}

TEST(UnitTreeTest, SameNamesElsewhereOrOfAnotherTypeOrTimeAreAllowed) {
  std::vector<Unit> units = Hue();
  units.push_back(
      Make("19900", UnitKind::kCommuneCentre, "46", "Quảng Điền", PlaceType::kPhuong, "H57.103"));
  units.push_back(Make("19867.CA", UnitKind::kCommunePolice, "19867", "Công an phường Hương An"));
  Get(units, "46.CN03").versions[0].until = kMerger;
  Unit next = Make("46.CN04", UnitKind::kBranch, "46", "Chi nhánh số 3");
  next.versions[0].from = kMerger;
  units.push_back(next);
  const auto tree = UnitTree::Build(units);
  EXPECT_TRUE(tree.ok()) << tree.status();
}

TEST(UnitTreeTest, ADeepChainDoesNotExhaustTheStack) {
  std::vector<Unit> units = Hue();
  for (int i = 0; i < 20000; ++i) {
    units.push_back(Make("46.D" + std::to_string(i), UnitKind::kDivision,
                         i == 0 ? "46" : "46.D" + std::to_string(i - 1), "Phòng"));
  }
  const auto tree = UnitTree::Build(units);
  ASSERT_TRUE(tree.ok()) << tree.status();
  EXPECT_EQ((*tree)->OfficeOf("46.D19999"), "46");
  Get(units, "46.D0").parent_id = "46.D19999";
  EXPECT_FALSE(UnitTree::Build(units).ok());
}

TEST(UnitTreeTest, RandomTreesAgreeWithANaiveReference) {
  const unsigned seed = 3321;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 20; ++round) {
    std::vector<Unit> units = {
        Make("VN", UnitKind::kNation, "", "Việt Nam"),
        Make("46", UnitKind::kProvinceCentre, "VN", "Huế", PlaceType::kThanhPho),
        Make("48", UnitKind::kProvinceCentre, "VN", "Đà Nẵng", PlaceType::kThanhPho),
    };
    for (int i = 0; i < 60; ++i) {
      const Unit& parent = units[1 + random() % (units.size() - 1)];
      const UnitKind kind = random() % 2 == 0 ? UnitKind::kDivision : UnitKind::kBranch;
      units.push_back(Make(parent.place_code + ".U" + std::to_string(i), kind, parent.id,
                           "Đơn vị " + std::to_string(i)));
    }
    std::shuffle(units.begin(), units.end(), random);
    const auto tree = *UnitTree::Build(units);
    const auto is_under = [&](const Unit& unit, const std::string& ancestor) {
      for (const Unit* at = &unit;; at = &Get(units, at->parent_id)) {
        if (at->id == ancestor) return true;
        if (at->parent_id.empty()) return false;
      }
    };
    for (const Unit& ancestor : units) {
      std::vector<std::string> below;
      for (const Unit& unit : units) {
        const bool expected = is_under(unit, ancestor.id);
        ASSERT_EQ(tree->IsUnder(unit.id, ancestor.id), expected) << unit.id << " " << ancestor.id;
        if (expected) below.push_back(unit.id);
      }
      std::vector<std::string> subtree = tree->Subtree(ancestor.id);
      ASSERT_EQ(subtree.front(), ancestor.id);
      std::sort(subtree.begin(), subtree.end());
      std::sort(below.begin(), below.end());
      ASSERT_EQ(subtree, below);
      const Unit* office = &ancestor;
      while (office->kind == UnitKind::kDivision) office = &Get(units, office->parent_id);
      ASSERT_EQ(tree->OfficeOf(ancestor.id), office->id);
      ASSERT_EQ(tree->ProvinceOf(ancestor.id), ancestor.id == "VN"        ? ""
                                               : is_under(ancestor, "46") ? "46"
                                                                          : "48");
    }
  }
}

}  // namespace
}  // namespace motcua::units
