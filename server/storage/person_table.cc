#include "server/storage/person_table.h"

#include <charconv>
#include <optional>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/sql/query.h"
#include "server/storage/row_values.h"

namespace motcua::storage {
namespace {

using domain::ApplicantKind;
using domain::Dossier;

std::string PersonPlace(const domain::DossierKey& key) {
  return PlaceOf("person", key.unit, key.ulid.ToString());
}

struct TextField {
  std::string_view column;
  std::string& (*text)(Dossier&);
};

// In the order of the columns after `kind`.
constexpr TextField kTexts[] = {
    {"name", [](Dossier& d) -> std::string& { return d.applicant.full_name; }},
    {"identity_number", [](Dossier& d) -> std::string& { return d.applicant.identity_number; }},
    {"phone", [](Dossier& d) -> std::string& { return d.applicant.phone; }},
    {"address", [](Dossier& d) -> std::string& { return d.applicant.address; }},
    {"email", [](Dossier& d) -> std::string& { return d.applicant.email; }},
    {"subject", [](Dossier& d) -> std::string& { return d.subject; }},
    {"supplement", [](Dossier& d) -> std::string& { return d.supplement_text; }},
};

std::optional<sql::Blob> View(const std::optional<std::string>& sealed) {
  if (!sealed) return std::nullopt;
  return sql::Blob{*sealed};
}

}  // namespace

bool SamePerson(const Dossier& a, const Dossier& b) {
  return a.applicant == b.applicant && a.subject == b.subject &&
         a.supplement_text == b.supplement_text &&
         domain::ExtraPaperNames(a) == domain::ExtraPaperNames(b);
}

absl::Status PersonTable::Fill(Dossier& d) {
  sql::Query q(conn_,
               "SELECT kind, name, identity_number, phone, address, email, subject, supplement, "
               "papers FROM person WHERE ulid = $1 AND unit = $2");
  q.Bind(BlobOf(d.key.ulid), d.key.unit);
  if (q.Next()) {
    const std::string place = PersonPlace(d.key);
    MOTCUA_ASSIGN_OR_RETURN(const std::string kind, vault_.Open(q.OptionalBlob(0), place, "kind"));
    if (!kind.empty()) {
      int number = 0;
      std::from_chars(kind.data(), kind.data() + kind.size(), number);
      d.applicant.kind = static_cast<ApplicantKind>(number);
    }
    int column = 1;
    for (const TextField& field : kTexts) {
      MOTCUA_ASSIGN_OR_RETURN(field.text(d),
                              vault_.Open(q.OptionalBlob(column++), place, field.column));
    }
    MOTCUA_ASSIGN_OR_RETURN(const std::string papers,
                            vault_.Open(q.OptionalBlob(column), place, "papers"));
    domain::SetExtraPaperNames(d, papers);
  }
  return q.status();
}

absl::StatusOr<std::string> PersonTable::Name(const domain::DossierKey& key) {
  sql::Query q(conn_, "SELECT name FROM person WHERE ulid = $1 AND unit = $2");
  q.Bind(BlobOf(key.ulid), key.unit);
  std::optional<std::string> sealed;
  if (q.Next()) sealed = q.OptionalBlob(0);
  MOTCUA_RETURN_IF_ERROR(q.status());
  return vault_.Open(sealed, PersonPlace(key), "name");
}

absl::Status PersonTable::Put(const Dossier& before, const Dossier& after) {
  if (before.version > 0 && SamePerson(before, after)) return absl::OkStatus();
  const std::string place = PersonPlace(after.key);
  std::optional<std::string> kind;
  if (after.applicant.kind != ApplicantKind::kCitizen) {
    kind = vault_.Seal(std::to_string(static_cast<int>(after.applicant.kind)), place, "kind");
  }
  const auto seal = [&](std::string_view text, std::string_view column) {
    return vault_.Seal(text, place, column);
  };
  const auto name = seal(after.applicant.full_name, "name");
  const auto number = seal(after.applicant.identity_number, "identity_number");
  const auto phone = seal(after.applicant.phone, "phone");
  const auto address = seal(after.applicant.address, "address");
  const auto email = seal(after.applicant.email, "email");
  const auto subject = seal(after.subject, "subject");
  const auto supplement = seal(after.supplement_text, "supplement");
  const auto papers = seal(domain::ExtraPaperNames(after), "papers");
  MOTCUA_RETURN_IF_ERROR(sql::Exec(
      conn_,
      "INSERT INTO person (ulid, unit, kind, name, identity_number, phone, address, email, "
      "subject, supplement, papers) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) "
      "ON CONFLICT (ulid, unit) DO UPDATE SET kind = excluded.kind, name = excluded.name, "
      "identity_number = excluded.identity_number, phone = excluded.phone, "
      "address = excluded.address, email = excluded.email, subject = excluded.subject, "
      "supplement = excluded.supplement, papers = excluded.papers",
      BlobOf(after.key.ulid), after.key.unit, View(kind), View(name), View(number), View(phone),
      View(address), View(email), View(subject), View(supplement), View(papers)));

  if (before.version > 0 && before.applicant == after.applicant) return absl::OkStatus();
  const std::set<std::string> had = before.version > 0 ? KeysOf(before) : std::set<std::string>();
  const std::set<std::string> has = KeysOf(after);
  for (const std::string& hash : had) {
    if (has.contains(hash)) continue;
    MOTCUA_RETURN_IF_ERROR(
        sql::Exec(conn_, "DELETE FROM person_key WHERE hash = $1 AND ulid = $2 AND unit = $3",
                  sql::Blob{hash}, BlobOf(after.key.ulid), after.key.unit));
  }
  for (const std::string& hash : has) {
    if (had.contains(hash)) continue;
    MOTCUA_RETURN_IF_ERROR(
        sql::Exec(conn_, "INSERT INTO person_key (hash, ulid, unit) VALUES ($1, $2, $3)",
                  sql::Blob{hash}, BlobOf(after.key.ulid), after.key.unit));
  }
  return absl::OkStatus();
}

std::set<std::string> PersonTable::KeysOf(const Dossier& d) const {
  std::set<std::string> keys = {vault_.NameKey(d.applicant.full_name),
                                vault_.IdentityKey(d.applicant.identity_number),
                                vault_.PhoneKey(d.applicant.phone)};
  keys.erase("");
  return keys;
}

absl::StatusOr<std::vector<domain::DossierKey>> PersonTable::Find(const std::string& hash,
                                                                  int limit) {
  std::vector<domain::DossierKey> keys;
  if (hash.empty() || limit <= 0) return keys;
  sql::Query q(conn_,
               "SELECT ulid, unit FROM person_key WHERE hash = $1 ORDER BY ulid DESC LIMIT $2");
  q.Bind(sql::Blob{hash}, limit);
  while (q.Next()) keys.push_back(KeyFrom(q, 0, 1));
  MOTCUA_RETURN_IF_ERROR(q.status());
  return keys;
}

}  // namespace motcua::storage
