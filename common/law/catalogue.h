// The catalogue of procedures: all versions of all entries.
//
// Three tables (common/base/tsv.h), rows in the order of code, version, ordinal:
//   procedures.tsv            code version state from until name_vi name_en field_vi level limit
//                             limit_with_verification limit_rule_vi fee fee_rule_vi results
//                             province_from nationwide_from boundary_source competence serve_now
//                             legal_basis source status
//   procedure_steps.tsv       code version ordinal kind role name_vi share
//   procedure_components.tsv  code version ordinal name_vi required replaced_by_data
// state = draft | published | ended;  level = province | commune | both;  days are yyyy-mm-dd;
// limits as in time_limit.h;  fee = "0" | "council" | amount in VND;  results = result *( ";"
// result ), result = [ "KQ.Gnn.nnnnnn" ] "=" name;  serve_now, required = yes | no.
#ifndef MOTCUA_COMMON_LAW_CATALOGUE_H_
#define MOTCUA_COMMON_LAW_CATALOGUE_H_

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/time.h"
#include "common/law/procedure.h"

namespace motcua::law {

struct CatalogueText {
  std::string procedures;
  std::string steps;
  std::string components;
};

// Immutable and thread safe. Pointers live as long as the catalogue.
class Catalogue {
 public:
  // Whole or not at all. INVALID_ARGUMENT LINE_INVALID (values: file, line, column, expected) for
  // the first row that
  //  - is malformed, or names a code or version that procedures.tsv does not have;
  //  - repeats a code and version, or an ordinal; ordinals are 1, 2, 3, ...;
  //  - ends before it begins, is ended without a day, or is in force on a day of another version;
  //  - has no step of receiving at the beginning, none of signing, none of return at the end, or
  //    only shares of 0; or no component;
  //  - is nationwide before it is province-wide.
  static absl::StatusOr<Catalogue> FromTsv(const CatalogueText& text);
  // Reads the three files of `folder`; the errors of ReadFile as well.
  static absl::StatusOr<Catalogue> Load(const std::string& folder);
  // What FromTsv reads back into an equal catalogue.
  absl::StatusOr<CatalogueText> ToTsv() const;

  // Null when there is none.
  const ProcedureVersion* InForce(std::string_view code, Day day) const;
  const ProcedureVersion* Version(std::string_view code, int version) const;
  // As InForce. NOT_FOUND PROCEDURE_NOT_FOUND for an unknown code; FAILED_PRECONDITION
  // PROCEDURE_NOT_IN_FORCE (values: procedure, day, from: the first day of its next version or "").
  absl::StatusOr<const ProcedureVersion*> Require(std::string_view code, Day day) const;
  // By code, then version.
  const std::vector<ProcedureVersion>& All() const { return versions_; }

  // Up to `limit` versions in force on `day` whose code begins with `text` or whose name or field
  // contains it, tones and case ignored: codes first, then names that begin with it, names, fields;
  // equal ones by code. None for an empty text.
  std::vector<const ProcedureVersion*> Search(std::string_view text, Day day, size_t limit) const;

 private:
  Catalogue() = default;
  std::vector<ProcedureVersion> versions_;
  struct Folded {
    std::string name_vi, name_en, field_vi;
  };
  std::vector<Folded> folded_;  // parallel to versions_
};

}  // namespace motcua::law

#endif  // MOTCUA_COMMON_LAW_CATALOGUE_H_
