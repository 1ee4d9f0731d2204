// The two passes of Verify.
#ifndef MOTCUA_SERVER_STORAGE_VERIFY_PARTS_H_
#define MOTCUA_SERVER_STORAGE_VERIFY_PARTS_H_

#include <string>

#include "absl/status/status.h"
#include "common/sql/connection.h"
#include "server/storage/verify.h"

namespace motcua::storage {

// Where both passes put what they find.
class Findings {
 public:
  Findings(VerifyReport& report, const VerifyOptions& options, uint64_t total)
      : report_(report), options_(options), total_(total) {}

  void Add(std::string table, std::string key, std::string what) {
    ++report_.difference_count;
    if (report_.differences.size() >= options_.listed) return;
    report_.differences.push_back({std::move(table), std::move(key), std::move(what)});
  }
  void Step() {
    if (++done_ % 1000 == 0 && options_.progress) options_.progress(done_, total_);
  }
  VerifyReport& report() { return report_; }

 private:
  VerifyReport& report_;
  const VerifyOptions& options_;
  const uint64_t total_;
  uint64_t done_ = 0;
};

// Indices without gaps, columns and hashes of each event, the root of each batch.
absl::Status VerifyLog(sql::Connection& conn, const Vault& vault, Findings& findings);

// Each dossier's rows against the fold of its events, and that no table has a row more.
absl::Status VerifyRows(sql::Connection& conn, const Vault& vault,
                        const ProvinceResolver& province_of, Findings& findings);

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_VERIFY_PARTS_H_
