#include "viz/map/place_names.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

#include "network/projection.h"
#include "scenarios/files/csv_table.h"
#include "scenarios/files/data_folder.h"

namespace mwendo::viz {
namespace {

constexpr double kWorkersPerJobShare = 1.5e6;  // puts shares of jobs beside numbers of residents

bool has_total(const std::string& level) {
  return level == "city" || level == "metro" || level == "county";
}

void read(const std::filesystem::path& file, bool jobs, const Projection& projection,
          std::vector<PlaceName>& out) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return;
  Problems problems;  // the city itself was read and checked before; a name less is no harm
  const CsvTable table = CsvTable::read(file, problems);
  for (std::size_t r = 0; r < table.rows(); ++r) {
    if (!jobs && has_total(table.text(r, "level", problems))) continue;
    if (table.text(r, "lat", problems).empty()) continue;
    const std::string name = short_place_name(table.text(r, "name", problems));
    const LonLat at{table.number(r, "lon", problems), table.number(r, "lat", problems)};
    const double weight = jobs ? table.number(r, "share", problems) * kWorkersPerJobShare
                               : table.number(r, "population", problems);
    const bool known =
        std::any_of(out.begin(), out.end(), [&](const PlaceName& p) { return p.name == name; });
    if (!known && !name.empty() && name != "Rest")
      out.push_back({name, projection.to_metres(at), weight});
  }
}

}  // namespace

std::string short_place_name(const std::string& name) {
  std::string out = name.substr(0, std::min(name.find(" ("), name.find('/')));
  static constexpr std::array<std::string_view, 5> kKinds = {" Division", " MC", " TC", " total",
                                                             " Municipality"};
  for (const std::string_view kind : kKinds)
    if (out.ends_with(kind)) out.resize(out.size() - kind.size());
  return out;
}

std::vector<PlaceName> place_names(const World& world) {
  std::vector<PlaceName> out;
  if (world.figures.name.empty() || world.network.crs.empty()) return out;
  const std::filesystem::path folder = data_folder() / "cities" / world.figures.name;
  const Projection projection(world.network.crs);
  read(folder / "districts.csv", false, projection, out);
  read(folder / "jobs.csv", true, projection, out);
  std::stable_sort(out.begin(), out.end(),
                   [](const PlaceName& a, const PlaceName& b) { return a.weight > b.weight; });
  return out;
}

}  // namespace mwendo::viz
