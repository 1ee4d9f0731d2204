// Events of the log.
#ifndef MOTCUA_SERVER_RPC_CONVERTERS_EVENT_H_
#define MOTCUA_SERVER_RPC_CONVERTERS_EVENT_H_

#include <cstdint>
#include <string>

#include "motcua/v1/dossier_service.pb.h"
#include "server/app/queries.h"

namespace motcua::rpc {

v1::Event EventToProto(const storage::LogEntry& entry);
v1::ListEventsResponse EventListToProto(const app::EventList& list);
// Log and index; opaque to callers. A store has one log, number 0.
std::string PositionToProto(uint64_t index);

}  // namespace motcua::rpc

#endif  // MOTCUA_SERVER_RPC_CONVERTERS_EVENT_H_
