#include "benchmarks/routing_networks.h"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

#include "network/assembly/generate.h"
#include "network/osm/osm_import.h"

namespace mwendo {

std::vector<std::pair<std::string, Network>> routing_networks() {
  std::vector<std::pair<std::string, Network>> networks;
  const char* from_env = std::getenv("MWENDO_TEST_DATA");
  const std::filesystem::path root =
      from_env != nullptr ? std::filesystem::path(from_env)
                          : std::filesystem::path(MWENDO_TEST_SOURCE_DIR) / "../shared/data";
  const struct {
    const char* name;
    const char* file;
    DrivingSide side;
  } extracts[] = {
      {"liechtenstein", "osm/liechtenstein-latest.osm.pbf", DrivingSide::right},
      {"nairobi_core", "nairobi/nairobi_core_roads_2025-11.osm.pbf", DrivingSide::left}};
  for (const auto& extract : extracts) {
    const std::string path = (root / extract.file).string();
    if (std::filesystem::exists(path))
      networks.emplace_back(extract.name, import_osm(path, {.driving_side = extract.side}).network);
    else
      fmt::print("{} is left out: no {}; set MWENDO_TEST_DATA\n", extract.name, path);
  }
  networks.emplace_back("grid", generate_grid({.rows = 316, .columns = 317}));
  return networks;
}

}  // namespace mwendo
