#include "server/rpc/converters/station.h"

#include "common/crypto/spiffe.h"
#include "server/rpc/converters/enums.h"
#include "server/rpc/converters/names.h"
#include "server/rpc/converters/time.h"

namespace motcua::rpc {
namespace {

using storage::StationState;

static_assert(SameNumber(StationState::kAwaitingEnrolment, v1::STATION_STATE_AWAITING_ENROLMENT));
static_assert(SameNumber(StationState::kEnrolled, v1::STATION_STATE_ENROLLED));
static_assert(SameNumber(StationState::kRevoked, v1::STATION_STATE_REVOKED));

}  // namespace

v1::Station StationToProto(const storage::StationRecord& station) {
  v1::Station out;
  out.set_name(app::StationName(station.unit, station.number));
  out.set_unit(UnitName(station.unit));
  out.set_number(station.number);
  out.set_display_name(station.display_name);
  out.set_state(EnumToProto<v1::StationState>(station.state));
  out.set_spiffe_id(crypto::StationSpiffe(station.unit, static_cast<uint32_t>(station.number)));
  if (station.certificate_expires_at) {
    *out.mutable_certificate_expire_time() = TimeToProto(*station.certificate_expires_at);
  }
  out.set_etag(EtagOf(station.version));
  return out;
}

v1::CreateStationResponse StationWithCodeToProto(const app::StationWithCode& answer) {
  v1::CreateStationResponse out;
  *out.mutable_station() = StationToProto(answer.station);
  out.set_enrolment_code(answer.code);
  if (answer.station.code_expires_at) {
    *out.mutable_code_expire_time() = TimeToProto(*answer.station.code_expires_at);
  }
  out.set_enrolment_file(answer.enrolment_file);
  return out;
}

v1::ListStationsResponse StationPageToProto(const app::StationPage& page) {
  v1::ListStationsResponse out;
  for (const auto& station : page.items) *out.add_stations() = StationToProto(station);
  out.set_next_page_token(page.next_page_token);
  return out;
}

v1::EnrolStationResponse EnrolledToProto(const app::Enrolled& enrolled) {
  v1::EnrolStationResponse out;
  *out.mutable_station() = StationToProto(enrolled.station);
  out.set_certificate(enrolled.certificate_pem);
  out.set_authority(enrolled.authority_pem);
  return out;
}

}  // namespace motcua::rpc
