#include "common/units/unit_tree.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "common/units/unit_check.h"

namespace motcua::units {

absl::StatusOr<std::shared_ptr<const UnitTree>> UnitTree::Build(std::vector<Unit> units) {
  for (const Unit& unit : units) MOTCUA_RETURN_IF_ERROR(CheckUnit(unit));
  std::shared_ptr<UnitTree> tree(new UnitTree());
  tree->units_ = std::move(units);
  std::sort(tree->units_.begin(), tree->units_.end(),
            [](const Unit& a, const Unit& b) { return a.id < b.id; });
  for (size_t i = 1; i < tree->units_.size(); ++i) {
    if (tree->units_[i].id == tree->units_[i - 1].id) {
      return UnitInvalid(tree->units_[i].id, "each unit is given once");
    }
  }
  MOTCUA_RETURN_IF_ERROR(tree->Link());
  MOTCUA_RETURN_IF_ERROR(tree->CheckSuccessors());
  MOTCUA_RETURN_IF_ERROR(tree->IndexOrgCodes());
  MOTCUA_RETURN_IF_ERROR(tree->CheckNames());
  tree->IndexNames();
  return tree;
}

absl::Status UnitTree::Link() {
  const size_t nation = IndexOf("VN");
  if (nation == units_.size()) return UnitInvalid("VN", "the list has the nation");
  places_.resize(units_.size());
  for (size_t i = 0; i < units_.size(); ++i) {
    const Unit& unit = units_[i];
    if (i == nation) {
      places_[i].parent = i;
      continue;
    }
    const size_t parent = IndexOf(unit.parent_id);
    if (parent == units_.size()) {
      return UnitInvalid(unit.id, "its parent " + unit.parent_id + " is in the list");
    }
    const UnitKind above = units_[parent].kind;
    if (unit.kind == UnitKind::kProvinceCentre && above != UnitKind::kNation) {
      return UnitInvalid(unit.id, "a province stands under the nation");
    }
    if (unit.kind == UnitKind::kCommuneCentre && above != UnitKind::kProvinceCentre) {
      return UnitInvalid(unit.id, "a commune stands under a province");
    }
    if (unit.kind == UnitKind::kDivision && above == UnitKind::kNation) {
      return UnitInvalid(unit.id, "a division stands under an office");
    }
    places_[i].parent = parent;
    places_[parent].children.push_back(i);
  }

  // Depth first without recursion: a list from outside must not be able to exhaust the stack.
  std::vector<std::pair<size_t, size_t>> path = {{nation, 0}};  // unit, next child
  while (!path.empty()) {
    auto& [at, next] = path.back();
    Place& place = places_[at];
    if (next == 0) {
      place.first = preorder_.size();
      preorder_.push_back(at);
      const Unit& unit = units_[at];
      if (unit.kind == UnitKind::kProvinceCentre) {
        place.province = unit.id;
      } else {
        place.province = places_[place.parent].province;
      }
      place.office = unit.kind == UnitKind::kDivision ? places_[place.parent].office : at;
    }
    if (next < place.children.size()) {
      const size_t child = place.children[next++];
      path.emplace_back(child, 0);
    } else {
      place.end = preorder_.size();
      path.pop_back();
    }
  }
  for (size_t i = 0; i < units_.size(); ++i) {
    // Every parent exists, so what the walk did not reach is above itself.
    if (places_[i].end == 0) return UnitInvalid(units_[i].id, "no unit is above itself");
  }
  return absl::OkStatus();
}

absl::Status UnitTree::CheckSuccessors() const {
  for (const Unit& unit : units_) {
    for (const UnitVersion& version : unit.versions) {
      if (version.successor_id.empty()) continue;
      if (!version.until) return UnitInvalid(unit.id, "only a version that ends has a successor");
      if (version.successor_id == unit.id || !VersionAt(version.successor_id, *version.until)) {
        return UnitInvalid(unit.id, "its successor " + version.successor_id +
                                        " is another unit, in force on the day this one ends");
      }
    }
  }
  return absl::OkStatus();
}

absl::Status UnitTree::IndexOrgCodes() {
  for (size_t i = 0; i < units_.size(); ++i) {
    for (size_t v = 0; v < units_[i].versions.size(); ++v) {
      const std::string& code = units_[i].versions[v].org_code;
      if (!code.empty()) org_codes_.push_back({code, i, v});
    }
  }
  const auto version = [this](const OrgCode& c) -> const UnitVersion& {
    return units_[c.unit].versions[c.version];
  };
  std::sort(org_codes_.begin(), org_codes_.end(), [&](const OrgCode& a, const OrgCode& b) {
    return std::tie(a.code, version(a).from) < std::tie(b.code, version(b).from);
  });
  // Sorted by first day, so that two overlap exactly if two neighbours do.
  for (size_t i = 1; i < org_codes_.size(); ++i) {
    const OrgCode& a = org_codes_[i - 1];
    const OrgCode& b = org_codes_[i];
    if (a.code == b.code && Overlap(version(a), version(b))) {
      return UnitInvalid(units_[b.unit].id, "its organisation code " + b.code + " is not that of " +
                                                units_[a.unit].id + " at the same time");
    }
  }
  return absl::OkStatus();
}

absl::Status UnitTree::CheckNames() const {
  struct Named {
    size_t parent;
    UnitKind kind;
    std::string name;
    size_t unit;
    const UnitVersion* version;
  };
  std::vector<Named> all;
  for (size_t i = 0; i < units_.size(); ++i) {
    for (const UnitVersion& version : units_[i].versions) {
      all.push_back({places_[i].parent, units_[i].kind,
                     FoldForCompare(::motcua::units::FullName(version)), i, &version});
    }
  }
  std::sort(all.begin(), all.end(), [](const Named& a, const Named& b) {
    return std::tie(a.parent, a.kind, a.name, a.version->from) <
           std::tie(b.parent, b.kind, b.name, b.version->from);
  });
  for (size_t i = 1; i < all.size(); ++i) {
    const Named& a = all[i - 1];
    const Named& b = all[i];
    if (a.parent == b.parent && a.kind == b.kind && a.name == b.name &&
        Overlap(*a.version, *b.version)) {
      return UnitInvalid(units_[b.unit].id, "its name is not that of " + units_[a.unit].id +
                                                " under the same parent at the same time");
    }
  }
  return absl::OkStatus();
}

void UnitTree::IndexNames() {
  for (size_t i = 0; i < units_.size(); ++i) {
    for (const UnitVersion& version : units_[i].versions) {
      const std::string full = ::motcua::units::FullName(version);
      names_.push_back({i, FoldForSearch(version.name), FoldForSearch(full), FoldForCompare(full),
                        VietnameseSortKey(version.name)});
    }
  }
}

size_t UnitTree::IndexOf(std::string_view id) const {
  const auto found =
      std::lower_bound(units_.begin(), units_.end(), id,
                       [](const Unit& u, std::string_view key) { return u.id < key; });
  if (found == units_.end() || found->id != id) return units_.size();
  return static_cast<size_t>(found - units_.begin());
}

const Unit* UnitTree::Find(std::string_view id) const {
  const size_t i = IndexOf(id);
  return i == units_.size() ? nullptr : &units_[i];
}

const UnitVersion* UnitTree::VersionAt(std::string_view id, Day day) const {
  const Unit* unit = Find(id);
  if (unit == nullptr) return nullptr;
  const auto after =
      std::upper_bound(unit->versions.begin(), unit->versions.end(), day,
                       [](Day key, const UnitVersion& version) { return key < version.from; });
  if (after == unit->versions.begin() || !std::prev(after)->InForce(day)) return nullptr;
  return &*std::prev(after);
}

const Unit* UnitTree::FindByOrgCode(std::string_view org_code, Day day) const {
  auto it = std::lower_bound(org_codes_.begin(), org_codes_.end(), org_code,
                             [](const OrgCode& c, std::string_view key) { return c.code < key; });
  for (; it != org_codes_.end() && it->code == org_code; ++it) {
    if (units_[it->unit].versions[it->version].InForce(day)) return &units_[it->unit];
  }
  return nullptr;
}

bool UnitTree::IsUnder(std::string_view id, std::string_view ancestor_id) const {
  const size_t i = IndexOf(id);
  const size_t ancestor = IndexOf(ancestor_id);
  if (i == units_.size() || ancestor == units_.size()) return false;
  const Place& above = places_[ancestor];
  return above.first <= places_[i].first && places_[i].first < above.end;
}

std::vector<std::string> UnitTree::Subtree(std::string_view id) const {
  std::vector<std::string> ids;
  const size_t i = IndexOf(id);
  if (i == units_.size()) return ids;
  for (size_t at = places_[i].first; at < places_[i].end; ++at) {
    ids.push_back(units_[preorder_[at]].id);
  }
  return ids;
}

std::vector<std::string> UnitTree::Children(std::string_view id) const {
  std::vector<std::string> ids;
  const size_t i = IndexOf(id);
  if (i == units_.size()) return ids;
  for (size_t child : places_[i].children) ids.push_back(units_[child].id);
  return ids;
}

std::string UnitTree::ProvinceOf(std::string_view id) const {
  const size_t i = IndexOf(id);
  return i == units_.size() ? std::string() : places_[i].province;
}

std::string UnitTree::OfficeOf(std::string_view id) const {
  const size_t i = IndexOf(id);
  return i == units_.size() ? std::string() : units_[places_[i].office].id;
}

std::string UnitTree::FullName(std::string_view id, Day day) const {
  const UnitVersion* version = VersionAt(id, day);
  return version == nullptr ? std::string() : ::motcua::units::FullName(*version);
}

std::vector<std::string> UnitTree::Search(std::string_view text, size_t limit) const {
  const std::string wanted = FoldForSearch(text);
  const std::string with_tones = FoldForCompare(text);
  if (wanted.empty() || limit == 0) return {};
  using Hit = std::tuple<int, bool, std::string_view, size_t>;  // class, tones differ, order, unit
  std::vector<Hit> hits;
  if (const size_t i = IndexOf(text); i != units_.size()) hits.emplace_back(0, false, "", i);
  for (const SearchName& name : names_) {
    const size_t at = name.full.find(wanted);
    if (at == std::string::npos) continue;
    int place = 4;
    if (name.bare == wanted || name.full == wanted) {
      place = 1;
    } else if (name.bare.starts_with(wanted) || at == 0) {
      place = 2;
    } else if (name.full.find(" " + wanted) != std::string::npos) {
      place = 3;
    }
    hits.emplace_back(place, name.exact.find(with_tones) == std::string::npos, name.order,
                      name.unit);
  }
  std::sort(hits.begin(), hits.end());
  std::vector<std::string> ids;
  for (const Hit& hit : hits) {
    const std::string& id = units_[std::get<3>(hit)].id;
    if (ids.size() == limit) break;
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  }
  return ids;
}

}  // namespace motcua::units
