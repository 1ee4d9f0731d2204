// All units of the country as one tree: nation, provinces, communes, and the offices beside them.
//
// Immutable, therefore free to share between threads; a changed list makes a new tree. Built from
// 3,400 units in milliseconds. A look-up by id is a binary search; IsUnder, ProvinceOf and OfficeOf
// need no more than that. Nothing here is personal.
#ifndef MOTCUA_COMMON_UNITS_UNIT_TREE_H_
#define MOTCUA_COMMON_UNITS_UNIT_TREE_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/time.h"
#include "common/units/unit.h"

namespace motcua::units {

class UnitTree {
 public:
  // INVALID_ARGUMENT (UNIT_LIST_INVALID), naming the unit, unless
  //  - each id is of the grammar, given once, and fits its kind: "VN" the nation, two digits a
  //    province centre, five a commune centre, a local part for every other kind;
  //  - there is one nation; it alone has no parent; provinces stand under it, communes under
  //    provinces; every parent exists and no unit is above itself;
  //  - each unit has versions, in order and without overlap, each with a name and the place types
  //    of its kind (tỉnh, thành phố; xã, phường, đặc khu; none for the others);
  //  - no two units have one organisation code on one day, nor, under one parent and of one kind,
  //    one full name on one day (compared by FoldForCompare);
  //  - a successor follows a version that ends, is another unit, and is in force on that day.
  // Values: unit, expected.
  static absl::StatusOr<std::shared_ptr<const UnitTree>> Build(std::vector<Unit> units);

  // Null if there is no such unit. Pointers live as long as the tree.
  const Unit* Find(std::string_view id) const;
  // The version in force on `day`; null if there is no such unit or it was not there on that day.
  const UnitVersion* VersionAt(std::string_view id, Day day) const;
  // The unit whose organisation code this is on `day`; null if there is none.
  const Unit* FindByOrgCode(std::string_view org_code, Day day) const;

  const Unit& Nation() const { return *Find("VN"); }
  // By id.
  const std::vector<Unit>& units() const { return units_; }

  // Whether `id` is `ancestor_id` or below it; false if either does not exist.
  bool IsUnder(std::string_view id, std::string_view ancestor_id) const;
  // `id` first, then everything below it, each unit before its children; empty if it does not
  // exist.
  std::vector<std::string> Subtree(std::string_view id) const;
  // Directly below, by id.
  std::vector<std::string> Children(std::string_view id) const;
  // The id of the province it is in ("46"); "" for the nation, what stands under it directly, and
  // unknown units.
  std::string ProvinceOf(std::string_view id) const;
  // The nearest office, itself or above: every kind but a division is one. "" if it does not exist.
  std::string OfficeOf(std::string_view id) const;

  // FullName of the version in force on `day`; "" if there is none.
  std::string FullName(std::string_view id, Day day) const;

  // Up to `limit` units whose id is `text` or whose full name, present or past, contains it when
  // tones, marks and case are ignored (đ is d). Best first: the id, the whole name, the beginning
  // of the name, the beginning of a word, anywhere; those that agree in the tones too before the
  // others; then by the Vietnamese alphabet. Reads every name: a millisecond.
  std::vector<std::string> Search(std::string_view text, size_t limit) const;

 private:
  struct Place {           // of the unit with the same index
    size_t parent = 0;     // the nation's is itself
    size_t first = 0;      // its position in preorder_
    size_t end = 0;        // one past the last position of its subtree
    size_t office = 0;     // index
    std::string province;  // id
    std::vector<size_t> children;
  };
  struct SearchName {
    size_t unit;
    std::string bare, full;  // folded for search
    std::string exact;       // full name folded for comparing
    std::string order;       // sort key of the bare name
  };
  struct OrgCode {
    std::string code;
    size_t unit, version;
  };

  UnitTree() = default;
  absl::Status Link();
  absl::Status CheckSuccessors() const;
  absl::Status IndexOrgCodes();
  absl::Status CheckNames() const;
  void IndexNames();
  // units_.size() if it does not exist.
  size_t IndexOf(std::string_view id) const;

  std::vector<Unit> units_;  // by id
  std::vector<Place> places_;
  std::vector<size_t> preorder_;
  std::vector<SearchName> names_;
  std::vector<OrgCode> org_codes_;  // by code, then first day
};

}  // namespace motcua::units

#endif  // MOTCUA_COMMON_UNITS_UNIT_TREE_H_
