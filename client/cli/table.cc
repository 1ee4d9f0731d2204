#include "client/cli/table.h"

#include <algorithm>
#include <numeric>

#include "client/cli/format.h"
#include "common/base/text.h"

namespace motcua::cli {
namespace {

constexpr size_t kGap = 2;
constexpr size_t kNarrowest = 8;

size_t WidthOf(std::string_view text) { return static_cast<size_t>(DisplayWidth(text)); }

std::string Pad(const std::string& text, size_t width, Align align) {
  const size_t taken = WidthOf(text);
  const std::string blanks(width > taken ? width - taken : 0, ' ');
  return align == Align::kLeft ? text + blanks : blanks + text;
}

// Bytes of the character that starts at `i`, with the marks that follow it.
size_t ClusterBytes(std::string_view text, size_t i) {
  size_t end = i;
  do {
    ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) ++end;
    size_t next = end < text.size() ? end + 1 : end;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xc0) == 0x80) ++next;
    if (end >= text.size() || WidthOf(text.substr(end, next - end)) != 0) break;
  } while (true);
  return end - i;
}

}  // namespace

std::string Shorten(std::string_view text, size_t width) {
  if (WidthOf(text) <= width) return std::string(text);
  if (width == 0) return "";
  std::string out;
  size_t taken = 0;
  for (size_t i = 0; i < text.size();) {
    const size_t bytes = ClusterBytes(text, i);
    const size_t wide = WidthOf(text.substr(i, bytes));
    if (taken + wide > width - 1) break;
    out += std::string(text.substr(i, bytes));
    taken += wide;
    i += bytes;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out + "…";
}

void Table::AddRow(std::vector<std::string> cells) {
  cells.resize(columns_.size());
  for (std::string& cell : cells) cell = Printable(cell);
  rows_.push_back(std::move(cells));
}

std::vector<size_t> Table::Widths(size_t limit) const {
  std::vector<size_t> widths;
  for (size_t i = 0; i < columns_.size(); ++i) {
    size_t widest = WidthOf(columns_[i].heading);
    for (const auto& row : rows_) widest = std::max(widest, WidthOf(row[i]));
    widths.push_back(widest);
  }
  if (limit == 0) return widths;
  const auto total = [&] {
    return std::accumulate(widths.begin(), widths.end(), kGap * (widths.size() - 1));
  };
  while (total() > limit) {
    size_t widest = widths.size();
    for (size_t i = 0; i < widths.size(); ++i) {
      if (columns_[i].cut == Cut::kText && widths[i] > kNarrowest &&
          (widest == widths.size() || widths[i] > widths[widest])) {
        widest = i;
      }
    }
    if (widest == widths.size()) break;
    --widths[widest];
  }
  return widths;
}

std::string Table::Render(size_t width) const {
  if (columns_.empty()) return "";
  const std::vector<size_t> widths = Widths(width);
  std::string out;
  const auto line = [&](const auto& cell_of) {
    std::string text;
    for (size_t i = 0; i < columns_.size(); ++i) {
      if (i > 0) text += std::string(kGap, ' ');
      text += Pad(Shorten(cell_of(i), widths[i]), widths[i], columns_[i].align);
    }
    while (!text.empty() && text.back() == ' ') text.pop_back();
    out += text + "\n";
  };
  line([&](size_t i) { return columns_[i].heading; });
  for (size_t i = 0; i < widths.size(); ++i) {
    if (i > 0) out += std::string(kGap, ' ');
    for (size_t column = 0; column < widths[i]; ++column) out += "─";
  }
  out += "\n";
  for (const auto& row : rows_) {
    line([&](size_t i) { return row[i]; });
  }
  return out;
}

std::string LabelList(const std::vector<std::pair<std::string, std::string>>& lines) {
  size_t widest = 0;
  for (const auto& [label, value] : lines) {
    if (!value.empty()) widest = std::max(widest, WidthOf(label));
  }
  std::string out;
  for (const auto& [label, value] : lines) {
    if (!value.empty()) out += Pad(label + ":", widest + 3, Align::kLeft) + Printable(value) + "\n";
  }
  return out;
}

}  // namespace motcua::cli
