// Points in time and days.
#ifndef MOTCUA_SERVER_RPC_CONVERTERS_TIME_H_
#define MOTCUA_SERVER_RPC_CONVERTERS_TIME_H_

#include <google/protobuf/timestamp.pb.h>

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/base/time.h"

namespace motcua::rpc {

google::protobuf::Timestamp TimeToProto(Time time);
// FIELD_INVALID (field) outside the years 1 to 9999 or with nanos outside a second; parts of a
// microsecond are cut.
absl::StatusOr<Time> TimeFromProto(std::string_view field, const google::protobuf::Timestamp& time);

// ISO 8601; "" for an absent one.
std::string DayToProto(std::optional<Day> day);
// FIELD_INVALID (field) unless it is a day.
absl::StatusOr<Day> DayFromProto(std::string_view field, std::string_view day);
// The same, and absent for "".
absl::StatusOr<std::optional<Day>> OptionalDayFromProto(std::string_view field,
                                                        std::string_view day);

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_CONVERTERS_TIME_H_
