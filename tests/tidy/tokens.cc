#include "tests/tidy/tokens.h"

#include <algorithm>
#include <array>

namespace motcua::tidy {
namespace {

// ASCII only: letters of other alphabets stand in strings and comments alone.
bool IsWordStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<Token> Run() {
    while (at_ < text_.size()) Step();
    return std::move(tokens_);
  }

 private:
  bool Has(std::string_view what) const { return text_.substr(at_, what.size()) == what; }

  void Skip(size_t end) {
    end = std::min(end, text_.size());
    line_ += static_cast<int>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_),
                                         text_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
    at_ = end;
  }

  void Add(TokenKind kind, std::string_view text) {
    if (kind == TokenKind::kString && !tokens_.empty() &&
        tokens_.back().kind == TokenKind::kString) {
      tokens_.back().text += text;
    } else {
      tokens_.push_back({kind, std::string(text), line_});
    }
  }

  void Step() {
    const char c = text_[at_];
    if (Has("//")) {
      Skip(text_.find('\n', at_));
    } else if (Has("/*")) {
      const size_t end = text_.find("*/", at_ + 2);
      Skip(end == std::string_view::npos ? end : end + 2);
    } else if (Has("R\"")) {
      RawString();
    } else if (c == '"' || c == '\'') {
      Quoted(c);
    } else if (IsWordStart(c)) {
      Take(TokenKind::kWord, [](char d) { return IsWordStart(d) || IsDigit(d); });
    } else if (IsDigit(c)) {
      Take(TokenKind::kNumber,
           [](char d) { return IsWordStart(d) || IsDigit(d) || d == '.' || d == '\''; });
    } else if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      Skip(at_ + 1);
    } else {
      Punctuation();
    }
  }

  template <typename In>
  void Take(TokenKind kind, In in) {
    size_t end = at_;
    while (end < text_.size() && in(text_[end])) ++end;
    Add(kind, text_.substr(at_, end - at_));
    at_ = end;
  }

  void Quoted(char quote) {
    size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != quote && text_[end] != '\n') {
      end += text_[end] == '\\' ? 2 : 1;
    }
    end = std::min(end, text_.size());
    Add(quote == '"' ? TokenKind::kString : TokenKind::kCharacter,
        text_.substr(at_ + 1, end - at_ - 1));
    Skip(end + 1);
  }

  void RawString() {
    const size_t open = text_.find('(', at_);
    if (open == std::string_view::npos) return Skip(text_.size());
    std::string close = ")";
    close.append(text_.substr(at_ + 2, open - at_ - 2)).append("\"");
    const size_t end = text_.find(close, open);
    if (end == std::string_view::npos) return Skip(text_.size());
    Add(TokenKind::kString, text_.substr(open + 1, end - open - 1));
    Skip(end + close.size());
  }

  void Punctuation() {
    static constexpr std::array<std::string_view, 5> kPairs{"->", "::", "+=", "<<", ">>"};
    for (const std::string_view pair : kPairs) {
      if (Has(pair)) {
        Add(TokenKind::kPunctuation, pair);
        at_ += 2;
        return;
      }
    }
    Add(TokenKind::kPunctuation, text_.substr(at_, 1));
    ++at_;
  }

  std::string_view text_;
  size_t at_ = 0;
  int line_ = 1;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> Tokens(std::string_view text) { return Lexer(text).Run(); }

}  // namespace motcua::tidy
