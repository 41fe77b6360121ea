// Problems of input. They are collected, so that one run lists all of them.
//
//   Problems problems;
//   problems.add({.file = "a.toml", .line = 3, .column = 7, .what = "unknown key 'headwy'",
//                 .what_to_do = "did you mean 'headway'?"});
//   problems.throw_if_any();   // throws InputError; the commands print it and exit with 2
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace mwendo {

struct Problem {
  std::string file;
  int line = 0;    // 1-based, 0 if it does not apply
  int column = 0;  // 1-based, 0 if it does not apply
  std::string what;
  std::string what_to_do;
  bool operator==(const Problem&) const = default;
  [[nodiscard]] std::string text() const;  // "file:line:column: what; what to do"
};

class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Problem> problems);
  explicit InputError(Problem problem);
  [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }

 private:
  std::vector<Problem> problems_;
};

// A failure of the run itself (disk full, out of memory ...): exit code 1.
class RunError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Problems {
 public:
  void add(Problem problem);  // each problem once
  [[nodiscard]] bool empty() const { return problems_.empty(); }
  [[nodiscard]] const std::vector<Problem>& all() const { return problems_; }
  void throw_if_any() const;

 private:
  std::vector<Problem> problems_;
};

// The candidate nearest to a word by edit distance, for "did you mean"; empty if none is near.
[[nodiscard]] std::string nearest_name(const std::string& word,
                                       const std::vector<std::string>& candidates);

}  // namespace mwendo
