#include <map>
#include <optional>
#include <set>

#include "common/base/status_macros.h"
#include "common/sql/query.h"
#include "server/domain/codec.h"
#include "server/storage/dossier_table.h"
#include "server/storage/event_table.h"
#include "server/storage/party_table.h"
#include "server/storage/person_table.h"
#include "server/storage/queue_table.h"
#include "server/storage/row_values.h"
#include "server/storage/transfer_table.h"
#include "server/storage/verify_parts.h"

namespace motcua::storage {
namespace {

using domain::Dossier;
using domain::DossierKey;

// What the events of one dossier leave behind.
struct Fold {
  Dossier dossier;
  std::set<std::string> codes;
  std::map<Ulid, domain::Transfer> transfers;
  bool readable = true;          // every event could be applied
  bool private_readable = true;  // and every private part decrypted
};

class RowCheck {
 public:
  RowCheck(sql::Connection& conn, const Vault& vault, const ProvinceResolver& province_of,
           Findings& findings)
      : conn_(conn), vault_(vault), province_of_(province_of), findings_(findings) {}

  void Apply(const StoredEvent& e, Fold& fold) {
    const Dossier before = fold.dossier;
    if (e.private_corrupt) fold.private_readable = false;
    if (!fold.readable || !domain::ApplyEvent(e.public_bytes, e.private_bytes, fold.dossier).ok()) {
      fold.readable = false;
      return;
    }
    if (e.private_bytes.empty()) fold.private_readable = false;
    if (!fold.dossier.code.empty()) fold.codes.insert(fold.dossier.code);
    for (const domain::Transfer& t : ChangedTransfers(before, fold.dossier)) {
      fold.transfers[t.id] = t;
    }
  }

  absl::Status Check(const DossierKey& key, const Fold& fold) {
    ++findings_.report().dossiers;
    if (!fold.readable) {
      findings_.Add("event", key.ToString(), "the dossier's events do not follow each other");
      unreadable_ = true;
      return absl::OkStatus();
    }
    MOTCUA_RETURN_IF_ERROR(CheckDossier(fold.dossier));
    MOTCUA_RETURN_IF_ERROR(CheckPerson(fold));
    MOTCUA_RETURN_IF_ERROR(CheckCodes(fold));
    MOTCUA_RETURN_IF_ERROR(CheckParties(fold.dossier));
    MOTCUA_RETURN_IF_ERROR(CheckQueue(fold.dossier));
    return CheckTransfers(fold);
  }

  // Every row that should be there has been looked up; so one more is one too many.
  absl::Status CheckCounts() {
    if (unreadable_) return absl::OkStatus();
    const uint64_t dossiers = findings_.report().dossiers;
    MOTCUA_RETURN_IF_ERROR(CheckCount("dossier", "SELECT COUNT(*) FROM dossier", dossiers));
    MOTCUA_RETURN_IF_ERROR(CheckCount("person", "SELECT COUNT(*) FROM person", dossiers));
    MOTCUA_RETURN_IF_ERROR(CheckCount("dossier_code", "SELECT COUNT(*) FROM dossier_code", codes_));
    MOTCUA_RETURN_IF_ERROR(CheckCount("party", "SELECT COUNT(*) FROM party", parties_));
    MOTCUA_RETURN_IF_ERROR(CheckCount("queue", "SELECT COUNT(*) FROM queue", queue_));
    MOTCUA_RETURN_IF_ERROR(CheckCount("transfer", "SELECT COUNT(*) FROM transfer", transfers_));
    if (hidden_) return absl::OkStatus();
    return CheckCount("person_key", "SELECT COUNT(*) FROM person_key", person_keys_);
  }

 private:
  absl::Status CheckCount(const char* table, const char* sql, uint64_t expected) {
    sql::Query q(conn_, sql);
    q.Bind();
    if (q.Next() && static_cast<uint64_t>(q.Int(0)) > expected) {
      const uint64_t more = static_cast<uint64_t>(q.Int(0)) - expected;
      findings_.Add(table, "", std::to_string(more) + " rows belong to no event");
    }
    return q.status();
  }

  absl::Status CheckDossier(const Dossier& d) {
    MOTCUA_ASSIGN_OR_RETURN(const auto row, DossierTable(conn_).Read(d.key));
    if (!row) {
      findings_.Add("dossier", d.key.ToString(), "the row is missing");
    } else if (*row != DossierRowOf(d)) {
      findings_.Add("dossier", d.key.ToString(), "the row differs from the events");
    }
    return absl::OkStatus();
  }

