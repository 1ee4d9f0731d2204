// Marks the thread that runs bodies and answers, so that waiting there for another write is an
// error and not a deadlock.
#ifndef MOTCUA_SERVER_STORAGE_WRITER_SCOPE_H_
#define MOTCUA_SERVER_STORAGE_WRITER_SCOPE_H_

namespace motcua::storage {

// While one lives, Storage::Write on this thread is refused. May be nested.
class WriterScope {
 public:
  WriterScope();
  ~WriterScope();
  WriterScope(const WriterScope&) = delete;
  WriterScope& operator=(const WriterScope&) = delete;
};

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_WRITER_SCOPE_H_
