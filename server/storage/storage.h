// What the service keeps, as its use cases see it. The comments are the contract; tests/contract
// holds every driver to it.
//
// A use case runs as one *body* in one transaction. Reads see one snapshot. Writes are collected by
// one writer and committed many at a time: a body may be run more than once and must therefore
// change nothing but the transaction and its own result, and it must decide (refuse) before its
// first write. An answer is given only after the commit.
//
// Errors that any method may return: UNAVAILABLE (STORAGE_BUSY), RESOURCE_EXHAUSTED (STORAGE_FULL,
// QUEUE_FULL), DATA_LOSS (STORAGE_CORRUPT, FIELD_CORRUPT), INTERNAL (STORAGE_IO).
#ifndef MOTCUA_SERVER_STORAGE_STORAGE_H_
#define MOTCUA_SERVER_STORAGE_STORAGE_H_

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "server/storage/read_transaction.h"
#include "server/storage/write_transaction.h"

namespace motcua::storage {

using ReadBody = std::function<absl::Status(ReadTransaction&)>;
using WriteBody = std::function<absl::Status(WriteTransaction&)>;

struct WriteOptions {
  // Unit on whose share of the queue the body counts; "" for the installation's own.
  std::string unit;
  // A body still waiting at this point is not run: DEADLINE_EXCEEDED.
  std::optional<std::chrono::steady_clock::time_point> deadline;
};

// Thread safe.
class Storage {
 public:
  virtual ~Storage() = default;

  // Runs `body` on the calling thread on one snapshot that holds everything answered before.
  virtual absl::Status Read(const ReadBody& body) = 0;

  // Runs `body` on the writer's thread; `done` is called once, on that thread, after the commit,
  // with the body's status. UNAVAILABLE COMMIT_UNKNOWN when the commit failed: the caller repeats
  // with the same request id.
  virtual void Submit(WriteOptions options, WriteBody body,
                      std::function<void(absl::Status)> done) = 0;

  // Submit and wait. Not from a body or a `done`: INTERNAL WRITER_REENTERED.
  absl::Status Write(const WriteBody& body, WriteOptions options = {});
};

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_STORAGE_H_
