// A text file that is written whole or fails with the system's words. Internal to network/sumo.
//
//   OutFile out("city.nod.xml");
//   out.print("<node id=\"{}\"/>\n", id);
//   out.close();                             // RunError if anything could not be written
#pragma once

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <iterator>
#include <memory>

namespace mwendo::sumo {

class OutFile {
 public:
  explicit OutFile(const std::filesystem::path& path);
  template <class... Args>
  void print(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(buffer_), format, std::forward<Args>(args)...);
    if (buffer_.size() > kFull) flush();
  }
  void close();

 private:
  static constexpr std::size_t kFull = 1U << 16U;
  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  void flush();
  [[noreturn]] void fail() const;

  std::filesystem::path path_;
  std::unique_ptr<std::FILE, Closer> file_;
  fmt::memory_buffer buffer_;
};

}  // namespace mwendo::sumo
