// One file that is written whole or not at all: first under another name, then renamed.
//
//   WholeFile::check("fitted.csv");       // InputError before the work if it is not writable
//   WholeFile whole("fitted.csv");
//   ... write whole.path() ...
//   whole.commit();                       // without it nothing is left behind
#pragma once

#include <filesystem>

namespace mwendo {

class WholeFile {
 public:
  static void check(const std::filesystem::path& target);
  explicit WholeFile(std::filesystem::path target);
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;
  ~WholeFile();
  [[nodiscard]] const std::filesystem::path& path() const { return temporary_; }
  void commit();

 private:
  std::filesystem::path target_;
  std::filesystem::path temporary_;
};

}  // namespace mwendo
