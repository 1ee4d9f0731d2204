// Tables as text: one row a line, cells separated by tabs, the first line naming the columns.
//
// The format of the catalogues and of import and export. There are no escapes: a cell never holds a
// tab or a line end. Lines end with LF; CR LF and a byte order mark, which spreadsheets write, are
// read as well. A file is read whole or not at all.
#ifndef MOTCUA_COMMON_BASE_TSV_H_
#define MOTCUA_COMMON_BASE_TSV_H_

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace motcua {

// INVALID_ARGUMENT LINE_INVALID: in the 1-based `line`, in `column` ("" for the line as a whole),
// `right` would be right. Values: line, column, expected.
absl::Status LineInvalid(int line, std::string_view column, std::string_view right);

// One row. Cheap to copy the handle, cells are owned.
class TsvRow {
 public:
  using Columns = std::map<std::string, size_t, std::less<>>;

  TsvRow(int line, std::shared_ptr<const Columns> columns, std::vector<std::string> cells)
      : line_(line), columns_(std::move(columns)), cells_(std::move(cells)) {}

  // Line in the file, from 1; the header is line 1.
  int line() const { return line_; }
  // The cell of `column`; "" for an optional column that the file does not have. `column` must be
  // one of those given to ParseTsv.
  const std::string& operator[](std::string_view column) const;
  // LineInvalid for this row.
  absl::Status Invalid(std::string_view column, std::string_view right) const {
    return LineInvalid(line_, column, right);
  }

 private:
  int line_;
  std::shared_ptr<const Columns> columns_;
  std::vector<std::string> cells_;
};

struct TsvTable {
  std::vector<TsvRow> rows;
};

// Reads `text`. The header must name every column of `required`, may name those of `optional`, and
// nothing else, in any order. INVALID_ARGUMENT LINE_INVALID with the line for a missing, unknown or
// repeated column, a row with another number of cells, and text that is not UTF-8.
absl::StatusOr<TsvTable> ParseTsv(std::string_view text, const std::vector<std::string>& required,
                                  const std::vector<std::string>& optional = {});

// The text of a table, which ParseTsv reads back. INVALID_ARGUMENT LINE_INVALID, with the line the
// row would have had, for a row of another length than `header` or a cell with a tab or a line end.
absl::StatusOr<std::string> WriteTsv(const std::vector<std::string>& header,
                                     const std::vector<std::vector<std::string>>& rows);

}  // namespace motcua

#endif  // MOTCUA_COMMON_BASE_TSV_H_
