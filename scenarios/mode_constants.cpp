#include "scenarios/mode_constants.h"

#include <fmt/format.h>

#include "scenarios/csv_table.h"
#include "scenarios/results/text_file.h"

namespace mwendo {

std::optional<ModeValues> read_mode_constants(const std::filesystem::path& folder,
                                              Problems& problems) {
  const auto file = folder / kModeConstantsFile;
  if (!std::filesystem::exists(file)) return std::nullopt;
  const CsvTable table = CsvTable::read(file, problems);
  ModeValues constants{};
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const std::string& name = table.text(r, "mode", problems);
    bool known = false;
    for (std::size_t m = 0; m < kModeCount; ++m) {
      if (name != name_of(static_cast<Mode>(m))) continue;
      constants[m] = table.number(r, "constant", problems);
      known = true;
    }
    if (!known)
      problems.add(table.problem(r, fmt::format("unknown mode '{}'", name),
                                 "use a mode such as walk, minibus, car_driver"));
  }
  return constants;
}

void write_mode_constants(const std::filesystem::path& file, const ModeValues& constants,
                          const std::string& source) {
  TextFile out(file);
  out.line("mode,constant,source");
  for (std::size_t m = 0; m < kModeCount; ++m)
    out.print("{},{},{}\n", name_of(static_cast<Mode>(m)), fixed(constants[m], 4),
              csv_field(source));
  out.close();
}

}  // namespace mwendo
