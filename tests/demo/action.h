// What somebody does at some moment of the demo, before anything is called.
#ifndef MOTCUA_TESTS_DEMO_ACTION_H_
#define MOTCUA_TESTS_DEMO_ACTION_H_

#include <cstddef>
#include <string>

#include "common/base/time.h"
#include "tests/demo/people.h"

namespace motcua::demo {

// Who in an office. One person may hold several posts.
enum class Post { kClerk, kOfficer, kHead };

enum class Verb {
  kRegister,  // online; not received yet
  kReceive,   // at the counter or by post
  kAccept,    // what was registered
  kRefuse,
  kServeNow,
  kAssign,
  kAdvance,
  kRequestSupplement,
  kRequestPayment,
  kApprove,
  kReject,
  kDeliver,
  kWithdraw,
  kVoid,
  kCorrectPlace,
  kOffer,
  kTakeOver,
  kDecline,
  kRecall,
};

struct Action {
  Time at;
  size_t dossier = 0;  // index of the plan
  Verb verb = Verb::kReceive;
  std::string unit;  // office of the person
  Post post = Post::kClerk;
  std::string reason;
  std::string other_unit;  // suggested with kDecline, the right place with kCorrectPlace
};

// What is filed.
struct PlannedDossier {
  std::string receiving;
  std::string procedure;
  std::string place;  // unit; "": the receiving unit's own place
  bool by_post = false;
  Person applicant;
  std::string subject;
  int quantity = 1;
};

}  // namespace motcua::demo

#endif  // MOTCUA_TESTS_DEMO_ACTION_H_