  absl::Status CheckPerson(const Fold& fold) {
    const Dossier& d = fold.dossier;
    const std::string key = d.key.ToString();
    if (!fold.private_readable) {
      // Said of the event already.
      hidden_ = true;
      return absl::OkStatus();
    }
    PersonTable people(conn_, vault_);
    Dossier stored;
    stored.key = d.key;
    stored.components = d.components;  // their extra names are filled in again
    if (!people.Fill(stored).ok()) {
      findings_.Add("person", key, "a field cannot be decrypted");
    } else if (!SamePerson(stored, d)) {
      findings_.Add("person", key, "a field differs from the events");
    }
    const std::set<std::string> hashes = people.KeysOf(d);
    person_keys_ += hashes.size();
    for (const std::string& hash : hashes) {
      MOTCUA_RETURN_IF_ERROR(Expect(
          "person_key", key, "SELECT 1 FROM person_key WHERE hash = $1 AND ulid = $2 AND unit = $3",
          sql::Blob{hash}, BlobOf(d.key.ulid), d.key.unit));
    }
    return absl::OkStatus();
  }

  absl::Status CheckCodes(const Fold& fold) {
    codes_ += fold.codes.size();
    for (const std::string& code : fold.codes) {
      MOTCUA_RETURN_IF_ERROR(
          Expect("dossier_code", fold.dossier.key.ToString(),
                 "SELECT 1 FROM dossier_code WHERE code_key = $1 AND unit = $2 AND ulid = $3",
                 CodeKey(code), fold.dossier.key.unit, BlobOf(fold.dossier.key.ulid)));
    }
    return absl::OkStatus();
  }

  absl::Status CheckParties(const Dossier& d) {
    for (const std::string& unit : PartiesOf(d)) {
      ++parties_;
      MOTCUA_RETURN_IF_ERROR(
          Expect("party", d.key.ToString(),
                 "SELECT 1 FROM party WHERE unit = $1 AND ulid = $2 AND dossier_unit = $3", unit,
                 BlobOf(d.key.ulid), d.key.unit));
    }
    return absl::OkStatus();
  }

  absl::Status CheckQueue(const Dossier& d) {
    const auto row = QueueRowOf(d);
    if (!row) return absl::OkStatus();
    ++queue_;
    return Expect("queue", d.key.ToString(),
                  "SELECT 1 FROM queue WHERE unit = $1 AND due_key = $2 AND ulid = $3 AND "
                  "dossier_unit = $4 AND lane = $5 AND officer = $6",
                  row->unit, row->due_key, BlobOf(d.key.ulid), d.key.unit, row->lane, row->officer);
  }

  absl::Status CheckTransfers(const Fold& fold) {
    transfers_ += fold.transfers.size();
    if (fold.transfers.empty()) return absl::OkStatus();
    for (const auto& [id, t] : fold.transfers) {
      MOTCUA_RETURN_IF_ERROR(Expect(
          "transfer", id.ToString(),
          "SELECT 1 FROM transfer WHERE ulid = $1 AND unit = $2 AND dossier_ulid = $3 AND state = "
          "$4 AND waiting = $5 AND purpose = $6 AND from_unit = $7 AND to_unit = $8 AND "
          "from_province = $9 AND to_province = $10 AND offered_at = $11 AND due = $12 AND "
          "COALESCE(answered_at, -1) = $13 AND suggested = $14 AND content_sha256 = $15",
          BlobOf(id), fold.dossier.key.unit, BlobOf(fold.dossier.key.ulid),
          static_cast<int>(t.state), t.state == domain::TransferState::kOffered ? 1 : 0,
          static_cast<int>(t.purpose), t.from, t.to, province_of_(t.from), province_of_(t.to),
          ToMicros(t.offered_at), ToMicros(t.due), MicrosOf(t.answered_at).value_or(-1),
          t.suggested, t.content_sha256));
    }
    return absl::OkStatus();
  }

  template <typename... Args>
  absl::Status Expect(const char* table, const std::string& key, std::string_view sql,
                      const Args&... args) {
    sql::Query q(conn_, sql);
    q.Bind(args...);
    if (!q.Next()) findings_.Add(table, key, "no row is as the events say");
    return q.status();
  }

  sql::Connection& conn_;
  const Vault& vault_;
  const ProvinceResolver& province_of_;
  Findings& findings_;
  uint64_t codes_ = 0;
  uint64_t parties_ = 0;
  uint64_t queue_ = 0;
  uint64_t transfers_ = 0;
  uint64_t person_keys_ = 0;
  bool unreadable_ = false;
  bool hidden_ = false;
};

}  // namespace

absl::Status VerifyRows(sql::Connection& conn, const Vault& vault,
                        const ProvinceResolver& province_of, Findings& findings) {
  RowCheck check(conn, vault, province_of, findings);
  std::optional<DossierKey> key;
  Fold fold;
  MOTCUA_RETURN_IF_ERROR(
      EventTable(conn, vault).ScanByDossier([&](const StoredEvent& e) -> absl::Status {
        const DossierKey next{e.unit, *e.ulid};
        if (key != next) {
          if (key) MOTCUA_RETURN_IF_ERROR(check.Check(*key, fold));
          key = next;
          fold = Fold();
        }
        check.Apply(e, fold);
        findings.Step();
        return absl::OkStatus();
      }));
  if (key) MOTCUA_RETURN_IF_ERROR(check.Check(*key, fold));
  return check.CheckCounts();
}

}  // namespace motcua::storage
