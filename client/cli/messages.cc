#include "client/cli/messages.h"

#include <iterator>

#include "client/cli/format.h"
#include "common/base/time.h"

namespace motcua::cli {
namespace {

const std::map<std::string_view, Entry>& Catalogue() {
  static const auto* const kCatalogue = [] {
    auto* catalogue = new std::map<std::string_view, Entry>();
    for (const Entry& entry : AllEntries()) catalogue->emplace(entry.id, entry);
    return catalogue;
  }();
  return *kCatalogue;
}

std::string Shown(const std::string& value) {
  if (value.size() >= 20 && value[4] == '-' && value[10] == 'T') {
    if (const auto time = ParseTime(value); time.ok()) return DateTime(*time);
  }
  return value;
}

// Replaces {name} in `part`; false when a value was missing.
bool Replace(std::string_view part, const Values& values, std::string& out) {
  bool complete = true;
  while (!part.empty()) {
    const size_t open = part.find('{');
    const size_t close = part.find('}', open);
    out += std::string(part.substr(0, open));
    if (open == std::string_view::npos || close == std::string_view::npos) break;
    const auto value = values.find(std::string(part.substr(open + 1, close - open - 1)));
    if (value == values.end() || value->second.empty()) {
      complete = false;
      out += "…";
    } else {
      out += Shown(value->second);
    }
    part.remove_prefix(close + 1);
  }
  return complete;
}

}  // namespace

std::optional<Language> ParseLanguage(std::string_view text) {
  const std::string_view head = text.substr(0, 2);
  if (text.size() > 2 && text[2] != '_' && text[2] != '-' && text[2] != '.') return std::nullopt;
  if (head == "vi") return Language::kVietnamese;
  if (head == "en") return Language::kEnglish;
  if (head == "fr") return Language::kFrench;
  return std::nullopt;
}

const std::vector<Entry>& AllEntries() {
  static const auto* const kEntries = [] {
    auto* all = new std::vector<Entry>();
    for (auto part : {WordEntries, EventEntries, HeadingEntries, ErrorEntries, StateErrorEntries,
                      CommandHelpEntries, OptionHelpEntries, ExampleEntries}) {
      const std::vector<Entry> entries = part();
      all->insert(all->end(), entries.begin(), entries.end());
    }
    return all;
  }();
  return *kEntries;
}

std::optional<std::string_view> FindText(Language language, std::string_view id) {
  const auto entry = Catalogue().find(id);
  if (entry == Catalogue().end()) return std::nullopt;
  return entry->second.In(language);
}

std::string Text(Language language, std::string_view id) {
  return std::string(FindText(language, id).value_or(id));
}

std::string Fill(std::string_view pattern, const Values& values) {
  std::string out;
  while (!pattern.empty()) {
    const size_t open = pattern.find('[');
    Replace(pattern.substr(0, open), values, out);
    if (open == std::string_view::npos) break;
    pattern.remove_prefix(open + 1);
    const size_t close = pattern.find(']');
    std::string part;
    if (Replace(pattern.substr(0, close), values, part)) out += part;
    if (close == std::string_view::npos) break;
    pattern.remove_prefix(close + 1);
  }
  return out;
}

std::string Text(Language language, std::string_view id, const Values& values) {
  return Fill(FindText(language, id).value_or(id), values);
}

}  // namespace motcua::cli
