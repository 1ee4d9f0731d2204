// A new installation behind a real server on a free port, over mutual TLS with its own
// certificates. It is Tuesday 1 July 2025, 08:00; nobody is there but the first administrator.
#ifndef MOTCUA_TESTS_INTEGRATION_FIXTURE_H_
#define MOTCUA_TESTS_INTEGRATION_FIXTURE_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "client/lib/channel.h"
#include "client/lib/client.h"
#include "common/base/error.h"
#include "common/crypto/certificate.h"
#include "common/crypto/enrolment_file.h"
#include "motcua/v1/account_service.grpc.pb.h"
#include "motcua/v1/session_service.grpc.pb.h"
#include "motcua/v1/station_service.grpc.pb.h"
#include "server/rpc/server.h"
#include "tests/support/fake_time.h"
#include "tests/support/temp_folder.h"

namespace motcua {

inline constexpr char kNewPassword[] = "mật khẩu mới đủ dài";

class ServedTest : public ::testing::Test {
 protected:
  void SetUp() override;

  rpc::ServerOptions Options() const;
  void Restart();
  std::string address() const { return "localhost:" + std::to_string(server_->port()); }

  // As the file in the data directory or an answer of CreateStation gives it, with this server's
  // address.
  crypto::EnrolmentFile EnrolmentOf(const std::string& text) const;
  // With the file's enrolment certificate.
  client::ChannelOptions WithEnrolment(const crypto::EnrolmentFile& file) const;
  // With a certificate that `authority` signs for these URI names.
  client::ChannelOptions WithCertificate(const crypto::KeyAndCertificate& authority,
                                         const std::string& spiffe) const;

  // Enrols the file's station in a folder of its own, with the client library.
  client::ChannelOptions Enrol(const crypto::EnrolmentFile& file, const std::string& folder);
  // A client signed in there, the initial password changed.
  std::unique_ptr<client::Client> SignIn(const client::ChannelOptions& station,
                                         const std::string& account,
                                         const std::string& initial_password);
  // The first administrator on the first station.
  client::Client& Admin();
  // A new account; its initial password.
  std::string AddAccount(const std::string& name, const std::string& unit, v1::Role role);
  // A new station, enrolled.
  client::ChannelOptions AddStation(const std::string& unit);

  TempFolder folder_;
  FakeTime time_{At(MakeDay(2025, 7, 1), std::chrono::hours{8})};
  app::InitResult init_;
  std::unique_ptr<rpc::Server> server_;
  client::ChannelOptions admin_station_;
  std::unique_ptr<client::Client> admin_;
};

// "OK" or the reason.
template <typename T>
std::string ReasonOf(const absl::StatusOr<T>& result) {
  return result.ok() ? "OK" : ErrorReason(result.status());
}

}  // namespace motcua

#endif  // MOTCUA_TESTS_INTEGRATION_FIXTURE_H_
