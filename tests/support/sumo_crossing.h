// A SUMO net of one crossroads, as text: four arms of 300 m and one lane each way, driving on the
// right, without U-turns or shapes across the junction.
//
//   write("x.net.xml", sumo_crossing({.type = "priority_stop"}));
//   write("x.rou.xml", sumo_trips({{"a", "n", "s"}}));   // from the north to the south
//
// Edges are "n_in", "n_out", "e_in" ... The major street leads east-west. Connections have the link
// indices of north, east, south, west, each right, straight, left: "n_in" to "s_out" is link 1.
#pragma once

#include <array>
#include <string>
#include <vector>

namespace mwendo::testing {

struct SumoCrossing {
  std::string type = "priority";
  std::string signal = {};  // <tlLogic id="X" ...>, which then controls all connections
  std::string location =
      "<location netOffset=\"0,0\" convBoundary=\"0,0,1,1\" "
      "origBoundary=\"0,0,1,1\" projParameter=\"!\"/>";
  std::array<std::string, 12> attributes = {};  // more of them, by link index
  std::string elements = {};                    // more of them, at the end of the net
  double east = 0, north = 0;                   // of the crossroads, m, in the file
};

[[nodiscard]] std::string sumo_crossing(const SumoCrossing& crossing);

struct CrossingTrip {
  std::string name;
  std::string from;  // arm: n, e, s, w
  std::string to;
  double depart = 0;
  std::string vehicle_class = "passenger";
  bool routed = true;  // false: a <trip>
};
[[nodiscard]] std::string sumo_trips(const std::vector<CrossingTrip>& trips);

}  // namespace mwendo::testing
