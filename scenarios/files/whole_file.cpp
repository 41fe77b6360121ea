#include "scenarios/files/whole_file.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "network/base/input_error.h"
#include "scenarios/files/refuse.h"

namespace mwendo {
namespace {

namespace fs = std::filesystem;

fs::path beside(const fs::path& target) {
  return fs::absolute(target).parent_path() /
         fmt::format(".{}.part-{}", target.filename().string(), ::getpid());
}

}  // namespace

void WholeFile::check(const fs::path& target) {
  std::error_code error;
  if (!target.has_filename() || fs::is_directory(target, error))
    refuse(target, "is a folder", "name a file to write");
  if (const fs::path folder = fs::absolute(target).parent_path(); !fs::is_directory(folder, error))
    refuse(target, fmt::format("the folder {} does not exist", folder.string()), "make it first");
  // Permissions are not enough: some file systems refuse users that have them.
  const fs::path probe = beside(target);
  std::FILE* file = std::fopen(probe.c_str(), "wb");
  const int failure = errno;
  if (file == nullptr)
    refuse(target, fmt::format("cannot be written: {}", std::strerror(failure)),
           "name a file in a folder with write permission");
  std::fclose(file);
  fs::remove(probe, error);
}

WholeFile::WholeFile(fs::path target) : target_(std::move(target)), temporary_(beside(target_)) {}

WholeFile::~WholeFile() {
  std::error_code ignored;
  fs::remove(temporary_, ignored);
}

void WholeFile::commit() {
  std::error_code error;
  fs::rename(temporary_, target_, error);
  if (error) throw RunError(fmt::format("cannot write {}: {}", target_.string(), error.message()));
}

}  // namespace mwendo
