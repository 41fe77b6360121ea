#include "scenarios/commands/calibrate_files.h"

#include <fmt/format.h>

#include <cstdio>

#include "scenarios/commands/exit_codes.h"
#include "scenarios/files/data_folder.h"
#include "scenarios/files/whole_file.h"

namespace mwendo {

std::filesystem::path calibrated_file(const Options& options, const char* name) {
  const auto own = data_folder() / "cities" / options.names[0] / name;
  const auto file = options.out.empty() ? own : std::filesystem::path(options.out);
  WholeFile::check(file);
  if (!options.out.empty() && !options.force && std::filesystem::exists(file))
    throw InputError({.file = file.string(),
                      .what = "the file exists",
                      .what_to_do = "choose another --out or add --force"});
  return file;
}

int tell_bounds(const std::vector<std::string>& bounds, const std::filesystem::path& file) {
  for (const std::string& bound : bounds)
    fmt::print(stderr, "mwendo: the fit ended on a bound: {}\n", bound);
  fmt::print(stderr, "mwendo: {} was not written; correct the figures of the city's tables\n",
             file.string());
  return kVerdictNegative;
}

}  // namespace mwendo
