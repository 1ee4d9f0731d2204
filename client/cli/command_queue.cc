// motcua queue [UNIT].
#include "client/cli/command.h"
#include "client/cli/enum_words.h"
#include "client/cli/format.h"
#include "client/cli/print_lists.h"
#include "client/cli/resource.h"
#include "common/base/status_macros.h"
#include "motcua/v1/queue_service.grpc.pb.h"

namespace motcua::cli {
namespace {

struct QueueOptions {
  std::string unit;
  std::string lane;
  std::string officer;
  PageOptions page;
};

// The first page's answer, with the dossiers of the following ones when all are asked for: counters
// and offers are of the whole queue and stand on the first page.
absl::StatusOr<v1::Queue> Fetch(Context& context, v1::GetQueueRequest request, bool all) {
  absl::StatusOr<v1::Queue> queue = context.Call(&v1::QueueService::Stub::GetQueue, request);
  while (all && queue.ok() && !queue->next_page_token().empty()) {
    request.set_page_token(queue->next_page_token());
    absl::StatusOr<v1::Queue> next = context.Call(&v1::QueueService::Stub::GetQueue, request);
    if (!next.ok()) return next.status();
    queue->mutable_dossiers()->MergeFrom(next->dossiers());
    queue->set_next_page_token(next->next_page_token());
  }
  return queue;
}

void PrintCounters(Context& context, const v1::QueueCounters& c) {
  Table table({{context.T("head.held"), Cut::kCode, Align::kRight},
               {context.T("head.to_accept"), Cut::kCode, Align::kRight},
               {context.T("head.in_work"), Cut::kCode, Align::kRight},
               {context.T("head.paused"), Cut::kCode, Align::kRight},
               {context.T("head.handing_over"), Cut::kCode, Align::kRight},
               {context.T("head.to_deliver"), Cut::kCode, Align::kRight},
               {context.T("head.overdue"), Cut::kCode, Align::kRight},
               {context.T("head.due_today"), Cut::kCode, Align::kRight},
               {context.T("head.offered_in"), Cut::kCode, Align::kRight}});
  std::vector<std::string> row;
  for (const int64_t count : {c.held(), c.to_accept(), c.in_work(), c.paused(), c.handing_over(),
                              c.to_deliver(), c.overdue(), c.due_today(), c.offered_in()}) {
    row.push_back(Number(count, context.language()));
  }
  table.AddRow(row);
  context.Print(table);
}

absl::Status ShowQueue(Context& context, const QueueOptions& options) {
  v1::GetQueueRequest request;
  request.set_unit(Resource("units", options.unit));
  MOTCUA_ASSIGN_OR_RETURN(const auto lane, ReadEnum<v1::QueueLane>("--lane", options.lane));
  request.set_lane(lane);
  request.set_officer(options.officer.empty() ? "" : Id(options.officer));
  request.set_page_size(options.page.size);
  request.set_page_token(options.page.token);
  MOTCUA_ASSIGN_OR_RETURN(const v1::Queue queue, Fetch(context, request, options.page.all));
  if (context.json()) return context.PrintJson(queue);
  PrintCounters(context, queue.counters());
  context.out() << "\n";
  if (queue.offers_in_size() > 0) {
    context.Say(context.T("head.offered_in"));
    PrintTransfers(context, queue.offers_in());
    context.out() << "\n";
  }
  PrintDossiers(context, queue.dossiers());
  SayMore(context, queue.next_page_token());
  return absl::OkStatus();
}

}  // namespace

void AddQueueCommand(CLI::App& app, Context& context) {
  Command<QueueOptions> queue(app, context, "queue");
  queue.Word("unit", queue.options().unit, "opt.unit")->required(false);
  queue.Option("lane", queue.options().lane);
  queue.Option("officer", queue.options().officer);
  AddPageOptions(queue, queue.options().page);
  queue.Does(ShowQueue);
  queue.Examples("queue");
}

}  // namespace motcua::cli
