#include "client/lib/enrolment.h"

#include <string>
#include <utility>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/crypto/certificate.h"
#include "motcua/v1/station_service.grpc.pb.h"

namespace motcua::client {

absl::StatusOr<v1::Station> Enrol(const crypto::EnrolmentFile& file, const StationFolder& folder,
                                  const CallOptions& options, const ChannelMaker& make_channel) {
  if (folder.Enrolled()) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "STATION_ALREADY_ENROLLED",
                     "The folder already holds a station; choose another one.");
  }
  MOTCUA_ASSIGN_OR_RETURN(const std::string key, folder.LoadOrMakeKey(crypto::NewPrivateKeyPem));
  v1::EnrolStationRequest request;
  request.set_enrolment_code(file.code);
  // The server takes nothing but the key from the request; the name is for those who read it.
  MOTCUA_ASSIGN_OR_RETURN(*request.mutable_certificate_request(),
                          crypto::NewCertificateRequest(key, "station of unit " + file.unit));
  Client client(make_channel({.address = file.address,
                              .authority_pem = file.authority_pem,
                              .certificate_pem = file.certificate_pem,
                              .key_pem = file.key_pem,
                              .server_name = ""}));
  MOTCUA_ASSIGN_OR_RETURN(
      const v1::EnrolStationResponse response,
      client.Call(&v1::StationService::Stub::EnrolStation, std::move(request), options));
  if (!crypto::KeyMatches(key, response.certificate())) {
    return MakeError(absl::StatusCode::kDataLoss, "STATION_CERTIFICATE_INVALID",
                     "The server's answer is not a certificate for this station's key.");
  }
  // The authority stays the one carried here by hand; an answer cannot replace it.
  MOTCUA_RETURN_IF_ERROR(folder.Save({.address = file.address,
                                      .station = response.station().name(),
                                      .server_name = "",
                                      .authority_pem = file.authority_pem,
                                      .certificate_pem = response.certificate(),
                                      .key_pem = key}));
  return response.station();
}

}  // namespace motcua::client
