// What the tests of the domain share: the product's own reference data with a few units and
// procedures added, people of any office, and one dossier that is driven by real commands.
#ifndef MOTCUA_TESTS_UNIT_DOMAIN_DOMAIN_TESTING_H_
#define MOTCUA_TESTS_UNIT_DOMAIN_DOMAIN_TESTING_H_

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "common/base/error.h"
#include "common/base/time.h"
#include "server/domain/decide.h"

namespace motcua::domain {

// Offices of Huế, and one of Hà Nội.
inline constexpr char kHuongAn[] = "19804";
inline constexpr char kPhongThai[] = "19858";
inline constexpr char kQuangDien[] = "19867";
inline constexpr char kPhuBai[] = "19960";
inline constexpr char kBaDinh[] = "00004";
inline constexpr char kHue[] = "46";
inline constexpr char kHaNoi[] = "01";
inline constexpr char kDepartment[] = "46.SXD";
inline constexpr char kPolice[] = "19804.CA";
inline constexpr char kDivision[] = "19804.VHXH";   // inside Hương An
inline constexpr char kClosedBranch[] = "46.CN01";  // gone since 1 January 2026

// Procedures: of the catalogue, and 9.… of the tests.
inline constexpr char kMarital[] = "1.004873";    // 3wd, commune, listed
inline constexpr char kBirth[] = "1.001193";      // same day, commune, listed
inline constexpr char kCopy[] = "2.000815";       // same day, any commune, serve now, 2,000 đồng
inline constexpr char kExtract[] = "2.000635";    // same day, any civil status, 8,000 đồng
inline constexpr char kAllowance[] = "1.001776";  // 7wd, commune, not listed
inline constexpr char kPoor[] = "1.011607";       // 15 calendar days, commune, not listed
inline constexpr char kResidence[] = "1.004194";  // 3wd, police of the commune, 15,000 đồng
inline constexpr char kPermit[] = "9.000001";     // 5wd, department SXD
inline constexpr char kLater[] = "9.000002";      // in force from 1 January 2026

// "2026-08-05 15:00" or "2026-08-05 15:00:01", Vietnam time.
Time T(std::string text);
// The same way back, for messages: "2026-08-05 15:00"; "-" for none.
std::string Show(const std::optional<Time>& time);

const World& TestWorld();

inline constexpr RoleSet kAllRoles = 0xFE;
// Someone of `unit` with these roles, "<unit>.<number of the roles>".
Actor Person(const std::string& unit, RoleSet roles = kAllRoles);
Actor Clerk(const std::string& unit);
Actor Officer(const std::string& unit);
Actor Head(const std::string& unit);

// There is an account for each name "officer/UNIT", "head/UNIT", "clerk/UNIT", "disabled/UNIT".
absl::StatusOr<std::optional<AccountFacts>> FindTestAccount(std::string_view name);

Applicant SomeApplicant();
// Of `procedure`, with the applicant above; the rest as the receiving unit has it.
Draft DraftOf(const std::string& procedure, const std::string& place = "");
ReceiveInput Receive(const Draft& draft, Channel channel = Channel::kCounter);
ReasonInput Because(Command command, const std::string& reason = "vì lý do này");
PaymentInput Ask(int64_t vnd);
PaymentInput Pay(int64_t vnd);
ResolveInput Approve();
DeliverInput HandOut();
StepInput Forward();

// An input that a sensible person gives with `command` to `d` as it is at `now`.
Input SensibleInput(Command command, const Dossier& d, Time now);

// One dossier, its time, and everything that happened to it.
class Play {
 public:
  explicit Play(const std::string& now) : now_(T(now)) {}
  explicit Play(Time now) : now_(now) {}

  const Dossier& d() const { return dossier_; }
  Time now() const { return now_; }
  int serials_given() const { return serials_; }
  const std::vector<Decision>& history() const { return history_; }
  const Decision& last() const { return history_.back(); }

  Play& At(const std::string& time) { return At(T(time)); }
  Play& At(Time time) {
    now_ = time;
    return *this;
  }
  // Decides without applying; with the right etag, or with `etag`.
  absl::StatusOr<Decision> Try(const Actor& who, const Input& input) const;
  absl::StatusOr<Decision> TryWith(const std::string& etag, const Actor& who,
                                   const Input& input) const;
  // Decides, expects success and applies.
  Play& Do(const Actor& who, const Input& input);
  void Apply(const Decision& decision);
  // Puts a dossier in place as if commands had led to it.
  void Put(const Dossier& dossier) { dossier_ = dossier; }

 private:
  Dossier dossier_;
  Time now_;
  std::vector<Decision> history_;
  mutable int serials_ = 0;
};

// "FAILED_PRECONDITION DOSSIER_PAUSED", "INVALID_ARGUMENT FIELD_INVALID draft.quantity", "OK".
std::string Said(const absl::Status& status);
template <typename T>
std::string Said(const absl::StatusOr<T>& result) {
  return Said(result.status());
}

}  // namespace motcua::domain

#endif  // MOTCUA_TESTS_UNIT_DOMAIN_DOMAIN_TESTING_H_
