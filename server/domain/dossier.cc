#include "server/domain/dossier.h"

namespace motcua::domain {

bool IsCounted(const Dossier& d) { return d.received_at.has_value() && d.state != State::kVoided; }

bool IsOpen(const Dossier& d) { return IsCounted(d) && d.closed_as == State::kNone; }

bool IsInQueue(const Dossier& d) {
  switch (d.state) {
    case State::kRegistered:
    case State::kReceived:
    case State::kProcessing:
    case State::kSupplementRequested:
    case State::kPaymentRequested:
    case State::kResolved:
      return true;
    default:
      return false;
  }
}

TransferState TransferStateAt(const Transfer& t, Time now) {
  if (t.state == TransferState::kOffered && now > t.due) return TransferState::kExpired;
  return t.state;
}

bool HasPendingTransfer(const Dossier& d) {
  return d.transfer && d.transfer->state == TransferState::kOffered;
}

std::string ExtraPaperNames(const Dossier& d) {
  std::string lines;
  for (const Component& c : d.components) {
    if (c.ordinal == 0) lines += c.name + "\n";
  }
  return lines;
}

void SetExtraPaperNames(Dossier& d, std::string_view lines) {
  for (Component& c : d.components) {
    if (c.ordinal != 0) continue;
    const size_t end = lines.find('\n');
    c.name = lines.substr(0, end);
    lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
  }
}

}  // namespace motcua::domain
