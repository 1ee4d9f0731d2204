// Dossiers, lists, queues and transfers: what a command wrote is what every reader finds.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "server/domain/roles.h"
#include "server/storage/queue_table.h"
#include "tests/support/storage_contract.h"

namespace motcua::storage {
namespace {

using domain::Dossier;
using domain::DossierKey;
using domain::EventKind;
using domain::State;
using domain::TransferState;
using std::chrono::hours;

class StorageDossierTest : public StorageContract {};
MOTCUA_EVERY_DRIVER(StorageDossierTest);

TEST_P(StorageDossierTest, ARecordedDossierIsReadBackFieldByField) {
  const Dossier d = Recorded(maker_.Receive("19804"));
  EXPECT_EQ(Load(d.key), d);
  driver_->Restart();
  EXPECT_EQ(Load(d.key), d);
  EXPECT_EQ(Load({"19805", d.key.ulid}), std::nullopt) << "another unit's key";
}

TEST_P(StorageDossierTest, AChangeIsReadBackWithItsPrivatePart) {
  Dossier d = Recorded(maker_.Receive("19804"));
  d = Recorded(maker_.Change(d, EventKind::kCorrected, [](Dossier& x) {
    x.applicant.kind = domain::ApplicantKind::kEnterprise;
    x.applicant.full_name = "Công ty Hương Giang";
    x.applicant.phone.clear();
    x.supplement_text = "Giấy ủy quyền";
  }));
  EXPECT_EQ(Load(d.key), d);
}

TEST_P(StorageDossierTest, ACommandOnAnotherVersionIsRefusedAndChangesNothing) {
  const Dossier first = Recorded(maker_.Receive("19804"));
  const Dossier second = Recorded(maker_.Resolve(first));
  const absl::Status late = Record(maker_.Resolve(first));
  EXPECT_EQ(late.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(ErrorReason(late), "ETAG_MISMATCH");
  Step again = maker_.Receive("19804");
  again.after.key = again.event.key = first.key;
  EXPECT_EQ(ErrorReason(Record(again)), "ETAG_MISMATCH") << "a new dossier with a known key";
  EXPECT_EQ(Load(first.key), second);
  EXPECT_EQ(Get([](ReadTransaction& tx) { return tx.LogSize(); }), 2u);
}

TEST_P(StorageDossierTest, ABodyThatPassesOverARefusedChangeIsNotCommitted) {
  const Dossier first = Recorded(maker_.Receive("19804"));
  Recorded(maker_.Resolve(first));
  const Step late = maker_.Resolve(first);
  const absl::Status status = storage().Write([&](WriteTransaction& tx) {
    (void)tx.RecordCommand(late.before, late.after, late.event);
    return absl::OkStatus();
  });
  EXPECT_EQ(ErrorReason(status), "ETAG_MISMATCH");
  EXPECT_EQ(Get([](ReadTransaction& tx) { return tx.LogSize(); }), 2u);
}

TEST_P(StorageDossierTest, EveryCodeEverGivenFindsTheDossier) {
  Dossier d = Recorded(maker_.Receive("19804"));
  const std::string first = d.code;
  d = Recorded(
      maker_.Change(d, EventKind::kCorrected, [](Dossier& x) { x.code = "H19804-260805-9999"; }));
  const auto find = [&](const std::string& code) {
    return Get([&](ReadTransaction& tx) { return tx.FindByCode(code); });
  };
  EXPECT_EQ(find(first), d.key);
  EXPECT_EQ(find("H19804-260805-9999"), d.key);
  EXPECT_EQ(find("H19804-260805-0000"), std::nullopt);
  Step other = maker_.Receive("19805");
  other.after.code = first;
  const absl::Status taken = Record(other);
  EXPECT_EQ(taken.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(ErrorReason(taken), "DOSSIER_CODE_TAKEN");
  EXPECT_EQ(Load(other.after.key), std::nullopt);
}

TEST_P(StorageDossierTest, PeopleAreFoundByNumberPhoneAndNameWithoutTones) {
  const Dossier old = Recorded(maker_.Receive("19804"));
  maker_.Advance(hours(1));
  const Dossier d = Recorded(maker_.Receive("20101"));
  const std::vector<DossierKey> both = {d.key, old.key};
  const auto by_number = [&](const char* number, int limit) {
    return Get([&](ReadTransaction& tx) { return tx.FindByIdentityNumber(number, limit); });
  };
  const auto by_name = [&](const char* name) {
    return Get([&](ReadTransaction& tx) { return tx.FindByName(name, 10); });
  };
  EXPECT_EQ(by_number("046085001234", 10), both) << "newest first";
  EXPECT_EQ(by_number("046085001234", 1), std::vector<DossierKey>{d.key});
  EXPECT_TRUE(by_number("046085001235", 10).empty());
  EXPECT_TRUE(by_number("", 10).empty());
  EXPECT_EQ(Get([](ReadTransaction& tx) { return tx.FindByPhone("+84912345678", 10); }), both);
  EXPECT_EQ(by_name("nguyen van an"), both);
  EXPECT_EQ(by_name("NGUYỄN  VĂN AN"), both);
  EXPECT_TRUE(by_name("Nguyễn Văn").empty()) << "whole names only";

  Recorded(maker_.Change(d, EventKind::kCorrected,
                         [](Dossier& x) { x.applicant.full_name = "Trần Bình"; }));
  EXPECT_EQ(by_name("nguyen van an"), std::vector<DossierKey>{old.key}) << "the old name is gone";
  EXPECT_EQ(by_name("tran binh"), std::vector<DossierKey>{d.key});
}

TEST_P(StorageDossierTest, PartOfANameIsFoundWithinOneUnitAndPeriod) {
  const Dossier a = Recorded(maker_.Receive("19804"));
  Recorded(maker_.Receive("19805"));
  maker_.Advance(hours(24));
  const Dossier b = Recorded(maker_.Receive("19804"));
  const auto find = [&](DossierFilter filter, const char* part, int limit = 10) {
    filter.unit = "19804";
    return Get([&](ReadTransaction& tx) { return tx.FindByNamePart(filter, part, limit); });
  };
  EXPECT_EQ(find({}, "van"), (std::vector<DossierKey>{b.key, a.key}));
  EXPECT_EQ(find({}, "Văn", 1), std::vector<DossierKey>{b.key});
  EXPECT_TRUE(find({}, "bình").empty());
  DossierFilter first_day;
  first_day.until = MakeDay(2026, 8, 5);
  EXPECT_EQ(find(first_day, "an"), std::vector<DossierKey>{a.key});
}

TEST_P(StorageDossierTest, AUnitsListIsNewestFirstInStablePages) {
  std::vector<DossierKey> made;
  for (int i = 0; i < 25; ++i) {
    made.push_back(Recorded(maker_.Receive("19804", i % 2 ? "19805" : "")).key);
  }
  std::reverse(made.begin(), made.end());
  const auto list = [&](DossierFilter filter, int size) {
    return AllPages([=](ReadTransaction& tx, const PageToken& token) {
      return tx.ListDossiers(filter, size, token);
    });
  };
  DossierFilter filter;
  filter.unit = "19804";
  EXPECT_EQ(list(filter, 7), made);
  EXPECT_EQ(list(filter, 25), made);
  filter.unit = "19805";
  EXPECT_EQ(list(filter, 4).size(), 12u) << "those it decides";
  filter.unit = "19806";
  EXPECT_TRUE(list(filter, 4).empty());
}

TEST_P(StorageDossierTest, AListIsFilteredByStateProcedureDayAndOverdue) {
  const Dossier a = Recorded(maker_.Receive("19804", "", "1.001193"));
  const Dossier b = Recorded(maker_.Resolve(Recorded(maker_.Receive("19804", "", "2.000815"))));
  maker_.Advance(hours(48));
  const Dossier c = Recorded(maker_.Receive("19804", "", "1.001193"));
  const auto list = [&](DossierFilter filter) {
    filter.unit = "19804";
    return Get([&](ReadTransaction& tx) { return tx.ListDossiers(filter, 10, ""); }).items;
  };
  DossierFilter filter;
  filter.state = State::kResolved;
  EXPECT_EQ(list(filter), std::vector<DossierKey>{b.key});
  filter = {};
  filter.procedure = "1.001193";
  EXPECT_EQ(list(filter), (std::vector<DossierKey>{c.key, a.key}));
  filter.from = MakeDay(2026, 8, 7);
  EXPECT_EQ(list(filter), std::vector<DossierKey>{c.key});
  filter.from = MakeDay(2026, 8, 8);
  EXPECT_TRUE(list(filter).empty());
  filter = {};
  filter.until = MakeDay(2026, 8, 5);
  EXPECT_EQ(list(filter), (std::vector<DossierKey>{b.key, a.key}));
  filter = {};
  filter.overdue_at = *a.promised_due;
  EXPECT_TRUE(list(filter).empty()) << "due at that moment is not before it";
  filter.overdue_at = *a.promised_due + std::chrono::microseconds(1);
  EXPECT_EQ(list(filter), std::vector<DossierKey>{a.key});
}

TEST_P(StorageDossierTest, APageTokenServesOnlyTheListThatGaveIt) {
  for (int i = 0; i < 3; ++i) Recorded(maker_.Receive("19804"));
  DossierFilter filter;
  filter.unit = "19804";
  const auto page = Get([&](ReadTransaction& tx) { return tx.ListDossiers(filter, 1, ""); });
  ASSERT_FALSE(page.next.empty());
  const auto refused = [&](auto list) {
    std::string reason;
    EXPECT_TRUE(storage()
                    .Read([&](ReadTransaction& tx) {
                      reason = ErrorReason(list(tx).status());
                      return absl::OkStatus();
                    })
                    .ok());
    return reason == "PAGE_TOKEN_INVALID";
  };
  EXPECT_TRUE(refused([&](ReadTransaction& tx) {
    return tx.ListQueue({"19804", Lane::kAll, ""}, 1, page.next);
  }));
  EXPECT_TRUE(refused([&](ReadTransaction& tx) {
    DossierFilter other = filter;
    other.procedure = "1.001193";
    return tx.ListDossiers(other, 1, page.next);
  }));
  EXPECT_TRUE(refused([&](ReadTransaction& tx) { return tx.ListDossiers(filter, 1, "abc"); }));
  EXPECT_TRUE(refused([&](ReadTransaction& tx) { return tx.ListTransfers({}, 1, "00"); }));
}

TEST_P(StorageDossierTest, AQueueIsMostUrgentFirstAndPausedLast) {
  const Dossier late = Recorded(maker_.Receive("19804"));
  const Dossier soon =
      Recorded(maker_.Change(Recorded(maker_.Receive("19804")), EventKind::kReappointed,
                             [&](Dossier& x) { x.promised_due = maker_.now() + hours(1); }));
  const Dossier paused = Recorded(maker_.Change(
      Recorded(maker_.Receive("19804")), EventKind::kSupplementRequested, [&](Dossier& x) {
        x.state = State::kSupplementRequested;
        x.pauses.push_back({maker_.now(), std::nullopt, domain::PauseReason::kSupplement, false});
      }));
  const Dossier resolved = Recorded(maker_.Resolve(Recorded(maker_.Receive("19804"))));
  Recorded(maker_.Change(Recorded(maker_.Receive("19804")), EventKind::kVoided,
                         [](Dossier& x) { x.state = State::kVoided; }));
  const auto items = AllPages([](ReadTransaction& tx, const PageToken& token) {
    return tx.ListQueue({"19804", Lane::kAll, ""}, 1, token);
  });
  ASSERT_EQ(items.size(), 4u);
  EXPECT_EQ(items[0].key, soon.key);
  EXPECT_EQ(items[0].due_at, soon.promised_due);
  EXPECT_EQ(items[1].key, late.key);
  EXPECT_EQ(items[2].key, paused.key);
  EXPECT_EQ(items[2].due_at, std::nullopt);
  EXPECT_EQ(items[3].key, resolved.key);

  const auto counts = Get([&](ReadTransaction& tx) {
    return tx.CountQueue("19804", *soon.promised_due + hours(1), *late.promised_due + hours(1));
  });
  EXPECT_EQ(counts.by_lane[0], 4);
  EXPECT_EQ(counts.by_lane[static_cast<int>(Lane::kInWork)], 2);
  EXPECT_EQ(counts.by_lane[static_cast<int>(Lane::kPaused)], 1);
  EXPECT_EQ(counts.by_lane[static_cast<int>(Lane::kToDeliver)], 1);
  EXPECT_EQ(counts.overdue, 1);
  EXPECT_EQ(counts.due_today, 1);
}

TEST_P(StorageDossierTest, AQueueIsFilteredByLaneAndOfficer) {
  const Dossier mine =
      Recorded(maker_.Change(Recorded(maker_.Receive("19804")), EventKind::kAssigned,
                             [](Dossier& x) { x.officer = "minh.tv"; }));
  const Dossier resolved = Recorded(maker_.Resolve(Recorded(maker_.Receive("19804"))));
  const auto list = [&](Lane lane, const char* officer) {
    return Get([&](ReadTransaction& tx) {
             return tx.ListQueue({"19804", lane, officer}, 9, "");
           })
        .items;
  };
  ASSERT_EQ(list(Lane::kAll, "minh.tv").size(), 1u);
  EXPECT_EQ(list(Lane::kAll, "minh.tv")[0].key, mine.key);
  ASSERT_EQ(list(Lane::kToDeliver, "").size(), 1u);
  EXPECT_EQ(list(Lane::kToDeliver, "")[0].key, resolved.key);
  EXPECT_TRUE(list(Lane::kToDeliver, "minh.tv").empty());
}

TEST_P(StorageDossierTest, ATransferMovesTheDossierFromQueueToQueueAtTakeOver) {
  const auto queue_of = [&](const char* unit) {
    return Get([&](ReadTransaction& tx) {
             return tx.ListQueue({unit, Lane::kAll, ""}, 9, "");
           })
        .items.size();
  };
  const auto offered_in = [&](const char* unit) {
    return Get([&](ReadTransaction& tx) { return tx.CountQueue(unit, maker_.now(), maker_.now()); })
        .offered_in;
  };
  const auto listed = [&](const char* unit) {
    DossierFilter filter;
    filter.unit = unit;
    return Get([&](ReadTransaction& tx) { return tx.ListDossiers(filter, 9, ""); }).items.size();
  };
  Dossier d = Recorded(maker_.Receive("19804"));
  d = Recorded(maker_.Offer(d, "46001"));
  EXPECT_EQ(queue_of("19804"), 1u) << "the sender stays the holder";
  EXPECT_EQ(queue_of("46001"), 0u);
  EXPECT_EQ(offered_in("46001"), 1);
  EXPECT_EQ(listed("46001"), 1u);
  const Dossier declined = Recorded(maker_.Answer(d, TransferState::kDeclined));
  EXPECT_EQ(offered_in("46001"), 0);
  EXPECT_EQ(listed("46001"), 0u) << "the relation ended with the offer";
  d = Recorded(maker_.Offer(declined, "46001"));
  d = Recorded(maker_.Answer(d, TransferState::kTakenOver));
  EXPECT_EQ(queue_of("19804"), 0u);
  EXPECT_EQ(queue_of("46001"), 1u);
  EXPECT_EQ(listed("19804"), 1u) << "it received it";
}

TEST_P(StorageDossierTest, TransfersAreListedByUnitProvinceAndCountryDueFirst) {
  const Dossier a = Recorded(maker_.Offer(Recorded(maker_.Receive("19804")), "46001"));
  maker_.Advance(hours(1));
  const Dossier b = Recorded(maker_.Offer(Recorded(maker_.Receive("46001")), "46002"));
  maker_.Advance(hours(1));
  const Dossier c =
      Recorded(maker_.Answer(Recorded(maker_.Offer(Recorded(maker_.Receive("46002")), "19804")),
                             TransferState::kTakenOver));
  const auto list = [&](TransferFilter filter, int size = 2) {
    std::vector<DossierKey> keys;
    for (const TransferRow& row : AllPages([&](ReadTransaction&tx, const PageToken&token) {
           return tx.ListTransfers(filter, size, token);
         })) {
      keys.push_back(row.key);
    }
    return keys;
  };
  using Keys = std::vector<DossierKey>;
  EXPECT_EQ(list({"46001", "", true, false, false}), Keys{a.key});
  EXPECT_EQ(list({"46001", "", false, true, false}), Keys{b.key});
  EXPECT_EQ(list({"46001", "", true, true, false}), (Keys{a.key, b.key}));
  EXPECT_EQ(list({"", "46", true, true, false}, 1), (Keys{a.key, b.key})) << "each once";
  EXPECT_EQ(list({"", "19", true, false, false}), Keys{});
  EXPECT_EQ(list({"", "19", true, false, true}), Keys{c.key});
  EXPECT_EQ(list({"", "", true, true, false}), (Keys{a.key, b.key}));
  EXPECT_EQ(list({"", "", true, true, true}, 1), (Keys{a.key, b.key, c.key}));
  const auto rows = Get([](ReadTransaction& tx) {
    return tx.ListTransfers({"19804", "", false, true, false}, 1, "");
  });
  ASSERT_EQ(rows.items.size(), 1u);
  EXPECT_EQ(rows.items[0].transfer, *a.transfer) << "field by field";
}

TEST_P(StorageDossierTest, AnOfferRepeatedTurnsTheUnansweredOneIntoAnExpiredOne) {
  Dossier d = Recorded(maker_.Offer(Recorded(maker_.Receive("19804")), "46001"));
  maker_.Advance(hours(24));
  d = Recorded(maker_.Offer(d, "46001"));
  const auto rows = Get([](ReadTransaction& tx) {
    return tx.ListTransfers({"46001", "", true, true, true}, 9, "");
  });
  ASSERT_EQ(rows.items.size(), 2u);
  EXPECT_EQ(rows.items[0].transfer.state, TransferState::kExpired);
  EXPECT_EQ(rows.items[1].transfer, *d.transfer);
}

// Random histories: every list against the dossiers themselves.
TEST_P(StorageDossierTest, ListsAgreeWithTheRecordWhateverHappened) {
  const uint64_t seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 rng(seed);
  const std::vector<std::string> units = {"19804", "19805", "46001", "46002"};
  std::vector<Dossier> all;
  for (int i = 0; i < 300; ++i) {
    maker_.Advance(std::chrono::minutes(rng() % 600));
    if (all.size() < 10 || rng() % 4 == 0) {
      all.push_back(Recorded(maker_.Receive(units[rng() % 4], units[rng() % 4])));
    } else if (Dossier& d = all[rng() % all.size()]; d.state != State::kVoided) {
      d = Recorded(maker_.Any(d, units, rng));
    }
  }
  for (const Dossier& d : all) EXPECT_EQ(Load(d.key), d);
  for (const std::string& unit : units) {
    std::vector<DossierKey> queue;
    for (const QueueItem& item : AllPages([&](ReadTransaction&tx, const PageToken&token) {
           return tx.ListQueue({unit, Lane::kAll, ""}, 5, token);
         })) {
      queue.push_back(item.key);
    }
    DossierFilter filter;
    filter.unit = unit;
    const auto listed = AllPages([&](ReadTransaction& tx, const PageToken& token) {
      return tx.ListDossiers(filter, 5, token);
    });
    std::vector<std::pair<int64_t, DossierKey>> expected_queue;
    std::set<DossierKey> expected_list;
    for (const Dossier& d : all) {
      if (domain::RelationsOf(unit, d) != 0) expected_list.insert(d.key);
      if (domain::IsInQueue(d) && d.holder == unit) {
        expected_queue.push_back({QueueRowOf(d)->due_key, d.key});
      }
    }
    std::sort(expected_queue.begin(), expected_queue.end(), [](const auto& a, const auto& b) {
      return std::tie(a.first, a.second.ulid) < std::tie(b.first, b.second.ulid);
    });
    std::vector<DossierKey> keys;
    for (const auto& [due, key] : expected_queue) keys.push_back(key);
    EXPECT_EQ(queue, keys) << unit;
    EXPECT_EQ(std::set<DossierKey>(listed.begin(), listed.end()), expected_list) << unit;
    EXPECT_EQ(listed.size(), expected_list.size()) << unit;
  }
}

TEST(LaneTest, EachDossierStandsInOneLane) {
  Maker maker;
  Dossier d = maker.Receive("19804").after;
  EXPECT_EQ(LaneOf(d), Lane::kInWork);
  EXPECT_EQ(LaneOf(maker.Offer(d, "46001").after), Lane::kHandingOver);
  EXPECT_EQ(LaneOf(maker.Resolve(d).after), Lane::kToDeliver);
  d.state = State::kRegistered;
  EXPECT_EQ(LaneOf(d), Lane::kToAccept);
  d.state = State::kSupplementRequested;
  EXPECT_EQ(LaneOf(d), Lane::kPaused);
  d.state = State::kPaymentRequested;
  EXPECT_EQ(LaneOf(d), Lane::kPaused);
}

}  // namespace
}  // namespace motcua::storage
