// Which procedures people ask for, about as often as in the first week of Hải Châu ward
// (certification 1,008, civil status 292, land 227, business 124, social and poverty 52,
// construction 43).
#ifndef MOTCUA_TESTS_DEMO_PROCEDURE_MIX_H_
#define MOTCUA_TESTS_DEMO_PROCEDURE_MIX_H_

#include <string>

#include "tests/demo/dice.h"

namespace motcua::demo {

struct Request {
  std::string procedure;
  std::string subject;
  int quantity = 1;
};

// Anything a commune centre receives for its own place.
Request AnyRequest(Dice& dice);
// What may be served at once: certified copies and signatures, copies of extracts.
Request ServeNowRequest(Dice& dice);
// What can be walked through all steps in a morning.
Request SameDayRequest(Dice& dice);
// What goes to the commune where the birth, marriage or business is registered.
Request CrossingRequest(Dice& dice);
// What the commune police decide.
Request PoliceRequest(Dice& dice);
// Listed nationwide from 5 August 2026 and decided by the commune of the matter.
Request NationwideRequest(Dice& dice);

inline constexpr char kRegisterCopy[] = "2.000908";

}  // namespace motcua::demo

#endif  // MOTCUA_TESTS_DEMO_PROCEDURE_MIX_H_
