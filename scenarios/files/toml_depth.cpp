#include "scenarios/files/toml_depth.h"

#include <string>

namespace mwendo {
namespace {

constexpr int kMostParts = 40;
constexpr int kMostBrackets = 40;
constexpr std::size_t kLongestLine = 100'000;

class Scan {
 public:
  explicit Scan(std::string_view text) : text_(text) {}

  std::optional<TooDeep> run() {
    for (; at_ < text_.size() && !found_; ++at_) {
      const char c = text_[at_];
      if (c == '\n')
        end_line();
      else if (c == '#')
        skip_comment();
      else if (c == '"' || c == '\'')
        skip_text(c);
      else
        count(c);
      if (at_ > line_start_ + kLongestLine) say("the line is longer than 100,000 characters");
    }
    return found_;
  }

 private:
  void end_line() {
    ++line_;
    line_start_ = at_ + 1;
    dots_ = 0;
  }

  void skip_comment() {
    while (at_ + 1 < text_.size() && text_[at_ + 1] != '\n') ++at_;
  }

  // Three quotation marks begin a text of several lines.
  void skip_text(char quote) {
    const std::string_view rest = text_.substr(at_);
    const bool lines = rest.size() >= 3 && rest[1] == quote && rest[2] == quote;
    if (!lines && rest.size() >= 2 && rest[1] == quote) {
      ++at_;
      return;
    }
    for (at_ += lines ? 3 : 1; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\n') {
        if (!lines) return end_line();
        end_line();
      } else if (c == '\\' && quote == '"') {
        ++at_;
      } else if (c == quote && (!lines || text_.substr(at_, 3) == std::string(3, quote))) {
        at_ += lines ? 2 : 0;
        return;
      }
    }
  }

  void count(char c) {
    if (c == '.' && ++dots_ >= kMostParts) say("the key is nested too deeply");
    if (c == '[' || c == '{') {
      if (++open_ > kMostBrackets) say("lists and tables are nested too deeply");
    } else if ((c == ']' || c == '}') && open_ > 0) {
      --open_;
    }
    if (c == ',' || c == '=' || c == '[' || c == '{') dots_ = 0;
  }

  void say(const char* what) {
    if (!found_) found_ = TooDeep{line_, static_cast<int>(at_ - line_start_) + 1, what};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  int line_ = 1;
  int dots_ = 0;
  int open_ = 0;
  std::optional<TooDeep> found_;
};

}  // namespace

std::optional<TooDeep> too_deep(std::string_view text) { return Scan(text).run(); }

}  // namespace mwendo
