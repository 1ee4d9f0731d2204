// The log, batches, request ids, serials, faults: what is answered is kept, once, in order.
#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "common/crypto/merkle.h"
#include "tests/support/faulty_storage.h"
#include "tests/support/storage_contract.h"

namespace motcua::storage {
namespace {

using domain::Dossier;
using domain::EventKind;

class StorageLogTest : public StorageContract {
 protected:
  WriteBody BodyOf(const Step& step) {
    return [step](WriteTransaction& tx) {
      return tx.RecordCommand(step.before, step.after, step.event);
    };
  }
  std::vector<LogEntry> Log(uint64_t from = 0) {
    std::vector<LogEntry> entries;
    EXPECT_TRUE(storage()
                    .Read([&](ReadTransaction& tx) {
                      return tx.ScanLog(from, [&](const LogEntry& e) {
                        entries.push_back(e);
                        return absl::OkStatus();
                      });
                    })
                    .ok());
    return entries;
  }
  std::vector<int64_t> Serials(int count, Day day) {
    std::vector<int64_t> serials;
    for (int i = 0; i < count; ++i) {
      EXPECT_TRUE(storage()
                      .Write([&](WriteTransaction& tx) -> absl::Status {
                        MOTCUA_ASSIGN_OR_RETURN(const int64_t serial, tx.NextSerial("19804", day));
                        serials.push_back(serial);
                        return absl::OkStatus();
                      })
                      .ok());
    }
    return serials;
  }
};
MOTCUA_EVERY_DRIVER(StorageLogTest);

TEST_P(StorageLogTest, AnEventIsReadBackWithItsPrivatePart) {
  Step step = maker_.Receive("19804");
  step.event.facts["slip"] = "1";
  step.event.private_facts["recipient"] = "Trần Bình";
  Recorded(step);
  const auto events = Get([&](ReadTransaction& tx) { return tx.ListEvents(step.after.key); });
  ASSERT_EQ(events.size(), 1u);
  const domain::Event& e = events[0].event;
  EXPECT_EQ(events[0].index, 0u);
  EXPECT_EQ(e.kind, EventKind::kReceived);
  EXPECT_EQ(e.key, step.after.key);
  EXPECT_EQ(e.request_id, step.event.request_id);
  EXPECT_EQ(e.request_hash, step.event.request_hash);
  EXPECT_EQ(e.facts, step.event.facts);
  EXPECT_EQ(e.reason, step.event.reason);
  EXPECT_EQ(e.private_facts, step.event.private_facts);
  EXPECT_EQ(events[0].leaf_hash, crypto::LeafHash(events[0].public_bytes));
}

TEST_P(StorageLogTest, EntriesFollowEachOtherAndADossiersAreOldestFirst) {
  const Dossier a = Recorded(maker_.Receive("19804"));
  Recorded(maker_.Receive("46001"));
  Recorded(maker_.Resolve(a));
  ASSERT_TRUE(storage()
                  .Write([&](WriteTransaction& tx) {
                    return tx.RecordEvent(
                        maker_.InstallationEvent(EventKind::kAccountCreated, "accounts/lan.nt"));
                  })
                  .ok());
  const auto log = Log();
  ASSERT_EQ(log.size(), 4u);
  for (size_t i = 0; i < log.size(); ++i) EXPECT_EQ(log[i].index, i);
  EXPECT_EQ(log[3].event.subject, "accounts/lan.nt");
  EXPECT_EQ(Log(2).size(), 2u);
  EXPECT_TRUE(Log(4).empty());
  const auto events = Get([&](ReadTransaction& tx) { return tx.ListEvents(a.key); });
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0].event.kind, EventKind::kReceived);
  EXPECT_EQ(events[1].event.kind, EventKind::kResolved);
  EXPECT_EQ(events[1].index, 2u);
  EXPECT_EQ(Get([](ReadTransaction& tx) { return tx.LogSize(); }), 4u);
}

