#include "scenarios/files/data_folder.h"

#include <cstdlib>

#include "network/base/input_error.h"

namespace mwendo {
namespace {

namespace fs = std::filesystem;

bool holds_data(const fs::path& folder) {
  std::error_code ignored;
  return fs::is_directory(folder / "cities", ignored);
}

}  // namespace

std::filesystem::path data_folder() {
  if (const char* given = std::getenv("MWENDO_DATA")) {
    if (holds_data(given)) return given;
    throw InputError({.file = given,
                      .what = "the folder of MWENDO_DATA has no folder cities",
                      .what_to_do = "unset it, or set it to the data folder"});
  }
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  fs::path installed = program.parent_path().parent_path() / "share" / "mwendo";
  if (!error && holds_data(installed)) return installed;
  if (holds_data(MWENDO_SOURCE_DATA)) return MWENDO_SOURCE_DATA;
  throw InputError({.file = {},
                    .what = "no city data found",
                    .what_to_do = "set MWENDO_DATA to the folder that holds cities/"});
}

}  // namespace mwendo
