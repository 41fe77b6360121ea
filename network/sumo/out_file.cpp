#include "network/sumo/out_file.h"

#include <cerrno>
#include <cstring>

#include "network/base/input_error.h"

namespace mwendo::sumo {

OutFile::OutFile(const std::filesystem::path& path)
    : path_(path), file_(std::fopen(path.c_str(), "w")) {
  if (!file_) fail();
}

void OutFile::fail() const {
  throw RunError(fmt::format("cannot write {}: {}", path_.string(), std::strerror(errno)));
}

void OutFile::flush() {
  if (std::fwrite(buffer_.data(), 1, buffer_.size(), file_.get()) != buffer_.size()) fail();
  buffer_.clear();
}

void OutFile::close() {
  flush();
  if (std::fclose(file_.release()) != 0) fail();
}

}  // namespace mwendo::sumo
