#include "client/lib/station_folder.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <sstream>
#include <string_view>
#include <utility>

#include "common/base/error.h"
#include "common/base/file.h"
#include "common/base/status_macros.h"
#include "common/crypto/private_file.h"

namespace motcua::client {
namespace {

constexpr char kAuthority[] = "ca.pem";
constexpr char kCertificate[] = "station.pem";
constexpr char kKey[] = "station.key";
constexpr char kConf[] = "station.conf";
constexpr char kSession[] = "session";

absl::Status Invalid(std::string_view file, const std::string& right) {
  return MakeError(absl::StatusCode::kFailedPrecondition, "STATION_FOLDER_INVALID",
                   std::string(file) + ": " + right, {{"file", std::string(file)}});
}

absl::Status Unwritable(std::string_view file) {
  return MakeError(absl::StatusCode::kUnavailable, "STATION_FOLDER_UNWRITABLE",
                   std::string(file) +
                       " cannot be written; the folder must belong to this account "
                       "and have room.",
                   {{"file", std::string(file)}});
}

absl::StatusOr<std::string> ReadPublic(const std::string& path, const char* file) {
  absl::StatusOr<std::string> text = ReadFile(path);
  if (!text.ok()) return Invalid(file, "is missing or cannot be read; enrol the station again.");
  return text;
}

absl::StatusOr<std::string> ReadPrivate(const std::string& path, const char* file) {
  absl::StatusOr<std::string> text = crypto::ReadKeyFile(path);
  if (text.ok()) return text;
  if (ErrorReason(text.status()) == "KEY_FILE_PERMISSIONS") {
    return MakeError(absl::StatusCode::kFailedPrecondition, "STATION_KEY_EXPOSED",
                     std::string(file) + " must be readable by its owner alone: chmod 600 " + file,
                     {{"file", file}});
  }
  return Invalid(file, "is missing or cannot be read; enrol the station again.");
}

// Lines "name value" under the first line `header`; a name twice or an empty value is malformed.
absl::StatusOr<std::map<std::string, std::string>> ReadLines(const std::string& text,
                                                             const std::string& header,
                                                             const char* file) {
  std::istringstream lines(text);
  std::string line;
  if (!std::getline(lines, line) || line != header) {
    return Invalid(file, "the first line must be \"" + header + "\".");
  }
  std::map<std::string, std::string> values;
  while (std::getline(lines, line)) {
    const size_t space = line.find(' ');
    if (space == 0 || space == std::string::npos || space + 1 == line.size() ||
        !values.emplace(line.substr(0, space), line.substr(space + 1)).second) {
      return Invalid(file, "every line must be a name, a space and a value, each name once.");
    }
  }
  return values;
}

bool VisibleAscii(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

}  // namespace

StationFolder::StationFolder(std::string path) : path_(std::move(path)) {}

std::string StationFolder::DefaultPath() {
  if (const char* dir = std::getenv("MOTCUA_DIR"); dir != nullptr && *dir != '\0') return dir;
  const char* home = std::getenv("HOME");
  return (std::filesystem::path(home == nullptr ? "." : home) / ".motcua").string();
}

std::string StationFolder::File(const char* name) const {
  return (std::filesystem::path(path_) / name).string();
}

bool StationFolder::Enrolled() const { return ::access(File(kCertificate).c_str(), F_OK) == 0; }

absl::StatusOr<StationIdentity> StationFolder::Load() const {
  if (!Enrolled()) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "STATION_NOT_ENROLLED",
                     "This computer is not a station yet: motcua station enrol FILE");
  }
  StationIdentity identity;
  MOTCUA_ASSIGN_OR_RETURN(identity.authority_pem, ReadPublic(File(kAuthority), kAuthority));
  MOTCUA_ASSIGN_OR_RETURN(identity.certificate_pem, ReadPublic(File(kCertificate), kCertificate));
  MOTCUA_ASSIGN_OR_RETURN(identity.key_pem, ReadPrivate(File(kKey), kKey));
  MOTCUA_ASSIGN_OR_RETURN(const std::string conf, ReadPublic(File(kConf), kConf));
  MOTCUA_ASSIGN_OR_RETURN(auto values, ReadLines(conf, "motcua-station 1", kConf));
  identity.address = values["address"];
  identity.station = values["station"];
  identity.server_name = values["server-name"];
  if (identity.address.find(':') == std::string::npos) {
    return Invalid(kConf, "needs a line \"address host:port\".");
  }
  if (identity.station.rfind("stations/", 0) != 0) {
    return Invalid(kConf, "needs a line \"station stations/...\".");
  }
  return identity;
}

absl::Status StationFolder::Save(const StationIdentity& identity) const {
  std::error_code error;
  std::filesystem::create_directories(path_, error);
  if (error || ::chmod(path_.c_str(), S_IRWXU) != 0) return Unwritable("station folder");
  std::string conf =
      "motcua-station 1\naddress " + identity.address + "\nstation " + identity.station + "\n";
  if (!identity.server_name.empty()) conf += "server-name " + identity.server_name + "\n";
  if (!WritePrivateFile(File(kKey), identity.key_pem).ok()) return Unwritable(kKey);
  if (!WritePublicFile(File(kAuthority), identity.authority_pem).ok()) {
    return Unwritable(kAuthority);
  }
  if (!WritePublicFile(File(kConf), conf).ok()) return Unwritable(kConf);
  if (!WritePublicFile(File(kCertificate), identity.certificate_pem).ok()) {
    return Unwritable(kCertificate);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> StationFolder::LoadOrMakeKey(std::string (*make)()) const {
  if (::access(File(kKey).c_str(), F_OK) == 0) return ReadPrivate(File(kKey), kKey);
  std::error_code error;
  std::filesystem::create_directories(path_, error);
  if (error || ::chmod(path_.c_str(), S_IRWXU) != 0) return Unwritable("station folder");
  std::string key = make();
  if (!WritePrivateFile(File(kKey), key).ok()) return Unwritable(kKey);
  return key;
}

absl::StatusOr<SessionRecord> StationFolder::LoadSession() const {
  if (::access(File(kSession).c_str(), F_OK) != 0) return SessionRecord{};
  MOTCUA_ASSIGN_OR_RETURN(const std::string text, ReadPrivate(File(kSession), kSession));
  MOTCUA_ASSIGN_OR_RETURN(auto values, ReadLines(text, "motcua-session 1", kSession));
  SessionRecord session{.account = values["account"], .token = values["token"]};
  if (!VisibleAscii(session.account) || !VisibleAscii(session.token)) {
    return Invalid(kSession, "is damaged; sign in again.");
  }
  return session;
}

absl::Status StationFolder::SaveSession(const SessionRecord& session) const {
  const std::string text =
      "motcua-session 1\naccount " + session.account + "\ntoken " + session.token + "\n";
  return WritePrivateFile(File(kSession), text).ok() ? absl::OkStatus() : Unwritable(kSession);
}

absl::Status StationFolder::ClearSession() const {
  if (::unlink(File(kSession).c_str()) == 0 || errno == ENOENT) return absl::OkStatus();
  return Unwritable(kSession);
}

}  // namespace motcua::client
