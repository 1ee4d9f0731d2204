#include "server/app/stations.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "common/base/error.h"
#include "common/base/random.h"
#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "common/base/uuid.h"
#include "common/crypto/enrolment_file.h"
#include "common/crypto/hash.h"
#include "common/crypto/secret_text.h"
#include "common/crypto/spiffe.h"
#include "server/domain/rights.h"

namespace motcua::app {
namespace {

using domain::EventKind;
using storage::StationRecord;
using storage::StationState;

constexpr size_t kLongestDisplayName = 80;
constexpr size_t kLongestReason = 2000;
constexpr int kUsualPage = 50;
constexpr int kLargestPage = 500;
constexpr char kNamePrefix[] = "stations/";

Time SystemNow() {
  return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

size_t Characters(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

absl::Status NotFound(std::string_view name) {
  return MakeError(absl::StatusCode::kNotFound, "STATION_NOT_FOUND", "There is no such station.",
                   {{"station", std::string(name)}});
}

absl::Status CodeInvalid() {
  return MakeError(absl::StatusCode::kPermissionDenied, "ENROLMENT_CODE_INVALID",
                   "The enrolment code is unknown, used or past its time.");
}

// The number in an enrolment certificate carries no right; it only makes the id well formed.
uint32_t RandomEnrolmentNumber() {
  uint32_t number = 0;
  for (const char c : RandomBytes(4)) number = number << 8 | static_cast<unsigned char>(c);
  return number % 999'999 + 1;
}

std::string StateText(StationState state) { return std::to_string(static_cast<int>(state)); }

void Describe(const StationRecord& station, domain::Event& event) {
  event.version = station.version;
  event.facts["display_name"] = station.display_name;
  event.facts["state"] = StateText(station.state);
  if (station.code_expires_at)
    event.facts["code_expires_at"] = FormatTime(*station.code_expires_at);
  if (station.certificate_expires_at) {
    event.facts["certificate_sha256"] = station.certificate_sha256;
    event.facts["certificate_expires_at"] = FormatTime(*station.certificate_expires_at);
  }
}

absl::StatusOr<StationRecord> FromEvent(const domain::Event& event) {
  StationRecord station;
  MOTCUA_RETURN_IF_ERROR(ParseStationName(event.subject, station.unit, station.number));
  station.version = event.version;
  for (const auto& [name, value] : event.facts) {
    if (name == "display_name") station.display_name = value;
    if (name == "certificate_sha256") station.certificate_sha256 = value;
    for (const auto state :
         {StationState::kAwaitingEnrolment, StationState::kEnrolled, StationState::kRevoked}) {
      if (name == "state" && value == StateText(state)) station.state = state;
    }
    if (name == "code_expires_at") {
      MOTCUA_ASSIGN_OR_RETURN(station.code_expires_at, ParseTime(value));
    }
    if (name == "certificate_expires_at") {
      MOTCUA_ASSIGN_OR_RETURN(station.certificate_expires_at, ParseTime(value));
    }
  }
  return station;
}

}  // namespace

std::string StationName(std::string_view unit, int number) {
  return kNamePrefix + std::string(unit) + '-' + std::to_string(number);
}

absl::Status ParseStationName(std::string_view name, std::string& unit, int& number) {
  const std::string_view whole = name;
  if (name.substr(0, sizeof(kNamePrefix) - 1) != kNamePrefix) return NotFound(whole);
  name.remove_prefix(sizeof(kNamePrefix) - 1);
  const size_t dash = name.rfind('-');
  if (dash == std::string_view::npos) return NotFound(whole);
  const std::string_view digits = name.substr(dash + 1);
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (parsed.ec != std::errc() || parsed.ptr != digits.data() + digits.size() || number < 1 ||
      StationName(name.substr(0, dash), number) != whole) {
    return NotFound(whole);
  }
  unit = std::string(name.substr(0, dash));
  return absl::OkStatus();
}

absl::StatusOr<std::string> NewEnrolmentFile(const Issuer& issuer, const std::string& unit,
                                             const std::string& code) {
  crypto::EnrolmentFile file;
  file.address = issuer.address;
  file.unit = unit;
  file.code = code;
  file.authority_pem = issuer.authority.certificate_pem;
  file.key_pem = crypto::NewPrivateKeyPem();
  crypto::IssueOptions options;
  options.spiffe_uri = crypto::EnrolmentSpiffe(RandomEnrolmentNumber());
  options.not_before = SystemNow() - kBackDating;
  options.not_after = SystemNow() + kEnrolmentLife;
  MOTCUA_ASSIGN_OR_RETURN(file.certificate_pem,
                          crypto::IssueForKey(issuer.authority, file.key_pem, options));
  return crypto::FormatEnrolmentFile(file);
}

absl::Status CheckStationDisplayName(std::string& display_name) {
  const bool valid = IsValidUtf8(display_name) &&
                     std::none_of(display_name.begin(), display_name.end(), [](char c) {
                       return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
                     });
  if (valid) display_name = Nfc(display_name);
  if (!valid || display_name.empty() || Characters(display_name) > kLongestDisplayName) {
    return FieldInvalid("display_name", "1 to 80 characters");
  }
  return absl::OkStatus();
}

StationRecord NewStation(const std::string& unit, int number, std::string display_name,
                         const std::string& code, Time now) {
  StationRecord station;
  station.unit = unit;
  station.number = number;
  station.display_name = std::move(display_name);
  station.code_hash = crypto::Sha256(code);
  station.code_expires_at = now + kEnrolmentLife;
  station.version = 1;
  return station;
}

domain::Event StationCreatedEvent(const StationRecord& station, const Caller& caller,
                                  const AdminRequest& request, std::string request_hash, Time now) {
  domain::Event event =
      NewAdminEvent(EventKind::kStationCreated, StationName(station.unit, station.number), caller,
                    request.request_id, std::move(request_hash), now);
  Describe(station, event);
  return event;
}

absl::StatusOr<StationRecord> Stations::Load(storage::ReadTransaction& tx, const Caller& caller,
                                             const std::string& unit, int number) {
  MOTCUA_ASSIGN_OR_RETURN(auto station, tx.GetStation(unit, number));
  const auto world = context_.world.Get();
  const absl::Status may = domain::MayAdminister(caller.actor, unit, *world->units);
  if (ErrorReason(may) == "ROLE_MISSING") return may;
  if (!may.ok() || !station.has_value()) return NotFound(StationName(unit, number));
  return *std::move(station);
}

absl::StatusOr<StationWithCode> Stations::Create(const Caller& caller, const AdminRequest& request,
                                                 const std::string& unit,
                                                 std::string display_name) {
  const auto world = context_.world.Get();
  MOTCUA_ASSIGN_OR_RETURN(const std::string hash,
                          RequestHash(context_, caller, "CreateStation", request));
  MOTCUA_RETURN_IF_ERROR(CheckStationDisplayName(display_name));
  MOTCUA_RETURN_IF_ERROR(domain::MayAdminister(caller.actor, unit, *world->units));
  const std::string code = crypto::NewEnrolmentCode();
  MOTCUA_ASSIGN_OR_RETURN(const std::string file, NewEnrolmentFile(issuer_, unit, code));
  const Time now = context_.time.Now();
  StationWithCode answer;
  const absl::Status written = context_.storage.Write(
      [&](storage::WriteTransaction& tx) -> absl::Status {
        MOTCUA_ASSIGN_OR_RETURN(const auto first, FindFirstRun(tx, request, hash));
        if (first.has_value()) {
          answer = {};
          MOTCUA_ASSIGN_OR_RETURN(answer.station, FromEvent(*first));
          return absl::OkStatus();
        }
        MOTCUA_ASSIGN_OR_RETURN(const auto stations, tx.ListStations());
        int number = 1;
        for (const StationRecord& s : stations) {
          if (s.unit == unit) number = std::max(number, s.number + 1);
        }
        answer = {NewStation(unit, number, display_name, code, now), code, file};
        MOTCUA_RETURN_IF_ERROR(tx.PutStation(answer.station));
        return tx.RecordEvent(StationCreatedEvent(answer.station, caller, request, hash, now));
      },
      OptionsFor(caller));
  MOTCUA_RETURN_IF_ERROR(written);
  return answer;
}

absl::StatusOr<StationPage> Stations::List(const Caller& caller, std::string unit, int page_size,
                                           std::string_view page_token) {
  if (unit.empty()) unit = caller.actor.office;
  const auto world = context_.world.Get();
  MOTCUA_RETURN_IF_ERROR(domain::MayAdminister(caller.actor, unit, *world->units));
  std::vector<StationRecord> all;
  MOTCUA_RETURN_IF_ERROR(context_.storage.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    MOTCUA_ASSIGN_OR_RETURN(all, tx.ListStations());
    return absl::OkStatus();
  }));
  std::erase_if(all, [&](const StationRecord& s) { return !world->units->IsUnder(s.unit, unit); });
  std::sort(all.begin(), all.end(), [](const StationRecord& a, const StationRecord& b) {
    return std::pair(a.unit, a.number) < std::pair(b.unit, b.number);
  });
  std::vector<std::string> keys;
  for (const StationRecord& s : all) keys.push_back(StationName(s.unit, s.number));
  MOTCUA_ASSIGN_OR_RETURN(PageRange range, PageOf(keys, "stations of " + unit, page_size,
                                                  kUsualPage, kLargestPage, page_token));
  StationPage page;
  page.next_page_token = std::move(range.next_token);
  for (size_t i = range.begin; i < range.end; ++i) page.items.push_back(std::move(all[i]));
  return page;
}

absl::StatusOr<StationRecord> Stations::Revoke(const Caller& caller, const AdminRequest& request,
                                               std::string_view name, std::string_view etag,
                                               std::string reason) {
  MOTCUA_ASSIGN_OR_RETURN(const std::string hash,
                          RequestHash(context_, caller, "RevokeStation", request));
  std::string unit;
  int number = 0;
  MOTCUA_RETURN_IF_ERROR(ParseStationName(name, unit, number));
  if (!IsValidUtf8(reason) || reason.empty() || Characters(reason) > kLongestReason) {
    return FieldInvalid("reason", "1 to 2,000 characters");
  }
  const Time now = context_.time.Now();
  StationRecord station;
  const absl::Status written = context_.storage.Write(
      [&](storage::WriteTransaction& tx) -> absl::Status {
        MOTCUA_ASSIGN_OR_RETURN(const auto first, FindFirstRun(tx, request, hash));
        if (first.has_value()) {
          MOTCUA_ASSIGN_OR_RETURN(station, FromEvent(*first));
          return absl::OkStatus();
        }
        MOTCUA_ASSIGN_OR_RETURN(station, Load(tx, caller, unit, number));
        MOTCUA_RETURN_IF_ERROR(CheckEtag(etag, station.version));
        if (station.state == StationState::kRevoked) {
          return MakeError(absl::StatusCode::kFailedPrecondition, "STATION_ALREADY_REVOKED",
                           "The station has been revoked before.");
        }
        station.state = StationState::kRevoked;
        station.code_hash.clear();
        ++station.version;
        domain::Event event = NewAdminEvent(EventKind::kStationRevoked, StationName(unit, number),
                                            caller, request.request_id, hash, now);
        Describe(station, event);
        event.reason = reason;
        MOTCUA_RETURN_IF_ERROR(tx.PutStation(station));
        return tx.RecordEvent(std::move(event));
      },
      OptionsFor(caller));
  access_.Forget();
  MOTCUA_RETURN_IF_ERROR(written);
  return station;
}

absl::StatusOr<Enrolled> Stations::Enrol(const Caller& caller, const std::string& typed_code,
                                         const std::string& certificate_request) {
  const absl::StatusOr<std::string> code = crypto::NormaliseEnrolmentCode(typed_code);
  if (!code.ok()) return CodeInvalid();
  const std::string code_hash = crypto::Sha256(*code);
  const Time now = context_.time.Now();
  std::optional<StationRecord> waiting;
  MOTCUA_RETURN_IF_ERROR(context_.storage.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    MOTCUA_ASSIGN_OR_RETURN(waiting, tx.FindEnrolment(code_hash));
    return absl::OkStatus();
  }));
  const auto usable = [now](const std::optional<StationRecord>& s) {
    return s.has_value() && s->state == StationState::kAwaitingEnrolment &&
           s->code_expires_at.has_value() && now < *s->code_expires_at;
  };
  if (!usable(waiting)) return CodeInvalid();

  crypto::IssueOptions options;
  options.spiffe_uri = crypto::StationSpiffe(waiting->unit, static_cast<uint32_t>(waiting->number));
  options.not_before = SystemNow() - kBackDating;
  options.not_after = SystemNow() + kStationCertificateLife;
  Enrolled answer;
  MOTCUA_ASSIGN_OR_RETURN(answer.certificate_pem,
                          crypto::SignRequest(issuer_.authority, certificate_request, options));
  answer.authority_pem = issuer_.authority.certificate_pem;
  MOTCUA_ASSIGN_OR_RETURN(const crypto::CertificateInfo info,
                          crypto::ReadCertificate(answer.certificate_pem));
  const std::string request_id = NewUuidV7(now);
  const absl::Status written = context_.storage.Write(
      [&](storage::WriteTransaction& tx) -> absl::Status {
        // Of two that send one code at once, only the first finds it.
        MOTCUA_ASSIGN_OR_RETURN(const auto found, tx.FindEnrolment(code_hash));
        if (!usable(found)) return CodeInvalid();
        answer.station = *found;
        answer.station.state = StationState::kEnrolled;
        answer.station.code_hash.clear();
        answer.station.code_expires_at.reset();
        answer.station.certificate_sha256 = info.sha256;
        answer.station.certificate_expires_at = info.not_after;
        ++answer.station.version;
        domain::Event event = NewAdminEvent(EventKind::kStationEnrolled,
                                            StationName(answer.station.unit, answer.station.number),
                                            caller, request_id, "", now);
        Describe(answer.station, event);
        MOTCUA_RETURN_IF_ERROR(tx.PutStation(answer.station));
        return tx.RecordEvent(std::move(event));
      },
      OptionsFor(caller));
  access_.Forget();
  MOTCUA_RETURN_IF_ERROR(written);
  return answer;
}

}  // namespace motcua::app
