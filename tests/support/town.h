// A few offices with real reference data on real storage, for tests of use cases without RPC.
#ifndef MOTCUA_TESTS_SUPPORT_TOWN_H_
#define MOTCUA_TESTS_SUPPORT_TOWN_H_

#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/base/file.h"
#include "common/base/random.h"
#include "common/base/uuid.h"
#include "common/crypto/hash.h"
#include "common/crypto/signing.h"
#include "common/units/units_tsv.h"
#include "server/app/commands.h"
#include "server/storage/sqlite_storage.h"
#include "tests/support/fake_time.h"
#include "tests/support/temp_folder.h"

namespace motcua::app {

// Loads what ships in deploy/data.
inline std::shared_ptr<const domain::World> ShippedWorld() {
  const std::string folder = std::string(MOTCUA_SOURCE_DIR) + "/deploy/data";
  auto world = std::make_shared<domain::World>();
  world->units =
      units::UnitTree::Build(units::ReadUnitsTsv(ReadFile(folder + "/units.tsv").value()).value())
          .value();
  world->catalogue = std::make_shared<const law::Catalogue>(law::Catalogue::Load(folder).value());
  world->calendars = std::make_shared<const law::CalendarSet>(
      law::CalendarSet::Load(folder, [units = world->units](std::string_view id) {
        const units::Unit* unit = units->Find(id);
        return unit == nullptr ? std::string() : unit->parent_id;
      }).value());
  return world;
}

class Town {
 public:
  explicit Town(sql::FaultPoint* fault = nullptr)
      : world_(ShippedWorld()),
        keys_(std::make_shared<const crypto::KeyRing>(crypto::KeyRing::Generate())),
        time_(At(MakeDay(2025, 7, 1), std::chrono::hours{7})),
        fault_(fault) {
    holder_.Set(world_);
    Open();
  }

  void Open() {
    storage::OpenOptions options;
    options.database = folder_.path() / "motcua.db";
    options.keys = keys_;
    options.province_of = [units = world_->units](std::string_view unit) {
      return units->ProvinceOf(unit);
    };
    options.create = true;
    options.engine.fault = fault_;
    options.engine.on_fatal = [this] { ++fatal_; };
    auto opened = storage::OpenStorage(std::move(options));
    ASSERT_TRUE(opened.ok()) << opened.status();
    storage_ = *std::move(opened);
    context_ = std::make_unique<ServiceContext>(ServiceContext{
        *storage_, time_, holder_, ulids_, [](std::string_view c) { return crypto::Sha256(c); },
        [this](std::string_view m) { return signing_key_.Sign(m); }});
  }
  // As if the process had died: what was committed is there afterwards, nothing else.
  void Reopen() {
    context_.reset();
    storage_.reset();
    Open();
  }

  // A person of the office with every working role.
  Caller Person(const std::string& office) const {
    Caller caller;
    caller.actor.account = "nv." + office;
    for (char& c : caller.actor.account) c = static_cast<char>(std::tolower(c));
    caller.actor.unit = caller.actor.office = caller.actor.station_unit = office;
    caller.actor.station = "spiffe://motcua/unit/" + office + "/station/1";
    caller.actor.roles = domain::Bit(domain::Role::kReceivingClerk) |
                         domain::Bit(domain::Role::kOfficer) | domain::Bit(domain::Role::kHead);
    return caller;
  }
  Caller Supervisor(const std::string& office) const {
    Caller caller = Person(office);
    caller.actor.roles = domain::Bit(domain::Role::kSupervisor);
    return caller;
  }
  absl::Status AddPerson(const std::string& office) {
    const Caller caller = Person(office);
    return storage_->Write([&](storage::WriteTransaction& tx) {
      storage::AccountRecord account;
      account.name = caller.actor.account;
      account.full_name = "Cán bộ " + office;
      account.unit = office;
      account.roles = caller.actor.roles;
      account.version = 1;
      return tx.PutAccount(account);
    });
  }

  absl::StatusOr<DossierView> Do(const Caller& caller, CommandRequest request) {
    std::promise<absl::StatusOr<DossierView>> promise;
    auto answer = promise.get_future();
    ExecuteCommand(*context_, caller, std::move(request),
                   [&](absl::StatusOr<DossierView> view) { promise.set_value(std::move(view)); });
    return answer.get();
  }
  absl::StatusOr<DossierView> Do(const Caller& caller, const std::string& dossier, int64_t version,
                                 domain::Input input) {
    return Do(caller, Request(dossier, version, std::move(input)));
  }
  // Content is the request id: equal for a repeated request, different for every other.
  CommandRequest Request(const std::string& dossier, int64_t version, domain::Input input) {
    CommandRequest request;
    request.request_id = NewUuidV7(time_.Now());
    request.content = request.request_id;
    request.dossier = dossier;
    if (version > 0) request.etag = std::to_string(version);
    request.input = std::move(input);
    return request;
  }

  static domain::Applicant Citizen() {
    domain::Applicant a;
    a.full_name = "Trần Thị Hòa";
    a.identity_number = "046190012345";
    a.phone = "0912345678";
    a.address = "12 Lê Lợi";
    return a;
  }
  static domain::Draft Draft(std::string procedure, std::string place = "") {
    domain::Draft draft;
    draft.procedure = std::move(procedure);
    draft.place = std::move(place);
    draft.applicant = Citizen();
    return draft;
  }

  FakeTime& time() { return time_; }
  const domain::World& world() const { return *world_; }
  storage::SqliteStorage& storage() { return *storage_; }
  const ServiceContext& context() const { return *context_; }
  const std::filesystem::path& path() const { return folder_.path(); }
  int fatal() const { return fatal_; }
  std::string public_key() const { return signing_key_.PublicKeyPem(); }

 private:
  motcua::TempFolder folder_;
  std::shared_ptr<const domain::World> world_;
  std::shared_ptr<const crypto::KeyRing> keys_;
  crypto::SigningKey signing_key_ = crypto::SigningKey::Generate();
  FakeTime time_;
  WorldHolder holder_;
  UlidGenerator ulids_;
  sql::FaultPoint* fault_;
  std::unique_ptr<storage::SqliteStorage> storage_;
  std::unique_ptr<ServiceContext> context_;
  int fatal_ = 0;
};

}  // namespace motcua::app

#endif  // MOTCUA_TESTS_SUPPORT_TOWN_H_
