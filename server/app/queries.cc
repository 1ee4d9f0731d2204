#include "server/app/queries.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "common/base/error.h"
#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "common/law/codes.h"
#include "server/domain/transfer_receipt.h"

namespace motcua::app {
namespace {

using domain::DossierKey;
using storage::ReadTransaction;

constexpr int kMostFound = 50;
constexpr int kOffersShown = 50;
constexpr std::chrono::days kFindBack{90};

absl::Status NoSuchDossier() {
  return MakeError(absl::StatusCode::kNotFound, "DOSSIER_NOT_FOUND", "there is no such dossier");
}

absl::StatusOr<domain::Dossier> Load(ReadTransaction& tx, const DossierKey& key) {
  MOTCUA_ASSIGN_OR_RETURN(auto dossier, tx.GetDossier(key));
  if (!dossier) return NoSuchDossier();
  return *std::move(dossier);
}

// Views of `keys` in order; those the caller may not see are left out.
absl::Status AppendViews(ReadTransaction& tx, const std::vector<DossierKey>& keys,
                         const Caller& caller, const domain::World& world, Time now,
                         std::vector<DossierView>& views) {
  for (const DossierKey& key : keys) {
    MOTCUA_ASSIGN_OR_RETURN(const domain::Dossier dossier, Load(tx, key));
    auto view = MakeView(dossier, caller.actor, world, now);
    if (view.ok()) {
      ClearPrivate(view->dossier);
      views.push_back(*std::move(view));
    } else if (!absl::IsNotFound(view.status())) {
      return view.status();
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> ReceiverName(ReadTransaction& tx, const domain::Dossier& dossier,
                                         int number) {
  const size_t count = dossier.receipts.size();
  if (count == 0 || number < 0 || static_cast<size_t>(number) > count) return std::string();
  const auto& record =
      number == 0 ? dossier.receipts.back() : dossier.receipts[static_cast<size_t>(number) - 1];
  MOTCUA_ASSIGN_OR_RETURN(const auto account, tx.GetAccount(record.received_by));
  return account ? account->full_name : std::string();
}

std::string UnitOrOffice(std::string unit, const Caller& caller) {
  return unit.empty() ? caller.actor.office : std::move(unit);
}

absl::Status AppendTransfers(ReadTransaction& tx, const std::vector<storage::TransferRow>& rows,
                             const ServiceContext& context, const Caller& caller,
                             const domain::World& world, Time now,
                             std::vector<TransferView>& views) {
  for (const storage::TransferRow& row : rows) {
    MOTCUA_ASSIGN_OR_RETURN(const domain::Dossier dossier, Load(tx, row.key));
    TransferView view;
    view.key = row.key;
    view.transfer = row.transfer;
    view.transfer.state = domain::TransferStateAt(row.transfer, now);
    view.dossier_code = dossier.code;
    view.procedure = dossier.procedure;
    view.masked_name = domain::MaskName(dossier.applicant.full_name);
    view.dossier_version = dossier.version;
    if (const std::string text = domain::TransferReceiptText(row.key, row.transfer);
        !text.empty()) {
      view.signature = context.sign(text);
    }
    const bool contents =
        domain::ViewOf(dossier, caller.actor, *world.units) == domain::View::kContents;
    if (contents && row.transfer.answered_at) {
      MOTCUA_ASSIGN_OR_RETURN(const auto entries, tx.ListEvents(row.key));
      const std::string id = row.transfer.id.ToString();
      for (const storage::LogEntry& entry : entries) {
        const auto fact = entry.event.facts.find("transfer");
        if (fact != entry.event.facts.end() && fact->second == id) view.reason = entry.event.reason;
      }
    }
    views.push_back(std::move(view));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<DossierView> GetDossier(const ServiceContext& context, const Caller& caller,
                                       std::string_view id_or_code) {
  const auto world = context.world.Get();
  absl::StatusOr<DossierView> view = NoSuchDossier();
  MOTCUA_RETURN_IF_ERROR(context.storage.Read([&](ReadTransaction& tx) -> absl::Status {
    MOTCUA_ASSIGN_OR_RETURN(const DossierKey key, ResolveDossier(tx, id_or_code));
    MOTCUA_ASSIGN_OR_RETURN(const domain::Dossier dossier, Load(tx, key));
    MOTCUA_ASSIGN_OR_RETURN(view, MakeView(dossier, caller.actor, *world, context.time.Now()));
    view->transfer_signature = SignTransfer(context, dossier);
    if (view->view == domain::View::kContents && !dossier.receipts.empty()) {
      MOTCUA_ASSIGN_OR_RETURN(const std::string receiver, ReceiverName(tx, dossier, 0));
      MOTCUA_ASSIGN_OR_RETURN(view->receipt, MakeReceipt(dossier, 0, false, receiver, *world));
    }
    return absl::OkStatus();
  }));
  return view;
}

absl::StatusOr<DossierPage> ListDossiers(const ServiceContext& context, const Caller& caller,
                                         storage::DossierFilter filter, int page_size,
                                         const std::string& page_token) {
  const auto world = context.world.Get();
  filter.unit = UnitOrOffice(std::move(filter.unit), caller);
  MOTCUA_RETURN_IF_ERROR(domain::MaySeeQueue(caller.actor, filter.unit, *world->units));
  const Time now = context.time.Now();
  if (filter.overdue_at) filter.overdue_at = now;
  DossierPage page;
  MOTCUA_RETURN_IF_ERROR(context.storage.Read([&](ReadTransaction& tx) -> absl::Status {
    page = {};
    MOTCUA_ASSIGN_OR_RETURN(auto keys, tx.ListDossiers(filter, page_size, page_token));
    page.next_page_token = keys.next;
    return AppendViews(tx, keys.items, caller, *world, now, page.items);
  }));
  return page;
}

absl::StatusOr<DossierPage> FindDossiers(const ServiceContext& context, const Caller& caller,
                                         const FindQuery& query) {
  const int given = !query.code.empty() + !query.identity_number.empty() + !query.phone.empty() +
                    !query.name.empty();
  if (given != 1) {
    return FieldInvalid("code", "exactly one of code, identity number, phone and name");
  }
  const auto world = context.world.Get();
  const Time now = context.time.Now();
  std::string phone;
  if (!query.phone.empty()) {
    MOTCUA_ASSIGN_OR_RETURN(phone, law::NormalizePhone("phone", query.phone));
  }
  DossierPage page;
  MOTCUA_RETURN_IF_ERROR(context.storage.Read([&](ReadTransaction& tx) -> absl::Status {
    page = {};
    std::vector<DossierKey> keys;
    if (!query.code.empty()) {
      MOTCUA_ASSIGN_OR_RETURN(const auto key, tx.FindByCode(query.code));
      if (key) keys.push_back(*key);
    } else if (!query.identity_number.empty()) {
      MOTCUA_ASSIGN_OR_RETURN(keys, tx.FindByIdentityNumber(query.identity_number, kMostFound));
    } else if (!phone.empty()) {
      MOTCUA_ASSIGN_OR_RETURN(keys, tx.FindByPhone(phone, kMostFound));
    } else {
      // A whole name is found everywhere by its hash; a part only in the own unit's period.
      MOTCUA_ASSIGN_OR_RETURN(keys, tx.FindByName(query.name, kMostFound));
      storage::DossierFilter filter;
      filter.unit = caller.actor.office;
      filter.from = query.from.value_or(LocalDay(now) - kFindBack);
      filter.until = query.until.value_or(LocalDay(now));
      MOTCUA_ASSIGN_OR_RETURN(const auto parts, tx.FindByNamePart(filter, query.name, kMostFound));
      for (const DossierKey& key : parts) {
        if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
      }
      std::sort(keys.begin(), keys.end(),
                [](const DossierKey& a, const DossierKey& b) { return a.ulid > b.ulid; });
    }
    return AppendViews(tx, keys, caller, *world, now, page.items);
  }));
  if (query.code.empty()) {
    std::erase_if(page.items,
                  [](const DossierView& view) { return view.view != domain::View::kContents; });
  }
  if (page.items.size() > kMostFound) page.items.resize(kMostFound);
  return page;
}

absl::StatusOr<EventList> ListEvents(const ServiceContext& context, const Caller& caller,
                                     std::string_view id_or_code) {
  const auto world = context.world.Get();
  EventList list;
  MOTCUA_RETURN_IF_ERROR(context.storage.Read([&](ReadTransaction& tx) -> absl::Status {
    MOTCUA_ASSIGN_OR_RETURN(const DossierKey key, ResolveDossier(tx, id_or_code));
    MOTCUA_ASSIGN_OR_RETURN(const domain::Dossier dossier, Load(tx, key));
    const domain::View view = domain::ViewOf(dossier, caller.actor, *world->units);
    if (view == domain::View::kNothing) return NoSuchDossier();
    MOTCUA_ASSIGN_OR_RETURN(list.entries, tx.ListEvents(key));
    if (view == domain::View::kContents) return absl::OkStatus();
    for (storage::LogEntry& entry : list.entries) {
      entry.private_bytes.clear();
      entry.event.reason.clear();
      entry.event.private_facts.clear();
    }
    return absl::OkStatus();
  }));
  return list;
}

absl::StatusOr<DueView> ExplainDueTime(const ServiceContext& context, const Caller& caller,
                                       std::string_view id_or_code) {
  MOTCUA_ASSIGN_OR_RETURN(DossierView view, GetDossier(context, caller, id_or_code));
  MOTCUA_ASSIGN_OR_RETURN(
      domain::DueExplanation explanation,
      domain::ExplainDue(view.dossier, *context.world.Get(), context.time.Now()));
  return DueView{std::move(view.dossier), std::move(explanation)};
}

void GetReceipt(const ServiceContext& context, const Caller& caller, std::string id_or_code,
                int number, Done<ReceiptView> done) {
  struct Run {
    std::shared_ptr<const domain::World> world;
    std::optional<ReceiptView> answer;
  };
  auto run = std::make_shared<Run>(Run{context.world.Get(), {}});
  auto body = [run, caller, number, id = std::move(id_or_code),
               time = &context.time](storage::WriteTransaction& tx) -> absl::Status {
    MOTCUA_ASSIGN_OR_RETURN(const DossierKey key, ResolveDossier(tx, id));
    MOTCUA_ASSIGN_OR_RETURN(const domain::Dossier dossier, Load(tx, key));
    const domain::View view = domain::ViewOf(dossier, caller.actor, *run->world->units);
    if (view == domain::View::kNothing) return NoSuchDossier();
    if (view != domain::View::kContents) {
      return MakeError(absl::StatusCode::kPermissionDenied, "CONTENTS_NOT_SHOWN",
                       "the caller sees only the outline of this dossier");
    }
    MOTCUA_ASSIGN_OR_RETURN(const std::string receiver, ReceiverName(tx, dossier, number));
    MOTCUA_ASSIGN_OR_RETURN(run->answer, MakeReceipt(dossier, number, true, receiver, *run->world));
    domain::Event event;
    event.kind = domain::EventKind::kReceiptReprinted;
    event.subject = "dossiers/" + key.ToString();
    event.actor = caller.actor.account;
    event.unit = caller.actor.office;
    event.station = caller.actor.station;
    event.acted_at = event.recorded_at = time->Now();
    event.facts["receipt"] = std::to_string(run->answer->record.number);
    return tx.RecordEvent(std::move(event));
  };
  context.storage.Submit({caller.actor.office, caller.deadline}, std::move(body),
                         [run, done = std::move(done)](absl::Status status) {
                           if (!status.ok()) {
                             done(std::move(status));
                           } else {
                             done(*std::move(run->answer));
                           }
                         });
}

absl::StatusOr<TransferPage> ListTransfers(const ServiceContext& context, const Caller& caller,
                                           std::string unit, bool subtree, bool in, bool out,
                                           bool answered, int page_size,
                                           const std::string& page_token) {
  const auto world = context.world.Get();
  unit = UnitOrOffice(std::move(unit), caller);
  MOTCUA_RETURN_IF_ERROR(domain::MaySeeTransfers(caller.actor, unit, subtree, *world->units));
  storage::TransferFilter filter;
  filter.in = in;
  filter.out = out;
  filter.answered = answered;
  // A subtree is a province's, the nation's, or no more than the unit itself.
  const bool nation = unit == world->units->Nation().id;
  if (subtree && world->units->ProvinceOf(unit) == unit) {
    filter.province = unit;
  } else if (!(subtree && nation)) {
    filter.unit = unit;
  }
  TransferPage page;
  MOTCUA_RETURN_IF_ERROR(context.storage.Read([&](ReadTransaction& tx) -> absl::Status {
    page = {};
    MOTCUA_ASSIGN_OR_RETURN(auto rows, tx.ListTransfers(filter, page_size, page_token));
    page.next_page_token = rows.next;
    return AppendTransfers(tx, rows.items, context, caller, *world, context.time.Now(), page.items);
  }));
  return page;
}

absl::StatusOr<QueueView> GetQueue(const ServiceContext& context, const Caller& caller,
                                   storage::QueueFilter filter, int page_size,
                                   const std::string& page_token) {
  const auto world = context.world.Get();
  filter.unit = UnitOrOffice(std::move(filter.unit), caller);
  MOTCUA_RETURN_IF_ERROR(domain::MaySeeQueue(caller.actor, filter.unit, *world->units));
  const Time now = context.time.Now();
  const Time end_of_day = At(LocalDay(now) + std::chrono::days{1});
  QueueView queue;
  MOTCUA_RETURN_IF_ERROR(context.storage.Read([&](ReadTransaction& tx) -> absl::Status {
    queue = {};
    MOTCUA_ASSIGN_OR_RETURN(auto items, tx.ListQueue(filter, page_size, page_token));
    queue.next_page_token = items.next;
    std::vector<DossierKey> keys;
    for (const storage::QueueItem& item : items.items) keys.push_back(item.key);
    MOTCUA_RETURN_IF_ERROR(AppendViews(tx, keys, caller, *world, now, queue.items));
    MOTCUA_ASSIGN_OR_RETURN(queue.counts, tx.CountQueue(filter.unit, now, end_of_day));
    if (!page_token.empty()) return absl::OkStatus();
    storage::TransferFilter offers;
    offers.unit = filter.unit;
    offers.out = false;
    MOTCUA_ASSIGN_OR_RETURN(auto rows, tx.ListTransfers(offers, kOffersShown, ""));
    return AppendTransfers(tx, rows.items, context, caller, *world, now, queue.offers_in);
  }));
  return queue;
}

}  // namespace motcua::app
