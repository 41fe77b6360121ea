#include "scenarios/cities/imported_city.h"

#include <fmt/format.h>

#include <algorithm>

#include "network/network_file.h"
#include "scenarios/cities/city.h"
#include "scenarios/cities/fit_to_network.h"
#include "scenarios/cities/free_speeds.h"
#include "scenarios/cities/supply_tables.h"
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

bool same_nodes(const Network& a, const Network& b) {
  return a.nodes().size() == b.nodes().size() &&
         std::equal(a.node.position.begin(), a.node.position.end(), b.node.position.begin());
}

// The city with the streets of the folder, which are its own or others.
CityWorld with_streets(const CityWorld& people, const ImportedCity& imported,
                       const std::string& folder, Problems& problems) {
  std::vector<Assumption> notes;
  Network net = streets_of(imported, folder, notes, problems);
  CityWorld world;
  if (imported.origin == kCityStreets) {
    if (!same_nodes(net, people.network))
      throw InputError(
          {.file = folder,
           .what = "the streets of " + imported.city + " have changed since the import",
           .what_to_do = "import the feed again"});
    world = people;
    world.network = std::move(net);
  } else {
    world = fit_to_network(people, std::move(net));
    world.sources.push_back(source_of(imported));
  }
  for (Assumption& note : notes) world.assumptions.push_back(std::move(note));
  return world;
}

// What was assumed of the lines that a feed replaces.
bool is_of_lines(const Assumption& a) {
  for (const char* subject : {"headways", "routes", "routes matched", "stops", "terminals",
                              "stops on demand", "vehicles of lines", "lines"})
    if (a.subject == subject) return true;
  return false;
}

void replace_lines(CityWorld& world, const ImportedCity& imported, const std::string& folder,
                   Problems& problems) {
  world.transit = read_supply(folder, world.network, problems);
  std::erase_if(world.assumptions, is_of_lines);
  double placeholders = 0;
  for (const std::uint8_t assumed : world.transit.line.assumed_headway) placeholders += assumed;
  world.assumptions.push_back({"headways",
                               fmt::format("Of {} lines of the feed, those with placeholder "
                                           "headways.",
                                           world.transit.lines().size()),
                               placeholders, imported.lines});
  world.assumptions.push_back(
      {"vehicles of lines",
       "Vehicles and fares are those of the city's line of the same name, else the usual ones.",
       static_cast<double>(world.transit.lines().size()), "assumption"});
  world.sources.push_back({"public transport", imported.lines, "of the feed"});
}

std::string title_of(const ImportedCity& city) {
  return city.lines.empty() ? "Today, on imported streets" : "Today, with the lines of the feed";
}

std::string description_of(const ImportedCity& city) {
  if (!city.lines.empty())
    return fmt::format("Streets of {}; lines of {}; people of the embedded city.", city.origin,
                       city.lines);
  return fmt::format("Streets of {}; people and public transport of the embedded city within it.",
                     city.origin);
}

}  // namespace

void write_imported_city(const fs::path& folder, const ImportedCity& city) {
  std::string text = fmt::format(
      "# Written by mwendo import.\ncity = \"{}\"\norigin = \"{}\"\nsource = \"{}\"\nsha256 = "
      "\"{}\"\n",
      json_escaped(city.city), json_escaped(city.origin), json_escaped(city.source), city.sha256);
  if (!city.lines.empty())
    text += fmt::format("lines = \"{}\"\nlines_sha256 = \"{}\"\n", json_escaped(city.lines),
                        city.lines_sha256);
  write_text(folder / "imported.toml", text);
  if (city.city.empty()) return;
  write_text(folder / "base.toml",
             fmt::format("# {} with the people {}of the city. Extend it, or run it.\n"
                         "city = \".\"\ntitle = \"{}\"\ndescription = \"{}\"\n"
                         "from = \"06:30\"\nto = \"08:30\"\nsample = 0.05\niterations = 16\n",
                         city.lines.empty() ? "The imported streets" : "The lines of the feed",
                         city.lines.empty() ? "and lines " : "", title_of(city),
                         json_escaped(description_of(city))));
}

ImportedCity read_imported(const fs::path& folder, Problems& problems) {
  const ConfigTable table = read_config(folder / "imported.toml", problems);
  ConfigReader in(table, problems);
  ImportedCity city;
  city.city = in.text("city");
  city.source = in.text("source");
  city.sha256 = in.text("sha256");
  city.origin = in.text("origin", city.origin);
  city.lines = in.text("lines");
  city.lines_sha256 = in.text("lines_sha256");
  in.finish();
  return city;
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
  try {
    CityWorld world = with_streets(people, imported, city, problems);
    if (!imported.lines.empty()) replace_lines(world, imported, city, problems);
    if (problems.all().size() > before) return {};
    return world;
  } catch (const InputError& error) {
    for (const Problem& p : error.problems()) problems.add(p);
    return {};
  }
}

}  // namespace mwendo
