#include "common/base/text.h"

#include <utf8proc.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <vector>

namespace motcua {
namespace {

using CodePoints = std::vector<utf8proc_int32_t>;

constexpr utf8proc_int32_t kGrave = 0x300, kAcute = 0x301, kTilde = 0x303, kHook = 0x309,
                           kDot = 0x323;
constexpr utf8proc_int32_t kBreve = 0x306, kCircumflex = 0x302, kHorn = 0x31B;
constexpr utf8proc_int32_t kReplacement = 0xFFFD, kDStroke = 0x111, kEth = 0xF0;

// The order of the tones; 0 for a code point that is none. Ngang has no mark and is 1.
int ToneRank(utf8proc_int32_t c) {
  switch (c) {
    case kGrave:
      return 2;
    case kHook:
      return 3;
    case kTilde:
      return 4;
    case kAcute:
      return 5;
    case kDot:
      return 6;
    default:
      return 0;
  }
}

bool IsMark(utf8proc_int32_t c) { return utf8proc_category(c) == UTF8PROC_CATEGORY_MN; }

bool IsVowel(utf8proc_int32_t c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

bool IsSpace(utf8proc_int32_t c) {
  return (c >= 0x09 && c <= 0x0D) || utf8proc_category(c) == UTF8PROC_CATEGORY_ZS;
}

void AppendUtf8(utf8proc_int32_t c, std::string* out) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const utf8proc_ssize_t n = utf8proc_encode_char(c, bytes.data());
  out->append(reinterpret_cast<const char*>(bytes.data()), static_cast<size_t>(n));
}

// Calls `use` with each code point, U+FFFD for each malformed byte.
template <typename Use>
void ForEachCodePoint(std::string_view text, Use use) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  auto left = static_cast<utf8proc_ssize_t>(text.size());
  while (left > 0) {
    utf8proc_int32_t c = kReplacement;
    utf8proc_ssize_t n = utf8proc_iterate(bytes, left, &c);
    if (n < 1) {
      n = 1;
      c = kReplacement;
    }
    use(c);
    bytes += n;
    left -= n;
  }
}

// `text`, or, where it is malformed, a repaired copy in `storage`.
std::string_view Valid(std::string_view text, std::string* storage) {
  if (IsValidUtf8(text)) return text;
  ForEachCodePoint(text, [&](utf8proc_int32_t c) { AppendUtf8(c, storage); });
  return *storage;
}

// Canonically decomposed, case-folded, white space trimmed and collapsed, apostrophes plain.
CodePoints Decompose(std::string_view text) {
  std::string valid;
  text = Valid(text, &valid);
  CodePoints points(text.size() + 1);
  const auto decompose = [&] {
    return utf8proc_decompose(
        reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
        static_cast<utf8proc_ssize_t>(text.size()), points.data(),
        static_cast<utf8proc_ssize_t>(points.size()),
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD));
  };
  utf8proc_ssize_t n = decompose();
  if (n > static_cast<utf8proc_ssize_t>(points.size())) {
    points.resize(static_cast<size_t>(n));
    n = decompose();
  }
  if (n < 0) std::abort();  // only a text too long for memory: the input is valid UTF-8 here
  size_t kept = 0;
  for (size_t i = 0; i < static_cast<size_t>(n); ++i) {
    const utf8proc_int32_t c = points[i];
    if (!IsSpace(c)) {
      points[kept++] = c == 0x2018 || c == 0x2019 || c == 0x2BC ? '\'' : c;
    } else if (kept > 0 && points[kept - 1] != ' ') {
      points[kept++] = ' ';
    }
  }
  if (kept > 0 && points[kept - 1] == ' ') --kept;
  points.resize(kept);
  return points;
}

// Moves the tone of each run of vowels to the end of the run, behind the marks of its last vowel.
// The result is for keys: marks are not in canonical order there, but always in the same one.
CodePoints FoldTonePlacement(const CodePoints& in) {
  CodePoints out;
  out.reserve(in.size());
  size_t i = 0;
  while (i < in.size()) {
    if (!IsVowel(in[i])) {
      out.push_back(in[i++]);
      continue;
    }
    size_t end = i;
    int tones = 0;
    utf8proc_int32_t tone = 0;
    while (end < in.size() && (IsVowel(in[end]) || IsMark(in[end]))) {
      if (ToneRank(in[end]) != 0) {
        ++tones;
        tone = in[end];
      }
      ++end;
    }
    for (; i < end; ++i) {
      if (tones != 1 || in[i] != tone) out.push_back(in[i]);
    }
    if (tones == 1) out.push_back(tone);
  }
  return out;
}

