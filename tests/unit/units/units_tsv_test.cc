#include "common/units/units_tsv.h"

#include <gtest/gtest.h>

#include "common/base/error.h"

namespace motcua::units {
namespace {

const std::string kHeader =
    "id\tkind\tparent\tfrom\tuntil\tname\tplace_type\torg_code\torg_code_status\tsuccessor\n";
const std::string kNation = "VN\tnation\t\t2025-07-01\t\tViệt Nam\t\t\t\t\n";
const std::string kHue = "46\tprovince_centre\tVN\t2025-07-01\t\tHuế\tthanh_pho\tH57\tfinal\t\n";
const std::string kXa =
    "19867\tcommune_centre\t46\t2025-07-01\t2026-01-01\tQuảng Điền\txa\tH57.102\tprovisional\t\n";
const std::string kPhuong =
    "19867\tcommune_centre\t46\t2026-01-01\t2027-01-01\tQuảng "
    "Điền\tphuong\tH57.102\tfinal\t19804\n";

TEST(UnitsTsvTest, ARowIsAVersion) {
  const auto units = ReadUnitsTsv(kHeader + kNation + kHue + kXa + kPhuong);
  ASSERT_TRUE(units.ok()) << units.status();
  ASSERT_EQ(units->size(), 3u);
  const Unit& hue = (*units)[1];
  EXPECT_EQ(hue.id, "46");
  EXPECT_EQ(hue.kind, UnitKind::kProvinceCentre);
  EXPECT_EQ(hue.parent_id, "VN");
  EXPECT_EQ(hue.versions[0].until, std::nullopt);
  const Unit& commune = (*units)[2];
  EXPECT_EQ(commune.place_code, "19867");
  ASSERT_EQ(commune.versions.size(), 2u);
  EXPECT_EQ(commune.versions[0].until, MakeDay(2026, 1, 1));
  EXPECT_TRUE(commune.versions[0].org_code_provisional);
  EXPECT_FALSE(commune.versions[1].org_code_provisional);
  EXPECT_EQ(commune.versions[1].place_type, PlaceType::kPhuong);
  EXPECT_EQ(commune.versions[1].successor_id, "19804");
}

TEST(UnitsTsvTest, TheRoundTripIsExact) {
  const std::string text = kHeader + kNation + kHue + kXa + kPhuong;
  const auto units = ReadUnitsTsv(text);
  ASSERT_TRUE(units.ok());
  EXPECT_EQ(*WriteUnitsTsv(*units), text);
  EXPECT_EQ(*ReadUnitsTsv(*WriteUnitsTsv(*units)), *units);
}

TEST(UnitsTsvTest, ABadRowIsRefusedWithLineAndColumn) {
  struct Case {
    std::string text;
    const char* line;
    const char* column;
  };
  const auto row = [](std::string from, const std::string& what, const std::string& with) {
    from.replace(from.find(what), what.size(), with);
    return from;
  };
  const std::string start = kHeader + kNation + kHue;
  for (const Case& c : {
           Case{kNation, "1", "VN"},
           Case{start + "19867\tcommune_centre\n", "4", ""},
           Case{start + row(kXa, "19867", "1986"), "4", "id"},
           Case{start + row(kXa, "commune_centre", "commune"), "4", "kind"},
           Case{start + row(kXa, "2025-07-01", "2025-07-32"), "4", "from"},
           Case{start + row(kXa, "2026-01-01", "soon"), "4", "until"},
           Case{start + row(kXa, "\txa\t", "\thuyen\t"), "4", "place_type"},
           Case{start + row(kXa, "provisional", "maybe"), "4", "org_code_status"},
           Case{start + row(kXa, "provisional", ""), "4", "org_code_status"},
           Case{start + row(kXa, "H57.102", ""), "4", "org_code_status"},
           Case{start + row(kXa, "\t\n", "\t19 804\n"), "4", "successor"},
           Case{start + row(kXa, "2026-01-01", "2025-07-01"), "4", ""},
           Case{start + row(kXa, "\txa\t", "\ttinh\t"), "4", ""},
           Case{start + row(kXa, "Quảng Điền", ""), "4", ""},
           Case{start + row(kXa, "\t46\t", "\t\t"), "4", ""},
           Case{start + kXa + row(kPhuong, "commune_centre", "branch"), "5", "kind"},
           Case{start + kXa + row(kPhuong, "\t46\t", "\t48\t"), "5", "parent"},
           Case{start + kXa + row(kPhuong, "2026-01-01", "2025-12-31"), "5", ""},
           Case{start + kPhuong + kXa, "5", ""},
           Case{start + kXa + kXa, "5", ""},
       }) {
    const auto units = ReadUnitsTsv(c.text);
    ASSERT_FALSE(units.ok()) << c.text;
    EXPECT_EQ(ErrorReason(units.status()), "LINE_INVALID") << c.text;
    EXPECT_EQ(GetErrorValues(units.status())["line"], c.line) << units.status() << c.text;
    EXPECT_EQ(GetErrorValues(units.status())["column"], c.column) << units.status() << c.text;
    EXPECT_NE(GetErrorValues(units.status())["expected"], "");
  }
}

TEST(UnitsTsvTest, ANameThatCannotBeWrittenIsRefused) {
  auto units = *ReadUnitsTsv(kHeader + kNation);
  units[0].versions[0].name = "Việt\tNam";
  EXPECT_EQ(ErrorReason(WriteUnitsTsv(units).status()), "LINE_INVALID");
}

}  // namespace
}  // namespace motcua::units
