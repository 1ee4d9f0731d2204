// Stations: installations of the client, each with a certificate whose key is born there.
//
// An administrator makes a station and carries its enrolment file to it; the station sends the
// one-time code and a certificate request, and gets a certificate of 90 days. Nothing else turns a
// computer into a station.
#ifndef MOTCUA_SERVER_APP_STATIONS_H_
#define MOTCUA_SERVER_APP_STATIONS_H_

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/time.h"
#include "common/crypto/certificate.h"
#include "server/app/access_table.h"
#include "server/app/admin_request.h"
#include "server/app/service_context.h"
#include "server/storage/records.h"

namespace motcua::app {

inline constexpr std::chrono::days kEnrolmentLife{14};  // of code and enrolment certificate
inline constexpr std::chrono::days kStationCertificateLife{90};
inline constexpr std::chrono::hours kBackDating{24};  // for clocks that are behind

// What signs certificates, and where stations find the server.
struct Issuer {
  crypto::KeyAndCertificate authority;
  std::string address;  // host:port written into enrolment files
};

// "stations/19804-1" and back; NOT_FOUND STATION_NOT_FOUND if it is not of that form.
std::string StationName(std::string_view unit, int number);
absl::Status ParseStationName(std::string_view name, std::string& unit, int& number);

// What a station needs for its first call. The certificate lives by system time.
absl::StatusOr<std::string> NewEnrolmentFile(const Issuer& issuer, const std::string& unit,
                                             const std::string& code);
// FIELD_INVALID (display_name) unless 1 to 80 characters; brings it to NFC.
absl::Status CheckStationDisplayName(std::string& display_name);
// A station not yet stored, with its code's hash, and the event of its creation.
storage::StationRecord NewStation(const std::string& unit, int number, std::string display_name,
                                  const std::string& code, Time now);
domain::Event StationCreatedEvent(const storage::StationRecord& station, const Caller& caller,
                                  const AdminRequest& request, std::string request_hash, Time now);

struct StationWithCode {
  storage::StationRecord station;
  std::string code;  // this and the file "" when a repeated request is answered again
  std::string enrolment_file;
};
struct StationPage {
  std::vector<storage::StationRecord> items;
  std::string next_page_token;
};
struct Enrolled {
  storage::StationRecord station;
  std::string certificate_pem;
  std::string authority_pem;
};

// Thread safe; all methods wait for storage. Repetition and rights as for Accounts.
class Stations {
 public:
  Stations(const ServiceContext& context, AccessTable& access, const Issuer& issuer)
      : context_(context), access_(access), issuer_(issuer) {}

  // Numbers of a unit's stations count up from 1 and are never used again. UNIT_NOT_FOUND;
  // FIELD_INVALID (display_name).
  absl::StatusOr<StationWithCode> Create(const Caller& caller, const AdminRequest& request,
                                         const std::string& unit, std::string display_name);
  // Of `unit` ("": the caller's office) and those under it, by unit and number.
  absl::StatusOr<StationPage> List(const Caller& caller, std::string unit, int page_size,
                                   std::string_view page_token);
  // NOT_FOUND STATION_NOT_FOUND, also for one outside the caller's units; ETAG_MISMATCH;
  // FAILED_PRECONDITION STATION_ALREADY_REVOKED; FIELD_INVALID (reason: 1 to 2,000 characters).
  absl::StatusOr<storage::StationRecord> Revoke(const Caller& caller, const AdminRequest& request,
                                                std::string_view name, std::string_view etag,
                                                std::string reason);
  // PERMISSION_DENIED ENROLMENT_CODE_INVALID if the code is unknown, used or past its time;
  // INVALID_ARGUMENT CERTIFICATE_REQUEST_INVALID.
  absl::StatusOr<Enrolled> Enrol(const Caller& caller, const std::string& code,
                                 const std::string& certificate_request);

 private:
  absl::StatusOr<storage::StationRecord> Load(storage::ReadTransaction& tx, const Caller& caller,
                                              const std::string& unit, int number);

  const ServiceContext& context_;
  AccessTable& access_;
  const Issuer& issuer_;
};

}  // namespace motcua::app

#endif  // MOTCUA_SERVER_APP_STATIONS_H_
