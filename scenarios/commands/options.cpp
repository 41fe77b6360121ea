// The one place that knows cxxopts.
#include "scenarios/commands/options.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cxxopts.hpp>
#include <limits>

#include "network/base/input_error.h"

namespace mwendo {
namespace {

struct CommandText {
  const char* name;
  const char* arguments;
  const char* summary;
};

constexpr CommandText kTexts[] = {
    {"list", "", "The scenarios that come with the program"},
    {"run", "SCENARIO", "One scenario -> a results folder"},
    {"compare", "BASE ALTERNATIVE...",
     "Base and alternatives, paired by seed -> a comparison folder"},
    {"check", "SCENARIO...", "Every problem of the inputs, with file, line and column"},
    {"import", "osm FILE | gtfs FEED | sumo",
     "An OpenStreetMap extract, a GTFS feed or a SUMO net -> a city folder"},
    {"calibrate", "CITY", "Fit headways of minibuses to their fleet, or demand to counts"},
    {"export", "SCENARIO|RESULTS", "Streets, vehicles, lines, results as files of other programs"},
};

constexpr int kMostThreads = 1024;  // more only take memory; the system may refuse them

const CommandText& text_of(Command c) { return kTexts[static_cast<std::size_t>(c)]; }

bool simulates(Command c) {
  return c == Command::run || c == Command::compare || c == Command::calibrate ||
         c == Command::export_to;
}

cxxopts::Options definition(Command command) {
  const CommandText& text = text_of(command);
  cxxopts::Options o(fmt::format("mwendo {}", text.name), text.summary);
  o.positional_help(text.arguments);
  o.custom_help(command == Command::list ? "[OPTION...]" : "");
  auto add = o.add_options();
  add("h,help", "Show this text");
  add("names", "", cxxopts::value<std::vector<std::string>>());
  if (command == Command::list || command == Command::check) add("json", "Print JSON");
  if (simulates(command)) {
    add("out",
        command == Command::calibrate ? "File to write (the city's own by default)"
                                      : "Output folder",
        cxxopts::value<std::string>(), command == Command::calibrate ? "FILE" : "DIR");
    add("seed", "Seed, or the first of several", cxxopts::value<std::string>(), "N");
    add("threads", "Threads (all by default)", cxxopts::value<std::string>(), "N");
    add("sample", "Share of the people to simulate, in (0, 1]", cxxopts::value<std::string>(), "F");
    add("iterations", command == Command::calibrate ? "Rounds of fitting" : "Days of learning",
        cxxopts::value<std::string>(), "N");
    add("from", "Start of the period", cxxopts::value<std::string>(), "HH:MM");
    add("to", "End of the period", cxxopts::value<std::string>(), "HH:MM");
    add("warm-up", "Minutes simulated before the period, in quarter hours (from 04:00)",
        cxxopts::value<std::string>(), "MIN");
    add("gwp", "Warming potentials: AR4, AR5 or AR6", cxxopts::value<std::string>(), "SET");
    add("quiet", "Print errors only");
    if (command == Command::run || command == Command::compare)
      add("json", "Print the summary as JSON and nothing else");
    add("force", "Replace existing output");
  }
  if (command == Command::calibrate)
    add("counts", "Instead of headways: fit demand to the calibration half of counts.csv");
  if (command == Command::run) {
    add("trips", "Write trips.csv.zst (trips.csv for SUMO), one row for each trip");
    add("sumo-net", "Instead of a scenario: a net of SUMO", cxxopts::value<std::string>(), "FILE");
    add("sumo-routes", "Its trips; separate several files with commas",
        cxxopts::value<std::string>(), "FILE");
  }
  if (command == Command::export_to) {
    add("sumo", "Streets and vehicles for SUMO");
    add("gtfs", "Public transport as GTFS");
    add("geojson", "Streets, stops and zones with results as GeoJSON (RESULTS only)");
  }
  if (command == Command::compare)
    add("seeds", "Number of seeds; two or more give intervals", cxxopts::value<std::string>(), "N");
  if (command == Command::import) {
    add("out", "Output folder", cxxopts::value<std::string>(), "DIR");
    add("city", "A city that comes with the program, or an imported folder (gtfs)",
        cxxopts::value<std::string>(), "CITY");
    add("bbox", "Box in degrees (osm)", cxxopts::value<std::string>(), "W,S,E,N");
    add("day", "Day of service, monday to sunday or YYYY-MM-DD (gtfs; tuesday)",
        cxxopts::value<std::string>(), "DAY");
    add("shape-stops", "Stops of each shape, CSV, for a feed without stop_times.txt (gtfs)",
        cxxopts::value<std::string>(), "FILE");
    add("net", "Net of SUMO, .net.xml (sumo)", cxxopts::value<std::string>(), "FILE");
    add("routes", "Trips of SUMO, .rou.xml (sumo); separate several files with commas",
        cxxopts::value<std::string>(), "FILE");
    add("quiet", "Print errors only");
    add("force", "Replace an existing folder");
  }
  o.parse_positional({"names"});
  return o;
}

[[noreturn]] void wrong_use(Command command, const std::string& what,
                            const std::string& what_to_do) {
  throw InputError({.file = {},
                    .what = what,
                    .what_to_do = what_to_do.empty()
                                      ? fmt::format("see mwendo {} --help", text_of(command).name)
                                      : what_to_do});
}

std::vector<std::string> option_names(const cxxopts::Options& definition) {
  std::vector<std::string> names;
  for (const auto& group : definition.groups())
    for (const auto& option : definition.group_help(group).options)
      for (const auto& name : option.l)
        if (name != "names") names.push_back("--" + name);
  return names;
}

// Unknown options get a suggestion before cxxopts sees them.
void check_option_names(Command command, const cxxopts::Options& definition,
                        const std::vector<std::string>& args) {
  const auto known = option_names(definition);
  for (const std::string& arg : args) {
    if (!arg.starts_with("--") || arg.size() == 2) continue;
    const std::string name = arg.substr(0, arg.find('='));
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const std::string near = nearest_name(name, known);
    wrong_use(command, fmt::format("unknown option '{}'", name),
              near.empty() ? "" : fmt::format("did you mean '{}'?", near));
  }
}

class Reader {
 public:
  Reader(Command command, const cxxopts::ParseResult& parsed)
      : command_(command), parsed_(&parsed) {}
  [[nodiscard]] bool flag(const char* name) const { return parsed_->count(name) > 0; }
  [[nodiscard]] std::optional<std::string> text(const char* name) const {
    if (parsed_->count(name) == 0) return std::nullopt;
    return (*parsed_)[name].as<std::string>();
  }
  [[nodiscard]] std::optional<double> number(const char* name) const {
    const auto given = text(name);
    if (!given) return std::nullopt;
    try {
      std::size_t end = 0;
      const double value = std::stod(*given, &end);
      if (end == given->size()) return value;
    } catch (const std::exception&) {  // NOLINT(bugprone-empty-catch): reported below
    }
    wrong_use(command_, fmt::format("--{} '{}' is not a number", name, *given), "");
  }
  [[nodiscard]] std::optional<int> whole(const char* name, int at_least,
                                         int at_most = std::numeric_limits<int>::max()) const {
    const auto value = number(name);
    if (!value) return std::nullopt;
    if (!(*value >= at_least) || *value != std::floor(*value))
      wrong_use(
          command_,
          fmt::format("--{} {} is not a whole number of at least {}", name, *text(name), at_least),
          "");
    if (*value > at_most)
      wrong_use(command_, fmt::format("--{} {} is too large", name, *text(name)),
                fmt::format("give at most {}", at_most));
    return static_cast<int>(*value);
  }
  // A name, which cannot be empty.
  [[nodiscard]] std::string path(const char* name) const {
    const auto given = text(name);
    if (given && given->empty())
      wrong_use(command_, fmt::format("--{} is empty", name), "give a name or leave it out");
    return given.value_or("");
  }
  [[nodiscard]] std::optional<double> time(const char* name) const {
    const auto given = text(name);
    if (!given) return std::nullopt;
    const auto seconds = parse_time_of_day(*given);
    if (!seconds)
      wrong_use(command_, fmt::format("--{} '{}' is not a time", name, *given),
                "give a time such as 07:30");
    return seconds;
  }

