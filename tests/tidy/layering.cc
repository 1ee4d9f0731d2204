#include "tests/tidy/layering.h"

#include <algorithm>
#include <optional>
#include <sstream>

namespace motcua::tidy {
namespace {

// Whether `path` is `prefix`, lies under it, or is a file of that name: server/app/a.h of
// server/app/a.
bool Under(std::string_view path, std::string_view prefix) {
  return path.substr(0, prefix.size()) == prefix &&
         (path.size() == prefix.size() || path[prefix.size()] == '/' || path[prefix.size()] == '.');
}

bool OfProduct(std::string_view path) {
  return Under(path, "common") || Under(path, "server") || Under(path, "client");
}

struct Include {
  std::string path;
  int line;
};

std::vector<Include> Includes(std::string_view text) {
  std::vector<Include> includes;
  std::istringstream lines{std::string(text)};
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    size_t at = line.find_first_not_of(" \t");
    if (at == std::string::npos || line[at] != '#') continue;
    at = line.find_first_not_of(" \t", at + 1);
    if (at == std::string::npos || line.compare(at, 7, "include") != 0) continue;
    const size_t open = line.find_first_of("<\"", at);
    const size_t close = line.find_first_of(">\"", open + 1);
    if (open == std::string::npos || close == std::string::npos) {
      // A macro hides what is included; the empty path is allowed to nobody.
      includes.push_back({"", number});
      continue;
    }
    includes.push_back({line.substr(open + 1, close - open - 1), number});
  }
  return includes;
}

// <vector>, <cstdint>: neither a folder nor an ending.
bool IsStandard(std::string_view include) {
  return !include.empty() && include.find_first_of("./") == std::string_view::npos;
}

bool IsPosix(std::string_view include) {
  static const std::vector<std::string_view> kFiles{"fcntl.h", "pthread.h", "unistd.h", "signal.h",
                                                    "poll.h",  "termios.h", "netdb.h",  "dirent.h"};
  return Under(include, "sys") || Under(include, "arpa") || Under(include, "netinet") ||
         Under(include, "linux") || std::count(kFiles.begin(), kFiles.end(), include) > 0;
}

const Room* RoomOf(const Layering& layering, std::string_view path) {
  const Room* best = nullptr;
  for (const Room& room : layering.rooms) {
    if (Under(path, room.path) && (best == nullptr || room.path.size() > best->path.size())) {
      best = &room;
    }
  }
  return best;
}

bool Allows(const Layering& layering, const Room& room, const std::string& include) {
  if (IsStandard(include)) {
    return std::count(room.refused.begin(), room.refused.end(), include) == 0;
  }
  // The room itself, but not a room of its own within it.
  if (Under(include, room.path) && RoomOf(layering, include) == &room) return true;
  // A room within a room has to be named itself.
  const Room* target = RoomOf(layering, include);
  return std::any_of(room.allowed.begin(), room.allowed.end(), [&](const std::string& allowed) {
    return (Under(include, allowed) && RoomOf(layering, allowed) == target) ||
           (allowed == "posix" && IsPosix(include));
  });
}

}  // namespace

Layering ParseLayering(std::string_view path, std::string_view text) {
  Layering layering;
  const auto error = [&](int line, std::string message) {
    layering.errors.push_back({std::string(path), line, std::move(message)});
  };
  std::istringstream lines{std::string(text)};
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    line = line.substr(0, line.find('#'));
    std::istringstream words(line);
    std::string word;
    if (!(words >> word)) continue;
    const bool goes_on = line.front() == ' ';
    if (!goes_on) {
      if (word.back() != ':') {
        error(number, "a room ends with a colon: " + word);
        continue;
      }
      word.pop_back();
      layering.rooms.push_back({word, {}, {}});
    } else if (layering.rooms.empty()) {
      error(number, "no room to go on with");
      continue;
    } else {
      words = std::istringstream(line);
    }
    Room& room = layering.rooms.back();
    while (words >> word) {
      if (word.front() == '!') {
        room.refused.push_back(word.substr(1));
        continue;
      }
      const bool known = std::any_of(layering.rooms.begin(), layering.rooms.end() - 1,
                                     [&](const Room& r) { return Under(word, r.path); });
      if (OfProduct(word) && !known) {
        error(number, room.path + " names " + word + ", which is not in a line above");
      }
      room.allowed.push_back(word);
    }
  }
  return layering;
}

Findings CheckIncludes(const Layering& layering, const SourceFile& file) {
  Findings findings;
  if (!OfProduct(file.path)) return findings;
  const Room* room = RoomOf(layering, file.path);
  if (room == nullptr) {
    findings.push_back({file.path, 0, "lies in no room of layering.deps"});
    return findings;
  }
  for (const Include& include : Includes(file.text)) {
    if (!Allows(layering, *room, include.path)) {
      findings.push_back(
          {file.path, include.line, room->path + " may not include " + include.path});
    }
  }
  return findings;
}

}  // namespace motcua::tidy
