#include "scenarios/cities/imported_city.h"

#include <fmt/format.h>

#include "network/network_file.h"
#include "scenarios/cities/city.h"
#include "scenarios/cities/fit_to_network.h"
#include "scenarios/cities/free_speeds.h"
#include "scenarios/files/config.h"
#include "scenarios/files/data_folder.h"
#include "scenarios/files/json_writer.h"
#include "scenarios/files/text_file.h"

namespace mwendo {
namespace {

namespace fs = std::filesystem;

void write_text(const fs::path& file, const std::string& text) {
  TextFile out(file);
  out.write(text);
  out.close();
}

// What imported.toml says.
ImportedCity read_imported(const fs::path& folder, Problems& problems) {
  const ConfigTable table = read_config(folder / "imported.toml", problems);
  ConfigReader in(table, problems);
  ImportedCity city;
  city.city = in.text("city");
  city.source = in.text("source");
  city.sha256 = in.text("sha256");
  city.origin = in.text("origin", city.origin);
  in.finish();
  return city;
}

bool is_osm(const ImportedCity& city) { return city.origin == ImportedCity{}.origin; }

// Limits of an extract are no speeds; a net of SUMO holds the speeds that it wants.
Network streets_of(const ImportedCity& imported, const std::string& folder,
                   std::vector<Assumption>& notes, Problems& problems) {
  Network net = load_network(folder);
  if (is_osm(imported)) drive_at_free_speeds(net, city_data_folder(imported.city), notes, problems);
  return net;
}

Source source_of(const ImportedCity& city) {
  return {"streets", is_osm(city) ? "OpenStreetMap extract" : city.source,
          is_osm(city) ? "ODbL" : "of the file"};
}

}  // namespace

void write_imported_city(const fs::path& folder, const ImportedCity& city) {
  write_text(folder / "imported.toml",
             fmt::format("# Written by mwendo import.\ncity = \"{}\"\norigin = \"{}\"\nsource = "
                         "\"{}\"\nsha256 = \"{}\"\n",
                         json_escaped(city.city), json_escaped(city.origin),
                         json_escaped(city.source), city.sha256));
  if (city.city.empty()) return;
  write_text(
      folder / "base.toml",
      fmt::format("# The imported streets with the people and lines of the city. Extend it, or "
                  "run it.\ncity = \".\"\ntitle = \"Today, on imported streets\"\n"
                  "description = \"Streets of {}; people and public transport of the "
                  "embedded city within it.\"\nfrom = \"06:30\"\nto = \"08:30\"\n"
                  "sample = 0.05\niterations = 6\n",
                  city.origin));
}

bool is_city_folder(const std::string& city) {
  return city == "." || city.find('/') != std::string::npos;
}

fs::path city_data_folder(const std::string& city) {
  return is_city_folder(city) ? fs::path(city) : data_folder() / "cities" / city;
}

CityWorld load_any_city(const std::string& city, Problems& problems, int threads) {
  if (!is_city_folder(city)) return load_city(city, problems, threads);
  const std::size_t before = problems.all().size();
  const ImportedCity imported = read_imported(city, problems);
  if (problems.all().size() > before) return {};
  if (imported.city.empty()) {
    std::string all;
    for (const std::string& name : city_names()) all += (all.empty() ? "" : ", ") + name;
    problems.add({.file = city,
                  .what = "the folder has streets but no people",
                  .what_to_do = "import again with --city, one of " + all});
    return {};
  }
  const CityWorld people = load_city(imported.city, problems, threads);
  if (problems.all().size() > before) return {};
  std::vector<Assumption> notes;
  try {
    CityWorld world = fit_to_network(people, streets_of(imported, city, notes, problems));
    for (Assumption& note : notes) world.assumptions.push_back(std::move(note));
    world.sources.push_back(source_of(imported));
    return world;
  } catch (const InputError& error) {
    for (const Problem& p : error.problems()) problems.add(p);
    return {};
  }
}

}  // namespace mwendo
