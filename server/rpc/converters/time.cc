#include "server/rpc/converters/time.h"

#include <chrono>

#include "common/base/error.h"
#include "common/base/status_macros.h"

namespace motcua::rpc {
namespace {

// 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z, as google/protobuf/timestamp.proto says.
constexpr int64_t kFirstSecond = -62135596800;
constexpr int64_t kLastSecond = 253402300799;

}  // namespace

google::protobuf::Timestamp TimeToProto(Time time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  google::protobuf::Timestamp out;
  out.set_seconds(seconds.time_since_epoch().count());
  out.set_nanos(static_cast<int32_t>((time - seconds).count() * 1000));
  return out;
}

absl::StatusOr<Time> TimeFromProto(std::string_view field,
                                   const google::protobuf::Timestamp& time) {
  if (time.seconds() < kFirstSecond || time.seconds() > kLastSecond || time.nanos() < 0 ||
      time.nanos() > 999'999'999) {
    return FieldInvalid(field, "a point in time between the years 1 and 9999");
  }
  return Time{std::chrono::seconds{time.seconds()} +
              std::chrono::microseconds{time.nanos() / 1000}};
}

std::string DayToProto(std::optional<Day> day) { return day ? FormatDay(*day) : ""; }

absl::StatusOr<Day> DayFromProto(std::string_view field, std::string_view day) {
  const absl::StatusOr<Day> parsed = ParseDay(day);
  if (!parsed.ok()) return FieldInvalid(field, "a day such as 2026-08-05");
  return *parsed;
}

absl::StatusOr<std::optional<Day>> OptionalDayFromProto(std::string_view field,
                                                        std::string_view day) {
  if (day.empty()) return std::optional<Day>();
  MOTCUA_ASSIGN_OR_RETURN(const Day parsed, DayFromProto(field, day));
  return std::optional<Day>(parsed);
}

}  // namespace motcua::rpc
