// Tables and label lists for a terminal, aligned by display width.
#ifndef MOTCUA_CLIENT_CLI_TABLE_H_
#define MOTCUA_CLIENT_CLI_TABLE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace motcua::cli {

enum class Align { kLeft, kRight };
// kCode: never shortened (dossier codes, accounts, numbers, dates). kText: shortened with … when
// the terminal is too narrow, the widest first.
enum class Cut { kCode, kText };

struct Column {
  std::string heading;
  Cut cut = Cut::kCode;
  Align align = Align::kLeft;
};

class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  // As many cells as columns. Control characters become spaces.
  void AddRow(std::vector<std::string> cells);
  bool empty() const { return rows_.empty(); }

  // Heading, rule and rows, each line ended. Not wider than `width` columns where kText columns can
  // give way down to 8; 0: no limit.
  std::string Render(size_t width) const;

 private:
  std::vector<size_t> Widths(size_t limit) const;

  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

// Lines "label:  value" with the values under each other; lines with an empty value are left out.
std::string LabelList(const std::vector<std::pair<std::string, std::string>>& lines);

// At most `width` columns of `text`, the last one … when something was cut.
std::string Shorten(std::string_view text, size_t width);

}  // namespace motcua::cli

#endif  // MOTCUA_CLIENT_CLI_TABLE_H_
