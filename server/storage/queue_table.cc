#include "server/storage/queue_table.h"

#include <charconv>
#include <limits>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/sql/query.h"
#include "server/storage/dossier_table.h"
#include "server/storage/row_values.h"

namespace motcua::storage {
namespace {

constexpr int64_t kNoDue = std::numeric_limits<int64_t>::max();

struct Position {
  int64_t due_key = std::numeric_limits<int64_t>::min();
  domain::DossierKey key;
};

// due_key "/" dossier
std::string PositionText(const Position& p) {
  return std::to_string(p.due_key) + "/" + p.key.ToString();
}

absl::StatusOr<Position> ParsePosition(std::string_view text) {
  Position p;
  const size_t slash = text.find('/');
  const size_t dash = text.rfind('-');
  if (slash == std::string_view::npos || dash == std::string_view::npos || dash < slash) {
    return MakeError(absl::StatusCode::kInternal, "PAGE_POSITION", "a page position is malformed");
  }
  std::from_chars(text.data(), text.data() + slash, p.due_key);
  p.key.unit = text.substr(slash + 1, dash - slash - 1);
  MOTCUA_ASSIGN_OR_RETURN(p.key.ulid, Ulid::Parse(text.substr(dash + 1)));
  return p;
}

std::string FilterText(const QueueFilter& f) {
  return f.unit + "|" + std::to_string(static_cast<int>(f.lane)) + "|" + f.officer;
}

}  // namespace

std::optional<QueueRow> QueueRowOf(const domain::Dossier& d) {
  if (!domain::IsInQueue(d)) return std::nullopt;
  const std::optional<Time> due = DueAtOf(d);
  return QueueRow{d.holder, due ? ToMicros(*due) : kNoDue, static_cast<int>(LaneOf(d)), d.officer};
}

absl::Status QueueTable::Put(const domain::Dossier& before, const domain::Dossier& after) {
  const auto had = QueueRowOf(before);
  const auto has = QueueRowOf(after);
  if (had == has) return absl::OkStatus();
  if (had) {
    MOTCUA_RETURN_IF_ERROR(sql::Exec(
        conn_,
        "DELETE FROM queue WHERE unit = $1 AND due_key = $2 AND ulid = $3 AND dossier_unit = $4",
        had->unit, had->due_key, BlobOf(after.key.ulid), after.key.unit));
  }
  if (!has) return absl::OkStatus();
  return sql::Exec(conn_,
                   "INSERT INTO queue (unit, due_key, ulid, dossier_unit, lane, officer) "
                   "VALUES ($1, $2, $3, $4, $5, $6)",
                   has->unit, has->due_key, BlobOf(after.key.ulid), after.key.unit, has->lane,
                   has->officer);
}

absl::StatusOr<Page<QueueItem>> QueueTable::List(const QueueFilter& filter, int page_size,
                                                 const PageToken& token) {
  const std::string filter_text = FilterText(filter);
  Position start;
  if (!token.empty()) {
    MOTCUA_ASSIGN_OR_RETURN(const std::string text,
                            vault_.ReadPageToken("queue", filter_text, token));
    MOTCUA_ASSIGN_OR_RETURN(start, ParsePosition(text));
  }
  Page<QueueItem> page;
  if (page_size <= 0) return page;
  sql::Query q(conn_,
               "SELECT ulid, dossier_unit, due_key FROM queue WHERE unit = $1 "
               "AND (due_key, ulid, dossier_unit) > ($2, $3, $4) "
               "AND ($5 = 0 OR lane = $5) AND ($6 = '' OR officer = $6) "
               "ORDER BY due_key, ulid, dossier_unit LIMIT $7");
  q.Bind(filter.unit, start.due_key, BlobOf(start.key.ulid), start.key.unit,
         static_cast<int>(filter.lane), filter.officer, static_cast<int64_t>(page_size) + 1);
  Position last;
  while (q.Next()) {
    if (page.items.size() == static_cast<size_t>(page_size)) {
      page.next = vault_.MakePageToken("queue", filter_text, PositionText(last));
      break;
    }
    last = {q.Int(2), KeyFrom(q, 0, 1)};
    QueueItem item{last.key, std::nullopt};
    if (last.due_key != kNoDue) item.due_at = FromMicros(last.due_key);
    page.items.push_back(std::move(item));
  }
  MOTCUA_RETURN_IF_ERROR(q.status());
  return page;
}

absl::StatusOr<QueueCounts> QueueTable::Count(std::string_view unit, Time now, Time end_of_day) {
  sql::Query q(conn_,
               "SELECT lane, COUNT(*), "
               "CAST(SUM(CASE WHEN due_key < $2 THEN 1 ELSE 0 END) AS BIGINT), "
               "CAST(SUM(CASE WHEN due_key >= $2 AND due_key < $3 THEN 1 ELSE 0 END) AS BIGINT) "
               "FROM queue WHERE unit = $1 GROUP BY lane");
  q.Bind(unit, ToMicros(now), ToMicros(end_of_day));
  QueueCounts counts;
  while (q.Next()) {
    const int64_t lane = q.Int(0);
    if (lane >= 1 && lane <= 5) counts.by_lane[lane] = q.Int(1);
    counts.by_lane[0] += q.Int(1);
    counts.overdue += q.Int(2);
    counts.due_today += q.Int(3);
  }
  MOTCUA_RETURN_IF_ERROR(q.status());
  return counts;
}

}  // namespace motcua::storage
