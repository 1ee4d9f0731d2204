// Who may include whom. The allowed arrows stand in layering.deps.
#ifndef MOTCUA_TESTS_TIDY_LAYERING_H_
#define MOTCUA_TESTS_TIDY_LAYERING_H_

#include <string>
#include <string_view>
#include <vector>

#include "tests/tidy/finding.h"

namespace motcua::tidy {

struct Room {
  std::string path;                  // a folder, a file, or a file without its ending
  std::vector<std::string> allowed;  // includes that begin with one of these, up to a "/" or "."
  std::vector<std::string> refused;  // standard headers
};

struct Layering {
  std::vector<Room> rooms;
  Findings errors;  // of the list itself
};

// The grammar is at the top of layering.deps. A room may name only rooms of lines above its own, so
// the list can hold no circle.
Layering ParseLayering(std::string_view path, std::string_view text);

// Every include of `file` that layering does not allow. Files outside common/, server/ and client/
// may include what they like.
Findings CheckIncludes(const Layering& layering, const SourceFile& file);

}  // namespace motcua::tidy

#endif  // MOTCUA_TESTS_TIDY_LAYERING_H_
