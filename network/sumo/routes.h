// SUMO demand (.rou.xml, .trips.xml, .gz): vehicle types, vehicles, trips and flows.
//
//   const SumoDemand demand = read_sumo_routes("city.rou.xml", sumo);
//   for (const SumoTrip& t : demand.trips)
//     start(t.depart_s, demand.types[t.type], demand.route_of(t));
//
// Guarantees: trips are sorted by departure, equal ones in the order of the file. A trip without
// a route (<trip>, <flow from to>) has only its first and last link, and `routed` false; via edges
// are kept as links between. Flows are expanded: evenly for period, vehsPerHour and number; for
// probability by a counter-based draw, so that the same file gives the same trips.
// Errors: InputError with file, line and column; an edge that is not in the net, a type that is
// not defined.
// Stops inside <vehicle>, <trip> and <flow> are halts of the vehicles (lane or edge, duration).
// Limits: persons, containers, rerouters, and stops at busStop and the like, without duration or
// inside named routes are dropped and counted in the report; of a distribution of routes or types
// the most probable one is taken.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "network/base/input_error.h"
#include "network/sumo/read.h"

namespace mwendo {

// A vType with SUMO's defaults for its class filled in (SUMO user documentation, "Vehicle Type
// Parameter Defaults" and "Car-Following Models").
struct SumoVehicleType {
  std::string name;
  std::string vehicle_class = "passenger";
  float length_m = 5;
  float gap_m = 2.5F;
  float width_m = 1.8F;
  float tau_s = 1;
  float accel_mps2 = 2.6F;
  float decel_mps2 = 4.5F;
  float max_speed_mps = 55.55F;
  float sigma = 0.5F;            // random slowing, 0..1
  float speed_factor = 1;        // mean
  float speed_deviation = 0.1F;  // of the factor
  int seats = 4;
};

// A halt at the kerb side of the road or in the lane.
struct SumoStop {
  LinkId link;
  std::uint32_t lane = 0;  // of the link, from the kerb
  float position_m = 0;    // of the front, from the start of the link as in the net
  float seconds = 0;
};

struct SumoTrip {
  std::string name;
  float depart_s = 0;
  std::uint32_t type = 0;
  std::uint32_t first_link = 0;  // into SumoDemand::links
  std::uint32_t links = 0;
  bool routed = true;
  std::uint32_t first_stop = 0;  // into SumoDemand::stops
  std::uint32_t stops = 0;
};

struct SumoDemand {
  std::vector<SumoVehicleType> types;  // the first is SUMO's DEFAULT_VEHTYPE
  std::vector<SumoTrip> trips;
  std::vector<LinkId> links;
  std::vector<SumoStop> stops;
  BuildReport report;

  [[nodiscard]] std::span<const LinkId> route_of(const SumoTrip& t) const {
    return {links.data() + t.first_link, t.links};
  }
  [[nodiscard]] std::span<const SumoStop> stops_of(const SumoTrip& t) const {
    return {stops.data() + t.first_stop, t.stops};
  }
};

// SUMO's default type of a class.
[[nodiscard]] SumoVehicleType sumo_type_defaults(std::string_view vehicle_class);

[[nodiscard]] SumoDemand read_sumo_routes(const std::filesystem::path& file, const SumoNet& net);
// Several files, as SUMO's -r a,b does.
[[nodiscard]] SumoDemand read_sumo_routes(std::span<const std::filesystem::path> files,
                                          const SumoNet& net);

}  // namespace mwendo
