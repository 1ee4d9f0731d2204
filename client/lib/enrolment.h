// Making this computer a station: the first call it ever makes.
#ifndef MOTCUA_CLIENT_LIB_ENROLMENT_H_
#define MOTCUA_CLIENT_LIB_ENROLMENT_H_

#include <grpcpp/channel.h>

#include <functional>
#include <memory>

#include "absl/status/statusor.h"
#include "client/lib/channel.h"
#include "client/lib/client.h"
#include "client/lib/station_folder.h"
#include "common/crypto/enrolment_file.h"
#include "motcua/v1/station.pb.h"

namespace motcua::client {

using ChannelMaker = std::function<std::shared_ptr<grpc::Channel>(const ChannelOptions&)>;

// Makes the station's key in `folder` (or takes the one of an attempt that broke off), sends a
// certificate request with the file's one-time code over a channel with the file's enrolment
// certificate, and writes the folder. The key never leaves the station. Never repeated by the
// program: a code counts once.
//
// FAILED_PRECONDITION STATION_ALREADY_ENROLLED when the folder holds a station; DATA_LOSS
// STATION_CERTIFICATE_INVALID when the answer is not a certificate for this key; errors of the
// folder, of the call (PERMISSION_DENIED ENROLMENT_CODE_INVALID) and of ResultFromGrpc().
absl::StatusOr<v1::Station> Enrol(const crypto::EnrolmentFile& file, const StationFolder& folder,
                                  const CallOptions& options = {},
                                  const ChannelMaker& make_channel = MakeChannel);

}  // namespace motcua::client

#endif  // MOTCUA_CLIENT_LIB_ENROLMENT_H_
