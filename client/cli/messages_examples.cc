// Examples on help pages: real codes, the same command lines in every language.
#include "client/cli/messages.h"

namespace motcua::cli {
namespace {

Entry Same(std::string_view id, std::string_view text) { return {id, text, text, text}; }

}  // namespace

std::vector<Entry> ExampleEntries() {
  return {
      Same("examples.motcua",
           "  motcua station enrol quay-1.txt\n"
           "  motcua sign-in lan.nt\n"
           "  motcua queue"),
      Same("examples.queue",
           "  motcua queue\n"
           "  motcua queue 19804 --lane in-work --all"),
      Same("examples.station",
           "  motcua station add --unit 19804 --name \"Quầy 1\" --file quay-1.txt\n"
           "  motcua station enrol quay-1.txt\n"
           "  motcua station revoke 19804-1 --reason \"Máy đã thanh lý\""),
      Same("examples.unit",
           "  motcua unit find \"huong an\"\n"
           "  motcua unit list --under 46 --kind commune-centre --all\n"
           "  motcua unit export don-vi.tsv --under 46"),
      Same("examples.procedure",
           "  motcua procedure list --query \"khai sinh\"\n"
           "  motcua procedure competent 1.001193 --place 19804 --day 05/08/2026"),
      Same(
          "examples.dossier",
          "  motcua dossier receive --procedure 1.001193 --name \"Nguyễn Thị Lan\" \\\n"
          "      --identity 046185000123 --phone 0905123456 --component 1 --component 2x2 --print\n"
          "  motcua dossier resolve H57.103-250701-0001 --approve --number 12/KS\n"
          "  motcua dossier find --name \"nguyen thi lan\"\n"
          "  motcua dossier explain-due H57.103-250701-0001"),
      Same("examples.transfer",
           "  motcua transfer list --direction in\n"
           "  motcua transfer take-over H57.103-250701-0001\n"
           "  motcua transfer decline H57.103-250701-0001 --reason \"Đất thuộc phường Kim Trà\" "
           "--suggested-unit 19960"),
      Same("examples.stats",
           "  motcua stats rates --unit 46 --from 01/07/2025 --group commune\n"
           "  motcua stats rank --unit 46 --from 01/07/2025 --rank-by resolved-of-received\n"
           "  motcua stats period --from 01/07/2025 --until 31/07/2025 --output json"),
      Same("examples.account",
           "  motcua account add lan.nt --name \"Nguyễn Thị Lan\" --unit 19804 --role "
           "receiving-clerk\n"
           "  motcua account update lan.nt --disable"),
  };
}

}  // namespace motcua::cli
