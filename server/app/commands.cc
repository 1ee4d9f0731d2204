#include "server/app/commands.h"

#include <memory>
#include <utility>

#include "common/base/error.h"
#include "common/base/hex.h"
#include "common/base/status_macros.h"
#include "common/base/uuid.h"
#include "common/crypto/hash.h"
#include "server/app/history.h"
#include "server/domain/decide.h"

namespace motcua::app {
namespace {

using domain::Dossier;

absl::StatusOr<std::optional<domain::AccountFacts>> FindAccount(storage::ReadTransaction& tx,
                                                                const domain::World& world,
                                                                std::string_view name) {
  MOTCUA_ASSIGN_OR_RETURN(const auto record, tx.GetAccount(name));
  if (!record) return std::nullopt;
  return domain::AccountFacts{record->name, world.units->OfficeOf(record->unit), record->roles,
                              record->disabled};
}

// One command, from the RPC to its answer; lives until `done` has been called.
struct Run {
  ServiceContext context;
  Caller caller;
  CommandRequest request;
  std::string request_hash;
  std::shared_ptr<const domain::World> world;
  std::optional<DossierView> answer;

  absl::Status Answer(storage::ReadTransaction& tx, const Dossier& dossier, Time when) {
    MOTCUA_ASSIGN_OR_RETURN(answer, MakeView(dossier, caller.actor, *world, when));
    answer->transfer_signature = SignTransfer(context, dossier);
    if (answer->view != domain::View::kContents || dossier.receipts.empty()) {
      return absl::OkStatus();
    }
    MOTCUA_ASSIGN_OR_RETURN(const auto receiver,
                            tx.GetAccount(dossier.receipts.back().received_by));
    MOTCUA_ASSIGN_OR_RETURN(
        answer->receipt,
        MakeReceipt(dossier, 0, false, receiver ? receiver->full_name : "", *world));
    return absl::OkStatus();
  }

  // The first answer again, folded from the log.
  absl::Status Repeat(storage::ReadTransaction& tx, const storage::LogEntry& first) {
    if (!crypto::ConstantTimeEquals(first.event.request_hash, request_hash) ||
        first.event.actor != caller.actor.account) {
      return MakeError(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED",
                       "request_id: was used for another request; give each request its own",
                       {{"field", "request_id"}});
    }
    MOTCUA_ASSIGN_OR_RETURN(const Dossier dossier,
                            DossierAt(tx, first.event.key, first.event.version));
    return Answer(tx, dossier, first.event.recorded_at);
  }

  absl::Status Body(storage::WriteTransaction& tx) {
    answer.reset();
    Dossier before;
    std::string log_unit = caller.actor.office;
    if (!request.dossier.empty()) {
      MOTCUA_ASSIGN_OR_RETURN(const domain::DossierKey key, ResolveDossier(tx, request.dossier));
      log_unit = key.unit;
      MOTCUA_ASSIGN_OR_RETURN(auto found, tx.GetDossier(key));
      if (!found) {
        return MakeError(absl::StatusCode::kNotFound, "DOSSIER_NOT_FOUND",
                         "there is no such dossier");
      }
      before = *std::move(found);
    }
    MOTCUA_ASSIGN_OR_RETURN(const auto first, tx.FindRequest(log_unit, request.request_id));
    if (first) return Repeat(tx, *first);

    const domain::Context decision_context{
        caller.actor,
        *world,
        context.time.Now(),
        [this] { return context.ulids.Next(context.time.Now()); },
        [&tx](std::string_view unit, Day day) { return tx.NextSerial(unit, day); },
        [this, &tx](std::string_view name) { return FindAccount(tx, *world, name); },
        [](std::string_view bytes) { return ToHex(crypto::Sha256(bytes)); }};
    MOTCUA_ASSIGN_OR_RETURN(domain::Decision decision,
                            domain::Decide(before, request.etag, request.input, decision_context));
    decision.event.request_id = request.request_id;
    decision.event.request_hash = request_hash;
    // Everything that can fail by itself comes before the first write.
    MOTCUA_RETURN_IF_ERROR(Answer(tx, decision.after, decision_context.now));
    return tx.RecordCommand(before, decision.after, std::move(decision.event));
  }
};

}  // namespace

void ExecuteCommand(const ServiceContext& context, const Caller& caller, CommandRequest request,
                    Done<DossierView> done) {
  if (!IsUuid(request.request_id)) {
    done(FieldInvalid("request_id", "must be a UUID in small letters, of the caller's own"));
    return;
  }
  std::string hash = context.request_hash(request.content);
  auto run = std::make_shared<Run>(
      Run{context, caller, std::move(request), std::move(hash), context.world.Get(), {}});
  context.storage.Submit(
      {caller.actor.office, caller.deadline},
      [run](storage::WriteTransaction& tx) { return run->Body(tx); },
      [run, done = std::move(done)](absl::Status status) {
        if (!status.ok()) {
          done(std::move(status));
        } else {
          done(*std::move(run->answer));
        }
      });
}

}  // namespace motcua::app
