// UUIDs, used as request ids: what a client keeps across its retries of one command.
#ifndef MOTCUA_COMMON_BASE_UUID_H_
#define MOTCUA_COMMON_BASE_UUID_H_

#include <string>
#include <string_view>

#include "common/base/time.h"

namespace motcua {

// A version 7 UUID (RFC 9562 section 5.7): milliseconds of `now`, then random bits. Thread safe.
std::string NewUuidV7(Time now);
// True for 8-4-4-4-12 hexadecimal digits in lower case, of any version.
bool IsUuid(std::string_view text);

}  // namespace motcua

#endif  // MOTCUA_COMMON_BASE_UUID_H_
