#include "client/cli/messages.h"

#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "client/cli/enum_words.h"
#include "client/cli/errors.h"
#include "common/base/error.h"
#include "motcua/v1/account.pb.h"
#include "motcua/v1/dossier.pb.h"
#include "motcua/v1/procedure.pb.h"
#include "motcua/v1/queue_service.pb.h"
#include "motcua/v1/station.pb.h"
#include "motcua/v1/statistics.pb.h"
#include "motcua/v1/transfer_service.pb.h"
#include "motcua/v1/unit.pb.h"

namespace motcua::cli {
namespace {

constexpr Language kVi = Language::kVietnamese;

TEST(MessagesTest, EveryEntryIsUniqueAndSaysSomethingInEveryLanguage) {
  std::set<std::string_view> seen;
  for (const Entry& entry : AllEntries()) {
    EXPECT_TRUE(seen.insert(entry.id).second) << entry.id;
    EXPECT_FALSE(entry.vi.empty() || entry.en.empty() || entry.fr.empty()) << entry.id;
  }
}

TEST(MessagesTest, EveryLanguageNamesTheSameValues) {
  const std::regex value(R"(\{[a-z_]+\})");
  const auto values = [&](std::string_view text) {
    const std::string copy(text);
    return std::set<std::string>(std::sregex_token_iterator(copy.begin(), copy.end(), value), {});
  };
  for (const Entry& entry : AllEntries()) {
    EXPECT_EQ(values(entry.vi), values(entry.en)) << entry.id;
    EXPECT_EQ(values(entry.vi), values(entry.fr)) << entry.id;
  }
}

// Every id written in the sources of this client has its entry.
TEST(MessagesTest, EveryIdInTheSourcesIsInTheCatalogue) {
  const std::regex id(R"re("((?:say|head|opt|help|label|examples)\.[a-z0-9_.-]*[a-z0-9])")re");
  int found = 0;
  for (const auto& file :
       std::filesystem::directory_iterator(std::string(MOTCUA_SOURCE_DIR) + "/client/cli")) {
    std::stringstream text;
    text << std::ifstream(file.path()).rdbuf();
    const std::string source = text.str();
    for (std::sregex_iterator match(source.begin(), source.end(), id), end; match != end; ++match) {
      ++found;
      EXPECT_TRUE(FindText(kVi, (*match)[1].str()).has_value())
          << (*match)[1] << " in " << file.path().filename();
    }
  }
  EXPECT_GT(found, 100);
}

TEST(MessagesTest, EveryValueOfEveryShownEnumHasAWord) {
  for (const auto* type :
       {v1::DossierState_descriptor(), v1::Channel_descriptor(), v1::Boundary_descriptor(),
        v1::Outcome_descriptor(), v1::ApplicantKind_descriptor(), v1::TransferState_descriptor(),
        v1::TransferPurpose_descriptor(), v1::TransferDirection_descriptor(), v1::Role_descriptor(),
        v1::StationState_descriptor(), v1::UnitKind_descriptor(), v1::PlaceType_descriptor(),
        v1::ProcedureLevel_descriptor(), v1::QueueLane_descriptor(), v1::CountedBy_descriptor()}) {
    for (int i = 0; i < type->value_count(); ++i) {
      if (type->value(i)->number() == 0) continue;
      EXPECT_TRUE(FindText(kVi, type->value(i)->name()).has_value()) << type->value(i)->name();
    }
  }
}

TEST(MessagesTest, TheTenStatesAreNamedAsInTheNationalList) {
  const char* const kNames[] = {"Mới đăng ký",
                                "Được tiếp nhận",
                                "Không được tiếp nhận",
                                "Đang xử lý",
                                "Yêu cầu bổ sung giấy tờ",
                                "Yêu cầu thực hiện nghĩa vụ tài chính",
                                "Công dân yêu cầu rút hồ sơ",
                                "Dừng xử lý",
                                "Đã xử lý xong",
                                "Đã trả kết quả"};
  for (int state = 1; state <= 10; ++state) {
    EXPECT_EQ(EnumWord(static_cast<v1::DossierState>(state), kVi), kNames[state - 1]);
  }
}

TEST(MessagesTest, ChoicesAreReadInEverySpelling) {
  EXPECT_EQ(*ReadEnum<v1::DossierState>("--state", "supplement-requested"),
            v1::DOSSIER_STATE_SUPPLEMENT_REQUESTED);
  EXPECT_EQ(*ReadEnum<v1::DossierState>("--state", "supplement_requested"),
            v1::DOSSIER_STATE_SUPPLEMENT_REQUESTED);
  EXPECT_EQ(*ReadEnum<v1::DossierState>("--state", "5"), v1::DOSSIER_STATE_SUPPLEMENT_REQUESTED);
  EXPECT_EQ(*ReadEnum<v1::DossierState>("--state", ""), v1::DOSSIER_STATE_UNSPECIFIED);
  const auto wrong = ReadEnum<v1::Channel>("--channel", "fax");
  EXPECT_EQ(ErrorReason(wrong.status()), "OPTION_INVALID");
  EXPECT_EQ(GetErrorValues(wrong.status())["expected"], "counter, online, post");
}

TEST(MessagesTest, PartsInBracketsNeedTheirValues) {
  constexpr char kPattern[] = "Sai[: {actor}][ lúc {time}]; xem {code}.";
  EXPECT_EQ(Fill(kPattern, {{"code", "H57"}}), "Sai; xem H57.");
  EXPECT_EQ(Fill(kPattern, {{"actor", "lan.nt"}, {"time", "2026-08-05T08:30:00+07:00"}}),
            "Sai: lan.nt lúc 05/08/2026 08:30; xem ….");
}

TEST(MessagesTest, EveryReasonOfTheServiceHasASentence) {
  for (const char* reason : {"FIELD_INVALID",
                             "LINE_INVALID",
                             "REQUEST_ID_REUSED",
                             "DOSSIER_NOT_FOUND",
                             "UNIT_NOT_FOUND",
                             "PROCEDURE_NOT_FOUND",
                             "PROCEDURE_NOT_IN_FORCE",
                             "NOT_BOUNDARY_FREE",
                             "PLACE_UNKNOWN",
                             "COMPETENT_UNIT_MISSING",
                             "COMPETENT_UNIT_NOT_ALLOWED",
                             "DOSSIER_ALREADY_RESOLVED",
                             "DOSSIER_CLOSED",
                             "DOSSIER_NOT_RECEIVED",
                             "DOSSIER_NOT_RESOLVED",
                             "DOSSIER_PAUSED",
                             "DOSSIER_NOT_PAUSED",
                             "DOSSIER_ALREADY_RECEIVED",
                             "DOSSIER_ALREADY_DELIVERED",
                             "DOSSIER_VOIDED",
                             "DOSSIER_WORK_STARTED",
                             "SUPPLEMENT_ALREADY_REQUESTED",
                             "REAPPOINTED_ALREADY",
                             "STEP_NOT_SIGNING",
                             "STEP_NOT_REACHED",
                             "UNIT_NOT_HOLDER",
                             "UNIT_NOT_COMPETENT",
                             "UNIT_NOT_RECEIVING",
                             "UNIT_NOT_RETURNING",
                             "UNIT_NOT_OFFERED",
                             "ROLE_MISSING",
                             "STATION_UNIT_MISMATCH",
                             "ACCOUNT_OUTSIDE_STATION",
                             "TRANSFER_ALREADY_OFFERED",
                             "TRANSFER_ALREADY_TAKEN_OVER",
                             "TRANSFER_NOT_OFFERED",
                             "TRANSFER_EXPIRED",
                             "TRANSFER_PENDING",
                             "TRANSFER_NOT_NEEDED",
                             "ETAG_MISMATCH",
                             "ETAG_MISSING",
                             "SIGN_IN_FAILED",
                             "SIGN_IN_SLOWED",
                             "SIGN_IN_BUSY",
                             "SESSION_MISSING",
                             "SESSION_EXPIRED",
                             "SESSION_IDLE",
                             "PASSWORD_CHANGE_REQUIRED",
                             "ACCOUNT_EXISTS",
                             "ACCOUNT_NOT_FOUND",
                             "STATION_REVOKED",
                             "STATION_NOT_FOUND",
                             "STATION_IDENTITY_INVALID",
                             "ENROLMENT_CODE_INVALID",
                             "QUEUE_FULL",
                             "STORAGE_BUSY",
                             "STORAGE_FULL",
                             "COMMIT_UNKNOWN",
                             "CLOCK_SUSPECT",
                             "SHUTTING_DOWN",
                             "PAGE_TOKEN_INVALID",
                             "CALENDAR_UNKNOWN"}) {
    EXPECT_TRUE(FindText(kVi, std::string("error.") + reason).has_value()) << reason;
  }
}

TEST(ErrorsTest, ASentenceNamesFieldAndWhatIsRightInTheReadersLanguage) {
  const absl::Status status =
      FieldInvalid("draft.applicant.identity_number", "twelve digits for a citizen");
  EXPECT_EQ(ErrorText(status, kVi),
            "Lỗi: Trường số định danh (draft.applicant.identity_number) chưa đúng; yêu cầu: 12 chữ "
            "số. Sửa rồi gửi lại. [FIELD_INVALID]\n");
  EXPECT_EQ(ExitCodeOf(status), kRefused);
}

TEST(ErrorsTest, AStaleEtagSaysWhoWasFasterWhenAndWithWhat) {
  const absl::Status status = MakeError(
      absl::StatusCode::kAborted, "ETAG_MISMATCH", "changed",
      {{"actor", "binh.tv"}, {"time", "2025-07-01T09:15:00+07:00"}, {"event", "RESOLVED"}});
  const std::string text = ErrorText(status, kVi);
  EXPECT_NE(text.find("binh.tv lúc 01/07/2025 09:15, việc: Giải quyết xong."), std::string::npos)
      << text;
}

TEST(ErrorsTest, AnUnknownReasonGivesTheServersSentence) {
  const absl::Status status =
      MakeError(absl::StatusCode::kFailedPrecondition, "SOMETHING_NEW", "The sky is green.");
  EXPECT_EQ(ErrorText(status, kVi), "Lỗi: The sky is green. [SOMETHING_NEW]\n");
}

TEST(ErrorsTest, AnUncertainCommandSaysHowToRepeatIt) {
  const absl::Status status = MakeError(absl::StatusCode::kDeadlineExceeded, "DEADLINE_PASSED",
                                        "late", {{"request_id", "0190-a"}, {"etag", "7"}});
  const std::string text = ErrorText(status, kVi);
  EXPECT_NE(text.find("--request-id 0190-a --etag 7"), std::string::npos) << text;
  EXPECT_EQ(ExitCodeOf(status), kTryAgain);
}

TEST(ErrorsTest, ExitCodesTellScriptsWhatToDo) {
  const auto code = [](absl::StatusCode status, const char* reason) {
    return ExitCodeOf(MakeError(status, reason, "x"));
  };
  EXPECT_EQ(ExitCodeOf(absl::OkStatus()), kDone);
  EXPECT_EQ(code(absl::StatusCode::kUnauthenticated, "SESSION_EXPIRED"), kNotSignedIn);
  EXPECT_EQ(code(absl::StatusCode::kUnauthenticated, "STATION_IDENTITY_INVALID"), kRefused);
  EXPECT_EQ(code(absl::StatusCode::kResourceExhausted, "QUEUE_FULL"), kTryAgain);
  EXPECT_EQ(code(absl::StatusCode::kAborted, "COMMIT_UNKNOWN"), kTryAgain);
  EXPECT_EQ(code(absl::StatusCode::kAborted, "ETAG_MISMATCH"), kRefused);
  EXPECT_EQ(code(absl::StatusCode::kFailedPrecondition, "STATION_NOT_ENROLLED"), kWrongUsage);
}

}  // namespace
}  // namespace motcua::cli
