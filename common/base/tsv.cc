#include "common/base/tsv.h"

#include <algorithm>
#include <cstdlib>

#include "common/base/error.h"
#include "common/base/text.h"

namespace motcua {
namespace {

constexpr size_t kAbsent = static_cast<size_t>(-1);

std::vector<std::string> SplitTabs(std::string_view line) {
  std::vector<std::string> cells;
  while (true) {
    const size_t tab = line.find('\t');
    cells.emplace_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return cells;
    line.remove_prefix(tab + 1);
  }
}

absl::StatusOr<std::shared_ptr<const TsvRow::Columns>> ReadHeader(
    std::string_view line, const std::vector<std::string>& required,
    const std::vector<std::string>& optional) {
  auto columns = std::make_shared<TsvRow::Columns>();
  const std::vector<std::string> names = SplitTabs(line);
  for (size_t i = 0; i < names.size(); ++i) {
    const auto known = [&](const std::vector<std::string>& list) {
      return std::find(list.begin(), list.end(), names[i]) != list.end();
    };
    if (!known(required) && !known(optional)) {
      std::string right = "one of the columns";
      for (const auto& name : required) right += " " + name;
      for (const auto& name : optional) right += " " + name;
      return LineInvalid(1, names[i], right);
    }
    if (!columns->emplace(names[i], i).second) {
      return LineInvalid(1, names[i], "each column once");
    }
  }
  for (const auto& name : required) {
    if (!columns->contains(name)) return LineInvalid(1, name, "this column in the first line");
  }
  for (const auto& name : optional) columns->emplace(name, kAbsent);
  return columns;
}

}  // namespace

absl::Status LineInvalid(int line, std::string_view column, std::string_view right) {
  const std::string number = std::to_string(line);
  std::string message = "line " + number;
  if (!column.empty()) message += ", column " + std::string(column);
  message += ": " + std::string(right);
  return MakeError(
      absl::StatusCode::kInvalidArgument, "LINE_INVALID", message,
      {{"line", number}, {"column", std::string(column)}, {"expected", std::string(right)}});
}

const std::string& TsvRow::operator[](std::string_view column) const {
  static const std::string kEmpty;
  const auto found = columns_->find(column);
  if (found == columns_->end()) std::abort();  // a mistake in the program, not in the file
  return found->second == kAbsent ? kEmpty : cells_[found->second];
}

absl::StatusOr<TsvTable> ParseTsv(std::string_view text, const std::vector<std::string>& required,
                                  const std::vector<std::string>& optional) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  TsvTable table;
  std::shared_ptr<const TsvRow::Columns> columns;
  size_t width = 0;
  for (int line = 1; line == 1 || !text.empty(); ++line) {
    const size_t end = text.find('\n');
    std::string_view content = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (content.ends_with('\r')) content.remove_suffix(1);
    if (!IsValidUtf8(content)) return LineInvalid(line, "", "text in UTF-8");
    if (line == 1) {
      auto header = ReadHeader(content, required, optional);
      if (!header.ok()) return header.status();
      columns = *header;
      width = SplitTabs(content).size();
      continue;
    }
    std::vector<std::string> cells = SplitTabs(content);
    if (cells.size() != width) {
      return LineInvalid(line, "",
                         std::to_string(width) + " cells separated by tabs, as in the first line");
    }
    table.rows.emplace_back(line, columns, std::move(cells));
  }
  return table;
}

absl::StatusOr<std::string> WriteTsv(const std::vector<std::string>& header,
                                     const std::vector<std::vector<std::string>>& rows) {
  std::string text;
  int line = 0;
  const auto write = [&](const std::vector<std::string>& cells) -> absl::Status {
    ++line;
    if (cells.size() != header.size()) {
      return LineInvalid(line, "", std::to_string(header.size()) + " cells");
    }
    for (size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].find_first_of("\t\r\n") != std::string::npos) {
        return LineInvalid(line, header[i], "no tab and no line end in a cell");
      }
      if (i > 0) text += '\t';
      text += cells[i];
    }
    text += '\n';
    return absl::OkStatus();
  };
  if (absl::Status status = write(header); !status.ok()) return status;
  for (const auto& row : rows) {
    if (absl::Status status = write(row); !status.ok()) return status;
  }
  return text;
}

}  // namespace motcua
