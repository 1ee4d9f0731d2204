// The account of both due dates.
#ifndef MOTCUA_SERVER_RPC_CONVERTERS_CLOCK_H_
#define MOTCUA_SERVER_RPC_CONVERTERS_CLOCK_H_

#include <string_view>
#include <vector>

#include "common/law/appointment.h"
#include "common/law/clock.h"
#include "motcua/v1/clock.pb.h"
#include "server/app/queries.h"

namespace motcua::rpc {

v1::DueTimeExplanation DueTimeToProto(const app::DueView& view);
v1::AppointmentLeg LegToProto(const law::Leg& leg);
// One message a day: the lines of a day are added up, their reasons joined with "; ". A day on
// which the time ran at the cost of two units is one message for each of them.
//
// Whole minutes: what is left of one day (a clock that starts at 10:00:30) is carried to the next,
// so that the sum over all days is the sum of `lines` in minutes, rounded down.
std::vector<v1::DayAccount> DaysToProto(const std::vector<law::DayAccount>& lines);
// reception, transfer, time_limit or return.
std::string_view LegKindToProto(law::LegKind kind);

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_CONVERTERS_CLOCK_H_
