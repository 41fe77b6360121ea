#include "scenarios/experiments/scenario.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "scenarios/cities/city.h"
#include "scenarios/cities/imported_city.h"
#include "scenarios/files/data_folder.h"
#include "scenarios/measures/streets.h"

namespace mwendo {
namespace {
namespace fs = std::filesystem;

// Names that no file system takes are no files.
bool is_file(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}
fs::path whole_path(const fs::path& path) {
  std::error_code ignored;
  return fs::weakly_canonical(path, ignored);
}

constexpr double kDay = 86'400;             // s
constexpr double kEmptyStreets = 4 * 3600;  // s, of the day: few vehicles are under way
constexpr double kQuarter = 900;            // s, the periods of the tallies
constexpr double kLongestWarmUp = 24 * 60;  // min
constexpr const char* kWarmUpRemedy = "give minutes in whole quarter hours, from 0 to 1440";

fs::path scenario_file(const std::string& city, const std::string& name) {
  return data_folder() / "cities" / city / "scenarios" / (name + ".toml");
}

// The file of "city/scenario", or a problem with the nearest names.
std::optional<fs::path> file_of_name(const std::string& name, Problems& problems) {
  const auto slash = name.find('/');
  const std::string city = name.substr(0, slash);
  const std::string scenario = slash == std::string::npos ? "" : name.substr(slash + 1);
  const auto known = city_names();
  if (std::find(known.begin(), known.end(), city) == known.end()) {
    const std::string near = nearest_name(city, known);
    problems.add({.file = {},
                  .what = fmt::format("unknown city '{}'", city),
                  .what_to_do = near.empty() ? "use one of " + list_text(known)
                                             : fmt::format("did you mean '{}'?", near)});
    return std::nullopt;
  }
  fs::path file = scenario_file(city, scenario);
  if (!scenario.empty() && is_file(file)) return file;
  std::vector<std::string> names;
  for (const ScenarioName& s : list_scenarios())
    if (s.id.starts_with(city + "/")) names.push_back(s.id.substr(city.size() + 1));
  if (scenario.empty()) {
    problems.add(
        {.file = {},
         .what = fmt::format("'{}' is a city, not a scenario", name),
         .what_to_do = fmt::format("add one of its scenarios, as {}/{}", city, names.front())});
    return std::nullopt;
  }
  const std::string near = nearest_name(scenario, names);
  problems.add({.file = {},
                .what = fmt::format("unknown scenario '{}' of {}", scenario, city),
                .what_to_do = near.empty() ? "use one of " + list_text(names)
                                           : fmt::format("did you mean '{}/{}'?", city, near)});
  return std::nullopt;
}

bool looks_like_path(const std::string& name) {
  return name.ends_with(".toml") || name.starts_with("/") || name.starts_with("./") ||
         name.starts_with("../");
}

// The file that `extends` means: a neighbour, a path beside it, or "city/scenario".
std::optional<fs::path> extended_file(const std::string& name, const fs::path& by,
                                      Problems& problems) {
  if (looks_like_path(name)) return by.parent_path() / name;
  if (is_file(by.parent_path() / (name + ".toml"))) return by.parent_path() / (name + ".toml");
  if (name.find('/') != std::string::npos) return file_of_name(name, problems);
  std::vector<std::string> neighbours;
  for (const auto& entry : fs::directory_iterator(by.parent_path()))
    if (entry.path().extension() == ".toml") neighbours.push_back(entry.path().stem().string());
  const std::string near = nearest_name(name, neighbours);
  problems.add({.file = {},
                .what = fmt::format("'{}' to extend was not found", name),
                .what_to_do = near.empty() ? "name a file beside this one or a city/scenario"
                                           : fmt::format("did you mean '{}'?", near)});
  return std::nullopt;
}

// A city folder is named relative to the file that names it.
std::string city_beside(const std::string& city, const fs::path& file) {
  return is_city_folder(city) ? (file.parent_path() / city).lexically_normal().string() : city;
}

// The city of the file, or of what it extends; a problem with the place where it is named.
void read_city(Scenario& scenario, ConfigReader& in, const fs::path& file, Problems& problems) {
  if (!in.has("city")) return;
  const std::size_t before = problems.all().size();
  const std::string name = in.text("city");
  if (problems.all().size() > before) return;
  scenario.city = city_beside(name, file);
  if (is_city_folder(name)) {
    if (!is_file(fs::path(scenario.city) / "imported.toml"))
      in.problem("city", fmt::format("'{}' is not a folder of mwendo import", name),
                 "name a city or a folder with imported.toml");
    return;
  }
  const auto known = city_names();
  if (std::find(known.begin(), known.end(), name) != known.end()) return;
  const std::string near = nearest_name(name, known);
  in.problem(
      "city", fmt::format("unknown city '{}'", name),
      near.empty() ? "use one of " + list_text(known) : fmt::format("did you mean '{}'?", near));
}

void read_into(Scenario& scenario, const fs::path& file, Problems& problems);

// What the file extends; problems have the place of the key.
void read_extended(Scenario& scenario, ConfigReader& in, const fs::path& file, Problems& problems) {
  const std::string name = in.text("extends");
  if (name.empty()) return;
  Problems found;
  const auto named = extended_file(name, file, found);
  for (const Problem& p : found.all()) in.problem("extends", p.what, p.what_to_do);
  if (!named) return;
  const fs::path above = whole_path(*named);
  const auto& read = scenario.files;
  if (std::find(read.begin(), read.end(), above) != read.end())
    in.problem("extends", "the files extend one another in a circle", "remove one extends");
  else if (!is_file(above))
    in.problem("extends", fmt::format("'{}' to extend was not found", name),
               "name a file beside this one or a city/scenario");
  else
    read_into(scenario, above, problems);
}

bool is_warm_up(double minutes) {
  return minutes >= 0 && minutes <= kLongestWarmUp && std::fmod(60 * minutes, kQuarter) == 0;
}

void read_warm_up(Scenario& scenario, ConfigReader& in) {
  if (!in.has("warm_up")) return;
  const double minutes = in.number("warm_up", 0, {.at_least = 0, .at_most = kLongestWarmUp});
  if (is_warm_up(minutes))
    scenario.warm_up_s = 60 * minutes;
  else
    in.problem("warm_up", fmt::format("'warm_up' is {}", minutes), kWarmUpRemedy);
}

// Reads one file over what it extends.
void read_into(Scenario& scenario, const fs::path& file, Problems& problems) {
  scenario.files.push_back(file);
  const ConfigTable table = read_config(file, problems);
  ConfigReader in(table, problems);
  read_extended(scenario, in, file, problems);
  read_city(scenario, in, file, problems);
  scenario.title = in.text("title", scenario.title);
  scenario.description = in.text("description", scenario.description);
  scenario.from_s = in.time_of_day("from", scenario.from_s);
  scenario.to_s = in.time_of_day("to", scenario.to_s);
  read_warm_up(scenario, in);
  for (const char* key : {"from", "to"})
    if (const ConfigValue* v = table.find(key))
      scenario.period_at = {table.file, v->line, v->column, {}, {}};
  scenario.sample = in.number("sample", scenario.sample, {.above = 0, .at_most = 1});
  scenario.seed = static_cast<std::uint64_t>(
      in.integer("seed", static_cast<int>(scenario.seed), {.at_least = 0}));
  scenario.seeds = in.integer("seeds", scenario.seeds, {.at_least = 1, .at_most = 1000});
  scenario.iterations =
      in.integer("iterations", scenario.iterations, {.at_least = 1, .at_most = 1000});
  scenario.short_days = in.truth("short_days", scenario.short_days);
  scenario.departure_choice = in.truth("departure_choice", scenario.departure_choice);
  scenario.destination_choice = in.truth("destination_choice", scenario.destination_choice);
  scenario.operator_choice = in.truth("operator_choice", scenario.operator_choice);
  for (const ConfigTable* measure : in.tables("measure")) scenario.measures.push_back(*measure);
  in.finish();
}

// People make the trips of one day, from midnight to midnight.
void check_period(const Scenario& scenario, Problem place, Problems& problems) {
  if (scenario.from_s < scenario.to_s && scenario.to_s <= kDay) return;
  const bool backward = scenario.from_s >= scenario.to_s;
  place.what = backward ? "the period ends before it begins" : "the period ends after 24:00";
  place.what_to_do =
      backward ? "set 'from' earlier than 'to'" : "end it at 24:00; a day begins at 00:00";
  problems.add(std::move(place));
}

}  // namespace

double Scenario::run_in_s() const {
  const double from = std::max(from_s, 0.0);
  const double wanted = warm_up_s.value_or(from < kEmptyStreets ? from : from - kEmptyStreets);
  return kQuarter * std::floor(std::clamp(wanted, 0.0, from) / kQuarter);
}

std::vector<ScenarioName> list_scenarios() {
  std::vector<ScenarioName> names;
  for (const std::string& city : city_names()) {
    const fs::path folder = data_folder() / "cities" / city / "scenarios";
    if (!fs::is_directory(folder)) continue;
    for (const auto& entry : fs::directory_iterator(folder))
      if (entry.path().extension() == ".toml")
        names.push_back({city + "/" + entry.path().stem().string(), entry.path()});
  }
  std::sort(names.begin(), names.end(),
            [](const ScenarioName& a, const ScenarioName& b) { return a.id < b.id; });
  return names;
}

Scenario load_scenario(const std::string& name_or_path, Problems& problems) {
  Scenario scenario;
  std::optional<fs::path> file;
  if (looks_like_path(name_or_path) || is_file(name_or_path)) {
    file = whole_path(name_or_path);
    scenario.id = file->stem().string();
  } else if (const fs::path base = fs::path(name_or_path) / "base.toml"; is_file(base)) {
    problems.add({.file = name_or_path,
                  .what = "is a folder, not a scenario",
                  .what_to_do = fmt::format("did you mean '{}'?", base.string())});
  } else {
    file = file_of_name(name_or_path, problems);
    scenario.id = name_or_path;
  }
  if (!file) return scenario;
  const std::size_t before = problems.all().size();
  read_into(scenario, whole_path(*file), problems);
  if (problems.all().size() > before) return scenario;
  if (scenario.city.empty())
    problems.add({.file = file->string(),
                  .line = 1,
                  .what = "'city' is missing",
                  .what_to_do = "add city = \"NAME\", one of " + list_text(city_names()) +
                                ", or extend a scenario that names one"});
  if (scenario.title.empty()) scenario.title = scenario.id;
  check_period(scenario, scenario.period_at, problems);
  return scenario;
}

void check_options(const Scenario& scenario, const std::string& where, Problems& problems) {
  const auto problem = [&](std::string what, std::string what_to_do) {
    problems.add({.file = where, .what = std::move(what), .what_to_do = std::move(what_to_do)});
  };
  check_period(scenario, {where, 0, 0, {}, {}}, problems);
  if (!(scenario.sample > 0 && scenario.sample <= 1))
    problem(fmt::format("sample {} is outside (0, 1]", scenario.sample),
            "give a share such as 0.05");
  if (scenario.warm_up_s && !is_warm_up(*scenario.warm_up_s / 60))
    problem(fmt::format("the warm-up of {} min is not possible", *scenario.warm_up_s / 60),
            kWarmUpRemedy);
  if (scenario.iterations < 1) problem("iterations must be at least 1", "give 1 or more");
  if (scenario.seeds < 1) problem("seeds must be at least 1", "give 1 or more");
}

}  // namespace mwendo
