#include "common/base/status_macros.h"
#include "common/crypto/hash.h"
#include "common/crypto/merkle.h"
#include "server/domain/codec.h"
#include "server/storage/event_table.h"
#include "server/storage/log_root_table.h"
#include "server/storage/verify_parts.h"

namespace motcua::storage {
namespace {

// The columns repeat what the hashed bytes say.
bool ColumnsAgree(const StoredEvent& stored, const domain::Event& event) {
  const bool of_dossier = !event.key.unit.empty();
  return stored.unit == event.key.unit && stored.ulid.has_value() == of_dossier &&
         (!of_dossier || *stored.ulid == event.key.ulid) && stored.version == event.version &&
         stored.request_id.value_or("") == event.request_id &&
         stored.recorded_at == ToMicros(event.recorded_at);
}

void VerifyEvent(const StoredEvent& stored, Findings& findings) {
  const std::string key = std::to_string(stored.index);
  if (stored.leaf != crypto::LeafHash(stored.public_bytes)) {
    findings.Add("event", key, "the public part is not the one that was hashed");
  }
  const auto event = domain::DecodeEvent(stored.public_bytes, "");
  const auto digest = domain::PrivateDigestOf(stored.public_bytes);
  if (!event.ok() || !digest.ok()) {
    findings.Add("event", key, "the public part cannot be read");
    return;
  }
  if (!ColumnsAgree(stored, *event)) {
    findings.Add("event", key, "a column differs from the public part");
  }
  if (stored.private_corrupt) {
    findings.Add("event", key, "the private part cannot be decrypted");
  } else if (crypto::Sha256(stored.private_bytes) != *digest) {
    findings.Add("event", key, "the private part is not the one that was recorded");
  }
}

}  // namespace

absl::Status VerifyLog(sql::Connection& conn, const Vault& vault, Findings& findings) {
  // Few bytes a batch: all roots are held while the log is read once.
  std::vector<LogRootRow> roots;
  MOTCUA_RETURN_IF_ERROR(LogRootTable(conn).Scan([&](const LogRootRow& row) {
    roots.push_back(row);
    return absl::OkStatus();
  }));
  findings.report().roots = roots.size();
  auto root = roots.begin();
  crypto::CompactRange tree;
  int64_t last_recorded = 0;
  bool root_at_end = true;
  MOTCUA_RETURN_IF_ERROR(
      EventTable(conn, vault).ScanStored(0, [&](const StoredEvent& stored) -> absl::Status {
        const std::string key = std::to_string(stored.index);
        if (stored.index != findings.report().events) {
          findings.Add("event", key, "entries before it are missing");
          findings.report().events = stored.index;
        }
        ++findings.report().events;
        if (stored.recorded_at < last_recorded) {
          findings.Add("event", key, "recorded before the entry before it");
        }
        last_recorded = stored.recorded_at;
        VerifyEvent(stored, findings);
        tree.Append(crypto::LeafHash(stored.public_bytes));
        root_at_end = false;
        while (root != roots.end() && root->size < tree.size()) {
          findings.Add("log_root", std::to_string(root->size), "no batch of the log ends here");
          ++root;
        }
        if (root != roots.end() && root->size == tree.size()) {
          if (root->root != tree.Root() || root->tree != tree.Serialize()) {
            findings.Add("log_root", std::to_string(root->size),
                         "the log does not hash to this root");
          }
          root_at_end = true;
          ++root;
        }
        findings.Step();
        return absl::OkStatus();
      }));
  if (!root_at_end) findings.Add("log_root", std::to_string(tree.size()), "the root is missing");
  for (; root != roots.end(); ++root) {
    findings.Add("log_root", std::to_string(root->size), "the log is shorter than this root");
  }
  return absl::OkStatus();
}

}  // namespace motcua::storage
