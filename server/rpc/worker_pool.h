// A fixed number of threads with a bounded line in front of them: where calls run that wait for a
// disk or compute a password's hash, so that the threads of gRPC never do.
#ifndef MOTCUA_SERVER_RPC_WORKER_POOL_H_
#define MOTCUA_SERVER_RPC_WORKER_POOL_H_

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace motcua::rpc {

// Thread safe.
class WorkerPool {
 public:
  WorkerPool(size_t threads, size_t capacity);
  ~WorkerPool();  // Stop()
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // False, and `task` is dropped, when the line is full or the pool stopped. An exception that
  // leaves a task is logged and ends only that task.
  bool Post(std::function<void()> task);

  // Runs what is in line, then joins. Idempotent; not from a task.
  void Stop();

 private:
  void Work();

  const size_t capacity_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> tasks_;
  bool stopped_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_WORKER_POOL_H_
