#include "tests/demo/report.h"

#include <fmt/format.h>
#include <google/protobuf/util/time_util.h>

#include <algorithm>

#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "motcua/v1/dossier_service.grpc.pb.h"
#include "motcua/v1/statistics_service.grpc.pb.h"
#include "server/domain/transitions.h"

namespace motcua::demo {
namespace {

Time ToTime(const google::protobuf::Timestamp& timestamp) {
  return FromMicros(google::protobuf::util::TimeUtil::TimestampToMicroseconds(timestamp));
}

std::string StateVi(v1::DossierState state) {
  return std::string(domain::StateNameVi(static_cast<domain::State>(static_cast<int>(state))));
}

// Words for what an open dossier waits for.
std::string WhyOpen(const v1::Dossier& d) {
  if (d.state() == v1::DOSSIER_STATE_SUPPLEMENT_REQUESTED) {
    return "chờ công dân bổ sung: " + d.supplement_request() + "; thời hạn tạm dừng";
  }
  if (d.has_transfer() && d.transfer().state() == v1::TRANSFER_STATE_OFFERED) {
    return "chờ " + d.transfer().to_unit() + " nhận hồ sơ";
  }
  return fmt::format("đang ở bước {} ({}), hẹn trả {}", d.step(), d.step_kind(),
                     FormatTimeVi(ToTime(d.promised_due())));
}

absl::StatusOr<std::string> WhyOpen(Cast& cast, const v1::DossierSummary& summary) {
  v1::GetDossierRequest request;
  request.set_name(summary.name());
  MOTCUA_ASSIGN_OR_RETURN(
      const v1::Dossier d,
      cast.At(kBestUnits[0], Post::kHead).Call(&v1::DossierService::Stub::GetDossier, request));
  return WhyOpen(d);
}

}  // namespace

void PrintHeading(std::ostream& out, std::string_view vi, std::string_view en) {
  out << "\n"
      << vi << "\n"
      << en << "\n"
      << std::string(std::max(DisplayWidth(vi), DisplayWidth(en)), '-') << "\n";
}

void PrintTable(std::ostream& out, const std::vector<std::vector<std::string>>& rows) {
  std::vector<size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], static_cast<size_t>(DisplayWidth(row[i])));
    }
  }
  for (const auto& row : rows) {
    std::string line;
    for (size_t i = 0; i < row.size(); ++i) {
      line += row[i];
      if (i + 1 == row.size()) continue;
      line += std::string(widths[i] - static_cast<size_t>(DisplayWidth(row[i])) + 2, ' ');
    }
    out << line << "\n";
  }
}

void PrintWhatIsInvented(std::ostream& out, uint64_t seed) {
  PrintHeading(out, "Dữ liệu trình diễn", "What is real in this demo and what is not");
  out << "Theo báo chí: các con số 526, 126, 83 và 11/12 của sáng 01/07/2025. Mọi thứ khác (người\n"
         "nộp, thủ tục, giờ, công chức) do chương trình sinh ra, hạt giống "
      << seed
      << ".\n"
         "Only the figures 526, 126, 83 and 11 of 12 are from the press report; everything else "
         "is\n"
         "made up by a seeded generator. No applicant exists.\n";
}

void PrintMorning(std::ostream& out, const ActOnePlan& plan) {
  PrintHeading(out, "Màn 1: Huế, 01/07/2025 đến 11:30", "Act 1: Huế, 1 July 2025 until 11:30");
  out << fmt::format(
      "{} trung tâm, {} thao tác của công chức. Không tính là tiếp nhận: {} hồ sơ trực tuyến chưa\n"
      "được tiếp nhận, {} bị từ chối, {} tiếp nhận nhầm đã hủy.\n",
      plan.volumes.size(), plan.actions.size(), plan.only_registered, plan.refused, plan.voided);
}

bool PrintComparison(std::ostream& out, const std::vector<Comparison>& comparisons) {
  PrintHeading(out, "Báo chí và câu trả lời của hệ thống",
               "The press report's sentences beside the service's answers");
  std::vector<std::vector<std::string>> rows = {{"Báo chí", "Motcua trả lời", ""}};
  bool all = true;
  for (const Comparison& c : comparisons) {
    rows.push_back({c.sentence, c.answer, c.fits ? "khớp" : "không khớp"});
    all = all && c.fits;
  }
  PrintTable(out, rows);
  return all;
}

absl::Status PrintHuongAn(std::ostream& out, Cast& cast) {
  v1::ListFigureDossiersRequest request;
  request.mutable_query()->set_unit("units/" + std::string(kBestUnits[0]));
  request.mutable_query()->set_from_day(FormatDay(kActOneDay));
  request.set_kind(v1::FIGURE_KIND_RECEIVED);
  MOTCUA_ASSIGN_OR_RETURN(const v1::ListFigureDossiersResponse answer,
                          cast.Use(cast.IndexOf(kSupervisor))
                              .Call(&v1::StatisticsService::Stub::ListFigureDossiers, request));
  PrintHeading(out, "Mười hai hồ sơ của phường Hương An", "The twelve dossiers of Hương An ward");
  std::vector<std::vector<std::string>> rows = {
      {"Mã hồ sơ", "Tiếp nhận", "Thủ tục", "Tình trạng", "Vì sao chưa xong"}};
  for (const v1::DossierSummary& d : answer.dossiers()) {
    const bool resolved =
        d.state() == v1::DOSSIER_STATE_RESOLVED || d.state() == v1::DOSSIER_STATE_RESULT_DELIVERED;
    std::string why;
    if (!resolved) {
      MOTCUA_ASSIGN_OR_RETURN(why, WhyOpen(cast, d));
    }
    rows.push_back({d.code(), FormatTimeVi(ToTime(d.receive_time())).substr(0, 5),
                    d.procedure_name(), StateVi(d.state()), why});
  }
  std::sort(rows.begin() + 1, rows.end());
  PrintTable(out, rows);
  if (answer.dossiers_size() == kBestReceived) return absl::OkStatus();
  return absl::InternalError(
      fmt::format("Hương An has {} dossiers, not {}", answer.dossiers_size(), kBestReceived));
}

}  // namespace motcua::demo
