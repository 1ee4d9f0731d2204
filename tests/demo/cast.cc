#include "tests/demo/cast.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <utility>

#include "client/lib/channel.h"
#include "client/lib/enrolment.h"
#include "common/base/hex.h"
#include "common/base/random.h"
#include "common/base/status_macros.h"
#include "common/crypto/enrolment_file.h"
#include "motcua/v1/queue_service.grpc.pb.h"
#include "motcua/v1/session_service.grpc.pb.h"

namespace motcua::demo {
namespace {

constexpr std::chrono::minutes kLooksEvery{10};

v1::Role RoleOf(Post post) {
  switch (post) {
    case Post::kClerk:
      return v1::ROLE_RECEIVING_CLERK;
    case Post::kOfficer:
      return v1::ROLE_OFFICER;
    case Post::kHead:
      return v1::ROLE_HEAD;
  }
  return v1::ROLE_UNSPECIFIED;
}

// Four groups of four digits, easy to type.
std::string NewPassword() {
  const std::string digits = ToHex(RandomBytes(8));
  return digits.substr(0, 4) + "-" + digits.substr(4, 4) + "-" + digits.substr(8, 4) + "-" +
         digits.substr(12, 4);
}

}  // namespace

absl::Status OnTwoThreads(size_t count, const std::function<absl::Status(size_t)>& task) {
  std::atomic<size_t> next = 0;
  std::mutex mutex;
  absl::Status first;
  const auto work = [&] {
    for (size_t i = next++; i < count; i = next++) {
      const absl::Status status = task(i);
      if (status.ok()) continue;
      const std::lock_guard lock(mutex);
      if (first.ok()) first = status;
      next = count;
    }
  };
  std::thread other(work);
  work();
  other.join();
  return first;
}

void Cast::Add(Member member) {
  if (station_index_.emplace(member.station_unit, station_units_.size()).second) {
    station_units_.push_back(member.station_unit);
    channels_.emplace_back();
  }
  members_.push_back(std::move(member));
  people_.emplace_back();
}

absl::Status Cast::EnrolStation(const std::string& unit, const std::string& enrolment_file) {
  MOTCUA_ASSIGN_OR_RETURN(const crypto::EnrolmentFile file,
                          crypto::ParseEnrolmentFile(enrolment_file));
  const client::StationFolder folder(StationFolderOf(unit));
  MOTCUA_RETURN_IF_ERROR(client::Enrol(file, folder).status());
  MOTCUA_ASSIGN_OR_RETURN(const client::StationIdentity identity, folder.Load());
  channels_[station_index_.at(unit)] =
      client::MakeChannel({identity.address, identity.authority_pem, identity.certificate_pem,
                           identity.key_pem, identity.server_name});
  return absl::OkStatus();
}

absl::Status Cast::SignIn(size_t index, const std::string& initial_password) {
  const Member& member = members_[index];
  Person& person = people_[index];
  auto client = std::make_unique<client::Client>(channels_[station_index_.at(member.station_unit)]);
  v1::SignInRequest sign_in;
  sign_in.set_account(member.account);
  sign_in.set_password(initial_password.empty() ? person.password : initial_password);
  MOTCUA_ASSIGN_OR_RETURN(const v1::Session session,
                          client->Call(&v1::SessionService::Stub::SignIn, sign_in));
  client->set_token(session.token());
  person.token = session.token();
  if (session.password_change_required()) {
    v1::ChangePasswordRequest change;
    change.set_password(sign_in.password());
    person.password = NewPassword();
    change.set_new_password(person.password);
    MOTCUA_RETURN_IF_ERROR(
        client->Call(&v1::SessionService::Stub::ChangePassword, change).status());
  }
  person.client = std::move(client);
  person.last_use = time_.Now();
  return absl::OkStatus();
}

size_t Cast::IndexOf(const std::string& account) const {
  const auto it = std::find_if(members_.begin(), members_.end(),
                               [&](const Member& m) { return m.account == account; });
  return static_cast<size_t>(it - members_.begin());
}

size_t Cast::Holder(const std::string& unit, Post post) const {
  const auto it = std::find_if(members_.begin(), members_.end(), [&](const Member& m) {
    return m.unit == unit &&
           std::find(m.roles.begin(), m.roles.end(), RoleOf(post)) != m.roles.end();
  });
  return static_cast<size_t>(it - members_.begin());
}

client::Client& Cast::Use(size_t index) {
  people_.at(index).last_use = time_.Now();
  return *people_[index].client;
}

absl::Status Cast::KeepAwake() {
  const Time now = time_.Now();
  for (size_t i = 0; i < people_.size(); ++i) {
    if (people_[i].client == nullptr || now - people_[i].last_use < kLooksEvery) continue;
    v1::GetQueueRequest look;
    look.set_page_size(1);
    MOTCUA_RETURN_IF_ERROR(Use(i).Call(&v1::QueueService::Stub::GetQueue, look).status());
  }
  return absl::OkStatus();
}

absl::Status Cast::SignAllOut() {
  return OnTwoThreads(people_.size(), [this](size_t i) -> absl::Status {
    if (people_[i].client == nullptr) return absl::OkStatus();
    const auto out =
        people_[i].client->Call(&v1::SessionService::Stub::SignOut, v1::SignOutRequest());
    people_[i].client = nullptr;
    return out.status();
  });
}

absl::Status Cast::SaveSession(size_t index) const {
  return client::StationFolder(StationFolderOf(members_[index].station_unit))
      .SaveSession({members_[index].account, people_[index].token});
}

}  // namespace motcua::demo
