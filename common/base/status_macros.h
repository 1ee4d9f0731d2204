#ifndef MOTCUA_COMMON_BASE_STATUS_MACROS_H_
#define MOTCUA_COMMON_BASE_STATUS_MACROS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
// NOLINTBEGIN(bugprone-macro-parentheses): declarations and names are passed, not expressions.
// Returns from the enclosing function when `expr` is not OK.
#define MOTCUA_RETURN_IF_ERROR(expr) \
  MOTCUA_RETURN_IF_ERROR_IMPL_(MOTCUA_CONCAT_(status_, __COUNTER__), expr)
#define MOTCUA_RETURN_IF_ERROR_IMPL_(tmp, expr)   \
  do {                                            \
    if (::absl::Status tmp = (expr); !tmp.ok()) { \
      return tmp;                                 \
    }                                             \
  } while (false)

#define MOTCUA_CONCAT_INNER_(a, b) a##b
#define MOTCUA_CONCAT_(a, b) MOTCUA_CONCAT_INNER_(a, b)

// MOTCUA_ASSIGN_OR_RETURN(auto unit, FindUnit(code));
#define MOTCUA_ASSIGN_OR_RETURN(lhs, expr) \
  MOTCUA_ASSIGN_OR_RETURN_IMPL_(MOTCUA_CONCAT_(status_or_, __COUNTER__), lhs, expr)
#define MOTCUA_ASSIGN_OR_RETURN_IMPL_(tmp, lhs, expr) \
  auto tmp = (expr);                                  \
  if (!tmp.ok()) return std::move(tmp).status();      \
  lhs = std::move(tmp).value()
// NOLINTEND(bugprone-macro-parentheses)
#endif  // MOTCUA_COMMON_BASE_STATUS_MACROS_H_
