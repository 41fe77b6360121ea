// The arguments of a command: names and options.
//
//   const Options o = parse_options(Command::compare, args);   // InputError for wrong use
//   if (o.help) std::fputs(help_of(Command::compare).c_str(), stdout);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/experiments/scenario.h"
#include "scenarios/impacts/emission_factors.h"

namespace mwendo {

enum class Command { list, run, compare, check, import, calibrate, export_to };

struct Options {
  bool help = false;
  std::vector<std::string> names;  // scenarios, or what is imported
  std::string out;
  std::optional<std::uint64_t> seed;
  std::optional<int> seeds, iterations;
  std::optional<double> sample, from_s, to_s, warm_up_s;
  int threads = 0;  // 0: as many as the machine has
  GwpSet gwp = GwpSet::ar6;
  bool quiet = false, json = false, force = false, trips = false;
  bool counts = false;                               // calibrate
  std::string city, bbox;                            // import
  std::string day, shape_stops;                      // import of GTFS
  std::string net;                                   // of SUMO, for import and run
  std::vector<std::string> routes;                   // of SUMO
  bool sumo = false, gtfs = false, geojson = false;  // export

  // Applies the given options to the scenario and checks the result.
  void apply_to(Scenario& scenario, Problems& problems) const;
};

[[nodiscard]] std::optional<Command> command_named(const std::string& name);
[[nodiscard]] const std::vector<std::string>& command_names();
[[nodiscard]] Options parse_options(Command command, const std::vector<std::string>& args);
[[nodiscard]] std::string help_of(Command command);
[[nodiscard]] std::string general_help();

}  // namespace mwendo
