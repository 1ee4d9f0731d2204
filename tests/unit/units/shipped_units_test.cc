// The list of units that ships: every fact of it that can be checked against another source.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "common/base/file.h"
#include "common/base/text.h"
#include "common/base/tsv.h"
#include "common/units/unit_tree.h"
#include "common/units/units_tsv.h"

namespace motcua::units {
namespace {

const Day kFirst = MakeDay(2025, 7, 1);
const Day kDongNai = MakeDay(2026, 4, 30);

class ShippedUnitsTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const auto text = ReadFile(MOTCUA_SOURCE_DIR "/deploy/data/units.tsv");
    ASSERT_TRUE(text.ok()) << text.status();
    auto units = ReadUnitsTsv(*text);
    ASSERT_TRUE(units.ok()) << units.status();
    EXPECT_EQ(*WriteUnitsTsv(*units), *text) << "the round trip is exact";
    auto built = UnitTree::Build(*std::move(units));
    ASSERT_TRUE(built.ok()) << built.status();
    tree_ = *built;
  }
  static void TearDownTestSuite() { tree_.reset(); }
  void SetUp() override { ASSERT_NE(tree_, nullptr); }

  static std::map<PlaceType, int> Types(Day day) {
    std::map<PlaceType, int> types;
    for (const Unit& unit : tree_->units()) {
      if (const UnitVersion* v = tree_->VersionAt(unit.id, day)) ++types[v->place_type];
    }
    return types;
  }

  // FNV-1a: one number for a whole list, to be compared with that of another source.
  static uint64_t Digest(const std::string& text) {
    uint64_t hash = 0xcbf29ce484222325;
    for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return hash;
  }

  static std::shared_ptr<const UnitTree> tree_;
};

std::shared_ptr<const UnitTree> ShippedUnitsTest::tree_;

TEST_F(ShippedUnitsTest, CountsAreThoseOfEachDay) {
  using Counts = std::map<PlaceType, int>;
  const auto expect = [](Day day, int tinh, int city, int xa, int phuong) {
    EXPECT_EQ(Types(day), (Counts{{PlaceType::kNone, 1},
                                  {PlaceType::kTinh, tinh},
                                  {PlaceType::kThanhPho, city},
                                  {PlaceType::kXa, xa},
                                  {PlaceType::kPhuong, phuong},
                                  {PlaceType::kDacKhu, 13}}))
        << FormatDay(day);
  };
  EXPECT_EQ(Types(kFirst - std::chrono::days{1}), Counts{});
  expect(kFirst, 28, 6, 2621, 687);
  expect(kDongNai - std::chrono::days{1}, 28, 6, 2621, 687);
  expect(kDongNai, 27, 7, 2611, 697);
  expect(MakeDay(2026, 9, 1), 26, 8, 2611, 697);
  expect(MakeDay(2026, 9, 20), 25, 9, 2611, 697);
}

TEST_F(ShippedUnitsTest, CodesNamesTypesAndProvincesAreThoseOfTheOfficialLists) {
  std::string first, later;
  for (const Unit& unit : tree_->units()) {
    if (unit.kind != UnitKind::kCommuneCentre) continue;
    const UnitVersion* v = tree_->VersionAt(unit.id, kFirst);
    ASSERT_NE(v, nullptr) << unit.id;
    first += unit.id + "\t" + v->name + "\t" + std::string(PlaceTypeCode(v->place_type)) + "\t" +
             unit.parent_id + "\n";
    v = tree_->VersionAt(unit.id, kDongNai);
    ASSERT_NE(v, nullptr) << unit.id;
    later +=
        unit.id + "\t" + std::string(PlaceTypeCode(v->place_type)) + "\t" + unit.parent_id + "\n";
  }
  EXPECT_EQ(Digest(first), 0xcc697fa97a2fc1d3u);
  EXPECT_EQ(Digest(later), 0x256399cb0a31127u);
}

