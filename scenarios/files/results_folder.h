// An output folder that appears whole or not at all.
//
//   ResultsFolder folder("out/base", /*force=*/false);   // InputError if it exists
//   write_results(folder.path(), world, summary);        // into a hidden sibling folder
//   folder.commit();                                     // renamed to out/base
// Compiled and run in tests/examples/scenarios/run_test.cpp.
//
// Guarantees: before commit() the target does not exist. Without commit() (an exception, an
// interrupt) the hidden folder is removed. With force the old folder is removed only when the new
// one is complete. Errors: InputError if the target exists (without force), is not a folder, or its
// parent cannot be written.
#pragma once

#include <filesystem>

namespace mwendo {

class ResultsFolder {
 public:
  ResultsFolder(const std::filesystem::path& target, bool force);
  ~ResultsFolder();
  ResultsFolder(const ResultsFolder&) = delete;
  ResultsFolder& operator=(const ResultsFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return temporary_; }
  [[nodiscard]] const std::filesystem::path& target() const { return target_; }
  void commit();

  // The checks of the constructor without creating anything, to fail before a long run.
  static void check(const std::filesystem::path& target, bool force);

 private:
  std::filesystem::path target_;
  std::filesystem::path temporary_;
  bool committed_ = false;
};

}  // namespace mwendo
