// The people of the demo and their stations: real enrolment, real sign-in, one client each.
#ifndef MOTCUA_TESTS_DEMO_CAST_H_
#define MOTCUA_TESTS_DEMO_CAST_H_

#include <grpcpp/channel.h>

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/lib/client.h"
#include "client/lib/station_folder.h"
#include "common/base/time.h"
#include "motcua/v1/account.pb.h"
#include "tests/demo/action.h"
#include "tests/demo/demo_time.h"

namespace motcua::demo {

struct Member {
  std::string account;
  std::string full_name;
  std::string unit;
  std::string station_unit;  // whose station the person works at: the unit or one above it
  std::vector<v1::Role> roles;
};

// Calls `task` for 0 .. count - 1 on two threads; the first error, or OK.
absl::Status OnTwoThreads(size_t count, const std::function<absl::Status(size_t)>& task);

// Not thread safe but for EnrolStation and SignIn of different stations and members.
class Cast {
 public:
  // Station folders are made under `folder`.
  Cast(std::filesystem::path folder, const DemoTime& time)
      : folder_(std::move(folder)), time_(time) {}

  // All before the first EnrolStation.
  void Add(Member member);
  const std::vector<Member>& members() const { return members_; }
  // Units with a station, each once, in the order first named.
  const std::vector<std::string>& station_units() const { return station_units_; }
  std::filesystem::path StationFolderOf(const std::string& unit) const { return folder_ / unit; }

  // Makes the station folder of the unit with the text of its enrolment file, over the server's
  // real port, and the channel that the station uses from then on. Errors of client::Enrol.
  absl::Status EnrolStation(const std::string& unit, const std::string& enrolment_file);

  // Signs members()[index] in at the station; changes `initial_password` first when it is given,
  // else uses the one of before. Errors of SignIn and ChangePassword.
  absl::Status SignIn(size_t index, const std::string& initial_password = "");
  bool IsSignedIn(size_t index) const { return people_[index].client != nullptr; }
  size_t IndexOf(const std::string& account) const;

  // Index of the person who holds the post in the office; members().size() if there is none.
  size_t Holder(const std::string& unit, Post post) const;
  // The client of a person who is signed in; counts as use of the session.
  client::Client& Use(size_t index);
  client::Client& At(const std::string& unit, Post post) { return Use(Holder(unit, post)); }

  // People look at their queues now and then, which keeps their sessions from locking: whoever has
  // not called for ten minutes of the demo's time does so now.
  absl::Status KeepAwake();
  // Everybody goes home: sessions are signed out.
  absl::Status SignAllOut();

  const std::string& PasswordOf(size_t index) const { return people_[index].password; }
  // Writes the session of the person into the station's folder, as `motcua sign-in` does.
  absl::Status SaveSession(size_t index) const;

 private:
  struct Person {
    std::unique_ptr<client::Client> client;
    std::string token;
    std::string password;
    Time last_use{};
  };

  std::filesystem::path folder_;
  const DemoTime& time_;
  std::vector<Member> members_;
  std::vector<Person> people_;  // as members_
  std::vector<std::string> station_units_;
  std::map<std::string, size_t> station_index_;
  std::vector<std::shared_ptr<grpc::Channel>> channels_;  // as station_units_
};

}  // namespace motcua::demo

#endif  // MOTCUA_TESTS_DEMO_CAST_H_
