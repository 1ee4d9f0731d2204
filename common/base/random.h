// Unpredictable bytes for ids, keys, salts and tokens.
#ifndef MOTCUA_COMMON_BASE_RANDOM_H_
#define MOTCUA_COMMON_BASE_RANDOM_H_

#include <cstddef>
#include <string>

namespace motcua {

// `size` bytes of the kernel's generator (getrandom(2)). Thread safe. Ends the process if the
// kernel gives none: a key or an id made without them would be worse than none.
std::string RandomBytes(size_t size);

}  // namespace motcua

#endif  // MOTCUA_COMMON_BASE_RANDOM_H_
