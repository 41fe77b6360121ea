#include "scenarios/imported_city.h"

#include <fmt/format.h>

#include "network/network_file.h"
#include "scenarios/cities/city.h"
#include "scenarios/cities/fit_to_network.h"
#include "scenarios/config.h"
#include "scenarios/data_folder.h"
#include "scenarios/results/json_writer.h"
#include "scenarios/results/text_file.h"

namespace mwendo {
namespace {

namespace fs = std::filesystem;

void write_text(const fs::path& file, const std::string& text) {
  TextFile out(file);
  out.write(text);
  out.close();
}

// The embedded city that imported.toml names.
std::string embedded_city_of(const fs::path& folder, Problems& problems) {
  const ConfigTable table = read_config(folder / "imported.toml", problems);
  ConfigReader in(table, problems);
  const std::string city = in.text("city");
  (void)in.text("source");
  (void)in.text("sha256");
  in.finish();
  return city;
}

}  // namespace

void write_imported_city(const fs::path& folder, const ImportedCity& city) {
  write_text(folder / "imported.toml",
             fmt::format("# Written by mwendo import.\ncity = \"{}\"\nsource = \"{}\"\nsha256 = "
                         "\"{}\"\n",
                         json_escaped(city.city), json_escaped(city.source), city.sha256));
  if (city.city.empty()) return;
  write_text(folder / "base.toml",
             "# The imported streets with the people and lines of the city. Extend it, or run it.\n"
             "city = \".\"\ntitle = \"Today, on imported streets\"\n"
             "description = \"Streets of an OpenStreetMap extract; people and public transport of "
             "the embedded city within it.\"\nfrom = \"06:00\"\nto = \"09:00\"\nsample = 0.05\n"
             "iterations = 6\n");
}

bool is_city_folder(const std::string& city) {
  return city == "." || city.find('/') != std::string::npos;
}

fs::path city_data_folder(const std::string& city) {
  return is_city_folder(city) ? fs::path(city) : data_folder() / "cities" / city;
}

World load_any_city(const std::string& city, Problems& problems) {
  if (!is_city_folder(city)) return load_city(city, problems);
  const std::size_t before = problems.all().size();
  const std::string embedded = embedded_city_of(city, problems);
  if (problems.all().size() > before) return {};
  if (embedded.empty()) {
    problems.add({.file = city, .what = "the folder has streets but no people",
                  .what_to_do = "import again with --city nairobi, kampala or addis-ababa"});
    return {};
  }
  const World people = load_city(embedded, problems);
  if (problems.all().size() > before) return {};
  try {
    World world = fit_to_network(people, load_network(city));
    world.sources.push_back({"streets", "OpenStreetMap extract", "ODbL"});
    return world;
  } catch (const InputError& error) {
    for (const Problem& p : error.problems()) problems.add(p);
    return {};
  }
}

}  // namespace mwendo