TEST_F(ShippedUnitsTest, ProvincesHaveTheirNamesCodesAndCommunes) {
  const auto text = ReadFile(MOTCUA_SOURCE_DIR "/tests/unit/units/provinces.tsv");
  ASSERT_TRUE(text.ok());
  const auto table = ParseTsv(
      *text, {"province", "name", "type", "org_code", "communes", "xa", "phuong", "dac_khu"});
  ASSERT_TRUE(table.ok()) << table.status();
  ASSERT_EQ(table->rows.size(), 34u);
  for (const TsvRow& row : table->rows) {
    SCOPED_TRACE(row["name"]);
    const UnitVersion* province = tree_->VersionAt(row["province"], kFirst);
    ASSERT_NE(province, nullptr);
    EXPECT_EQ(tree_->Find(row["province"])->kind, UnitKind::kProvinceCentre);
    EXPECT_EQ(province->name, row["name"]);
    EXPECT_EQ(PlaceTypeCode(province->place_type), row["type"]);
    EXPECT_EQ(province->org_code, row["org_code"]);
    EXPECT_FALSE(province->org_code_provisional);
    std::map<std::string, int> types;
    for (const std::string& id : tree_->Children(row["province"])) {
      ++types[std::string(PlaceTypeCode(tree_->VersionAt(id, kFirst)->place_type))];
      EXPECT_EQ(tree_->ProvinceOf(id), row["province"]);
    }
    EXPECT_EQ(std::to_string(types["xa"]), row["xa"]);
    EXPECT_EQ(std::to_string(types["phuong"]), row["phuong"]);
    EXPECT_EQ(std::to_string(types["dac_khu"]), row["dac_khu"]);
    EXPECT_EQ(std::to_string(tree_->Children(row["province"]).size()), row["communes"]);
  }
  EXPECT_EQ(tree_->Children("VN").size(), 34u);
}

TEST_F(ShippedUnitsTest, OrganisationCodesOfCommunesAreProvisionalAndUnique) {
  std::set<std::string> codes;
  for (const Unit& unit : tree_->units()) {
    if (unit.kind != UnitKind::kCommuneCentre) continue;
    const UnitVersion& v = unit.versions.front();
    EXPECT_TRUE(v.org_code_provisional) << unit.id;
    const std::string province = tree_->VersionAt(unit.parent_id, kFirst)->org_code;
    EXPECT_EQ(v.org_code.size(), province.size() + 4) << v.org_code;
    EXPECT_TRUE(v.org_code.starts_with(province + ".")) << v.org_code;
    codes.insert(v.org_code);
    EXPECT_EQ(tree_->FindByOrgCode(v.org_code, kDongNai)->id, unit.id);
  }
  EXPECT_EQ(codes.size(), 3321u);
  EXPECT_EQ(tree_->FindByOrgCode("H57", kFirst)->id, "46");
  EXPECT_EQ(tree_->FindByOrgCode("H57", kFirst - std::chrono::days{1}), nullptr);
  EXPECT_EQ(tree_->FindByOrgCode("", kFirst), nullptr);
}

TEST_F(ShippedUnitsTest, CorrectionsAreMade) {
  EXPECT_EQ(tree_->FullName("23938", kFirst), "Xã Ia Mơ");
  EXPECT_EQ(tree_->Find("23737"), nullptr);
  EXPECT_EQ(tree_->FullName("06970", kFirst), "Xã Ba Chẽ");
  EXPECT_EQ(tree_->FullName("24184", kFirst), "Xã Ea H'Leo");
  EXPECT_EQ(tree_->FullName("00745", kFirst), "Xã Phó Bảng");
  EXPECT_EQ(tree_->FullName("00745", kDongNai), "Xã Phố Bảng");
}

TEST_F(ShippedUnitsTest, ATypeChangesOnItsDayAndTheCodeStays) {
  EXPECT_EQ(tree_->FullName("75", kDongNai - std::chrono::days{1}), "Tỉnh Đồng Nai");
  EXPECT_EQ(tree_->FullName("75", kDongNai), "Thành phố Đồng Nai");
  EXPECT_EQ(tree_->FullName("26248", kDongNai - std::chrono::days{1}), "Xã Trảng Bom");
  EXPECT_EQ(tree_->FullName("26248", kDongNai), "Phường Trảng Bom");
  EXPECT_EQ(tree_->VersionAt("26248", kFirst)->org_code,
            tree_->VersionAt("26248", kDongNai)->org_code);
  EXPECT_EQ(tree_->FullName("22", MakeDay(2026, 8, 31)), "Tỉnh Quảng Ninh");
  EXPECT_EQ(tree_->FullName("24", MakeDay(2026, 9, 20)), "Thành phố Bắc Ninh");
  size_t versions = 0;
  for (const Unit& unit : tree_->units()) versions += unit.versions.size();
  EXPECT_EQ(versions, 3356u + 14u) << "the ways of writing a tone are no versions";
}

