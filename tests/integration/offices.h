// A real server over mutual TLS with the offices that dossiers travel between, and a person signed
// in from a station of each:
//
//   19804     Phường Hương An (Huế)     clerk, officer, head, head2: one role each
//   19774     Phường Kim Long (Huế)     kimlong: receives, works and signs
//   19789     Phường Thuận Hóa (Huế)    thuanhoa: the same
//   46.STP    Sở Tư pháp, a department  stp: the same
//   46        Huế                       desk: the transfer desk; watch: a supervisor
//   20194     Phường Hải Vân (Đà Nẵng)  danang: receives, works and signs
//
// It is Tuesday 1 July 2025, 08:00. The lists are those that ship, but for the department, which a
// province adds, and procedure 1.004944, which here begins on 1 January 2026.
#ifndef MOTCUA_TESTS_INTEGRATION_OFFICES_H_
#define MOTCUA_TESTS_INTEGRATION_OFFICES_H_

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "motcua/v1/dossier_service.grpc.pb.h"
#include "motcua/v1/queue_service.grpc.pb.h"
#include "motcua/v1/statistics_service.grpc.pb.h"
#include "motcua/v1/transfer_service.grpc.pb.h"
#include "tests/integration/fixture.h"

namespace motcua {

using Dossiers = v1::DossierService::Stub;
using Transfers = v1::TransferService::Stub;
using Queues = v1::QueueService::Stub;
using Statistics = v1::StatisticsService::Stub;

inline constexpr char kApplicantName[] = "Nguyễn Thị Thanh Hoà";
inline constexpr char kIdentityNumber[] = "046190012345";
inline constexpr char kPhone[] = "0912 345 678";
inline constexpr char kPassword[] = "mat khau de thu";  // of everybody
// Five working days, any office of the matter's commune decides, seven internal steps.
inline constexpr char kRemarriage[] = "procedures/1.004746";
// Same day, any commune may certify, may be served at once.
inline constexpr char kCertifiedCopy[] = "procedures/2.000815";
// Decided by the office that keeps the register.
inline constexpr char kRegisterCopy[] = "procedures/2.000908";

class OfficesTest : public ServedTest {
 protected:
  void SetUp() override;

  // The same data directory under a new server on a new port; everybody signs in anew.
  void Reopen();
  // Of the log, in entries.
  uint64_t LogSize();

  // Signed in when first asked for.
  client::Client& As(const std::string& account);
  // On the account's own station, nobody signed in.
  std::shared_ptr<grpc::Channel> StationOf(const std::string& account);

  template <typename Method, typename Request>
  auto Call(const std::string& account, Method method, const Request& request) {
    return As(account).Call(method, request);
  }
  // The answer of a call that must succeed.
  template <typename Method, typename Request>
  auto Must(const std::string& account, Method method, const Request& request) {
    auto answer = Call(account, method, request);
    EXPECT_TRUE(answer.ok()) << account << ": " << answer.status();
    return answer.ok() ? *std::move(answer) : typename decltype(answer)::value_type();
  }

  static v1::DossierDraft Draft(const std::string& procedure, const std::string& place = "");
  static v1::ReceiveDossierRequest Counter(const v1::DossierDraft& draft);
  // At the counter of the account's office.
  v1::Dossier Receive(const std::string& account, const std::string& procedure,
                      const std::string& place = "");
  // What a transition on `dossier` as last seen begins with.
  template <typename Request>
  static Request On(const v1::Dossier& dossier, const std::string& reason = "") {
    Request request;
    request.set_name(dossier.name());
    request.set_etag(dossier.etag());
    if constexpr (requires { request.set_reason(reason); }) request.set_reason(reason);
    return request;
  }
  // From the second internal step to the signing, by the people of Hương An.
  v1::Dossier BringToSigning(v1::Dossier dossier);
  v1::Dossier Resolve(const std::string& account, const v1::Dossier& dossier,
                      v1::Outcome outcome = v1::OUTCOME_APPROVED);
  v1::Dossier Get(const std::string& account, const std::string& name);

 private:
  void Start();
  void AddPeople();

  std::map<std::string, client::ChannelOptions> stations_;  // by unit
  std::map<std::string, std::shared_ptr<grpc::Channel>> channels_;
  std::map<std::string, std::unique_ptr<client::Client>> clients_;  // by account
};

// "CODE REASON", and " field" for an invalid one; "OK".
std::string ResultOf(const absl::Status& status);
template <typename T>
std::string ResultOf(const absl::StatusOr<T>& result) {
  return ResultOf(result.status());
}

// True when no field of the message holds the applicant's name, number, phone, or a word of the
// name that the mask does not show.
bool HoldsNoPersonalData(const google::protobuf::Message& message);

}  // namespace motcua

#endif  // MOTCUA_TESTS_INTEGRATION_OFFICES_H_
