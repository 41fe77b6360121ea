#include "scenarios/cities/city.h"

#include <algorithm>
#include <filesystem>

#include "scenarios/cities/city_figures.h"
#include "scenarios/cities/city_network.h"
#include "scenarios/cities/city_transit.h"
#include "scenarios/cities/city_zones.h"
#include "scenarios/cities/fitted.h"
#include "scenarios/cities/fitted_parameters.h"
#include "scenarios/cities/free_speeds.h"
#include "scenarios/cities/gateways.h"
#include "scenarios/files/data_folder.h"

namespace mwendo {
namespace {

CityWorld make_world(const CityTables& tables, int threads, Problems& problems) {
  CityWorld world;
  CityNetwork city = make_network(tables, centre_of(tables.jobs), threads);
  auto& notes = world.assumptions = city.assumptions;
  world.transit = make_transit(tables, city, notes, problems);
  world.zones = make_zones(tables, city, notes, problems);
  world.zones.gateways = gateways_to_ring(tables, city.network);
  if (const auto& gates = world.zones.gateways; !gates.empty())
    notes.push_back({"gateways",
                     "Vehicles of the districts around the city enter at the main streets nearest "
                     "to them, by people and incomes.",
                     static_cast<double>(gates.size()), "assumption"});
  world.figures = make_figures(tables, notes, problems);
  world.network = std::move(city.network);
  drive_at_free_speeds(world.network, tables.folder, notes, problems);
  world.sources = tables.sources;
  return world;
}

}  // namespace

std::vector<std::string> city_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(data_folder() / "cities"))
    if (std::filesystem::is_regular_file(entry.path() / kCityFile))
      names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

CityWorld load_city(const std::string& name, Problems& problems, int threads) {
  const auto names = city_names();
  if (std::find(names.begin(), names.end(), name) == names.end()) {
    std::string list;
    for (const std::string& n : names) list += (list.empty() ? "" : ", ") + n;
    const std::string near = nearest_name(name, names);
    problems.add({.file = {},
                  .what = "unknown city '" + name + "'",
                  .what_to_do =
                      (near.empty() ? "" : "did you mean '" + near + "'? ") + ("cities: " + list)});
    return {};
  }
  const std::string folder = (data_folder() / "cities" / name).string();
  const std::size_t before = problems.all().size();
  const CityTables tables = read_city_tables(folder, name, problems);
  if (problems.all().size() > before) return {};
  CityWorld world = make_world(tables, threads, problems);
  apply_fitted(world, std::filesystem::path(folder) / "fitted.csv", problems);
  note_fitted_parameters(tables, world.assumptions);
  if (const auto row = tables.parameters.find(kDeparturesParameter);
      row != tables.parameters.end() && !row->second.published.empty())
    offer_departures(world.transit, tables.parameter(kDeparturesParameter, problems));
  if (const auto file = std::filesystem::path(folder) / "counts.csv"; std::filesystem::exists(file))
    world.counts = read_counts(file, problems);
  return world;
}

Point city_centre(const std::string& name, Problems& problems) {
  return centre_of(
      read_city_tables((data_folder() / "cities" / name).string(), name, problems).jobs);
}

CityWorld load_city(const std::string& name, int threads) {
  Problems problems;
  CityWorld world = load_city(name, problems, threads);
  problems.throw_if_any();
  return world;
}

}  // namespace mwendo
