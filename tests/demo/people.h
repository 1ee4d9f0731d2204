// Applicants who do not exist, with names and numbers of the right form.
#ifndef MOTCUA_TESTS_DEMO_PEOPLE_H_
#define MOTCUA_TESTS_DEMO_PEOPLE_H_

#include <string>
#include <string_view>

#include "tests/demo/dice.h"

namespace motcua::demo {

struct Person {
  std::string full_name;
  std::string identity_number;  // 12 digits (Decree 137/2015)
  std::string phone;            // mobile, 10 digits
  std::string address;
};

// A grown-up born from 1946 to 2005 whose birth was registered in the province with these three
// digits of 2015 ("046": Thừa Thiên Huế), living in `place` ("Phường Hương An").
Person MakePerson(Dice& dice, std::string_view birth_province, std::string_view place);

// The name of somebody who works in an office.
std::string MakeStaffName(Dice& dice);

}  // namespace motcua::demo

#endif  // MOTCUA_TESTS_DEMO_PEOPLE_H_
