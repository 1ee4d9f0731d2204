#include "server/rpc/converters/event.h"

#include "common/base/hex.h"
#include "server/rpc/converters/names.h"
#include "server/rpc/converters/time.h"

namespace motcua::rpc {

std::string PositionToProto(uint64_t index) { return "0-" + std::to_string(index); }

v1::Event EventToProto(const storage::LogEntry& entry) {
  const domain::Event& from = entry.event;
  v1::Event to;
  to.set_position(PositionToProto(entry.index));
  to.set_kind(std::string(domain::EventKindName(from.kind)));
  to.set_display_name(std::string(domain::EventKindNameVi(from.kind)));
  to.set_actor(AccountName(from.actor));
  to.set_unit(UnitName(from.unit));
  to.set_station(from.station);
  *to.mutable_act_time() = TimeToProto(from.acted_at);
  *to.mutable_record_time() = TimeToProto(from.recorded_at);
  to.set_state_before(static_cast<int>(from.state_before));
  to.set_state_after(static_cast<int>(from.state_after));
  to.set_holder_after(UnitName(from.holder_after));
  for (const auto& [name, value] : from.facts) (*to.mutable_facts())[name] = value;
  to.set_reason(from.reason);
  to.set_leaf_sha256(ToHex(entry.leaf_hash));
  return to;
}

v1::ListEventsResponse EventListToProto(const app::EventList& list) {
  v1::ListEventsResponse response;
  for (const storage::LogEntry& entry : list.entries) {
    *response.add_events() = EventToProto(entry);
  }
  return response;
}

}  // namespace motcua::rpc
