// SUMO demand (.rou.xml, .trips.xml, .gz): vehicle types, vehicles, trips and flows.
//
//   const SumoDemand demand = read_sumo_routes("city.rou.xml", sumo);
//   for (const SumoTrip& t : demand.trips)
//     start(t.depart_s, demand.types[t.type], demand.route_of(t));
//
// Guarantees: trips are sorted by departure, equal ones in the order of the file. A trip without
// a route (<trip>, <flow from to>) has its first link, via links or links of its stops, and its
// last link, and `routed` false. Flows are expanded: evenly for period, vehsPerHour and number; at
// random for probability and exp(rate). Of a distribution each vehicle draws its member. Draws are
// functions of a counter, so that the same file gives the same trips. Stops of a routed trip lie on
// its route in their order.
// Errors: InputError with file, line and column; an edge that is not in the net, names that are not
// defined or there twice, times below 0 or after 8,000,000 s.
// Limits: what has no counterpart is counted in the report with its first places. All of it:
// docs/what-is-read.md.
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
  float least_factor = 0.2F;     // where the distribution of the factor is cut
  float most_factor = 2;
  int seats = 4;
  bool operator==(const SumoVehicleType&) const = default;
};

// A halt at the kerb side of the road or in the lane.
struct SumoStop {
  LinkId link;
  std::uint32_t lane = 0;  // of the link, from the kerb
  float position_m = 0;    // of the front, from the start of the link as in the net
  float seconds = 0;       // at least
  float until_s = -1;      // time before which it does not leave, below 0: none
  bool parking = false;    // off the lane: others pass
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
  std::vector<std::filesystem::path> files;  // that were read, with those that they include

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
