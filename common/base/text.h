// Vietnamese text: comparing, searching, sorting and measuring.
//
// One letter has several encodings (U+1EA1, or a and U+0323) and one syllable two spellings (Hòa
// and Hoà: where the tone mark of a vowel cluster stands is a matter of taste). Names are therefore
// never compared byte by byte. All functions take UTF-8; a malformed byte counts as U+FFFD, so that
// no text of a caller can make them fail: refuse malformed text first with IsValidUtf8 where it
// matters.
#ifndef MOTCUA_COMMON_BASE_TEXT_H_
#define MOTCUA_COMMON_BASE_TEXT_H_

#include <string>
#include <string_view>

namespace motcua {

// Without overlong forms and surrogates (RFC 3629).
bool IsValidUtf8(std::string_view text);

// Unicode normalisation form C (UAX #15): what is stored and printed.
std::string Nfc(std::string_view text);

// A key equal for texts that are the same name: normalised, case-folded, white space trimmed and
// collapsed, typographic apostrophes plain (Ea H’Leo = Ea H'Leo), and the tone mark of a vowel
// cluster moved to its last vowel, so that Hòa = Hoà, Thủy = Thuỷ, Qúy = Quý. A Vietnamese syllable
// has one tone, therefore no two names become equal by this; a cluster with more than one tone mark
// is left as it is. Not for printing.
std::string FoldForCompare(std::string_view text);

// A key for finding: as FoldForCompare, and without any tone or mark; đ becomes d. "duc" is in the
// key of "Đức". Not for printing.
std::string FoldForSearch(std::string_view text);

// A key whose bytes sort by the Vietnamese alphabet: a ă â b c d đ e ê f g h i j k l m n o ô ơ p q
// r s t u ư v w x y z; white space before everything, then digits, then letters. Tones differ
// second, in the order ngang, huyền, hỏi, ngã, sắc, nặng. Texts equal by
// FoldForCompare have equal keys.
std::string VietnameseSortKey(std::string_view text);

// Columns of a terminal that `text` takes; marks take none, wide East Asian characters two.
int DisplayWidth(std::string_view text);

}  // namespace motcua

#endif  // MOTCUA_COMMON_BASE_TEXT_H_
