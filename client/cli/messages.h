// Everything the program says to people, in Vietnamese, English and French: one catalogue by id.
//
// Ids: a proto enum value's own name (DOSSIER_STATE_RECEIVED) for its word; head.* for headings and
// labels; event.<KIND> for events; error.<REASON> for what
// went wrong and the next step; help.* and opt.* for help; say.*
// for the rest. The Vietnamese words of states and forms are those of the forms in force (Decree
// 118/2025/NĐ-CP), verbatim.
#ifndef MOTCUA_CLIENT_CLI_MESSAGES_H_
#define MOTCUA_CLIENT_CLI_MESSAGES_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::cli {

enum class Language { kVietnamese, kEnglish, kFrench };

// "vi", "en" or "fr"; also with a country, as in vi_VN.UTF-8.
std::optional<Language> ParseLanguage(std::string_view text);

struct Entry {
  std::string_view id;
  std::string_view vi;
  std::string_view en;
  std::string_view fr;

  std::string_view In(Language language) const {
    return language == Language::kVietnamese ? vi : language == Language::kEnglish ? en : fr;
  }
};

std::optional<std::string_view> FindText(Language language, std::string_view id);
// The id itself when there is no such entry, so that a hole shows.
std::string Text(Language language, std::string_view id);

using Values = std::map<std::string, std::string>;

// Puts values in the place of {name}. A part in [square brackets] is left out when one of its
// values is missing or empty; outside brackets a missing value becomes "…". Times as the server
// writes them (2026-08-05T08:30:00+07:00) become 05/08/2026 08:30.
std::string Fill(std::string_view pattern, const Values& values);
std::string Text(Language language, std::string_view id, const Values& values);

// All entries, for tests.
const std::vector<Entry>& AllEntries();

// The parts of the catalogue, a file each.
std::vector<Entry> WordEntries();
std::vector<Entry> EventEntries();
std::vector<Entry> HeadingEntries();
std::vector<Entry> ErrorEntries();
std::vector<Entry> StateErrorEntries();
std::vector<Entry> CommandHelpEntries();
std::vector<Entry> OptionHelpEntries();
std::vector<Entry> ExampleEntries();

}  // namespace motcua::cli

#endif  // MOTCUA_CLIENT_CLI_MESSAGES_H_
