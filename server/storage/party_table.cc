#include "server/storage/party_table.h"

#include <limits>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "common/sql/query.h"
#include "server/storage/person_table.h"
#include "server/storage/row_values.h"

namespace motcua::storage {
namespace {

using domain::DossierKey;

constexpr int64_t kAnyDayBefore = std::numeric_limits<int32_t>::min();
constexpr int64_t kAnyDayAfter = std::numeric_limits<int32_t>::max();

std::string FilterText(const DossierFilter& f) {
  std::string text = f.unit + "|" + std::to_string(static_cast<int>(f.state)) + "|" + f.procedure;
  text += "|" + (f.from ? FormatDay(*f.from) : "") + "|" + (f.until ? FormatDay(*f.until) : "");
  text += "|" + (f.overdue_at ? std::to_string(ToMicros(*f.overdue_at)) : "");
  return text;
}

bool HasConditions(const DossierFilter& f) {
  return f.state != domain::State::kNone || !f.procedure.empty() || f.from || f.until ||
         f.overdue_at;
}

// A place before the newest dossier: nothing made by UlidGenerator is greater.
DossierKey Newest() {
  std::array<uint8_t, Ulid::kBytes> all;
  all.fill(0xff);
  return {"~", Ulid(all)};
}

absl::StatusOr<DossierKey> ParsePosition(std::string_view text) {
  const size_t dash = text.rfind('-');
  if (dash == std::string_view::npos) {
    return MakeError(absl::StatusCode::kInternal, "PAGE_POSITION", "a page position is malformed");
  }
  MOTCUA_ASSIGN_OR_RETURN(const Ulid ulid, Ulid::Parse(text.substr(dash + 1)));
  return DossierKey{std::string(text.substr(0, dash)), ulid};
}

// Runs over the unit's dossiers below `start`, newest first.
class Scan {
 public:
  Scan(sql::Connection& conn, const DossierFilter& f, const DossierKey& start, int64_t limit)
      : q_(conn, Sql(f)) {
    if (!HasConditions(f)) {
      q_.Bind(f.unit, BlobOf(start.ulid), start.unit, limit);
      return;
    }
    q_.Bind(f.unit, BlobOf(start.ulid), start.unit, limit, static_cast<int>(f.state), f.procedure,
            f.from ? ToDayNumber(*f.from) : kAnyDayBefore,
            f.until ? ToDayNumber(*f.until) : kAnyDayAfter, MicrosOf(f.overdue_at));
  }
  bool Next() { return q_.Next(); }
  DossierKey key() { return KeyFrom(q_, 0, 1); }
  absl::Status status() const { return q_.status(); }

 private:
  static std::string_view Sql(const DossierFilter& f) {
    if (!HasConditions(f)) {
      return "SELECT ulid, dossier_unit FROM party WHERE unit = $1 AND (ulid, dossier_unit) < "
             "($2, $3) ORDER BY ulid DESC, dossier_unit DESC LIMIT $4";
    }
    return "SELECT p.ulid, p.dossier_unit FROM party p JOIN dossier d ON d.ulid = p.ulid AND "
           "d.unit = p.dossier_unit WHERE p.unit = $1 AND (p.ulid, p.dossier_unit) < ($2, $3) "
           "AND ($5 = 0 OR d.state = $5) AND ($6 = '' OR d.procedure = $6) "
           "AND d.day >= $7 AND d.day <= $8 AND ($9 IS NULL OR d.due_at < $9) "
           "ORDER BY p.ulid DESC, p.dossier_unit DESC LIMIT $4";
  }

  sql::Query q_;
};

}  // namespace

std::set<std::string> PartiesOf(const domain::Dossier& d) {
  std::set<std::string> parties(d.past_holders.begin(), d.past_holders.end());
  parties.insert({d.holder, d.receiving, d.competent, d.returning});
  if (domain::HasPendingTransfer(d)) parties.insert(d.transfer->to);
  parties.erase("");
  return parties;
}

absl::Status PartyTable::Put(const domain::Dossier& before, const domain::Dossier& after) {
  const std::set<std::string> had = PartiesOf(before);
  const std::set<std::string> has = PartiesOf(after);
  if (had == has && before.version > 0) return absl::OkStatus();
  for (const std::string& unit : had) {
    if (has.contains(unit)) continue;
    MOTCUA_RETURN_IF_ERROR(
        sql::Exec(conn_, "DELETE FROM party WHERE unit = $1 AND ulid = $2 AND dossier_unit = $3",
                  unit, BlobOf(after.key.ulid), after.key.unit));
  }
  for (const std::string& unit : has) {
    if (before.version > 0 && had.contains(unit)) continue;
    MOTCUA_RETURN_IF_ERROR(
        sql::Exec(conn_, "INSERT INTO party (unit, ulid, dossier_unit) VALUES ($1, $2, $3)", unit,
                  BlobOf(after.key.ulid), after.key.unit));
  }
  return absl::OkStatus();
}

absl::StatusOr<Page<DossierKey>> PartyTable::List(const DossierFilter& filter, int page_size,
                                                  const PageToken& token) {
  DossierKey start = Newest();
  const std::string filter_text = FilterText(filter);
  if (!token.empty()) {
    MOTCUA_ASSIGN_OR_RETURN(const std::string position,
                            vault_.ReadPageToken("dossiers", filter_text, token));
    MOTCUA_ASSIGN_OR_RETURN(start, ParsePosition(position));
  }
  Page<DossierKey> page;
  if (page_size <= 0) return page;
  Scan scan(conn_, filter, start, static_cast<int64_t>(page_size) + 1);
  while (scan.Next()) page.items.push_back(scan.key());
  MOTCUA_RETURN_IF_ERROR(scan.status());
  if (page.items.size() > static_cast<size_t>(page_size)) {
    page.items.pop_back();
    page.next = vault_.MakePageToken("dossiers", filter_text, page.items.back().ToString());
  }
  return page;
}

absl::StatusOr<std::vector<DossierKey>> PartyTable::FindByNamePart(const DossierFilter& filter,
                                                                   std::string_view part,
                                                                   int limit) {
  std::vector<DossierKey> found;
  if (limit <= 0) return found;
  const std::string wanted = FoldForSearch(part);
  PersonTable people(conn_, vault_);
  Scan scan(conn_, filter, Newest(), std::numeric_limits<int64_t>::max());
  while (scan.Next()) {
    DossierKey key = scan.key();
    MOTCUA_ASSIGN_OR_RETURN(const std::string name, people.Name(key));
    if (FoldForSearch(name).find(wanted) == std::string::npos) continue;
    found.push_back(std::move(key));
    if (found.size() == static_cast<size_t>(limit)) return found;
  }
  MOTCUA_RETURN_IF_ERROR(scan.status());
  return found;
}

}  // namespace motcua::storage
