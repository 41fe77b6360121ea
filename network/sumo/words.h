// What the words of a SUMO net mean here, and our words for SUMO. Internal to network/sumo.
//
// Source: SUMO user documentation, "Networks/SUMO Road Networks".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "network/network.h"

namespace mwendo::sumo {

// Type of a junction: "traffic_light", "priority_stop" ... Zippers give nobody the right of way;
// they are taken at speed, as junctions with priority are.
[[nodiscard]] JunctionControl control_of(std::string_view type);
// Whether SUMO 1.15 knows the type of a junction; an empty one is taken as unregulated.
[[nodiscard]] bool is_junction_type(std::string_view type);
// Direction of a connection: s, l, L, r, R, t, T.
[[nodiscard]] TurnDirection direction_of(char dir);
// Type of an edge: "highway.primary_link" and the like; of several types joined
// by '|' the first. False if it names no class.
[[nodiscard]] bool class_from_type(std::string_view type, RoadClass& road_class);
// A guess for an edge without such a type; speed in m/s.
[[nodiscard]] RoadClass class_from_lanes(float speed, std::size_t lanes);
// "+proj=utm +zone=37 +south +datum=WGS84 ..." -> "EPSG:32737"; empty for other projections, datums
// and units.
[[nodiscard]] std::string crs_of(const std::string& projection);

// And back: the type of a junction, the type of an edge, the projection; "!" if it is no UTM zone.
// `was`: the type that the junction had in a net of SUMO, empty if it comes from elsewhere. It is
// kept unless signals have come or gone.
[[nodiscard]] std::string type_of(const Network& net, NodeId n, std::string_view was = {});
[[nodiscard]] std::string edge_type_of(RoadClass c);
[[nodiscard]] std::string projection_of(const std::string& crs);

}  // namespace mwendo::sumo
