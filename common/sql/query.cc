#include "common/sql/query.h"

#include <utility>

#include "common/sql/errors.h"

namespace motcua::sql {

Query::Query(Connection& conn, std::string_view sql) {
  auto lease = conn.Cached(sql);
  if (lease.ok()) {
    lease_.emplace(std::move(*lease));
  } else {
    status_ = lease.status();
  }
}

void Query::Restart() {
  (*lease_)->Reset();
  row_ = ended_ = false;
}

void Query::CheckCount(int bound) {
  if (bound != (*lease_)->parameters()) {
    status_ = Misuse("a statement was given another number of parameters than it has");
  }
}

bool Query::Next() {
  row_ = false;
  if (!status_.ok() || ended_) return false;
  auto more = (*lease_)->Step();
  if (!more.ok()) {
    status_ = more.status();
    (*lease_)->Reset();
    return false;
  }
  row_ = *more;
  ended_ = !*more;
  return row_;
}

absl::Status Query::Run() {
  while (Next()) {
  }
  return status();
}

absl::Status Query::status() const {
  if (!status_.ok() || !lease_) return status_;
  return (*lease_)->error();
}

// Without a row (the query failed, ended or was not stepped) every column reads as NULL.
bool Query::IsNull(int column) { return !row_ || (*lease_)->IsNull(column); }

int64_t Query::Int(int column) {
  if (row_) return (*lease_)->GetInt(column);
  if (status_.ok()) status_ = Misuse("a column was read without a row");
  return 0;
}

std::string_view Query::Text(int column) {
  if (row_) return (*lease_)->GetText(column);
  if (status_.ok()) status_ = Misuse("a column was read without a row");
  return {};
}

std::string_view Query::Blob(int column) {
  if (row_) return (*lease_)->GetBlob(column);
  if (status_.ok()) status_ = Misuse("a column was read without a row");
  return {};
}

std::optional<int64_t> Query::OptionalInt(int column) {
  if (IsNull(column)) return std::nullopt;
  return Int(column);
}

std::optional<std::string> Query::OptionalText(int column) {
  if (IsNull(column)) return std::nullopt;
  return std::string(Text(column));
}

std::optional<std::string> Query::OptionalBlob(int column) {
  if (IsNull(column)) return std::nullopt;
  return std::string(Blob(column));
}

}  // namespace motcua::sql