TEST_P(StorageLogTest, AScanEndsWithTheVisitorsError) {
  Recorded(maker_.Receive("19804"));
  Recorded(maker_.Receive("19804"));
  int visited = 0;
  const absl::Status status = storage().Read([&](ReadTransaction& tx) {
    return tx.ScanLog(0, [&](const LogEntry&) {
      ++visited;
      return absl::CancelledError("enough");
    });
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kCancelled);
  EXPECT_EQ(visited, 1);
}

TEST_P(StorageLogTest, ARequestIsFoundByItsUnitAndIdAlsoAfterARestart) {
  const Step step = maker_.Receive("19804");
  Recorded(step);
  driver_->Restart();
  const auto find = [&](const char* unit, const std::string& id) {
    return Get([&](ReadTransaction& tx) { return tx.FindRequest(unit, id); });
  };
  ASSERT_TRUE(find("19804", step.event.request_id));
  EXPECT_EQ(find("19804", step.event.request_id)->event.key, step.after.key);
  EXPECT_FALSE(find("19805", step.event.request_id)) << "another unit";
  EXPECT_FALSE(find("19804", NewUuidV7(maker_.now())));
  EXPECT_FALSE(find("19804", ""));
}

TEST_P(StorageLogTest, ARequestIdIsUsedOnceInAUnit) {
  const Step first = maker_.Receive("19804");
  Recorded(first);
  Step second = maker_.Receive("19804");
  second.event.request_id = first.event.request_id;
  const absl::Status refused = Record(second);
  EXPECT_EQ(refused.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(ErrorReason(refused), "REQUEST_ID_REUSED");
  EXPECT_EQ(Load(second.after.key), std::nullopt);
  Step elsewhere = maker_.Receive("46001");
  elsewhere.event.request_id = first.event.request_id;
  Recorded(elsewhere);
}

TEST_P(StorageLogTest, ARefusedNeighbourCostsABatchNothing) {
  const Step a = maker_.Receive("19804");
  const Step b = maker_.Receive("19804");
  Step same_id = maker_.Receive("19804");
  same_id.event.request_id = a.event.request_id;
  Step taken_code = maker_.Receive("19804");
  taken_code.after.code = a.after.code;
  const auto answers =
      InOneBatch(storage(), {BodyOf(a), BodyOf(same_id), BodyOf(taken_code), BodyOf(b)});
  EXPECT_TRUE(answers[0].ok()) << answers[0];
  EXPECT_EQ(ErrorReason(answers[1]), "REQUEST_ID_REUSED");
  EXPECT_EQ(ErrorReason(answers[2]), "DOSSIER_CODE_TAKEN") << "refused after its first change";
  EXPECT_TRUE(answers[3].ok()) << answers[3];
  EXPECT_EQ(Load(a.after.key), a.after);
  EXPECT_EQ(Load(b.after.key), b.after);
  EXPECT_EQ(Load(taken_code.after.key), std::nullopt);
  const auto log = Log();
  ASSERT_EQ(log.size(), 2u) << "indices without gaps";
  EXPECT_EQ(log[1].index, 1u);
}

TEST_P(StorageLogTest, EachBatchLeavesTheRootOfTheLog) {
  EXPECT_EQ(Get([](ReadTransaction& tx) { return tx.LogRoot(0); }), crypto::EmptyRoot());
  std::vector<WriteBody> bodies;
  for (int i = 0; i < 5; ++i) bodies.push_back(BodyOf(maker_.Receive("19804")));
  for (const absl::Status& answer : InOneBatch(storage(), bodies)) EXPECT_TRUE(answer.ok());
  driver_->Restart();
  Recorded(maker_.Receive("19804"));
  crypto::CompactRange tree;
  for (const LogEntry& e : Log()) {
    tree.Append(e.leaf_hash);
    if (tree.size() == 5 || tree.size() == 6) {
      EXPECT_EQ(Get([&](ReadTransaction& tx) { return tx.LogRoot(tree.size()); }), tree.Root());
    }
  }
  std::string reason;
  ASSERT_TRUE(storage()
                  .Read([&](ReadTransaction& tx) {
                    reason = ErrorReason(tx.LogRoot(3).status());
                    return absl::OkStatus();
                  })
                  .ok());
  EXPECT_EQ(reason, "LOG_ROOT_NOT_FOUND") << "no batch ended there";
}

TEST_P(StorageLogTest, TimeOfRecordingNeverGoesBack) {
  Recorded(maker_.Receive("19804"));
  const Time first = maker_.now();
  Step late = maker_.Receive("19804");
  late.event.recorded_at = first - std::chrono::minutes(5);
  Recorded(late);
  EXPECT_EQ(Log()[1].event.recorded_at, first);
  EXPECT_EQ(Log()[1].event.acted_at, late.event.acted_at);
}

TEST_P(StorageLogTest, AClockThatJumpedBackStopsRecording) {
  Recorded(maker_.Receive("19804"));
  Step late = maker_.Receive("19804");
  late.event.recorded_at -= std::chrono::minutes(5) + std::chrono::microseconds(1);
  const absl::Status suspect = Record(late);
  EXPECT_EQ(suspect.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ErrorReason(suspect), "CLOCK_SUSPECT");
  const absl::Status event = storage().Write([&](WriteTransaction& tx) {
    domain::Event e = maker_.InstallationEvent(EventKind::kSignedIn, "accounts/lan.nt");
    e.recorded_at = late.event.recorded_at;
    return tx.RecordEvent(e);
  });
  EXPECT_EQ(ErrorReason(event), "CLOCK_SUSPECT");
  driver_->Restart();
  EXPECT_EQ(ErrorReason(Record(late)), "CLOCK_SUSPECT") << "known again after a restart";
  EXPECT_EQ(Log().size(), 1u);
}

TEST_P(StorageLogTest, ACommandWhosePartsDoNotBelongTogetherIsRefused) {
  Step step = maker_.Receive("19804");
  step.event.version = 2;
  EXPECT_EQ(ErrorReason(Record(step)), "COMMAND_INCONSISTENT");
  step = maker_.Receive("19804");
  step.event.key.unit = "19805";
  EXPECT_EQ(ErrorReason(Record(step)), "COMMAND_INCONSISTENT");
  EXPECT_EQ(ErrorReason(storage().Write([&](WriteTransaction& tx) {
              return tx.RecordEvent(maker_.Receive("19804").event);
            })),
            "COMMAND_INCONSISTENT");
  EXPECT_TRUE(Log().empty());
}

TEST_P(StorageLogTest, SerialsCountFromOneForEachUnitAndDay) {
  const Day day = MakeDay(2026, 8, 5);
  EXPECT_EQ(Serials(3, day), (std::vector<int64_t>{1, 2, 3}));
  EXPECT_EQ(Serials(2, day + std::chrono::days(1)), (std::vector<int64_t>{1, 2}));
  EXPECT_EQ(Serials(1, day), std::vector<int64_t>{4});
}

TEST_P(StorageLogTest, SerialsAreUniqueAcrossThreadsRestartsAndUndoneBatches) {
  const Day day = MakeDay(2026, 8, 5);
  std::mutex mutex;
  std::multiset<int64_t> kept;
  const auto take = [&](int count) {
    for (int i = 0; i < count; ++i) {
      int64_t serial = 0;
      const absl::Status status = storage().Write([&](WriteTransaction& tx) -> absl::Status {
        MOTCUA_ASSIGN_OR_RETURN(serial, tx.NextSerial("19804", day));
        return tx.PutSession({std::to_string(serial), "lan.nt", "s", {}, {}});
      });
      std::lock_guard lock(mutex);
      if (status.ok()) kept.insert(serial);
    }
  };
  for (int round = 0; round < 3; ++round) {
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) threads.emplace_back(take, 40);
    for (std::thread& t : threads) t.join();
    driver_->FailNextCommit(
        false, MakeError(absl::StatusCode::kResourceExhausted, "STORAGE_FULL", "the disk is full"));
    take(1);
    driver_->FailNextCommit(true, absl::UnknownError("no answer"));
    take(3);
    driver_->Restart();
  }
  EXPECT_GE(kept.size(), 480u);
  EXPECT_EQ(std::set<int64_t>(kept.begin(), kept.end()).size(), kept.size());
}

TEST_P(StorageLogTest, AnUnknownCommitIsToldByTheRequestId) {
  const Step step = maker_.Receive("19804");
  driver_->FailNextCommit(true, absl::UnknownError("no answer"));
  EXPECT_EQ(ErrorReason(Record(step)), "COMMIT_UNKNOWN");
  EXPECT_TRUE(
      Get([&](ReadTransaction& tx) { return tx.FindRequest("19804", step.event.request_id); }));
  EXPECT_EQ(ErrorReason(Record(step)), "REQUEST_ID_REUSED");
  Recorded(maker_.Receive("19804"));
  EXPECT_EQ(Log().size(), 2u) << "the log goes on where the unknown commit ended";
}

TEST_P(StorageLogTest, AWriteUndoneAtTheCommitLeavesNothingAndCanBeRepeated) {
  const Step step = maker_.Receive("19804");
  const auto full =
      MakeError(absl::StatusCode::kResourceExhausted, "STORAGE_FULL", "the disk is full");
  driver_->FailNextCommit(false, full);
  const absl::Status first = Record(step);
  if (!first.ok()) {
    EXPECT_EQ(ErrorReason(first), "STORAGE_FULL");
    EXPECT_TRUE(Log().empty());
    EXPECT_EQ(Load(step.after.key), std::nullopt);
    Recorded(step);
  }
  EXPECT_EQ(Log().size(), 1u);
}

TEST_P(StorageLogTest, TheFaultyStorageFailsWhereItIsTold) {
  using Fault = FaultyStorage::Fault;
  FaultyStorage faulty(storage());
  const Step step = maker_.Receive("19804");
  faulty.Arm(Fault::kBefore);
  EXPECT_EQ(ErrorReason(faulty.Write(BodyOf(step))), "STORAGE_BUSY");
  faulty.Arm(Fault::kAtCommit);
  EXPECT_EQ(ErrorReason(faulty.Write(BodyOf(step))), "STORAGE_FULL");
  EXPECT_TRUE(Log().empty());
  faulty.Arm(Fault::kCommittedButUnknown);
  EXPECT_EQ(ErrorReason(faulty.Write(BodyOf(step))), "COMMIT_UNKNOWN");
  EXPECT_EQ(Log().size(), 1u);
  EXPECT_EQ(ErrorReason(faulty.Write(BodyOf(step))), "REQUEST_ID_REUSED") << "armed once";
  faulty.Arm(Fault::kRead);
  const auto nothing = [](ReadTransaction&) { return absl::OkStatus(); };
  EXPECT_EQ(ErrorReason(faulty.Read(nothing)), "STORAGE_BUSY");
  EXPECT_TRUE(faulty.Read(nothing).ok());
}

TEST_P(StorageLogTest, AWritePastItsDeadlineIsNotRun) {
  WriteOptions options;
  options.deadline = std::chrono::steady_clock::now() - std::chrono::seconds(1);
  EXPECT_EQ(storage().Write(BodyOf(maker_.Receive("19804")), options).code(),
            absl::StatusCode::kDeadlineExceeded);
  EXPECT_TRUE(Log().empty());
}

TEST_P(StorageLogTest, WaitingForAWriteInsideAWriteIsRefused) {
  absl::Status inner;
  EXPECT_TRUE(storage()
                  .Write([&](WriteTransaction&) {
                    inner = Record(maker_.Receive("19804"));
                    return absl::OkStatus();
                  })
                  .ok());
  EXPECT_EQ(ErrorReason(inner), "WRITER_REENTERED");
  Recorded(maker_.Receive("19804"));
}

}  // namespace
}  // namespace motcua::storage