std::string Encode(const CodePoints& points) {
  std::string text;
  text.reserve(points.size() * 2);
  for (utf8proc_int32_t c : points) AppendUtf8(c, &text);
  return text;
}

// The place of a letter in the alphabet, from 1, given the mark of shape that follows it (0: none).
int LetterRank(utf8proc_int32_t c, utf8proc_int32_t shape) {
  struct Entry {
    utf8proc_int32_t letter, shape;
  };
  static constexpr std::array<Entry, 33> kAlphabet = {{
      {'a', 0},      {'a', kBreve},      {'a', kCircumflex}, {'b', 0},     {'c', 0}, {'d', 0},
      {kDStroke, 0}, {'e', 0},           {'e', kCircumflex}, {'f', 0},     {'g', 0}, {'h', 0},
      {'i', 0},      {'j', 0},           {'k', 0},           {'l', 0},     {'m', 0}, {'n', 0},
      {'o', 0},      {'o', kCircumflex}, {'o', kHorn},       {'p', 0},     {'q', 0}, {'r', 0},
      {'s', 0},      {'t', 0},           {'u', 0},           {'u', kHorn}, {'v', 0}, {'w', 0},
      {'x', 0},      {'y', 0},           {'z', 0},
  }};
  for (size_t i = 0; i < kAlphabet.size(); ++i) {
    if (kAlphabet[i].letter == c && kAlphabet[i].shape == shape) return static_cast<int>(i) + 1;
  }
  return 0;
}

}  // namespace

bool IsValidUtf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  auto left = static_cast<utf8proc_ssize_t>(text.size());
  while (left > 0) {
    utf8proc_int32_t c = 0;
    const utf8proc_ssize_t n = utf8proc_iterate(bytes, left, &c);
    if (n < 1) return false;
    bytes += n;
    left -= n;
  }
  return true;
}

std::string Nfc(std::string_view text) {
  std::string valid;
  text = Valid(text, &valid);
  utf8proc_uint8_t* mapped = nullptr;
  const utf8proc_ssize_t n =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                   static_cast<utf8proc_ssize_t>(text.size()), &mapped,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  if (n < 0) std::abort();  // only a text too long for memory: the input is valid UTF-8 here
  std::string result(reinterpret_cast<const char*>(mapped), static_cast<size_t>(n));
  std::free(mapped);
  return result;
}

std::string FoldForCompare(std::string_view text) {
  return Encode(FoldTonePlacement(Decompose(text)));
}

std::string FoldForSearch(std::string_view text) {
  CodePoints kept;
  for (utf8proc_int32_t c : Decompose(text)) {
    // Old fonts and keyboards write đ as the Icelandic eth, which looks the same in upper case.
    if (!IsMark(c)) kept.push_back(c == kDStroke || c == kEth ? 'd' : c);
  }
  return Encode(kept);
}

std::string VietnameseSortKey(std::string_view text) {
  // First level: 0x01 space, 0x02 punctuation + UTF-8, 0x03.. digits, 0x10.. letters, 0x50 others +
  // UTF-8. Second level, after 0x00: for each character its tone 0x01-0x06, and 0x07 + UTF-8 for
  // each mark that Vietnamese does not have.
  constexpr int kFirstLetter = 0x10;
  const CodePoints points = FoldTonePlacement(Decompose(text));
  std::string first, second;
  for (size_t i = 0; i < points.size();) {
    const utf8proc_int32_t c = points[i++];
    int tone = 1;
    utf8proc_int32_t shape = 0;
    std::string strange;
    for (; i < points.size() && IsMark(points[i]); ++i) {
      const utf8proc_int32_t mark = points[i];
      if (ToneRank(mark) != 0 && tone == 1) {
        tone = ToneRank(mark);
      } else if (shape == 0 && LetterRank(c, mark) != 0) {
        shape = mark;
      } else {
        strange += '\x07';
        AppendUtf8(mark, &strange);
      }
    }
    if (c == ' ') {
      first += '\x01';
    } else if (c >= '0' && c <= '9') {
      first += static_cast<char>(0x03 + (c - '0'));
    } else if (const int rank = LetterRank(c, shape); rank != 0) {
      first += static_cast<char>(kFirstLetter + rank);
    } else {
      first += c < 0x80 ? '\x02' : '\x50';
      AppendUtf8(c, &first);
    }
    second += static_cast<char>(tone);
    second += strange;
  }
  first += '\0';
  return first + second;
}

int DisplayWidth(std::string_view text) {
  int width = 0;
  ForEachCodePoint(text, [&](utf8proc_int32_t c) { width += utf8proc_charwidth(c); });
  return width;
}

}  // namespace motcua
