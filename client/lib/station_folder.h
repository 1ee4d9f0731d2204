// What a station keeps on disk: who it is, its key, where the server is, and who is signed in.
//
//   ca.pem        certificate of the server's authority
//   station.pem   the station's certificate
//   station.key   its private key, born here and never sent anywhere; mode 0600
//   station.conf  text:  motcua-station 1
//                        address <host:port>
//                        station stations/<unit>-<number>
//                        server-name <name in the server's certificate>      (optional)
//   session       text, mode 0600:  motcua-session 1
//                                   account <account>
//                                   token <token>
//
// Errors name a file by its last component and the values `file` and, for PERMISSIONS, say what to
// do; no error holds a token or a key.
#ifndef MOTCUA_CLIENT_LIB_STATION_FOLDER_H_
#define MOTCUA_CLIENT_LIB_STATION_FOLDER_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace motcua::client {

// The station itself, everything but the session.
struct StationIdentity {
  std::string address;
  std::string station;      // stations/19804-1
  std::string server_name;  // empty: the host of `address`
  std::string authority_pem;
  std::string certificate_pem;
  std::string key_pem;
};

// Who is signed in. An empty token: nobody.
struct SessionRecord {
  std::string account;  // without accounts/
  std::string token;
};

// Not thread safe; two programs may use one folder, the last sign-in counts.
class StationFolder {
 public:
  explicit StationFolder(std::string path);
  // $MOTCUA_DIR, else ~/.motcua.
  static std::string DefaultPath();

  const std::string& path() const { return path_; }

  // True when station.pem is there.
  bool Enrolled() const;

  // FAILED_PRECONDITION STATION_NOT_ENROLLED when there is no station.pem; STATION_KEY_EXPOSED when
  // group or others have any right to station.key; STATION_FOLDER_INVALID when a file is missing or
  // not as above.
  absl::StatusOr<StationIdentity> Load() const;
  // Makes the folder (mode 0700) when it is missing. station.pem comes last, so that a folder whose
  // writing broke off does not count as enrolled. UNAVAILABLE STATION_FOLDER_UNWRITABLE.
  absl::Status Save(const StationIdentity& identity) const;

  // The key of an enrolment begun before, or a new one made by `make`, written before it is
  // returned: a certificate must never be issued for a key that is already lost. Errors of Load()
  // on station.key, and STATION_FOLDER_UNWRITABLE.
  absl::StatusOr<std::string> LoadOrMakeKey(std::string (*make)()) const;

  // An empty record when nobody is signed in. STATION_KEY_EXPOSED, STATION_FOLDER_INVALID.
  absl::StatusOr<SessionRecord> LoadSession() const;
  // UNAVAILABLE STATION_FOLDER_UNWRITABLE.
  absl::Status SaveSession(const SessionRecord& session) const;
  absl::Status ClearSession() const;

 private:
  std::string File(const char* name) const;
  std::string path_;
};

}  // namespace motcua::client

#endif  // MOTCUA_CLIENT_LIB_STATION_FOLDER_H_
