#include "tests/support/golden.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <vector>

namespace mwendo::testing {
namespace {

constexpr std::size_t kContext = 2;  // equal lines shown before and after a difference

struct Line {
  char sign;  // ' ' in both, '-' expected only, '+' found only
  std::string text;
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// Length of the longest common subsequence of the ends of a and b from every pair of lines on.
class CommonLines {
 public:
  CommonLines(const std::vector<std::string>& a, const std::vector<std::string>& b)
      : columns_(b.size() + 1), length_((a.size() + 1) * columns_) {
    for (std::size_t i = a.size(); i-- > 0;)
      for (std::size_t j = b.size(); j-- > 0;)
        length_[i * columns_ + j] =
            a[i] == b[j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
  }
  [[nodiscard]] unsigned at(std::size_t i, std::size_t j) const {
    return length_[i * columns_ + j];
  }

 private:
  std::size_t columns_;
  std::vector<unsigned> length_;
};

std::vector<Line> aligned(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const CommonLines common(a, b);
  std::vector<Line> lines;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      lines.push_back({' ', a[i++]});
      ++j;
    } else if (j == b.size() || (i < a.size() && common.at(i + 1, j) >= common.at(i, j + 1))) {
      lines.push_back({'-', a[i++]});
    } else {
      lines.push_back({'+', b[j++]});
    }
  }
  return lines;
}

bool near_difference(const std::vector<Line>& lines, std::size_t i) {
  const std::size_t first = i - std::min(i, kContext);
  const std::size_t last = std::min(lines.size(), i + kContext + 1);
  for (std::size_t k = first; k < last; ++k)
    if (lines[k].sign != ' ') return true;
  return false;
}

bool updating() {
  const char* wish = std::getenv("MWENDO_UPDATE_GOLDENS");
  return wish != nullptr && std::string(wish) == "1";
}

}  // namespace

std::string text_difference(const std::string& expected, const std::string& found) {
  if (expected == found) return "";
  const std::vector<Line> lines = aligned(lines_of(expected), lines_of(found));
  std::string text = "--- expected\n+++ found\n";
  bool shown = true;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool show = near_difference(lines, i);
    if (show && !shown) text += "@@\n";
    if (show) text += lines[i].sign + lines[i].text + "\n";
    shown = show;
  }
  return text;
}

std::string golden_difference(const std::string& file, const std::string& found) {
  const auto path = std::filesystem::path(MWENDO_TEST_SOURCE_DIR) / "tests/golden" / file;
  if (updating()) {
    std::ofstream(path) << found;
    return "";
  }
  std::ifstream in(path);
  if (!in) return "no file tests/golden/" + file + "; tests/update_goldens writes it";
  return text_difference({std::istreambuf_iterator<char>(in), {}}, found);
}

}  // namespace mwendo::testing
