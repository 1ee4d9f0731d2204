#include "server/storage/transfer_table.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <tuple>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/sql/query.h"
#include "server/storage/row_values.h"

namespace motcua::storage {
namespace {

using domain::Transfer;
using domain::TransferState;

#define MOTCUA_TRANSFER_COLUMNS                                                                  \
  "ulid, unit, dossier_ulid, state, purpose, from_unit, to_unit, offered_at, due, answered_at, " \
  "suggested, content_sha256"

TransferRow RowFrom(sql::Query& q) {
  TransferRow row;
  row.key = KeyFrom(q, 2, 1);
  Transfer& t = row.transfer;
  t.id = UlidFrom(q.Blob(0));
  t.state = static_cast<TransferState>(q.Int(3));
  t.purpose = static_cast<domain::TransferPurpose>(q.Int(4));
  t.from = q.Text(5);
  t.to = q.Text(6);
  t.offered_at = FromMicros(q.Int(7));
  t.due = FromMicros(q.Int(8));
  t.answered_at = TimeFrom(q.OptionalInt(9));
  t.suggested = q.Text(10);
  t.content_sha256 = q.Text(11);
  return row;
}

struct Position {
  int64_t due = std::numeric_limits<int64_t>::min();
  Ulid ulid;
};

bool Before(const TransferRow& a, const TransferRow& b) {
  return std::tie(a.transfer.due, a.transfer.id) < std::tie(b.transfer.due, b.transfer.id);
}

std::string PositionText(const Transfer& t) {
  return std::to_string(ToMicros(t.due)) + "/" + t.id.ToString();
}

absl::StatusOr<Position> ParsePosition(std::string_view text) {
  Position p;
  const size_t slash = text.find('/');
  if (slash == std::string_view::npos) {
    return MakeError(absl::StatusCode::kInternal, "PAGE_POSITION", "a page position is malformed");
  }
  std::from_chars(text.data(), text.data() + slash, p.due);
  MOTCUA_ASSIGN_OR_RETURN(p.ulid, Ulid::Parse(text.substr(slash + 1)));
  return p;
}

std::string FilterText(const TransferFilter& f) {
  return f.unit + "|" + f.province + "|" + (f.in ? "i" : "") + (f.out ? "o" : "") +
         (f.answered ? "a" : "");
}

// The index ranges whose union is the filter.
struct Range {
  std::string_view sql;
  std::string value;
};

std::vector<Range> RangesOf(const TransferFilter& f) {
#define MOTCUA_TRANSFER_RANGE(column)                              \
  "SELECT " MOTCUA_TRANSFER_COLUMNS " FROM transfer WHERE " column \
  " = $1 AND waiting = $2 AND (due, ulid) > ($3, $4) ORDER BY due, ulid LIMIT $5"
  std::vector<Range> ranges;
  if (f.unit.empty() && f.province.empty()) {
    ranges.push_back({"SELECT " MOTCUA_TRANSFER_COLUMNS
                      " FROM transfer WHERE '' = $1 AND waiting = $2 AND (due, ulid) > ($3, $4) "
                      "ORDER BY due, ulid LIMIT $5",
                      ""});
    return ranges;
  }
  if (!f.unit.empty()) {
    if (f.in) ranges.push_back({MOTCUA_TRANSFER_RANGE("to_unit"), f.unit});
    if (f.out) ranges.push_back({MOTCUA_TRANSFER_RANGE("from_unit"), f.unit});
  } else {
    if (f.in) ranges.push_back({MOTCUA_TRANSFER_RANGE("to_province"), f.province});
    if (f.out) ranges.push_back({MOTCUA_TRANSFER_RANGE("from_province"), f.province});
  }
#undef MOTCUA_TRANSFER_RANGE
  return ranges;
}

}  // namespace

std::vector<Transfer> ChangedTransfers(const domain::Dossier& before,
                                       const domain::Dossier& after) {
  std::vector<Transfer> changed;
  if (!after.transfer || before.transfer == after.transfer) return changed;
  if (before.transfer && before.transfer->id != after.transfer->id &&
      before.transfer->state == TransferState::kOffered) {
    changed.push_back(*before.transfer);
    changed.back().state = TransferState::kExpired;
  }
  changed.push_back(*after.transfer);
  return changed;
}

absl::Status TransferTable::Put(const domain::Dossier& before, const domain::Dossier& after,
                                const ProvinceResolver& province_of) {
  for (const Transfer& t : ChangedTransfers(before, after)) {
    const int waiting = t.state == TransferState::kOffered ? 1 : 0;
    MOTCUA_RETURN_IF_ERROR(sql::Exec(
        conn_,
        "INSERT INTO transfer (ulid, unit, dossier_ulid, state, waiting, purpose, from_unit, "
        "to_unit, from_province, to_province, offered_at, due, answered_at, suggested, "
        "content_sha256) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
        // An offer that expired is made again as the same transfer, perhaps to another unit.
        "$15) ON CONFLICT (ulid, unit) DO UPDATE SET state = excluded.state, "
        "waiting = excluded.waiting, purpose = excluded.purpose, from_unit = excluded.from_unit, "
        "to_unit = excluded.to_unit, from_province = excluded.from_province, to_province = "
        "excluded.to_province, offered_at = excluded.offered_at, due = excluded.due, answered_at = "
        "excluded.answered_at, suggested = excluded.suggested, content_sha256 = "
        "excluded.content_sha256",
        BlobOf(t.id), after.key.unit, BlobOf(after.key.ulid), static_cast<int>(t.state), waiting,
        static_cast<int>(t.purpose), t.from, t.to, province_of(t.from), province_of(t.to),
        ToMicros(t.offered_at), ToMicros(t.due), MicrosOf(t.answered_at), t.suggested,
        t.content_sha256));
  }
  return absl::OkStatus();
}

absl::StatusOr<Page<TransferRow>> TransferTable::List(const TransferFilter& filter, int page_size,
                                                      const PageToken& token) {
  const std::string filter_text = FilterText(filter);
  Position start;
  if (!token.empty()) {
    MOTCUA_ASSIGN_OR_RETURN(const std::string text,
                            vault_.ReadPageToken("transfers", filter_text, token));
    MOTCUA_ASSIGN_OR_RETURN(start, ParsePosition(text));
  }
  Page<TransferRow> page;
  if (page_size <= 0) return page;
  for (const Range& range : RangesOf(filter)) {
    for (int waiting = filter.answered ? 0 : 1; waiting <= 1; ++waiting) {
      sql::Query q(conn_, range.sql);
      q.Bind(range.value, waiting, start.due, BlobOf(start.ulid),
             static_cast<int64_t>(page_size) + 1);
      while (q.Next()) page.items.push_back(RowFrom(q));
      MOTCUA_RETURN_IF_ERROR(q.status());
    }
  }
  std::sort(page.items.begin(), page.items.end(), Before);
  // A transfer inside one province is in both of its ranges.
  const auto same = [](const TransferRow& a, const TransferRow& b) {
    return a.transfer.id == b.transfer.id;
  };
  page.items.erase(std::unique(page.items.begin(), page.items.end(), same), page.items.end());
  if (page.items.size() > static_cast<size_t>(page_size)) {
    page.items.resize(static_cast<size_t>(page_size));
    page.next =
        vault_.MakePageToken("transfers", filter_text, PositionText(page.items.back().transfer));
  }
  return page;
}

absl::StatusOr<int64_t> TransferTable::CountWaitingIn(std::string_view unit) {
  sql::Query q(conn_, "SELECT COUNT(*) FROM transfer WHERE to_unit = $1 AND waiting = 1");
  q.Bind(unit);
  const int64_t count = q.Next() ? q.Int(0) : 0;
  MOTCUA_RETURN_IF_ERROR(q.status());
  return count;
}

absl::StatusOr<std::vector<Transfer>> TransferTable::OfDossier(const domain::DossierKey& key) {
  sql::Query q(conn_, "SELECT " MOTCUA_TRANSFER_COLUMNS
                      " FROM transfer WHERE dossier_ulid = $1 AND unit = $2 ORDER BY ulid");
  q.Bind(BlobOf(key.ulid), key.unit);
  std::vector<Transfer> transfers;
  while (q.Next()) transfers.push_back(RowFrom(q).transfer);
  MOTCUA_RETURN_IF_ERROR(q.status());
  return transfers;
}

}  // namespace motcua::storage
