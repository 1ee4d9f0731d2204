#include "common/sql/connection.h"

#include <utility>

#include "common/base/status_macros.h"

namespace motcua::sql {
namespace {

// Far more than a program has different statements; bounds texts put together at run time.
constexpr size_t kCacheLimit = 1024;

}  // namespace

Connection::Lease::Lease(Entry& entry) : entry_(&entry), statement_(entry.statement.get()) {
  entry.lent = true;
}

Connection::Lease::Lease(std::unique_ptr<Statement> statement)
    : own_(std::move(statement)), statement_(own_.get()) {}

Connection::Lease::Lease(Lease&& other) noexcept
    : entry_(std::exchange(other.entry_, nullptr)),
      own_(std::move(other.own_)),
      statement_(std::exchange(other.statement_, nullptr)) {}

Connection::Lease::~Lease() {
  if (entry_ == nullptr) return;
  statement_->Reset();
  entry_->lent = false;
}

absl::StatusOr<Connection::Lease> Connection::Cached(std::string_view sql) {
  auto found = cache_.find(sql);
  if (found != cache_.end() && !found->second.lent) return Lease(found->second);
  MOTCUA_ASSIGN_OR_RETURN(auto statement, Prepare(sql));
  if (found != cache_.end() || cache_.size() >= kCacheLimit) return Lease(std::move(statement));
  Entry& entry = cache_[std::string(sql)];
  entry.statement = std::move(statement);
  return Lease(entry);
}

}  // namespace motcua::sql