TEST_F(ShippedUnitsTest, ThreeThousandNamesStayDistinctWhenFolded) {
  std::map<std::string, std::string> names;  // folded -> as written
  for (const Unit& unit : tree_->units()) {
    for (const UnitVersion& v : unit.versions) {
      const auto [it, is_new] = names.emplace(FoldForCompare(v.name), v.name);
      EXPECT_EQ(it->second, v.name) << unit.id;
    }
  }
  EXPECT_GT(names.size(), 2500u);
}

TEST_F(ShippedUnitsTest, FullNamesCarryTheType) {
  EXPECT_EQ(tree_->FullName("46", kFirst), "Thành phố Huế");
  EXPECT_EQ(tree_->FullName("VN", kFirst), "Việt Nam");
  EXPECT_EQ(tree_->FullName("46", MakeDay(2025, 6, 30)), "");
  EXPECT_EQ(tree_->FullName("99999", kFirst), "");
}

TEST_F(ShippedUnitsTest, SearchFindsWithAndWithoutTones) {
  const auto names = [](std::string_view text, size_t limit) {
    std::vector<std::string> result;
    for (const std::string& id : tree_->Search(text, limit)) {
      result.push_back(tree_->FullName(id, kFirst));
    }
    return result;
  };
  EXPECT_EQ(names("huong an", 1), std::vector<std::string>{"Phường Hương An"});
  EXPECT_EQ(names("QUẢNG ĐIỀN", 1), std::vector<std::string>{"Xã Quảng Điền"});
  EXPECT_EQ(names("dac khu phu quoc", 5), std::vector<std::string>{"Đặc khu Phú Quốc"});
  EXPECT_EQ(tree_->Search("46", 1), std::vector<std::string>{"46"});
  EXPECT_EQ(names("Dong Nai", 1), std::vector<std::string>{"Tỉnh Đồng Nai"});
  // The spelling with the other tone placement finds the same units in the same order.
  EXPECT_EQ(tree_->Search("Hương Thủy", 10), tree_->Search("Hương Thuỷ", 10));
  EXPECT_EQ(tree_->Search("Hòa", 1000), tree_->Search("Hoà", 1000));
  // What agrees in the tones comes before what does not.
  EXPECT_EQ(names("Phố Bảng", 1), std::vector<std::string>{"Xã Phó Bảng"})
      << "known by its later name";
  EXPECT_EQ(names("Gia Lai", 1), std::vector<std::string>{"Tỉnh Gia Lai"});
  EXPECT_TRUE(tree_->Search("không có nơi này", 10).empty());
  EXPECT_TRUE(tree_->Search("  ", 10).empty());
  EXPECT_TRUE(tree_->Search("hue", 0).empty());
  EXPECT_EQ(tree_->Search("a", 7).size(), 7u);
}

TEST_F(ShippedUnitsTest, AListIsSortedByTheVietnameseAlphabet) {
  std::vector<std::string> names;
  for (const std::string& id : tree_->Children("VN")) {
    names.push_back(tree_->VersionAt(id, kFirst)->name);
  }
  std::sort(names.begin(), names.end(), [](const std::string& a, const std::string& b) {
    return VietnameseSortKey(a) < VietnameseSortKey(b);
  });
  const std::vector<std::string> expected = {
      "An Giang",    "Bắc Ninh",   "Cà Mau",      "Cao Bằng",  "Cần Thơ",  "Đà Nẵng",
      "Đắk Lắk",     "Điện Biên",  "Đồng Nai",    "Đồng Tháp", "Gia Lai",  "Hà Nội",
      "Hà Tĩnh",     "Hải Phòng",  "Hồ Chí Minh", "Huế",       "Hưng Yên", "Khánh Hòa",
      "Lai Châu",    "Lạng Sơn",   "Lào Cai",     "Lâm Đồng",  "Nghệ An",  "Ninh Bình",
      "Phú Thọ",     "Quảng Ngãi", "Quảng Ninh",  "Quảng Trị", "Sơn La",   "Tây Ninh",
      "Thái Nguyên", "Thanh Hóa",  "Tuyên Quang", "Vĩnh Long"};
  EXPECT_EQ(names, expected);
}

}  // namespace
}  // namespace motcua::units
