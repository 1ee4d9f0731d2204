// motcua station enrol, list, add, revoke.
#include "client/cli/command.h"
#include "client/cli/enum_words.h"
#include "client/cli/errors.h"
#include "client/cli/format.h"
#include "client/cli/resource.h"
#include "client/lib/enrolment.h"
#include "common/base/error.h"
#include "common/base/file.h"
#include "common/base/status_macros.h"
#include "common/crypto/enrolment_file.h"
#include "motcua/v1/station_service.grpc.pb.h"

namespace motcua::cli {
namespace {

using Stub = v1::StationService::Stub;

struct EnrolOptions {
  std::string file;
};

struct StationOptions {
  std::string station;
  std::string unit;
  std::string name;
  std::string file;
  std::string reason;
  std::string etag;
  std::string request_id;
  PageOptions page;
};

absl::Status EnrolHere(Context& context, const EnrolOptions& options) {
  MOTCUA_ASSIGN_OR_RETURN(const std::string text, ReadText(context, options.file));
  MOTCUA_ASSIGN_OR_RETURN(const crypto::EnrolmentFile file, crypto::ParseEnrolmentFile(text));
  absl::StatusOr<v1::Station> station = v1::Station();
  {
    const auto progress = context.ShowProgress("say.working");
    station =
        client::Enrol(file, context.folder(), context.call_options(), context.seams().make_channel);
  }
  if (!station.ok()) return station.status();
  if (context.json()) return context.PrintJson(*station);
  context.Say(context.T("say.enrolled", {{"station", Id(station->name())}}));
  return absl::OkStatus();
}

absl::StatusOr<v1::ListStationsResponse> Fetch(Context& context, const std::string& unit,
                                               const PageOptions& page) {
  v1::ListStationsRequest request;
  request.set_unit(Resource("units", unit));
  return FetchPages<v1::ListStationsResponse>(
      request, page, [&](const auto& one) { return context.Call(&Stub::ListStations, one); });
}

absl::Status List(Context& context, const StationOptions& options) {
  MOTCUA_ASSIGN_OR_RETURN(const v1::ListStationsResponse answer,
                          Fetch(context, options.unit, options.page));
  if (context.json()) return context.PrintJson(answer);
  Table table({{context.T("head.station")},
               {context.T("head.unit")},
               {context.T("head.display_name"), Cut::kText},
               {context.T("head.state"), Cut::kText},
               {context.T("head.certificate_until")}});
  for (const v1::Station& s : answer.stations()) {
    table.AddRow({Id(s.name()), Id(s.unit()), s.display_name(),
                  EnumWord(s.state(), context.language()),
                  DateTimeOr(s.has_certificate_expire_time(), s.certificate_expire_time())});
  }
  context.Print(table);
  SayMore(context, answer.next_page_token());
  return absl::OkStatus();
}

absl::Status Add(Context& context, const StationOptions& options) {
  v1::CreateStationRequest request;
  request.set_request_id(options.request_id);
  request.set_unit(Resource("units", options.unit));
  request.set_display_name(options.name);
  MOTCUA_ASSIGN_OR_RETURN(const v1::CreateStationResponse answer,
                          context.Call(&Stub::CreateStation, request));
  if (!answer.enrolment_file().empty() &&
      !WritePrivateFile(options.file, answer.enrolment_file()).ok()) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "FILE_NOT_WRITABLE",
                     "The enrolment file cannot be written.", {{"file", options.file}});
  }
  if (context.json()) return context.PrintJson(answer);
  context.out() << LabelList({{context.T("head.station"), Id(answer.station().name())},
                              {context.T("head.unit"), context.UnitName(answer.station().unit())},
                              {context.T("head.display_name"), answer.station().display_name()},
                              {context.T("head.until"), DateTimeOr(answer.has_code_expire_time(),
                                                                   answer.code_expire_time())}});
  context.Say(answer.enrolment_file().empty()
                  ? context.T("say.shown_before")
                  : context.T("say.enrolment_file", {{"file", options.file}}));
  return absl::OkStatus();
}

// A station's id is its unit's and a number: 19804-1.
absl::StatusOr<std::string> EtagOf(Context& context, const std::string& station) {
  const std::string id = Id(Resource("stations", station));
  MOTCUA_ASSIGN_OR_RETURN(
      const v1::ListStationsResponse all,
      Fetch(context, id.substr(0, id.rfind('-')), {.size = 500, .token = "", .all = true}));
  for (const v1::Station& one : all.stations()) {
    if (Id(one.name()) == id) return one.etag();
  }
  return MakeError(absl::StatusCode::kNotFound, "STATION_NOT_FOUND", "There is no such station.");
}

absl::Status Revoke(Context& context, const StationOptions& options) {
  v1::RevokeStationRequest request;
  request.set_request_id(options.request_id);
  request.set_name(Resource("stations", options.station));
  request.set_reason(options.reason);
  request.set_etag(options.etag);
  if (options.etag.empty()) {
    MOTCUA_ASSIGN_OR_RETURN(*request.mutable_etag(), EtagOf(context, options.station));
  }
  MOTCUA_ASSIGN_OR_RETURN(const v1::Station station, context.Call(&Stub::RevokeStation, request));
  if (context.json()) return context.PrintJson(station);
  context.out() << LabelList(
      {{context.T("head.station"), Id(station.name())},
       {context.T("head.state"), EnumWord(station.state(), context.language())}});
  return absl::OkStatus();
}

}  // namespace

void AddStationCommands(CLI::App& app, Context& context) {
  CLI::App& station = AddGroup(app, context, "station");

  Command<EnrolOptions> enrol(station, context, "enrol");
  enrol.Word("file", enrol.options().file, "opt.enrolment_file_word");
  enrol.Does(EnrolHere);

  Command<StationOptions> list(station, context, "list");
  list.Option("unit", list.options().unit);
  AddPageOptions(list, list.options().page);
  list.Does(List);

  Command<StationOptions> add(station, context, "add");
  add.Option("unit", add.options().unit, "opt.station_unit")->required();
  add.Option("name", add.options().name, "opt.station_name")->required();
  add.Option("file", add.options().file, "opt.enrolment_file")->required();
  add.Option("request-id", add.options().request_id);
  add.Does(Add);

  Command<StationOptions> revoke(station, context, "revoke");
  revoke.Word("station", revoke.options().station, "opt.station_word");
  revoke.Option("reason", revoke.options().reason)->required();
  revoke.Option("etag", revoke.options().etag);
  revoke.Option("request-id", revoke.options().request_id);
  revoke.Does(Revoke);
}

}  // namespace motcua::cli
