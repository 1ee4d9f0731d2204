#include "server/storage/batch_state.h"

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/sql/query.h"

namespace motcua::storage {
namespace {

constexpr int64_t kSerialsInABlock = 50;

absl::Status LogCorrupt() {
  return MakeError(absl::StatusCode::kDataLoss, "LOG_CORRUPT",
                   "the log does not end where its last root says; restore from a backup");
}

absl::StatusOr<LogHead> ReadHead(sql::Connection& conn) {
  LogHead head;
  {
    sql::Query q(conn, "SELECT size, root, tree FROM log_root ORDER BY size DESC LIMIT 1");
    q.Bind();
    if (q.Next()) {
      MOTCUA_ASSIGN_OR_RETURN(head.tree, crypto::CompactRange::Deserialize(q.Blob(2)));
      if (head.tree.size() != static_cast<uint64_t>(q.Int(0)) || head.tree.Root() != q.Blob(1)) {
        return LogCorrupt();
      }
    }
    MOTCUA_RETURN_IF_ERROR(q.status());
  }
  sql::Query q(conn, "SELECT log_index, recorded_at FROM event ORDER BY log_index DESC LIMIT 1");
  q.Bind();
  uint64_t size = 0;
  if (q.Next()) {
    size = static_cast<uint64_t>(q.Int(0)) + 1;
    head.recorded_at = FromMicros(q.Int(1));
  }
  MOTCUA_RETURN_IF_ERROR(q.status());
  if (size != head.tree.size()) return LogCorrupt();
  return head;
}

// The serial after the last one leased, by whomever.
absl::StatusOr<int64_t> FirstFreeSerial(sql::Connection& conn, std::string_view unit, int day) {
  sql::Query q(conn, "SELECT MAX(last_serial) FROM serial_lease WHERE unit = $1 AND day = $2");
  q.Bind(unit, day);
  int64_t first = 1;
  if (q.Next() && !q.IsNull(0)) first = q.Int(0) + 1;
  MOTCUA_RETURN_IF_ERROR(q.status());
  return first;
}

}  // namespace

absl::Status BatchState::Load(sql::Connection& conn) {
  MOTCUA_ASSIGN_OR_RETURN(published_log_, ReadHead(conn));
  published_serials_.clear();
  Begin();
  return absl::OkStatus();
}

void BatchState::Begin() {
  staged_log_ = published_log_;
  staged_serials_.clear();
  forget_serials_ = false;
}

absl::Status BatchState::BeforeCommit(sql::Connection& conn) {
  if (staged_log_.tree.size() == published_log_.tree.size()) return absl::OkStatus();
  const std::string root = staged_log_.tree.Root();
  const std::string tree = staged_log_.tree.Serialize();
  return sql::Exec(conn,
                   "INSERT INTO log_root (size, root, tree, recorded_at) VALUES ($1, $2, $3, $4)",
                   static_cast<int64_t>(staged_log_.tree.size()), sql::Blob{root}, sql::Blob{tree},
                   ToMicros(*staged_log_.recorded_at));
}

void BatchState::Committed() {
  published_log_ = staged_log_;
  if (forget_serials_) published_serials_.clear();
  for (const auto& [key, block] : staged_serials_) published_serials_[key] = block;
  staged_serials_.clear();
  forget_serials_ = false;
}

absl::Status BatchState::Reload(sql::Connection& conn) { return Load(conn); }

absl::StatusOr<int64_t> BatchState::NextSerial(sql::Connection& conn, std::string_view unit,
                                               Day day) {
  const SerialKey key{std::string(unit), ToDayNumber(day)};
  auto staged = staged_serials_.find(key);
  if (staged == staged_serials_.end()) {
    const auto published = published_serials_.find(key);
    staged =
        staged_serials_
            .emplace(key, published == published_serials_.end() ? SerialBlock() : published->second)
            .first;
  }
  SerialBlock& block = staged->second;
  if (block.next > block.last) {
    MOTCUA_ASSIGN_OR_RETURN(const int64_t first, FirstFreeSerial(conn, unit, key.second));
    const int64_t last = first + kSerialsInABlock - 1;
    MOTCUA_RETURN_IF_ERROR(
        sql::Exec(conn,
                  "INSERT INTO serial_lease (unit, day, first_serial, last_serial, station) "
                  "VALUES ($1, $2, $3, $4, $5)",
                  unit, key.second, first, last, ""));
    block = {first, last};
  }
  return block.next++;
}

}  // namespace motcua::storage