 private:
  Command command_;
  const cxxopts::ParseResult* parsed_;
};

GwpSet gwp_named(Command command, const std::string& name) {
  for (const GwpSet set : {GwpSet::ar4, GwpSet::ar5, GwpSet::ar6})
    if (name == name_of(set)) return set;
  wrong_use(command, fmt::format("--gwp '{}' is unknown", name), "use AR4, AR5 or AR6");
}

struct NameCount {
  std::size_t least, most;
};

NameCount names_needed(Command command, const Options& o) {
  switch (command) {
    case Command::list: return {0, 0};
    case Command::run: return o.net.empty() && o.routes.empty() ? NameCount{1, 1} : NameCount{0, 0};
    case Command::compare: return {2, 1000};
    case Command::check: return {1, 1000};
    case Command::import:
      return !o.names.empty() && o.names[0] == "sumo" ? NameCount{1, 1} : NameCount{2, 2};
    case Command::calibrate:
    case Command::export_to: break;
  }
  return {1, 1};
}

void check_names(Command command, const Options& o) {
  const NameCount needed = names_needed(command, o);
  if (o.names.size() < needed.least)
    wrong_use(command,
              fmt::format("mwendo {} needs {}", text_of(command).name, text_of(command).arguments),
              "");
  if (o.names.size() > needed.most)
    wrong_use(command, fmt::format("'{}' is one name too many", o.names[needed.most]), "");
  for (const std::string& name : o.names)
    if (name.empty())
      wrong_use(
          command, "a name is empty",
          fmt::format("mwendo {} needs {}", text_of(command).name, text_of(command).arguments));
}

std::vector<std::string> parts(const std::string& list) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t comma = std::min(list.find(',', at), list.size());
    if (comma > at) words.push_back(list.substr(at, comma - at));
    at = comma + 1;
  }
  return words;
}

}  // namespace

