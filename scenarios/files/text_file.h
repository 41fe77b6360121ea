// A text file that is written whole or fails: every disk error is reported.
//
//   TextFile file(folder / "links.csv");
//   file.line("link,street,length_m");
//   file.print("{},{},{}\n", id, csv_field(name), fixed(length, 1));
//   file.close();   // throws RunError with the text of the system, "No space left on device"
#pragma once

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace mwendo {

class TextFile {
 public:
  explicit TextFile(const std::filesystem::path& path);
  void write(std::string_view text);
  void line(std::string_view text);
  template <class... Args>
  void print(fmt::format_string<Args...> format, Args&&... args) {
    buffer_.clear();
    fmt::format_to(std::back_inserter(buffer_), format, std::forward<Args>(args)...);
    write({buffer_.data(), buffer_.size()});
  }
  void close();

 private:
  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  [[noreturn]] void fail() const;
  std::filesystem::path path_;
  std::unique_ptr<std::FILE, Closer> file_;
  fmt::memory_buffer buffer_;
};

// A number with a fixed count of decimals; never "-0.0"; empty if it is not finite.
[[nodiscard]] std::string fixed(double value, int decimals);
// A CSV field, in quotes where needed.
[[nodiscard]] std::string csv_field(std::string_view text);

}  // namespace mwendo
