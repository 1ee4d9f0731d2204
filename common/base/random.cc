#include "common/base/random.h"

#include <sys/random.h>

#include <cerrno>
#include <cstdlib>

namespace motcua {

std::string RandomBytes(size_t size) {
  std::string bytes(size, '\0');
  size_t done = 0;
  while (done < size) {
    const ssize_t got = getrandom(bytes.data() + done, size - done, 0);
    if (got < 0) {
      if (errno == EINTR) continue;
      std::abort();
    }
    done += static_cast<size_t>(got);
  }
  return bytes;
}

}  // namespace motcua