const std::vector<std::string>& command_names() {
  static const std::vector<std::string> kNames = {"list",   "run",       "compare", "check",
                                                  "import", "calibrate", "export"};
  return kNames;
}

std::optional<Command> command_named(const std::string& name) {
  const auto& names = command_names();
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Command>(found - names.begin());
}

Options parse_options(Command command, const std::vector<std::string>& args) {
  cxxopts::Options definition_ = definition(command);
  check_option_names(command, definition_, args);
  std::vector<const char*> argv = {"mwendo"};
  for (const std::string& arg : args) argv.push_back(arg.c_str());
  Options o;
  try {
    const auto parsed = definition_.parse(static_cast<int>(argv.size()), argv.data());
    const Reader in(command, parsed);
    o.help = in.flag("help");
    if (parsed.count("names") > 0) o.names = parsed["names"].as<std::vector<std::string>>();
    if (o.help) return o;
    o.json = command != Command::import && command != Command::export_to &&
             command != Command::calibrate && in.flag("json");
    o.quiet = command != Command::list && command != Command::check && in.flag("quiet");
    o.force = command != Command::list && command != Command::check && in.flag("force");
    if (simulates(command) || command == Command::import) o.out = in.path("out");
    if (simulates(command)) {
      if (const auto seed = in.whole("seed", 0)) o.seed = static_cast<std::uint64_t>(*seed);
      o.threads = in.whole("threads", 1, kMostThreads).value_or(0);
      o.sample = in.number("sample");
      o.iterations = in.whole("iterations", 1);
      o.from_s = in.time("from");
      o.to_s = in.time("to");
      if (const auto minutes = in.number("warm-up")) o.warm_up_s = 60 * *minutes;
      if (const auto gwp = in.text("gwp")) o.gwp = gwp_named(command, *gwp);
    }
    o.counts = command == Command::calibrate && in.flag("counts");
    o.trips = command == Command::run && in.flag("trips");
    if (command == Command::compare) o.seeds = in.whole("seeds", 1);
    if (command == Command::import) {
      o.city = in.path("city");
      o.bbox = in.path("bbox");
      o.day = in.path("day");
      o.shape_stops = in.path("shape-stops");
      o.net = in.path("net");
      o.routes = parts(in.path("routes"));
    }
    if (command == Command::run) {
      o.net = in.path("sumo-net");
      o.routes = parts(in.path("sumo-routes"));
    }
    if (command == Command::export_to) {
      o.sumo = in.flag("sumo");
      o.gtfs = in.flag("gtfs");
      o.geojson = in.flag("geojson");
    }
  } catch (const cxxopts::exceptions::exception& error) {
    wrong_use(command, error.what(), "");
  }
  check_names(command, o);
  return o;
}

void Options::apply_to(Scenario& scenario, Problems& problems) const {
  if (seed) scenario.seed = *seed;
  if (seeds) scenario.seeds = *seeds;
  if (sample) scenario.sample = *sample;
  if (iterations) scenario.iterations = *iterations;
  if (from_s) scenario.from_s = *from_s;
  if (to_s) scenario.to_s = *to_s;
  if (warm_up_s) scenario.warm_up_s = warm_up_s;
  check_options(scenario, scenario.id, problems);
}

std::string help_of(Command command) { return definition(command).help(); }

std::string general_help() {
  std::string text =
      "mwendo: how people move in a city, before and after a bus rapid transit line, a cycle track "
      "or a walkway\n\nUsage:\n";
  for (const CommandText& c : kTexts)
    text += fmt::format("  mwendo {:<9} {:<20} {}\n", c.name, c.arguments, c.summary);
  text += fmt::format("  mwendo {:<9} {:<20} {}\n", "view", "SCENARIO|RESULTS",
                      "the window: live, or a recorded run (mwendo view --help)");
  return text +
         "  mwendo --version\n  mwendo COMMAND --help\n\nSCENARIO is city/scenario "
         "(see mwendo list), or a path to a TOML file.\nExit codes: 0 done, 1 the run "
         "failed, 2 wrong use or wrong input, 3 a verdict is negative, 130 interrupted.\n";
}

}  // namespace mwendo
