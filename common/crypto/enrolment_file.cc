#include "common/crypto/enrolment_file.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "common/base/error.h"

namespace motcua::crypto {
namespace {

constexpr std::string_view kHeader = "motcua-enrolment 1";
constexpr std::string_view kBegin = "-----BEGIN ";
constexpr std::string_view kEnd = "-----END ";
constexpr std::string_view kDashes = "-----";

struct Line {
  int number;
  std::string_view text;
};

// Without line ends, trailing blanks and blank lines.
std::vector<Line> SplitLines(std::string_view text, int& last) {
  std::vector<Line> lines;
  last = 0;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++last;
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t')) {
      line.remove_suffix(1);
    }
    if (!line.empty()) lines.push_back({last, line});
  }
  return lines;
}

bool IsWord(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

bool IsAddress(std::string_view text) {
  const size_t colon = text.rfind(':');
  if (!IsWord(text) || colon == std::string_view::npos || colon == 0) return false;
  const std::string_view port = text.substr(colon + 1);
  int number = 0;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
  return error == std::errc() && end == port.data() + port.size() && number >= 1 && number <= 65535;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : lines_(SplitLines(text, last_)) {}

  absl::Status Error(std::string_view right) const {
    const int number = next_ < lines_.size() ? lines_[next_].number : last_ + 1;
    const std::string line = std::to_string(number);
    return MakeError(absl::StatusCode::kInvalidArgument, "ENROLMENT_FILE_INVALID",
                     "Line " + line + " of the enrolment file must be " + std::string(right) + ".",
                     {{"line", line}, {"expected", std::string(right)}});
  }

  bool Skip(std::string_view whole) {
    if (next_ == lines_.size() || lines_[next_].text != whole) return false;
    ++next_;
    return true;
  }

  // The word after `name` and a space.
  std::optional<std::string> Value(std::string_view name) {
    if (next_ == lines_.size()) return std::nullopt;
    std::string_view line = lines_[next_].text;
    if (line.substr(0, name.size()) != name || line.size() <= name.size() ||
        line[name.size()] != ' ') {
      return std::nullopt;
    }
    line.remove_prefix(name.size() + 1);
    if (!IsWord(line)) return std::nullopt;
    ++next_;
    return std::string(line);
  }

  // A whole block whose label ends with `label`; nothing is consumed when there is none.
  std::optional<std::string> Block(std::string_view label) {
    size_t i = next_;
    if (i == lines_.size() || lines_[i].text.substr(0, kBegin.size()) != kBegin) {
      return std::nullopt;
    }
    const std::string_view tail = lines_[i].text.substr(kBegin.size());
    if (tail != std::string(label) + std::string(kDashes) &&
        (label != "PRIVATE KEY" || tail != "EC PRIVATE KEY-----")) {
      return std::nullopt;
    }
    const std::string end = std::string(kEnd) + std::string(tail);
    std::string block;
    for (; i < lines_.size(); ++i) {
      block += std::string(lines_[i].text) + "\n";
      if (lines_[i].text == end) {
        next_ = i + 1;
        return block;
      }
    }
    return std::nullopt;
  }

  bool AtEnd() const { return next_ == lines_.size(); }
  void StepBack() { --next_; }

 private:
  int last_ = 0;
  std::vector<Line> lines_;
  size_t next_ = 0;
};

}  // namespace

std::string FormatEnrolmentFile(const EnrolmentFile& file) {
  return std::string(kHeader) + "\naddress " + file.address + "\nunit " + file.unit + "\ncode " +
         file.code + "\n" + file.authority_pem + file.certificate_pem + file.key_pem;
}

absl::StatusOr<EnrolmentFile> ParseEnrolmentFile(std::string_view text) {
  Reader reader(text);
  EnrolmentFile file;
  const auto take = [](std::optional<std::string> from, std::string& to) {
    if (from.has_value()) to = *std::move(from);
    return from.has_value();
  };
  if (!reader.Skip(kHeader)) return reader.Error("\"motcua-enrolment 1\"");
  if (!take(reader.Value("address"), file.address)) return reader.Error("\"address host:port\"");
  if (!IsAddress(file.address)) {
    reader.StepBack();
    return reader.Error("\"address host:port\" with a port from 1 to 65535");
  }
  if (!take(reader.Value("unit"), file.unit)) return reader.Error("\"unit\" and the unit's id");
  if (!take(reader.Value("code"), file.code)) return reader.Error("\"code\" and the one-time code");
  if (!take(reader.Block("CERTIFICATE"), file.authority_pem)) {
    return reader.Error("the start of a whole PEM block CERTIFICATE (the authority's)");
  }
  if (!take(reader.Block("CERTIFICATE"), file.certificate_pem)) {
    return reader.Error("the start of a whole PEM block CERTIFICATE (for enrolling)");
  }
  if (!take(reader.Block("PRIVATE KEY"), file.key_pem)) {
    return reader.Error("the start of a whole PEM block PRIVATE KEY");
  }
  if (!reader.AtEnd()) return reader.Error("the end of the file");
  return file;
}

}  // namespace motcua::crypto
