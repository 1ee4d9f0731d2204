// Dossiers and events as bytes.
//
// An event is stored as two parts, CBOR each (RFC 8949, maps with sorted keys, written by
// nlohmann::json):
//
//   public   {"k": kind, "d": dossier key or "", "s": subject, "v": version, "a": actor, "u": unit,
//             "w": station, "r": request id, "q": request hash, "t": acted, "z": recorded,
//             "b": state before, "n": state after, "h": holder after, "f": {facts},
//             "c": {changed public fields, null for cleared}, "p": SHA-256 of the private part}
//   private  {"salt": 16 random bytes, "c": {changed private fields}, "reason": text, "f": {facts}}
//
// The log's leaf hash covers the public part; through "p" it vouches for the private one, which can
// be erased without breaking the log. A dossier is the fold of its events' changes.
#ifndef MOTCUA_SERVER_DOMAIN_CODEC_H_
#define MOTCUA_SERVER_DOMAIN_CODEC_H_

#include <functional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "server/domain/dossier.h"
#include "server/domain/event.h"

namespace motcua::domain {

struct EncodedEvent {
  std::string public_bytes;
  std::string private_bytes;
};

// `salt`: 16 random bytes; `sha256`: the hash used for "p" (storage gives crypto::Sha256; the
// domain itself holds no cryptography).
using HashFunction = std::function<std::string(std::string_view)>;
EncodedEvent EncodeEvent(const Event& event, const Dossier& before, const Dossier& after,
                         std::string_view salt, const HashFunction& sha256);

// The event without the dossier. `private_bytes` may be "" (erased, or not to be shown): reason and
// private facts are then empty. DATA_LOSS EVENT_CORRUPT if the bytes are not what EncodeEvent
// writes.
absl::StatusOr<Event> DecodeEvent(std::string_view public_bytes, std::string_view private_bytes);

// The SHA-256 of the private part for which the public part vouches. DATA_LOSS EVENT_CORRUPT.
absl::StatusOr<std::string> PrivateDigestOf(std::string_view public_bytes);

// Applies the changes of one event to `dossier`. DATA_LOSS EVENT_CORRUPT as above, or if the event
// is of another dossier or its version does not follow.
absl::Status ApplyEvent(std::string_view public_bytes, std::string_view private_bytes,
                        Dossier& dossier);

// The public fields of a dossier, CBOR; what a row keeps beside its columns. The private part is
// not in it.
std::string EncodePublic(const Dossier& dossier);
// Fills the public fields. DATA_LOSS EVENT_CORRUPT.
absl::Status DecodePublic(std::string_view bytes, Dossier& dossier);

}  // namespace motcua::domain

#endif  // MOTCUA_SERVER_DOMAIN_CODEC_H_
