// Our networks and trips as input of SUMO.
//
//   const SumoFiles files = write_sumo_net(net, "out/city");     // out/city.nod.xml, .edg.xml ...
//   write_sumo_routes(demand, sumo_names(net), "out/city.rou.xml");
//   write_sumo_config("out/city", {.from_s = 0, .to_s = 3600});  // out/city.sumocfg
//
//   $ netconvert -c out/city.netccfg       makes out/city.net.xml
//   $ sumo -c out/city.sumocfg
//
// A net is written as SUMO's plain files (nodes, edges, connections, signal programs) and the
// configuration with which netconvert makes the net of them: shapes of junctions and paths across
// them are netconvert's work, not ours.
// Guarantees: every lane with its permissions, every connection from lane to lane with what it
// shuts out, right of way between conflicting movements of different rank, speeds of turns, signal
// phases with yellow and all-red, parts of a second, stops, offset, limits of actuated greens,
// types of junctions that were read, roundabouts, driving side, UTM zone. Reading the net back
// (read.h) gives the same links, lanes, connections, speeds of turns (to 0.01 m/s), phases, right
// of way and driving side. Names are those of sumo_names or of the net that was read. Errors:
// RunError if a file cannot be written. Limits: friction, grade, surface, footways and crossings
// have no counterpart and are not written; actuated greens without limits get 0.5 and 1.6 times
// their length, as our engine has them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "network/sumo/routes.h"

namespace mwendo {

struct SumoNames {
  std::vector<std::string> link;
  std::vector<std::string> node;
  std::vector<std::string> node_type = {};  // of junctions of SUMO; empty for other networks
};

// "l0", "l1" ... and "n0", "n1" ...
[[nodiscard]] SumoNames sumo_names(const Network& net);
// The names that a SUMO net had.
[[nodiscard]] SumoNames sumo_names(const SumoNet& net);

struct SumoFiles {
  std::filesystem::path nodes, types, edges, connections, signals, configuration;
  // Pairs of turns whose right of way is left to netconvert: it cannot read the names of edges that
  // hold '_' in prohibitions.
  std::size_t unwritten_prohibitions = 0;
};

// stem: folder and first part of the names of the files.
SumoFiles write_sumo_net(const Network& net, const std::filesystem::path& stem,
                         const SumoNames& names);
SumoFiles write_sumo_net(const Network& net, const std::filesystem::path& stem);

// All types but SUMO's default one, then the trips in order; trips without a route as <trip>.
void write_sumo_routes(const SumoDemand& demand, const SumoNames& names,
                       const std::filesystem::path& file);

struct SumoPeriod {
  float from_s = 0;
  float to_s = 3600;
  bool has_routes = true;
  float lateral_resolution_m = 0;  // above 0: SUMO's sublane model, for filtering motorcycles
};
void write_sumo_config(const std::filesystem::path& stem, const SumoPeriod& period);

}  // namespace mwendo
