#include "server/domain/codec.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "common/base/error.h"

namespace motcua::domain {
namespace {

using Json = nlohmann::json;

absl::Status Corrupt() {
  return MakeError(absl::StatusCode::kDataLoss, "EVENT_CORRUPT",
                   "a stored event is not what was written; restore from a backup");
}

// A field equal to its default is left out: an event then holds what matters, and a cleared field
// is a null in the changes.
void Put(Json& j, const char* key, const std::string& v) {
  if (!v.empty()) j[key] = v;
}
void Put(Json& j, const char* key, int64_t v, int64_t otherwise = 0) {
  if (v != otherwise) j[key] = v;
}
void PutFlag(Json& j, const char* key, bool v) {
  if (v) j[key] = true;
}
void Put(Json& j, const char* key, const std::optional<Time>& v) {
  if (v) j[key] = ToMicros(*v);
}
template <typename E>
void PutEnum(Json& j, const char* key, E v) {
  if (static_cast<int>(v) != 0) j[key] = static_cast<int>(v);
}

void Get(const Json& j, const char* key, std::string& v) { v = j.value(key, std::string()); }
void Get(const Json& j, const char* key, int64_t& v, int64_t otherwise = 0) {
  v = j.value(key, otherwise);
}
void Get(const Json& j, const char* key, int& v, int otherwise = 0) { v = j.value(key, otherwise); }
void Get(const Json& j, const char* key, bool& v) { v = j.value(key, false); }
void Get(const Json& j, const char* key, Time& v) {
  v = FromMicros(j.value(key, static_cast<int64_t>(0)));
}
void Get(const Json& j, const char* key, std::optional<Time>& v) {
  const auto it = j.find(key);
  v = it == j.end() ? std::nullopt : std::optional<Time>(FromMicros(it->get<int64_t>()));
}
template <typename E>
void GetEnum(const Json& j, const char* key, E& v) {
  v = static_cast<E>(j.value(key, 0));
}

bool ReadUlid(const std::string& text, Ulid& ulid) {
  auto parsed = Ulid::Parse(text);
  if (!parsed.ok()) return false;
  ulid = *parsed;
  return true;
}

Json ToJson(const Component& c) {
  Json j = Json::object();
  Put(j, "ordinal", c.ordinal);
  if (c.ordinal != 0) Put(j, "name", c.name);
  Put(j, "copies", c.copies, 1);
  Put(j, "sha256", c.document_sha256);
  return j;
}

Component ComponentFrom(const Json& j) {
  Component c;
  Get(j, "ordinal", c.ordinal);
  Get(j, "name", c.name);
  Get(j, "copies", c.copies, 1);
  Get(j, "sha256", c.document_sha256);
  return c;
}

Json ToJson(const Pause& p) {
  Json j = {{"from", ToMicros(p.from)}};
  Put(j, "until", p.until);
  PutEnum(j, "reason", p.reason);
  PutFlag(j, "at_reception", p.at_reception);
  return j;
}

Pause PauseFrom(const Json& j) {
  Pause p;
  Get(j, "from", p.from);
  Get(j, "until", p.until);
  GetEnum(j, "reason", p.reason);
  Get(j, "at_reception", p.at_reception);
  return p;
}

Json ToJson(const ReceiptRecord& r) {
  Json j = {{"number", r.number},
            {"issued", ToMicros(r.issued_at)},
            {"promised", ToMicros(r.promised_due)}};
  Put(j, "procedure", r.procedure);
  Put(j, "procedure_version", r.procedure_version);
  Put(j, "form", r.form);
  Put(j, "by", r.received_by);
  return j;
}

ReceiptRecord ReceiptFrom(const Json& j) {
  ReceiptRecord r;
  Get(j, "number", r.number);
  Get(j, "issued", r.issued_at);
  Get(j, "promised", r.promised_due);
  Get(j, "procedure", r.procedure);
  Get(j, "procedure_version", r.procedure_version);
  Get(j, "form", r.form);
  Get(j, "by", r.received_by);
  return r;
}

Json ToJson(const Transfer& t) {
  Json j = {{"id", t.id.ToString()}, {"from", t.from}, {"to", t.to}};
  PutEnum(j, "state", t.state);
  PutEnum(j, "purpose", t.purpose);
  j["offered"] = ToMicros(t.offered_at);
  j["due"] = ToMicros(t.due);
  Put(j, "answered", t.answered_at);
  Put(j, "suggested", t.suggested);
  Put(j, "sha256", t.content_sha256);
  return j;
}

bool TransferFrom(const Json& j, Transfer& t) {
  if (!ReadUlid(j.value("id", std::string()), t.id)) return false;
  Get(j, "from", t.from);
  Get(j, "to", t.to);
  GetEnum(j, "state", t.state);
  GetEnum(j, "purpose", t.purpose);
  Get(j, "offered", t.offered_at);
  Get(j, "due", t.due);
  Get(j, "answered", t.answered_at);
  Get(j, "suggested", t.suggested);
  Get(j, "sha256", t.content_sha256);
  return true;
}

template <typename T>
void PutList(Json& j, const char* key, const std::vector<T>& list) {
  if (list.empty()) return;
  Json array = Json::array();
  for (const T& item : list) array.push_back(ToJson(item));
  j[key] = std::move(array);
}

template <typename T, typename F>
void GetList(const Json& j, const char* key, std::vector<T>& list, F from) {
  list.clear();
  const auto it = j.find(key);
  if (it == j.end()) return;
  for (const Json& item : *it) list.push_back(from(item));
}

// Key and version are not among the fields: they belong to the event and the row.
Json PublicFields(const Dossier& d) {
  Json j = Json::object();
  PutEnum(j, "state", d.state);
  Put(j, "code", d.code);
  Put(j, "procedure", d.procedure);
  Put(j, "procedure_version", d.procedure_version);
  Put(j, "limit", d.limit);
  PutEnum(j, "channel", d.channel);
  PutEnum(j, "boundary", d.boundary);
  Put(j, "place", d.place);
  Put(j, "receiving", d.receiving);
  Put(j, "competent", d.competent);
  Put(j, "returning", d.returning);
  Put(j, "holder", d.holder);
  Put(j, "rule", d.competence_rule);
  PutFlag(j, "chosen", d.competence_chosen);
  Put(j, "officer", d.officer);
  Put(j, "step", d.step);
  Put(j, "step_since", d.step_since);
  j["created"] = ToMicros(d.created_at);
  Put(j, "received", d.received_at);
  Put(j, "taken_over", d.taken_over_at);
  Put(j, "resolved", d.resolved_at);
  Put(j, "delivered", d.delivered_at);
  Put(j, "promised_due", d.promised_due);
  Put(j, "clock_start", d.clock_start);
  Put(j, "legal_due", d.legal_due);
  PutList(j, "pauses", d.pauses);
  Put(j, "supplements_at_reception", d.supplements_at_reception);
  Put(j, "supplements_in_appraisal", d.supplements_in_appraisal);
  Put(j, "reappointments", d.reappointments);
  PutEnum(j, "outcome", d.outcome);
  PutEnum(j, "timeliness", d.timeliness);
  Put(j, "closed_by", d.closed_by);
  PutEnum(j, "closed_as", d.closed_as);
  Put(j, "closed_at", d.closed_at);
  Put(j, "quantity", d.quantity, 1);
  Put(j, "fee", d.fee_vnd);
  Put(j, "asked", d.asked_vnd);
  Put(j, "paid", d.paid_vnd);
  PutList(j, "components", d.components);
  PutList(j, "receipts", d.receipts);
  if (d.transfer) j["transfer"] = ToJson(*d.transfer);
  if (!d.past_holders.empty()) j["past_holders"] = d.past_holders;
  PutEnum(j, "state_before_pause", d.state_before_pause);
  j["updated"] = ToMicros(d.updated_at);
  Put(j, "updated_by", d.updated_by);
  Put(j, "updated_kind", d.updated_kind);
  return j;
}

bool SetPublicFields(const Json& j, Dossier& d) {
  GetEnum(j, "state", d.state);
  Get(j, "code", d.code);
  Get(j, "procedure", d.procedure);
  Get(j, "procedure_version", d.procedure_version);
  Get(j, "limit", d.limit);
  GetEnum(j, "channel", d.channel);
  GetEnum(j, "boundary", d.boundary);
  Get(j, "place", d.place);
  Get(j, "receiving", d.receiving);
  Get(j, "competent", d.competent);
  Get(j, "returning", d.returning);
  Get(j, "holder", d.holder);
  Get(j, "rule", d.competence_rule);
  Get(j, "chosen", d.competence_chosen);
  Get(j, "officer", d.officer);
  Get(j, "step", d.step);
  Get(j, "step_since", d.step_since);
  Get(j, "created", d.created_at);
  Get(j, "received", d.received_at);
  Get(j, "taken_over", d.taken_over_at);
  Get(j, "resolved", d.resolved_at);
  Get(j, "delivered", d.delivered_at);
  Get(j, "promised_due", d.promised_due);
  Get(j, "clock_start", d.clock_start);
  Get(j, "legal_due", d.legal_due);
  GetList(j, "pauses", d.pauses, PauseFrom);
  Get(j, "supplements_at_reception", d.supplements_at_reception);
  Get(j, "supplements_in_appraisal", d.supplements_in_appraisal);
  Get(j, "reappointments", d.reappointments);
  GetEnum(j, "outcome", d.outcome);
  GetEnum(j, "timeliness", d.timeliness);
  Get(j, "closed_by", d.closed_by);
  GetEnum(j, "closed_as", d.closed_as);
  Get(j, "closed_at", d.closed_at);
  Get(j, "quantity", d.quantity, 1);
  Get(j, "fee", d.fee_vnd);
  Get(j, "asked", d.asked_vnd);
  Get(j, "paid", d.paid_vnd);
  GetList(j, "components", d.components, ComponentFrom);
  GetList(j, "receipts", d.receipts, ReceiptFrom);
  d.transfer.reset();
  if (const auto it = j.find("transfer"); it != j.end()) {
    Transfer t;
    if (!TransferFrom(*it, t)) return false;
    d.transfer = std::move(t);
  }
  d.past_holders = j.value("past_holders", std::vector<std::string>());
  GetEnum(j, "state_before_pause", d.state_before_pause);
  Get(j, "updated", d.updated_at);
  Get(j, "updated_by", d.updated_by);
  Get(j, "updated_kind", d.updated_kind);
  return true;
}

Json PrivateFields(const Dossier& d) {
  Json j = Json::object();
  Put(j, "kind", static_cast<int>(d.applicant.kind), static_cast<int>(ApplicantKind::kCitizen));
  Put(j, "name", d.applicant.full_name);
  Put(j, "identity_number", d.applicant.identity_number);
  Put(j, "phone", d.applicant.phone);
  Put(j, "address", d.applicant.address);
  Put(j, "email", d.applicant.email);
  Put(j, "subject", d.subject);
  Put(j, "supplement", d.supplement_text);
  Put(j, "papers", ExtraPaperNames(d));
  return j;
}

void SetPrivateFields(const Json& j, Dossier& d) {
  d.applicant.kind =
      static_cast<ApplicantKind>(j.value("kind", static_cast<int>(ApplicantKind::kCitizen)));
  Get(j, "name", d.applicant.full_name);
  Get(j, "identity_number", d.applicant.identity_number);
  Get(j, "phone", d.applicant.phone);
  Get(j, "address", d.applicant.address);
  Get(j, "email", d.applicant.email);
  Get(j, "subject", d.subject);
  Get(j, "supplement", d.supplement_text);
  SetExtraPaperNames(d, j.value("papers", std::string()));
}

// RFC 7396, one level deep: fields are replaced whole.
Json Changes(Json before, Json after) {
  Json changes = Json::object();
  for (auto& [key, value] : after.items()) {
    const auto it = before.find(key);
    if (it == before.end() || *it != value) changes[key] = std::move(value);
  }
  for (const auto& [key, value] : before.items()) {
    if (!after.contains(key)) changes[key] = nullptr;
  }
  return changes;
}

void Merge(const Json& changes, Json& fields) {
  for (const auto& [key, value] : changes.items()) {
    if (value.is_null()) {
      fields.erase(key);
    } else {
      fields[key] = value;
    }
  }
}

std::string ToBytes(const Json& j) {
  std::string bytes;
  Json::to_cbor(j, nlohmann::detail::output_adapter<char>(bytes));
  return bytes;
}

std::optional<Json> FromBytes(std::string_view bytes) {
  Json j = Json::from_cbor(bytes.begin(), bytes.end(), /*strict=*/true, /*allow_exceptions=*/false);
  if (!j.is_object()) return std::nullopt;
  return j;
}

std::string KeyText(const DossierKey& key) {
  return key.unit.empty() ? std::string() : key.ToString();
}

bool ReadKey(const std::string& text, DossierKey& key) {
  key = {};
  if (text.empty()) return true;
  if (text.size() <= Ulid::kChars + 1) return false;
  const size_t split = text.size() - Ulid::kChars - 1;
  key.unit = text.substr(0, split);
  return text[split] == '-' && ReadUlid(text.substr(split + 1), key.ulid);
}

}  // namespace

EncodedEvent EncodeEvent(const Event& event, const Dossier& before, const Dossier& after,
                         std::string_view salt, const HashFunction& sha256) {
  EncodedEvent encoded;
  Json hidden = {{"salt", Json::binary({salt.begin(), salt.end()})}};
  if (Json changes = Changes(PrivateFields(before), PrivateFields(after)); !changes.empty()) {
    hidden["c"] = std::move(changes);
  }
  Put(hidden, "reason", event.reason);
  if (!event.private_facts.empty()) hidden["f"] = event.private_facts;
  encoded.private_bytes = ToBytes(hidden);

  Json open = {{"k", static_cast<int>(event.kind)},
               {"d", KeyText(event.key)},
               {"v", event.version},
               {"a", event.actor},
               {"u", event.unit},
               {"w", event.station},
               {"r", event.request_id},
               {"q", Json::binary({event.request_hash.begin(), event.request_hash.end()})},
               {"t", ToMicros(event.acted_at)},
               {"z", ToMicros(event.recorded_at)},
               {"b", static_cast<int>(event.state_before)},
               {"n", static_cast<int>(event.state_after)},
               {"h", event.holder_after}};
  Put(open, "s", event.subject);
  if (!event.facts.empty()) open["f"] = event.facts;
  if (!event.key.unit.empty()) open["c"] = Changes(PublicFields(before), PublicFields(after));
  const std::string digest = sha256(encoded.private_bytes);
  open["p"] = Json::binary({digest.begin(), digest.end()});
  encoded.public_bytes = ToBytes(open);
  return encoded;
}

absl::StatusOr<Event> DecodeEvent(std::string_view public_bytes, std::string_view private_bytes) {
  const auto open = FromBytes(public_bytes);
  if (!open) return Corrupt();
  try {
    Event e;
    GetEnum(*open, "k", e.kind);
    if (!ReadKey(open->value("d", std::string()), e.key)) return Corrupt();
    Get(*open, "s", e.subject);
    Get(*open, "v", e.version);
    Get(*open, "a", e.actor);
    Get(*open, "u", e.unit);
    Get(*open, "w", e.station);
    Get(*open, "r", e.request_id);
    const auto& hash = open->at("q").get_binary();
    e.request_hash.assign(hash.begin(), hash.end());
    Get(*open, "t", e.acted_at);
    Get(*open, "z", e.recorded_at);
    GetEnum(*open, "b", e.state_before);
    GetEnum(*open, "n", e.state_after);
    Get(*open, "h", e.holder_after);
    e.facts = open->value("f", std::map<std::string, std::string>());
    if (!private_bytes.empty()) {
      const auto hidden = FromBytes(private_bytes);
      if (!hidden) return Corrupt();
      Get(*hidden, "reason", e.reason);
      e.private_facts = hidden->value("f", std::map<std::string, std::string>());
    }
    return e;
  } catch (const Json::exception&) {
    return Corrupt();
  }
}

absl::StatusOr<std::string> PrivateDigestOf(std::string_view public_bytes) {
  const auto open = FromBytes(public_bytes);
  if (!open) return Corrupt();
  const auto it = open->find("p");
  if (it == open->end() || !it->is_binary()) return Corrupt();
  return std::string(it->get_binary().begin(), it->get_binary().end());
}

absl::Status ApplyEvent(std::string_view public_bytes, std::string_view private_bytes,
                        Dossier& dossier) {
  const auto open = FromBytes(public_bytes);
  if (!open) return Corrupt();
  try {
    const int64_t version = open->value("v", static_cast<int64_t>(0));
    if (version != dossier.version + 1) return Corrupt();
    Dossier changed = dossier;
    if (!ReadKey(open->value("d", std::string()), changed.key)) return Corrupt();
    if (dossier.version > 0 && changed.key != dossier.key) return Corrupt();
    changed.version = version;
    Json fields = PublicFields(dossier);
    if (const auto it = open->find("c"); it != open->end()) Merge(*it, fields);
    if (!SetPublicFields(fields, changed)) return Corrupt();
    if (!private_bytes.empty()) {
      const auto hidden = FromBytes(private_bytes);
      if (!hidden) return Corrupt();
      Json private_fields = PrivateFields(dossier);
      if (const auto it = hidden->find("c"); it != hidden->end()) Merge(*it, private_fields);
      SetPrivateFields(private_fields, changed);
    }
    dossier = std::move(changed);
    return absl::OkStatus();
  } catch (const Json::exception&) {
    return Corrupt();
  }
}

std::string EncodePublic(const Dossier& dossier) { return ToBytes(PublicFields(dossier)); }

absl::Status DecodePublic(std::string_view bytes, Dossier& dossier) {
  const auto fields = FromBytes(bytes);
  if (!fields) return Corrupt();
  try {
    return SetPublicFields(*fields, dossier) ? absl::OkStatus() : Corrupt();
  } catch (const Json::exception&) {
    return Corrupt();
  }
}

}  // namespace motcua::domain
